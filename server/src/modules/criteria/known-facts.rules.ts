import type { LocalDate } from "../../shared/local-date.ts";
import { AGES_THAT_MATTER } from "./applicability.rules.ts";
import { birthday, nextDay } from "./dates.rules.ts";
import type { AssessmentFact, Evidence, FamilyFacts, LeadProfessionalFact, MemberFact, PlanActionFact } from "./facts.rules.ts";
import type { Progress } from "./progress.rules.ts";
import type { TermCalendar } from "./terms.rules.ts";

/** What was known of one family by one day, in an order that does not depend on how it was read. */
export interface KnownFacts {
  readonly asOf: LocalDate;
  /** Set when the caller asks about a claim of another day: thresholds then go by it alone. */
  readonly claimDate: LocalDate | null;
  readonly calendar: TermCalendar;
  readonly members: readonly MemberFact[];
  readonly evidence: readonly Evidence[];
  readonly assessments: readonly AssessmentFact[];
  readonly actions: readonly PlanActionFact[];
  readonly leadProfessionals: readonly LeadProfessionalFact[];
  readonly attachedOn: LocalDate | null;
  /** Where the baseline windows end: the recorded start of intervention, else the day a lead professional accepted (reading B). */
  readonly interventionStart: LocalDate | null;
  /** Each adult's employment, once it has been worked out. */
  readonly work: { readonly measure: object; readonly personId: string; readonly progress: Progress }[];
  /** The next day on which time alone may change an answer; everything that depends on time reports to `touch`. */
  horizon: LocalDate | null;
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

/** Notes the day after the last day on which something holds. */
function touchAfter(known: KnownFacts, lastDay: LocalDate | undefined): void {
  if (lastDay !== undefined && lastDay >= known.asOf) touch(known, nextDay(lastDay));
}

const byFromThenId = (a: { from: LocalDate; id: string }, b: { from: LocalDate; id: string }): number =>
  a.from < b.from ? -1 : a.from > b.from ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;

/** Leaves out what was not yet recorded, or already superseded, by the end of `knownAt`. */
export function knownFacts(
  facts: FamilyFacts,
  calendar: TermCalendar,
  asOf: LocalDate,
  knownAt: LocalDate,
  claimDate: LocalDate | null,
): KnownFacts {
  const superseded = facts.superseded.size > 0 ? facts.superseded : null;
  const evidence = facts.evidence.filter(
    (item) => item.recordedOn <= knownAt && !(superseded && (superseded.get(item.id) ?? "9999") <= knownAt),
  );
  evidence.sort(byFromThenId);
  const members = facts.members.filter((member) => member.recordedOn <= knownAt).map((member) => memberAsKnown(member, knownAt));
  members.sort((a, b) => (a.personId < b.personId ? -1 : a.personId > b.personId ? 1 : a.from < b.from ? -1 : 1));
  const leadProfessionals = facts.leadProfessionals.filter((lead) => lead.askedOn <= knownAt);
  leadProfessionals.sort((a, b) => (a.askedOn < b.askedOn ? -1 : a.askedOn > b.askedOn ? 1 : a.id < b.id ? -1 : 1));
  const attachment = facts.attachment;
  const attachedKnown = attachment !== null && attachment.recordedOn <= knownAt;
  const voided =
    attachedKnown &&
    attachment.voidedOn !== undefined &&
    (attachment.voidedRecordedOn ?? attachment.voidedOn) <= knownAt &&
    attachment.voidedOn <= asOf;
  const attachedOn = attachedKnown && !voided && attachment.attachedOn <= asOf ? attachment.attachedOn : null;
  const known: KnownFacts = {
    asOf,
    claimDate,
    calendar,
    members,
    evidence,
    assessments: facts.assessments
      .filter((item) => item.recordedOn <= knownAt)
      .map((item) => assessmentAsKnown(item, knownAt))
      .sort((a, b) => (a.openedOn < b.openedOn ? -1 : a.openedOn > b.openedOn ? 1 : a.id < b.id ? -1 : 1)),
    actions: facts.actions.filter((action) => action.recordedOn <= knownAt).sort(byFromThenId),
    leadProfessionals: leadProfessionals.map((lead) => leadAsKnown(lead, knownAt)),
    attachedOn,
    interventionStart: attachedOn === null ? null : (interventionStart(evidence, members, leadProfessionals, asOf, knownAt) ?? attachedOn),
    work: [],
    horizon: null,
  };
  if (attachedKnown) {
    touch(known, attachment.attachedOn);
    touch(known, attachment.voidedOn ?? null);
  }
  touchDates(known);
  return known;
}

function interventionStart(
  evidence: readonly Evidence[],
  members: readonly MemberFact[],
  leads: readonly LeadProfessionalFact[],
  asOf: LocalDate,
  knownAt: LocalDate,
): LocalDate | null {
  for (const item of evidence) {
    if (item.kind !== "INTERVENTION_START" || item.from > asOf) continue;
    if (item.personId === undefined || members.some((member) => member.personId === item.personId)) return item.from;
  }
  let first: LocalDate | null = null;
  for (const lead of leads) {
    const accepted = lead.acceptedOn;
    if (
      accepted !== undefined &&
      accepted <= asOf &&
      (lead.acceptedRecordedOn ?? accepted) <= knownAt &&
      (first === null || accepted < first)
    )
      first = accepted;
  }
  return first;
}

function memberAsKnown(member: MemberFact, knownAt: LocalDate): MemberFact {
  if (member.to === undefined || (member.endedRecordedOn ?? member.recordedOn) <= knownAt) return member;
  const { to: _, ...rest } = member;
  return rest;
}

function assessmentAsKnown(item: AssessmentFact, knownAt: LocalDate): AssessmentFact {
  const hideCompliance = item.compliantOn !== undefined && (item.compliantRecordedOn ?? item.recordedOn) > knownAt;
  const hideClosure = item.closedOn !== undefined && (item.closedRecordedOn ?? item.closedOn) > knownAt;
  if (!hideCompliance && !hideClosure) return item;
  const { compliantOn, closedOn, ...rest } = item;
  return { ...rest, ...(compliantOn && !hideCompliance ? { compliantOn } : {}), ...(closedOn && !hideClosure ? { closedOn } : {}) };
}

function leadAsKnown(lead: LeadProfessionalFact, knownAt: LocalDate): LeadProfessionalFact {
  const hideAcceptance = lead.acceptedOn !== undefined && (lead.acceptedRecordedOn ?? lead.acceptedOn) > knownAt;
  const hideEnd = lead.endedOn !== undefined && (lead.endedRecordedOn ?? lead.endedOn) > knownAt;
  if (!hideAcceptance && !hideEnd) return lead;
  const { acceptedOn, endedOn, ...rest } = lead;
  return { ...rest, ...(acceptedOn && !hideAcceptance ? { acceptedOn } : {}), ...(endedOn && !hideEnd ? { endedOn } : {}) };
}

/** Every dated beginning and end that still lies ahead, and the birthdays that move an age limit. */
function touchDates(known: KnownFacts): void {
  for (const member of known.members) {
    touch(known, member.from);
    touchAfter(known, member.to);
    const born = member.dateOfBirth;
    if (born !== null && Number(known.asOf.slice(0, 4)) - Number(born.slice(0, 4)) <= 18) {
      for (const age of AGES_THAT_MATTER) touch(known, birthday(born, age));
    }
  }
  for (const item of known.evidence) {
    touch(known, item.from);
    touchAfter(known, item.to);
    if (item.kind === "ATTENDANCE" || item.kind === "EXCLUSION") touchTermEnd(known);
  }
  for (const item of known.assessments) {
    touch(known, item.openedOn);
    touch(known, item.compliantOn ?? null);
    touch(known, item.closedOn ?? null);
  }
  for (const action of known.actions) {
    touch(known, action.from);
    touchAfter(known, action.to);
  }
  for (const lead of known.leadProfessionals) {
    touch(known, lead.askedOn);
    touch(known, lead.acceptedOn ?? null);
    touch(known, lead.endedOn ?? null);
  }
}

function touchTermEnd(known: KnownFacts): void {
  for (const term of known.calendar.terms) {
    if (term.to > known.asOf) {
      touch(known, term.to);
      return;
    }
  }
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
