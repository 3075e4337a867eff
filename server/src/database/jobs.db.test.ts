import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { asAdmin, cloneDatabase, type TestDatabase } from "../../test/cluster.ts";
import { systemViewer } from "../access/viewer.ts";
import { systemClock } from "../shared/clock.ts";
import { withConnection } from "./connect.ts";
import { type Database, openDatabase } from "./database.ts";
import { prepareJobStore } from "./job-store.ts";
import { type Job, type JobOptions, type Jobs, openJobs, type Payload } from "./jobs.ts";

const QUEUE = "reevaluation-batch";
const SYSTEM = systemViewer("SYSTEM_STANDINGS");

let db: TestDatabase;
let database: Database;
let opened: Jobs[];
let schedule: object[];
let failures: [string, string | undefined][];

beforeEach(async () => {
  db = await cloneDatabase();
  ({ database } = await openDatabase({ url: db.urls.app, poolSize: 2, clock: systemClock(), watchNesting: true }));
  opened = [];
  failures = [];
  // Nothing comes round by itself, and what fails is tried again at once.
  schedule = (await asOwner("SELECT name, cron FROM pgboss.schedule")).rows;
  await asOwner("UPDATE pgboss.queue SET retry_delay = 0; DELETE FROM pgboss.schedule");
  return async () => {
    await Promise.all(opened.map((jobs) => jobs.stop()));
    await database.close();
    await db.drop();
  };
});
afterEach(() => expect(failures.filter(([what]) => what !== QUEUE)).toEqual([]));

async function open(options: Partial<JobOptions> = {}): Promise<Jobs> {
  const jobs = await openJobs({
    url: db.urls.app,
    onFailure: (what, code) => failures.push([what, code]),
    ...options,
  });
  opened.push(jobs);
  return jobs;
}

const asOwner = (sql: string) => withConnection(db.urls.owner, "Owner", (client) => client.query(sql));
const asApp = (sql: string) => withConnection(db.urls.app, "App", (client) => client.query(sql));
const batch = (number: number): Job => ({ key: `b${number}`, payload: { batch: number } });
const send = (jobs: Jobs, ...sent: readonly Job[]) => database.as(SYSTEM, (tx) => jobs.send(tx, QUEUE, sent));
const states = async () => (await asOwner("SELECT state, data ->> 'batch' AS batch FROM pgboss.job ORDER BY 2")).rows;

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 30_000; !(await holds()); await pause(10)) if (Date.now() > deadline) expect.fail("waited in vain");
}

