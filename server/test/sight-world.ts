import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { SCOPE_PERMISSIONS } from "../src/access/permissions.ts";
import type { UserViewer } from "../src/access/viewer.ts";
import type { Looker, SituationName } from "../src/modules/families/sight.scenarios.ts";
import type { Api, Client } from "./api-client.ts";
import { factOf, insertEvidence } from "./evidence.ts";
import { type Household, household, rows, viewerOf } from "./household.ts";
import { ask as askAsMachine, covered, machine } from "./machines.ts";
import { referenceOf } from "./retention.ts";
import { ask } from "./scenario-runner.ts";
import { type Account, AGENCIES, id, USERS } from "./town.ts";

const OTHER_TEAM = id(0x9f1);

/** Who of the town each looker is; the machine client is nobody of it. */
const LOOKER_ACCOUNTS: Readonly<Record<Exclude<Looker, "machine">, Account>> = {
  holder: "school",
  successor: "otherSchool",
  lead: "earlyHelp",
  seat: "police",
  noPart: "otherPolice",
  otherAgency: "housing",
  schoolLead: "schoolLead",
  otherLead: "jobcentre",
  coordinator: "coordinator",
  otherCoordinator: "pendleCoordinator",
  auditor: "auditor",
  board: "board",
  officer: "informationOfficer",
  admin: "admin",
};

export interface LookerIn {
  readonly viewer: UserViewer;
  readonly client: Pick<Client, "send">;
}

/** Gives the school a second team with somebody in it, the Jobcentre a lead, and the school's system a token. */
export async function lookersIn(api: Api): Promise<Readonly<Record<Looker, LookerIn>>> {
  const { school, dwp } = AGENCIES;
  await rows(api, "INSERT INTO team (id, agency_id, name, district_code) VALUES ($1, $2, 'Sixth form', 'burnley')", [
    OTHER_TEAM,
    school.id,
  ]);
  await rows(api, "UPDATE app_user SET agency_id = $1, team_id = $2 WHERE id = $3", [school.id, OTHER_TEAM, USERS.otherSchool.id]);
  await rows(api, "UPDATE app_user SET role = 'AGENCY_LEAD', team_id = NULL WHERE id = $1", [USERS.jobcentre.id]);
  await rows(api, "UPDATE app_user SET district_codes = '{burnley}' WHERE id = $1", [USERS.coordinator.id]);
  await covered(api);
  const { id: clientId, token } = await machine(api, { scopes: ["SEND_EVIDENCE"] });
  const branch = (agency: { readonly teams: readonly { readonly id: string }[] }) => agency.teams.map((team) => team.id);
  const agency = { id: school.id, name: school.name, kind: school.kind };
  const changed: Readonly<Partial<Record<Looker, Partial<UserViewer>>>> = {
    successor: { agency, teamId: OTHER_TEAM, teamIds: [OTHER_TEAM] },
    schoolLead: { teamIds: [...branch(school), OTHER_TEAM] },
    otherLead: { role: "AGENCY_LEAD", teamId: null, teamIds: branch(dwp), permissions: viewerOf("schoolLead").permissions },
    coordinator: { districts: ["burnley"] },
  };
  const people = await Promise.all(
    Object.entries(LOOKER_ACCOUNTS).map(async ([who, account]) => {
      const viewer = { ...viewerOf(account), ...changed[who as Looker] };
      return [who, { viewer, client: await api.as(account) }] as const;
    }),
  );
  const viewer = {
    ...viewerOf("school"),
    role: "MACHINE",
    userId: clientId,
    permissions: new Set(SCOPE_PERMISSIONS.SEND_EVIDENCE),
  } as const;
  const client: Pick<Client, "send"> = { send: (document, variables = {}) => askAsMachine(api, token, document, variables) };
  return Object.fromEntries([...people, ["machine", { viewer, client }]]) as Record<Looker, LookerIn>;
}

const KEY = () => ({ idempotencyKey: randomUUID() });
const change = async (api: Api, account: Account, name: string, input: object) =>
  expect([name, await ask(await api.as(account), [name, { ...input, ...KEY() }])]).toEqual([name, "done"]);

const EVIDENCE = [
  ["school", "ATTENDANCE"],
  ["police", "OFFENCE"],
  ["police", "ASB_INCIDENT"],
  ["police", "DOMESTIC_CALL_OUT"],
  ["police", "RISK_SCORE"],
  ["socialWorker", "SAFEGUARDING"],
  ["health", "HEALTH_CONCERN"],
] as const;

/** One of everything that can be read of a family. */
async function furnish(api: Api, home: Household, basisFor: "csc" | "police"): Promise<void> {
  for (const [account, kind] of EVIDENCE) {
    const about = factOf(kind, home)["personId"];
    await insertEvidence(api, home, account, { kind, valid_from: "2016-12-05", ...(about ? { person_id: about } : {}) });
  }
  await rows(
    api,
    `WITH met AS (INSERT INTO taf_meeting (id, family_id, held_on, team_id, agency_id, notes, recorded_at, recorded_by)
       VALUES ($1, $2, '2016-12-14', $3, $4, 'We met', '2016-12-14T10:00:00Z', $5))
     INSERT INTO lawful_basis (id, family_id, agency_id, basis, reason, manager, decided_on, recorded_at, recorded_by)
     VALUES ($1, $2, $6, 'SAFEGUARDING', 'Seen with bruises', 'Pat Gale', '2016-12-20', '2016-12-20T10:00:00Z', $7)`,
    [randomUUID(), home.id, USERS.police.team, AGENCIES.police.id, USERS.police.id, AGENCIES[basisFor].id, USERS.coordinator.id],
  );
}

