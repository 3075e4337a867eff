import type { LocalDate } from "../../shared/local-date.ts";

/** The parts of a disclosure, in the order in which they are read. */
export const SUBJECT_PARTS = [
  "PERSON",
  "FAMILY",
  "AGREEMENT",
  "ASSESSMENT",
  "EVIDENCE",
  "STANDING",
  "PLAN",
  "SUPPORT",
  "SHARING",
  "ACCESS",
  "KEEPING",
] as const;
export type SubjectPart = (typeof SUBJECT_PARTS)[number];

export const PART_NAMES: Readonly<Record<SubjectPart, string>> = {
  PERSON: "Who you are",
  FAMILY: "Your family and where it lives",
  AGREEMENT: "Agreement and lawful basis",
  ASSESSMENT: "Assessments (CAF)",
  EVIDENCE: "Facts that agencies recorded",
  STANDING: "Needs, progress and where the family stood",
  PLAN: "What was planned and done",
  SUPPORT: "Lead professionals and meetings",
  SHARING: "Agencies that were given sight of the record",
  ACCESS: "Who has looked, and who was kept out",
  KEEPING: "How long the record is kept, and earlier requests",
};

/** Something written in somebody's own words, by its place in the record. */
export interface HeldText {
  readonly label: string;
  readonly text: string;
}

/** Why a value of a record is not among its facts. */
export const LEFT_OUT = ["PROFESSIONAL", "OTHER_PERSON"] as const;
export type LeftOut = (typeof LEFT_OUT)[number];

/** One record, or one answer of one, that is held about the person or their family. */
export interface HeldItem {
  /** Table and identifier: the same as long as the record is there, and no personal value. */
  readonly key: string;
  readonly part: SubjectPart;
  readonly title: string;
  readonly on: LocalDate | null;
  /** Whom it is about; null where it is about the family as a whole. */
  readonly about: string | null;
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly texts: readonly HeldText[];
  /** What may do harm in the wrong hands: looked at by the officer even if nothing is written in it. */
  readonly sensitive: boolean;
  readonly leftOut: readonly LeftOut[];
  /** Where it is an answer of an assessment: which, and where in it. */
  readonly cafId: string | null;
  readonly place: string | null;
  /** The place by which colleagues close it to members of the family; null where it cannot be closed. */
  readonly closable: string | null;
  /** Colleagues decided that this person is not to be shown it; the officer decides whether the law lets it be withheld. */
  readonly closed: boolean;
}

/** The items, with what is closed to the person marked: also what was worked out of an answer that is. */
export function markClosed(items: readonly HeldItem[], closed: ReadonlySet<string>): HeldItem[] {
  const criteria = [...closed].flatMap((place) => (place.startsWith("answers.") ? [`:${place.split(".")[2]}:`] : []));
  return items.map((item) => ({
    ...item,
    closed:
      (item.closable !== null && closed.has(item.closable)) ||
      (item.part === "STANDING" && criteria.some((criterion) => item.key.includes(criterion))),
  }));
}

/** Exemptions of the Data Protection Act 2018, by its schedules. */
export const WITHHOLDING_GROUNDS = ["THIRD_PARTY", "SERIOUS_HARM", "LEGAL_PRIVILEGE", "SAFEGUARDING", "CRIME_PREVENTION"] as const;
export type WithholdingGround = (typeof WITHHOLDING_GROUNDS)[number];

export const ITEM_DECISIONS = ["AS_MASKED", "IN_FULL", "WITHHELD"] as const;
export type ItemDecision = (typeof ITEM_DECISIONS)[number];

export interface Decided {
  readonly decision: ItemDecision;
  readonly ground: WithholdingGround | null;
  readonly passages: readonly string[];
}

export type WithheldReason = WithholdingGround | "ABOUT_ANOTHER_PERSON";

/**
 * Whether an item is kept from this person as a whole, and why; null where it is given. Everything that is ever withheld as
 * a whole is withheld here: the officer's page, the files and the counts all ask this function.
 */
export function withheldFrom(item: HeldItem, subjectId: string, decided: Decided | null): WithheldReason | null {
  if (item.about !== null && item.about !== subjectId) return "ABOUT_ANOTHER_PERSON";
  if (decided?.decision === "WITHHELD") return decided.ground ?? "THIRD_PARTY";
  return null;
}

/** Whether the officer must have decided on it before anything is handed over. */
export function needsDecision(item: HeldItem, subjectId: string): boolean {
  return withheldFrom(item, subjectId, null) === null && (item.sensitive || item.closed || item.texts.length > 0);
}

/** The text by which an item is known again: another text has to be decided upon anew. */
export function itemText({ key, title, on, about, facts, texts, sensitive, closed }: HeldItem): string {
  return JSON.stringify([key, title, on, about, facts, texts.map(({ label, text }) => [label, text]), sensitive, closed]);
}
