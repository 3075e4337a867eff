import type { LocalDate } from "../../shared/local-date.ts";
import { type Attendance, type KnownFacts, ofKind, touch } from "./known-facts.rules.ts";
import { lastCompletedTerm, type SchoolTerm } from "./terms.rules.ts";

export interface Absence {
  possible: number;
  absent: number;
}

/** Who has at least one attendance return. */
export function personsWithAttendance(known: KnownFacts): readonly string[] {
  const persons: string[] = [];
  for (const { personId } of ofKind(known, "ATTENDANCE")) if (personId !== undefined && !persons.includes(personId)) persons.push(personId);
  return persons.length > 1 ? persons.sort() : persons;
}

/**
 * The terms as one child has them: by the dates of their own school, where it keeps others than the authority.
 * Of a term at two schools the child has both, from the first day of either to the last.
 */
export function pupilTerms(known: KnownFacts, personId: string): readonly SchoolTerm[] {
  const { terms, ownDates } = known.calendar;
  if (!ownDates) return terms;
  const own = terms.map((term, index) => {
    const dates = schoolsIn(known, personId, index).map((school) => term.schools?.[school] ?? term);
    if (dates.length === 0) return term;
    const from = dates.reduce((first, each) => (each.from < first ? each.from : first), dates[0]?.from ?? term.from);
    const to = dates.reduce((last, each) => (each.to > last ? each.to : last), dates[0]?.to ?? term.to);
    return { name: term.name, from, to };
  });
  for (const term of own) touch(known, term.to);
  return own;
}

/** Where a child is in a term: by its returns, else by the roll, else where the last return before or the next came from. */
function schoolsIn(known: KnownFacts, personId: string, index: number): readonly string[] {
  const term = known.calendar.terms[index];
  const here = new Set<string>();
  let roll: string | undefined;
  let before: string | undefined;
  let after: string | undefined;
  for (const item of known.evidence) {
    if (item.personId !== personId || !term) continue;
    if (item.kind === "ATTENDANCE") {
      if (item.term === term.from) here.add(item.school);
      else if (item.term < term.from) before = item.school;
      else after ??= item.school;
    } else if (item.kind === "SCHOOL_ROLL" && item.from <= term.to && (item.to === undefined || item.to >= term.from)) {
      roll = item.school ?? roll;
    }
  }
  if (here.size > 0) return [...here];
  const nearest = roll ?? before ?? after;
  return nearest === undefined ? [] : [nearest];
}

/** Only returns of completed terms count; a return of a term outside the calendar counts nowhere. Worked out once. */
export function attendanceOf(known: KnownFacts, personId: string, sessions: "ALL" | "UNAUTHORISED"): Attendance {
  for (const entry of known.attendance) if (entry.sessions === sessions && entry.personId === personId) return entry.attendance;
  const attendance = addedUp(known, personId, sessions);
  known.attendance.push({ sessions, personId, attendance });
  return attendance;
}

function addedUp(known: KnownFacts, personId: string, sessions: "ALL" | "UNAUTHORISED"): Attendance {
  const terms = pupilTerms(known, personId);
  const size = terms.length;
  const last = lastCompletedTerm(terms, known.asOf);
  const attendance: Attendance = {
    terms,
    possible: new Array<number>(size).fill(0),
    absent: new Array<number>(size).fill(0),
    evidenceIds: [],
  };
  for (const item of ofKind(known, "ATTENDANCE")) {
    if (item.personId !== personId) continue;
    const index = known.calendar.indexByFirstDay.get(item.term);
    if (index === undefined || index > last) continue;
    attendance.possible[index] = (attendance.possible[index] ?? 0) + item.possible;
    attendance.absent[index] = (attendance.absent[index] ?? 0) + item.unauthorised + (sessions === "ALL" ? item.authorised : 0);
    const ids = attendance.evidenceIds[index];
    if (ids) ids.push(item.id);
    else attendance.evidenceIds[index] = [item.id];
  }
  return attendance;
}

/** The sum over the terms from one index to another, both included; those before the calendar are left out. */
export function absenceOf(attendance: Attendance, from: number, to: number): Absence {
  let possible = 0;
  let absent = 0;
  for (let index = Math.max(0, from); index <= to; index++) {
    possible += attendance.possible[index] ?? 0;
    absent += attendance.absent[index] ?? 0;
  }
  return { possible, absent };
}

/** The ids of the returns of the same terms. */
export function returnsOf(attendance: Attendance, from: number, to: number): readonly string[] {
  const found: string[] = [];
  for (let index = Math.max(0, from); index <= to; index++) {
    const ids = attendance.evidenceIds[index];
    if (ids) for (const id of ids) found.push(id);
  }
  return found;
}

type Schedule = readonly { from: LocalDate; percent: number }[];

/** The percentage that holds on a day: the last step by then, or the first one before any. */
function thresholdOn(schedule: Schedule, on: LocalDate): number {
  let percent = schedule[0]?.percent ?? 100;
  for (const step of schedule) if (step.from <= on) percent = step.percent;
  return percent;
}

/** The percentage for the day, or for the claim's day when one was given; reports when it will change. */
export function thresholdNow(schedule: Schedule, known: KnownFacts): number {
  if (known.claimDate !== null) return thresholdOn(schedule, known.claimDate);
  for (const step of schedule) touch(known, step.from);
  return thresholdOn(schedule, known.asOf);
}

/** The lowest percentage that holds on any day; reports when it will change. */
export function lowestOf(schedule: Schedule, known: KnownFacts): number {
  let lowest = 100;
  for (const { from, percent } of schedule) {
    touch(known, from);
    if (percent < lowest) lowest = percent;
  }
  return lowest;
}

/** Cuts a stretch of time at the days on which the threshold changes. */
export function thresholdSteps(
  schedule: Schedule,
  known: KnownFacts,
  from: LocalDate,
  until: LocalDate | null,
): readonly { from: LocalDate; until: LocalDate | null; percent: number }[] {
  if (known.claimDate !== null) return [{ from, until, percent: thresholdOn(schedule, known.claimDate) }];
  const parts: { from: LocalDate; until: LocalDate | null; percent: number }[] = [];
  let start = from;
  for (const step of schedule) {
    touch(known, step.from);
    if (step.from <= start || (until !== null && step.from >= until)) continue;
    parts.push({ from: start, until: step.from, percent: thresholdOn(schedule, start) });
    start = step.from;
  }
  parts.push({ from: start, until, percent: thresholdOn(schedule, start) });
  return parts;
}
