import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Cell, type CellState, type PublishedSystem, type Sum, suppress } from "./suppression.rules.ts";

const THRESHOLD = 5;

/** A table of 2 by 2 with its margins, published on one or two days; the second day's numbers are the first's or more. */
interface Tables {
  readonly first: readonly number[];
  readonly growth: readonly number[] | null;
}

const PLACES = ["00", "01", "10", "11"] as const;
const MARGINS: Readonly<Record<string, readonly string[]>> = {
  "0t": ["00", "01"],
  "1t": ["10", "11"],
  t0: ["00", "10"],
  t1: ["01", "11"],
  tt: ["00", "01", "10", "11"],
};

function table(day: string, interior: readonly number[]): Map<string, number> {
  const values = new Map<string, number>(PLACES.map((place, index) => [`${day}:${place}`, interior[index] ?? 0]));
  for (const [margin, places] of Object.entries(MARGINS)) {
    values.set(
      `${day}:${margin}`,
      places.reduce((total, place) => total + (values.get(`${day}:${place}`) ?? 0), 0),
    );
  }
  return values;
}

function sumsOf(day: string): Sum[] {
  return [
    { whole: `${day}:0t`, parts: [`${day}:00`, `${day}:01`] },
    { whole: `${day}:1t`, parts: [`${day}:10`, `${day}:11`] },
    { whole: `${day}:t0`, parts: [`${day}:00`, `${day}:10`] },
    { whole: `${day}:t1`, parts: [`${day}:01`, `${day}:11`] },
    { whole: `${day}:tt`, parts: [`${day}:0t`, `${day}:1t`] },
  ];
}

const weight = (id: string): number => (id.includes("t") ? 20 : 1);

/** Hides for the first day, and then for the second with the first already out. */
function published({ first, growth }: Tables): { values: Map<string, number>; hidden: Set<string> } {
  const a = table("a", first);
  const cells = (values: Map<string, number>, state: (id: string) => CellState): Cell[] =>
    [...values].map(([id, value]) => ({ id, value, state: state(id), weight: weight(id) }));
  const hiddenA = suppress({ cells: cells(a, () => "OPEN"), sums: sumsOf("a") }, THRESHOLD);
  if (!growth) return { values: a, hidden: new Set(hiddenA) };
  const b = table(
    "b",
    first.map((value, index) => value + (growth[index] ?? 0)),
  );
  const differences: Cell[] = [];
  const sums: Sum[] = [...sumsOf("a"), ...sumsOf("b")];
  for (const [id, value] of b) {
    const before = id.replace("b:", "a:");
    differences.push({ id: `d:${id}`, value: value - (a.get(before) ?? 0), state: "DERIVED", weight: 0 });
    sums.push({ whole: id, parts: [before, `d:${id}`] });
  }
  const system: PublishedSystem = {
    cells: [...cells(a, (id) => (hiddenA.has(id) ? "HIDDEN" : "SHOWN")), ...cells(b, () => "OPEN"), ...differences],
    sums,
  };
  return { values: new Map([...a, ...b]), hidden: new Set([...hiddenA, ...suppress(system, THRESHOLD)]) };
}

/**
 * The reader's work, done by trying everything: all tables near the true one that agree with what is printed, with
 * the sums, with counts that never fall, and with hidden small numbers being small. Returns the values that each
 * number takes in them; a number with one value only has been worked out.
 */
function readersView({ first, growth }: Tables, hidden: ReadonlySet<string>, reach: number): Map<string, Set<number>> {
  const truth = new Map([
    ...table("a", first),
    ...(growth
      ? table(
          "b",
          first.map((value, index) => value + (growth[index] ?? 0)),
        )
      : []),
  ]);
  const interior = [...truth.keys()].filter((id) => !id.includes("t"));
  const found = new Map<string, Set<number>>();
  const fits = (id: string, value: number): boolean => {
    const real = truth.get(id) ?? 0;
    if (!hidden.has(id)) return value === real;
    return real >= 1 && real < THRESHOLD ? value >= 1 && value < THRESHOLD : value >= 0;
  };
  const chosen: number[] = [];
  const visit = (): void => {
    const id = interior[chosen.length];
    if (id === undefined) {
      const a = table("a", chosen.slice(0, 4));
      const b = growth ? table("b", chosen.slice(4)) : new Map<string, number>();
      for (const [key, value] of b) if (value < (a.get(key.replace("b:", "a:")) ?? 0)) return;
      const all = [...a, ...b];
      if (!all.every(([key, value]) => fits(key, value))) return;
      const note = (key: string, value: number): void => void found.set(key, (found.get(key) ?? new Set()).add(value));
      for (const [key, value] of all) note(key, value);
      for (const [key, value] of b) note(`d:${key}`, value - (a.get(key.replace("b:", "a:")) ?? 0));
      return;
    }
    const real = truth.get(id) ?? 0;
    for (let value = real - reach; value <= real + reach; value++) {
      if (!fits(id, value)) continue;
      chosen.push(value);
      visit();
      chosen.pop();
    }
  };
  visit();
  return found;
}

