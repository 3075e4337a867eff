import type { LocalDate } from "../../shared/local-date.ts";
import { appliesFrom, appliesUntil } from "./applicability.rules.ts";
import { absenceOf, attendanceOf, lowestOf, personsWithAttendance, pupilTerms, returnsOf, thresholdSteps } from "./attendance.rules.ts";
import { later, nextDay, sooner, windowExit } from "./dates.rules.ts";
import type { Evidence, ExclusionEvidence } from "./evidence-on-record.rules.ts";
import type { Criterion } from "./facts.rules.ts";
import { type KnownFacts, ofKind } from "./known-facts.rules.ts";
import type { Entry, EntryMeasure } from "./plan-measures.rules.ts";
import { lastCompletedTerm, termAtOrAfter } from "./terms.rules.ts";
import { isAbout, type Scope } from "./who.rules.ts";

/** A time during which an entry test is met, from a day up to (not including) another; null while it goes on. */
export interface Need {
  from: LocalDate;
  until: LocalDate | null;
  personId: string | undefined;
  evidenceIds: readonly string[];
}

/** All times, past and foreseeable, at which a family meets an entry test of a row. */
export function entryNeeds(measure: EntryMeasure, criterion: Criterion, known: KnownFacts, scope: Scope): readonly Need[] {
  switch (measure.measure) {
    case "absence-rate":
      return absenceNeeds(measure, criterion, known);
    case "exclusions":
      return exclusionNeeds(measure, criterion, known);
    case "events":
      return eventNeeds(measure, criterion, known, scope);
    case "open-spell":
      return spellNeeds(measure, criterion, known);
    case "any-of": {
      const needs: Need[] = [];
      for (const part of measure.of) for (const need of entryNeeds(part, criterion, known, scope)) needs.push(need);
      return needs;
    }
    case "all-of":
      return measure.of.map((part) => entryNeeds(part, criterion, known, scope)).reduce(overlaps);
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
  const { personId, evidenceIds } = need;
  for (const member of known.members) {
    if (member.personId !== personId) continue;
    const from = later(later(need.from, member.from), appliesFrom(criterion, member.dateOfBirth, need.from));
    const leaves = member.to === undefined ? null : nextDay(member.to);
    const until = sooner(sooner(need.until, leaves), appliesUntil(criterion, member.dateOfBirth, need.until));
    if (until === null || from < until) out.push({ from, until, personId, evidenceIds });
  }
}

function spellNeeds(measure: Entry<"open-spell">, criterion: Criterion, known: KnownFacts): readonly Need[] {
  const needs: Need[] = [];
  for (const item of ofKind(known, measure.kind)) {
    if (!isSpell(measure, criterion, item)) continue;
    const ends = item.to === undefined ? null : nextDay(item.to);
    const until = sooner(ends, replacedOn(known, item));
    addNeed(needs, known, criterion, { from: item.from, until, personId: item.personId, evidenceIds: [item.id] });
  }
  return needs;
}

function isSpell(measure: Entry<"open-spell">, criterion: Criterion, item: Evidence): boolean {
  if (item.kind === "INTERVENTION") return item.criterion === criterion;
  if (item.kind === "RISK_SCORE") return !item.atClosure;
  if (item.kind === "FINANCE" && item.pounds <= 0) return false;
  return measure.only === undefined || measure.only.includes(wordOf(item));
}

/** The closed word by which a plan picks among spells of one kind. */
function wordOf(item: Evidence): string {
  switch (item.kind) {
    case "SAFEGUARDING":
    case "HOUSING":
      return item.status;
    case "EARLY_HELP":
      return item.impact;
    case "HEALTH_CONCERN":
      return item.concern;
    case "BENEFIT":
      return item.benefit;
    case "SCHOOL_ROLL":
      return item.setting;
    case "FINANCE":
      return item.measure;
    case "DWP_STAGE":
      return String(item.stage);
    default:
      return "";
  }
}

/** A state, a rating or a figure holds until the next one of its kind, where nothing else ends it. */
function replacedOn(known: KnownFacts, item: Evidence): LocalDate | null {
  switch (item.kind) {
    case "SCHOOL_ROLL":
    case "HOUSING":
    case "FINANCE":
    case "DWP_STAGE":
    case "RISK_SCORE":
      for (const other of ofKind(known, item.kind)) {
        if (other.personId !== item.personId || other.from <= item.from) continue;
        if (other.kind !== "FINANCE" || item.kind !== "FINANCE" || other.measure === item.measure) return other.from;
      }
      return null;
    default:
      return null;
  }
}

/** Events that count: proven offences, ASB incidents, and call-outs that were not in support of an injunction. */
export function countsAs(item: Evidence, kind: Entry<"events">["kind"]): boolean {
  if (item.kind !== kind) return false;
  if (item.kind === "OFFENCE") return item.proven;
  if (item.kind === "DOMESTIC_CALL_OUT") return !item.inSupportOfInjunction;
  return true;
}

/** So many events within the months: of each child by themselves, or of all whom the row is about together. */
function eventNeeds(measure: Entry<"events">, criterion: Criterion, known: KnownFacts, scope: Scope): readonly Need[] {
  const needs: Need[] = [];
  const all = ofKind(known, measure.kind).filter(
    (item) => countsAs(item, measure.kind) && isAbout(known, { scope, personId: undefined }, item),
  );
  const apart = scope === "EACH_CHILD" && measure.atLeast > 1 ? [...new Set(all.map((item) => item.personId))] : null;
  for (const events of apart === null ? [all] : apart.map((personId) => all.filter((item) => item.personId === personId))) {
    for (let index = measure.atLeast - 1; index < events.length; index++) {
      const group = events.slice(index - measure.atLeast + 1, index + 1);
      const [first, last] = [group[0], group[group.length - 1]];
      if (!first || !last) continue;
      const until = windowExit(first.from, measure.months);
      if (last.from >= until) continue;
      addNeed(needs, known, criterion, { from: last.from, until, personId: last.personId, evidenceIds: group.map((item) => item.id) });
    }
  }
  return needs;
}

/** The window is the last completed terms and the days since; it moves on when a term ends. */
function exclusionNeeds(measure: Entry<"exclusions">, criterion: Criterion, known: KnownFacts): readonly Need[] {
  const needs: Need[] = [];
  const byPerson = new Map<string | undefined, { fixed: ExclusionEvidence[]; permanent: ExclusionEvidence[] }>();
  for (const item of ofKind(known, "EXCLUSION")) {
    const lists = byPerson.get(item.personId) ?? { fixed: [], permanent: [] };
    (item.permanent ? lists.permanent : lists.fixed).push(item);
    byPerson.set(item.personId, lists);
  }
  for (const [personId, lists] of byPerson) {
    const terms = personId === undefined ? known.calendar.terms : pupilTerms(known, personId);
    const runs: [readonly ExclusionEvidence[], number | undefined][] = [
      [lists.fixed, measure.fixedTermAtLeast],
      [lists.permanent, measure.permanentAtLeast],
    ];
    for (const [events, atLeast] of runs) {
      if (atLeast === undefined) continue;
      for (let index = atLeast - 1; index < events.length; index++) {
        const group = events.slice(index - atLeast + 1, index + 1);
        const [first, last] = [group[0], group[group.length - 1]];
        if (!first || !last) continue;
        const until = terms[termAtOrAfter(terms, first.from) + measure.terms]?.to ?? null;
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
function absenceNeeds(measure: Entry<"absence-rate">, criterion: Criterion, known: KnownFacts): readonly Need[] {
  const needs: Need[] = [];
  for (const personId of personsWithAttendance(known)) {
    const attendance = attendanceOf(known, personId, measure.sessions);
    const firstTerm = attendance.possible.findIndex((possible) => possible > 0);
    const lastTerm = lastCompletedTerm(attendance.terms, known.asOf);
    if (firstTerm < 0) continue;
    const lowest = lowestOf(measure.atLeastPercent, known);
    for (let index = firstTerm; index <= lastTerm; index++) {
      const term = attendance.terms[index];
      if (!term) break;
      const window = absenceOf(attendance, index - measure.terms + 1, index);
      if (window.possible === 0 || 100 * window.absent < lowest * window.possible) continue;
      const evidenceIds = returnsOf(attendance, index - measure.terms + 1, index);
      const ends = attendance.terms[index + 1]?.to ?? null;
      for (const step of thresholdSteps(measure.atLeastPercent, known, term.to, ends)) {
        if (100 * window.absent < step.percent * window.possible) continue;
        addNeed(needs, known, criterion, { from: step.from, until: step.until, personId, evidenceIds });
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
