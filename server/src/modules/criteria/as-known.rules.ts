import { type LocalDate, toDayNumber, yearOf } from "../../shared/local-date.ts";
import { AGES_THAT_MATTER } from "./applicability.rules.ts";
import { birthday, nextDay } from "./dates.rules.ts";
import type { Evidence } from "./evidence-on-record.rules.ts";
import type { AssessmentFact, AttachmentFact, FamilyFacts, LeadProfessionalFact, MemberFact } from "./family-facts.rules.ts";
import { type KnownFacts, touch } from "./known-facts.rules.ts";
import type { TermCalendar } from "./terms.rules.ts";

/** Leaves out what was not yet recorded, or already superseded, by the end of `knownAt`. */
export function knownFacts(
  facts: FamilyFacts,
  calendar: TermCalendar,
  asOf: LocalDate,
  knownAt: LocalDate,
  claimDate: LocalDate | null,
): KnownFacts {
  const evidence = evidenceAsKnown(facts, knownAt);
  const kinds = evidence.map((item) => item.kind);
  const members = listAsKnown(facts.members, knownAt, memberAsKnown, byPerson);
  const leadProfessionals = leadsAsKnown(facts.leadProfessionals, knownAt);
  const attachment = attachmentAsKnown(facts.attachment, knownAt);
  const attachedOn =
    attachment && attachment.attachedOn <= asOf && !(attachment.voidedOn && attachment.voidedOn <= asOf) ? attachment.attachedOn : null;
  const known: KnownFacts = {
    asOf,
    claimDate,
    calendar,
    members,
    evidence,
    kinds,
    assessments: listAsKnown(facts.assessments, knownAt, assessmentAsKnown, byOpening),
    actions: listAsKnown(facts.actions, knownAt, (action) => action, byFromThenId),
    leadProfessionals,
    attachedOn,
    interventionStart: attachedOn && (interventionStart(evidence, members, leadProfessionals, asOf) ?? attachedOn),
    work: [],
    attendance: [],
    horizon: null,
  };
  if (attachment) {
    touch(known, attachment.attachedOn);
    touch(known, attachment.voidedOn ?? null);
  }
  touchDates(known);
  return known;
}

function evidenceAsKnown({ evidence, superseded }: FamilyFacts, knownAt: LocalDate): readonly Evidence[] {
  const known: Evidence[] = [];
  for (const item of evidence) {
    if (item.recordedOn > knownAt) continue;
    if (superseded.size > 0) {
      const on = superseded.get(item.id);
      if (on !== undefined && on <= knownAt) continue;
    }
    known.push(item);
  }
  return known.length > FEW ? known.sort(byFromThenId) : inserted(known);
}

/** Up to so many pieces of evidence are put in order one by one, which takes a third of the time of a general sort. */
const FEW = 60;

function inserted(items: Evidence[]): readonly Evidence[] {
  const days = items.map((item) => toDayNumber(item.from));
  for (let index = 1; index < items.length; index++) {
    const item = items[index];
    const day = days[index];
    if (item === undefined || day === undefined) continue;
    let place = index;
    for (; place > 0; place--) {
      const [before, earlier] = [items[place - 1], days[place - 1]];
      if (before === undefined || earlier === undefined || earlier < day || (earlier === day && before.id < item.id)) break;
      items[place] = before;
      days[place] = earlier;
    }
    items[place] = item;
    days[place] = day;
  }
  return items;
}

interface Recorded {
  readonly recordedOn: LocalDate;
}

function listAsKnown<T extends Recorded>(
  list: readonly T[],
  knownAt: LocalDate,
  asKnown: (item: T, knownAt: LocalDate) => T,
  order: (a: T, b: T) => number,
): readonly T[] {
  const known: T[] = [];
  for (const item of list) if (item.recordedOn <= knownAt) known.push(asKnown(item, knownAt));
  return inOrder(known, order) ? known : known.sort(order);
}

function inOrder<T>(list: readonly T[], order: (a: T, b: T) => number): boolean {
  for (let index = 1; index < list.length; index++) {
    const [before, item] = [list[index - 1], list[index]];
    if (before !== undefined && item !== undefined && order(before, item) > 0) return false;
  }
  return true;
}

const byFromThenId = (a: { from: LocalDate; id: string }, b: { from: LocalDate; id: string }): number =>
  a.from < b.from ? -1 : a.from > b.from ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
