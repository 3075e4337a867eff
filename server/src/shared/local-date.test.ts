import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, addMonths, ageOn, fromDayNumber, isLocalDate, isMonthEnd, localDate, toDayNumber } from "./local-date.ts";

const MS_PER_DAY = 86_400_000;
/** From the year 1 to 9999. */
const dayNumber = fc.integer({ min: -719_162, max: 2_932_896 });
const written = (day: number): string => new Date(day * MS_PER_DAY).toISOString().slice(0, 10);

describe("a calendar day", () => {
  it("is the same as the system's calendar has it, counted from 1970 and back", () => {
    fc.assert(
      fc.property(dayNumber, (day) => {
        expect(fromDayNumber(day)).toBe(written(day));
        expect(toDayNumber(fromDayNumber(day))).toBe(day);
      }),
      { numRuns: 5000 },
    );
    expect([fromDayNumber(0), fromDayNumber(11_016), fromDayNumber(-719_162)]).toEqual(["1970-01-01", "2000-02-29", "0001-01-01"]);
    expect(toDayNumber(localDate("2016-12-31")) + 1).toBe(toDayNumber(localDate("2017-01-01")));
  });

  it("some months on is the same day of the month, or that month's last (reading C)", () => {
    fc.assert(
      fc.property(dayNumber, fc.integer({ min: -120, max: 120 }), (day, months) => {
        const from = new Date(day * MS_PER_DAY);
        const first = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1));
        first.setUTCFullYear(from.getUTCFullYear() + Math.floor((from.getUTCMonth() + months) / 12));
        if (first.getUTCFullYear() < 1 || first.getUTCFullYear() > 9999) return;
        const last = new Date(first);
        last.setUTCMonth(first.getUTCMonth() + 1, 0);
        const expected = `${first.toISOString().slice(0, 8)}${String(Math.min(from.getUTCDate(), last.getUTCDate())).padStart(2, "0")}`;
        expect(addMonths(fromDayNumber(day), months)).toBe(expected);
      }),
      { numRuns: 5000 },
    );
    expect([addMonths(localDate("2016-01-31"), 1), addMonths(localDate("2015-08-31"), 6), addMonths(localDate("2016-02-29"), -12)]).toEqual(
      ["2016-02-29", "2016-02-29", "2015-02-28"],
    );
  });

  it("knows full years of age, and ends of months", () => {
    expect([ageOn(localDate("2004-02-29"), localDate("2015-02-28")), ageOn(localDate("2004-02-29"), localDate("2015-03-01"))]).toEqual([
      10, 11,
    ]);
    expect(ageOn(localDate("1999-12-31"), localDate("2000-01-01"))).toBe(0);
    expect([isMonthEnd(localDate("2016-02-28")), isMonthEnd(localDate("2016-02-29"))]).toEqual([false, true]);
    expect([isLocalDate("2017-02-29"), isLocalDate("2016-02-29"), isLocalDate("2100-02-29"), isLocalDate("2017-04-31")]).toEqual([
      false,
      true,
      false,
      false,
    ]);
    expect(addDays(localDate("2016-12-31"), 60)).toBe("2017-03-01");
  });
});