/** Brings a family into each situation, by the API wherever the API has the deed. */
const BRINGS: Readonly<Record<SituationName, (api: Api, home: Household) => Promise<unknown>>> = {
  "whose people agreed to be helped": async () => undefined,
  "that was matched from data and never asked": async () => undefined,
  "that withdrew its agreement": (api, home) => withdraw(api, home),
  "that withdrew its agreement while a lawful basis holds for the police": (api, home) => withdraw(api, home),
  "whose lawful basis for the police ended too": async (api, home) => {
    await withdraw(api, home);
    const [basis] = await rows<{ id: string }>(api, "SELECT id FROM lawful_basis WHERE family_id = $1", [home.id]);
    await change(api, "coordinator", "endLawfulBasis", { lawfulBasisId: basis?.id });
  },
  "whose CAF the school closed four weeks ago": (api, home) => close(api, home, 28),
  "whose CAF the school closed four weeks and a day ago": (api, home) => close(api, home, 29),
  "of another district": (api, home) => rows(api, "UPDATE family SET district_code = 'pendle' WHERE id = $1", [home.id]),
  "that is restricted": (api, home) => restrict(api, home),
  "that is restricted and names the police and the school's lead": (api, home) =>
    restrict(api, home, [USERS.police.id, USERS.schoolLead.id]),
  "whose restriction was lifted": async (api, home) => {
    await restrict(api, home);
    await change(api, "coordinator", "liftRestriction", { familyId: home.id, version: 2, reason: "He has left" });
  },
  "that was handed over to the school's other team": (api, home) => handOver(api, home, USERS.school.team, OTHER_TEAM),
  "that was handed over and handed back": async (api, home) => {
    await handOver(api, home, USERS.school.team, OTHER_TEAM);
    await handOver(api, home, OTHER_TEAM, USERS.school.team);
  },
  "within the hour for which it was opened in an emergency": (api, home) => open(api, home),
  "after the hour for which it was opened in an emergency": async (api, home) => {
    await open(api, home);
    await rows(
      api,
      `UPDATE emergency_access SET opened_at = opened_at - interval '1 hour 1 second', ends_at = ends_at - interval '1 hour 1 second'
       WHERE family_id = $1`,
      [home.id],
    );
  },
  "that was opened in an emergency and restricted within the hour": async (api, home) => {
    await open(api, home);
    await restrict(api, home);
  },
  "in a claim": (api, home) => claim(api, home),
  "in a claim and restricted": async (api, home) => {
    await claim(api, home);
    await restrict(api, home);
  },
};

async function withdraw(api: Api, home: Household): Promise<void> {
  const [agreement] = await rows<{ id: string }>(api, "SELECT id FROM agreement WHERE family_id = $1", [home.id]);
  await change(api, "coordinator", "withdrawAgreement", { agreementId: agreement?.id, personId: home.people[1], capacity: "ADULT" });
}

/** The school closes its CAF today, and then that many days pass. */
async function close(api: Api, { id: familyId, cafId }: Household, days: number): Promise<void> {
  const [caf] = await rows<{ version: number }>(api, "SELECT version FROM caf WHERE id = $1", [cafId]);
  const closed = { cafId, version: caf?.version, reason: "NEEDS_MET", outcome: "All is well", closedOn: "2017-01-03" };
  await change(api, "school", "closeCaf", closed);
  await rows(api, "UPDATE involvement SET valid_to = valid_to - $3::int WHERE family_id = $1 AND ground_id = $2", [familyId, cafId, days]);
  await rows(api, "UPDATE involvement SET valid_to = '2016-12-31' WHERE family_id = $1 AND ground = 'ACTION'", [familyId]);
}

const restrict = (api: Api, { id: familyId }: Household, workerIds: readonly string[] = []) =>
  change(api, "coordinator", "restrictFamily", { familyId, version: 1, reason: "The father works there", workerIds });

const handOver = (api: Api, { id: familyId }: Household, fromTeamId: string | null, toTeamId: string | null) =>
  change(api, "schoolLead", "handOverCase", { familyId, fromTeamId, toTeamId });

async function open(api: Api, { id: familyId }: Household): Promise<void> {
  const reference = await referenceOf(api, familyId);
  for (const account of ["otherPolice", "housing", "jobcentre", "pendleCoordinator"] as const)
    await change(api, account, "openFamilyInEmergency", { reference, reason: "A child may be in danger" });
}

const claim = (api: Api, { id: familyId }: Household) =>
  rows(api, "INSERT INTO claim (id, family_id, route, submitted_on, recorded_at) VALUES ($1, $1, 'SSP', '2016-12-30', now())", [familyId]);

/** A family in the situation, with one of everything around it. */
export async function familyIn(api: Api, situation: SituationName): Promise<Household> {
  const matchedOnly = situation === "that was matched from data and never asked";
  const around = { seats: ["police"], lead: "earlyHelp", planned: ["HEALTH"], needs: ["WORKLESSNESS", "MISSING_EDUCATION"] } as const;
  const home = await household(api, matchedOnly ? { matchedOnly } : around);
  await furnish(api, home, situation.includes("lawful basis") ? "police" : "csc");
  await BRINGS[situation](api, home);
  return home;
}
