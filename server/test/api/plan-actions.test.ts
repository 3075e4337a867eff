import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import { type Household, household, rows } from "../household.ts";
import { type Account, id, USERS } from "../town.ts";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

interface Payload {
  action: { id: string; status: string; version: number; team: { name: string } | null; viewerCanComplete: boolean } | null;
  family: Record<string, never> | null;
  errors: { code: string; field: string | null; message: string }[];
}

const ACTION =
  "action { id criterion title outcome owner team { name } person { givenName } dueOn status endedOn note overdue version viewerCanComplete }";
const ADD = `mutation Add($input: AddPlanActionInput!) { result: addPlanAction(input: $input) {
  ${ACTION} family { id viewerCanAddAction actions { id } timeline { kind title detail } } errors { code field message } } }`;
const COMPLETE = `mutation Complete($input: CompletePlanActionInput!) { result: completePlanAction(input: $input) {
  ${ACTION} family { id actions { status } access { ground to team { name } } } errors { code field message } } }`;
const SEES = "query Sees($id: ID!) { family(id: $id) { id viewerCanAddAction actions { viewerCanComplete } } }";

const OF_HOUSING = {
  criterion: "WORKLESSNESS",
  title: "Repair the boiler",
  outcome: "The house is warm",
  owner: "AGENCY",
  teamId: USERS.housing.team,
  dueOn: "2017-02-01",
};
const OF_FAMILY = { ...OF_HOUSING, owner: "FAMILY", teamId: null, title: "Go to the Jobcentre" };

async function add(as: Account, home: Household | { id: string }, input: object = {}): Promise<Payload> {
  const whole = { familyId: home.id, idempotencyKey: randomUUID(), ...OF_HOUSING, ...input };
  return (await (await api.as(as)).query<{ result: Payload }>(ADD, { input: whole })).result;
}

async function complete(as: Account, actionId: string, input: object = {}): Promise<Payload> {
  const whole = { actionId, version: 1, note: "Done on a visit", doneOn: "2017-01-03", idempotencyKey: randomUUID(), ...input };
  return (await (await api.as(as)).query<{ result: Payload }>(COMPLETE, { input: whole })).result;
}

async function sees(as: Account, home: Household): Promise<boolean> {
  return (await (await api.as(as)).query<{ family: object | null }>(SEES, { id: home.id })).family !== null;
}

const idOf = (payload: Payload): string => payload.action?.id ?? "none";

