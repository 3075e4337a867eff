import { addDays, type LocalDate, localDate, toDayNumber, yearOf } from "../../shared/local-date.ts";

/**
 * Bank holidays of England and Wales, by the Banking and Financial Dealings Act 1971 and what was proclaimed besides.
 * Worked out and not listed, so that no list runs out; a test holds it against the lists that were published.
 */
const MOVED: Readonly<Record<string, string>> = {
  "2012-05-28": "2012-06-04",
  "2020-05-04": "2020-05-08",
  "2022-05-30": "2022-06-02",
};
const ONCE = ["2011-04-29", "2012-06-05", "2022-06-03", "2022-09-19", "2023-05-08"];

const SUNDAY = 0;
const MONDAY = 1;
const SATURDAY = 6;

/** 0 is Sunday; 1 January 1970 was a Thursday. */
const weekdayOf = (day: LocalDate): number => (((toDayNumber(day) + 4) % 7) + 7) % 7;

const isWeekend = (day: LocalDate): boolean => weekdayOf(day) === SUNDAY || weekdayOf(day) === SATURDAY;

const on = (year: number, month: number, day: number): LocalDate =>
  localDate(`${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`);

/** The first Monday on or after a day. */
const mondayFrom = (day: LocalDate): LocalDate => addDays(day, (MONDAY - weekdayOf(day) + 7) % 7);

/** The Gregorian reckoning of Easter Sunday, as published by "A Correspondent" in Nature in 1876. */
function easterSunday(year: number): LocalDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const inCentury = year % 100;
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const moon = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const sunday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - moon - (inCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * moon + 22 * sunday) / 451);
  const days = moon + sunday - 7 * late + 114;
  return on(year, Math.floor(days / 31), (days % 31) + 1);
}

/** Those that fall on a weekend are kept on the next weekdays that are not holidays themselves. */
function keptOnWeekdays(days: readonly LocalDate[]): LocalDate[] {
  const kept = days.filter((day) => !isWeekend(day));
  for (const day of days.filter(isWeekend)) {
    let next = day;
    while (isWeekend(next) || kept.includes(next)) next = addDays(next, 1);
    kept.push(next);
  }
  return kept;
}

function bankHolidays(year: number): LocalDate[] {
  const easter = easterSunday(year);
  const mondays = [mondayFrom(on(year, 5, 1)), mondayFrom(on(year, 5, 25)), mondayFrom(on(year, 8, 25))];
  return [
    ...keptOnWeekdays([on(year, 1, 1)]),
    addDays(easter, -2),
    addDays(easter, 1),
    ...mondays.map((day) => localDate(MOVED[day] ?? day)),
    ...keptOnWeekdays([on(year, 12, 25), on(year, 12, 26)]),
    ...ONCE.filter((day) => day.startsWith(`${year}-`)).map(localDate),
  ];
}

export function isWorkingDay(day: LocalDate): boolean {
  return !isWeekend(day) && !bankHolidays(yearOf(day)).includes(day);
}

/** The day itself if people work on it, or the next on which they do. */
export function workingDayFrom(day: LocalDate): LocalDate {
  let next = day;
  while (!isWorkingDay(next)) next = addDays(next, 1);
  return next;
}
