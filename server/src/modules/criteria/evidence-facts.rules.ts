import type { LocalDate } from "../../shared/local-date.ts";
import type { Fault } from "../../shared/refusal.ts";
import type { Evidence } from "./evidence-on-record.rules.ts";
import type { EvidenceKind } from "./facts.rules.ts";

type Base = "id" | "kind" | "personId" | "source" | "from" | "to" | "recordedOn" | "supersedes";
/** What a kind says besides what all kinds have. */
type TypedFacts<K extends EvidenceKind> = Omit<Extract<Evidence, { kind: K }>, Base>;
/** The same as a form sends it: what may be absent may be null too, any number may come, and a school is named by its agency. */
type Sent<T> = {
  readonly [F in keyof T as F extends "school" ? never : F]: undefined extends T[F] ? T[F] | null : Widened<T[F]>;
} & Named<T>;
type Widened<V> = V extends number ? number : V;
type Named<T> = "school" extends keyof T ? { readonly schoolId?: string | null | undefined } : unknown;

/** Kind -> the typed part that goes with it; a start of intervention is no more than its day. */
export const PART_OF = {
  ATTENDANCE: "attendance",
  EXCLUSION: "exclusion",
  OFFENCE: "offence",
  ASB_INCIDENT: "asbIncident",
  DOMESTIC_CALL_OUT: "domesticCallOut",
  RISK_SCORE: "riskScore",
  INTERVENTION: "intervention",
  SAFEGUARDING: "safeguarding",
  EARLY_HELP: "earlyHelp",
  BENEFIT: "benefit",
  EMPLOYMENT: "employment",
  UC_EARNINGS: "ucEarnings",
  HEALTH_CONCERN: "healthConcern",
  JUDGEMENT: "judgement",
  INTERVENTION_START: null,
  SCHOOL_ROLL: "schoolRoll",
  SERIOUSNESS: "seriousness",
  PROGRAMME: "programme",
  PLACEMENT: "placement",
  DWP_STAGE: "dwpStage",
  FINANCE: "finance",
  HOUSING: "housing",
  COVERAGE: "coverage",
} as const satisfies Readonly<Record<EvidenceKind, string | null>>;

type PartOf = typeof PART_OF;
export type PartName = NonNullable<PartOf[EvidenceKind]>;
type KindOfPart<P extends PartName> = { [K in EvidenceKind]: PartOf[K] extends P ? K : never }[EvidenceKind];
/** One optional part for each kind. */
export type EvidenceParts = {
  readonly [P in PartName]?: Sent<TypedFacts<KindOfPart<P>>> | null | undefined;
};
const PART_NAMES = Object.values(PART_OF).filter((part) => part !== null);

/** A fact as its supplier sends it. */
export interface EvidenceFact extends EvidenceParts {
  readonly kind: EvidenceKind;
  readonly personId?: string | null | undefined;
  /** None for a return: its term says when. */
  readonly from?: LocalDate | null | undefined;
  readonly to?: LocalDate | null | undefined;
  /** The same thing happened already on that day, and is recorded. */
  readonly anotherThatDay?: boolean | null | undefined;
}

/** The typed fields as they are stored: numbers, days and closed words, never names or prose. */
export type StoredFacts = Readonly<Record<string, string | number | boolean>>;

/** The school that a fact names, by its agency. */
export function schoolIn({ attendance, schoolRoll }: EvidenceFact): string | null {
  return attendance?.schoolId ?? schoolRoll?.schoolId ?? null;
}

/** Exactly the part that fits the kind: what is missing, and what is there besides. Fields are named as in the fact. */
export function partFaults(fact: EvidenceFact): Fault[] {
  const own = PART_OF[fact.kind];
  const faults: Fault[] = [];
  for (const part of PART_NAMES) {
    const given = fact[part] !== undefined && fact[part] !== null;
    if (given && part !== own)
      faults.push({ code: "PART_NOT_NEEDED", field: part, message: "This does not belong to the kind of evidence chosen" });
    // Nothing need be known of a job but that somebody has it.
    if (!given && part === own && part !== "employment")
      faults.push({ code: "PART_NEEDED", field: part, message: "Say what this evidence is" });
  }
  return faults;
}

/** The part that fits, with its school by the name that a return gives it; absent values left out. */
export function storedFacts(fact: EvidenceFact, school: string | null): StoredFacts {
  const part = PART_OF[fact.kind];
  const { schoolId: _, ...fields } = { schoolId: null, ...(part === null ? {} : fact[part]) } as Record<string, unknown>;
  const whole = school === null ? fields : { ...fields, school };
  return Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== null && value !== undefined)) as StoredFacts;
}

/** Two records under different headings are two facts: readers differ by heading, and a correction keeps its readers. */
export function sameHeading(a: StoredFacts, b: StoredFacts): boolean {
  return a["criterion"] === b["criterion"] && a["of"] === b["of"];
}

/** Whether two records say the same of their kind. */
export function sameFacts(a: StoredFacts, b: StoredFacts): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => a[key] === b[key]);
}
