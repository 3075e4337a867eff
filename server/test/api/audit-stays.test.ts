import type { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withConnection } from "../../src/database/connect.ts";
import { addressOf } from "../cluster.ts";
import { type Log, sealedLog } from "../sealed-log.ts";

let log: Log;
beforeAll(async () => {
  log = await sealedLog();
});
afterAll(() => log.close());

const ROLES = {
  "the application, for an administrator": () => log.urls.app,
  "the application, for the sealing job": () => log.urls.app,
  "the owner": () => log.urls.owner,
  "the loader, which no policy binds": () => log.urls.loader,
  "a superuser": () => addressOf(new URL(log.urls.owner).pathname.slice(1)),
  "a superuser who replicates": () => addressOf(new URL(log.urls.owner).pathname.slice(1)),
} as const;
const VIEWERS: Readonly<Record<string, string>> = {
  "the application, for an administrator": "ADMINISTRATOR",
  "the application, for the sealing job": "SYSTEM_AUDIT",
};

const CHANGES = [
  "UPDATE audit_event SET user_id = NULL",
  "UPDATE audit_event SET correlation_id = 'x' WHERE id = 1",
  "DELETE FROM audit_event WHERE id = 1",
  "TRUNCATE audit_event",
  "UPDATE audit_link SET hash = sha256(hash) WHERE position = 1",
  "DELETE FROM audit_link WHERE position = 1",
  "TRUNCATE audit_link CASCADE",
  "UPDATE audit_seal SET cluster = 'x' WHERE number = 1",
  "DELETE FROM audit_seal WHERE number = 1",
  "TRUNCATE audit_seal",
  "UPDATE audit_day SET hash = sha256(hash)",
  "DELETE FROM audit_day",
  "TRUNCATE audit_day",
  "UPDATE audit_family SET action = 'x'",
  "DELETE FROM audit_family",
  "TRUNCATE audit_family",
];

const TABLES = ["audit_event", "audit_link", "audit_seal", "audit_day", "audit_family"];
const everything = () =>
  withConnection(
    log.urls.loader,
    "test",
    async (client) =>
      (
        await client.query(
          TABLES.map((table) => `SELECT '${table}' AS t, count(*) AS n, sum(hashtext(x::text)) AS sum FROM ${table} x`).join(" UNION ALL "),
        )
      ).rows,
  );

async function attempt(client: Client, role: string, sql: string): Promise<string> {
  await client.query("BEGIN");
  try {
    if (VIEWERS[role]) await client.query("SELECT open_view($1, '', '', '', '', '2026-03-03', false)", [VIEWERS[role]]);
    if (role === "a superuser who replicates") await client.query("SET LOCAL session_replication_role = replica");
    await client.query(sql);
    await client.query("COMMIT");
    return "done";
  } catch (error) {
    await client.query("ROLLBACK");
    return (error as { code?: string }).code ?? "unknown";
  }
}

describe.each(Object.keys(ROLES) as (keyof typeof ROLES)[])("%s", (role) => {
  it("changes, deletes and empties nothing of the log", async () => {
    const before = await everything();
    const outcomes = await withConnection(ROLES[role](), "test", async (client) => {
      const tried: Record<string, string> = {};
      for (const sql of CHANGES) tried[sql] = await attempt(client, role, sql);
      return tried;
    });
    expect(outcomes).toEqual(Object.fromEntries(CHANGES.map((sql) => [sql, "42501"])));
    expect(await everything()).toEqual(before);
  });
});

describe("the application", () => {
  const INSERT = "INSERT INTO audit_event (business_at, role, action, family_ids, correlation_id";
  const VALUES = "VALUES (now(), 'ADMINISTRATOR', 'family.view', '{}', 'x'";

  it.each([
    ["the time", `${INSERT}, at) ${VALUES}, '2020-01-01')`],
    ["the transaction", `${INSERT}, recorded_xact) ${VALUES}, '3')`],
    ["the number", `${INSERT}, id) OVERRIDING SYSTEM VALUE ${VALUES}, 1000)`],
    ["another user", `${INSERT}, user_id) ${VALUES}, gen_random_uuid())`],
  ])("does not say %s of a deed", async (_what, sql) => {
    const outcome = await withConnection(log.urls.app, "test", (client) => attempt(client, "the application, for an administrator", sql));
    expect(outcome).toBe("42501");
  });

  it.each(TABLES.slice(1))("adds to %s as the sealing job alone", async (table) => {
    const outcome = await withConnection(log.urls.app, "test", (client) =>
      attempt(client, "the application, for an administrator", `INSERT INTO ${table} SELECT * FROM ${table} LIMIT 1`),
    );
    expect(outcome).toBe("42501");
  });
});
