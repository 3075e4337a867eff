import type { LocalDate } from "../../shared/local-date.ts";
import type { AgencyKind, Criterion, OpenTo } from "../criteria/facts.rules.ts";
import {
  type AttachedNumbers,
  type EligibleNumbers,
  KIND_FIGURES,
  type KindFigure,
  type KindNumbers,
  kindsOf,
  outstandingLines,
  PAIRS,
  type ProgressNumbers,
  percentToOneDecimal,
  sumOf,
  type Targets,
  wholePercent,
} from "./figures.rules.ts";
import { COUNTY, cellId } from "./publication.rules.ts";

/*
 * The numbers as a reader may see them: each by its id either shown or hidden, and no percentage of a hidden one. The
 * shapes are those of the contract (report.type.ts).
 */

export interface Shown {
  readonly value: number | null;
  readonly suppressed: boolean;
}

/** For coordinators, who see everything. */
export const NOTHING_HIDDEN: ReadonlySet<string> = new Set();

const show = (hidden: ReadonlySet<string>, id: string, value: number): Shown =>
  hidden.has(id) ? { value: null, suppressed: true } : { value, suppressed: false };

/** A percentage of two numbers that are both shown. */
function percentOf(part: Shown, whole: Shown): number | null {
  return part.value === null || whole.value === null ? null : wholePercent(part.value, whole.value);
}

export function showAttached(asOf: LocalDate, numbers: AttachedNumbers, targets: Targets | null, hidden: ReadonlySet<string>) {
  const kinds = kindsOf(numbers);
  const line = (code: string, count: (kind: AgencyKind) => number) => ({
    byLeadAgency: kinds.map((agency) => ({ agency, families: show(hidden, cellId.attached(code, agency), count(agency)) })),
    total: show(hidden, cellId.attached(code, "total"), sumOf(kinds.map(count))),
  });
  const total = line(COUNTY, (kind) => sumOf(numbers.rows.map((row) => row.byKind[kind] ?? 0)));
  const attached = total.total.value;
  return {
    asOf,
    rows: numbers.rows.map((row) => ({ district: row.name, ...line(row.code, (kind) => row.byKind[kind] ?? 0) })),
    total,
    target: targets && {
      cumulative: targets.cumulative,
      attached,
      percent: attached === null ? null : percentToOneDecimal(attached, targets.cumulative),
    },
  };
}

export function showEligible(asOf: LocalDate, numbers: EligibleNumbers, hidden: ReadonlySet<string>) {
  const line = (code: string, row: { identified: number; withCaf: number; withOpenCaf: number }) => {
    const identified = show(hidden, cellId.eligible(code, "identified"), row.identified);
    const withCaf = show(hidden, cellId.eligible(code, "withCaf"), row.withCaf);
    const withOpenCafOpenedSince = show(hidden, cellId.eligible(code, "withOpenCaf"), row.withOpenCaf);
    return { identified, withCaf, percentWithCaf: percentOf(withCaf, identified), withOpenCafOpenedSince };
  };
  const county = {
    identified: sumOf(numbers.rows.map((row) => row.identified)),
    withCaf: sumOf(numbers.rows.map((row) => row.withCaf)),
    withOpenCaf: sumOf(numbers.rows.map((row) => row.withOpenCaf)),
  };
  const neverHadCaf = show(hidden, cellId.eligible(COUNTY, "neverHadCaf"), county.identified - county.withCaf);
  return {
    asOf,
    rows: numbers.rows.map((row) => ({ district: row.name, ...line(row.code, row) })),
    total: { ...line(COUNTY, county), neverHadCaf },
    criteriaPairs: PAIRS.map(([first, second], index) => ({
      first,
      second,
      families: show(hidden, cellId.pair(index), numbers.pairs[index] ?? 0),
    })),
  };
}

export function showProgress(asOf: LocalDate, numbers: ProgressNumbers, targets: Targets | null, hidden: ReadonlySet<string>) {
  const figure = (name: Parameters<typeof cellId.progress>[0]) => show(hidden, cellId.progress(name), numbers[name]);
  const families = figure("needingTwelveMonths");
  const attached = show(hidden, cellId.attached(COUNTY, "total"), numbers.attached);
  return {
    asOf,
    oneOutstanding: outstandingLines(numbers).map((line): { criterion: Criterion; openTo: OpenTo | null; families: Shown } => ({
      criterion: line.criterion,
      openTo: line.openTo,
      families: show(hidden, cellId.outstanding(line.criterion, line.openTo), line.families),
    })),
    significantAndSustained: figure("significantAndSustained"),
    trackedToSustained: figure("trackedToSustained"),
    trackedContinuousEmployment: figure("trackedContinuousEmployment"),
    claimsSubmitted: figure("claimsSubmitted"),
    claimTarget: targets?.claims ?? null,
    needingTwelveMonths: { families, attached, percent: percentOf(families, attached) },
  };
}

export function showContributions(numbers: readonly KindNumbers[], hidden: ReadonlySet<string>) {
  return numbers.map(({ kind, agencies, lastHeardOn, ...counts }) => {
    const figures = Object.fromEntries(
      KIND_FIGURES.map((name) => [name, show(hidden, cellId.contribution(kind, name), counts[name])]),
    ) as Record<KindFigure, Shown>;
    return { kind, agencies, lastHeardOn, figures };
  });
}
