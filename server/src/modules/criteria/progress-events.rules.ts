import { addMonths, type LocalDate } from "../../shared/local-date.ts";
import { inWords, windowExit } from "./dates.rules.ts";
import { countsAs } from "./entry-measures.rules.ts";
import type { Criterion, Evidence } from "./facts.rules.ts";
import { concernsFamily, concernsMember, type KnownFacts, touch } from "./known-facts.rules.ts";
import type { ProgressMeasure } from "./outcomes-plan.rules.ts";
import { noProgress, type Progress } from "./progress.rules.ts";

type NoEvents = Extract<ProgressMeasure, { measure: "no-events" }>;
type FewerEvents = Extract<ProgressMeasure, { measure: "fewer-events" }>;

/** Quiet since the last event; another event restarts the clock (reading G). */
export function quietSince(measure: NoEvents, known: KnownFacts): Progress {
  const events = known.evidence.filter((item) => item.from <= known.asOf && countsAs(item, measure.kind) && concernsFamily(known, item));
  const last = events[events.length - 1];
  if (!last) return noProgress("No incident is on record to measure from.");
  const significant = windowExit(last.from, measure.significantMonths);
  const sustained = windowExit(last.from, measure.months);
  touch(known, significant);
  touch(known, sustained);
  const before = events.filter((item) => item.from < last.from).pop();
  const relapsedOn =
    before && known.attachedOn !== null && last.from >= known.attachedOn && windowExit(before.from, measure.significantMonths) <= last.from
      ? last.from
      : null;
  return {
    significantOn: significant <= known.asOf ? significant : null,
    sustainedOn: sustained <= known.asOf ? sustained : null,
    expectedOn: sustained,
    relapsedOn,
    evidenceIds: [last.id],
    sentence: `The last recorded incident was on ${inWords(last.from)}; the test is ${measure.months} months without another, until ${inWords(sustained)}.`,
    numbers: [],
    owed: [],
  };
}

/**
 * Fewer events in a rolling review window than before intervention, as rates and in whole numbers (reading B):
 * with b events in B months and n in R, at least p per cent fewer when 100 (bR - nB) >= p b R. A baseline of
 * none is never reduced, and the review window begins after intervention began.
 */
export function fewerEvents(measure: FewerEvents, known: KnownFacts): Progress {
  const start = known.interventionStart ?? known.asOf;
  const events = known.evidence.filter((item) => countsAs(item, measure.kind) && concernsFamily(known, item));
  const baselineFrom = addMonths(start, -measure.baselineMonths);
  const baseline = events.filter((item) => item.from > baselineFrom && item.from <= start);
  const review = events.filter((item) => item.from > start && item.from <= known.asOf);
  if (baseline.length === 0) return noProgress("No incident is on record from before intervention, so there is nothing to compare with.");
  const significant = reducedSince(measure, known, baseline, review, start, measure.significantMonths);
  const sustained = reducedSince(measure, known, baseline, review, start, measure.reviewMonths);
  return {
    significantOn: significant.since,
    sustainedOn: significant.since === null ? null : sustained.since,
    expectedOn: significant.since === null && sustained.since !== null ? null : sustained.expected,
    relapsedOn: significant.since === null ? (review[review.length - 1]?.from ?? null) : null,
    evidenceIds: [...baseline, ...review].map((item) => item.id),
    sentence: `${baseline.length} in the ${measure.baselineMonths} months before intervention, ${review.length} since; the test is at least ${measure.percentFewer}% fewer over ${measure.reviewMonths} months.`,
    numbers: [],
    owed: [],
  };
}

/** Since when the reduction has held without a break up to as-of, and when it will if nothing further happens. */
function reducedSince(
  measure: FewerEvents,
  known: KnownFacts,
  baseline: readonly Evidence[],
  review: readonly Evidence[],
  start: LocalDate,
  months: number,
): { since: LocalDate | null; expected: LocalDate | null } {
  const first = addMonths(start, months);
  const days = new Set<LocalDate>([first]);
  for (const item of review) {
    if (item.from > first) days.add(item.from);
    const exit = windowExit(item.from, months);
    if (exit > first) days.add(exit);
  }
  let since: LocalDate | null = null;
  let expected: LocalDate | null = null;
  for (const day of [...days].sort()) {
    touch(known, day);
    const holds = isReduced(
      measure,
      baseline,
      review.filter((item) => item.from <= day && windowExit(item.from, months) > day),
      months,
    );
    if (day <= known.asOf) since = holds ? (since ?? day) : null;
    else if (holds && since === null) expected ??= day;
  }
  return { since, expected: since ?? expected };
}

