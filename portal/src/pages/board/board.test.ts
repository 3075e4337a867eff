import { describe, expect, test } from "vitest";
import { monthEndsBefore } from "./month-ends.ts";
import { financialYearStart, share } from "./words.ts";

test("month-ends go back from the month before, over the year's end and a leap February", () => {
  expect(monthEndsBefore("2017-01-03", 3)).toEqual(["2016-12-31", "2016-11-30", "2016-10-31"]);
  expect(monthEndsBefore("2016-03-31", 2)).toEqual(["2016-02-29", "2016-01-31"]);
});

test("the financial year begins on 1 April", () => {
  expect(financialYearStart("2016-03-31")).toBe("2015-04-01");
  expect(financialYearStart("2016-04-01")).toBe("2016-04-01");
  expect(financialYearStart("2017-01-03")).toBe("2016-04-01");
});

describe("a percentage", () => {
  const shown = (value: number) => ({ value, suppressed: false });
  const hidden = { value: null, suppressed: true };

  test("stands with what it is of what", () => {
    expect(share(44, shown(1230), shown(2800))).toBe("44% (1,230 of 2,800)");
  });

  test("is left out where a part of it is hidden", () => {
    expect(share(null, hidden, shown(280))).toBe("c of 280");
  });
});
