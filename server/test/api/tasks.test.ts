import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import { household, rows } from "../household.ts";
import { administer, agreementInput, assessmentInput, clientInput } from "../machines.ts";
import { openedInEmergency } from "../recipes.ts";
import { type Account, AGENCIES, USERS } from "../town.ts";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

interface Task {
  kind: string;
  title: string;
  dueOn: string | null;
  overdue: boolean;
  familyId: string | null;
  familyName: string | null;
  cafReference: string | null;
}
const TASKS =
  "query Tasks($first: Int) { tasks(first: $first) { total tasks { kind title dueOn overdue familyId familyName cafReference } } }";

async function tasks(account: Account, first?: number): Promise<{ tasks: Task[]; total: number }> {
  return (await (await api.as(account)).query<{ tasks: { tasks: Task[]; total: number } }>(TASKS, { first })).tasks;
}

const SCHOOL = [AGENCIES.school.id, USERS.school.team, USERS.school.id];

describe("a practitioner's tasks", () => {
  test("are their own and their team's, most urgent first", async () => {
    const home = await household(api, { planned: ["HEALTH", "MISSING_EDUCATION"] });
    const returned = await household(api);
    await rows(api, "UPDATE plan_action SET due_on = '2017-01-02', title = 'See the nurse' WHERE family_id = $1 AND criterion = 'HEALTH'", [
      home.id,
    ]);
    await rows(api, "UPDATE caf SET status = 'RETURNED', opened_on = NULL WHERE id = $1", [returned.cafId]);
    await rows(
      api,
      `INSERT INTO caf (id, reference, agency_id, team_id, author_id, status, draft, recorded_at)
       VALUES ($1, 'CAF-800001', $2, $3, $4, 'DRAFT', '{"familyName": "Newcomer"}', '2017-01-02T10:00:00Z')`,
      [randomUUID(), ...SCHOOL],
    );
    const { tasks: list, total } = await tasks("school");
    expect(list).toMatchObject([
      {
        kind: "DO_ACTION",
        title: "See the nurse",
        dueOn: "2017-01-02",
        overdue: true,
        familyId: home.id,
        familyName: expect.stringMatching(/^Testing/u),
      },
      { kind: "AMEND_RETURNED_CAF", familyId: returned.id, cafReference: expect.stringMatching(/^CAF-9/u), overdue: false },
      { kind: "DO_ACTION", dueOn: "2017-02-01", overdue: false },
      { kind: "FINISH_DRAFT", title: "Finish CAF-800001", familyName: "Newcomer", familyId: null },
    ]);
    expect(total).toBe(4);
    expect(await tasks("school", 1)).toMatchObject({ tasks: [{ title: "See the nurse" }], total: 4 });
    expect(await tasks("otherSchool")).toEqual({ tasks: [], total: 0 });
  });

  test("hold the requests to lead that wait for them, and nobody else's", async () => {
    const home = await household(api);
    const input = { familyId: home.id, workerId: USERS.earlyHelp.id, idempotencyKey: randomUUID() };
    const coordinator = await api.as("coordinator");
    await coordinator.query("mutation Ask($input: AskLeadProfessionalInput!) { askLeadProfessional(input: $input) { errors { code } } }", {
      input,
    });
    expect(await tasks("earlyHelp")).toMatchObject({ tasks: [{ kind: "ANSWER_LEAD_PROFESSIONAL_REQUEST", familyId: home.id }], total: 1 });
  });

  test("hold the next meeting of families that they lead, two weeks before it is due", async () => {
    const home = await household(api, { lead: "housing" });
    expect(await tasks("housing")).toEqual({ tasks: [], total: 0 });
    const meeting = randomUUID();
    await rows(
      api,
      `INSERT INTO taf_meeting (id, family_id, held_on, next_on, team_id, agency_id, recorded_at, recorded_by)
       VALUES ($1, $2, '2016-11-29', NULL, $3, $4, '2016-11-29T10:00:00Z', $5)`,
      [meeting, home.id, USERS.housing.team, AGENCIES.housing.id, USERS.housing.id],
    );
    expect((await tasks("housing")).tasks).toMatchObject([{ kind: "HOLD_TAF", dueOn: "2017-01-10", overdue: false, familyId: home.id }]);
    await rows(api, "UPDATE taf_meeting SET next_on = '2016-12-30' WHERE id = $1", [meeting]);
    expect((await tasks("housing")).tasks).toMatchObject([{ kind: "HOLD_TAF", dueOn: "2016-12-30", overdue: true }]);
  });

  test("hold what the family took on, for whoever leads it", async () => {
    const home = await household(api, { lead: "police" });
    const school = await api.as("school");
    const input = {
      familyId: home.id,
      criterion: "HEALTH",
      title: "Register with a GP",
      outcome: "Seen when ill",
      owner: "FAMILY",
      dueOn: "2017-01-20",
      idempotencyKey: randomUUID(),
    };
    await school.query("mutation Add($input: AddPlanActionInput!) { addPlanAction(input: $input) { errors { code } } }", { input });
    expect((await tasks("police")).tasks).toMatchObject([
      { kind: "DO_ACTION", title: "Ask the family how it went: Register with a GP", dueOn: "2017-01-20" },
    ]);
  });
});

