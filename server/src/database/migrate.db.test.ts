import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { emptyDatabase, type TestDatabase } from "../../test/cluster.ts";
import { withConnection } from "./connect.ts";
import { migrate } from "./migrate.ts";

let database: TestDatabase;
let dir: string;

beforeEach(async () => {
  database = await emptyDatabase();
  dir = await mkdtemp(join(tmpdir(), "migrations-"));
  await write("001-school.sql", "CREATE TABLE school (id int PRIMARY KEY)");
  await write("002-pupil.sql", "CREATE TABLE pupil (id int PRIMARY KEY); INSERT INTO school VALUES (7)");
});

afterEach(async () => {
  await database.drop();
  await rm(dir, { recursive: true });
});

const write = (name: string, sql: string): Promise<void> => writeFile(join(dir, name), sql);
const run = (): Promise<string[]> => migrate(database.urls.owner, { dir });

async function count(table: string): Promise<number | undefined> {
  return withConnection(database.urls.owner, "test", async (client) => {
    const { rows } = await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
    return rows[0]?.n;
  });
}

describe("migrate", () => {
  it("applies every file in order, once", async () => {
    expect(await run()).toEqual(["001-school.sql", "002-pupil.sql"]);
    expect(await run()).toEqual([]);
    expect(await count("school")).toBe(1);
  });

  it("applies only what is new", async () => {
    await run();
    await write("003-class.sql", "CREATE TABLE class (id int)");
    expect(await run()).toEqual(["003-class.sql"]);
  });

  it("lets processes that start together take turns", async () => {
    const runs = await Promise.all([run(), run(), run(), run()]);
    expect(runs.flat().sort()).toEqual(["001-school.sql", "002-pupil.sql"]);
    expect(await count("school")).toBe(1);
  });

  it("undoes a failing file altogether and keeps those before it", async () => {
    await write("003-broken.sql", "INSERT INTO school VALUES (8); SELECT no_such_function()");
    await expect(run()).rejects.toThrow(/^The migration 003-broken\.sql failed and was undone: .*no_such_function/);
    expect(await count("school")).toBe(1);
    expect(await count("schema_migration")).toBe(2);
  });

  it("refuses a database of a newer version", async () => {
    await write("003-future.sql", "CREATE TABLE future (id int)");
    await run();
    await rm(join(dir, "003-future.sql"));
    await expect(run()).rejects.toThrow("newer version of this program (003-future.sql is unknown here)");
  });

  it("refuses a file that was changed after it had been applied", async () => {
    await run();
    await write("001-school.sql", "CREATE TABLE school (id bigint PRIMARY KEY)");
    await expect(run()).rejects.toThrow("001-school.sql was changed");
  });

  it("refuses a file slipped in before one that has been applied", async () => {
    await run();
    await rm(join(dir, "002-pupil.sql"));
    await write("003-later.sql", "SELECT 1");
    await expect(run()).rejects.toThrow("002-pupil.sql is unknown");
    await write("002-pupil.sql", "CREATE TABLE pupil (id int PRIMARY KEY); INSERT INTO school VALUES (7)");
    await run();
    await write("002-another.sql", "SELECT 1");
    await expect(run()).rejects.toThrow("a number of its own");
  });
});