function isReduced(measure: FewerEvents, baseline: readonly Evidence[], review: readonly Evidence[], months: number): boolean {
  const before = baseline.length * months;
  if (100 * (before - review.length * measure.baselineMonths) < measure.percentFewer * before) return false;
  if (measure.noneSerious && review.some((item) => item.kind === "OFFENCE" && item.serious)) return false;
  return !measure.noHarsherSanction || harshest(review) <= harshest(baseline);
}

function harshest(events: readonly Evidence[]): number {
  return events.reduce((level, item) => (item.kind === "ASB_INCIDENT" ? Math.max(level, item.sanctionLevel) : level), 0);
}

/** The lead worker's judgement: progress from the first of an unbroken run, sustained when made at closure or step-down. */
export function judged(criterion: Criterion, known: KnownFacts, since: LocalDate): Progress {
  let significantOn: LocalDate | null = null;
  let sustainedOn: LocalDate | null = null;
  let relapsedOn: LocalDate | null = null;
  const evidenceIds: string[] = [];
  for (const item of known.evidence) {
    if (item.kind !== "JUDGEMENT" || item.criterion !== criterion || item.from < since || item.from > known.asOf) continue;
    if (!concernsMember(known, item)) continue;
    evidenceIds.push(item.id);
    if (item.progressed) {
      significantOn ??= item.from;
      if (item.atClosure) sustainedOn ??= item.from;
    } else {
      if (significantOn !== null) relapsedOn = item.from;
      significantOn = null;
      sustainedOn = null;
    }
  }
  if (significantOn === null) return noProgress("The lead worker has not recorded a judgement of progress.", evidenceIds, relapsedOn);
  const sentence = `The lead worker judged on ${inWords(significantOn)} that this has improved${sustainedOn ? ", and confirmed it at closure or step-down" : ""}.`;
  return { significantOn, sustainedOn, expectedOn: sustainedOn, relapsedOn, evidenceIds, sentence, numbers: [], owed: [] };
}

/** A planned intervention that was completed counts as sustained from that day (S3, domestic abuse). */
export function interventionCompleted(criterion: Criterion, known: KnownFacts, since: LocalDate): Progress {
  for (const item of known.evidence) {
    if (item.kind !== "INTERVENTION" || item.criterion !== criterion || !item.completed || !concernsFamily(known, item)) continue;
    const on = item.to ?? item.from;
    if (on < since || on > known.asOf) continue;
    return {
      significantOn: on,
      sustainedOn: on,
      expectedOn: on,
      relapsedOn: null,
      evidenceIds: [item.id],
      sentence: `The planned intervention was completed on ${inWords(on)}.`,
      numbers: [],
      owed: [],
    };
  }
  return noProgress("No completed intervention is on record.");
}

/** Lower at closure than when first measured. */
export function riskLowered(known: KnownFacts, since: LocalDate): Progress {
  const scores = known.evidence.filter((item) => item.kind === "RISK_SCORE" && item.from <= known.asOf && concernsFamily(known, item));
  const [first] = scores;
  for (const item of scores) {
    if (first?.kind !== "RISK_SCORE" || item.kind !== "RISK_SCORE" || !item.atClosure || item.from < since) continue;
    if (item.score < first.score)
      return {
        significantOn: item.from,
        sustainedOn: item.from,
        expectedOn: item.from,
        relapsedOn: null,
        evidenceIds: [first.id, item.id],
        sentence: `The risk score fell from ${first.score} to ${item.score} at closure on ${inWords(item.from)}.`,
        numbers: [],
        owed: [],
      };
  }
  return noProgress("No lower risk score at closure is on record.");
}
