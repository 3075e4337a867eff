import type { LocalDate } from "../../shared/local-date.ts";
import { appliesFrom, appliesUntil } from "./applicability.rules.ts";
import { absenceOf, attendanceOf, personsWithAttendance, thresholdSteps } from "./attendance.rules.ts";
import { later, nextDay, sooner, windowExit } from "./dates.rules.ts";
import { type Criterion, type Evidence, type ExclusionEvidence, SAFEGUARDING_STATUSES } from "./facts.rules.ts";
import { concernsFamily, type KnownFacts } from "./known-facts.rules.ts";
import type { EntryMeasure } from "./outcomes-plan.rules.ts";
import { lastCompletedTerm, termAtOrAfter } from "./terms.rules.ts";

/** A time during which an entry test is met, from a day up to (not including) another; null while it goes on. */
export interface Need {
  from: LocalDate;
  until: LocalDate | null;
  personId: string | undefined;
  evidenceIds: readonly string[];
}

/** All times, past and foreseeable, at which a family meets an entry test. */
export function entryNeeds(measure: EntryMeasure, criterion: Criterion, known: KnownFacts): readonly Need[] {
  switch (measure.measure) {
    case "absence-rate":
      return absenceNeeds(measure, criterion, known);
    case "exclusions":
      return exclusionNeeds(measure, criterion, known);
    case "events":
      return eventNeeds(measure, criterion, known);
    case "safeguarding-above": {
      const rank = SAFEGUARDING_STATUSES.indexOf(measure.status);
      return spellNeeds(criterion, known, (item) => item.kind === "SAFEGUARDING" && SAFEGUARDING_STATUSES.indexOf(item.status) < rank);
    }
    case "open-spell":
      return spellNeeds(criterion, known, (item) => item.kind === measure.kind);
    case "benefit-spell":
      return spellNeeds(criterion, known, (item) => item.kind === "BENEFIT" && measure.benefits.includes(item.benefit));
    case "any-of":
      return measure.of.flatMap((part) => entryNeeds(part, criterion, known));
    case "all-of":
      return measure.of.map((part) => entryNeeds(part, criterion, known)).reduce(overlaps);
  }
}

/** Whether a need holds on a day. */
export function holdsOn(need: Need, on: LocalDate): boolean {
  return need.from <= on && (need.until === null || need.until > on);
}

/** Cuts a need to the time in which its person belongs to the family and the criterion applies at their age. */
export function addNeed(out: Need[], known: KnownFacts, criterion: Criterion, need: Need): void {
  if (need.personId === undefined) {
    out.push(need);
    return;
  }
  for (const member of known.members) {
    if (member.personId !== need.personId) continue;
    const from = later(later(need.from, member.from), appliesFrom(criterion, member.dateOfBirth));
    const leaves = member.to === undefined ? null : nextDay(member.to);
    const until = sooner(sooner(need.until, leaves), appliesUntil(criterion, member.dateOfBirth));
    if (until === null || from < until) out.push({ ...need, from, until });
  }
}

function spellNeeds(criterion: Criterion, known: KnownFacts, matches: (item: Evidence) => boolean): readonly Need[] {
  const needs: Need[] = [];
  for (const item of known.evidence) {
    if (!matches(item)) continue;
    const until = item.to === undefined ? null : nextDay(item.to);
    addNeed(needs, known, criterion, { from: item.from, until, personId: item.personId, evidenceIds: [item.id] });
  }
  return needs;
}

type OneOf<M extends EntryMeasure["measure"]> = Extract<EntryMeasure, { measure: M }>;

/** Events that count: proven offences, ASB incidents, and call-outs that were not in support of an injunction. */
export function countsAs(item: Evidence, kind: OneOf<"events">["kind"]): boolean {
  if (item.kind !== kind) return false;
  if (item.kind === "OFFENCE") return item.proven;
  if (item.kind === "DOMESTIC_CALL_OUT") return !item.inSupportOfInjunction;
  return true;
}

