import { Column, Entity, PrimaryColumn } from "typeorm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cloneDatabase, type TestDatabase } from "../../test/cluster.ts";
import { id, town, USERS } from "../../test/town.ts";
import { ROLE_PERMISSIONS } from "../access/permissions.ts";
import { systemViewer, type UserViewer } from "../access/viewer.ts";
import { systemClock } from "../shared/clock.ts";
import { type Database, openDatabase } from "./database.ts";

@Entity("agency")
class AgencyRow {
  @PrimaryColumn("uuid")
  id!: string;

  @Column("text")
  name!: string;

  @Column("text")
  kind!: string;
}

const admin: UserViewer = {
  kind: "USER",
  correlationId: "test",
  userId: USERS.admin.id,
  name: "Admin",
  role: "ADMINISTRATOR",
  agency: { id: USERS.admin.agency.id, name: "x", kind: "WPEHS" },
  teamId: null,
  teamIds: [],
  districts: [],
  permissions: ROLE_PERMISSIONS.ADMINISTRATOR,
};

let home: TestDatabase;
let database: Database;
beforeAll(async () => {
  home = await cloneDatabase(town);
  ({ database } = await openDatabase({ url: home.urls.app, poolSize: 2, clock: systemClock(), entities: [AgencyRow], watchNesting: true }));
});
afterAll(async () => {
  await database.close();
  await home.drop();
});

const agencies = async () =>
  (await database.as(admin, (tx) => tx.query<{ name: string }>("SELECT name FROM agency WHERE name LIKE 'Jobcentre %' ORDER BY name"))).map(
    (row) => row.name,
  );
const dwp = (number: number, name: string) => ({ id: id(number), name, kind: "DWP" });

describe("as", () => {
  test("commits what the entity manager and statements wrote", async () => {
    await database.as(admin, async (tx) => {
      await tx.manager.insert(AgencyRow, dwp(0x900, "Jobcentre A"));
      await tx.execute("INSERT INTO agency (id, name, kind) VALUES ($1, 'Jobcentre B', 'DWP')", [id(0x901)]);
    });
    expect(await agencies()).toEqual(["Jobcentre A", "Jobcentre B"]);
  });

  test.each([
    [
      "insert",
      (row: AgencyRow) => async (tx: { manager: import("typeorm").EntityManager }) => void (await tx.manager.insert(AgencyRow, row)),
    ],
    ["save", (row: AgencyRow) => async (tx: { manager: import("typeorm").EntityManager }) => void (await tx.manager.save(AgencyRow, row))],
    [
      "a transaction of the entity manager's own",
      (row: AgencyRow) => async (tx: { manager: import("typeorm").EntityManager }) =>
        tx.manager.transaction(async (inner) => void (await inner.insert(AgencyRow, row))),
    ],
  ])("undoes %s when the work fails after it", async (_how, write) => {
    const work = write(Object.assign(new AgencyRow(), dwp(0x902, "Jobcentre C")));
    const failing = database.as(admin, async (tx) => {
      await work(tx);
      throw new Error("the work failed");
    });
    await expect(failing).rejects.toThrow("the work failed");
    expect(await agencies()).not.toContain("Jobcentre C");
  });

  test("undoes everything when a statement that nothing waited for fails", async () => {
    const failing = database.as(admin, async (tx) => {
      await tx.manager.insert(AgencyRow, dwp(0x903, "Jobcentre D"));
      tx.send("INSERT INTO agency (id, name, kind) VALUES ($1, 'Jobcentre E', 'NOT A KIND')", [id(0x904)]);
    });
    await expect(failing).rejects.toThrow(/agency_kind_check/);
    expect(await agencies()).not.toContain("Jobcentre D");
  });

  test("forgets the viewer with the transaction", async () => {
    await database.as(admin, (tx) => tx.query("SELECT 1"));
    const [row] = await database.as(systemViewer("SYSTEM_SIGN_IN"), (tx) =>
      tx.query<{ role: string; person: string | null }>("SELECT viewer_role() AS role, viewer_user() AS person"),
    );
    expect(row).toEqual({ role: "SYSTEM_SIGN_IN", person: null });
  });

  test("does not nest", async () => {
    await expect(database.as(admin, () => database.as(admin, async () => 1))).rejects.toThrow("does not nest");
  });

  test("elevates to a system viewer and back, the person staying who they are", async () => {
    const seen = await database.as(admin, async (tx) => {
      const who = async () =>
        (await tx.query<{ role: string; person: string }>("SELECT viewer_role() AS role, viewer_user() AS person"))[0];
      return [await tx.elevate("SYSTEM_STANDINGS", who), await who()];
    });
    expect(seen).toEqual([
      { role: "SYSTEM_STANDINGS", person: USERS.admin.id },
      { role: "ADMINISTRATOR", person: USERS.admin.id },
    ]);
  });

  test("look takes what is sent at once, and refuses a statement that comes after a wait", async () => {
    const sent = database.look(admin, async (tx) => {
      tx.send("INSERT INTO agency (id, name, kind) VALUES ($1, 'Jobcentre F', 'DWP')", [id(0x905)]);
      return (await tx.query<{ one: number }>("SELECT 1 AS one"))[0];
    });
    expect(await sent).toEqual({ one: 1 });
    expect(await agencies()).toContain("Jobcentre F");
    await database.as(admin, (tx) => tx.execute("SELECT 1"));
    const late = database.look(admin, async (tx) => {
      await tx.query("SELECT 1");
      return tx.query("SELECT 2");
    });
    await expect(late).rejects.toThrow("before it waits");
    const failing = database.look(admin, (tx) => tx.query("SELECT 1 / 0"));
    await expect(failing).rejects.toThrow("division by zero");
  });

  test("keeps plans of a thousand statements at most, and answers what comes after", async () => {
    const kept = await database.as(admin, async (tx) => {
      for (let index = 0; index < 1_050; index += 1) await tx.query(`SELECT ${index} AS made_up`);
      return tx.query<{ n: number }>("SELECT count(*) AS n FROM pg_prepared_statements");
    });
    expect(kept[0]?.n).toBeGreaterThan(900);
    expect(kept[0]?.n).toBeLessThanOrEqual(1_000);
  });

  test("gives the connection back after a failure", async () => {
    for (let index = 0; index < 5; index += 1) await expect(database.as(admin, (tx) => tx.query("SELECT 1 / 0"))).rejects.toThrow();
    expect(await agencies()).toContain("Jobcentre A");
  });
});
