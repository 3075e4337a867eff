import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import { type Household, household, rows, viewerOf } from "../household.ts";
import { onKept } from "../kept-connections.ts";
import { type Account, AGENCIES, USERS } from "../town.ts";

/** What is known of a family by its reference: who opens it, for how long, what they may do meanwhile, who is told. */
let api: Api;
let home: Household;
let secret: Household;
beforeAll(async () => {
  api = await startApi(undefined, { withoutJobs: true });
  home = await household(api, { seats: ["police"], planned: ["HEALTH"], needs: ["WORKLESSNESS"] });
  secret = await household(api, { seats: ["police"], restricted: true });
});
afterAll(() => api.stop());
beforeEach(async () => {
  await rows(api, "UPDATE emergency_access SET opened_at = '2000-01-01', ends_at = '2000-01-01T01:00:00Z'");
  await onKept(api.urls.owner, (client) => client.query("DELETE FROM rate_limit"));
});

const OPEN = `mutation Open($input: OpenFamilyInEmergencyInput!) { openFamilyInEmergency(input: $input) {
  endsAt family { id name openedInEmergencyUntil viewerCanAskLeadProfessional viewerCanAddAction viewerCanRecordTaf viewerCanAddEvidence viewerCanAttach }
  errors { code field message } } }`;

const PAGE = "query F($id: ID!) { family(id: $id) { id emergencyAccesses { worker { name } reason } } }";

interface Opening {
  readonly endsAt: string | null;
  readonly family: { readonly id: string } | null;
  readonly errors: readonly { readonly code: string; readonly field: string | null; readonly message: string }[];
}

const referenceOf = async ({ id }: Household) =>
  (await rows<{ reference: string }>(api, "SELECT reference FROM family WHERE id = $1", [id]))[0]?.reference ?? "none";

async function open(account: Account, about: Record<string, string>): Promise<Opening> {
  const input = { reason: "A child has said she is afraid to go home", idempotencyKey: randomUUID(), ...about };
  const answer = await (await api.as(account)).query<{ openFamilyInEmergency: Opening }>(OPEN, { input });
  return answer.openFamilyInEmergency;
}

const sees = async (account: Account, { id }: Household) =>
  (await (await api.as(account)).query<{ family: object | null }>(PAGE, { id })).family !== null;

const opened = async (account: Account, about: Household = home) => {
  const result = await open(account, { reference: await referenceOf(about) });
  expect(result.errors).toEqual([]);
  return result;
};