test("a coordinator's tasks are CAFs to check, oldest first, families to attach, and months to publish", async () => {
  const needs = ["WORKLESSNESS", "MISSING_EDUCATION"] as const;
  const ready = await household(api, { district: "pendle", needs, planned: needs, lead: "otherPolice" });
  const [later, earlier] = [await household(api, { district: "pendle" }), await household(api, { district: "pendle" })];
  await rows(api, "UPDATE caf SET status = 'SUBMITTED', opened_on = NULL WHERE id = ANY ($1)", [[later.cafId, earlier.cafId]]);
  await rows(api, "UPDATE caf_version SET submitted_at = '2016-12-01T12:00:00Z' WHERE caf_id = $1", [earlier.cafId]);
  const { tasks: list } = await tasks("pendleCoordinator");
  expect(list).toMatchObject([
    { kind: "REVIEW_CAF", familyId: earlier.id },
    { kind: "REVIEW_CAF", familyId: later.id },
    { kind: "ATTACH_FAMILY", familyId: ready.id },
    { kind: "PUBLISH_MONTH", title: "Publish the figures for 31 December 2016", familyId: null },
  ]);
  await rows(
    api,
    "INSERT INTO publication (as_of, figures, published_at) VALUES ('2016-10-31', '{}', '2016-11-10T10:00:00Z'), ('2016-12-31', '{}', '2017-01-03T10:00:00Z')",
  );
  const months = (await tasks("pendleCoordinator")).tasks.filter((task) => task.kind === "PUBLISH_MONTH");
  expect(months.map((task) => task.title)).toEqual(["Publish the figures for 30 November 2016"]);
});

test("an agency lead's are what is overdue in the branch", async () => {
  expect((await tasks("schoolLead")).tasks).toMatchObject([
    { kind: "DO_ACTION", title: "Overdue for Pastoral team: See the nurse", overdue: true },
  ]);
});

test("an information officer's are emergencies to look into, and sharing agreements and assessments to review", async () => {
  expect(await tasks("informationOfficer")).toEqual({ tasks: [], total: 0 });
  const accessId = await openedInEmergency(api, await household(api));
  const due = await administer(api, "addSharingAgreement", agreementInput({ title: "Attendance", reviewDueOn: "2017-01-31" }));
  await administer(
    api,
    "addImpactAssessment",
    assessmentInput(due.agreement?.id ?? "", { title: "Attendance", reviewDueOn: "2017-01-02" }),
  );
  const later = await administer(api, "addSharingAgreement", agreementInput({ title: "Exclusions", reviewDueOn: "2017-02-01" }));
  await administer(api, "addImpactAssessment", assessmentInput(later.agreement?.id ?? "", { title: "Exclusions" }));
  const { tasks: list } = await tasks("informationOfficer");
  expect(list).toMatchObject([
    { kind: "REVIEW_SHARING_AGREEMENT", title: "Review the impact assessment Attendance", dueOn: "2017-01-02", overdue: true },
    { kind: "LOOK_INTO_EMERGENCY_ACCESS", title: expect.stringMatching(/^Look into an emergency access to F-/u), familyId: null },
    { kind: "REVIEW_SHARING_AGREEMENT", title: "Review the sharing agreement Attendance", dueOn: "2017-01-31", overdue: false },
  ]);
  // What takes its place counts until later, so nothing waits for the old one.
  await administer(api, "addImpactAssessment", assessmentInput(due.agreement?.id ?? "", { title: "Attendance anew" }));
  await rows(api, "UPDATE emergency_access SET looked_into_at = now(), looked_into_by = $2 WHERE id = $1", [
    accessId,
    USERS.informationOfficer.id,
  ]);
  expect((await tasks("informationOfficer")).tasks.map(({ title }) => title)).toEqual(["Review the sharing agreement Attendance"]);
});

test("an administrator's are tokens that run out within two weeks", async () => {
  const { client } = await administer(api, "addMachineClient", clientInput({ days: 30 }));
  expect(await tasks("admin")).toEqual({ tasks: [], total: 0 });
  const until = (days: number) =>
    rows(api, "UPDATE machine_client SET expires_at = now() + make_interval(days => $2) WHERE id = $1", [client?.id, days]);
  await until(15);
  expect((await tasks("admin")).total).toBe(0);
  await until(13);
  expect((await tasks("admin")).tasks).toMatchObject([
    { kind: "RENEW_MACHINE_CLIENT", title: expect.stringMatching(/^Replace the token of Calder Vale records, which runs out on \d/u) },
  ]);
  await rows(api, "UPDATE machine_client SET revoked_at = now() WHERE id = $1", [client?.id]);
  expect((await tasks("admin")).total).toBe(0);
});

test.each(["auditor", "board"] as const)("%s has none", async (account) => {
  expect(await tasks(account)).toEqual({ tasks: [], total: 0 });
});

test("take one statement and one for the log, and need somebody signed in", async () => {
  await household(api, { planned: ["HEALTH"] });
  expect(await (await api.as("school")).statements(TASKS)).toBe(5);
  expect((await api.anonymous.send(TASKS)).errors?.[0]?.extensions?.code).toBe("UNAUTHENTICATED");
  const deeds = await rows(api, "SELECT 1 FROM audit_event WHERE action = 'task.list' AND user_id = $1", [USERS.school.id]);
  expect(deeds.length).toBeGreaterThan(0);
});
