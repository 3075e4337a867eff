import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withConnection } from "../../src/database/connect.ts";
import { repositoryRoot } from "../../src/shared/paths.ts";
import { cloneDatabase, type TestDatabase } from "../cluster.ts";
import { listDatabase } from "../contract/database-listing.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const listed = (): Promise<string> => withConnection(database.urls.owner, "test", listDatabase);

describe("schema/database.sql", () => {
  it("is what the migrations make: npm run generate writes it", async () => {
    expect(readFileSync(join(repositoryRoot, "schema/database.sql"), "utf8")).toBe(await listed());
  });

  it("shows a change of a column, an index, a policy, a grant, a function or a trigger", async () => {
    const changes = [
      "ALTER TABLE family ALTER COLUMN name SET NOT NULL",
      "CREATE INDEX planted ON family (name)",
      "ALTER POLICY family_seen ON family USING (true)",
      "GRANT DELETE ON family TO wtwf_app",
      "CREATE FUNCTION planted() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
      "CREATE TRIGGER planted BEFORE INSERT ON family FOR EACH ROW EXECUTE FUNCTION planted()",
      "ALTER TABLE family NO FORCE ROW LEVEL SECURITY",
      "COMMENT ON COLUMN family.name IS 'planted'",
      "ALTER TABLE family ADD CONSTRAINT planted CHECK (version > 0)",
    ];
    let before = await listed();
    for (const change of changes) {
      await withConnection(database.urls.owner, "test", (client) => client.query(change));
      const after = await listed();
      expect(after, change).not.toBe(before);
      before = after;
    }
  });
});
