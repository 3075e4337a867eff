import { once } from "node:events";
import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { withConnection } from "../../src/database/connect.ts";
import { addressOf, asAdmin, cloneDatabase, emptyDatabase } from "../cluster.ts";
import { expectRefusal, Scene, stop } from "../lifecycle/scene.ts";
import { buildService, contentsOf } from "../lifecycle/service.ts";

let scene: Scene;

beforeAll(buildService, 120_000);
beforeEach(() => {
  scene = new Scene();
});
afterEach(() => scene.clear());

/** Outside a demonstration one-time codes are asked for, and their secrets are sealed with this. */
const SECRET_KEY = "a key of more than thirty-two characters";

function adminAddress(url: string): string {
  return addressOf(new URL(url).pathname.slice(1));
}

describe("a refused start", () => {
  it("names every faulty setting and touches nothing", async () => {
    await expectRefusal(
      scene.start({ PORT: "http", DEMO: "perhaps" }, ["--quick"]),
      /^PORT must be/,
      /^DEMO must be/,
      /^unknown option --quick/,
    );
    expect(contentsOf(scene.dataDir)).toEqual({});
  });

  it("says that the port is taken before it touches any data", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const address = taken.address();
    const port = typeof address === "object" ? address?.port : undefined;
    await expectRefusal(scene.start({ PORT: String(port) }), new RegExp(`^Port ${port} on 127\\.0\\.0\\.1 is taken`));
    expect(contentsOf(scene.dataDir)).toEqual({});
    taken.close();
  });

  it("leaves a folder of something else alone, with --fresh too", async () => {
    mkdirSync(scene.dataDir);
    writeFileSync(join(scene.dataDir, "thesis.txt"), "years of work");
    await expectRefusal(scene.start(), /holds files of something else and was left alone/);
    await expectRefusal(scene.start({}, ["--fresh"]), /holds files of something else and was left alone/);
    expect(contentsOf(scene.dataDir)).toEqual({ "thesis.txt": "years of work" });
  });

  it("says that the data folder cannot be written", async () => {
    await expectRefusal(scene.start({ DATA_DIR: "/proc/wtwf" }), /^Cannot use the data folder \/proc\/wtwf: /);
    writeFileSync(scene.dataDir, "a file");
    await expectRefusal(scene.start(), /^Cannot use the data folder .*(EEXIST|ENOTDIR)/);
  });

  it("leaves a folder of a newer version alone", async () => {
    mkdirSync(scene.dataDir);
    writeFileSync(join(scene.dataDir, "wtwf.json"), '{"application":"wtwf","format":2}');
    await expectRefusal(scene.start(), /made by a newer version/);
    expect(contentsOf(scene.dataDir)).toEqual({ "wtwf.json": '{"application":"wtwf","format":2}' });
  });

  it("refuses a second process on the same folder, and the first goes on", async () => {
    const first = scene.start();
    const address = await first.ready;
    await Promise.all([
      expectRefusal(scene.start(), /is in use by another process \(Postgres \d+\)/),
      expectRefusal(scene.start({}, ["--fresh"]), /is in use \(process \d+\): stop it before --fresh/),
    ]);
    expect(await (await fetch(address)).text()).toBe("visits: 1\n");
    await stop(first);
  });

  it("lets one of two first starts win, and refuses the other", async () => {
    const both = [scene.start(), scene.start()];
    const outcomes = await Promise.allSettled(both.map((service) => service.ready));
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
    const loser = both[outcomes.findIndex((outcome) => outcome.status === "rejected")];
    if (loser) await expectRefusal(loser, /is in use by another process/);
  });

  it("shows what Postgres gave as its reason for not starting", async () => {
    await stop(await scene.started());
    appendFileSync(join(scene.dataDir, "cluster", "data", "postgresql.conf"), "\nno_such_setting = 1\n");
    await expectRefusal(scene.start(), /^Postgres did not start: FATAL: .*postgresql\.conf.* contains errors/);
  });
});

describe("a Postgres that the operator gives", () => {
  it("is used without a data folder, with demonstration data only if asked for", async () => {
    const database = await cloneDatabase();
    const service = scene.start({ DATABASE_URL: adminAddress(database.urls.owner), SECRET_KEY });
    await service.ready;
    expect(service.said()).not.toMatch(/Demonstration|Making/);
    expect(service.said()).toMatch(/^ {2}http:\/\/127\.0\.0\.1:\d+\/first-administrator#token$/m);
    await stop(service);
    const asked = scene.start({ DATABASE_URL: adminAddress(database.urls.owner), DEMO: "true", DEMO_PASSWORD: "a long password" });
    await asked.ready;
    expect(asked.said()).toMatch(/Loading the demonstration/);
    expect(asked.said()).not.toMatch(/a long password|first-administrator/);
    await stop(asked);
    expect(contentsOf(scene.dataDir)).toEqual({});
    await database.drop();
  });

  it("must answer", async () => {
    const silent = createServer().listen(0, "127.0.0.1");
    await once(silent, "listening");
    const address = silent.address();
    const port = typeof address === "object" ? address?.port : undefined;
    await Promise.all([
      expectRefusal(
        scene.start({ DATABASE_URL: "postgres://someone:secret@127.0.0.1:1/county", SECRET_KEY }),
        /^DATABASE_URL: no Postgres answers at 127\.0\.0\.1:1 \((?!.*secret)/,
      ),
      expectRefusal(
        scene.start({ DATABASE_URL: `postgres://someone:secret@127.0.0.1:${port}/county`, SECRET_KEY }),
        /^DATABASE_URL: no Postgres answers at .*timeout/,
      ),
    ]);
    silent.close();
  });

  const tablesOf = (url: string) =>
    withConnection(url, "test", async (client) => (await client.query("SELECT FROM pg_tables WHERE schemaname = 'public'")).rowCount);

  it.each(["LATIN1", "SQL_ASCII"])("must be in UTF-8: one in %s is refused and stays as it is", async (encoding) => {
    const name = `test_${encoding.toLowerCase()}_${process.pid}`;
    await asAdmin((admin) =>
      admin.query(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING '${encoding}' LOCALE_PROVIDER libc LOCALE 'C'`),
    );
    await expectRefusal(
      scene.start({ DATABASE_URL: addressOf(name), SECRET_KEY }),
      new RegExp(`^DATABASE_URL: the database is encoded in ${encoding}`),
    );
    expect(await tablesOf(addressOf(name))).toBe(0);
    await asAdmin((admin) => admin.query(`DROP DATABASE ${name}`));
  });

  it("must let the demonstration be loaded if that is asked for, or nothing is made in it", async () => {
    const database = await emptyDatabase();
    const { owner, app } = database.urls;
    const env = { DATABASE_URL: owner, DATABASE_APP_URL: app, DEMO: "true", DEMO_PASSWORD: "a long password" };
    await expectRefusal(scene.start(env), /^DEMO=true needs a database role that bypasses row-level security/);
    expect(await tablesOf(owner)).toBe(0);
    await database.drop();
  });

  it("must not have been migrated by a newer version", async () => {
    const database = await cloneDatabase();
    await withConnection(database.urls.owner, "test", (owner) =>
      owner.query("INSERT INTO schema_migration (name, sha256) VALUES ('999-tomorrow.sql', '')"),
    );
    await expectRefusal(
      scene.start({ DATABASE_URL: adminAddress(database.urls.owner), SECRET_KEY }),
      /migrated by a newer version of this program \(999-tomorrow\.sql/,
    );
    await database.drop();
  });
});
