import { type LocalDate, localDate } from "./local-date.ts";

/**
 * Business time: what "today", as-of dates and recorded times go by. Sessions, limits and the audit log's own
 * time use the system's clock instead.
 */
export interface Clock {
  now(): Date;
  /** The calendar day in the authority's time zone. */
  today(): LocalDate;
}

const LONDON_DAY = new Intl.DateTimeFormat("en-CA", {
  timeZone: "Europe/London",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
});

/** The calendar day in England on which an instant falls. */
function londonDay(instant: Date): LocalDate {
  return localDate(LONDON_DAY.format(instant));
}

/** A clock that reads `business` when the system's reads `system`, and ticks as the system's does. */
export function offsetClock(business: Date, system: Date, systemNow: () => number = Date.now): Clock {
  const offset = business.getTime() - system.getTime();
  const now = () => new Date(systemNow() + offset);
  return { now, today: () => londonDay(now()) };
}

/** For a clock that is read from the database, which needs a clock to open: it starts as the system's own. */
export function movableClock(): Clock & { set(clock: Clock): void } {
  let current = systemClock();
  return {
    now: () => current.now(),
    today: () => current.today(),
    set: (clock) => {
      current = clock;
    },
  };
}

/** The system's own time: what an authority at work goes by. */
export function systemClock(): Clock {
  const epoch = new Date(0);
  return offsetClock(epoch, epoch);
}
