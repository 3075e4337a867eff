import { once } from "node:events";
import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { withConnection } from "../../src/database/connect.ts";
import { addressOf, cloneDatabase } from "../cluster.ts";
import { buildService, contentsOf, postgresOn, postmasterOf, type Service, startService } from "../lifecycle/service.ts";

let root: string;
let dataDir: string;
let services: Service[];

function start(env: NodeJS.ProcessEnv = {}, parameters: string[] = []): Service {
  const service = startService({ DATA_DIR: dataDir, ...env }, parameters);
  services.push(service);
  return service;
}

async function stop(service: Service): Promise<void> {
  service.child.kill("SIGTERM");
  expect((await service.ended).code).toBe(0);
}

/** A refused start: exit code 1 and exactly these lines of explanation. */
async function expectRefusal(service: Service, ...lines: RegExp[]): Promise<void> {
  const { code, stderr } = await service.ended;
  const said = stderr.trimEnd().split("\n");
  expect(said).toHaveLength(lines.length);
  for (const [position, line] of lines.entries()) expect(said[position]).toMatch(line);
  expect(code).toBe(1);
}

async function readied(service: Service): Promise<Service> {
  await service.ready;
  return service;
}

function adminAddress(url: string): string {
  return addressOf(new URL(url).pathname.slice(1));
}

async function goneWithin(ms: number): Promise<boolean> {
  for (const deadline = Date.now() + ms; Date.now() < deadline; await pause(20)) if (postgresOn(dataDir).length === 0) return true;
  return false;
}

beforeAll(buildService, 60_000);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "wtwf-life-"));
  chmodSync(root, 0o711);
  dataDir = join(root, "data");
  services = [];
});

afterEach(async () => {
  for (const { child } of services) child.kill("SIGKILL");
  await Promise.all(services.map((service) => service.ended));
  expect(await goneWithin(10_000)).toBe(true);
  rmSync(root, { recursive: true, force: true });
});

describe("an ordinary life", () => {
  it("serves, stops at SIGTERM leaving no Postgres, and finds everything and the same password again", async () => {
    const first = start();
    expect(await (await fetch(await first.ready)).text()).toBe("visits: 1\n");
    expect(postgresOn(dataDir).length).toBeGreaterThan(0);
    await stop(first);
    expect(postgresOn(dataDir)).toEqual([]);
    const password = /password (\S+)/.exec(first.said())?.[1];

    const second = start();
    await second.ready;
    expect(second.said()).not.toMatch(/Making|Migrating|Loading/);
    expect(second.said()).toContain(`password ${password}`);
    await stop(second);
  });

  it("begins anew with --fresh, after saying what it deletes, and keeps a stranger's file", async () => {
    await stop(await readied(start()));
    writeFileSync(join(dataDir, "note.txt"), "mine");
    const fresh = start({}, ["--fresh"]);
    await fresh.ready;
    expect(fresh.said()).toMatch(/--fresh: deleting .*\/cluster, .*demonstration-password\n(.*\n)*Making a new database/);
    expect(readFileSync(join(dataDir, "note.txt"), "utf8")).toBe("mine");
    await stop(fresh);
  });

  it("lets a request in hand finish before it stops", async () => {
    const service = start();
    const answer = fetch(new URL("/slow", await service.ready));
    await pause(200);
    service.child.kill("SIGTERM");
    expect(await (await answer).text()).toBe("visits: 1\n");
    expect((await service.ended).code).toBe(0);
  });

  it("stops at once at a second signal, but not at the echo that npm makes of the first", async () => {
    const service = start();
    fetch(new URL("/stuck", await service.ready)).catch(() => undefined);
    await pause(200);
    service.child.kill("SIGINT");
    await pause(50);
    service.child.kill("SIGINT");
    await pause(700);
    expect(service.child.exitCode).toBeNull();
    service.child.kill("SIGINT");
    expect((await service.ended).code).toBe(130);
    expect(await goneWithin(5_000)).toBe(true);
  });

  it.each([20, 150, 400, 800])("leaves nothing half made when told to stop %i ms into the first start", async (delay) => {
    const interrupted = start();
    await pause(delay);
    interrupted.child.kill("SIGTERM");
    await interrupted.ended;
    expect(postgresOn(dataDir)).toEqual([]);
    await stop(await readied(start()));
  });
});

describe("an untimely end", () => {
  it("leaves no orphan after kill -9, and the next start is clean", async () => {
    await killOutright();
    const next = start();
    expect(await (await fetch(await next.ready)).text()).toBe("visits: 1\n");
    await stop(next);
    expect(await goneWithin(5_000)).toBe(true);
  });

  it("recovers what was written when Postgres itself was killed outright", async () => {
    const service = start();
    await service.ready;
    process.kill(postmasterOf(dataDir), "SIGKILL");
    const { code, stderr } = await service.ended;
    expect([code, stderr.trim().split("\n").length]).toEqual([1, 1]);
    expect(stderr).toMatch(/^Postgres ended unexpectedly/);
    await goneWithin(5_000);
    const next = start();
    expect(await (await fetch(await next.ready)).text()).toBe("visits: 1\n");
    await stop(next);
  });

  it("is not deceived by a process number that a dead Postgres left behind", async () => {
    await killOutright();
    await goneWithin(5_000);
    const file = join(dataDir, "cluster", "data", "postmaster.pid");
    writeFileSync(file, `1\n${join(dataDir, "cluster", "data")}\n0\n1\n\n\n\nready   \n`);
    chmodSync(file, 0o644);
    await stop(await readied(start()));
  });

  async function killOutright(): Promise<void> {
    const service = start();
    await service.ready;
    service.child.kill("SIGKILL");
    await service.ended;
  }
});

