import type { LocalDate } from "../../shared/local-date.ts";
import type { AgencyKind } from "../criteria/facts.rules.ts";
import {
  type AttachedNumbers,
  type EligibleNumbers,
  KIND_FIGURES,
  type KindNumbers,
  kindsOf,
  outstandingLines,
  PAIRS,
  type ProgressNumbers,
  sumOf,
  type Targets,
} from "./figures.rules.ts";
import { type Cell, type CellState, type Sum, suppress } from "./suppression.rules.ts";

/** All that the board may ask of one day. */
export interface MonthFigures {
  readonly attached: AttachedNumbers;
  readonly eligible: EligibleNumbers;
  readonly progress: ProgressNumbers;
  readonly contributions: readonly KindNumbers[];
  readonly targets: Targets | null;
}

/**
 * A publication as it is frozen: the numbers, and the ids of those that it leaves out. What is left out is settled at
 * publication, for what has once been printed cannot be taken back: a later month hides more in itself instead.
 */
export interface FrozenFigures extends MonthFigures {
  readonly hidden: readonly string[];
}

export interface Published {
  readonly asOf: LocalDate;
  readonly figures: FrozenFigures;
}

/** The ids of a report's numbers, the same here and where they are shown. */
export const cellId = {
  attached: (district: string, kind: AgencyKind | "total") => `attached/${district}/${kind}`,
  eligible: (district: string, column: "identified" | "withCaf" | "withOpenCaf" | "neverHadCaf") => `eligible/${district}/${column}`,
  pair: (index: number) => `pair/${(PAIRS[index] ?? []).join("+")}`,
  outstanding: (criterion: string, openTo: string | null) => `outstanding/${criterion}/${openTo ?? "-"}`,
  progress: (
    name: "significantAndSustained" | "trackedToSustained" | "trackedContinuousEmployment" | "claimsSubmitted" | "needingTwelveMonths",
  ) => `progress/${name}`,
  contribution: (kind: AgencyKind, figure: string) => `contribution/${kind}/${figure}`,
} as const;

/** Stands for the county in the ids; no district has it as its code. */
export const COUNTY = "*";

/** Weights: a total is missed more than a district's number, and the county's more than any. */
const WEIGHT = { number: 1, districtTotal: 6, columnTotal: 12, county: 60 } as const;

interface Entry {
  readonly id: string;
  readonly value: number;
  readonly weight: number;
  readonly derived?: true;
  /** A count that never falls while nothing is voided: its growth between two months is a number too. */
  readonly cumulative?: true;
}

/** What a new publication must leave out, given what is out already. */
export function hiddenIn(asOf: LocalDate, figures: MonthFigures, earlier: readonly Published[], threshold: number): string[] {
  const prefix = `${asOf}:`;
  const months = [...earlier, { asOf, figures: { ...figures, hidden: [] } }].sort((a, b) => (a.asOf < b.asOf ? -1 : 1));
  const kinds = [...new Set(months.flatMap((month) => kindsOf(month.figures.attached)))];
  const cells: Cell[] = [];
  const sums: Sum[] = [];
  const entriesOf = new Map<LocalDate, Map<string, Entry>>();
  for (const month of months) {
    const { entries, equations } = monthSystem(month.figures, kinds);
    const hidden = new Set(month.figures.hidden);
    const before = [...entriesOf.values()].at(-1);
    const state = (entry: Entry): CellState => {
      if (entry.derived) return "DERIVED";
      if (month.asOf === asOf) return "OPEN";
      return hidden.has(entry.id) ? "HIDDEN" : "SHOWN";
    };
    for (const entry of entries)
      cells.push({
        id: `${month.asOf}:${entry.id}`,
        value: entry.value,
        state: state(entry),
        weight: lossOf(entry, before?.get(entry.id)),
      });
    for (const { whole, parts } of equations)
      sums.push({ whole: `${month.asOf}:${whole}`, parts: parts.map((part) => `${month.asOf}:${part}`) });
    entriesOf.set(month.asOf, new Map(entries.map((entry) => [entry.id, entry])));
  }
  bindMonths(
    months.map((month) => month.asOf),
    entriesOf,
    threshold,
    { cells, sums },
  );
  return [...suppress({ cells, sums }, threshold)].map((id) => id.slice(prefix.length)).sort();
}

