import { randomUUID } from "node:crypto";
import fc from "fast-check";
import type { Api } from "./api-client.ts";
import { type Household, rows } from "./household.ts";
import { referenceOf } from "./retention.ts";
import { ask } from "./scenario-runner.ts";
import { type Account, AGENCIES, USERS } from "./town.ts";

export const FAMILIES = 4;
const key = () => ({ idempotencyKey: randomUUID() });
const TODAY = "2017-01-03";
const TEAMS = ["school", "police", "otherPolice", "housing", "health"] as const satisfies readonly Account[];
const WORKERS = [...TEAMS, "schoolLead", "coordinator", "pendleCoordinator"] as const satisfies readonly Account[];
const OPENERS = ["otherPolice", "housing", "health", "schoolLead", "pendleCoordinator"] as const satisfies readonly Account[];

const latest = async (api: Api, table: "agreement" | "lawful_basis", { id }: Household) =>
  (
    await rows<{ id: string }>(
      api,
      `SELECT id FROM ${table} WHERE family_id = $1 ORDER BY ${table === "agreement" ? "withdrawn_on" : "ended_on"} DESC NULLS FIRST LIMIT 1`,
      [id],
    )
  )[0]?.id ?? randomUUID();
const versionOf = async (api: Api, table: "family" | "caf", id: string) =>
  (await rows<{ version: number }>(api, `SELECT version FROM ${table} WHERE id = $1`, [id]))[0]?.version ?? 1;

type Operation = (api: Api, home: Household, whom: { readonly by: Account; readonly other: Account }) => Promise<unknown>;
const over =
  (name: string, input: (api: Api, home: Household, whom: { by: Account; other: Account }) => Promise<object> | object): Operation =>
  async (api, home, whom) =>
    ask(await api.as(whom.by), [name, { ...(await input(api, home, whom)), ...key() }]);

/** What people do that changes who sees a family; each may be refused, and the model goes by what is then on record. */
const OPERATIONS = {
  "give an action to a team": over("addPlanAction", (_api, { id }, { other }) => ({
    familyId: id,
    criterion: "HEALTH",
    dueOn: "2017-02-01",
    title: "Meet",
    outcome: "Less pain",
    owner: "AGENCY",
    teamId: USERS[other].team ?? USERS.police.team,
  })),
  "meet a team": over("recordTafMeeting", (_api, { id }, { other }) => ({
    familyId: id,
    heldOn: TODAY,
    attendance: [{ teamId: USERS[other].team ?? USERS.police.team, attended: true }],
  })),
  "ask somebody to lead": over("askLeadProfessional", (_api, { id }, { other }) => ({ familyId: id, workerId: USERS[other].id })),
  agree: over("recordAgreement", (_api, { id, people }, { other }) => ({
    familyId: id,
    personId: people[0],
    capacity: "PARENTAL_RESPONSIBILITY",
    agencyIds: [USERS[other].agency.id, AGENCIES.school.id],
    purposes: ["EARLY_HELP"],
    agreedOn: TODAY,
  })),
  withdraw: over("withdrawAgreement", async (api, home) => ({
    agreementId: await latest(api, "agreement", home),
    personId: home.people[1],
    capacity: "ADULT",
  })),
  "go on without agreement": over("recordLawfulBasis", (_api, { id }, { other }) => ({
    familyId: id,
    agencyId: USERS[other].agency.id,
    reason: "Bruises",
    manager: "Pat Gale",
    decidedOn: TODAY,
  })),
  "end the lawful basis": over("endLawfulBasis", async (api, home) => ({ lawfulBasisId: await latest(api, "lawful_basis", home) })),
  restrict: over("restrictFamily", async (api, { id }) => ({
    familyId: id,
    version: await versionOf(api, "family", id),
    reason: "The father works there",
    workerIds: [],
  })),
  "lift the restriction": over("liftRestriction", async (api, { id }) => ({
    familyId: id,
    version: await versionOf(api, "family", id),
    reason: "He has left",
  })),
  name: over("nameViewer", (_api, { id }, { other }) => ({ familyId: id, workerId: USERS[other].id })),
  "take a name away": over("unnameViewer", (_api, { id }, { other }) => ({ familyId: id, workerId: USERS[other].id })),
  "open it in an emergency": over("openFamilyInEmergency", async (api, { id }) => ({
    reference: await referenceOf(api, id),
    reason: "A child may be in danger",
  })),
  "let the hour pass": (api) => rows(api, "UPDATE emergency_access SET opened_at = '2000-01-01', ends_at = '2000-01-01T01:00:00Z'"),
  "hand it over": over("handOverCase", async (api, { id }) => {
    const teams = await rows<{ id: string }>(api, "SELECT id FROM team WHERE agency_id = $1 ORDER BY random()", [AGENCIES.school.id]);
    return { familyId: id, fromTeamId: teams[0]?.id, toTeamId: teams[1]?.id };
  }),
  "close its CAF": over("closeCaf", async (api, { cafId }) => ({
    cafId,
    version: await versionOf(api, "caf", cafId),
    reason: "NEEDS_MET",
    outcome: "All is well",
    closedOn: TODAY,
  })),
  "let four weeks pass": (api, { id }) =>
    rows(api, "UPDATE involvement SET valid_to = '2017-01-02' WHERE family_id = $1 AND valid_to >= $2", [id, TODAY]),
  claim: (api, { id }) =>
    rows(
      api,
      "INSERT INTO claim (id, family_id, route, submitted_on, recorded_at) VALUES (gen_random_uuid(), $1, 'SSP', $2, now()) ON CONFLICT DO NOTHING",
      [id, TODAY],
    ),
  move: (api, { id }, { by }) =>
    rows(api, "UPDATE family SET district_code = $2 WHERE id = $1", [id, by === "pendleCoordinator" ? "burnley" : "pendle"]),
} as const satisfies Readonly<Record<string, Operation>>;
type OperationName = keyof typeof OPERATIONS;

/** Who is likely to be let do it; anybody at all does some of them too, and is refused. */
const BY: Readonly<Partial<Record<OperationName, readonly Account[]>>> = {
  "give an action to a team": ["coordinator", "school"],
  "meet a team": ["school", "police"],
  agree: ["coordinator", "school", "police"],
  "ask somebody to lead": ["coordinator"],
  withdraw: ["coordinator", "school"],
  "go on without agreement": ["coordinator"],
  "end the lawful basis": ["coordinator"],
  restrict: ["coordinator"],
  "lift the restriction": ["coordinator"],
  name: ["coordinator"],
  "take a name away": ["coordinator"],
  "open it in an emergency": OPENERS,
  "hand it over": ["schoolLead"],
  "close its CAF": ["school"],
};

const all = Object.keys(OPERATIONS) as OperationName[];
// What shuts a family, and who is let through then, is done more often than the rest.
const names = [...all, "restrict", "restrict", "name"] as const;
export const operation = fc.constantFrom(...names).chain((name) =>
  fc.record({
    name: fc.constant(name),
    family: fc.integer({ min: 0, max: FAMILIES - 1 }),
    by: fc.constantFrom<Account>(...(BY[name] ?? WORKERS)),
    other: fc.constantFrom<Account>(...WORKERS),
  }),
);
export type Step = typeof operation extends fc.Arbitrary<infer Value> ? Value : never;

export async function carryOut(api: Api, { name, family, by, other }: Step, homes: readonly Household[]): Promise<unknown> {
  const home = homes[family];
  if (!home) throw new Error("there is no such family");
  return OPERATIONS[name](api, home, { by, other });
}
