import type { LocalDate } from "../../shared/local-date.ts";
import { absenceOf, attendanceOf, returnsOf, thresholdNow } from "./attendance.rules.ts";
import { inWords, nextDay } from "./dates.rules.ts";
import { type Attendance, type KnownFacts, ofKind, touch } from "./known-facts.rules.ts";
import { owes } from "./owing.rules.ts";
import type { ProgressBy } from "./plan-measures.rules.ts";
import { noProgress, type Owed, type Progress } from "./progress.rules.ts";
import type { VerdictNumber } from "./standings.rules.ts";
import { termFrom } from "./terms.rules.ts";

type TermMeasure = ProgressBy<"absence-rate"> | ProgressBy<"exclusions">;

/** Of a stretch of terms: one where each is judged by itself, several where they are added up. */
interface Judge {
  met(from: number, to: number): boolean;
  tell(from: number, to: number): { numbers: readonly VerdictNumber[]; sentence: string };
}

/** How the terms since intervention have gone, up to the last one that is completed. */
interface Run {
  significantOn: LocalDate | null;
  sustainedOn: LocalDate | null;
  relapsedOn: LocalDate | null;
  /** Index of the term whose end would sustain it, if what is owed comes as good as the rest. */
  expectedAt: number;
  /** The terms of the run that is now, or of the last sum. */
  counted: number;
  /** The stretch that was judged last. */
  shown: readonly [number, number] | null;
  owed: readonly number[];
}

/**
 * The completed terms after the start of intervention, as one child had them. A term whose return is owed ends no
 * run and carries none, and no sum is whole without it (reading D).
 */
export function overTerms(measure: TermMeasure, known: KnownFacts, personId: string, start: LocalDate): Progress {
  const attendance = attendanceOf(known, personId, measure.measure === "absence-rate" ? measure.sessions : "ALL");
  const first = termFrom(attendance.terms, start);
  touch(known, attendance.terms.find((term) => term.to > known.asOf)?.to ?? null);
  const judge =
    measure.measure === "absence-rate"
      ? absenceJudge(measure, known, attendance, first)
      : exclusionJudge(measure, known, attendance.terms, personId, first);
  const run = (measure.run === "RESTARTS" ? runOfTerms : sumOfTerms)(measure, known, attendance, first, judge);
  const { terms } = attendance;
  const evidenceIds = returnsOf(attendance, 0, attendance.terms.length - 1);
  const shown = run.shown && judge.tell(...run.shown);
  const names = run.owed.map((index) => terms[index]?.name ?? "");
  const awaiting = names.length > 0 ? ` No return yet for ${names.join(", ")}.` : "";
  const owed = run.owed.map((index): Owed => {
    const term = terms[index];
    return owes("ATTENDANCE", "SCHOOL", personId, `The school's return for ${term?.name}.`, term ? nextDay(term.to) : null);
  });
  const numbers: VerdictNumber[] = [
    ...(shown?.numbers ?? []),
    { name: "terms so far", value: run.significantOn === null ? 0 : Math.min(run.counted, measure.terms), unit: "terms" },
    { name: "terms that it takes", value: measure.terms, unit: "terms" },
  ];
  const told = shown ? ` ${shown.sentence}` : "";
  const what = measure.measure === "absence-rate" ? "Attendance" : "Exclusions";
  if (run.significantOn === null) {
    const has = measure.measure === "absence-rate" ? "has" : "have";
    const sentence = `${what} ${has} not yet improved for a whole term since ${inWords(start)}.${told}${awaiting}`;
    return noProgress(sentence, evidenceIds, run.relapsedOn, numbers, owed);
  }
  return {
    significantOn: run.significantOn,
    sustainedOn: run.sustainedOn,
    expectedOn: run.sustainedOn ?? terms[run.expectedAt]?.to ?? null,
    relapsedOn: run.relapsedOn,
    evidenceIds,
    sentence:
      measure.run === "RESTARTS"
        ? `${what}: ${Math.min(run.counted, measure.terms)} of ${measure.terms} consecutive terms improved; better since ${inWords(run.significantOn)}.${told}${awaiting}`
        : `${what} within the limit since ${inWords(run.significantOn)}, counted over ${run.counted} of the ${measure.terms} terms that it takes.${told}${awaiting}`,
    numbers,
    owed,
  };
}

/**
 * Each term by itself (reading E): significant from the first of an unbroken run, sustained at the end of the last
 * one needed. Two improved terms on either side of an owed one are not consecutive until it comes; but nothing says
 * that things were worse in between, and the progress dates from the earlier.
 */
function runOfTerms(measure: TermMeasure, known: KnownFacts, attendance: Attendance, first: number, judge: Judge): Run {
  const { terms } = attendance;
  const owed: number[] = [];
  const run: Run = { significantOn: null, sustainedOn: null, relapsedOn: null, expectedAt: -1, counted: 0, shown: null, owed };
  let lastImproved = -1;
  let begun = first;
  for (let index = first; index < terms.length; index++) {
    const term = terms[index];
    if (!term || term.to > known.asOf) break;
    const met = judge.met(index, index);
    if ((attendance.possible[index] ?? 0) === 0 && met) {
      owed.push(index);
      continue;
    }
    run.shown = [index, index];
    if (!met) {
      if (run.counted > 0) run.relapsedOn = term.to;
      begun = index + 1;
      run.counted = 0;
      run.significantOn = run.sustainedOn = null;
      continue;
    }
    if (run.sustainedOn === null && lastImproved !== index - 1) run.counted = 0;
    run.significantOn ??= term.to;
    run.counted++;
    lastImproved = index;
    if (run.counted >= measure.terms) run.sustainedOn ??= term.to;
  }
  run.expectedAt = begun + measure.terms - 1;
  return run;
}