describe("who opens a family that they do not see", () => {
  test.each(["otherPolice", "housing", "pendleCoordinator"] as const)(
    "%s opens it by its reference, and sees it from then on",
    async (account) => {
      expect(await sees(account, home)).toBe(false);
      expect((await opened(account)).family?.id).toBe(home.id);
      expect(await sees(account, home)).toBe(true);
    },
  );

  test("by the last name, date of birth and postcode of somebody in it, where they fit one family alone", async () => {
    const about = { familyName: "TESTING", dateOfBirth: "2002-05-05", postcode: "bb111aa" };
    expect((await open("otherPolice", about)).family?.id).toBe(home.id);
    await household(api);
    expect((await open("housing", about)).errors.map(({ code }) => code)).toEqual(["NOT_FOUND"]);
  });

  test.each(["auditor", "board", "informationOfficer", "admin"] as const)("%s may not even try", async (account) => {
    const answer = await (await api.as(account)).send(OPEN, { input: { reference: "F-1", reason: "x", idempotencyKey: randomUUID() } });
    expect(answer.errors?.[0]?.extensions?.code).toBe("FORBIDDEN");
  });

  test("an agency lead opens one of another agency's", async () => {
    const elsewhere = await household(api, { district: "pendle" });
    await rows(api, "DELETE FROM involvement WHERE family_id = $1", [elsewhere.id]).catch(() => undefined);
    await rows(api, "UPDATE involvement SET valid_to = valid_from WHERE family_id = $1", [elsewhere.id]);
    expect((await opened("schoolLead", elsewhere)).family?.id).toBe(elsewhere.id);
  });

  test("who sees it has nothing to open", async () => {
    expect((await open("school", { reference: await referenceOf(home) })).errors.map(({ code }) => code)).toEqual(["ALREADY_SEEN"]);
  });

  test("a restricted one and none at all get the very same words, and each try leaves a row", async () => {
    const restricted = await open("otherPolice", { reference: await referenceOf(secret) });
    const none = await open("otherPolice", { reference: "F-999999999" });
    expect(restricted).toEqual(none);
    expect(none.errors.map(({ code }) => code)).toEqual(["NOT_FOUND"]);
    const tries = await rows(
      api,
      "SELECT 1 FROM audit_event WHERE action = 'family.open-in-emergency' AND reason = 'NONE_FOUND' AND user_id = $1",
      [USERS.otherPolice.id],
    );
    expect(tries.length).toBeGreaterThanOrEqual(2);
  });

  test("nobody tries references out for long", async () => {
    const codes = new Set<string>();
    for (let n = 0; n < 21; n += 1) for (const { code } of (await open("health", { reference: `F-99999${n}` })).errors) codes.add(code);
    expect(codes).toContain("RATE_LIMITED");
  });

  test("sent twice it is opened once", async () => {
    const again = { reference: await referenceOf(home), idempotencyKey: randomUUID() };
    const [first, second] = [await open("otherPolice", again), await open("otherPolice", again)];
    expect(second).toEqual(first);
  });
});

describe("the hour", () => {
  test("is one hour of the system's clock, and then it is shut, to the tables too", async () => {
    const { endsAt } = await opened("otherPolice");
    expect(Date.parse(endsAt ?? "") - Date.now()).toBeGreaterThan(59 * 60_000);
    expect(Date.parse(endsAt ?? "") - Date.now()).toBeLessThanOrEqual(60 * 60_000);
    expect(await sees("otherPolice", home)).toBe(true);
    // As if the hour were over: the moment at which it ends is this one.
    await rows(api, "UPDATE emergency_access SET ends_at = now() WHERE user_id = $1 AND ends_at > now()", [USERS.otherPolice.id]);
    expect(await sees("otherPolice", home)).toBe(false);
    const left = await api.app.database.as(viewerOf("otherPolice"), (tx) => tx.query("SELECT 1 FROM family WHERE id = $1", [home.id]));
    expect(left).toEqual([]);
  });

  test("ends at once where the family is restricted meanwhile", async () => {
    const other = await household(api);
    await opened("otherPolice", other);
    await rows(api, "UPDATE family SET restricted = true WHERE id = $1", [other.id]);
    expect(await sees("otherPolice", other)).toBe(false);
  });

  test("opens it to the one who asked and to no colleague", async () => {
    await opened("housing");
    expect(await sees("otherPolice", home)).toBe(false);
  });
});

