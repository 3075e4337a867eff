import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { systemViewer } from "../../src/access/viewer.ts";
import { withConnection } from "../../src/database/connect.ts";
import { addDays, localDate } from "../../src/shared/local-date.ts";
import { repositoryRoot } from "../../src/shared/paths.ts";
import { type Api, startApi, startTwin } from "../api-client.ts";
import { type Household, household, rows } from "../household.ts";
import { onKept } from "../kept-connections.ts";
import { addPlan, planInForceOf } from "../plans.ts";
import { ask, changeTo, documentOf, ended, RUN, type Run, runs, told, until } from "../reevaluations.ts";
import { id, town, USERS } from "../town.ts";

/** Families of whom nothing is known: with them a run takes several batches of 250. */
const BARE = 1_000;
const ADD_ACTION = "mutation A($input: AddPlanActionInput!) { addPlanAction(input: $input) { errors { code } } }";

let api: Api;
let homes: Household[];
let families: number;
let lancashire: string;
let strict: string;
let loose: string;
/** A connection that holds families, as somebody's unfinished write does. */
const holder = { client: new pg.Client() };

beforeAll(async () => {
  api = await startApi();
  await bareFamilies(api);
  homes = [await household(api, { needs: ["WORKLESSNESS"] })];
  for (let index = 0; index < 4; index++) homes.push(await household(api, { needs: ["WORKLESSNESS", "MISSING_EDUCATION"] }));
  families = BARE + homes.length;
  lancashire = await planInForceOf(api);
  strict = await addPlan(api.urls.loader, { needs: 3 });
  loose = await addPlan(api.urls.loader, { needs: 1 });
  holder.client = new pg.Client({ connectionString: api.urls.loader });
  await holder.client.connect();
  await asOwner("UPDATE pgboss.queue SET retry_delay = 0");
});
afterEach(async () => {
  await release();
  await asOwner("DROP TRIGGER IF EXISTS planted ON standing_detail; DROP FUNCTION IF EXISTS planted()");
  for (const run of await runs(api)) if (!ended(run)) await until(api, await goOn(run), ended);
  if ((await planInForceOf(api)) !== lancashire) await until(api, (await changeTo(api, lancashire)).id, ended);
});
afterAll(async () => {
  await holder.client.end();
  await api.stop();
});

const asOwner = (sql: string) => onKept(api.urls.owner, (client) => client.query(sql));

/** Ids that grow with their number, below those of the households. */
const bare = (number: number): string => `00000000-0000-4000-8000-${(0xa000 + number).toString(16).padStart(12, "0")}`;

async function bareFamilies(of: Api): Promise<void> {
  await withConnection(of.urls.loader, "Bare", (client) =>
    client.query(
      `INSERT INTO family (id, reference, district_code, source, recorded_at)
       SELECT ('00000000-0000-4000-8000-' || lpad(to_hex(40960 + n), 12, '0'))::uuid, 'F-' || (800000 + n), 'pendle', 'MATCHING', '2016-12-01T10:00Z'
       FROM generate_series(0, $1::int - 1) n`,
      [BARE],
    ),
  );
}

/** Holds two families, the first ones of two batches: with them the two lanes of a process are held up. */
async function hold(...ids: readonly string[]): Promise<void> {
  await holder.client.query("BEGIN");
  for (const family of ids) await holder.client.query("SELECT pg_advisory_xact_lock(hashtextextended($1::uuid::text, 1))", [family]);
}
const release = () => holder.client.query("ROLLBACK");

