import type { LocalDate } from "../../shared/local-date.ts";
import type { Answer, CafCriterion } from "../criteria/facts.rules.ts";
import type { AgreementCapacity } from "../families/agreement.rules.ts";
import type { Relationship } from "../families/family.rules.ts";

export const CAF_STATUSES = ["DRAFT", "SUBMITTED", "RETURNED", "OPEN", "CLOSED"] as const;
export type CafStatus = (typeof CAF_STATUSES)[number];

/** Why quality assurance gives a CAF back. */
export const RETURN_REASONS = [
  "MEMBER_NOT_CONSIDERED",
  "CRITERION_NOT_ASKED",
  "NEED_WITHOUT_EVIDENCE",
  "PLAN_MISSES_NEED",
  "AGREEMENT_UNCLEAR",
  "OTHER",
] as const;
export type ReturnReason = (typeof RETURN_REASONS)[number];

export const CLOSE_REASONS = ["NEEDS_MET", "STEPPED_UP", "FAMILY_WITHDREW", "MOVED_AWAY", "OTHER"] as const;
export type CloseReason = (typeof CLOSE_REASONS)[number];

/** The three sides of a child's life that part 2 looks at. */
export const CAF_DOMAINS = ["DEVELOPMENT", "PARENTS_AND_CARERS", "FAMILY_AND_ENVIRONMENT"] as const;

export const ACTION_OWNERS = ["AGENCY", "FAMILY"] as const;
export type ActionOwner = (typeof ACTION_OWNERS)[number];

/** A name for a member or plan item within one CAF; it goes into field names of the stored words. */
export const KEY_FORM = /^[a-z][a-z0-9-]{0,39}$/u;

/** How much may be written where; the tables' own limits where there is a column. */
export const LONGEST = {
  name: 100,
  familyName: 200,
  postcode: 10,
  address: 500,
  line: 200,
  safeContact: 500,
  prose: 4_000,
  plan: 500,
  members: 30,
  planItems: 40,
  agencies: 30,
  closing: 1_000,
  closings: 200,
} as const;

export interface CafMember {
  readonly key: string;
  /** Set where the member is a person on record already. */
  readonly personId: string | null;
  readonly givenName: string | null;
  readonly familyName: string | null;
  /** The expected date for a child not yet born. */
  readonly dateOfBirth: LocalDate | null;
  readonly relationship: Relationship | null;
}

export interface CafAgreement {
  readonly agreed: boolean | null;
  readonly memberKey: string | null;
  readonly capacity: AgreementCapacity | null;
  readonly agreedOn: LocalDate | null;
  readonly agencyIds: readonly string[];
  readonly purposes: readonly string[];
}

export interface CafVoice {
  readonly memberKey: string;
  readonly words: string | null;
}

export interface CafDomain {
  readonly memberKey: string;
  readonly domain: string;
  readonly strengths: string | null;
  readonly needs: string | null;
}

export interface CafAnswer {
  readonly memberKey: string;
  readonly criterion: CafCriterion;
  readonly answer: Answer;
  readonly evidence: string | null;
}

export interface CafPlanItem {
  readonly key: string;
  readonly criterion: CafCriterion | null;
  readonly memberKey: string | null;
  readonly title: string | null;
  readonly outcome: string | null;
  readonly owner: ActionOwner | null;
  readonly teamId: string | null;
  readonly dueOn: LocalDate | null;
}

/** What is not to be shown to some of the members; it stands beside what was submitted, and never in it. */
export interface CafClosing {
  readonly place: string;
  readonly memberKeys: readonly string[];
  readonly reason: string | null;
}

/** What a CAF says: what a draft holds, finished or not, and what a version says when it is read again. */
export interface CafContent {
  readonly familyName: string | null;
  readonly postcode: string | null;
  readonly address: string | null;
  readonly district: string | null;
  readonly members: readonly CafMember[];
  readonly language: string | null;
  readonly interpreter: string | null;
  readonly safeContact: string | null;
  readonly reason: string | null;
  readonly agenciesInvolved: readonly string[];
  readonly agreement: CafAgreement | null;
  readonly voices: readonly CafVoice[];
  readonly domains: readonly CafDomain[];
  readonly answers: readonly CafAnswer[];
  readonly plan: readonly CafPlanItem[];
  readonly familyAgrees: boolean | null;
  readonly familyView: string | null;
  readonly closed: readonly CafClosing[] | null;
}

export const EMPTY_CONTENT: CafContent = {
  familyName: null,
  postcode: null,
  address: null,
  district: null,
  members: [],
  language: null,
  interpreter: null,
  safeContact: null,
  reason: null,
  agenciesInvolved: [],
  agreement: null,
  voices: [],
  domains: [],
  answers: [],
  plan: [],
  familyAgrees: null,
  familyView: null,
  closed: null,
};

/** The same with what was left out made null, at every depth: what a client may omit. */
export type Given<T> = T extends readonly (infer Item)[]
  ? readonly Given<Item>[]
  : T extends string
    ? T
    : T extends object
      ? { readonly [K in keyof T as null extends T[K] ? never : K]: Given<T[K]> } & {
          readonly [K in keyof T as null extends T[K] ? K : never]?: Given<T[K]> | undefined;
        }
      : T;

/**
 * Content as it is kept: text trimmed, blank text and what was left out null. Nothing is reordered or dropped, so
 * that a path into it is a path into what was sent.
 */
export function normaliseContent(given: Given<CafContent>): CafContent {
  const agreement = given.agreement;
  return {
    familyName: text(given.familyName),
    postcode: text(given.postcode),
    address: text(given.address),
    district: text(given.district),
    language: text(given.language),
    interpreter: text(given.interpreter),
    safeContact: text(given.safeContact),
    reason: text(given.reason),
    agenciesInvolved: given.agenciesInvolved.map((name) => name.trim()),
    familyAgrees: given.familyAgrees ?? null,
    familyView: text(given.familyView),
    members: given.members.map((member) => ({
      key: member.key,
      personId: member.personId?.toLowerCase() ?? null,
      givenName: text(member.givenName),
      familyName: text(member.familyName),
      dateOfBirth: member.dateOfBirth ?? null,
      relationship: member.relationship ?? null,
    })),
    agreement: agreement
      ? {
          agreed: agreement.agreed ?? null,
          memberKey: agreement.memberKey ?? null,
          capacity: agreement.capacity ?? null,
          agreedOn: agreement.agreedOn ?? null,
          agencyIds: agreement.agencyIds.map((id) => id.toLowerCase()),
          purposes: [...agreement.purposes],
        }
      : null,
    voices: given.voices.map(({ memberKey, words }) => ({ memberKey, words: text(words) })),
    domains: given.domains.map(({ memberKey, domain, strengths, needs }) => ({
      memberKey,
      domain,
      strengths: text(strengths),
      needs: text(needs),
    })),
    answers: given.answers.map(({ memberKey, criterion, answer, evidence }) => ({
      memberKey,
      criterion,
      answer,
      evidence: text(evidence),
    })),
    plan: given.plan.map((item) => ({
      key: item.key,
      criterion: item.criterion ?? null,
      memberKey: item.memberKey ?? null,
      title: text(item.title),
      outcome: text(item.outcome),
      owner: item.owner ?? null,
      teamId: item.teamId?.toLowerCase() ?? null,
      dueOn: item.dueOn ?? null,
    })),
    closed: given.closed?.map(({ place, memberKeys, reason }) => ({ place, memberKeys: [...memberKeys], reason: text(reason) })) ?? null,
  };
}

function text(value: string | null | undefined): string | null {
  return value?.trim() || null;
}