describe("what was opened is read only", () => {
  test("no page offers a change, not to a coordinator either", async () => {
    const nothing = {
      viewerCanAskLeadProfessional: false,
      viewerCanAddAction: false,
      viewerCanRecordTaf: false,
      viewerCanAddEvidence: [],
      viewerCanAttach: false,
    };
    expect((await opened("pendleCoordinator")).family).toMatchObject(nothing);
    expect((await opened("otherPolice")).family).toMatchObject(nothing);
  });

  test.each([
    ["pendleCoordinator", "askLeadProfessional", "AskLeadProfessionalInput", () => ({ familyId: home.id, workerId: USERS.housing.id })],
    ["otherPolice", "startCaf", "StartCafInput", () => ({ familyId: home.id })],
    [
      "otherPolice",
      "recordTafMeeting",
      "RecordTafMeetingInput",
      () => ({ familyId: home.id, heldOn: "2017-01-03", notes: "x", attendance: [] }),
    ],
  ] as const)("%s is refused by %s, with the reason", async (account, name, type, input) => {
    await opened(account);
    const document = `mutation M($input: ${type}!) { ${name}(input: $input) { errors { code } } }`;
    const answer = await (await api.as(account)).query<Record<string, { errors: { code: string }[] }>>(document, {
      input: { ...input(), idempotencyKey: randomUUID() },
    });
    expect(answer[name]?.errors.map(({ code }) => code)).toEqual([expect.stringMatching(/READ_ONLY|INVALID/u)]);
  });

  test.each([
    ["family", "UPDATE family SET name = 'Other' WHERE id = $1"],
    ["plan_action", "UPDATE plan_action SET status = 'DONE', ended_on = '2017-01-03' WHERE family_id = $1"],
    ["caf", "UPDATE caf SET close_outcome = 'x' WHERE family_id = $1"],
    [
      "lead_professional",
      `INSERT INTO lead_professional (id, family_id, user_id, agency_id, team_id, asked_on, recorded_at) VALUES (gen_random_uuid(), $1, '${USERS.housing.id}', '${AGENCIES.housing.id}', '${USERS.housing.team}', '2017-01-03', now())`,
    ],
    [
      "involvement",
      `INSERT INTO involvement (id, family_id, team_id, ground, ground_id, valid_from, recorded_at) VALUES (gen_random_uuid(), $1, '${USERS.otherPolice.team}', 'CAF', gen_random_uuid(), '2017-01-03', now())`,
    ],
    [
      "evidence",
      `INSERT INTO evidence (id, family_id, kind, source, agency_id, valid_from, facts, recorded_at) VALUES (gen_random_uuid(), $1, 'COVERAGE', 'POLICE', '${AGENCIES.police.id}', '2017-01-03', '{"of": "OFFENCE"}', now())`,
    ],
    [
      "caf_review",
      `INSERT INTO caf_review (caf_id, version_number, result, reasons, reviewed_at, reviewed_by) SELECT c.id, 1, 'RETURNED', '{}', now(), viewer_user() FROM caf c WHERE c.family_id = $1`,
    ],
  ])("the database itself lets nothing be written to %s", async (_table, sql) => {
    await opened("pendleCoordinator");
    await opened("otherPolice");
    for (const account of ["pendleCoordinator", "otherPolice"] as const) {
      const written = await api.app.database
        .as(viewerOf(account), (tx) => tx.execute(sql, [home.id]))
        .catch((error: { code?: string }) => error.code);
      expect([0, "42501"]).toContain(written);
    }
  });

  test("nor is an access made by hand, nor lengthened, nor made for somebody else", async () => {
    const insert =
      "INSERT INTO emergency_access (id, family_id, family_reference, user_id, reason, recorded_at) VALUES (gen_random_uuid(), $1, 'F-1', $2, 'x', now())";
    const attempt = (sql: string, parameters: readonly unknown[]) =>
      api.app.database.as(viewerOf("otherPolice"), (tx) => tx.execute(sql, parameters)).catch((error: { code?: string }) => error.code);
    expect(await attempt(insert, [home.id, USERS.otherPolice.id])).toBe("42501");
    expect(await attempt("UPDATE emergency_access SET ends_at = 'infinity'", [])).toBe("42501");
    const elevated = (familyId: string, userId: string) =>
      api.app.database
        .as(viewerOf("otherPolice"), (tx) => tx.elevate("SYSTEM_EMERGENCY", () => tx.execute(insert, [familyId, userId])))
        .catch((error: { code?: string }) => error.code);
    expect(await elevated(secret.id, USERS.otherPolice.id)).toBe("42501");
    expect(await elevated(home.id, USERS.school.id)).toBe("42501");
  });

  test("sensitive evidence stays closed to it", async () => {
    await rows(
      api,
      `INSERT INTO evidence (id, family_id, kind, source, agency_id, valid_from, facts, recorded_at)
       VALUES (gen_random_uuid(), $1, 'RISK_SCORE', 'POLICE', $2, '2016-12-20', '{"score": 14, "atClosure": false}', '2016-12-20T10:00:00Z')`,
      [home.id, AGENCIES.police.id],
    );
    await opened("housing");
    const evidence = await api.app.database.as(viewerOf("housing"), (tx) =>
      tx.query("SELECT 1 FROM evidence WHERE family_id = $1", [home.id]),
    );
    expect(evidence).toEqual([]);
  });
});

