/**
 * A calendar day without time or zone, as `YYYY-MM-DD`. Strings of this form sort as the days do,
 * travel as they are in JSON and SQL, and cost nothing to compare, so no class is wrapped around them.
 */
export type LocalDate = string & { readonly __localDate: unique symbol };

const FORM = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Parses a day that exists in the calendar; throws a RangeError otherwise. */
export function localDate(text: string): LocalDate {
  if (!isLocalDate(text)) throw new RangeError("Not a calendar day in the form YYYY-MM-DD");
  return text;
}

/** True for a day that exists in the calendar (so `2017-02-29` is not one). */
export function isLocalDate(text: string): text is LocalDate {
  const match = FORM.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** Whole days since 1 January 1970. Counted here, for the rules ask it by the million: a Date takes five times as long. */
export function toDayNumber(date: LocalDate): number {
  const month = monthOf(date);
  // Years that begin in March end with the leap day, and then the lengths of the months repeat by fives.
  const year = yearOf(date) - (month > 2 ? 0 : 1);
  const daysBefore = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOf(date) - 1;
  return 365 * year + leapDaysBy(year) + daysBefore - DAYS_TO_1970;
}

/** From 1 March of the year 0 to 1 January 1970. */
const DAYS_TO_1970 = 719_468;
const DAYS_OF_400_YEARS = 146_097;

/** The inverse of `toDayNumber`. */
export function fromDayNumber(day: number): LocalDate {
  const since = day + DAYS_TO_1970;
  const cycle = Math.floor(since / DAYS_OF_400_YEARS);
  const inCycle = since - cycle * DAYS_OF_400_YEARS;
  const yearInCycle = Math.floor(
    (inCycle - Math.floor(inCycle / 1460) + Math.floor(inCycle / 36_524) - Math.floor(inCycle / 146_096)) / 365,
  );
  const inYear = inCycle - (365 * yearInCycle + leapDaysBy(yearInCycle));
  const monthFromMarch = Math.floor((5 * inYear + 2) / 153);
  const month = monthFromMarch + (monthFromMarch < 10 ? 3 : -9);
  const year = cycle * 400 + yearInCycle + (month > 2 ? 0 : 1);
  return written(year, month, inYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1);
}

function leapDaysBy(year: number): number {
  return Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return fromDayNumber(toDayNumber(date) + days);
}

/** N months on: the same day of the month, or that month's last day (reading C of the rules). */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const index = yearOf(date) * 12 + monthOf(date) - 1 + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  return written(year, month, Math.min(dayOf(date), daysInMonth(year, month)));
}

/** Days from `a` to `b`; negative when `b` is earlier. */
export function daysBetween(a: LocalDate, b: LocalDate): number {
  return toDayNumber(b) - toDayNumber(a);
}

/** Full years of age on a day. */
export function ageOn(dateOfBirth: LocalDate, on: LocalDate): number {
  const years = yearOf(on) - yearOf(dateOfBirth);
  return monthOf(on) * 32 + dayOf(on) >= monthOf(dateOfBirth) * 32 + dayOf(dateOfBirth) ? years : years - 1;
}

export function isMonthEnd(date: LocalDate): boolean {
  return addDays(date, 1).endsWith("-01");
}

export function yearOf(date: LocalDate): number {
  return digits(date, 0) * 100 + digits(date, 2);
}

function monthOf(date: LocalDate): number {
  return digits(date, 5);
}

function dayOf(date: LocalDate): number {
  return digits(date, 8);
}

/** Two digits as a number, without making a text of them. */
function digits(date: LocalDate, at: number): number {
  return (date.charCodeAt(at) - 48) * 10 + date.charCodeAt(at + 1) - 48;
}

function written(year: number, month: number, day: number): LocalDate {
  const years = year >= 1000 ? String(year) : String(year).padStart(4, "0");
  return `${years}${month < 10 ? "-0" : "-"}${month}${day < 10 ? "-0" : "-"}${day}` as LocalDate;
}

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysInMonth(year: number, month: number): number {
  if (month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)) return 29;
  return DAYS_IN_MONTH[month - 1] ?? 0;
}