/** A large number is missed more than a small one; one that has not grown hides badly, for it cannot have fallen. */
function lossOf(entry: Entry, before: Entry | undefined): number {
  const still = entry.cumulative && before?.value === entry.value ? 4 : 0;
  return entry.weight + still + Math.log10(entry.value + 1) / 10;
}

/** Growth from one month to the next binds their numbers; a small growth over any span is itself to be kept. */
function bindMonths(
  days: readonly LocalDate[],
  entriesOf: ReadonlyMap<LocalDate, ReadonlyMap<string, Entry>>,
  threshold: number,
  system: { cells: Cell[]; sums: Sum[] },
): void {
  days.forEach((later, index) => {
    days.slice(0, index).forEach((before, place) => {
      for (const entry of entriesOf.get(later)?.values() ?? []) {
        const old = entriesOf.get(before)?.get(entry.id);
        if (!entry.cumulative || !old) continue;
        const growth = entry.value - old.value;
        const small = growth !== 0 && Math.abs(growth) < threshold;
        if (!small && place !== index - 1) continue;
        const id = `${before}>${later}:${entry.id}`;
        system.cells.push({ id, value: Math.abs(growth), state: "DERIVED", weight: 0 });
        const [high, low] = growth >= 0 ? [later, before] : [before, later];
        system.sums.push({ whole: `${high}:${entry.id}`, parts: [`${low}:${entry.id}`, id] });
      }
    });
  });
}

function monthSystem(figures: MonthFigures, kinds: readonly AgencyKind[]): { entries: Entry[]; equations: Sum[] } {
  const entries: Entry[] = [];
  const equations: Sum[] = [];
  const add = (entry: Entry): string => {
    entries.push(entry);
    return entry.id;
  };
  const sum = (whole: string, parts: readonly string[]): void => {
    if (parts.length > 0) equations.push({ whole, parts });
  };
  addAttached(figures.attached, kinds, add, sum);
  addEligible(figures.eligible, add, sum);
  for (const [index, value] of figures.eligible.pairs.entries()) add({ id: cellId.pair(index), value, weight: WEIGHT.number });
  addProgress(figures.progress, add, sum);
  for (const numbers of figures.contributions) addContribution(numbers, add, sum);
  return { entries, equations };
}

type Add = (entry: Entry) => string;
type AddSum = (whole: string, parts: readonly string[]) => void;

function addAttached(numbers: AttachedNumbers, kinds: readonly AgencyKind[], add: Add, sum: AddSum): void {
  const cumulative = true;
  const totals = numbers.rows.map((row) => {
    const parts = kinds.map((kind) =>
      add({ id: cellId.attached(row.code, kind), value: row.byKind[kind] ?? 0, weight: WEIGHT.number, cumulative }),
    );
    const value = sumOf(kinds.map((kind) => row.byKind[kind] ?? 0));
    const total = add({ id: cellId.attached(row.code, "total"), value, weight: WEIGHT.districtTotal, cumulative });
    sum(total, parts);
    return { total, value };
  });
  for (const kind of kinds) {
    const value = sumOf(numbers.rows.map((row) => row.byKind[kind] ?? 0));
    const whole = add({ id: cellId.attached(COUNTY, kind), value, weight: WEIGHT.columnTotal, cumulative });
    sum(
      whole,
      numbers.rows.map((row) => cellId.attached(row.code, kind)),
    );
  }
  const county = add({
    id: cellId.attached(COUNTY, "total"),
    value: sumOf(totals.map(({ value }) => value)),
    weight: WEIGHT.county,
    cumulative,
  });
  sum(
    county,
    totals.map(({ total }) => total),
  );
}

