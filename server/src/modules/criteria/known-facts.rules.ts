import type { LocalDate } from "../../shared/local-date.ts";
import type { Evidence } from "./evidence-on-record.rules.ts";
import type { EvidenceKind } from "./facts.rules.ts";
import type { AssessmentFact, LeadProfessionalFact, MemberFact, PlanActionFact } from "./family-facts.rules.ts";
import type { Progress } from "./progress.rules.ts";
import type { SchoolTerm, TermCalendar } from "./terms.rules.ts";

/** A child's sessions term by term, over all schools; a term with nothing possible has no return yet. */
export interface Attendance {
  /** The terms as this child has them. */
  terms: readonly SchoolTerm[];
  possible: number[];
  absent: number[];
  evidenceIds: string[][];
}

/** What was known of one family by one day, in an order that does not depend on how it was read. */
export interface KnownFacts {
  readonly asOf: LocalDate;
  /** Set when the caller asks about a claim of another day: thresholds then go by it alone. */
  readonly claimDate: LocalDate | null;
  readonly calendar: TermCalendar;
  readonly members: readonly MemberFact[];
  /** In order of the day from which each holds. */
  readonly evidence: readonly Evidence[];
  /** The kind of each, in the same places: most rules look at one kind, and find it here without touching the others. */
  readonly kinds: readonly EvidenceKind[];
  readonly assessments: readonly AssessmentFact[];
  readonly actions: readonly PlanActionFact[];
  readonly leadProfessionals: readonly LeadProfessionalFact[];
  readonly attachedOn: LocalDate | null;
  /** Where the baseline windows end: the recorded start of intervention, else the day a lead professional accepted (reading B). */
  readonly interventionStart: LocalDate | null;
  /** Each adult's employment, once it has been worked out. */
  readonly work: { readonly measure: object; readonly personId: string; readonly since: LocalDate | null; readonly progress: Progress }[];
  /** Each child's attendance, likewise. */
  readonly attendance: { readonly sessions: string; readonly personId: string; readonly attendance: Attendance }[];
  /** The next day on which time alone may change an answer; everything that depends on time reports to `touch`. */
  horizon: LocalDate | null;
}

type EvidenceOf<K extends EvidenceKind> = Extract<Evidence, { kind: K }>;

const NONE: readonly never[] = [];

/** The evidence of one kind, in order. */
export function ofKind<K extends EvidenceKind>({ kinds, evidence }: KnownFacts, kind: K): readonly EvidenceOf<K>[] {
  let found: EvidenceOf<K>[] | null = null;
  for (let index = kinds.indexOf(kind); index >= 0; index = kinds.indexOf(kind, index + 1)) {
    const item = evidence[index] as EvidenceOf<K>;
    if (found) found.push(item);
    else found = [item];
  }
  return found ?? NONE;
}

/** Notes that the answer may change on a day; days up to as-of are past and do not count. */
export function touch(known: KnownFacts, date: LocalDate | null): void {
  if (date !== null && date > known.asOf && (known.horizon === null || date < known.horizon)) known.horizon = date;
}

/**
 * When something is sustained or will be, if nothing further happens. What should have come by a day that has passed
 * waits for evidence that is owed: from that day on, once it comes, but time alone no longer brings it.
 */
export function foreseen({ sustainedOn, expectedOn }: Pick<Progress, "sustainedOn" | "expectedOn">, known: KnownFacts): LocalDate | null {
  if (sustainedOn !== null) return sustainedOn;
  return expectedOn !== null && expectedOn > known.asOf ? expectedOn : null;
}

/** A member on a day: joined by then and not yet left. */
export function isMember(member: MemberFact, on: LocalDate): boolean {
  return member.from <= on && (member.to === undefined || member.to >= on);
}

/** The members on the day of evaluation, each person once. */
export function currentMembers(known: KnownFacts): readonly MemberFact[] {
  const current: MemberFact[] = [];
  for (const member of known.members) {
    if (isMember(member, known.asOf) && current[current.length - 1]?.personId !== member.personId) current.push(member);
  }
  return current;
}

/** Whether an event is about this family: about all of it, or about somebody who was a member that day. */
export function concernsFamily(known: KnownFacts, item: Evidence): boolean {
  if (item.personId === undefined) return true;
  for (const member of known.members) if (member.personId === item.personId && isMember(member, item.from)) return true;
  return false;
}

/** The same, somebody who has left included: a judgement is still owed about them (reading H). */
export function concernsMember(known: KnownFacts, item: Evidence): boolean {
  return item.personId === undefined || known.members.some((member) => member.personId === item.personId);
}
