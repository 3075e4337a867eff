import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { localDate } from "../../shared/local-date.ts";
import { hiddenIn, type MonthFigures, type Published } from "./publication.rules.ts";
import { type Shown, showAttached, showEligible, showProgress } from "./shown.rules.ts";

const THRESHOLD = 5;
const DAYS = ["2016-10-31", "2016-11-30", "2016-12-31"].map(localDate);
const DISTRICTS = ["burnley", "pendle", "wyre"];

const few = fc.oneof({ weight: 2, arbitrary: fc.nat(7) }, { weight: 1, arbitrary: fc.nat(60) });
const counts = (length: number) => fc.array(few, { minLength: length, maxLength: length });

/** Three months of three districts and two kinds of agency; attached families only grow in number. */
const months = fc
  .record({
    growth: fc.array(counts(6), { minLength: 3, maxLength: 3 }),
    eligible: fc.array(counts(9), { minLength: 3, maxLength: 3 }),
    claims: counts(3),
  })
  .map(({ growth, eligible, claims }) =>
    DAYS.map((_, month): MonthFigures => {
      const attached = (cell: number) => growth.slice(0, month + 1).reduce((total, of) => total + (of[cell] ?? 0), 0);
      const e = (cell: number) => eligible[month]?.[cell] ?? 0;
      const total = [0, 1, 2, 3, 4, 5].reduce((sum, cell) => sum + attached(cell), 0);
      const tracked = Math.floor(total / 3);
      return {
        attached: {
          rows: DISTRICTS.map((code, row) => ({ code, name: code, byKind: { WPEHS: attached(2 * row), CSC: attached(2 * row + 1) } })),
        },
        eligible: {
          openedSince: localDate("2016-04-01"),
          rows: DISTRICTS.map((code, row) => ({
            code,
            name: code,
            identified: e(3 * row) + e(3 * row + 1) + e(3 * row + 2),
            withCaf: e(3 * row + 1) + e(3 * row + 2),
            withOpenCaf: e(3 * row + 2),
          })),
          pairs: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
        },
        progress: {
          attached: total,
          oneOutstanding: [{ criterion: "WORKLESSNESS", openTo: null, families: total - tracked }],
          significantAndSustained: 0,
          trackedToSustained: tracked,
          trackedContinuousEmployment: 0,
          claimsSubmitted: claims.slice(0, month + 1).reduce((sum, claim) => sum + claim, 0),
          needingTwelveMonths: Math.floor(total / 2),
        },
        contributions: [],
        targets: { cumulative: 4303, claims: 1320 },
      };
    }),
  );

/** A reader's knowledge of one number: at least, at most. */
type Range = [number, number];

/** Narrows what a reader knows, sum by sum and bound by bound, until nothing more follows. */
function deduce(ranges: Map<string, Range>, sums: readonly (readonly [string, readonly string[]])[]): void {
  const of = (id: string): Range => ranges.get(id) ?? [0, Number.POSITIVE_INFINITY];
  const narrow = (id: string, low: number, high: number): boolean => {
    const [a, b] = of(id);
    const next: Range = [Math.max(a, low), Math.min(b, high)];
    ranges.set(id, next);
    return next[0] !== a || next[1] !== b;
  };
  for (let changed = true, round = 0; changed && round < 200; round++) {
    changed = false;
    for (const [whole, parts] of sums) {
      const low = parts.reduce((sum, part) => sum + of(part)[0], 0);
      const high = parts.reduce((sum, part) => sum + of(part)[1], 0);
      if (narrow(whole, low, high)) changed = true;
      for (const part of parts) {
        const othersLow = low - of(part)[0];
        const othersHigh = parts.reduce((sum, other) => (other === part ? sum : sum + of(other)[1]), 0);
        if (narrow(part, of(whole)[0] - othersHigh, of(whole)[1] - othersLow)) changed = true;
      }
    }
  }
}

