import { copyFile, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { addressOf, emptyDatabase } from "../../test/cluster.ts";
import { repositoryRoot } from "../shared/paths.ts";
import { withConnection } from "./connect.ts";
import { migrate } from "./migrate.ts";

const FOLDER = join(repositoryRoot, "server/src/database/migrations");

describe("the migration that makes plans records", () => {
  it("takes over the plan that an authority had as its setting, in force since it began, and nothing else of the settings", async () => {
    const database = await emptyDatabase();
    const before = await mkdtemp(join(tmpdir(), "migrations-"));
    try {
      for (const name of (await readdir(FOLDER)).filter((each) => each < "008")) await copyFile(join(FOLDER, name), join(before, name));
      await migrate(database.urls.owner, { dir: before });
      const file = JSON.parse(await readFile(join(repositoryRoot, "seeds/outcomes-plans/lancashire-2016-17.json"), "utf8")) as object;
      const plan = { ...file, name: "Our own plan" };
      const superuser = addressOf(new URL(database.urls.owner).pathname.slice(1));
      await withConnection(superuser, "test", async (client) => {
        await client.query("INSERT INTO setting VALUES ('outcomes-plan', $1), ('business-clock', '{}')", [JSON.stringify(plan)]);
      });
      await migrate(database.urls.owner);
      await withConnection(superuser, "test", async (client) => {
        const all = async (sql: string) => (await client.query(sql)).rows;
        expect(await all("SELECT document ->> 'name' AS name, added_by FROM outcomes_plan")).toEqual([
          { name: "Our own plan", added_by: null },
        ]);
        expect(
          await all(
            "SELECT i.number, (i.from_at AT TIME ZONE 'Europe/London')::date::text AS day, i.plan_id = p.id AS same FROM plan_in_force i, outcomes_plan p",
          ),
        ).toEqual([{ number: 1, day: "2015-04-01", same: true }]);
        expect(await all("SELECT name FROM setting")).toEqual([{ name: "business-clock" }]);
        expect(await all("SELECT relforcerowsecurity AS forced FROM pg_class WHERE relname = 'setting'")).toEqual([{ forced: true }]);
      });
    } finally {
      await rm(before, { recursive: true });
      await database.drop();
    }
  });
});
