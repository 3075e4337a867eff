const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const SHORT_DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const TIME = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
  timeZone: "Europe/London",
});
const instantDay = (month: "long" | "short") =>
  new Intl.DateTimeFormat("en-GB", { day: "numeric", month, year: "numeric", timeZone: "Europe/London" });
const INSTANT_DAY = instantDay("long");
const SHORT_INSTANT_DAY = instantDay("short");

/** "2017-07-14" -> "14 July 2017"; what is not a date comes back as it is. */
export function formatDate(date: string, short = false): string {
  const at = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return date;
  return (short ? SHORT_DAY : DAY).format(at);
}

/** An instant as people in the county read it: "3 January 2017 at 09:15", or "3 Jan 2017 at 09:15" where room is scarce. */
export function formatInstant(instant: string, short = false): string {
  const at = new Date(instant);
  return Number.isNaN(at.getTime()) ? instant : `${(short ? SHORT_INSTANT_DAY : INSTANT_DAY).format(at)} at ${TIME.format(at)}`;
}

/** The day of an instant in the county: "3 Jan 2017". */
export function formatDayOf(instant: string): string {
  const at = new Date(instant);
  return Number.isNaN(at.getTime()) ? instant : SHORT_INSTANT_DAY.format(at);
}

/** Just the time of day, for "last saved 14:32". */
export function formatTime(instant: string): string {
  const at = new Date(instant);
  return Number.isNaN(at.getTime()) ? instant : TIME.format(at);
}

/** Whether three boxes make a real day; the API's own type refuses anything else before it can say where. */
export function isRealDate(date: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return false;
  const at = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date);
}

/** A day and a time of day by the county's clock as an instant, or null where they are none. */
export function countyInstant(date: string, time: string): string | null {
  if (!isRealDate(date) || !/^([01]?\d|2[0-3]):[0-5]\d$/.test(time)) return null;
  const wanted = Date.parse(`${date}T${time.padStart(5, "0")}:00Z`);
  const shown = new Date(wanted).toLocaleString("sv-SE", { timeZone: "Europe/London" });
  return new Date(2 * wanted - Date.parse(`${shown.replace(" ", "T")}Z`)).toISOString();
}