/**
 * The last terms added up anew at the end of each (reading G): significant while the sum so far is within the limit,
 * sustained once it is the sum of as many terms as it takes, none of them owed.
 */
function sumOfTerms(measure: TermMeasure, known: KnownFacts, attendance: Attendance, first: number, judge: Judge): Run {
  const { terms } = attendance;
  const owed: number[] = [];
  const run: Run = { significantOn: null, sustainedOn: null, relapsedOn: null, expectedAt: -1, counted: 0, shown: null, owed };
  let gap = first - 1;
  let last = first - 1;
  let within = first;
  for (let index = first; index < terms.length; index++) {
    const term = terms[index];
    if (!term || term.to > known.asOf) break;
    const from = Math.max(first, index - measure.terms + 1);
    const met = judge.met(from, index);
    const isOwed = (attendance.possible[index] ?? 0) === 0;
    if (isOwed) owed.push(index);
    if (isOwed && (met || measure.measure === "absence-rate")) continue;
    if (last < index - 1) gap = index - 1;
    last = index;
    run.shown = [from, index];
    run.counted = index - Math.max(from - 1, gap);
    if (!met) {
      if (run.significantOn !== null) run.relapsedOn = term.to;
      within = index + 1;
      run.significantOn = run.sustainedOn = null;
      continue;
    }
    run.significantOn ??= term.to;
    if (run.counted >= measure.terms) run.sustainedOn ??= term.to;
  }
  run.expectedAt = Math.max(within, first + measure.terms - 1);
  return run;
}

function absenceJudge(measure: ProgressBy<"absence-rate">, known: KnownFacts, attendance: Attendance, first: number): Judge {
  const under = thresholdNow(measure.underPercent, known);
  const baseline = measure.belowBaselineTerms === undefined ? null : absenceOf(attendance, first - measure.belowBaselineTerms, first - 1);
  const isMet = (from: number, to: number): boolean => {
    const { absent, possible } = absenceOf(attendance, from, to);
    if (possible === 0) return true;
    if (100 * absent >= under * possible) return false;
    return baseline === null || baseline.possible === 0 || absent * baseline.possible < baseline.absent * possible;
  };
  const tell: Judge["tell"] = (from, to) => {
    const { absent, possible } = absenceOf(attendance, from, to);
    const numbers: VerdictNumber[] = [
      { name: "sessions missed", value: absent, unit: "sessions" },
      { name: "sessions possible", value: possible, unit: "sessions" },
      { name: "absence", value: rate(absent, possible), unit: "percent" },
      { name: "must be under", value: under, unit: "percent" },
    ];
    if (baseline !== null && baseline.possible > 0)
      numbers.push({ name: "absence before support began", value: rate(baseline.absent, baseline.possible), unit: "percent" });
    const over =
      from === to ? ` in ${attendance.terms[to]?.name}` : ` from ${attendance.terms[from]?.name} to ${attendance.terms[to]?.name}`;
    const sessions = measure.sessions === "ALL" ? "sessions" : "sessions without leave";
    const sentence = `Missed ${absent} of ${possible} ${sessions}${over} (${rate(absent, possible)}%); it takes less than ${under}%.`;
    return { numbers, sentence };
  };
  return { met: isMet, tell };
}

/** In percent with one decimal, worked out once from the counts. */
function rate(absent: number, possible: number): number {
  return possible === 0 ? 0 : Math.round((1000 * absent) / possible) / 10;
}

/** A term's exclusions are known to be none only when the school's return for the term has come. */
function exclusionJudge(
  measure: ProgressBy<"exclusions">,
  known: KnownFacts,
  terms: Attendance["terms"],
  personId: string,
  first: number,
): Judge {
  const within = (from: number, to: number): { fixed: number; permanent: number } => {
    const begins = terms[Math.max(0, from)]?.from;
    const ends = terms[to]?.to;
    const count = { fixed: 0, permanent: 0 };
    if (begins === undefined || ends === undefined || to < from) return count;
    for (const item of ofKind(known, "EXCLUSION")) {
      if (item.personId === personId && item.from >= begins && item.from <= ends) count[item.permanent ? "permanent" : "fixed"]++;
    }
    return count;
  };
  const baselineTerms = measure.belowBaselineTerms;
  const baseline = baselineTerms === undefined ? 0 : within(first - baselineTerms, first - 1).fixed;
  const isMet = (from: number, to: number): boolean => {
    const { fixed, permanent } = within(from, to);
    if (fixed >= measure.fewerThan || (measure.nonePermanent && permanent > 0)) return false;
    return baselineTerms === undefined || fixed === 0 || baselineTerms * fixed < baseline * (to - from + 1);
  };
  const tell: Judge["tell"] = (from, to) => {
    const count = within(from, to);
    const numbers: VerdictNumber[] = [
      { name: "fixed-term exclusions", value: count.fixed, unit: "incidents" },
      { name: "must be fewer than", value: measure.fewerThan, unit: "incidents" },
    ];
    if (measure.nonePermanent) numbers.push({ name: "permanent exclusions", value: count.permanent, unit: "incidents" });
    const over = from === to ? ` in ${terms[to]?.name}` : ` from ${terms[from]?.name} to ${terms[to]?.name}`;
    const also = measure.nonePermanent && count.permanent > 0 ? ", and excluded for good" : "";
    return {
      numbers,
      sentence: `Excluded for a fixed term ${count.fixed === 1 ? "once" : count.fixed === 0 ? "not at all" : `${count.fixed} times`}${over}${also}; it takes fewer than ${measure.fewerThan}.`,
    };
  };
  return { met: isMet, tell };
}
