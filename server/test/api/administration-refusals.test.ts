import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemViewer } from "../../src/access/viewer.ts";
import { type Api, startApi } from "../api-client.ts";
import { household, rows, viewerOf } from "../household.ts";
import { type Administration, administrationOf, asTheyAre, deed, signInAs } from "../sign-in/administration.ts";
import { type Account, AGENCIES, USERS } from "../town.ts";

let api: Api;
let admin: Administration;
beforeAll(async () => {
  api = await startApi();
  admin = await administrationOf(api);
});
afterAll(() => api.stop());

describe("administration", () => {
  const OTHERS = (Object.keys(USERS) as Account[]).filter((account) => account !== "admin");

  test.each(OTHERS)("is refused to %s", async (account) => {
    const other = await signInAs(api, account);
    const { version } = await admin.get("housing");
    for (const [document, variables] of [
      ["{ users { totalCount } }", {}],
      ["query($id: ID!) { user(id: $id) { id } }", { id: USERS.housing.id }],
      [deed("disableUser"), { input: { userId: USERS.housing.id, version } }],
      ["{ identityProviders { id } }", {}],
      ['mutation { addDistrict(input: { name: "Pendle End", area: "East" }) { errors { code } } }', {}],
    ] as const) {
      const answer = await other.send(document, variables);
      expect(answer.errors?.map(({ extensions }) => extensions?.code)).toEqual(["FORBIDDEN"]);
    }
    expect(await admin.get("housing")).toMatchObject({ status: "ACTIVE", version });
  });

  test("leaves an audit row for each deed, with who did it and to whom", async () => {
    const { version } = await admin.get("informationOfficer");
    const [last] = await rows<{ id: number }>(api, "SELECT max(id)::int AS id FROM audit_event");
    const userId = USERS.informationOfficer.id;
    await admin.act("disableUser", { userId, version });
    await admin.act("enableUser", { userId, version: version + 1 });
    await admin.act("resetSecondFactor", { userId, version: version + 2 });
    await admin.act("changeUser", { userId, version: version + 3, ...asTheyAre("informationOfficer") });
    await admin.act("changeUser", { userId, version, ...asTheyAre("informationOfficer") });
    const events = await rows<object>(api, "SELECT user_id, role, action, subject_id FROM audit_event WHERE id > $1 ORDER BY id", [
      last?.id,
    ]);
    const by = { user_id: USERS.admin.id, role: "ADMINISTRATOR", subject_id: userId };
    expect(events).toEqual(["user.disable", "user.enable", "second-factor.reset", "user.change"].map((action) => ({ ...by, action })));
  });

  test("sees no case data, however it asks", async () => {
    await household(api);
    const seen = await Promise.all(
      ["family", "person", "caf", "evidence", "plan_action"].map((table) =>
        api.app.database.as(viewerOf("admin"), (tx) => tx.query(`SELECT FROM ${table}`)),
      ),
    );
    expect(seen.flat()).toEqual([]);
  });

  test("of one person is not another's by the layer below, even where the first two are wrong", async () => {
    const statements = [
      ["UPDATE app_user SET role = 'COORDINATOR' WHERE id = $1", [USERS.housing.id]],
      ["UPDATE app_user SET disabled_at = now() WHERE id = $1", [USERS.housing.id]],
      ["UPDATE credential SET password_hash = 'x' WHERE user_id = $1", [USERS.housing.id]],
    ] as const;
    for (const account of OTHERS) {
      for (const [sql, parameters] of statements) {
        expect(await api.app.database.as(viewerOf(account), (tx) => tx.execute(sql, parameters)), account).toBe(0);
      }
    }
    await expect(
      api.app.database.as(systemViewer("SYSTEM_SIGN_IN"), (tx) =>
        tx.execute("INSERT INTO app_user (id, name, role, agency_id) VALUES (gen_random_uuid(), 'X', 'ADMINISTRATOR', $1)", [
          AGENCIES.wpehs.id,
        ]),
      ),
    ).rejects.toThrow(/row-level security/);
  });
});
