import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Transaction } from "../../src/database/database.ts";
import { kindsSuppliedBy } from "../../src/modules/criteria/evidence-suppliers.rules.ts";
import {
  CHANGE_NAMES,
  type ChangeName,
  changeCell,
  LOOKERS,
  type Looker,
  READING_NAMES,
  type ReadingName,
  readingCell,
  SITUATION_NAMES,
  type SituationName,
} from "../../src/modules/families/sight.scenarios.ts";
import { type Api, startApi } from "../api-client.ts";
import { factOf } from "../evidence.ts";
import { type Household, rows, sealAll } from "../household.ts";
import { asSuperuser } from "../raw-requests.ts";
import { ask } from "../scenario-runner.ts";
import { familyIn, type LookerIn, lookersIn } from "../sight-world.ts";
import { AGENCIES, town, USERS } from "../town.ts";

/** Each cell of role, situation and kind of record is a sentence, held against the rows, against the page and against the API. */
let api: Api;
let lookers: Readonly<Record<Looker, LookerIn>>;
const homes = new Map<SituationName, Household>();
let cells = 0;
let judgements = 0;

beforeAll(async () => {
  api = await startApi(town, { withoutJobs: true });
  lookers = await lookersIn(api);
  for (const situation of SITUATION_NAMES) homes.set(situation, await familyIn(api, situation));
  await sealAll(api);
}, 120_000);
afterAll(async () => {
  await api.stop();
  console.info(`sight: ${cells} sentences, ${judgements} judgements`);
});

const evidence = (kind: string) => `SELECT 1 FROM evidence WHERE family_id = $1 AND kind = '${kind}'`;
const of = (table: string, more = "") => `SELECT 1 FROM ${table} WHERE family_id = $1 ${more}`;
const ofCaf = (table: string) => `SELECT 1 FROM ${table} x JOIN caf c ON c.id = x.caf_id WHERE c.family_id = $1`;
/** How each is read by a statement of one's own. A list is read as the family is. */
const STATEMENTS: Readonly<Record<ReadingName, string>> = {
  "that it is on record": "SELECT 1 FROM family WHERE id = $1",
  "it in a list": "SELECT 1 FROM family WHERE id = $1 AND (SELECT viewer_role()) IS DISTINCT FROM 'MACHINE'",
  "who is in it": "SELECT 1 FROM family_member m JOIN person p ON p.id = m.person_id WHERE m.family_id = $1",
  "its CAF": of("caf"),
  "what its CAF says": ofCaf("caf_version"),
  "the finding on its CAF": ofCaf("caf_review"),
  "its plan": of("plan_action"),
  "who leads it": of("lead_professional", "AND ended_on IS NULL"),
  "the seats around it": of("taf_seat"),
  "the meetings around it": of("taf_meeting"),
  "what it agreed to": of("agreement"),
  "on what lawful basis an agency works with it": of("lawful_basis"),
  "why a lawful basis was recorded": of("lawful_basis", "AND reason IS NOT NULL"),
  "where it stands": of("standing"),
  // Its own rows a team always sees, since what it may see is looked up in them.
  "which teams work with it": of(
    "involvement",
    "AND ended_at IS NULL AND (team_id <> ALL ((SELECT viewer_teams())::uuid[]) OR EXISTS (SELECT FROM family WHERE id = $1))",
  ),
  "evidence of attendance": evidence("ATTENDANCE"),
  "evidence of an offence": evidence("OFFENCE"),
  "evidence of anti-social behaviour": evidence("ASB_INCIDENT"),
  "evidence of a domestic call-out": evidence("DOMESTIC_CALL_OUT"),
  "evidence of a risk score": evidence("RISK_SCORE"),
  "evidence of safeguarding": evidence("SAFEGUARDING"),
  "evidence of a health concern": evidence("HEALTH_CONCERN"),
  // So it is with one's own name, and with what one opened oneself.
  "who may see it while it is restricted": of(
    "family_named_viewer",
    "AND ended_at IS NULL AND user_id IS DISTINCT FROM (SELECT viewer_user())",
  ),
  "why it is restricted": of("family_restriction", "AND lifted_on IS NULL"),
  "who opened it in an emergency": of("emergency_access"),
  "why it was opened in an emergency": of("emergency_access", "AND reason IS NOT NULL"),
  "who has looked at it": of("audit_family"),
};
const ALL_AT_ONCE = READING_NAMES.map((name) => `(SELECT count(*)::int FROM (${STATEMENTS[name]}) x) AS "${name}"`).join(", ");