describe("jobs", () => {
  it("are there if and only if the transaction that sent them commits, and each key waits once", async () => {
    const jobs = await open();
    await database
      .as(SYSTEM, async (tx) => {
        await jobs.send(tx, QUEUE, [batch(1)]);
        throw new Error("not after all");
      })
      .catch(() => undefined);
    expect(await states()).toEqual([]);
    await send(jobs, batch(1), batch(2));
    await send(jobs, batch(2), batch(3));
    expect(await states()).toEqual(["1", "2", "3"].map((number) => ({ state: "created", batch: number })));
  });

  it("are taken in the order given, by each process some, and by none twice", async () => {
    const [first, second] = [await open(), await open()];
    await send(first, ...Array.from({ length: 40 }, (_, index) => batch(index)));
    const taken: [Jobs, number][] = [];
    for (const jobs of [first, second])
      jobs.work(QUEUE, 2, async (payload) => {
        taken.push([jobs, Number(payload["batch"])]);
        await pause(5);
      });
    await until(async () => (await states()).every(({ state }) => state === "completed"));
    expect(taken.map(([, number]) => number).sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, index) => index));
    expect(taken.slice(0, 4).every(([, number]) => number < 12)).toBe(true);
    expect(new Set(taken.map(([jobs]) => jobs)).size).toBe(2);
  });

  it("that fail are tried again as often as the queue says, and nothing of what they said is kept", async () => {
    const jobs = await open();
    let tried = 0;
    jobs.work(QUEUE, 1, async () => {
      tried += 1;
      throw Object.assign(new Error("Mary Testing of 1 Mill Street"), { code: "P0001" });
    });
    await send(jobs, batch(1));
    jobs.wake(QUEUE);
    await until(async () => (await states())[0]?.state === "failed");
    expect(tried).toBe(3);
    const { rows } = await asOwner("SELECT output FROM pgboss.job");
    expect(rows).toEqual([{ output: { code: "P0001" } }]);
    expect(failures).toEqual(Array(3).fill([QUEUE, "P0001"]));
  });

  it("in hand are finished by a stop, and none is begun after it", async () => {
    const jobs = await open();
    const began: Payload[] = [];
    const ended: Payload[] = [];
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    jobs.work(QUEUE, 2, async (payload) => {
      began.push(payload);
      await held;
      ended.push(payload);
    });
    await send(jobs, ...Array.from({ length: 6 }, (_, index) => batch(index)));
    jobs.wake(QUEUE);
    await until(() => began.length > 0);
    const stopped = performance.now();
    const stops = [jobs.stop(), jobs.stop()];
    await until(() => jobs.stopping.aborted);
    letGo();
    await Promise.all(stops);
    expect(performance.now() - stopped).toBeLessThan(5_000);
    expect(ended).toEqual(began);
    expect(began.length).toBeLessThan(6);
    expect((await states()).filter(({ state }) => state === "active")).toEqual([]);
    expect(jobs.stopping.aborted).toBe(true);
  });

  it("that do not end are given up, and stay somebody's to do", async () => {
    const jobs = await open({ patienceMs: 300 });
    let began = false;
    jobs.work(QUEUE, 1, () => {
      began = true;
      return new Promise(() => undefined);
    });
    await send(jobs, batch(1));
    jobs.wake(QUEUE);
    await until(() => began);
    await jobs.stop();
    expect(await states()).toEqual([{ state: "active", batch: "1" }]);
  });

  it("of a process that has gone come to another once their time is over", async () => {
    const jobs = await open({ maintenanceSeconds: 1 });
    await send(jobs, batch(1));
    await asOwner("UPDATE pgboss.job SET state = 'active', started_on = now() - interval '61 seconds'");
    let done = 0;
    jobs.work(QUEUE, 1, async () => {
      done += 1;
    });
    await until(async () => {
      jobs.wake(QUEUE);
      return (await states())[0]?.state === "completed";
    });
    expect(done).toBe(1);
  });

  it("of pg-boss's own may fail where it does not look, and the process lives on", async () => {
    // So a job can be taken, and its end cannot be written.
    await asOwner(`REVOKE UPDATE ON pgboss.job FROM wtwf_app; GRANT UPDATE (state, started_on, retry_count) ON pgboss.job TO wtwf_app;
      INSERT INTO pgboss.job (name, data) VALUES ('__pgboss__send-it', '{"name": "standings-due"}')`);
    await open();
    await until(() => failures.length > 0);
    expect(failures[0]).toEqual(["statement", "42501"]);
    failures = [];
  });

  it("go on after the connections were lost in the midst of one", async () => {
    const jobs = await open();
    let done = 0;
    jobs.work(QUEUE, 1, async () => {
      const name = new URL(db.urls.app).pathname.slice(1);
      if (done === 0)
        await asAdmin((admin) =>
          admin.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND application_name = 'wtwf-jobs'", [
            name,
          ]),
        );
      done += 1;
    });
    await send(jobs, batch(1), batch(2));
    jobs.wake(QUEUE);
    await until(() => done >= 2);
    failures = [];
  });
});

describe("the job store", () => {
  it("is the owner's: the application uses queues, and makes, schedules and empties none", async () => {
    for (const sql of [
      "SELECT pgboss.create_queue('planted', '{\"policy\":\"standard\"}')",
      "SELECT pgboss.delete_queue('standings-due')",
      "INSERT INTO pgboss.schedule (name, cron) VALUES ('standings-due', '* * * * *')",
      "UPDATE pgboss.queue SET policy = 'standard'",
      "TRUNCATE pgboss.job",
      "CREATE TABLE pgboss.planted (id integer)",
      "DROP SCHEMA pgboss CASCADE",
      "UPDATE pgboss.version SET version = 1",
    ])
      await expect(asApp(sql), sql).rejects.toThrow(/permission denied|must be owner/u);
  });

  it("is made once, and mended where something of it is missing", async () => {
    const prepare = () => withConnection(db.urls.owner, "Owner", prepareJobStore);
    await prepare();
    expect(await prepare()).toBe(false);
    await asOwner("DELETE FROM pgboss.schedule");
    expect(await prepare()).toBe(true);
    await asOwner("UPDATE pgboss.queue SET expire_seconds = 1 WHERE name = 'reevaluation-batch'");
    expect(await prepare()).toBe(true);
    expect(await prepare()).toBe(false);
    await asOwner("DROP SCHEMA pgboss CASCADE");
    expect(await prepare()).toBe(true);
    await (await open()).stop();
  });

  it("of a newer version is left alone, with a word about it", async () => {
    await asOwner("UPDATE pgboss.version SET version = 999");
    await expect(withConnection(db.urls.owner, "Owner", prepareJobStore)).rejects.toThrow("newer version of this program");
  });

  it("brings what is due round by the system's clock", () => {
    expect(schedule).toEqual(
      expect.arrayContaining([
        { name: "standings-due", cron: "*/15 * * * *" },
        { name: "audit-seal", cron: "* * * * *" },
      ]),
    );
    expect(schedule).toHaveLength(2);
  });
});
