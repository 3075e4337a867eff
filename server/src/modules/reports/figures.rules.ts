import type { LocalDate } from "../../shared/local-date.ts";
import { AGENCY_KINDS, type AgencyKind, type Criterion, type OpenTo } from "../criteria/facts.rules.ts";

/*
 * The numbers of the board's reports as they are counted and frozen, and what is worked out from them. Totals are sums
 * of the rows, and percentages are computed once, here, from the counts.
 */

export interface AttachedNumbers {
  readonly rows: readonly {
    readonly code: string;
    readonly name: string;
    readonly byKind: Readonly<Partial<Record<AgencyKind, number>>>;
  }[];
}

export interface EligibleNumbers {
  readonly openedSince: LocalDate;
  readonly rows: readonly {
    readonly code: string;
    readonly name: string;
    readonly identified: number;
    readonly withCaf: number;
    readonly withOpenCaf: number;
  }[];
  /** In the order of PAIRS. */
  readonly pairs: readonly number[];
}

export interface ProgressNumbers {
  readonly attached: number;
  readonly oneOutstanding: readonly { readonly criterion: Criterion; readonly openTo: OpenTo | null; readonly families: number }[];
  readonly significantAndSustained: number;
  readonly trackedToSustained: number;
  readonly trackedContinuousEmployment: number;
  readonly claimsSubmitted: number;
  readonly needingTwelveMonths: number;
}

export const KIND_FIGURES = ["cafsSubmitted", "cafsCompliant", "familiesLed", "actionsDone", "actionsOverdue"] as const;
export type KindFigure = (typeof KIND_FIGURES)[number];

export interface KindNumbers extends Readonly<Record<KindFigure, number>> {
  readonly kind: AgencyKind;
  readonly agencies: number;
  /** The last day on which any agency of the kind put something in; null is silence. */
  readonly lastHeardOn: LocalDate | null;
}

export interface Targets {
  readonly cumulative: number;
  readonly claims: number;
}

/** The criteria whose combinations the paper shows (S2, February 2017): those not open to a service already. */
export const CRITERIA_OF_PAIRS = [
  "CRIME_ASB",
  "MISSING_EDUCATION",
  "WORKLESSNESS",
  "DOMESTIC_ABUSE",
  "HEALTH",
] as const satisfies readonly Criterion[];

/** The unordered pairs of them, in the order of the paper's table. */
export const PAIRS: readonly (readonly [Criterion, Criterion])[] = CRITERIA_OF_PAIRS.flatMap((first, index) =>
  CRITERIA_OF_PAIRS.slice(index + 1).map((second) => [first, second] as const),
);

/** The criteria of "one outstanding" in the paper's order (S2, November 2016); health, which it lacks, only where any. */
const OUTSTANDING_ORDER: readonly { readonly criterion: Criterion; readonly openTo: OpenTo | null; readonly always: boolean }[] = [
  { criterion: "MISSING_EDUCATION", openTo: null, always: true },
  { criterion: "WORKLESSNESS", openTo: null, always: true },
  { criterion: "CHILDREN_WHO_NEED_HELP", openTo: "CSC", always: true },
  { criterion: "CHILDREN_WHO_NEED_HELP", openTo: "WPEHS", always: true },
  { criterion: "CHILDREN_WHO_NEED_HELP", openTo: null, always: false },
  { criterion: "DOMESTIC_ABUSE", openTo: null, always: true },
  { criterion: "CRIME_ASB", openTo: null, always: true },
  { criterion: "HEALTH", openTo: null, always: false },
];

/** One entry per line of the paper's table, zeros included. */
export function outstandingLines(numbers: ProgressNumbers): readonly { criterion: Criterion; openTo: OpenTo | null; families: number }[] {
  return OUTSTANDING_ORDER.flatMap(({ criterion, openTo, always }) => {
    const found = numbers.oneOutstanding.find((line) => line.criterion === criterion && line.openTo === openTo);
    return found || always ? [{ criterion, openTo, families: found?.families ?? 0 }] : [];
  });
}

/** The kinds of lead agency with any attached family: the county's two services first, as in the paper. */
export function kindsOf(numbers: AttachedNumbers): readonly AgencyKind[] {
  const order: readonly AgencyKind[] = ["WPEHS", "CSC", ...AGENCY_KINDS.filter((kind) => kind !== "WPEHS" && kind !== "CSC")];
  return order.filter((kind) => numbers.rows.some((row) => (row.byKind[kind] ?? 0) > 0));
}

/** A whole percentage, half up, in integers; null of nothing. */
export function wholePercent(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.floor((200 * part + whole) / (2 * whole));
}

/** A percentage to one decimal, half up, computed once from the counts: 3,420 of 4,303 is 79.5 and not a rounded 80. */
export function percentToOneDecimal(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.floor((2000 * part + whole) / (2 * whole)) / 10;
}

/** 1 April of the financial year of a day: CAFs opened since then are the paper's recent ones (S2, February 2017). */
export function financialYearStart(day: LocalDate): LocalDate {
  const year = Number(day.slice(0, 4)) - (day.slice(5) < "04-01" ? 1 : 0);
  return `${String(year).padStart(4, "0")}-04-01` as LocalDate;
}

export function sumOf(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