const PAGE = `query Page($id: ID!) { families(first: 100) { edges { node { id } } } family(id: $id) {
  id members { id } cafs { id versions { number } } caf: cafs { versions { review { result } } } actions { id } lead { id } leadRequests { id }
  team { id } meetings { id } agreements { id } lawfulBases { id reason } standing { needs } access { ground } evidence { kind }
  namedViewers { worker { id } } restriction { reason } emergencyAccesses { id reason } looks { looks }
  viewerCanAddAction viewerCanRecordTaf viewerCanRecordAgreement viewerCanRecordLawfulBasis viewerCanAddEvidence viewerCanRestrict
  viewerCanChangeRestriction } }`;

interface Page {
  readonly id: string;
  readonly cafs: readonly { readonly versions: readonly object[] }[];
  readonly caf: readonly { readonly versions: readonly { readonly review: object | null }[] }[];
  readonly evidence: readonly { readonly kind: string }[];
  readonly lawfulBases: readonly { readonly reason: string | null }[];
  readonly emergencyAccesses: readonly { readonly reason: string | null }[];
  readonly [field: string]: unknown;
}

const some = (field: string) => (page: Page) => Array.isArray(page[field]) && (page[field] as readonly unknown[]).length > 0;
const known = (kind: string) => (page: Page) => page.evidence.some((each) => each.kind === kind);
/** Where a family's page tells of each. */
const TOLD: Readonly<Record<ReadingName, (page: Page) => boolean>> = {
  "that it is on record": ({ id }) => id.length > 0,
  "it in a list": () => false,
  "who is in it": some("members"),
  "its CAF": some("cafs"),
  "what its CAF says": ({ cafs }) => cafs.some(({ versions }) => versions.length > 0),
  "the finding on its CAF": ({ caf }) => caf.some(({ versions }) => versions.some(({ review }) => review !== null)),
  "its plan": some("actions"),
  "who leads it": ({ lead }) => lead !== null,
  "the seats around it": some("team"),
  "the meetings around it": some("meetings"),
  "what it agreed to": some("agreements"),
  "on what lawful basis an agency works with it": some("lawfulBases"),
  "why a lawful basis was recorded": ({ lawfulBases }) => lawfulBases.some(({ reason }) => reason !== null),
  "where it stands": ({ standing }) => standing !== null,
  "which teams work with it": some("access"),
  "evidence of attendance": known("ATTENDANCE"),
  "evidence of an offence": known("OFFENCE"),
  "evidence of anti-social behaviour": known("ASB_INCIDENT"),
  "evidence of a domestic call-out": known("DOMESTIC_CALL_OUT"),
  "evidence of a risk score": known("RISK_SCORE"),
  "evidence of safeguarding": known("SAFEGUARDING"),
  "evidence of a health concern": known("HEALTH_CONCERN"),
  "who may see it while it is restricted": some("namedViewers"),
  "why it is restricted": ({ restriction }) => restriction !== null,
  "who opened it in an emergency": some("emergencyAccesses"),
  "why it was opened in an emergency": ({ emergencyAccesses }) => emergencyAccesses.some(({ reason }) => reason !== null),
  "who has looked at it": some("looks"),
};

