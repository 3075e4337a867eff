import type { LocalDate } from "../../shared/local-date.ts";
import { type Attendance, absenceOf, attendanceOf, thresholdNow } from "./attendance.rules.ts";
import { inWords } from "./dates.rules.ts";
import type { KnownFacts } from "./known-facts.rules.ts";
import type { ProgressMeasure } from "./outcomes-plan.rules.ts";
import { noProgress, type Progress } from "./progress.rules.ts";

type TermMeasure = Extract<ProgressMeasure, { measure: "absence-terms-improved" | "exclusion-terms-improved" }>;
type TermState = "OWED" | "IMPROVED" | "NOT_IMPROVED";

/**
 * A run of completed terms after the start of intervention, each better than the child's own baseline and within
 * the threshold (reading E): significant from the first of the run, sustained at the end of the last one needed.
 * A term whose return is owed ends no run and carries none: two improved terms on either side of it are not
 * consecutive until it comes.
 */
export function termsImproved(measure: TermMeasure, known: KnownFacts, personId: string, start: LocalDate): Progress {
  const { terms } = known.calendar;
  const attendance = attendanceOf(known, personId, measure.measure === "absence-terms-improved" ? measure.sessions : "ALL");
  const judge =
    measure.measure === "absence-terms-improved"
      ? absenceJudge(measure, known, attendance, start)
      : exclusionJudge(measure, known, attendance, personId, start);
  let run = 0;
  let lastImproved = -1;
  let significantOn: LocalDate | null = null;
  let sustainedOn: LocalDate | null = null;
  let relapsedOn: LocalDate | null = null;
  const owed: string[] = [];
  for (let index = 0; index < terms.length; index++) {
    const term = terms[index];
    if (!term || term.from < start) continue;
    if (term.to > known.asOf) break;
    const state = judge(index);
    if (state === "OWED") owed.push(term.name);
    else if (state === "NOT_IMPROVED") {
      if (run > 0) relapsedOn = term.to;
      run = 0;
      significantOn = null;
      sustainedOn = null;
    } else {
      if (run === 0 || (sustainedOn === null && lastImproved !== index - 1)) {
        run = 0;
        significantOn = term.to;
      }
      run++;
      lastImproved = index;
      if (run >= measure.terms) sustainedOn ??= term.to;
    }
  }
  const evidenceIds = attendance.evidenceIds.flat();
  const what = measure.measure === "absence-terms-improved" ? "Attendance" : "Exclusions";
  const awaiting = owed.length > 0 ? ` No return yet for ${owed.join(", ")}.` : "";
  if (significantOn === null)
    return noProgress(
      `${what} have not yet improved for a whole term since ${inWords(start)}.${awaiting}`.replace("Attendance have", "Attendance has"),
      evidenceIds,
      relapsedOn,
    );
  const expectedOn = sustainedOn ?? terms[lastImproved + measure.terms - run]?.to ?? null;
  return {
    significantOn,
    sustainedOn,
    expectedOn,
    relapsedOn,
    evidenceIds,
    sentence: `${what}: ${Math.min(run, measure.terms)} of ${measure.terms} consecutive terms improved, the first ending ${inWords(significantOn)}.${awaiting}`,
    numbers: [],
    owed: [],
  };
}

function absenceJudge(
  measure: Extract<TermMeasure, { measure: "absence-terms-improved" }>,
  known: KnownFacts,
  attendance: Attendance,
  start: LocalDate,
): (index: number) => TermState {
  const under = thresholdNow(measure.underPercent, known);
  const first = firstTermFrom(known, start);
  const baseline = absenceOf(attendance, first - measure.baselineTerms, first - 1);
  return (index) => {
    const possible = attendance.possible[index] ?? 0;
    const absent = attendance.absent[index] ?? 0;
    if (possible === 0) return "OWED";
    if (100 * absent >= under * possible) return "NOT_IMPROVED";
    return measure.belowBaseline && baseline.possible > 0 && absent * baseline.possible >= baseline.absent * possible
      ? "NOT_IMPROVED"
      : "IMPROVED";
  };
}

/** A term's exclusions are known to be none only when the school's return for the term has come. */
function exclusionJudge(
  measure: Extract<TermMeasure, { measure: "exclusion-terms-improved" }>,
  known: KnownFacts,
  attendance: Attendance,
  personId: string,
  start: LocalDate,
): (index: number) => TermState {
  const first = firstTermFrom(known, start);
  const within = (from: number, to: number): { fixed: number; permanent: number } => {
    const begins = known.calendar.terms[Math.max(0, from)]?.from;
    const ends = known.calendar.terms[to]?.to;
    const count = { fixed: 0, permanent: 0 };
    if (begins === undefined || ends === undefined || to < from) return count;
    for (const item of known.evidence) {
      if (item.kind === "EXCLUSION" && item.personId === personId && item.from >= begins && item.from <= ends)
        count[item.permanent ? "permanent" : "fixed"]++;
    }
    return count;
  };
  const baseline = within(first - measure.baselineTerms, first - 1).fixed;
  return (index) => {
    const term = within(index, index);
    if (term.permanent > 0 || term.fixed >= measure.fewerThan) return "NOT_IMPROVED";
    if (term.fixed > 0 && measure.baselineTerms * term.fixed >= baseline) return "NOT_IMPROVED";
    return (attendance.possible[index] ?? 0) > 0 ? "IMPROVED" : "OWED";
  };
}

function firstTermFrom(known: KnownFacts, start: LocalDate): number {
  const index = known.calendar.terms.findIndex((term) => term.from >= start);
  return index < 0 ? known.calendar.terms.length : index;
}