const byPerson = (a: MemberFact, b: MemberFact): number =>
  a.personId < b.personId ? -1 : a.personId > b.personId ? 1 : a.from < b.from ? -1 : 1;
const byOpening = (a: AssessmentFact, b: AssessmentFact): number =>
  a.openedOn < b.openedOn ? -1 : a.openedOn > b.openedOn ? 1 : a.id < b.id ? -1 : 1;
const byAsking = (a: LeadProfessionalFact, b: LeadProfessionalFact): number =>
  a.askedOn < b.askedOn ? -1 : a.askedOn > b.askedOn ? 1 : a.id < b.id ? -1 : 1;

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

function leadsAsKnown(leads: readonly LeadProfessionalFact[], knownAt: LocalDate): readonly LeadProfessionalFact[] {
  const known: LeadProfessionalFact[] = [];
  for (const lead of leads) if (lead.askedOn <= knownAt) known.push(leadAsKnown(lead, knownAt));
  return known.length > 1 ? known.sort(byAsking) : known;
}

function leadAsKnown(lead: LeadProfessionalFact, knownAt: LocalDate): LeadProfessionalFact {
  const hideAcceptance = lead.acceptedOn !== undefined && (lead.acceptedRecordedOn ?? lead.acceptedOn) > knownAt;
  const hideEnd = lead.endedOn !== undefined && (lead.endedRecordedOn ?? lead.endedOn) > knownAt;
  if (!hideAcceptance && !hideEnd) return lead;
  const { acceptedOn, endedOn, ...rest } = lead;
  return { ...rest, ...(acceptedOn && !hideAcceptance ? { acceptedOn } : {}), ...(endedOn && !hideEnd ? { endedOn } : {}) };
}

function attachmentAsKnown(attachment: AttachmentFact | null, knownAt: LocalDate): AttachmentFact | null {
  if (attachment === null || attachment.recordedOn > knownAt) return null;
  if (attachment.voidedOn === undefined || (attachment.voidedRecordedOn ?? attachment.voidedOn) <= knownAt) return attachment;
  const { voidedOn: _, ...rest } = attachment;
  return rest;
}

/** As recorded, else the first day on which a lead professional had accepted (reading B). */
function interventionStart(
  evidence: readonly Evidence[],
  members: readonly MemberFact[],
  leads: readonly LeadProfessionalFact[],
  asOf: LocalDate,
): LocalDate | null {
  for (const item of evidence) {
    if (
      item.kind === "INTERVENTION_START" &&
      item.from <= asOf &&
      (item.personId === undefined || members.some((member) => member.personId === item.personId))
    )
      return item.from;
  }
  let first: LocalDate | null = null;
  for (const { acceptedOn } of leads) {
    if (acceptedOn !== undefined && acceptedOn <= asOf && (first === null || acceptedOn < first)) first = acceptedOn;
  }
  return first;
}

/** Every dated beginning and end that still lies ahead, and the birthdays that move an age limit. */
function touchDates(known: KnownFacts): void {
  for (const member of known.members) {
    touch(known, member.from);
    touchAfter(known, member.to);
    if (member.dateOfBirth !== null) touch(known, nextBirthday(member.dateOfBirth, known.asOf));
  }
  for (const item of known.evidence) {
    if (item.from > known.asOf) {
      // They are in order of their first days: what comes after this one changes nothing sooner.
      touch(known, item.from);
      break;
    }
    touchAfter(known, item.to);
  }
  if (known.kinds.includes("ATTENDANCE") || known.kinds.includes("EXCLUSION"))
    touch(known, known.calendar.terms.find((term) => term.to > known.asOf)?.to ?? null);
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

/** The next birthday on which a limit of age is passed. */
function nextBirthday(dateOfBirth: LocalDate, asOf: LocalDate): LocalDate | null {
  const years = yearOf(asOf) - yearOf(dateOfBirth);
  for (const age of AGES_THAT_MATTER) {
    if (age < years) continue;
    const on = birthday(dateOfBirth, age);
    if (on > asOf) return on;
  }
  return null;
}

/** Notes the day after the last day on which something holds. */
function touchAfter(known: KnownFacts, lastDay: LocalDate | undefined): void {
  if (lastDay !== undefined && lastDay >= known.asOf) touch(known, nextDay(lastDay));
}
