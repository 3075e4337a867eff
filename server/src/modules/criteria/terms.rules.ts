import { z } from "zod";
import { isLocalDate, type LocalDate } from "../../shared/local-date.ts";

/** One school term of an authority; attendance returns name it by its first day. */
export interface SchoolTerm {
  name: string;
  from: LocalDate;
  to: LocalDate;
}

/** An authority's terms in order of time, and where to find each by its first day. */
export interface TermCalendar {
  readonly terms: readonly SchoolTerm[];
  readonly indexByFirstDay: ReadonlyMap<string, number>;
}

const day = z.string().refine(isLocalDate, "not a calendar day in the form YYYY-MM-DD");
const file = z.object({
  authority: z.string().min(1),
  source: z.string().min(1),
  terms: z.array(z.strictObject({ name: z.string().min(1), from: day, to: day })).min(1),
});

/** Reads a file of school terms; throws with the path of each faulty line. Terms must follow one another. */
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
  return terms;
}

const calendars = new WeakMap<readonly SchoolTerm[], TermCalendar>();

/** The calendar of a list of terms, built once per list. */
export function termCalendar(terms: readonly SchoolTerm[]): TermCalendar {
  let calendar = calendars.get(terms);
  if (!calendar) {
    calendar = { terms, indexByFirstDay: new Map(terms.map((term, index) => [term.from, index])) };
    calendars.set(terms, calendar);
  }
  return calendar;
}

/** Index of the last term completed by the end of a day (its last day included); -1 when there is none. */
export function lastCompletedTerm(calendar: TermCalendar, on: LocalDate): number {
  for (let index = calendar.terms.length - 1; index >= 0; index--) {
    const term = calendar.terms[index];
    if (term && term.to <= on) return index;
  }
  return -1;
}

/** Index of the first term that has not ended before a day; the number of terms when all have. */
export function termAtOrAfter(calendar: TermCalendar, on: LocalDate): number {
  const index = calendar.terms.findIndex((term) => term.to >= on);
  return index < 0 ? calendar.terms.length : index;
}
