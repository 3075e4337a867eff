import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import { disputed } from "../corrections.ts";
import { type Household, household, rows } from "../household.ts";
import { type Account, AGENCIES, USERS } from "../town.ts";

let api: Api;
let home: Household;
let action: string;
beforeAll(async () => {
  api = await startApi(undefined, { withoutJobs: true });
  home = await household(api, { planned: ["DOMESTIC_ABUSE", "MISSING_EDUCATION"], seats: ["police"] });
  await rows(api, "UPDATE plan_action SET title = criterion, due_on = '2017-01-02' WHERE family_id = $1", [home.id]);
  const [row] = await rows<{ id: string }>(api, "SELECT id FROM plan_action WHERE family_id = $1 AND criterion = 'DOMESTIC_ABUSE'", [
    home.id,
  ]);
  action = row?.id ?? "none";
});
afterAll(() => api.stop());

interface Marked {
  title: string;
  notSharedWith: string[];
}

async function marked(account: Account): Promise<Marked[]> {
  const client = await api.as(account);
  const { tasks } = await client.query<{ tasks: { tasks: Marked[] } }>("{ tasks { tasks { title notSharedWith } } }");
  return tasks.tasks.toSorted((a, b) => a.title.localeCompare(b.title));
}

/** What stands among an agency's overdue actions, by the same names. */
async function overdue(account: Account): Promise<Marked[]> {
  const client = await api.as(account);
  const { contribution } = await client.query<{ contribution: { overdueActions: Marked[] } }>(
    "{ contribution { overdueActions { title notSharedWith } } }",
  );
  return contribution.overdueActions.toSorted((a, b) => a.title.localeCompare(b.title));
}

async function change(name: "closeAnswer" | "openAnswer", input: object): Promise<void> {
  const client = await api.as("school");
  const type = name === "closeAnswer" ? "CloseAnswerInput" : "OpenAnswerInput";
  const answer = await client.query<Record<string, { errors: object[] }>>(
    `mutation D($input: ${type}!) { ${name}(input: $input) { errors { code } } }`,
    { input: { familyId: home.id, reason: "She asked us to", idempotencyKey: randomUUID(), ...input } },
  );
  expect(answer[name]?.errors).toEqual([]);
}

test("a task whose words are closed to a member says so to whoever has it, and nobody else has it", async () => {
  const plain = [
    { title: "DOMESTIC_ABUSE", notSharedWith: [] },
    { title: "MISSING_EDUCATION", notSharedWith: [] },
  ];
  expect(await marked("school")).toEqual(plain);
  const place = `actions.${action}`;
  await change("closeAnswer", { place, personIds: [home.people[1]] });
  const [abuse, education] = await marked("school");
  expect(abuse).toEqual({ title: "DOMESTIC_ABUSE", notSharedWith: ["Max Testing"] });
  expect(education).toEqual(plain[1]);
  expect((await marked("schoolLead"))[0]).toEqual({ title: "Overdue for Pastoral team: DOMESTIC_ABUSE", notSharedWith: ["Max Testing"] });
  expect((await overdue("schoolLead"))[0]).toEqual(abuse);
  for (const other of ["police", "otherSchool", "coordinator", "informationOfficer", "admin"] as const) {
    expect(JSON.stringify(await marked(other)), other).not.toMatch(/Max|ABUSE/u);
  }
  await change("closeAnswer", { place, personIds: [home.people[0]] });
  expect((await marked("school"))[0]?.notSharedWith).toEqual(["Max Testing", "Mary Testing"]);
  await change("openAnswer", { place, personId: home.people[1] });
  await change("openAnswer", { place, personId: home.people[0] });
  expect(await marked("school")).toEqual(plain);
  expect(await overdue("schoolLead")).toEqual(plain);
});

test("what rests on a closed answer says so too, and what somebody disputes", async () => {
  const other = await household(api, { planned: ["DOMESTIC_ABUSE"], seats: ["housing"] });
  await rows(api, "UPDATE plan_action SET title = 'Meet at the refuge', team_id = $2, agency_id = $3 WHERE family_id = $1", [
    other.id,
    USERS.housing.team,
    AGENCIES.housing.id,
  ]);
  await rows(
    api,
    `INSERT INTO closed_answer (id, family_id, caf_id, place, person_id, reason, closed_on, closed_by, recorded_at)
     SELECT gen_random_uuid(), $1, c.id, 'answers.' || $3 || '.DOMESTIC_ABUSE', $4, 'Danger', '2017-01-02', c.author_id, '2017-01-02T10:00:00Z'
     FROM caf c WHERE c.id = $2`,
    [other.id, other.cafId, other.people[0], other.people[1]],
  );
  const [resting] = await rows<{ id: string }>(api, "SELECT id FROM plan_action WHERE family_id = $1", [other.id]);
  await disputed(api, other, { about: "PLAN_ACTION", action_id: resting?.id ?? "none" });
  expect(await marked("housing")).toEqual([
    { title: "A person says that this is wrong: Meet at the refuge", notSharedWith: ["Max Testing"] },
    { title: "Meet at the refuge", notSharedWith: ["Max Testing"] },
  ]);
});
