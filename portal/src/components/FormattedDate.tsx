import { formatDate, formatInstant } from "./dates.ts";

/** A calendar day: "14 July 2017", or "14 Jul 2017" where room is scarce. */
export function FormattedDate({ date, short = false }: { date: string; short?: boolean }) {
  return (
    <time dateTime={date} className="app-nowrap">
      {formatDate(date, short)}
    </time>
  );
}

/** Day and time; in a table short, and on one line. */
export function FormattedInstant({ instant, short = false }: { instant: string; short?: boolean }) {
  return (
    <time dateTime={instant} className={short ? "app-nowrap" : undefined}>
      {formatInstant(instant, short)}
    </time>
  );
}