describe("who is told", () => {
  const REPORT = `query Report($waiting: Boolean) { emergencyAccessReport(waiting: $waiting, first: 100) { totalCount edges { node {
    id familyReference reason worker { name } lookedIntoAt lookedIntoBy { name } finding } } } }`;
  const LOOK = `mutation Look($input: LookIntoEmergencyAccessInput!) { lookIntoEmergencyAccess(input: $input) {
    emergencyAccess { finding lookedIntoBy { name } } errors { code } } }`;
  interface Report {
    emergencyAccessReport: {
      totalCount: number;
      edges: { node: { id: string; familyReference: string; reason: string; worker: { name: string } } }[];
    };
  }
  const report = async (waiting: boolean) =>
    (await (await api.as("informationOfficer")).query<Report>(REPORT, { waiting })).emergencyAccessReport;

  test("the information officer, with the reason, until it is looked into once", async () => {
    await opened("otherPolice");
    const [latest] = (await report(true)).edges;
    expect(latest?.node).toMatchObject({
      familyReference: await referenceOf(home),
      worker: { name: "Hal Dunn" },
      reason: "A child has said she is afraid to go home",
    });
    const input = { emergencyAccessId: latest?.node.id, finding: "Rang his sergeant: it was so" };
    const client = await api.as("informationOfficer");
    expect(await client.query(LOOK, { input })).toEqual({
      lookIntoEmergencyAccess: { emergencyAccess: { finding: input.finding, lookedIntoBy: { name: "Mo Vane" } }, errors: [] },
    });
    expect(await client.query(LOOK, { input })).toMatchObject({ lookIntoEmergencyAccess: { errors: [{ code: "ALREADY_LOOKED_INTO" }] } });
    expect((await report(true)).edges.map(({ node }) => node.id)).not.toContain(latest?.node.id);
    expect((await report(false)).edges.map(({ node }) => node.id)).toContain(latest?.node.id);
  });

  test.each(["school", "coordinator", "admin", "auditor"] as const)("%s reads no report of them", async (account) => {
    const answer = await (await api.as(account)).send(REPORT, {});
    expect(answer.errors?.[0]?.extensions?.code).toBe("FORBIDDEN");
  });

  test("whoever sees the family; the reason is for coordinators", async () => {
    await opened("otherPolice");
    const read = async (account: Account) =>
      (await (await api.as(account)).query<{ family: { emergencyAccesses: object[] } }>(PAGE, { id: home.id })).family.emergencyAccesses[0];
    expect(await read("school")).toEqual({ worker: { name: "Hal Dunn" }, reason: null });
    expect(await read("coordinator")).toEqual({ worker: { name: "Hal Dunn" }, reason: "A child has said she is afraid to go home" });
  });

  test("the log: that it was opened, and each look on the ground of it", async () => {
    await opened("otherPolice");
    await sees("otherPolice", home);
    const [last, before] = await rows<{ action: string; why: string }>(
      api,
      "SELECT action, why FROM audit_event WHERE user_id = $1 AND $2 = ANY (family_ids) ORDER BY id DESC LIMIT 2",
      [USERS.otherPolice.id, home.id],
    );
    expect([last, before]).toEqual([
      { action: "family.view", why: "EMERGENCY" },
      { action: "family.open-in-emergency", why: "EMERGENCY" },
    ]);
  });
});