const AT = "'2017-01-03T09:00:00Z'";
/** Each change as a bare statement: $1 the family, $2 who does it, $3 a person of the family, $4 the agency. */
const WRITES: Readonly<Record<ChangeName, string>> = {
  "adds an action to the plan of": `INSERT INTO plan_action (id, family_id, criterion, owner, has_outcome, due_on, status, recorded_at)
    SELECT gen_random_uuid(), $1, 'HEALTH', 'FAMILY', true, '2017-02-01', 'OPEN', ${AT} WHERE ($2::uuid, $3::uuid, $4::uuid) IS NOT NULL`,
  "records a meeting around": `INSERT INTO taf_meeting (id, family_id, held_on, team_id, agency_id, recorded_at, recorded_by)
    SELECT gen_random_uuid(), $1, '2017-01-03', '${USERS.school.team}', $4, ${AT}, $2 WHERE $3::uuid IS NOT NULL`,
  "records an agreement of": `INSERT INTO agreement (id, family_id, agreed, person_id, capacity, agency_ids, purposes, agreed_on, recorded_at, recorded_by)
    SELECT gen_random_uuid(), $1, true, $3, 'ADULT', ARRAY[$4::uuid], '{EARLY_HELP}', '2017-01-03', ${AT}, $2`,
  "records a lawful basis for working with": `INSERT INTO lawful_basis (id, family_id, agency_id, basis, reason, manager, decided_on, recorded_at, recorded_by)
    SELECT gen_random_uuid(), $1, '${AGENCIES.otherSchool.id}', 'SAFEGUARDING', 'x', 'y', '2017-01-03', ${AT}, $2 WHERE ($3::uuid, $4::uuid) IS NOT NULL`,
  "adds evidence about": `INSERT INTO evidence (id, family_id, kind, source, agency_id, valid_from, facts, recorded_at, recorded_by)
    SELECT gen_random_uuid(), $1, s.kind, a.kind, a.id, '2017-01-03', '{}', ${AT}, $2 FROM agency a
      JOIN evidence_supplier s ON s.supplier = a.kind AND s.kind <> 'COVERAGE' WHERE a.id = $4 AND $3::uuid IS NOT NULL ORDER BY s.kind LIMIT 1`,
  restricts: `INSERT INTO family_restriction (id, family_id, reason, restricted_on, restricted_by, recorded_at, lifted_on, lifted_by)
    SELECT gen_random_uuid(), $1, 'x', '2017-01-03', $2, ${AT}, '2017-01-03', $2 WHERE ($3::uuid, $4::uuid) IS NOT NULL`,
  "names somebody who may see": `INSERT INTO family_named_viewer (id, family_id, user_id, named_on, named_by, recorded_at)
    SELECT gen_random_uuid(), $1, '${USERS.admin.id}', '2017-01-03', $2, ${AT} WHERE ($3::uuid, $4::uuid) IS NOT NULL`,
};

/** What the page offers, by the policy of each change. */
const OFFERED: Readonly<Record<ChangeName, (page: Page) => boolean>> = {
  "adds an action to the plan of": ({ viewerCanAddAction }) => viewerCanAddAction === true,
  "records a meeting around": ({ viewerCanRecordTaf }) => viewerCanRecordTaf === true,
  "records an agreement of": ({ viewerCanRecordAgreement }) => viewerCanRecordAgreement === true,
  "records a lawful basis for working with": ({ viewerCanRecordLawfulBasis }) => viewerCanRecordLawfulBasis === true,
  "adds evidence about": some("viewerCanAddEvidence"),
  restricts: ({ viewerCanRestrict }) => viewerCanRestrict === true,
  "names somebody who may see": ({ viewerCanChangeRestriction }) => viewerCanChangeRestriction === true,
};

type Asked = (home: Household, looker: LookerIn) => readonly [string, Readonly<Record<string, unknown>>];
const key = () => ({ idempotencyKey: randomUUID() });
const REQUESTS: Readonly<Record<ChangeName, Asked>> = {
  "adds an action to the plan of": ({ id }) => [
    "addPlanAction",
    { familyId: id, criterion: "HEALTH", dueOn: "2017-02-01", title: "Rest", outcome: "Less pain", owner: "FAMILY", ...key() },
  ],
  "records a meeting around": ({ id }) => [
    "recordTafMeeting",
    { familyId: id, heldOn: "2017-01-03", attendance: [{ guestName: "Gran", attended: true }], ...key() },
  ],
  "records an agreement of": ({ id, people }) => [
    "recordAgreement",
    {
      familyId: id,
      personId: people[0],
      capacity: "PARENTAL_RESPONSIBILITY",
      agencyIds: [AGENCIES.dwp.id],
      purposes: ["EARLY_HELP"],
      agreedOn: "2017-01-03",
      ...key(),
    },
  ],
  "records a lawful basis for working with": ({ id }) => [
    "recordLawfulBasis",
    { familyId: id, agencyId: AGENCIES.otherSchool.id, reason: "Bruises", manager: "Pat Gale", decidedOn: "2017-01-03", ...key() },
  ],
  "adds evidence about": (home, { viewer }) => {
    const kind = kindsSuppliedBy(viewer.agency.kind).find((each) => each !== "COVERAGE") ?? "INTERVENTION";
    return ["addEvidence", { familyId: home.id, fact: factOf(kind, home), statement: "As we know", ...key() }];
  },
  restricts: ({ id }) => ["restrictFamily", { familyId: id, version: 1, reason: "x", workerIds: [], ...key() }],
  "names somebody who may see": ({ id }) => ["nameViewer", { familyId: id, workerId: USERS.health.id, ...key() }],
};
/** What would change the situation itself is sent by those alone who may not. */
const CHANGES_THE_SITUATION: ReadonlySet<ChangeName> = new Set(["restricts", "names somebody who may see"]);

