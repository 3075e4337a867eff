import { randomUUID } from "node:crypto";
import type { Api } from "./api-client.ts";
import type { Household } from "./household.ts";
import { rows } from "./household.ts";
import type { Value } from "./spoilt-inputs.ts";
import { type Account, AGENCIES, USERS } from "./town.ts";

export interface EvidenceShown {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly fields: readonly { readonly name: string; readonly value: string }[];
  readonly person: { readonly givenName: string } | null;
  readonly source: string;
  readonly from: string;
  readonly to: string | null;
  readonly recordedOn: string;
  readonly supersededOn: string | null;
  readonly supersededBy: { readonly name: string } | null;
  readonly neverWas: boolean;
  readonly flags: readonly string[];
  readonly statement: string | null;
  readonly viewerCanCorrect: boolean;
}
export interface EvidenceResult {
  readonly evidence: EvidenceShown | null;
  readonly family: Record<string, never> | null;
  readonly errors: readonly { readonly code: string; readonly field: string | null; readonly message: string }[];
}

const EVIDENCE = `id kind label fields { name value } person { givenName } source agency { name } from to recordedOn
  recordedBy { name } supersededOn supersededBy { name } neverWas flags statement viewerCanCorrect`;
const PAYLOAD = `{ evidence { ${EVIDENCE} } family { id evidence { id } standing { needs } } errors { code field message } }`;
export const ADD = `mutation Add($input: AddEvidenceInput!) { result: addEvidence(input: $input) ${PAYLOAD} }`;
export const CORRECT = `mutation Correct($input: CorrectEvidenceInput!) { result: correctEvidence(input: $input) ${PAYLOAD} }`;

export async function addEvidence(
  api: Api,
  as: Account,
  familyId: string,
  fact: object,
  input: object = { statement: "As our records say" },
): Promise<EvidenceResult> {
  const whole = { familyId, fact, idempotencyKey: randomUUID(), ...input };
  return (await (await api.as(as)).query<{ result: EvidenceResult }>(ADD, { input: whole })).result;
}

export async function correctEvidence(api: Api, as: Account, evidenceId: string, input: object): Promise<EvidenceResult> {
  const whole = { evidenceId, withdraw: false, statement: "It was misheard", idempotencyKey: randomUUID(), ...input };
  return (await (await api.as(as)).query<{ result: EvidenceResult }>(CORRECT, { input: whole })).result;
}

/** The id of a result that must have one. */
export function idOf({ evidence, errors }: EvidenceResult): string {
  if (!evidence) throw new Error(`no evidence: ${JSON.stringify(errors)}`);
  return evidence.id;
}

/** What somebody sees of a family's ledger; `of` are the arguments of the field. */
export async function ledger(api: Api, as: Account, home: { readonly id: string }, of = ""): Promise<EvidenceShown[]> {
  const document = `query Ledger($id: ID!) { family(id: $id) { evidence${of} { ${EVIDENCE} } } }`;
  const { family } = await (await api.as(as)).query<{ family: { evidence: EvidenceShown[] } }>(document, { id: home.id });
  return family.evidence;
}

/** Puts a fact in behind the server's back. */
export async function insertEvidence(api: Api, home: Household, as: Account, row: object): Promise<string> {
  const id = randomUUID();
  const whole = {
    id,
    family_id: home.id,
    source: USERS[as].agency.kind,
    agency_id: USERS[as].agency.id,
    facts: {},
    flags: [],
    withdrawn: false,
    recorded_at: "2016-12-15T10:00:00Z",
    ...row,
  };
  const columns =
    "id, family_id, person_id, kind, source, agency_id, valid_from, valid_to, facts, flags, supersedes_id, withdrawn, recorded_at";
  await rows(api, `INSERT INTO evidence (${columns}) SELECT ${columns} FROM jsonb_populate_record(NULL::evidence, $1)`, [whole]);
  return id;
}

const [MOTHER, FATHER, TIA, TOM] = [0, 1, 2, 3] as const;

