import { Column, Entity, PrimaryColumn } from "typeorm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cloneDatabase, type TestDatabase } from "../../test/cluster.ts";
import { id, town, USERS } from "../../test/town.ts";
import { ROLE_PERMISSIONS } from "../access/permissions.ts";
import type { Role } from "../access/roles.ts";
import type { UserViewer } from "../access/viewer.ts";
import { systemClock } from "../shared/clock.ts";
import type { Database } from "./database.ts";
import { inOneTransaction } from "./one-transaction.ts";

@Entity("agency")
class AgencyRow {
  @PrimaryColumn("uuid")
  id!: string;

  @Column("text")
  name!: string;

  @Column("text")
  kind!: string;
}

const as = (account: "admin" | "board", role: Role): UserViewer => ({
  kind: "USER",
  correlationId: "test",
  userId: USERS[account].id,
  name: account,
  role,
  agency: { id: USERS[account].agency.id, name: "x", kind: "WPEHS" },
  teamId: null,
  teamIds: [],
  districts: [],
  permissions: ROLE_PERMISSIONS[role],
});
const admin = as("admin", "ADMINISTRATOR");
const board = as("board", "BOARD_MEMBER");

let home: TestDatabase;
beforeAll(async () => {
  home = await cloneDatabase(town);
});
afterAll(() => home.drop());

const together = <T>(work: (database: Database) => Promise<T>) =>
  inOneTransaction({ url: home.urls.app, clock: systemClock(), entities: [AgencyRow] }, work);
const add = (database: Database, viewer: UserViewer, number: number) =>
  database.as(viewer, (tx) =>
    tx.execute("INSERT INTO agency (id, name, kind) VALUES ($1, $2, 'DWP')", [id(number), `Jobcentre ${number}`]),
  );
const added = () =>
  together((database) => database.as(admin, (tx) => tx.query<{ name: string }>("SELECT name FROM agency WHERE name LIKE 'Jobcentre %'")));

test("what several viewers do is there together, through statements and the entity manager, and each sees what was done before", async () => {
  const seen = await together(async (database) => {
    await add(database, admin, 1);
    await database.as(admin, (tx) => tx.manager.insert(AgencyRow, { id: id(2), name: "Jobcentre 2", kind: "DWP" }));
    const rows = await database.as(board, (tx) => tx.query("SELECT 1 FROM agency WHERE name LIKE 'Jobcentre %'"));
    const role = await database.as(board, (tx) => tx.query("SELECT viewer_role() AS role"));
    return [rows.length, role];
  });
  expect(seen).toEqual([2, [{ role: "BOARD_MEMBER" }]]);
  expect(await added()).toHaveLength(2);
});

test("a failure half-way leaves nothing of it", async () => {
  const before = await added();
  await expect(
    together(async (database) => {
      await add(database, admin, 3);
      throw new Error("power cut");
    }),
  ).rejects.toThrow("power cut");
  expect(await added()).toEqual(before);
});

test("row-level security holds for each viewer, and what it refuses undoes everything", async () => {
  const before = await added();
  await expect(
    together(async (database) => {
      await add(database, admin, 4);
      await add(database, board, 5);
    }),
  ).rejects.toThrow("row-level security");
  expect(await added()).toEqual(before);
});

test("nothing of what one viewer sees stays for the next", async () => {
  const left = await together(async (database) => {
    await database.as(admin, (tx) =>
      tx.query("SELECT set_config('wtwf.' || name, $1, true) FROM unnest(ARRAY['families', 'emergency_families', 'named_families']) name", [
        `{${id(9)}}`,
      ]),
    );
    return database.as(board, (tx) =>
      tx.query("SELECT viewer_families() AS families, viewer_emergency_families() AS emergency, viewer_named_families() AS named"),
    );
  });
  expect(left).toEqual([{ families: [], emergency: [], named: [] }]);
});