describe("adding an action", () => {
  test.each(["school", "coordinator", "police"] as const)(
    "%s may, and the team that is to do it sees the family from then on",
    async (account) => {
      const home = await household(api, { lead: "police" });
      expect(await sees("housing", home)).toBe(false);
      const added = await add(account, home, { personId: home.people[1] });
      expect(added).toMatchObject({
        action: {
          criterion: "WORKLESSNESS",
          title: "Repair the boiler",
          status: "OPEN",
          overdue: false,
          version: 1,
          viewerCanComplete: false,
        },
        family: { viewerCanAddAction: true, actions: [{ id: idOf(added) }] },
        errors: [],
      });
      expect(added.action).toMatchObject({ team: { name: "Burnley area" }, person: { givenName: "Max" } });
      expect(added.family?.["timeline"]).toContainEqual({
        kind: "ACTION_ADDED",
        title: "Action added to the plan",
        detail: "Repair the boiler, Weavers Homes",
      });
      expect(await sees("housing", home)).toBe(true);
    },
  );

  test("needs no team where the family does it, and takes none", async () => {
    const home = await household(api);
    expect(await add("school", home, OF_FAMILY)).toMatchObject({ action: { owner: "FAMILY", team: null }, errors: [] });
    expect((await add("school", home, { owner: "FAMILY" })).errors).toMatchObject([{ code: "NO_TEAM_NEEDED", field: "teamId" }]);
    expect((await add("school", home, { teamId: null })).errors).toMatchObject([{ code: "TEAM_NEEDED", field: "teamId" }]);
  });

  test.each([
    ["a day that is past", { dueOn: "2017-01-02" }, "IN_THE_PAST", "dueOn"],
    ["a year that was mistyped", { dueOn: "2071-01-02" }, "TOO_FAR_AHEAD", "dueOn"],
    ["a team that is not there", { teamId: id(0x996) }, "NOT_FOUND", "teamId"],
    ["a person of no family", { personId: id(0x995) }, "NOT_A_MEMBER", "personId"],
    ["no words", { title: " \n" }, "INVALID", "title"],
    ["no outcome", { outcome: "" }, "INVALID", "outcome"],
    ["too many words", { title: "word ".repeat(101) }, "INVALID", "title"],
    ["a key that is none", { idempotencyKey: "again" }, "INVALID", "idempotencyKey"],
  ])("refuses %s, with nothing half written", async (_what, input, code, field) => {
    const home = await household(api);
    const { errors, action } = await add("school", home, input);
    expect(errors).toMatchObject([{ code, field }]);
    expect(action).toBeNull();
    expect(await rows(api, "SELECT 1 FROM plan_action WHERE family_id = $1", [home.id])).toEqual([]);
    expect(await rows(api, "SELECT 1 FROM involvement WHERE family_id = $1 AND ground = 'ACTION'", [home.id])).toEqual([]);
  });

  test("refuses somebody of another family, and somebody who has left this one", async () => {
    const [home, other] = [await household(api), await household(api)];
    expect((await add("school", home, { personId: other.people[0] })).errors).toMatchObject([{ code: "NOT_A_MEMBER" }]);
    await rows(api, "UPDATE family_member SET valid_to = '2016-12-31' WHERE person_id = $1", [home.people[2]]);
    expect((await add("school", home, { personId: home.people[2] })).errors).toMatchObject([{ code: "NOT_A_MEMBER" }]);
  });

  test.each([
    ["a criterion that is none", { criterion: "POVERTY" }],
    ["a day that does not exist", { dueOn: "2017-02-30" }],
  ])("does not begin with %s", async (_what, input) => {
    const home = await household(api);
    const answer = await (await api.as("school")).send(ADD, {
      input: { familyId: home.id, idempotencyKey: randomUUID(), ...OF_HOUSING, ...input },
    });
    expect(answer.errors?.[0]?.extensions?.code).toBe("BAD_USER_INPUT");
  });

  test("says the same of a family that one may not see as of one that is not there", async () => {
    const home = await household(api);
    const hidden = await add("otherPolice", home);
    expect(hidden.errors).toMatchObject([{ code: "NOT_FOUND", field: "familyId" }]);
    expect((await add("otherPolice", { id: id(0x994) })).errors).toEqual(hidden.errors);
    expect((await add("pendleCoordinator", home)).errors).toEqual(hidden.errors);
  });

  test.each(["schoolLead", "auditor", "board", "informationOfficer", "admin"] as const)("is not for %s", async (account) => {
    const home = await household(api);
    const answer = await (await api.as(account)).send(ADD, { input: { familyId: home.id, idempotencyKey: randomUUID(), ...OF_HOUSING } });
    expect(answer.errors?.[0]?.extensions?.code).toBe("FORBIDDEN");
  });

  test("adds one action however often it is sent", async () => {
    const home = await household(api);
    const idempotencyKey = randomUUID();
    const first = await add("school", home, { idempotencyKey });
    expect(await add("school", home, { idempotencyKey })).toEqual(first);
    expect((await add("school", home, { idempotencyKey, title: "Another thing" })).errors).toMatchObject([
      { code: "IDEMPOTENCY_CONFLICT" },
    ]);
    expect(await rows(api, "SELECT 1 FROM plan_action WHERE family_id = $1", [home.id])).toHaveLength(1);
  });
});

