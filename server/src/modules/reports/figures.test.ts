import { describe, expect, it } from "vitest";
import { localDate } from "../../shared/local-date.ts";
import {
  financialYearStart,
  kindsOf,
  outstandingLines,
  PAIRS,
  type ProgressNumbers,
  percentToOneDecimal,
  wholePercent,
} from "./figures.rules.ts";

describe("percentages", () => {
  it("come from the counts, rounded once and half up", () => {
    expect(percentToOneDecimal(3420, 4303)).toBe(79.5);
    expect(percentToOneDecimal(1, 2000)).toBe(0.1);
    expect([wholePercent(419, 2632), wholePercent(1, 8), wholePercent(1, 200), wholePercent(49, 10_000)]).toEqual([16, 13, 1, 0]);
  });

  it("are none of nothing", () => {
    expect([wholePercent(0, 0), percentToOneDecimal(0, 0)]).toEqual([null, null]);
  });
});

describe("the paper's order", () => {
  it("has ten pairs of criteria, each once", () => {
    expect(new Set(PAIRS.map((pair) => [...pair].sort().join())).size).toBe(10);
  });

  it("puts early help and social care before other lead agencies, and leaves out who leads nobody", () => {
    const rows = [{ code: "wyre", name: "Wyre", byKind: { SCHOOL: 1, CSC: 2, WPEHS: 3, POLICE: 0 } }];
    expect(kindsOf({ rows })).toEqual(["WPEHS", "CSC", "SCHOOL"]);
  });

  it("shows health as the one outstanding need only where it is", () => {
    const numbers = { oneOutstanding: [{ criterion: "HEALTH", openTo: null, families: 2 }] } as unknown as ProgressNumbers;
    expect(outstandingLines(numbers).at(-1)).toEqual({ criterion: "HEALTH", openTo: null, families: 2 });
    expect(outstandingLines({ ...numbers, oneOutstanding: [] }).length).toBe(6);
  });
});

it("counts recent CAFs from 1 April of the day's financial year", () => {
  expect(["2016-12-31", "2017-03-31", "2017-04-01"].map((day) => financialYearStart(localDate(day)))).toEqual([
    "2016-04-01",
    "2016-04-01",
    "2017-04-01",
  ]);
});