/** Until somebody waits to change the plan, for the batches in hand to end. */
async function waitingForThePlan(): Promise<void> {
  const waiting = `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = 7746004 AND mode = 'ExclusiveLock' AND NOT granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
  for (const deadline = Date.now() + 20_000; (await rows(api, waiting)).length === 0; ) {
    if (Date.now() > deadline) expect.fail("nobody waits to change the plan");
    await pause(10);
  }
}

/** Until no job waits or is in hand. */
async function queueEmpty(): Promise<void> {
  for (const deadline = Date.now() + 20_000; (await asOwner("SELECT FROM pgboss.job WHERE state < 'completed'")).rowCount; ) {
    if (Date.now() > deadline) expect.fail("the queue is not empty");
    await pause(20);
  }
}

/** What a test has left standing is brought to its end. */
async function goOn(run: Run): Promise<string> {
  if (run.viewerCanResume) await told(ask(api, "resumeReevaluation", { reevaluationId: run.id, version: run.version }));
  return run.id;
}

const eligible = async () =>
  (await rows<{ n: number }>(api, "SELECT count(*)::int AS n FROM standing WHERE valid_to IS NULL AND eligible"))[0]?.n;
const needsOf = async (home: Household | undefined) =>
  (await rows<{ needs: string[] }>(api, "SELECT needs FROM standing WHERE family_id = $1 AND valid_to IS NULL", [home?.id]))[0]?.needs;
const codes = async (asked: ReturnType<typeof ask>) => (await asked).errors.map(({ code }) => code);

describe("re-evaluating the county", () => {
  it("tells how far it has come, and is watched in one statement", async () => {
    await hold(bare(0), bare(250));
    const run = await changeTo(api, strict);
    expect(run).toMatchObject({ families, familiesDone: 0, state: "RUNNING", viewerCanPause: true, viewerCanResume: false });
    await pause(300);
    expect((await runs(api))[0]).toMatchObject({ id: run.id, familiesDone: 0 });
    await release();
    // All but the one that is eligible under neither; those of whom nothing was known are counted for the first time.
    expect(await until(api, run.id, ended)).toMatchObject({ state: "FINISHED", familiesDone: families, familiesChanged: families - 1 });
    expect(await eligible()).toBe(0);
    expect(await (await api.as("admin")).statements(`{ reevaluations { ${RUN} } }`)).toBe(4);
    // A job that comes a second time does nothing.
    const [over] = await runs(api);
    await api.app.services.batches.run({ reevaluation: run.id, batch: 5 });
    expect((await runs(api))[0]).toEqual(over);
  });

  it("under the same plan writes nothing where nothing has changed, and says so", async () => {
    const versions = () =>
      rows(
        api,
        "SELECT xmin::text, count(*) FROM standing GROUP BY 1 UNION ALL SELECT xmin::text, count(*) FROM standing_detail GROUP BY 1 ORDER BY 1, 2",
      );
    const before = await versions();
    const run = await told(ask(api, "startReevaluation"));
    expect(await until(api, run.id, ended)).toMatchObject({ cause: "ASKED_FOR", familiesDone: families, familiesChanged: 0 });
    expect(await versions()).toEqual(before);
  });

  it("goes by corrected terms, with no restart", async () => {
    await rows(
      api,
      `INSERT INTO evidence (id, family_id, person_id, kind, source, valid_from, valid_to, facts, recorded_at)
       SELECT gen_random_uuid(), $1, $2, 'ATTENDANCE', 'SCHOOL', t.day, t.day + 60,
         jsonb_build_object('term', t.day, 'school', 'x', 'possible', 100, 'authorised', 0, 'unauthorised', 40), '2016-12-30T10:00Z'
       FROM unnest('{2016-01-04,2016-04-11,2016-09-05}'::date[]) t (day)`,
      [homes[0]?.id, homes[0]?.people[2]],
    );
    const again = async () => until(api, (await told(ask(api, "startReevaluation"))).id, ended);
    expect(await again()).toMatchObject({ familiesChanged: 1 });
    expect(await needsOf(homes[0])).toEqual(["MISSING_EDUCATION", "WORKLESSNESS"]);
    const file = readFileSync(join(repositoryRoot, "seeds/lancashire/school-terms.json"), "utf8");
    await rows(api, "INSERT INTO setting (name, value) VALUES ('school-terms', $1)", [
      file.replace(/2016-(01-04|04-11|09-05)/gu, (day) => addDays(localDate(day), 1)),
    ]);
    expect(await again()).toMatchObject({ familiesChanged: 1 });
    expect(await needsOf(homes[0])).toEqual(["WORKLESSNESS"]);
    await rows(api, "UPDATE setting SET value = $1 WHERE name = 'school-terms'", [file]);
    expect(await again()).toMatchObject({ familiesChanged: 1 });
    expect(await needsOf(homes[0])).toEqual(["MISSING_EDUCATION", "WORKLESSNESS"]);
  });

  it("is done in any process: one that takes no jobs begins it, another ends it", async () => {
    const idle = await startTwin(api, { withoutJobs: true });
    try {
      const run = await told(ask(idle, "startReevaluation"));
      expect(await until(idle, run.id, ended)).toMatchObject({ state: "FINISHED", familiesDone: families });
    } finally {
      await idle.stop();
    }
  });

  it("is over at once where there is no family", async () => {
    const empty = await startApi(town);
    try {
      const run = await told(ask(empty, "startReevaluation"));
      expect(await until(empty, run.id, ended)).toMatchObject({ state: "FINISHED", families: 0, familiesDone: 0 });
    } finally {
      await empty.stop();
    }
  });
});

describe("a run that is paused", () => {
  it("ends the batches in hand, begins no other, and goes on when it is resumed", async () => {
    await hold(bare(0), bare(250));
    const run = await told(ask(api, "startReevaluation"));
    expect(await codes(ask(api, "pauseReevaluation", { reevaluationId: run.id, version: run.version + 1 }))).toEqual(["STALE"]);
    const paused = await told(ask(api, "pauseReevaluation", { reevaluationId: run.id, version: run.version }));
    expect(paused).toMatchObject({ state: "PAUSED", viewerCanPause: false, viewerCanResume: true });
    expect(await codes(ask(api, "pauseReevaluation", { reevaluationId: run.id, version: paused.version }))).toEqual(["NOT_RUNNING"]);
    await release();
    await queueEmpty();
    expect((await runs(api))[0]).toMatchObject({ state: "PAUSED", familiesDone: 500 });
    await api.app.services.reevaluations.sendWhatIsLeft();
    expect(await until(api, run.id, () => true)).toMatchObject({ state: "PAUSED" });
    const resumed = await told(ask(api, "resumeReevaluation", { reevaluationId: run.id, version: paused.version }));
    expect(resumed.state).toBe("RUNNING");
    const over = await until(api, run.id, ended);
    expect(over).toMatchObject({ state: "FINISHED", familiesDone: families });
    expect(await codes(ask(api, "resumeReevaluation", { reevaluationId: run.id, version: over.version }))).toEqual(["ENDED"]);
    expect(await codes(ask(api, "pauseReevaluation", { reevaluationId: run.id, version: over.version }))).toEqual(["NOT_RUNNING"]);
    expect(await codes(ask(api, "resumeReevaluation", { reevaluationId: id(0xbad), version: 1 }))).toEqual(["NOT_FOUND"]);
    const deeds = await rows(api, "SELECT action FROM audit_event WHERE subject_id = $1 ORDER BY id", [run.id]);
    expect(deeds).toEqual(["start", "pause", "resume", "end"].map((verb) => ({ action: `reevaluation.${verb}` })));
  });
});

describe("a batch that fails", () => {
  it("is tried again, then counted, and tried once more when somebody resumes; the others are done meanwhile", async () => {
    await asOwner(`CREATE FUNCTION planted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'a name that stands in no log'; END $$;
      CREATE TRIGGER planted BEFORE INSERT OR UPDATE ON standing_detail FOR EACH ROW WHEN (NEW.family_id = '${bare(600)}') EXECUTE FUNCTION planted()`);
    const run = await changeTo(api, strict);
    const failed = await until(api, run.id, ({ state }) => state === "FAILED");
    expect(failed).toMatchObject({ familiesDone: families - 250, failedBatches: 1, endedAt: null, viewerCanResume: true });
    expect(
      await rows(api, "SELECT failures, fault FROM reevaluation_batch WHERE reevaluation_id = $1 AND done_at IS NULL", [run.id]),
    ).toEqual([{ failures: 3, fault: "P0001" }]);
    const said = await asOwner("SELECT output::text FROM pgboss.job WHERE state >= 'failed' OR output IS NOT NULL");
    expect(JSON.stringify(said.rows)).not.toContain("a name");
    await asOwner("DROP TRIGGER planted ON standing_detail");
    await told(ask(api, "resumeReevaluation", { reevaluationId: run.id, version: failed.version }));
    expect(await until(api, run.id, ended)).toMatchObject({ state: "FINISHED", familiesDone: families, failedBatches: 0 });
  });
});

describe("a change of plan while one is under way", () => {
  it("takes its place: what is left of the first is not done, and nothing that it did stays", async () => {
    await hold(bare(0), bare(250));
    const first = await changeTo(api, strict);
    const second = changeTo(api, loose);
    await waitingForThePlan();
    await release();
    const { id: secondId } = await second;
    expect(await until(api, secondId, ended)).toMatchObject({ state: "FINISHED", familiesDone: families });
    const replaced = (await runs(api)).find((run) => run.id === first.id);
    expect(replaced).toMatchObject({
      state: "REPLACED",
      familiesDone: 500,
      endedAt: expect.any(String),
      viewerCanResume: false,
      viewerCanPause: false,
    });
    expect(await eligible()).toBe(homes.length);
    // A batch of the first that comes late finds that it is not wanted.
    await api.app.services.batches.run({ reevaluation: first.id, batch: 3 });
    await api.app.services.batches.settle(first.id);
    expect((await runs(api)).find((run) => run.id === first.id)).toEqual(replaced);
    expect(await eligible()).toBe(homes.length);
  });
});

describe("a write while the county is worked out", () => {
  it("goes by the new plan at once, and is not overwritten", async () => {
    await hold(bare(0), bare(250));
    const run = await changeTo(api, strict);
    const home = homes[1];
    const read = () => rows(api, "SELECT eligible, valid_from::text FROM standing WHERE family_id = $1 AND valid_to IS NULL", [home?.id]);
    expect(await read()).toMatchObject([{ eligible: true }]);
    const input = {
      familyId: home?.id,
      criterion: "HEALTH",
      dueOn: "2017-02-01",
      title: "See a doctor",
      outcome: "Less pain",
      owner: "AGENCY",
      teamId: USERS.school.team,
      idempotencyKey: id(0x77),
    };
    const written = await (await api.as("school")).query<{ addPlanAction: object }>(ADD_ACTION, { input });
    expect(written.addPlanAction).toEqual({ errors: [] });
    expect(await read()).toEqual([{ eligible: false, valid_from: "2017-01-03" }]);
    expect((await until(api, run.id, () => true)).familiesDone).toBe(0);
    await release();
    await until(api, run.id, ended);
    expect(await read()).toEqual([{ eligible: false, valid_from: "2017-01-03" }]);
  });

  it("that has worked a family out lets the plan change once it has committed, and not before", async () => {
    let changed = false;
    const { database, services } = api.app;
    const change = await database.as(systemViewer("SYSTEM_STANDINGS"), async (tx) => {
      await services.standings.reevaluate(tx, [homes[3]?.id ?? "none"]);
      const asked = changeTo(api, strict).then((run) => {
        changed = true;
        return run;
      });
      await waitingForThePlan();
      expect(changed).toBe(false);
      return { asked };
    });
    await until(api, (await change.asked).id, ended);
  });

  it("of a family that is made in the very moment of the change is not left under the old plan", async () => {
    const client = new pg.Client({ connectionString: api.urls.loader });
    await client.connect();
    const made = "ffffffff-0000-4000-8000-000000000001";
    try {
      // Somebody's transaction has worked its family out under the old plan, and has not committed.
      await client.query("BEGIN");
      await client.query("SELECT pg_advisory_xact_lock_shared(7746004)");
      await client.query(
        "INSERT INTO family (id, reference, district_code, source, recorded_at) VALUES ($1, 'F-700001', 'burnley', 'CAF', '2017-01-03T09:00Z')",
        [made],
      );
      const change = changeTo(api, strict);
      await waitingForThePlan();
      await client.query("COMMIT");
      const run = await change;
      expect(run.families).toBe(families + 1);
      await until(api, run.id, ended);
      expect(await rows(api, "SELECT 1 FROM standing WHERE family_id = $1", [made])).toHaveLength(1);
    } finally {
      await client.end();
    }
    families += 1;
  });
});

describe("what falls due", () => {
  const owe = async () => {
    await rows(api, "UPDATE standing SET next_change_on = '2017-01-02' WHERE family_id = $1 AND valid_to IS NULL", [homes[2]?.id]);
  };
  const due = async () =>
    (await rows(api, "SELECT 1 FROM standing WHERE valid_to IS NULL AND next_change_on <= '2017-01-03' AND family_id = $1", [homes[2]?.id]))
      .length;

  it("is worked out by whoever takes the job that comes round", async () => {
    await owe();
    expect(await due()).toBe(1);
    await asOwner("INSERT INTO pgboss.job (name, policy) VALUES ('standings-due', 'short')");
    await expect.poll(due, { timeout: 20_000 }).toBe(0);
    expect(await due()).toBe(0);
  });

  it("is worked out at a start, before anybody asks", async () => {
    await owe();
    const twin = await startTwin(api, { withoutJobs: true });
    try {
      // One whose jobs have been stopped already works nothing out.
      expect(await due()).toBe(1);
    } finally {
      await twin.stop();
    }
    await (await startTwin(api)).stop();
    expect(await due()).toBe(0);
  });
});

describe("who else", () => {
  it.each(["coordinator", "school", "board"] as const)("%s neither pauses nor resumes nor watches one", async (account) => {
    const client = await api.as(account);
    const input = { reevaluationId: id(1), version: 1, idempotencyKey: id(3) };
    const answers = [
      await client.send(documentOf("pauseReevaluation"), { input }),
      await client.send(documentOf("resumeReevaluation"), { input }),
      await client.send("{ reevaluations { id } }"),
    ];
    expect(answers.map(({ errors }) => errors?.[0]?.extensions?.code)).toEqual(["FORBIDDEN", "FORBIDDEN", "FORBIDDEN"]);
  });
});