function eventNeeds(measure: OneOf<"events">, criterion: Criterion, known: KnownFacts): readonly Need[] {
  const needs: Need[] = [];
  const events = known.evidence.filter((item) => countsAs(item, measure.kind) && concernsFamily(known, item));
  for (let index = measure.atLeast - 1; index < events.length; index++) {
    const group = events.slice(index - measure.atLeast + 1, index + 1);
    const [first, last] = [group[0], group[group.length - 1]];
    if (!first || !last) continue;
    const until = windowExit(first.from, measure.months);
    if (last.from < until) {
      addNeed(needs, known, criterion, { from: last.from, until, personId: last.personId, evidenceIds: group.map((item) => item.id) });
    }
  }
  return needs;
}

/** The window is the last completed terms and the days since; it moves on when a term ends. */
function exclusionNeeds(measure: OneOf<"exclusions">, criterion: Criterion, known: KnownFacts): readonly Need[] {
  const needs: Need[] = [];
  const byPerson = new Map<string | undefined, { fixed: ExclusionEvidence[]; permanent: ExclusionEvidence[] }>();
  for (const item of known.evidence) {
    if (item.kind !== "EXCLUSION") continue;
    const lists = byPerson.get(item.personId) ?? { fixed: [], permanent: [] };
    (item.permanent ? lists.permanent : lists.fixed).push(item);
    byPerson.set(item.personId, lists);
  }
  for (const [personId, lists] of byPerson) {
    const runs: [readonly ExclusionEvidence[], number][] = [
      [lists.fixed, measure.fixedTermAtLeast],
      [lists.permanent, measure.permanentAtLeast],
    ];
    for (const [events, atLeast] of runs) {
      for (let index = atLeast - 1; index < events.length; index++) {
        const group = events.slice(index - atLeast + 1, index + 1);
        const [first, last] = [group[0], group[group.length - 1]];
        if (!first || !last) continue;
        const until = known.calendar.terms[termAtOrAfter(known.calendar, first.from) + measure.terms]?.to ?? null;
        if (until !== null && last.from >= until) continue;
        addNeed(needs, known, criterion, { from: last.from, until, personId, evidenceIds: group.map((item) => item.id) });
      }
    }
  }
  return needs;
}

/**
 * Absence summed over the last completed terms and all schools (reading D). A term without its return is owed:
 * it adds nothing to either side of the rate, so it can neither make a need nor end one.
 */
function absenceNeeds(measure: OneOf<"absence-rate">, criterion: Criterion, known: KnownFacts): readonly Need[] {
  const needs: Need[] = [];
  for (const personId of personsWithAttendance(known)) {
    const attendance = attendanceOf(known, personId, measure.sessions);
    const firstTerm = attendance.possible.findIndex((possible) => possible > 0);
    const lastTerm = lastCompletedTerm(known.calendar, known.asOf);
    if (firstTerm < 0) continue;
    for (let index = firstTerm; index <= lastTerm; index++) {
      const term = known.calendar.terms[index];
      if (!term) break;
      const window = absenceOf(attendance, index - measure.terms + 1, index);
      if (window.possible === 0) continue;
      const ends = known.calendar.terms[index + 1]?.to ?? null;
      for (const step of thresholdSteps(measure.atLeastPercent, known, term.to, ends)) {
        if (100 * window.absent < step.percent * window.possible) continue;
        addNeed(needs, known, criterion, { from: step.from, until: step.until, personId, evidenceIds: window.evidenceIds });
      }
    }
  }
  return needs;
}

function overlaps(left: readonly Need[], right: readonly Need[]): readonly Need[] {
  const both: Need[] = [];
  for (const a of left) {
    for (const b of right) {
      if (a.personId !== undefined && b.personId !== undefined && a.personId !== b.personId) continue;
      const from = later(a.from, b.from);
      const until = sooner(a.until, b.until);
      if (until === null || from < until)
        both.push({ from, until, personId: a.personId ?? b.personId, evidenceIds: [...a.evidenceIds, ...b.evidenceIds] });
    }
  }
  return both;
}
