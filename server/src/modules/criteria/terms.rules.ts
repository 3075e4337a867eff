import { z } from "zod";
import { isLocalDate, type LocalDate } from "../../shared/local-date.ts";

/** One school term of an authority; attendance returns name it by its first day. */
export interface SchoolTerm {
  name: string;
  from: LocalDate;
  to: LocalDate;
  /** Schools with dates of their own for that term, by name as their returns give it. */
  schools?: Readonly<Record<string, TermDates>>;
}
interface TermDates {
  from: LocalDate;
  to: LocalDate;
}

/** An authority's terms in order of time, and where to find each by its first day. */
export interface TermCalendar {
  readonly terms: readonly SchoolTerm[];
  readonly indexByFirstDay: ReadonlyMap<string, number>;
  /** Whether any school has dates of its own. */
  readonly ownDates: boolean;
}

const day = z.string().refine(isLocalDate, "not a calendar day in the form YYYY-MM-DD");
const dates = z.strictObject({ from: day, to: day });
const file = z.object({
  authority: z.string().min(1),
  source: z.string().min(1),
  terms: z
    .array(z.strictObject({ name: z.string().min(1), from: day, to: day, schools: z.record(z.string().min(1), dates).optional() }))
    .min(1),
});

/**
 * Reads a file of school terms; throws with the path of each faulty line. Terms must follow one another, at each
 * school that keeps dates of its own as in the authority.
 */
export function parseSchoolTerms(json: unknown): readonly SchoolTerm[] {
  const parsed = file.safeParse(json);
  if (!parsed.success) {
    throw new Error(parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("\n"));
  }
  const terms = parsed.data.terms as SchoolTerm[];
  terms.forEach((term, index) => {
    const before = terms[index - 1];
    if (term.to < term.from) throw new Error(`terms.${index}.to: the term ends before it begins`);
    if (before && term.from <= before.to) throw new Error(`terms.${index}.from: overlaps with the term before`);
  });
  for (const school of new Set(terms.flatMap((term) => Object.keys(term.schools ?? {})))) checkSchool(terms, school);
  return terms;
}

function checkSchool(terms: readonly SchoolTerm[], school: string): void {
  terms.forEach((term, index) => {
    const own = term.schools?.[school];
    if (own && own.to < own.from) throw new Error(`terms.${index}.schools.${school}.to: the term ends before it begins`);
    const before = terms[index - 1];
    if (!before || (own ?? term).from > (before.schools?.[school] ?? before).to) return;
    throw new Error(
      own
        ? `terms.${index}.schools.${school}.from: overlaps with the school's term before`
        : `terms.${index - 1}.schools.${school}.to: overlaps with the school's term after`,
    );
  });
}

const calendars = new WeakMap<readonly SchoolTerm[], TermCalendar>();

/** The calendar of a list of terms, built once per list. */
export function termCalendar(terms: readonly SchoolTerm[]): TermCalendar {
  let calendar = calendars.get(terms);
  if (!calendar) {
    calendar = {
      terms,
      indexByFirstDay: new Map(terms.map((term, index) => [term.from, index])),
      ownDates: terms.some((term) => term.schools),
    };
    calendars.set(terms, calendar);
  }
  return calendar;
}

/** Index of the last term completed by the end of a day (its last day included); -1 when there is none. */
export function lastCompletedTerm(terms: readonly SchoolTerm[], on: LocalDate): number {
  for (let index = terms.length - 1; index >= 0; index--) {
    const term = terms[index];
    if (term && term.to <= on) return index;
  }
  return -1;
}

/** Index of the first term that has not ended before a day; the number of terms when all have. */
export function termAtOrAfter(terms: readonly SchoolTerm[], on: LocalDate): number {
  const index = terms.findIndex((term) => term.to >= on);
  return index < 0 ? terms.length : index;
}

/** Index of the first term that begins on a day or later; the number of terms when none does. */
export function termFrom(terms: readonly SchoolTerm[], on: LocalDate): number {
  const index = terms.findIndex((term) => term.from >= on);
  return index < 0 ? terms.length : index;
}
