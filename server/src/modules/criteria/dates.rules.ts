import { addDays, addMonths, type LocalDate } from "../../shared/local-date.ts";

/** The day after; quick for all but the last days of a month, since evaluation asks it very often. */
export function nextDay(date: LocalDate): LocalDate {
  const day = (date.charCodeAt(8) - 48) * 10 + date.charCodeAt(9) - 48;
  if (day >= 28) return addDays(date, 1);
  return (date.slice(0, 8) + (day < 9 ? `0${day + 1}` : String(day + 1))) as LocalDate;
}

/**
 * The first day on which an event no longer lies in "the last N months", which is after (day minus N months)
 * up to the day (reading C).
 */
export function windowExit(event: LocalDate, months: number): LocalDate {
  let exit = addMonths(event, months);
  while (addMonths(exit, -months) < event) exit = nextDay(exit);
  return exit;
}

/** The first day on which somebody has reached an age; 29 February counts from 1 March in other years. */
export function birthday(dateOfBirth: LocalDate, age: number): LocalDate {
  const year = Number(dateOfBirth.slice(0, 4)) + age;
  const ending = dateOfBirth.slice(4);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return `${String(year).padStart(4, "0")}${ending === "-02-29" && !leap ? "-03-01" : ending}` as LocalDate;
}

/** The later of two days; `b` may be missing. */
export function later(a: LocalDate, b: LocalDate | null | undefined): LocalDate {
  return b && b > a ? b : a;
}

/** The earlier of two moments at which something stops; null never stops. */
export function sooner(a: LocalDate | null, b: LocalDate | null): LocalDate | null {
  if (a === null) return b;
  if (b === null) return a;
  return a < b ? a : b;
}

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** A day as people write it: 3 January 2017. */
export function inWords(date: LocalDate): string {
  return `${Number(date.slice(8, 10))} ${MONTHS[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`;
}

/** A day's month as people write it: January 2017. */
export function monthInWords(date: LocalDate): string {
  return `${MONTHS[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`;
}
