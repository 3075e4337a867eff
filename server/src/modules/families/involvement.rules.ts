import { addDays, type LocalDate } from "../../shared/local-date.ts";

/** What gives a team sight of a family (design: domain, involvement). */
export const GROUNDS = ["CAF", "LEAD_PROFESSIONAL", "TAF_SEAT", "ACTION"] as const;
export type Ground = (typeof GROUNDS)[number];

/** How long a team goes on seeing a family after a ground has ended, so that it can finish its notes and answer questions. */
const AFTERLIFE_DAYS = 28;

/** The last day on which a ground that ended on a day still opens the family. */
export function lastDayOfGround(endedOn: LocalDate): LocalDate {
  return addDays(endedOn, AFTERLIFE_DAYS);
}
