import { addMonths, type LocalDate } from "../../shared/local-date.ts";
import { workingDayFrom } from "./bank-holidays.rules.ts";

/** Where a request stands on its way; the last three are its ends. */
export const SUBJECT_REQUEST_STATES = ["RECEIVED", "IDENTITY_PROVED", "PREPARED", "DISCLOSED", "REFUSED", "WITHDRAWN"] as const;
export type SubjectRequestState = (typeof SUBJECT_REQUEST_STATES)[number];

export interface SubjectClock {
  readonly receivedOn: LocalDate;
  readonly identityProvedOn: LocalDate | null;
  readonly extendedMonths: number | null;
}

/**
 * Since when the month counts (UK GDPR article 12(3) and (6), and the Information Commissioner's guidance): the day on which
 * the request came, or on which it was proved who asks. As long as that is not proved, the day of receipt, so that nobody
 * puts it off.
 */
function countedFrom({ receivedOn, identityProvedOn }: SubjectClock): LocalDate {
  return identityProvedOn !== null && identityProvedOn > receivedOn ? identityProvedOn : receivedOn;
}

/** The last day of the first month: until then an extension and its reason must be told. */
export function firstMonthEnds(clock: SubjectClock): LocalDate {
  return workingDayFrom(addMonths(countedFrom(clock), 1));
}

/** The same day of a later month, or that month's last day; on a weekend or bank holiday the next working day. */
export function dueDate(clock: SubjectClock): LocalDate {
  return workingDayFrom(addMonths(countedFrom(clock), 1 + (clock.extendedMonths ?? 0)));
}

export function isOpen(state: SubjectRequestState): boolean {
  return state === "RECEIVED" || state === "IDENTITY_PROVED" || state === "PREPARED";
}

export function isOverdue(state: SubjectRequestState, dueOn: LocalDate, today: LocalDate): boolean {
  return isOpen(state) && dueOn < today;
}
