import { addMonths, type LocalDate } from "../../shared/local-date.ts";
import { inWords, later, windowExit } from "./dates.rules.ts";
import { countsAs } from "./entry-measures.rules.ts";
import type { Evidence } from "./evidence-on-record.rules.ts";
import { type KnownFacts, ofKind, touch } from "./known-facts.rules.ts";
import { coveredOn, owes } from "./owing.rules.ts";
import type { Entry, ProgressBy } from "./plan-measures.rules.ts";
import { noProgress, type Owed, type Progress } from "./progress.rules.ts";
import type { VerdictNumber } from "./standings.rules.ts";
import { isAbout, type Who } from "./who.rules.ts";

type NoEvents = ProgressBy<"no-events">;
type FewerEvents = ProgressBy<"fewer-events">;
type EventKind = Entry<"events">["kind"];

const ONE: Record<EventKind, string> = {
  OFFENCE: "offence",
  ASB_INCIDENT: "incident of anti-social behaviour",
  DOMESTIC_CALL_OUT: "police call-out to an incident at home",
};
const MANY: Record<EventKind, string> = {
  OFFENCE: "offences",
  ASB_INCIDENT: "incidents of anti-social behaviour",
  DOMESTIC_CALL_OUT: "police call-outs to incidents at home",
};
const counted = (count: number, kind: EventKind): string => `${count} ${count === 1 ? ONE[kind] : MANY[kind]}`;
const incidents = (name: string, value: number): VerdictNumber => ({ name, value, unit: "incidents" });
const share = (name: string, value: number): VerdictNumber => ({ name, value, unit: "percent" });

/** Quiet since the last event; another event restarts the clock (reading G). */
export function quietSince(measure: NoEvents, known: KnownFacts, who: Who): Progress {
  const events = ofKind(known, measure.kind).filter(
    (item) => item.from <= known.asOf && countsAs(item, measure.kind) && isAbout(known, who, item),
  );
  const last = events[events.length - 1];
  if (!last) return noProgress(`No ${ONE[measure.kind]} is on record to measure from.`);
  const significant = shownOn(measure, known, who, measure.significantMonths, windowExit(last.from, measure.significantMonths));
  const sustained = shownOn(measure, known, who, measure.months, windowExit(last.from, measure.months));
  const before = events.filter((item) => item.from < last.from).pop();
  const relapsedOn =
    before && known.attachedOn !== null && last.from >= known.attachedOn && windowExit(before.from, measure.significantMonths) <= last.from
      ? last.from
      : null;
  const ends = windowExit(last.from, measure.months);
  return {
    significantOn: reached(significant, known),
    sustainedOn: reached(sustained, known),
    expectedOn: sustained,
    relapsedOn,
    evidenceIds: [last.id],
    sentence: `The last recorded ${ONE[measure.kind]} was on ${inWords(last.from)}; it takes ${measure.months} months without another, until ${inWords(ends)}.${sustained === null ? UNCOVERED : ""}`,
    numbers: [{ name: "months without another that it takes", value: measure.months, unit: "months" }],
    owed: sustained === null ? [coverageOwed(measure.kind, who, ends)] : [],
  };
}

/**
 * Fewer events in a rolling review window than before intervention, as rates and in whole numbers (reading B):
 * with b events in B months and n in R, at least p per cent fewer when 100 (bR - nB) >= p b R. A baseline of
 * none is never reduced, and the review window begins after intervention began.
 */
export function fewerEvents(measure: FewerEvents, known: KnownFacts, who: Who): Progress {
  const { kind, baselineMonths, reviewMonths } = measure;
  const start = known.interventionStart ?? known.asOf;
  const events = ofKind(known, kind).filter((item) => countsAs(item, kind) && isAbout(known, who, item));
  const baselineFrom = addMonths(start, -baselineMonths);
  const baseline = events.filter((item) => item.from > baselineFrom && item.from <= start);
  const review = events.filter((item) => item.from > start && item.from <= known.asOf);
  if (baseline.length === 0)
    return noProgress(`No ${ONE[kind]} is on record from before support began, so there is nothing to compare with.`);
  const significant = reducedSince(measure, known, who, baseline, review, start, measure.significantMonths);
  const sustained = reducedSince(measure, known, who, baseline, review, start, reviewMonths);
  const now = review.filter((item) => windowExit(item.from, reviewMonths) > known.asOf);
  const before = baseline.length * reviewMonths;
  const fewer = (100 * (before - now.length * baselineMonths)) / before;
  const serious = now.filter((item) => item.kind === "OFFENCE" && item.serious).length;
  const worse = measure.noHarsherSanction && harshest(now) > harshest(baseline);
  const why = [
    measure.noneSerious && serious > 0 ? " A serious one among them undoes it." : "",
    worse ? " A harsher sanction than before undoes it." : "",
    sustained.uncovered ? UNCOVERED : "",
  ].join("");
  return {
    significantOn: significant.since,
    sustainedOn: bothFrom(significant.since, sustained.since),
    expectedOn: bothFrom(significant.expected, sustained.expected),
    relapsedOn: significant.since === null ? (review[review.length - 1]?.from ?? null) : null,
    evidenceIds: [...baseline, ...review].map((item) => item.id),
    sentence: `In the ${baselineMonths} months before support began: ${counted(baseline.length, kind)}; in the last ${reviewMonths} months: ${now.length}. Month for month it takes at least ${measure.percentFewer}% fewer.${why}`,
    numbers: [
      incidents("before support began", baseline.length),
      incidents(`in the last ${reviewMonths} months`, now.length),
      share("fewer, month for month", Math.round(fewer * 10) / 10),
      share("fewer that it takes", measure.percentFewer),
      ...(measure.noneSerious ? [incidents("serious", serious)] : []),
      ...(measure.noHarsherSanction
        ? [
            { name: "harshest sanction before", value: harshest(baseline), unit: "level" } as const,
            { name: "harshest sanction since", value: harshest(now), unit: "level" } as const,
          ]
        : []),
    ],
    owed: sustained.uncovered ? [coverageOwed(kind, who, addMonths(start, reviewMonths))] : [],
  };
}

