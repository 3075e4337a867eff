import { randomUUID } from "node:crypto";
import type { Api } from "./api-client.ts";
import { type Account, AGENCIES, USERS } from "./town.ts";

export interface CafShown {
  readonly id: string;
  readonly reference: string;
  readonly status: string;
  readonly version: number;
  readonly openedOn: string | null;
  readonly family: {
    readonly id: string;
    readonly reference: string;
    readonly members: readonly { readonly to: string | null; readonly person: { readonly id: string; readonly givenName: string } }[];
  } | null;
  readonly draft: {
    readonly savedAt: string;
    readonly content: Content;
    readonly dangerReferrals: readonly { readonly question: string; readonly reference: string }[];
  } | null;
  readonly versions: readonly {
    readonly number: number;
    readonly content: Content;
    readonly review: { readonly result: string; readonly reasons: readonly string[]; readonly note: string | null } | null;
  }[];
  readonly principles: readonly { readonly principle: string; readonly holds: boolean; readonly missing: readonly string[] }[];
  readonly viewerCanEdit: boolean;
  readonly viewerCanReview: boolean;
  readonly viewerCanClose: boolean;
}
export interface CafResult {
  readonly caf: CafShown | null;
  readonly errors: readonly { readonly code: string; readonly field: string | null; readonly message: string }[];
}

const CONTENT = `familyName postcode address district language interpreter safeContact reason agenciesInvolved familyAgrees familyView
  members { key personId givenName familyName dateOfBirth relationship }
  agreement { agreed memberKey capacity agreedOn agencyIds purposes }
  voices { memberKey words } domains { memberKey domain strengths needs }
  answers { memberKey criterion answer evidence evidenceWithheld applicable }
  plan { key criterion memberKey title outcome owner teamId dueOn }`;
export const CAF_FIELDS = `id reference status version openedOn closedOn closeReason team { name } agency { kind } author { name }
  family { id reference members { to person { id givenName } } }
  draft { savedAt content { ${CONTENT} } dangerReferrals { question reference } }
  versions { number submittedBy { name } content { ${CONTENT} } review { result reasons note } }
  principles { principle holds missing } viewerCanEdit viewerCanReview viewerCanClose`;
/** Every field of the receipt: submitting answers this and no more. */
export const RECEIPT_FIELDS = `id reference status version openedOn team { id name } versionNumber submittedAt
  familyName address postcode people actions`;

/** The mutations on a CAF, each with its input's type. */
export const MUTATIONS = {
  startCaf: "StartCafInput",
  saveCafDraft: "SaveCafDraftInput",
  submitCaf: "SubmitCafInput",
  recordDangerReferral: "RecordDangerReferralInput",
  reviewCaf: "ReviewCafInput",
  closeCaf: "CloseCafInput",
} as const;
export type CafMutation = keyof typeof MUTATIONS;

export function documentOf(mutation: CafMutation): string {
  const fields = mutation === "submitCaf" ? RECEIPT_FIELDS : CAF_FIELDS;
  return `mutation ${mutation}($input: ${MUTATIONS[mutation]}!) { result: ${mutation}(input: $input) { caf { ${fields} } errors { code field message } } }`;
}

/** Carries out a mutation with a key of its own, unless one is given; what was submitted is then read as its team reads it. */
export async function change(api: Api, as: Account, mutation: CafMutation, input: object = {}): Promise<CafResult> {
  const key = mutation === "saveCafDraft" ? {} : { idempotencyKey: randomUUID() };
  const client = await api.as(as);
  const { result } = await client.query<{ result: CafResult }>(documentOf(mutation), { input: { ...key, ...input } });
  return mutation === "submitCaf" && result.caf ? { ...result, caf: await see(api, as, result.caf.reference) } : result;
}

/** The CAF of a result that must have one. */
export function made(result: CafResult): CafShown {
  if (!result.caf) throw new Error(`no CAF: ${JSON.stringify(result.errors)}`);
  return result.caf;
}

export async function see(api: Api, as: Account, reference: string): Promise<CafShown | null> {
  const document = `query Caf($reference: String!) { caf(reference: $reference) { ${CAF_FIELDS} } }`;
  return (await (await api.as(as)).query<{ caf: CafShown | null }>(document, { reference })).caf;
}

const CRITERIA = ["CRIME_ASB", "MISSING_EDUCATION", "CHILDREN_WHO_NEED_HELP", "WORKLESSNESS", "DOMESTIC_ABUSE", "HEALTH"] as const;
const MEMBERS = [
  { key: "m1", givenName: "Dawn", familyName: "Ellery", dateOfBirth: "1982-05-06", relationship: "PARENT" },
  { key: "m2", givenName: "Rob", familyName: "Marsh", dateOfBirth: "1979-10-21", relationship: "STEP_PARENT" },
  { key: "m3", givenName: "Ava", familyName: "Ellery", dateOfBirth: "2002-02-14", relationship: "CHILD" },
  { key: "m4", givenName: "Ben", familyName: "Ellery", dateOfBirth: "2006-07-30", relationship: "CHILD" },
  { key: "m5", givenName: "Cleo", familyName: "Marsh", dateOfBirth: "2013-11-02", relationship: "CHILD" },
];