describe("marking an action as done", () => {
  test("is for the team that owns it, which still sees the family four weeks on", async () => {
    const home = await household(api);
    const actionId = idOf(await add("school", home));
    const done = await complete("housing", actionId);
    expect(done).toMatchObject({
      action: { status: "DONE", endedOn: "2017-01-03", note: "Done on a visit", version: 2, viewerCanComplete: false },
      family: {
        actions: [{ status: "DONE" }],
        access: expect.arrayContaining([{ ground: "Action in the family's plan", to: "2017-01-31", team: { name: "Burnley area" } }]),
      },
      errors: [],
    });
    expect(await sees("housing", home)).toBe(true);
    await rows(api, "UPDATE involvement SET valid_from = '2016-12-01', valid_to = '2017-01-02' WHERE ground_id = $1", [actionId]);
    expect(await sees("housing", home)).toBe(false);
  });

  test("is for nobody else, whatever else they may see", async () => {
    const home = await household(api, { lead: "police", seats: ["earlyHelp"] });
    const actionId = idOf(await add("school", home));
    for (const account of ["school", "police", "earlyHelp"] as const) {
      expect((await complete(account, actionId)).errors).toMatchObject([{ code: "NOT_THE_OWNING_TEAM", field: "actionId" }]);
    }
    const unseen = (await complete("otherPolice", actionId)).errors;
    expect(unseen).toMatchObject([{ code: "NOT_FOUND", field: "actionId" }]);
    expect((await complete("otherPolice", id(0x993))).errors).toEqual(unseen);
    for (const account of ["coordinator", "schoolLead", "auditor", "board", "informationOfficer", "admin"] as const) {
      const answer = await (await api.as(account)).send(COMPLETE, {
        input: { actionId, version: 1, note: "Done", doneOn: "2017-01-03", idempotencyKey: randomUUID() },
      });
      expect(answer.errors?.[0]?.extensions?.code).toBe("FORBIDDEN");
    }
    expect(await rows(api, "SELECT status FROM plan_action WHERE id = $1", [actionId])).toEqual([{ status: "OPEN" }]);
  });

  test("is for the lead professional where the family did it", async () => {
    const home = await household(api, { lead: "police" });
    const actionId = idOf(await add("school", home, OF_FAMILY));
    expect((await complete("school", actionId)).errors).toMatchObject([{ code: "NOT_THE_LEAD_PROFESSIONAL" }]);
    const seen = await (await api.as("police")).query<{ family: object }>(SEES, { id: home.id });
    expect(seen.family).toMatchObject({ actions: [{ viewerCanComplete: true }] });
    expect(await complete("police", actionId)).toMatchObject({ action: { status: "DONE" }, errors: [] });
  });

  test.each([
    ["no note", { note: " " }, "INVALID", "note"],
    ["too long a note", { note: "n".repeat(4001) }, "INVALID", "note"],
    ["a day to come", { doneOn: "2017-01-04" }, "IN_THE_FUTURE", "doneOn"],
    ["a day before it was added", { doneOn: "2017-01-02" }, "BEFORE_IT_WAS_ADDED", "doneOn"],
    ["an older version", { version: 0 }, "STALE", null],
  ])("refuses %s", async (_what, input, code, field) => {
    const home = await household(api);
    const actionId = idOf(await add("school", home));
    const { errors } = await complete("housing", actionId, input);
    expect(errors).toMatchObject([{ code, field }]);
    expect(await rows(api, "SELECT status, version FROM plan_action WHERE id = $1", [actionId])).toEqual([{ status: "OPEN", version: 1 }]);
    expect(await rows(api, "SELECT valid_to FROM involvement WHERE ground_id = $1", [actionId])).toEqual([{ valid_to: null }]);
  });

  test("happens once: again with its key it answers as before, with another it is refused", async () => {
    const home = await household(api);
    const actionId = idOf(await add("school", home));
    const idempotencyKey = randomUUID();
    const first = await complete("housing", actionId, { idempotencyKey });
    expect(await complete("housing", actionId, { idempotencyKey })).toEqual(first);
    expect((await complete("housing", actionId, { version: 2 })).errors).toMatchObject([{ code: "ALREADY_ENDED" }]);
  });
});

test("adding and completing take a fixed number of statements", async () => {
  const home = await household(api);
  const school = await api.as("school");
  const added = await school.statements(ADD, { input: { familyId: home.id, idempotencyKey: randomUUID(), ...OF_HOUSING } });
  const [action] = await rows<{ id: string }>(api, "SELECT id FROM plan_action WHERE family_id = $1", [home.id]);
  const housing = await api.as("housing");
  const completed = await housing.statements(COMPLETE, {
    input: { actionId: action?.id, version: 1, note: "Done", doneOn: "2017-01-03", idempotencyKey: randomUUID() },
  });
  expect({ added, completed }).toEqual({ added: 25, completed: 17 });
});