/** For each kind somebody who may add it, a fact that would do about one of the household, and what it is in plain words. */
export const EACH_KIND: readonly {
  readonly kind: string;
  readonly as: Account;
  readonly about: number | null;
  readonly fact: Readonly<Record<string, Value>>;
  readonly label: string;
}[] = [
  {
    kind: "ATTENDANCE",
    as: "school",
    about: TIA,
    fact: { attendance: { term: "2016-09-05", schoolId: AGENCIES.school.id, possible: 140, authorised: 4, unauthorised: 10 } },
    label: "Absent for 10.0% of sessions in a term",
  },
  {
    kind: "EXCLUSION",
    as: "school",
    about: TIA,
    fact: { from: "2016-12-06", to: "2016-12-08", exclusion: { permanent: false } },
    label: "Excluded for a fixed term",
  },
  { kind: "OFFENCE", as: "police", about: TIA, fact: { from: "2016-12-10", offence: { proven: true, serious: false } }, label: "Offence" },
  {
    kind: "ASB_INCIDENT",
    as: "housing",
    about: null,
    fact: { from: "2016-12-10", asbIncident: { sanctionLevel: 1 } },
    label: "Anti-social behaviour",
  },
  {
    kind: "DOMESTIC_CALL_OUT",
    as: "police",
    about: MOTHER,
    fact: { from: "2016-12-11", domesticCallOut: { inSupportOfInjunction: false } },
    label: "Police called to a domestic incident",
  },
  {
    kind: "RISK_SCORE",
    as: "police",
    about: MOTHER,
    fact: { from: "2016-12-11", riskScore: { score: 14, atClosure: false } },
    label: "Domestic abuse risk assessed",
  },
  {
    kind: "INTERVENTION",
    as: "health",
    about: FATHER,
    fact: { from: "2016-12-05", to: "2016-12-20", intervention: { criterion: "HEALTH", completed: true } },
    label: "Support programme completed",
  },
  {
    kind: "SAFEGUARDING",
    as: "socialWorker",
    about: TOM,
    fact: { from: "2016-12-05", to: "2016-12-29", safeguarding: { status: "CHILD_IN_NEED", end: "DE_ESCALATED" } },
    label: "Child in need plan",
  },
  {
    kind: "EARLY_HELP",
    as: "earlyHelp",
    about: null,
    fact: { from: "2016-12-05", earlyHelp: { impact: "MODERATE" } },
    label: "Open to early help",
  },
  {
    kind: "BENEFIT",
    as: "jobcentre",
    about: FATHER,
    fact: { from: "2016-12-05", benefit: { benefit: "JSA" } },
    label: "Jobseeker's Allowance",
  },
  { kind: "EMPLOYMENT", as: "jobcentre", about: FATHER, fact: { from: "2016-12-12", employment: { contract: "PAY-7" } }, label: "In work" },
  {
    kind: "UC_EARNINGS",
    as: "jobcentre",
    about: FATHER,
    fact: { from: "2016-12-12", to: "2016-12-31", ucEarnings: { thresholdMet: true } },
    label: "Earns enough on Universal Credit",
  },
  {
    kind: "HEALTH_CONCERN",
    as: "health",
    about: MOTHER,
    fact: { from: "2016-12-05", healthConcern: { concern: "ALCOHOL" } },
    label: "Alcohol",
  },
  {
    kind: "JUDGEMENT",
    as: "housing",
    about: null,
    fact: { from: "2017-01-03", judgement: { criterion: "WORKLESSNESS", progressed: true, atClosure: false } },
    label: "Lead worker judges that there is progress",
  },
  { kind: "INTERVENTION_START", as: "housing", about: null, fact: { from: "2016-12-21" }, label: "Intervention began" },
  {
    kind: "SCHOOL_ROLL",
    as: "school",
    about: TIA,
    fact: { from: "2016-12-05", schoolRoll: { setting: "SCHOOL", schoolId: AGENCIES.school.id } },
    label: "On the roll of a school",
  },
  {
    kind: "SERIOUSNESS",
    as: "police",
    about: TIA,
    fact: { from: "2016-12-20", seriousness: { reduced: true } },
    label: "Offences less serious than before",
  },
  {
    kind: "PROGRAMME",
    as: "jobcentre",
    about: FATHER,
    fact: { from: "2016-12-20", programme: { programme: "ESF" } },
    label: "European Social Fund programme",
  },
  {
    kind: "PLACEMENT",
    as: "jobcentre",
    about: FATHER,
    fact: {
      from: "2016-12-05",
      to: "2016-12-20",
      placement: { activity: "TRAINING", accredited: true, completed: true, continues: false },
    },
    label: "Training, accredited, completed",
  },
  {
    kind: "DWP_STAGE",
    as: "jobcentre",
    about: FATHER,
    fact: { from: "2016-12-20", dwpStage: { stage: 3 } },
    label: "Stage 3 of 5 towards work",
  },
  {
    kind: "FINANCE",
    as: "housing",
    about: null,
    fact: { from: "2016-12-20", finance: { measure: "ARREARS", pounds: 1250 } },
    label: "Arrears of £1,250",
  },
  { kind: "HOUSING", as: "housing", about: null, fact: { from: "2016-12-20", housing: { status: "AT_RISK" } }, label: "Home at risk" },
  {
    kind: "COVERAGE",
    as: "police",
    about: null,
    fact: { from: "2016-12-01", to: "2017-01-02", coverage: { of: "OFFENCE" } },
    label: "Records looked through for offences",
  },
];

/** Everybody who adds something: housing leads, the others have seats. */
export const AROUND = { lead: "housing", seats: ["police", "earlyHelp", "socialWorker", "health", "jobcentre"] } as const;

/** The fact of a kind, about the household's own people. */
export function factOf(kind: string, home: Household, changes: object = {}): Record<string, Value> {
  const found = EACH_KIND.find((each) => each.kind === kind);
  if (!found) throw new Error(`no fact of the kind ${kind}`);
  return { kind, ...(found.about === null ? {} : { personId: home.people[found.about] ?? "none" }), ...found.fact, ...changes };
}
