import { setImmediate as turn } from "node:timers/promises";
import type { Client } from "pg";
import { hashPassword } from "../server/src/access/session.service.ts";
import { addPlanFiles } from "../server/src/modules/criteria/outcomes-plan.files.ts";
import { publishFigures } from "../server/src/modules/reports/publication.service.ts";
import type { Reader } from "../server/src/modules/reports/report.reads.ts";
import { type LocalDate, localDate } from "../server/src/shared/local-date.ts";
import { Book } from "./book.ts";
import { emailOf } from "./lancashire/accounts.ts";
import { DISTRICTS, termsFile } from "./lancashire/places.ts";
import { type Cohort, dressStandings, generateCohort } from "./scale.ts";
import { Json, Sheet } from "./sheets.ts";

export interface LoadOptions {
  readonly families: number;
  readonly seed: number;
  /** Of every demonstration account. */
  readonly password: string;
  /** See CohortOptions. */
  readonly yearsOfEvidence?: boolean;
}

export interface Loaded {
  readonly families: number;
  readonly people: number;
  /** Days of families' histories that were worked out. */
  readonly evaluations: number;
  /** Spent on working them out. */
  readonly evaluationSeconds: number;
  readonly seconds: number;
}

/** When the demonstration begins. */
const BUSINESS_START = "2017-01-03T09:00:00+00:00";
export const BUSINESS_DAY: LocalDate = localDate("2017-01-03");

/** The month-ends that the papers report on, with the day on which each was published. */
const PUBLISHED = [
  { asOf: localDate("2016-10-31"), publishedAt: new Date("2016-11-10T10:00:00Z") },
  { asOf: localDate("2016-12-31"), publishedAt: new Date("2017-01-03T08:30:00Z") },
];
/** Up to four families are a small number (ours; a setting of the service). */
const SMALL_NUMBER_THRESHOLD = 5;

const BATCH = 500;
/** After so many families the rows already made are sent on their way. */
const SLICE = 10;

/**
 * Loads a county into an empty database by COPY, which takes the loader's role: agencies and accounts, families with
 * all that is known of them, and every family's standings up to the first day of business. The caller holds the
 * transaction.
 */
export async function loadCohort(client: Client, { password, ...options }: LoadOptions): Promise<Loaded> {
  const began = performance.now();
  const references = await freeReferences(client);
  const cohort = generateCohort({ ...options, references });
  const credentials = hashAccounts(cohort, password);
  await loadDirectory(client, cohort);
  const book = new Book();
  let people = 0;
  let made = 0;
  let evaluations = 0;
  let evaluating = 0;
  // Postgres stores one batch while the next is made up.
  let sending: Promise<void> = Promise.resolve();
  for (const family of cohort.families(book)) {
    const started = performance.now();
    evaluations += dressStandings(book, cohort, family, BUSINESS_DAY).evaluations;
    evaluating += performance.now() - started;
    people += family.members.length;
    made += 1;
    if (made % BATCH === 0) {
      await sending;
      sending = book.take()(client);
      sending.catch(() => undefined);
    }
    if (made % SLICE === 0) await turn();
  }
  await sending;
  await book.take()(client);
  await useReferences(client, references, cohort.references);
  await (await credentials).take()(client);
  await loadSettings(client);
  await loadPlans(client);
  await publish(client, cohort);
  return { families: made, people, evaluations, evaluationSeconds: evaluating / 1000, seconds: (performance.now() - began) / 1000 };
}

async function loadDirectory(client: Client, { directory }: Cohort): Promise<void> {
  const districts = new Sheet("district", "code name area position");
  DISTRICTS.forEach(({ code, name, area }, index) => {
    districts.add(code, name, area, index + 1);
  });
  const agencies = new Sheet("agency", "id name kind phone");
  for (const { id, name, kind, phone } of directory.agencies) agencies.add(id, name, kind, phone);
  const teams = new Sheet("team", "id agency_id parent_id name district_code phone");
  for (const { id, agency, parentId, name, district, phone } of directory.teams) teams.add(id, agency.id, parentId, name, district, phone);
  const users = new Sheet("app_user", "id name role agency_id team_id district_codes");
  for (const { id, name, role, agency, team, districts: covered } of directory.users)
    users.add(id, name, role, agency.id, team?.id, covered);
  for (const sheet of [districts, agencies, teams, users]) await sheet.take()(client);
}

async function hashAccounts({ directory }: Cohort, password: string): Promise<Sheet> {
  const credentials = new Sheet("credential", "user_id email password_hash demonstration");
  const hashes = await Promise.all(directory.accounts.map(() => hashPassword(password)));
  directory.accounts.forEach(({ seed, user }, index) => {
    credentials.add(user.id, emailOf(seed), hashes[index], true);
  });
  return credentials;
}

async function loadSettings(client: Client): Promise<void> {
  const settings = new Sheet("setting", "name value");
  settings.add("business-clock", new Json({ business: BUSINESS_START, system: new Date().toISOString() }));
  settings.add("school-terms", new Json(termsFile()));
  await settings.take()(client);
}

/** The plans that the service brings, as any start puts them on record: here the standings that are loaded go by one of them. */
async function loadPlans(client: Client): Promise<void> {
  await addPlanFiles(readerOver(client), new Date(BUSINESS_START));
}

/** A loader's connection, as those ask it who otherwise have a viewer's transaction. */
function readerOver(client: Client): Reader {
  return {
    query: async <Row extends object>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> =>
      (await client.query<Row>(sql, [...parameters])).rows,
  };
}

/** Asks the same questions as the coordinator's own publication, with the loader's rights. */
async function publish(client: Client, { plan, directory }: Cohort): Promise<void> {
  const reader = readerOver(client);
  const publishedBy = directory.account("coordinator").id;
  for (const month of PUBLISHED) await publishFigures(reader, { ...month, plan, threshold: SMALL_NUMBER_THRESHOLD, publishedBy });
}

type References = { family: number; caf: number };

/** The next number of each sequence; it is taken, whatever becomes of the transaction. */
async function freeReferences(client: Client): Promise<References> {
  const { rows } = await client.query<References>(
    "SELECT nextval('family_reference')::int AS family, nextval('caf_reference')::int AS caf",
  );
  const [row] = rows;
  if (!row) throw new Error("the sequences gave no numbers");
  return row;
}

/** Moves the sequences past the numbers used; setting them outright is the owner's right. */
async function useReferences(client: Client, first: References, next: References): Promise<void> {
  await client.query(
    `SELECT (SELECT count(nextval('family_reference')) FROM generate_series(1, $1)), (SELECT count(nextval('caf_reference')) FROM generate_series(1, $2))`,
    [next.family - first.family - 1, next.caf - first.caf - 1],
  );
}