/** Which criteria apply, on 3 January 2017, to the members above; what is not here is not applicable. */
const APPLY: Readonly<Record<string, readonly (typeof CRITERIA)[number][]>> = {
  m1: ["CRIME_ASB", "WORKLESSNESS", "DOMESTIC_ABUSE", "HEALTH"],
  m2: ["CRIME_ASB", "WORKLESSNESS", "DOMESTIC_ABUSE", "HEALTH"],
  m3: ["CRIME_ASB", "MISSING_EDUCATION", "CHILDREN_WHO_NEED_HELP", "DOMESTIC_ABUSE", "HEALTH"],
  m4: ["CRIME_ASB", "MISSING_EDUCATION", "CHILDREN_WHO_NEED_HELP", "DOMESTIC_ABUSE", "HEALTH"],
  m5: ["CHILDREN_WHO_NEED_HELP", "DOMESTIC_ABUSE", "HEALTH"],
};

const planItem = (key: string, criterion: string, account: "school" | "police" | "housing", title: string) => ({
  key,
  criterion,
  memberKey: null,
  title,
  outcome: "Things are better at home and at school",
  owner: "AGENCY",
  teamId: USERS[account].team,
  dueOn: "2017-02-10",
});

/**
 * Two adults and three children: needs about school and health, no need, and one child about whom nothing was asked.
 * Every call is a family of another name, at another postcode.
 */
export function ellerys(name = `Ellery ${randomUUID().slice(0, 4)}`, postcode = somewhere()) {
  const needs: Readonly<Record<string, string>> = {
    "m3.MISSING_EDUCATION": "Ava missed 31 of 140 sessions in the autumn term",
    "m1.HEALTH": "Dawn's GP treats her for depression",
  };
  const answers = Object.entries(APPLY).flatMap(([memberKey, criteria]) =>
    criteria.map((criterion) => {
      const evidence = needs[`${memberKey}.${criterion}`] ?? null;
      return { memberKey, criterion, answer: memberKey === "m5" ? "NOT_ASKED" : evidence ? "NEED" : "NO_NEED", evidence };
    }),
  );
  return {
    familyName: name,
    postcode,
    address: "4 Mill Row",
    district: "burnley",
    members: MEMBERS.map((member) => ({ ...member })),
    language: "English",
    interpreter: null,
    safeContact: "Text Dawn after nine",
    reason: "Ava has stopped coming to school",
    agenciesInvolved: ["GP surgery"],
    agreement: {
      agreed: true,
      memberKey: "m1",
      capacity: "PARENTAL_RESPONSIBILITY",
      agreedOn: "2017-01-03",
      agencyIds: [AGENCIES.school.id, AGENCIES.police.id, AGENCIES.housing.id],
      purposes: ["EARLY_HELP", "SHARING_WITH_AGENCIES"],
    },
    voices: [{ memberKey: "m3", words: "I feel sick in the mornings" }],
    domains: [{ memberKey: "m3", domain: "DEVELOPMENT", strengths: "Draws well", needs: "Tired all day" }],
    answers,
    plan: [
      planItem("p1", "MISSING_EDUCATION", "school", "Meet Ava at the gate each morning"),
      planItem("p2", "MISSING_EDUCATION", "police", "Walk the bus route with her"),
      planItem("p3", "HEALTH", "housing", "Mend the damp in the bedroom"),
    ],
    familyAgrees: true,
    familyView: "We would like somebody to talk to",
  };
}
type Ellerys = ReturnType<typeof ellerys>;
export type Content = {
  [K in keyof Ellerys]: Ellerys[K] extends readonly (infer Item)[]
    ? Item extends object
      ? (Item & { readonly applicable?: boolean; readonly evidenceWithheld?: boolean; readonly personId?: string | null })[]
      : Item[]
    : Ellerys[K];
};

let postcodes = 0;
function somewhere(): string {
  postcodes += 1;
  const letters = "ABDEFGHJLNPQRSTUWXYZ";
  return `BB${10 + (postcodes % 9)} ${postcodes % 10}${letters[postcodes % 20]}${letters[Math.floor(postcodes / 20) % 20]}`;
}

/** The same with everybody asked about everything. */
export function everybodyAsked(content: Ellerys): Ellerys {
  return { ...content, answers: content.answers.map((entry) => (entry.answer === "NOT_ASKED" ? { ...entry, answer: "NO_NEED" } : entry)) };
}

/** A CAF that the school has just submitted. */
export async function submitted(api: Api, content: Ellerys = ellerys(), as: Account = "school"): Promise<CafShown> {
  const { id, version } = made(await change(api, as, "startCaf"));
  return made(await change(api, as, "submitCaf", { cafId: id, version, content }));
}