function addEligible(numbers: EligibleNumbers, add: Add, sum: AddSum): void {
  const columns = ["identified", "withCaf", "withOpenCaf"] as const;
  for (const row of numbers.rows) {
    for (const column of columns)
      add({
        id: cellId.eligible(row.code, column),
        value: row[column],
        weight: column === "identified" ? WEIGHT.districtTotal : WEIGHT.number,
      });
    const never = add({ id: cellId.eligible(row.code, "neverHadCaf"), value: row.identified - row.withCaf, weight: 0, derived: true });
    bindCafs(row.code, row, never, add, sum);
  }
  const county = { identified: 0, withCaf: 0, withOpenCaf: 0 };
  for (const column of columns) {
    county[column] = sumOf(numbers.rows.map((row) => row[column]));
    const whole = add({
      id: cellId.eligible(COUNTY, column),
      value: county[column],
      weight: column === "identified" ? WEIGHT.county : WEIGHT.columnTotal,
    });
    sum(
      whole,
      numbers.rows.map((row) => cellId.eligible(row.code, column)),
    );
  }
  const never = add({ id: cellId.eligible(COUNTY, "neverHadCaf"), value: county.identified - county.withCaf, weight: WEIGHT.columnTotal });
  bindCafs(COUNTY, county, never, add, sum);
}

/** Identified are those with a CAF and those who never had one; those with a CAF, the recent open ones and the rest. */
function bindCafs(code: string, row: { withCaf: number; withOpenCaf: number }, never: string, add: Add, sum: AddSum): void {
  sum(cellId.eligible(code, "identified"), [cellId.eligible(code, "withCaf"), never]);
  const other = add({ id: `eligible/${code}/otherCaf`, value: row.withCaf - row.withOpenCaf, weight: 0, derived: true });
  sum(cellId.eligible(code, "withCaf"), [cellId.eligible(code, "withOpenCaf"), other]);
}

function addProgress(numbers: ProgressNumbers, add: Add, sum: AddSum): void {
  const lines = outstandingLines(numbers);
  const parts = lines.map(({ criterion, openTo, families }) =>
    add({ id: cellId.outstanding(criterion, openTo), value: families, weight: WEIGHT.number }),
  );
  for (const name of ["significantAndSustained", "trackedToSustained"] as const) {
    parts.push(add({ id: cellId.progress(name), value: numbers[name], weight: WEIGHT.number }));
  }
  add({ id: cellId.progress("trackedContinuousEmployment"), value: numbers.trackedContinuousEmployment, weight: WEIGHT.number });
  add({ id: cellId.progress("claimsSubmitted"), value: numbers.claimsSubmitted, weight: WEIGHT.columnTotal, cumulative: true });
  const classed = sumOf(lines.map((line) => line.families)) + numbers.significantAndSustained + numbers.trackedToSustained;
  const rest = add({ id: "progress/rest", value: numbers.attached - classed, weight: 0, derived: true });
  sum(cellId.attached(COUNTY, "total"), [...parts, rest]);
  const twelve = add({ id: cellId.progress("needingTwelveMonths"), value: numbers.needingTwelveMonths, weight: WEIGHT.number });
  const shorter = add({ id: "progress/needingLess", value: numbers.attached - numbers.needingTwelveMonths, weight: 0, derived: true });
  sum(cellId.attached(COUNTY, "total"), [twelve, shorter]);
}

const CUMULATIVE_FIGURES: ReadonlySet<string> = new Set(["cafsSubmitted", "cafsCompliant", "actionsDone"]);

function addContribution(numbers: KindNumbers, add: Add, sum: AddSum): void {
  for (const figure of KIND_FIGURES) {
    const entry = { id: cellId.contribution(numbers.kind, figure), value: numbers[figure], weight: WEIGHT.number };
    add(CUMULATIVE_FIGURES.has(figure) ? { ...entry, cumulative: true } : entry);
  }
  const other = add({
    id: `contribution/${numbers.kind}/notCompliant`,
    value: numbers.cafsSubmitted - numbers.cafsCompliant,
    weight: 0,
    derived: true,
  });
  sum(cellId.contribution(numbers.kind, "cafsSubmitted"), [cellId.contribution(numbers.kind, "cafsCompliant"), other]);
}
