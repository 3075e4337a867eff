import { addMonths, type LocalDate } from "../../shared/local-date.ts";

export const RETAINED_RECORDS = ["MATCHED_NEVER_ATTACHED", "CLOSED_CASE", "DRAFT_NEVER_SUBMITTED", "AUDIT_LOG"] as const;
export type RetainedRecord = (typeof RETAINED_RECORDS)[number];

export const RETENTION_MEASURES = ["MONTHS_KEPT", "BIRTHDAY_OF_YOUNGEST_CHILD", "YEARS_KEPT"] as const;
export type RetentionMeasure = (typeof RETENTION_MEASURES)[number];

/** One line of the schedule: how long one kind of record is kept. */
export interface ScheduleLine {
  readonly record: RetainedRecord;
  readonly measure: RetentionMeasure;
  readonly amount: number;
}

/** What the schedule goes by: days and yes or no, nothing that tells who the family is. */
export interface RetentionFacts {
  /** First known to the service. */
  readonly recordedOn: LocalDate;
  readonly everAttached: boolean;
  /** Somebody has assessed it, led it or planned for it; otherwise it was only matched. */
  readonly everWorkedWith: boolean;
  /** An assessment, a lead, an action or an involvement goes on. */
  readonly open: boolean;
  /** The last day on which anything of it ended; null where nothing has. */
  readonly closedOn: LocalDate | null;
  /** Null where no child's date of birth is known. */
  readonly youngestBornOn: LocalDate | null;
}

export type Retention =
  | { readonly due: false; readonly why: "OPEN" | "NO_RULE" }
  | { readonly due: true; readonly record: RetainedRecord; readonly on: LocalDate; readonly why: string };

/** The day on which a family's record falls due for review, by which line of the schedule, in words. */
export function retentionOf(facts: RetentionFacts, schedule: readonly ScheduleLine[]): Retention {
  if (facts.open) return { due: false, why: "OPEN" };
  const matchedOnly = !facts.everAttached && !facts.everWorkedWith;
  const line = schedule.find(({ record }) => record === (matchedOnly ? "MATCHED_NEVER_ATTACHED" : "CLOSED_CASE"));
  if (!line) return { due: false, why: "NO_RULE" };
  const closedOn = facts.closedOn ?? facts.recordedOn;
  if (line.measure !== "BIRTHDAY_OF_YOUNGEST_CHILD") {
    const from = matchedOnly ? facts.recordedOn : closedOn;
    const on = addMonths(from, line.measure === "MONTHS_KEPT" ? line.amount : line.amount * 12);
    const since = matchedOnly ? "Matched and never attached: kept" : "Closed: kept";
    const kept = `${line.amount} ${line.measure === "MONTHS_KEPT" ? "months" : "years"}`;
    return { due: true, record: line.record, on, why: `${since} ${kept} from the day it was ${matchedOnly ? "recorded" : "closed"}` };
  }
  const years = line.amount * 12;
  if (facts.youngestBornOn === null)
    return {
      due: true,
      record: line.record,
      on: addMonths(closedOn, years),
      why: `Closed, and no child's date of birth is known: kept ${line.amount} years from the day it was closed`,
    };
  const birthday = addMonths(facts.youngestBornOn, years);
  return birthday >= closedOn
    ? { due: true, record: line.record, on: birthday, why: `Closed: kept until the youngest child's ${ordinal(line.amount)} birthday` }
    : { due: true, record: line.record, on: closedOn, why: `Closed after the youngest child's ${ordinal(line.amount)} birthday` };
}

function ordinal(amount: number): string {
  const tens = amount % 100;
  const ending = tens >= 11 && tens <= 13 ? "th" : ({ 1: "st", 2: "nd", 3: "rd" }[amount % 10] ?? "th");
  return `${amount}${ending}`;
}

export const RETENTION_STATES = ["NOT_DUE", "DUE", "HELD", "KEPT", "TO_DISPOSE", "DISPOSED"] as const;
export type RetentionState = (typeof RETENTION_STATES)[number];

export interface RetentionDecisions {
  readonly held: boolean;
  readonly disposed: boolean;
  readonly decision: "KEEP" | "DISPOSE" | null;
  readonly keepUntil: LocalDate | null;
}

/** Where a record stands on its way: a hold comes before everything, and what is kept longer falls due again. */
export function retentionState(retention: Retention, decisions: RetentionDecisions, asOf: LocalDate): RetentionState {
  if (decisions.disposed) return "DISPOSED";
  if (decisions.held) return "HELD";
  if (!retention.due || retention.on > asOf) return "NOT_DUE";
  if (decisions.decision === "KEEP" && decisions.keepUntil !== null && decisions.keepUntil > asOf) return "KEPT";
  return decisions.decision === "DISPOSE" ? "TO_DISPOSE" : "DUE";
}