/** It lasts once it holds over the short months and the long ones: a new incident may undo the one and not the other. */
function bothFrom(short: LocalDate | null, long: LocalDate | null): LocalDate | null {
  return short === null || long === null ? null : later(short, long);
}

/** Since when the reduction has held without a break up to as-of, and when it will if nothing further happens. */
function reducedSince(
  measure: FewerEvents,
  known: KnownFacts,
  who: Who,
  baseline: readonly Evidence[],
  review: readonly Evidence[],
  start: LocalDate,
  months: number,
): { since: LocalDate | null; expected: LocalDate | null; uncovered: boolean } {
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
  const on = since ?? expected;
  const shown = on === null ? null : shownOn(measure, known, who, months, on);
  return { since: reached(shown, known), expected: shown, uncovered: on !== null && shown === null };
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

/**
 * What police and the YOS determine stands until they determine otherwise, or until a serious offence after it
 * (S3, note 2).
 */
export function seriousnessReduced(known: KnownFacts, who: Who, since: LocalDate): Progress {
  let reducedOn: LocalDate | null = null;
  let relapsedOn: LocalDate | null = null;
  let offences = 0;
  const evidenceIds: string[] = [];
  for (const item of known.evidence) {
    if (item.from < since || item.from > known.asOf || !isAbout(known, who, item)) continue;
    if (item.kind === "OFFENCE" && item.proven) offences++;
    const undone = item.kind === "SERIOUSNESS" ? !item.reduced : item.kind === "OFFENCE" && item.proven && item.serious;
    if (item.kind === "SERIOUSNESS") evidenceIds.push(item.id);
    if (undone && reducedOn !== null) {
      relapsedOn = item.from;
      reducedOn = null;
    } else if (item.kind === "SERIOUSNESS" && item.reduced) reducedOn ??= item.from;
  }
  const owedBy = who.scope === "EACH_CHILD" || who.scope === "CHILDREN_TOGETHER" ? "YOS" : "POLICE";
  if (reducedOn === null) {
    const asked =
      offences > 0 ? [owes("SERIOUSNESS", owedBy, who.personId, "Whether the offences since are less serious than those before.")] : [];
    return noProgress("No determination stands that offending has become less serious.", evidenceIds, relapsedOn, [], asked);
  }
  const by = owedBy === "YOS" ? "The youth offending service" : "The police";
  return {
    significantOn: reducedOn,
    sustainedOn: reducedOn,
    expectedOn: reducedOn,
    relapsedOn: null,
    evidenceIds,
    sentence: `${by} determined on ${inWords(reducedOn)} that offending has become much less serious.`,
    numbers: [],
    owed: [],
  };
}

/** The day on which a quiet or quieter time is shown: where the plan asks for it, once a feed covers the months. */
function shownOn(measure: NoEvents | FewerEvents, known: KnownFacts, who: Who, months: number, on: LocalDate): LocalDate | null {
  const shown = measure.covered ? coveredOn(known, measure.kind, who, months, on) : on;
  touch(known, shown);
  return shown;
}

function reached(day: LocalDate | null, known: KnownFacts): LocalDate | null {
  return day !== null && day <= known.asOf ? day : null;
}

const UNCOVERED = " No feed covers those months yet, so finding nothing does not yet count.";

function coverageOwed(kind: EventKind, who: Who, ends: LocalDate): Owed {
  return owes("COVERAGE", "POLICE", who.personId, `A look through the records of ${MANY[kind]} up to ${inWords(ends)} or later.`);
}
