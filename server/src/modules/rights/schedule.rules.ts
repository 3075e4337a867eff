import type { LocalDate } from "../../shared/local-date.ts";
import type { RetainedRecord, ScheduleLine } from "./retention.rules.ts";

/** What the schedule says of one kind of record from a day on. */
export interface ScheduleChange {
  readonly record: RetainedRecord;
  /** Which of the decisions about this kind it is: a later one counts before an earlier. */
  readonly number: number;
  readonly amount: number;
  readonly validFrom: LocalDate;
}

/** The schedule of a day: the last decision that has begun by then, or what the schedule said at first. */
export function scheduleOn(first: readonly ScheduleLine[], changes: readonly ScheduleChange[], day: LocalDate): readonly ScheduleLine[] {
  return first.map((line) => {
    const begun = changes.filter(({ record, validFrom }) => record === line.record && validFrom <= day);
    const last = begun.reduce<ScheduleChange | null>((found, each) => (found && found.number > each.number ? found : each), null);
    return last ? { ...line, amount: last.amount } : line;
  });
}

export interface Least {
  readonly amount: number;
  readonly why: string;
}

/**
 * No shorter than the law leaves time for a claim that the record would answer. Of the others the law asks the contrary:
 * that they are kept no longer than they are needed (UK GDPR, article 5.1.e).
 */
const LEAST: Readonly<Partial<Record<RetainedRecord, Least>>> = {
  CLOSED_CASE: {
    amount: 21,
    why: "Somebody may bring a claim for harm done to them as a child until three years after they are 18 (Limitation Act 1980, sections 11 and 28)",
  },
  AUDIT_LOG: { amount: 6, why: "A claim about who saw a record may be brought for six years (Limitation Act 1980, sections 2 and 9)" },
};

export const leastOf = (record: RetainedRecord): Least | null => LEAST[record] ?? null;

/** How many records a change moves, and which way. */
export interface Moved {
  readonly sooner: number;
  readonly later: number;
  /** Due by the day on which it begins, before the change and with it. */
  readonly dueBefore: number;
  readonly dueAfter: number;
}

export function movedBy(
  days: readonly { readonly before: LocalDate | null; readonly after: LocalDate | null }[],
  begins: LocalDate,
): Moved {
  const count = (test: (each: (typeof days)[number]) => boolean) => days.filter(test).length;
  return {
    sooner: count(({ before, after }) => before !== null && after !== null && after < before),
    later: count(({ before, after }) => before !== null && after !== null && after > before),
    dueBefore: count(({ before }) => before !== null && before <= begins),
    dueAfter: count(({ after }) => after !== null && after <= begins),
  };
}
