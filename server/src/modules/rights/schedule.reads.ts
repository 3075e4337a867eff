import type { Transaction } from "../../database/database.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { RETAINED_RECORDS, type ScheduleLine } from "./retention.rules.ts";
import { type ScheduleChange, scheduleOn } from "./schedule.rules.ts";

/** A decision about the schedule with who made it, for whoever looks it up. */
export interface ChangeRow extends ScheduleChange {
  readonly id: string;
  readonly reason: string;
  readonly changedAt: Date;
  readonly changedBy: { readonly id: string; readonly name: string };
}

export interface Schedules {
  readonly first: readonly ScheduleLine[];
  readonly changes: readonly ChangeRow[];
}

/** Held shared by whoever decides by the schedule, and alone by whoever changes it. */
export const SCHEDULE_LOCK = 7_746_005;

const FIRST = "SELECT record, measure, amount FROM retention_rule ORDER BY array_position($1::text[], record)";
const CHANGES = `SELECT c.id, c.record, c.number, c.amount, c.valid_from AS "validFrom", c.reason, c.changed_at AS "changedAt",
    json_build_object('id', u.id, 'name', u.name) AS "changedBy"
  FROM retention_change c JOIN app_user u ON u.id = c.changed_by ORDER BY c.record, c.number DESC`;

/** What the schedule said at first, and every decision since. */
export async function readSchedules(tx: Transaction): Promise<Schedules> {
  const [first, changes] = await Promise.all([tx.query<ScheduleLine>(FIRST, [RETAINED_RECORDS]), tx.query<ChangeRow>(CHANGES)]);
  return { first, changes };
}

export async function readSchedule(tx: Transaction, day: LocalDate): Promise<readonly ScheduleLine[]> {
  const { first, changes } = await readSchedules(tx);
  return scheduleOn(first, changes, day);
}