/** What a reader of everything that was printed can put together, from the shapes that the API answers with. */
function readersKnowledge(published: readonly Published[]): { ranges: Map<string, Range>; hidden: string[] } {
  const ranges = new Map<string, Range>();
  const hidden: string[] = [];
  const sums: (readonly [string, readonly string[]])[] = [];
  const read = (id: string, shown: Shown): string => {
    if (shown.value === null) hidden.push(id);
    ranges.set(id, shown.value === null ? [0, Number.POSITIVE_INFINITY] : [shown.value, shown.value]);
    return id;
  };
  const cumulative = new Map<string, Set<string>>();
  for (const { asOf, figures } of published) {
    const hiddenIds = new Set(figures.hidden);
    const attached = showAttached(asOf, figures.attached, figures.targets, hiddenIds);
    const today = new Set<string>();
    const grows = (name: string, shown: Shown): string => {
      today.add(name);
      return read(`${asOf} ${name}`, shown);
    };
    for (const row of attached.rows) {
      const parts = row.byLeadAgency.map(({ agency, families }) => grows(`${row.district} ${agency}`, families));
      if (parts.length > 0) sums.push([grows(row.district, row.total), parts]);
    }
    for (const { agency, families } of attached.total.byLeadAgency) {
      sums.push([grows(agency, families), attached.rows.map((row) => `${asOf} ${row.district} ${agency}`)]);
    }
    if (attached.total.byLeadAgency.length > 0)
      sums.push([grows("county", attached.total.total), attached.rows.map((row) => `${asOf} ${row.district}`)]);
    cumulative.set(asOf, today);
    const eligible = showEligible(asOf, figures.eligible, hiddenIds);
    for (const column of ["identified", "withCaf", "withOpenCafOpenedSince"] as const) {
      const parts = eligible.rows.map((row) => read(`${asOf} ${row.district} ${column}`, row[column]));
      sums.push([read(`${asOf} all ${column}`, eligible.total[column]), parts]);
    }
    read(`${asOf} all never`, eligible.total.neverHadCaf);
    for (const place of ["all", ...DISTRICTS]) {
      sums.push([`${asOf} ${place} identified`, [`${asOf} ${place} withCaf`, `${asOf} ${place} never`]]);
      sums.push([`${asOf} ${place} withCaf`, [`${asOf} ${place} withOpenCafOpenedSince`, `${asOf} ${place} other`]]);
    }
    const progress = showProgress(asOf, figures.progress, figures.targets, hiddenIds);
    const classes = progress.oneOutstanding.map(({ criterion, openTo, families }) => read(`${asOf} ${criterion} ${openTo}`, families));
    classes.push(
      read(`${asOf} sustained`, progress.significantAndSustained),
      read(`${asOf} tracked`, progress.trackedToSustained),
      `${asOf} rest`,
    );
    if (today.has("county")) sums.push([`${asOf} county`, classes]);
  }
  DAYS.forEach((later, index) => {
    for (const before of DAYS.slice(0, index)) {
      for (const name of cumulative.get(later) ?? []) {
        if (cumulative.get(before)?.has(name)) sums.push([`${later} ${name}`, [`${before} ${name}`, `${before}>${later} ${name}`]]);
      }
    }
  });
  deduce(ranges, sums);
  return { ranges, hidden };
}

function publishAll(figures: readonly MonthFigures[]): Published[] {
  const published: Published[] = [];
  figures.forEach((month, index) => {
    const asOf = DAYS[index] ?? localDate("2016-12-31");
    published.push({ asOf, figures: { ...month, hidden: hiddenIn(asOf, month, published, THRESHOLD) } });
  });
  return published;
}

describe("three months published one after another", () => {
  it("print no number from one to four, nor let one be deduced, nor a small growth between any two months", () => {
    fc.assert(
      fc.property(months, (figures) => {
        const { ranges, hidden } = readersKnowledge(publishAll(figures));
        const known = (id: string): boolean => ranges.get(id)?.[0] === ranges.get(id)?.[1];
        expect(hidden.filter(known)).toEqual([]);
        for (const [id, [low, high]] of ranges) if (low === high && low > 0 && low < THRESHOLD) expect.fail(`${id} is known to be ${low}`);
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  it("never take back or uncover what an earlier month settled", () => {
    const [first, ...rest] = publishAll(fc.sample(months, { numRuns: 1, seed: 7 })[0] ?? []);
    const again = hiddenIn(DAYS[0] ?? localDate("2016-10-31"), first?.figures as MonthFigures, [], THRESHOLD);
    expect(rest.length).toBe(2);
    expect(first?.figures.hidden).toEqual(again);
  });
});
