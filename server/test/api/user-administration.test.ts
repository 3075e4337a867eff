import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import { rows, viewerOf } from "../household.ts";
import { type Administration, administrationOf, asTheyAre, signInAs } from "../sign-in/administration.ts";
import { forgetTries, VIEWER } from "../sign-in/visitor.ts";
import { AGENCIES, USERS } from "../town.ts";

let api: Api;
let admin: Administration;
beforeAll(async () => {
  api = await startApi();
  admin = await administrationOf(api);
});
afterAll(() => api.stop());
beforeEach(() => forgetTries(api));

describe("the list of users", () => {
  const LIST = `query Users($filter: UserFilter, $first: Int, $after: String) {
    users(filter: $filter, first: $first, after: $after) { totalCount edges { node { name role } cursor } pageInfo { hasNextPage endCursor } }
  }`;
  interface List {
    users: {
      totalCount: number;
      edges: { node: { name: string }; cursor: string }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
  }
  const list = async (variables: object) => (await admin.at.query<List>(LIST, { ...variables })).users;

  test("goes page by page, by name, and its cursors hold no name", async () => {
    const everyone = Object.values(USERS).map(({ name }) => name);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: List["users"] = await list({ first: 5, after });
      expect(page.totalCount).toBe(everyone.length);
      seen.push(...page.edges.map(({ node }) => node.name));
      for (const { cursor } of page.edges) expect(Buffer.from(cursor, "base64url").toString()).toMatch(/^\["[\da-f-]{36}"\]$/);
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toEqual(everyone.sort((a, b) => a.localeCompare(b, "en")));
  });

  test.each([
    [{ search: "okoro" }, ["Sade Okoro"]],
    [{ search: "SCHOOL@lanc" }, ["Sade Okoro", "Tom Birch"]],
    [{ search: "weavers" }, ["Gwen Price"]],
    [{ role: "COORDINATOR" }, ["Kit Lowe", "Una Shah"]],
    [{ role: "ADMINISTRATOR", search: "okoro" }, []],
    [{ status: "DISABLED" }, []],
    [{ search: "'; DROP TABLE app_user; --%_" }, []],
  ])("narrowed by %o", async (filter, names) => {
    expect((await list({ filter })).edges.map(({ node }) => node.name)).toEqual(names);
  });

  test("answers with nobody for an id that is none", async () => {
    for (const id of ["", "x", "00000000-0000-4000-8000-ffffffffffff"]) {
      expect(await admin.at.query("query User($id: ID!) { user(id: $id) { id } }", { id })).toEqual({ user: null });
    }
  });
});

describe("a change of role, team or districts", () => {
  test.each([
    ["another role", "police", { role: "COORDINATOR", teamId: null, districtCodes: ["pendle"] }],
    ["another team", "otherPolice", { teamId: AGENCIES.police.teams[0]?.id }],
    ["another agency", "housing", { agencyId: AGENCIES.wpehs.id, teamId: AGENCIES.wpehs.teams[0]?.id }],
    ["other districts", "pendleCoordinator", { districtCodes: ["burnley"] }],
  ] as const)("%s ends every session of the user's at once", async (_what, account, over) => {
    const [one, two] = await Promise.all([signInAs(api, account), signInAs(api, account)]);
    const { version } = await admin.get(account);
    expect(await one.query(VIEWER)).not.toEqual({ viewer: null });
    const { user, errors } = await admin.act("changeUser", { userId: USERS[account].id, version, ...asTheyAre(account), ...over });
    expect(errors).toEqual([]);
    expect(user?.version).toBe(version + 1);
    for (const session of [one, two]) expect(await session.query(VIEWER)).toEqual({ viewer: null });
    expect(await rows(api, "SELECT FROM session WHERE user_id = $1", [USERS[account].id])).toEqual([]);
    expect(await (await signInAs(api, account)).query(VIEWER)).not.toEqual({ viewer: null });
  });

  test("ends a sign-in that had been begun, too", async () => {
    await rows(api, "INSERT INTO sign_in_step (token_hash, user_id, tries, expires_at) VALUES ('x', $1, 0, now() + interval '1 hour')", [
      USERS.schoolLead.id,
    ]);
    const { version } = await admin.get("schoolLead");
    await admin.act("disableUser", { userId: USERS.schoolLead.id, version });
    expect(await rows(api, "SELECT FROM sign_in_step WHERE user_id = $1", [USERS.schoolLead.id])).toEqual([]);
  });

  test("is seen by sessions even where it was made past the service", async () => {
    const board = await signInAs(api, "board");
    await rows(api, "UPDATE app_user SET role = 'AUDITOR' WHERE id = $1", [USERS.board.id]);
    expect(await board.query(VIEWER)).toEqual({ viewer: null });
    await rows(api, "UPDATE app_user SET role = 'BOARD_MEMBER' WHERE id = $1", [USERS.board.id]);
  });

  test("of the name alone leaves sessions as they are", async () => {
    const earlyHelp = await signInAs(api, "earlyHelp");
    const { version } = await admin.get("earlyHelp");
    await admin.act("changeUser", { userId: USERS.earlyHelp.id, version, ...asTheyAre("earlyHelp"), name: "Nell Fox-Reed" });
    expect(await earlyHelp.query(VIEWER)).toMatchObject({ viewer: { name: "Nell Fox-Reed" } });
  });

  test("leaves out what the role has no use for", async () => {
    const { version } = await admin.get("auditor");
    const over = { teamId: AGENCIES.wpehs.teams[0]?.id, districtCodes: ["pendle"], name: "Bo Reid-Hall" };
    const { user } = await admin.act("changeUser", { userId: USERS.auditor.id, version, ...asTheyAre("auditor"), ...over });
    expect(user).toMatchObject({ team: null, districts: [] });
  });

  test.each([
    ["a practitioner without a team", { role: "PRACTITIONER", teamId: null }, { code: "MISSING", field: "teamId" }],
    ["a coordinator without districts", { role: "COORDINATOR", districtCodes: [] }, { code: "MISSING", field: "districtCodes" }],
    ["a team of another agency", { teamId: AGENCIES.housing.teams[0]?.id }, { code: "NOT_FOUND", field: "teamId" }],
    ["an agency that there is not", { agencyId: USERS.school.id }, { code: "NOT_FOUND", field: "agencyId" }],
    [
      "a district that there is not",
      { role: "COORDINATOR", districtCodes: ["burnley", "atlantis"] },
      { code: "NOT_FOUND", field: "districtCodes" },
    ],
    ["an id that is none", { agencyId: "x" }, { code: "INVALID", field: "agencyId" }],
    ["no name", { name: "  " }, { code: "INVALID", field: "name" }],
  ])("is refused with %s", async (_what, over, fault) => {
    const { version } = await admin.get("school");
    const { user, errors } = await admin.act("changeUser", { userId: USERS.school.id, version, ...asTheyAre("school"), ...over });
    expect(user).toBeNull();
    expect(errors).toContainEqual(fault);
  });

  test("is refused where somebody else was there first", async () => {
    const { version } = await admin.get("school");
    const input = { userId: USERS.school.id, version, ...asTheyAre("school"), name: "Sade Okoro-Bell" };
    const answers = await Promise.all([admin.act("changeUser", input), admin.act("changeUser", input)]);
    expect(answers.map(({ errors }) => errors[0]?.code ?? "done").sort()).toEqual(["STALE", "done"]);
  });
});

describe("disabling", () => {
  test("shuts somebody out at once, and enabling lets them in again", async () => {
    const school = await signInAs(api, "school");
    const { version } = await admin.get("school");
    expect((await admin.act("disableUser", { userId: USERS.school.id, version })).user).toMatchObject({
      status: "DISABLED",
      version: version + 1,
    });
    expect(await school.query(VIEWER)).toEqual({ viewer: null });
    expect(await (await signInAs(api, "school")).query(VIEWER)).toEqual({ viewer: null });
    expect((await admin.act("disableUser", { userId: USERS.school.id, version: version + 1 })).errors).toMatchObject([{ code: "STALE" }]);
    expect((await admin.act("enableUser", { userId: USERS.school.id, version: version + 1 })).user).toMatchObject({ status: "ACTIVE" });
    expect(await school.query(VIEWER)).toEqual({ viewer: null });
    expect(await (await signInAs(api, "school")).query(VIEWER)).not.toEqual({ viewer: null });
  });

  test("cannot be done to oneself, nor a change of one's own role", async () => {
    const { version } = await admin.get("admin");
    for (const name of ["disableUser", "enableUser", "resetSecondFactor"]) {
      expect((await admin.act(name, { userId: USERS.admin.id, version })).errors).toEqual([{ code: "OWN_ACCOUNT", field: null }]);
    }
    const change = { userId: USERS.admin.id, version, ...asTheyAre("admin"), role: "COORDINATOR", districtCodes: ["burnley"] };
    expect((await admin.act("changeUser", change)).errors).toEqual([{ code: "OWN_ACCOUNT", field: null }]);
  });

  test("leaves one of two administrators who disable each other at the same moment", async () => {
    await rows(api, "UPDATE app_user SET role = 'ADMINISTRATOR', team_id = NULL WHERE id = $1", [USERS.socialWorker.id]);
    const services = api.app.services;
    const second = { ...viewerOf("socialWorker"), role: "ADMINISTRATOR" as const, permissions: viewerOf("admin").permissions };
    const [one, two] = await Promise.all([admin.get("admin"), admin.get("socialWorker")]);
    const outcomes = await Promise.allSettled([
      services.users.disable(viewerOf("admin"), { userId: USERS.socialWorker.id, version: two.version }),
      services.users.disable(second, { userId: USERS.admin.id, version: one.version }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const left = await rows(api, "SELECT FROM app_user WHERE role = 'ADMINISTRATOR' AND disabled_at IS NULL");
    expect(left).toHaveLength(1);
    await rows(api, "UPDATE app_user SET disabled_at = NULL WHERE id = $1", [USERS.admin.id]);
    admin = await administrationOf(api);
  });
});
