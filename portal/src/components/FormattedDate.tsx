import { formatDate, formatInstant } from "./dates.ts";

/** A calendar day: "14 July 2017", or "14 Jul 2017" where room is scarce. */
export function FormattedDate({ date, short = false }: { date: string; short?: boolean }) {
  return (
    <time dateTime={date} className="app-nowrap">
      {formatDate(date, short)}
    </time>
  );
}

export function FormattedInstant({ instant }: { instant: string }) {
  return <time dateTime={instant}>{formatInstant(instant)}</time>;
}
