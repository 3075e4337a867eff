import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemViewer, type Viewer } from "../../src/access/viewer.ts";
import { type Api, startApi } from "../api-client.ts";
import { rows, viewerOf } from "../household.ts";
import { type Account, AGENCIES, USERS } from "../town.ts";

let api: Api;
const provider = randomUUID();
beforeAll(async () => {
  api = await startApi();
  // One row in each, of somebody else's.
  const school = USERS.school.id;
  await rows(api, "INSERT INTO session VALUES ('s', $1, now(), now(), now() + interval '1 hour', now())", [school]);
  await rows(api, "INSERT INTO second_factor (user_id, secret, set_up_at) VALUES ($1, 'sealed', now())", [school]);
  await rows(api, "INSERT INTO recovery_code VALUES ($1, 'r')", [school]);
  await rows(api, "INSERT INTO sign_in_step VALUES ('t', $1, 0, now() + interval '1 hour')", [school]);
  await rows(api, "INSERT INTO sign_in_link VALUES ('l', $1, 'PASSWORD_RESET', now(), now() + interval '1 hour')", [school]);
  await rows(
    api,
    `INSERT INTO identity_provider (id, agency_id, name, issuer, client_id, secret_name, scope, subject_claim, email_claim, required_claims,
       checks_second_factor, enabled)
     VALUES ($1, $2, 'School', 'https://id.example', 'c', 'S', 'openid', 'sub', 'email', '{}', true, true)`,
    [provider, AGENCIES.school.id],
  );
  await rows(api, "INSERT INTO provider_identity VALUES ($1, 'subject', $2, now())", [provider, school]);
  await rows(api, "INSERT INTO provider_visit VALUES ('v', $1, NULL, 's', 'n', 'c', '/', now() + interval '1 hour')", [provider]);
});
afterAll(() => api.stop());

/** What each would give somebody who could write to it: a session, a second factor, a link, a way in through a provider. */
const INTRUSIONS: Readonly<Record<string, { insert: string; update: string }>> = {
  session: { insert: "VALUES ('forged', $1, now(), now(), now() + interval '1 hour', now())", update: "user_id = $1" },
  second_factor: { insert: "(user_id, secret, set_up_at) VALUES ($1, 'forged', now())", update: "last_period = 0, user_id = $1" },
  recovery_code: { insert: "VALUES ($1, 'forged')", update: "user_id = $1" },
  sign_in_step: { insert: "VALUES ('forged', $1, 0, now() + interval '1 hour')", update: "user_id = $1" },
  sign_in_link: { insert: "VALUES ('forged', $1, 'PASSWORD_RESET', now(), now() + interval '1 hour')", update: "user_id = $1" },
  identity_provider: {
    insert: `(id, agency_id, name, issuer, client_id, secret_name, scope, subject_claim, email_claim, required_claims, checks_second_factor, enabled)
      SELECT gen_random_uuid(), u.agency_id, 'X', 'https://evil.example', 'c', 'S', 'openid', 'sub', 'email', '{}', true, true
      FROM app_user u WHERE u.id = $1`,
    update: "issuer = 'https://evil.example', enabled = $1::uuid IS NOT NULL",
  },
  provider_identity: { insert: `VALUES ('${provider}', 'forged', $1, now())`, update: "user_id = $1" },
  provider_visit: {
    insert: `SELECT 'forged', '${provider}', NULL, 's', 'n', 'c', '/', now() + interval '1 hour' FROM app_user u WHERE u.id = $1`,
    update: "return_to = $1",
  },
};

const OTHERS: readonly (readonly [string, Viewer])[] = [
  ...(Object.keys(USERS) as Account[]).filter((account) => account !== "admin").map((account) => [account, viewerOf(account)] as const),
  ...(["SYSTEM_CAF_CHECK", "SYSTEM_REPORTS", "SYSTEM_STANDINGS"] as const).map((role) => [role, systemViewer(role)] as const),
];

/** How many rows it touched, or that it was denied; any other failure is the test's own. */
async function outcome(viewer: Viewer, sql: string, parameters: readonly unknown[] = [USERS.housing.id]): Promise<number | "denied"> {
  try {
    return await api.app.database.as(viewer, (tx) => tx.execute(sql, parameters));
  } catch (error) {
    if (/violates row-level security policy|permission denied for table/.test((error as Error).message)) return "denied";
    throw error;
  }
}

describe.each(Object.entries(INTRUSIONS))("%s", (table, { insert, update }) => {
  test.each(OTHERS)("is closed to %s: to look, to count, to write, to change and to delete", async (_name, viewer) => {
    expect(await outcome(viewer, `SELECT * FROM ${table}`, [])).toBe(0);
    expect(await api.app.database.as(viewer, (tx) => tx.query(`SELECT count(*)::int AS count FROM ${table}`))).toEqual([{ count: 0 }]);
    expect(await outcome(viewer, `INSERT INTO ${table} ${insert}`)).toBe("denied");
    expect(["denied", 0]).toContain(await outcome(viewer, `UPDATE ${table} SET ${update}`));
    expect(["denied", 0]).toContain(await outcome(viewer, `DELETE FROM ${table}`, []));
  });
});

test("signing in itself is not kept out", async () => {
  for (const table of Object.keys(INTRUSIONS))
    expect(await outcome(systemViewer("SYSTEM_SIGN_IN"), `SELECT * FROM ${table}`, []), table).toBe(1);
});

describe("an administrator", () => {
  const admin = viewerOf("admin");

  test("sees who has a second factor, but no visit to a provider", async () => {
    expect(await outcome(admin, "SELECT user_id FROM second_factor", [])).toBe(1);
    expect(await outcome(admin, "SELECT * FROM provider_visit", [])).toBe(0);
  });

  test.each(Object.keys(INTRUSIONS).filter((table) => table !== "identity_provider"))(
    "cannot write anybody a way in by %s, nor turn one of another's to it",
    async (table) => {
      const { insert, update } = INTRUSIONS[table] ?? { insert: "", update: "" };
      expect(await outcome(admin, `INSERT INTO ${table} ${insert}`)).toBe("denied");
      expect(["denied", 0]).toContain(await outcome(admin, `UPDATE ${table} SET ${update}`));
    },
  );
});
