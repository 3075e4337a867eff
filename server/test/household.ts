import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { ClientBase } from "pg";
import { ROLE_PERMISSIONS } from "../src/access/permissions.ts";
import { systemViewer, type UserViewer } from "../src/access/viewer.ts";
import { CAF_CRITERIA, type CafCriterion } from "../src/modules/criteria/facts.rules.ts";
import type { Api } from "./api-client.ts";
import { onKept } from "./kept-connections.ts";
import { type Account, AGENCIES, USERS } from "./town.ts";

/** What a made-up household begins with. Unless said otherwise the school holds its open, compliant CAF. */
export interface HouseholdWishes {
  readonly district?: "burnley" | "pendle";
  /** Who has sight of it besides the school: as from a seat around the family. */
  readonly seats?: readonly Account[];
  /** Needs that the CAF found, one person each; two make a family eligible. */
  readonly needs?: readonly CafCriterion[];
  /** One open action of the school's for each of these needs. */
  readonly planned?: readonly CafCriterion[];
  /** Who leads it, accepted on 20 December 2016. */
  readonly lead?: Account;
  readonly restricted?: boolean;
  /** The agencies that the family agreed to: each of the town unless said otherwise. None where it was not asked. */
  readonly agreedTo?: readonly (keyof typeof AGENCIES)[];
  /** Matched from data alone: on record, and nobody works with it. */
  readonly matchedOnly?: boolean;
}

export interface Household {
  readonly id: string;
  readonly cafId: string;
  /** Mother, father, and children of 14, 9 and 6. */
  readonly people: readonly [string, string, string, string, string];
}

const BORN = ["1980-03-02", "1978-07-19", "2002-05-05", "2007-09-30", "2010-11-11"];
const RECORDED = "2016-12-01T10:00:00Z";
let made = 0;

/** Makes a family of two adults and three children, by the loader, and works out where it stands. */
export async function household(api: Api, wishes: HouseholdWishes = {}): Promise<Household> {
  made += 1;
  const number = made;
  const people = BORN.map(() => randomUUID()) as unknown as Household["people"];
  const home: Household = { id: randomUUID(), cafId: randomUUID(), people };
  await onKept(api.urls.loader, async (client) => {
    await addFamily(client, home, number, wishes);
    if (!wishes.matchedOnly) await addCaf(client, home, number, wishes.needs ?? []);
    await addAgreement(client, home, wishes);
    for (const criterion of wishes.planned ?? []) await addAction(client, home, criterion);
    for (const account of wishes.seats ?? []) await addSeat(client, home, account);
    if (wishes.lead) await addLead(client, home, wishes.lead);
  });
  await reevaluate(api, home.id);
  return home;
}

/** Works out a family's standing after facts were put in behind the server's back. */
export function reevaluate(api: Api, familyId: string): Promise<void> {
  return api.app.database.as(systemViewer("SYSTEM_STANDINGS"), (tx) => api.app.services.standings.reevaluate(tx, [familyId]));
}

/** Reads straight from the tables, past row-level security. */
export function rows<T>(api: Api, sql: string, parameters: readonly unknown[] = []): Promise<T[]> {
  return onKept(api.urls.loader, async (client) => (await client.query(sql, [...parameters])).rows as T[]);
}

/** Seals the audit log until nothing waits: transactions of other tests hold the job up while they are open. */
export async function sealAll(api: Api): Promise<void> {
  for (;;) {
    await api.app.services.sealing.seal();
    if ((await rows(api, WAITING)).length === 0) return;
    await pause(50);
  }
}

const WAITING = "SELECT 1 FROM audit_event e WHERE NOT EXISTS (SELECT FROM audit_link l WHERE l.event_id = e.id)";

/** An account as one request sees it, for what is asked of the layers below the API. */
export function viewerOf(account: Account): UserViewer {
  const user = USERS[account];
  const { id, name, kind } = user.agency;
  const branch = user.role === "AGENCY_LEAD" ? user.agency.teams.map((team) => team.id) : [];
  return {
    kind: "USER",
    correlationId: "test",
    userId: user.id,
    name: user.name,
    role: user.role,
    agency: { id, name, kind },
    teamId: user.team,
    teamIds: user.role === "PRACTITIONER" && user.team ? [user.team] : branch,
    districts: user.districts,
    permissions: ROLE_PERMISSIONS[user.role],
  };
}

const SCHOOL = { agency: AGENCIES.school.id, team: AGENCIES.school.teams[0]?.id };

async function addFamily(client: ClientBase, home: Household, number: number, wishes: HouseholdWishes): Promise<void> {
  await client.query(
    `INSERT INTO family (id, reference, district_code, source, restricted, name, postcode, address, recorded_at)
     VALUES ($1, $2, $3, 'CAF', $4, $5, 'BB11 1AA', '1 Mill Street', $6)`,
    [home.id, `F-${900_000 + number}`, wishes.district ?? "burnley", wishes.restricted ?? false, `Testing${number}`, RECORDED],
  );
  for (const [index, personId] of home.people.entries()) {
    await client.query("INSERT INTO person (id, given_name, family_name, date_of_birth, recorded_at) VALUES ($1, $2, 'Testing', $3, $4)", [
      personId,
      ["Mary", "Max", "Tia", "Tom", "Tess"][index],
      BORN[index],
      RECORDED,
    ]);
    await client.query(
      "INSERT INTO family_member (id, family_id, person_id, relationship, valid_from, recorded_at) VALUES ($1, $2, $3, $4, '2016-12-01', $5)",
      [randomUUID(), home.id, personId, index < 2 ? "PARENT" : "CHILD", RECORDED],
    );
  }
}

