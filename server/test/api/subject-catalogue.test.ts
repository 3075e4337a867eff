import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withConnection } from "../../src/database/connect.ts";
import { HELD_STATEMENTS } from "../../src/modules/rights/subject-holding.reads.ts";
import { NOT_DISCLOSED } from "../../src/modules/rights/subject-tables.ts";
import { cloneDatabase, type TestDatabase } from "../cluster.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

/**
 * Tables that tell about a person or a family: they name one, or refer to a table that does. Colleagues are no subjects
 * here: app_user is where it stops.
 */
const ABOUT = `WITH RECURSIVE about AS (
    SELECT c.oid FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND (
      c.relname IN ('person', 'family')
      OR EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND NOT a.attisdropped
        AND (a.attname ~ '(^|_)(person|family|caf|member)_ids?$' OR a.attname = 'subject_id')))
    UNION SELECT k.conrelid FROM pg_constraint k JOIN about b ON k.confrelid = b.oid WHERE k.contype = 'f')
  SELECT c.relname AS name FROM about JOIN pg_class c ON c.oid = about.oid ORDER BY 1`;

const readSomewhere = new Set(HELD_STATEMENTS.flatMap(({ tables }) => tables));
const undecided = (tables: readonly { name: string }[]) =>
  tables.map(({ name }) => name).filter((name) => !readSomewhere.has(name) && NOT_DISCLOSED[name] === undefined);

describe("what tells about a person or a family", () => {
  test("is read for a disclosure, or is left out for a reason", async () => {
    await withConnection(database.urls.owner, "Catalogue", async (client) => {
      const { rows } = await client.query<{ name: string }>(ABOUT);
      expect(undecided(rows)).toEqual([]);
      const there = new Set(rows.map(({ name }) => name));
      expect(Object.keys(NOT_DISCLOSED).filter((name) => !there.has(name) || readSomewhere.has(name))).toEqual([]);
      expect(there.size).toBeGreaterThan(25);
    });
  });

  test("is asked of a table that is added tomorrow, however far it hangs from the family", async () => {
    await withConnection(database.urls.owner, "Catalogue", async (client) => {
      await client.query("BEGIN");
      await client.query("CREATE TABLE letter (id uuid PRIMARY KEY, family_id uuid NOT NULL)");
      await client.query("CREATE TABLE letter_page (letter_id uuid REFERENCES letter)");
      const { rows } = await client.query<{ name: string }>(ABOUT);
      await client.query("ROLLBACK");
      expect(undecided(rows)).toEqual(["letter", "letter_page"]);
    });
  });

  test.each(HELD_STATEMENTS)("is read by a statement that runs and names its tables: $tables", async ({ sql, tables }) => {
    for (const table of tables) expect(sql).toMatch(new RegExp(`\\b(?:FROM|JOIN)\\s+\\(?${table}\\b`, "u"));
    await withConnection(database.urls.owner, "Catalogue", async (client) => {
      // The parameters are typed as the service's driver sends them: as text, for the statement to say what they are.
      await client.query("SELECT set_config('wtwf.role', 'SYSTEM_RIGHTS', false), set_config('wtwf.today', '2017-01-03', false)");
      expect((await client.query(sql, [[randomUUID()], randomUUID()])).rows).toEqual([]);
    });
  });
});