/** The hidden numbers, and the small differences between the days, that a reader can work out. */
function workedOut(tables: Tables, hidden: ReadonlySet<string>): string[] {
  const guarded = [...hidden];
  if (tables.growth) for (const [id, value] of table("b", tables.growth)) if (value >= 1 && value < THRESHOLD) guarded.push(`d:${id}`);
  const pinnedWithin = (reach: number, ids: readonly string[]): string[] => {
    if (ids.length === 0) return [];
    const view = readersView(tables, hidden, reach);
    return ids.filter((id) => view.get(id)?.size === 1);
  };
  return pinnedWithin(2, pinnedWithin(1, guarded));
}

const count = fc.oneof({ weight: 3, arbitrary: fc.nat(6) }, { weight: 1, arbitrary: fc.nat(40) });
const four = fc.array(count, { minLength: 4, maxLength: 4 });

describe("suppression", () => {
  it("hides the small number, one more in its row, its column and the corner, and keeps the totals", () => {
    const { hidden } = published({ first: [3, 20, 30, 40], growth: null });
    expect([...hidden].sort()).toEqual(["a:00", "a:01", "a:10", "a:11"]);
  });

  it("hides nothing where nothing is small", () => {
    expect(published({ first: [9, 20, 30, 0], growth: [5, 9, 8, 0] }).hidden.size).toBe(0);
  });

  it("leaves out a number whose change since the last publication would show a small one", () => {
    const { hidden } = published({ first: [10, 20, 30, 40], growth: [2, 9, 8, 7] });
    expect(hidden.has("b:00")).toBe(true);
    expect([...hidden].every((id) => id.startsWith("b:"))).toBe(true);
  });

  it("shows a naive reader's trick: without the second hidden number the first follows from the row", () => {
    expect(workedOut({ first: [3, 20, 30, 40], growth: null }, new Set(["a:00"]))).toEqual(["a:00"]);
  });

  it("never lets a hidden number of one publication be worked out", () => {
    fc.assert(
      fc.property(four, (first) => {
        const tables = { first, growth: null };
        const { values, hidden } = published(tables);
        for (const [id, value] of values) if (value >= 1 && value < THRESHOLD) expect(hidden.has(id)).toBe(true);
        const pinned = workedOut(tables, hidden);
        // Four ones under a hidden total of four: with all of it hidden a reader told which are small still knows.
        const inherent = pinned.length > 0 ? workedOut(tables, new Set(values.keys())) : [];
        expect(pinned.filter((id) => !inherent.includes(id))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it("never lets a hidden number or a small change be worked out from two publications together", () => {
    fc.assert(
      fc.property(four, four, (first, growth) => {
        const tables = { first, growth };
        const { values, hidden } = published(tables);
        const pinned = workedOut(tables, hidden);
        const rest = new Set([...values.keys()].filter((id) => id.startsWith("b:") || hidden.has(id)));
        const inherent = pinned.length > 0 ? workedOut(tables, rest) : [];
        expect(pinned.filter((id) => !inherent.includes(id))).toEqual([]);
      }),
      // The second month's total would give away the first one's four, since counts never fall.
      {
        numRuns: 400,
        examples: [
          [
            [0, 4, 0, 5],
            [0, 5, 1, 0],
          ],
        ],
      },
    );
  }, 120_000);

  it("does a county's table of 12 districts and 11 agencies, and leaves most of it", () => {
    const cells: Cell[] = [];
    const sums: Sum[] = [];
    const districts = Array.from({ length: 12 }, (_, index) => `d${index}`);
    const kinds = Array.from({ length: 11 }, (_, index) => `k${index}`);
    const value = (row: number, column: number): number => (row * 7 + column * 5) % 13;
    for (const [row, d] of districts.entries()) {
      for (const [column, k] of kinds.entries()) cells.push({ id: `${d}${k}`, value: value(row, column), state: "OPEN", weight: 1 });
      cells.push({ id: `${d}t`, value: kinds.reduce((total, _, column) => total + value(row, column), 0), state: "OPEN", weight: 20 });
      sums.push({ whole: `${d}t`, parts: kinds.map((k) => `${d}${k}`) });
    }
    for (const [column, k] of kinds.entries()) {
      cells.push({ id: `t${k}`, value: districts.reduce((total, _, row) => total + value(row, column), 0), state: "OPEN", weight: 20 });
      sums.push({ whole: `t${k}`, parts: districts.map((d) => `${d}${k}`) });
    }
    const hidden = suppress({ cells, sums }, THRESHOLD);
    expect(hidden.size).toBeGreaterThanOrEqual(cells.filter((cell) => cell.value >= 1 && cell.value < THRESHOLD).length);
    expect(hidden.size).toBeLessThan(cells.length / 2);
  });
});