async function addCaf(client: ClientBase, home: Household, number: number, needs: readonly CafCriterion[]): Promise<void> {
  const who: Partial<Record<CafCriterion, number>> = { WORKLESSNESS: 1, MISSING_EDUCATION: 2, CHILDREN_WHO_NEED_HELP: 3 };
  const answers = home.people.flatMap((_, index) =>
    CAF_CRITERIA.map((criterion) => {
      const need = needs.includes(criterion) && (who[criterion] ?? 0) === index;
      return { memberKey: `m${index}`, criterion, answer: need ? "NEED" : "NO_NEED", evidenced: need };
    }),
  );
  const content = { members: home.people.map((personId, index) => ({ key: `m${index}`, personId })), answers };
  await client.query(
    `INSERT INTO caf (id, reference, family_id, agency_id, team_id, author_id, status, opened_on, recorded_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'OPEN', '2016-12-05', $7)`,
    [home.cafId, `CAF-${900_000 + number}`, home.id, SCHOOL.agency, SCHOOL.team, USERS.school.id, RECORDED],
  );
  await client.query(
    "INSERT INTO caf_version (caf_id, number, content, submitted_at, submitted_by) VALUES ($1, 1, $2, '2016-12-02T10:00:00Z', $3)",
    [home.cafId, content, USERS.school.id],
  );
  await client.query(
    "INSERT INTO caf_review (caf_id, version_number, result, reasons, reviewed_at, reviewed_by) VALUES ($1, 1, 'COMPLIANT', '{}', '2016-12-05T10:00:00Z', $2)",
    [home.cafId, USERS.coordinator.id],
  );
  await involve(client, home.id, SCHOOL.team, "CAF", home.cafId);
}

async function addAgreement(client: ClientBase, home: Household, { agreedTo, matchedOnly }: HouseholdWishes): Promise<void> {
  const agencies = agreedTo ? agreedTo.map((name) => AGENCIES[name].id) : Object.values(AGENCIES).map(({ id }) => id);
  if (matchedOnly || agencies.length === 0) return;
  await client.query(
    `INSERT INTO agreement (id, family_id, agreed, person_id, capacity, agency_ids, purposes, agreed_on, recorded_at)
     VALUES ($1, $2, true, $3, 'PARENTAL_RESPONSIBILITY', $4, '{EARLY_HELP,SHARING_WITH_AGENCIES}', '2016-12-01', $5)`,
    [randomUUID(), home.id, home.people[0], agencies, RECORDED],
  );
}

async function addAction(client: ClientBase, home: Household, criterion: CafCriterion): Promise<void> {
  const id = randomUUID();
  await client.query(
    `INSERT INTO plan_action (id, family_id, criterion, owner, agency_id, team_id, title, outcome, has_outcome, due_on, status, recorded_at, recorded_by)
     VALUES ($1, $2, $3, 'AGENCY', $4, $5, 'Meet every week', 'Things go better', true, '2017-02-01', 'OPEN', '2016-12-10T10:00:00Z', $6)`,
    [id, home.id, criterion, SCHOOL.agency, SCHOOL.team, USERS.school.id],
  );
  await involve(client, home.id, SCHOOL.team, "ACTION", id);
}

async function addSeat(client: ClientBase, home: Household, account: Account): Promise<void> {
  const { agency, team } = USERS[account];
  const id = randomUUID();
  await client.query(
    "INSERT INTO taf_seat (id, family_id, team_id, agency_id, valid_from, recorded_at) VALUES ($1, $2, $3, $4, '2016-12-12', '2016-12-12T10:00:00Z')",
    [id, home.id, team, agency.id],
  );
  await involve(client, home.id, team, "TAF_SEAT", id);
}

async function addLead(client: ClientBase, home: Household, account: Account): Promise<void> {
  const { id: userId, agency, team } = USERS[account];
  const id = randomUUID();
  await client.query(
    `INSERT INTO lead_professional (id, family_id, user_id, agency_id, team_id, asked_on, asked_by, accepted_on, recorded_at, accepted_recorded_at)
     VALUES ($1, $2, $3, $4, $5, '2016-12-19', $6, '2016-12-20', '2016-12-19T10:00:00Z', '2016-12-20T10:00:00Z')`,
    [id, home.id, userId, agency.id, team, USERS.coordinator.id],
  );
  await involve(client, home.id, team, "LEAD_PROFESSIONAL", id);
}

async function involve(
  client: ClientBase,
  familyId: string,
  teamId: string | null | undefined,
  ground: string,
  groundId: string,
): Promise<void> {
  await client.query(
    `INSERT INTO involvement (id, family_id, team_id, ground, ground_id, valid_from, recorded_at) VALUES ($1, $2, $3, $4, $5, '2016-12-01', $6)`,
    [randomUUID(), familyId, teamId, ground, groundId, RECORDED],
  );
}