class Undo extends Error {}

/** What the rows give and let through, in one transaction that comes to nothing. */
async function byTheRows({ viewer }: LookerIn, home: Household) {
  let read: Record<string, number> = {};
  const written = new Map<ChangeName, boolean>();
  const trying = async (tx: Transaction, sql: string) => {
    await tx.query("SAVEPOINT here");
    try {
      return await tx.execute(sql, [home.id, viewer.userId, home.people[0], viewer.agency.id]);
    } catch (error) {
      // 42501: row-level security; 23514: restricted rows and the like.
      expect(["42501", "23514"]).toContain((error as { code?: string }).code);
      return 0;
    } finally {
      await tx.query("ROLLBACK TO here");
    }
  };
  await api.app.database
    .as(viewer, async (tx) => {
      [read = {}] = await tx.query<Record<string, number>>(`SELECT ${ALL_AT_ONCE}`, [home.id]);
      for (const what of CHANGE_NAMES) written.set(what, (await trying(tx, WRITES[what])) > 0);
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
  return { read, written };
}

/** The sentences that do not hold of one looker and one family. */
async function faultsOf(situation: SituationName, who: Looker, there: Readonly<Record<string, number>>): Promise<string[]> {
  const home = homes.get(situation) ?? expect.fail(`no family ${situation}`);
  const looker = lookers[who];
  const faults: string[] = [];
  const judge = (sentence: string, of: string, found: boolean, expected: boolean) => {
    judgements += 1;
    if (found !== expected) faults.push(`${sentence}: ${of} ${found ? "give it" : "do not"}`);
  };
  const { read, written } = await byTheRows(looker, home);
  const answer = await looker.client.send(PAGE, { id: home.id });
  const page = (answer.data?.["family"] ?? null) as Page | null;
  const list = answer.data?.["families"] as { edges: { node: { id: string } }[] } | undefined;
  const listed = list?.edges.some(({ node }) => node.id === home.id) ?? false;
  for (const what of READING_NAMES.filter((name) => (there[name] ?? 0) > 0)) {
    const { sentence, may, rows: through } = readingCell(situation, who, what);
    cells += 1;
    judge(sentence, "the rows", (read[what] ?? 0) > 0, through);
    judge(sentence, "the pages", what === "it in a list" ? listed : page !== null && TOLD[what](page), may);
  }
  for (const what of CHANGE_NAMES) {
    const { sentence, may, rows: through } = changeCell(situation, who, what);
    cells += 1;
    judge(sentence, "the rows", written.get(what) ?? false, through);
    judge(sentence, "the pages", page !== null && OFFERED[what](page), may);
    if (may && CHANGES_THE_SITUATION.has(what)) continue;
    const outcome = await ask(looker.client, REQUESTS[what](home, looker));
    judge(`${sentence} (${outcome})`, "the mutations", outcome === "done", may);
    if (!may && /INVALID|STALE|BAD_|REQUIRED|INTERNAL|VALIDATION/u.test(outcome)) faults.push(`${sentence}: refused for ${outcome}`);
  }
  return faults;
}

describe.each(SITUATION_NAMES)("of a family %s", (situation) => {
  test("each sees what is theirs to see, and changes what is theirs to change", async () => {
    const id = homes.get(situation)?.id ?? "none";
    // The same statements, asked by somebody whom nothing holds back: what there is to be read at all.
    const [there = {}] = await asSuperuser<Record<string, number>>(api, `SELECT ${ALL_AT_ONCE.replaceAll("$1", `'${id}'`)}`);
    const faults: string[] = [];
    for (const who of Object.keys(LOOKERS) as Looker[]) faults.push(...(await faultsOf(situation, who, there)));
    expect(faults).toEqual([]);
  });
});

test("there are thousands of them", async () => {
  expect(cells).toBeGreaterThan(5_000);
  expect(await rows(api, "SELECT 1 FROM family")).toHaveLength(SITUATION_NAMES.length);
});
