import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, addMonths, fromDayNumber, type LocalDate, localDate } from "../../shared/local-date.ts";
import { isWorkingDay, workingDayFrom } from "./bank-holidays.rules.ts";
import { dueDate, firstMonthEnds, isOverdue, type SubjectClock } from "./subject-clock.rules.ts";

const day = localDate;
const asked = (receivedOn: string, identityProvedOn: string | null = null, extendedMonths: number | null = null): SubjectClock => ({
  receivedOn: day(receivedOn),
  identityProvedOn: identityProvedOn === null ? null : day(identityProvedOn),
  extendedMonths,
});

/** As gov.uk published them for England and Wales. */
const PUBLISHED: Readonly<Record<number, string>> = {
  2016: "01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27",
  2017: "01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
  2018: "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26",
  2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
  2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
  2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
  2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
  2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
  2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
  2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
};

describe("working days", () => {
  test.each(Object.entries(PUBLISHED))("of %s leave out the bank holidays that were published, and no others", (year, listed) => {
    const off: string[] = [];
    for (let each = day(`${year}-01-01`); each.startsWith(year); each = addDays(each, 1)) {
      const weekend = [0, 6].includes(new Date(`${each}T12:00:00Z`).getUTCDay());
      if (!isWorkingDay(each) && !weekend) off.push(each.slice(5));
    }
    expect(off.join(" ")).toBe(listed);
  });
});

describe("when a request is to be answered by", () => {
  test.each<[string, SubjectClock, string]>([
    ["the same day of the next month", asked("2016-09-05"), "2016-10-05"],
    ["received on a Saturday it counts from that day", asked("2016-09-03"), "2016-10-03"],
    ["the next month is shorter: its last day", asked("2017-01-31"), "2017-02-28"],
    ["a leap year's February", asked("2016-01-31"), "2016-02-29"],
    ["the day falls on a Saturday: the Monday after", asked("2016-09-08"), "2016-10-10"],
    ["the day falls on a Sunday: the Monday after", asked("2016-10-13"), "2016-11-14"],
    ["the day falls on Christmas Day, a Sunday, with both days kept after it", asked("2016-11-25"), "2016-12-28"],
    ["the day falls on Good Friday: the Tuesday after Easter", asked("2017-03-14"), "2017-04-18"],
    ["the day falls on a New Year's Day that is a Sunday", asked("2016-12-01"), "2017-01-03"],
    ["it was proved later who asks: from then", asked("2016-09-05", "2016-09-19"), "2016-10-19"],
    ["it was proved on the very day", asked("2016-09-05", "2016-09-05"), "2016-10-05"],
    ["one month more", asked("2016-09-05", null, 1), "2016-11-07"],
    ["two months more, and not two months from the day on which one had to be put off", asked("2016-09-08", null, 2), "2016-12-08"],
    ["two months more, from the 31st", asked("2016-11-30", "2016-12-31", 2), "2017-03-31"],
  ])("%s", (_, clock, due) => {
    expect(dueDate(clock)).toBe(due);
  });

  const days = fc.integer({ min: 14_000, max: 24_000 }).map(fromDayNumber);
  const clocks = fc.record({
    receivedOn: days,
    proved: fc.option(fc.integer({ min: 0, max: 200 })),
    extendedMonths: fc.constantFrom(null, 1, 2),
  });
  const clockOf = ({
    receivedOn,
    proved,
    extendedMonths,
  }: {
    receivedOn: LocalDate;
    proved: number | null;
    extendedMonths: number | null;
  }) => ({
    receivedOn,
    extendedMonths,
    identityProvedOn: proved === null ? null : addDays(receivedOn, proved),
  });

  test("is a working day, a month after at the earliest and within a week of it, whatever the day", () => {
    fc.assert(
      fc.property(clocks, (given) => {
        const clock = clockOf(given);
        const due = dueDate(clock);
        const plain = addMonths(clock.identityProvedOn ?? clock.receivedOn, 1 + (clock.extendedMonths ?? 0));
        expect(isWorkingDay(due)).toBe(true);
        expect(due >= plain && due <= addDays(plain, 6)).toBe(true);
        expect(workingDayFrom(plain)).toBe(due);
      }),
    );
  });

  test("never comes earlier because it came later, was proved later or was extended", () => {
    fc.assert(
      fc.property(clocks, fc.integer({ min: 0, max: 60 }), (given, later) => {
        const clock = clockOf(given);
        expect(
          dueDate({ ...clock, receivedOn: addDays(clock.receivedOn, later), identityProvedOn: null }) >=
            dueDate({ ...clock, identityProvedOn: null }),
        ).toBe(true);
        expect(
          dueDate({ ...clock, identityProvedOn: addDays(clock.receivedOn, later) }) >=
            dueDate({ ...clock, identityProvedOn: clock.receivedOn }),
        ).toBe(true);
        expect(dueDate(clock) >= firstMonthEnds(clock)).toBe(true);
        expect(firstMonthEnds(clock)).toBe(dueDate({ ...clock, extendedMonths: null }));
      }),
    );
  });

  test("is overdue from the day after, and only while it is open", () => {
    expect(isOverdue("PREPARED", day("2017-01-03"), day("2017-01-03"))).toBe(false);
    expect(isOverdue("PREPARED", day("2017-01-03"), day("2017-01-04"))).toBe(true);
    expect(isOverdue("REFUSED", day("2017-01-03"), day("2017-02-04"))).toBe(false);
  });
});