describe("a refused start", () => {
  it("names every faulty setting and touches nothing", async () => {
    await expectRefusal(start({ PORT: "http", DEMO: "perhaps" }, ["--quick"]), /^PORT must be/, /^DEMO must be/, /^unknown option --quick/);
    expect(contentsOf(dataDir)).toEqual({});
  });

  it("says that the port is taken before it touches any data", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const address = taken.address();
    const port = typeof address === "object" ? address?.port : undefined;
    await expectRefusal(start({ PORT: String(port) }), new RegExp(`^Port ${port} on 127\\.0\\.0\\.1 is taken`));
    expect(contentsOf(dataDir)).toEqual({});
    taken.close();
  });

  it("leaves a folder of something else alone, with --fresh too", async () => {
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, "thesis.txt"), "years of work");
    await expectRefusal(start(), /holds files of something else and was left alone/);
    await expectRefusal(start({}, ["--fresh"]), /holds files of something else and was left alone/);
    expect(contentsOf(dataDir)).toEqual({ "thesis.txt": "years of work" });
  });

  it("says that the data folder cannot be written", async () => {
    await expectRefusal(start({ DATA_DIR: "/proc/wtwf" }), /^Cannot use the data folder \/proc\/wtwf: /);
    writeFileSync(dataDir, "a file");
    await expectRefusal(start(), /^Cannot use the data folder .*(EEXIST|ENOTDIR)/);
  });

  it("leaves a folder of a newer version alone", async () => {
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, "wtwf.json"), '{"application":"wtwf","format":2}');
    await expectRefusal(start(), /made by a newer version/);
    expect(contentsOf(dataDir)).toEqual({ "wtwf.json": '{"application":"wtwf","format":2}' });
  });

  it("refuses a second process on the same folder, and the first goes on", async () => {
    const first = start();
    const address = await first.ready;
    await Promise.all([
      expectRefusal(start(), /is in use by another process \(Postgres \d+\)/),
      expectRefusal(start({}, ["--fresh"]), /is in use \(process \d+\): stop it before --fresh/),
    ]);
    expect(await (await fetch(address)).text()).toBe("visits: 1\n");
    await stop(first);
  });

  it("lets one of two first starts win, and refuses the other", async () => {
    const both = [start(), start()];
    const outcomes = await Promise.allSettled(both.map((service) => service.ready));
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
    const loser = both[outcomes.findIndex((outcome) => outcome.status === "rejected")];
    if (loser) await expectRefusal(loser, /is in use by another process/);
  });

  it("shows what Postgres gave as its reason for not starting", async () => {
    await stop(await readied(start()));
    appendFileSync(join(dataDir, "cluster", "data", "postgresql.conf"), "\nno_such_setting = 1\n");
    await expectRefusal(start(), /^Postgres did not start: FATAL: .*postgresql\.conf.* contains errors/);
  });
});

describe("a Postgres that the operator gives", () => {
  it("is used without a data folder, with demonstration data only if asked for", async () => {
    const database = await cloneDatabase();
    const service = start({ DATABASE_URL: adminAddress(database.urls.owner) });
    await service.ready;
    expect(service.said()).not.toMatch(/Demonstration|Making/);
    await stop(service);
    const asked = start({ DATABASE_URL: adminAddress(database.urls.owner), DEMO: "true", DEMO_PASSWORD: "a long password" });
    await asked.ready;
    expect(asked.said()).toMatch(/Loading the demonstration/);
    expect(asked.said()).not.toContain("a long password");
    await stop(asked);
    expect(contentsOf(dataDir)).toEqual({});
    await database.drop();
  });

  it("must answer", async () => {
    const silent = createServer().listen(0, "127.0.0.1");
    await once(silent, "listening");
    const address = silent.address();
    const port = typeof address === "object" ? address?.port : undefined;
    await Promise.all([
      expectRefusal(
        start({ DATABASE_URL: "postgres://someone:secret@127.0.0.1:1/county" }),
        /^DATABASE_URL: no Postgres answers at 127\.0\.0\.1:1 \((?!.*secret)/,
      ),
      expectRefusal(
        start({ DATABASE_URL: `postgres://someone:secret@127.0.0.1:${port}/county` }),
        /^DATABASE_URL: no Postgres answers at .*timeout/,
      ),
    ]);
    silent.close();
  });

  it("must not have been migrated by a newer version", async () => {
    const database = await cloneDatabase();
    await withConnection(database.urls.owner, "test", (owner) =>
      owner.query("INSERT INTO schema_migration (name, sha256) VALUES ('999-tomorrow.sql', '')"),
    );
    await expectRefusal(
      start({ DATABASE_URL: adminAddress(database.urls.owner) }),
      /migrated by a newer version of this program \(999-tomorrow\.sql/,
    );
    await database.drop();
  });
});
