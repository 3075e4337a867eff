import { v7 } from "uuid";
import { demand } from "../../access/decision.ts";
import type { UserViewer } from "../../access/viewer.ts";
import type { Transaction } from "../../database/database.ts";
import { addMonths, type LocalDate } from "../../shared/local-date.ts";
import { refuse, refuseStale } from "../../shared/refusal.ts";
import { readDrafts } from "./draft.reads.ts";
import { mayChangeSchedule } from "./retention.policy.ts";
import { readFacts } from "./retention.reads.ts";
import { type RetainedRecord, retentionOf, type ScheduleLine } from "./retention.rules.ts";
import type { RetentionTools } from "./retention.service.ts";
import { readSchedules, SCHEDULE_LOCK, type Schedules } from "./schedule.reads.ts";
import { leastOf, type Moved, movedBy, scheduleOn } from "./schedule.rules.ts";
import type { RetentionRule } from "./schedule.type.ts";

const HOLD_ALONE = `SELECT pg_advisory_xact_lock(${SCHEDULE_LOCK})`;

const INSERT = `INSERT INTO retention_change (id, record, number, amount, valid_from, reason, changed_by, changed_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`;
const KEPT_DAYS = "SELECT d.day FROM audit_day d WHERE d.last_position > (SELECT COALESCE(max(x.last_position), 0) FROM audit_disposal x)";
/** Nobody decides today what is to count in another generation. */
const MOST_YEARS = 10;

export interface ChangedRule {
  readonly record: RetainedRecord;
  readonly amount: number;
  readonly validFrom: LocalDate;
}

/** How long records are kept is itself a record: what was decided, from when on, by whom and why. */
export class ScheduleService {
  readonly #tools: RetentionTools;

  constructor(tools: RetentionTools) {
    this.#tools = tools;
  }

  list(viewer: UserViewer): Promise<RetentionRule[]> {
    const today = this.#tools.clock.today();
    return this.#tools.database.as(viewer, async (tx) => rulesOf(await readSchedules(tx), today));
  }

  /** What the change would do to the records that there are, before anybody decides it. */
  preview(viewer: UserViewer, changed: ChangedRule): Promise<Moved> {
    const { database, clock, audit } = this.#tools;
    return database.as(viewer, async (tx) => {
      const { first, changes } = await readSchedules(tx);
      const before = scheduleOn(first, changes, changed.validFrom);
      const after = before.map((line) => (line.record === changed.record ? { ...line, amount: changed.amount } : line));
      audit.record(tx, { action: "retention-schedule.view" });
      return movedBy(await daysUnder(tx, clock.today(), changed.record, before, after), changed.validFrom);
    });
  }

  change(
    viewer: UserViewer,
    changed: ChangedRule & { readonly reason: string; readonly version: number },
  ): Promise<{ rule: RetentionRule | null }> {
    const { database, clock, audit } = this.#tools;
    const { record, amount, validFrom, reason, version } = changed;
    const today = clock.today();
    return database.as(viewer, async (tx) => {
      demand(mayChangeSchedule(viewer), "record");
      // Whoever is about to dispose by the schedule is waited for, and whoever comes after goes by the new one.
      await tx.execute(HOLD_ALONE);
      const schedules = await readSchedules(tx);
      const rule = rulesOf(schedules, today).find((each) => each.record === record);
      if (!rule || rule.version !== version) return refuseStale();
      const least = leastOf(record);
      if (least && amount < least.amount) refuse("SHORTER_THAN_THE_LAW", "amount", `Enter ${least.amount} or more. ${least.why}`);
      if (validFrom < today)
        refuse("PAST", "validFrom", "The day must be today or later: what was decided by the schedule until now stands");
      if (validFrom > addMonths(today, 12 * MOST_YEARS)) refuse("TOO_FAR", "validFrom", `The day must be within ${MOST_YEARS} years`);
      const then = scheduleOn(schedules.first, schedules.changes, validFrom).find((each) => each.record === record);
      if (then?.amount === amount) refuse("NOTHING_CHANGED", "amount", "This is what the schedule says from that day on already");
      const id = v7();
      await tx.execute(INSERT, [id, record, version, amount, validFrom, reason.trim(), viewer.userId, clock.now()]);
      audit.record(tx, { action: "retention-schedule.change", subjectId: id, reason: record });
      return { rule: rulesOf(await readSchedules(tx), today).find((each) => each.record === record) ?? null };
    });
  }
}

function rulesOf({ first, changes }: Schedules, today: LocalDate): RetentionRule[] {
  return scheduleOn(first, changes, today).map((line) => {
    const own = changes.filter(({ record }) => record === line.record);
    const least = leastOf(line.record);
    return { ...line, least: least?.amount ?? null, leastWhy: least?.why ?? null, version: own.length + 1, changes: own };
  });
}

/** For each record of the kind the day on which it falls due, as the schedule stands and with the change. */
async function daysUnder(
  tx: Transaction,
  today: LocalDate,
  record: RetainedRecord,
  before: readonly ScheduleLine[],
  after: readonly ScheduleLine[],
): Promise<{ before: LocalDate | null; after: LocalDate | null }[]> {
  const amountIn = (lines: readonly ScheduleLine[]) => lines.find((line) => line.record === record)?.amount ?? 0;
  if (record === "AUDIT_LOG") {
    const days = await tx.query<{ day: LocalDate }>(KEPT_DAYS);
    return days.map(({ day }) => ({ before: addMonths(day, 12 * amountIn(before)), after: addMonths(day, 12 * amountIn(after)) }));
  }
  if (record === "DRAFT_NEVER_SUBMITTED") {
    const drafts = await tx.elevate("SYSTEM_RIGHTS", () => readDrafts(tx));
    return drafts.map(({ savedOn }) => ({ before: addMonths(savedOn, amountIn(before)), after: addMonths(savedOn, amountIn(after)) }));
  }
  const facts = await tx.elevate("SYSTEM_RIGHTS", () => readFacts(tx, today, null));
  return facts.flatMap((each) => {
    const stood = retentionOf(each.facts, before);
    if (each.disposed || !stood.due || stood.record !== record) return [];
    const moved = retentionOf(each.facts, after);
    return [{ before: stood.on, after: moved.due ? moved.on : null }];
  });
}
