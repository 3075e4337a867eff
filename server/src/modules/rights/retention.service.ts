import { v7 } from "uuid";
import { demand } from "../../access/decision.ts";
import type { UserViewer } from "../../access/viewer.ts";
import type { Database, Transaction } from "../../database/database.ts";
import type { Connection, PageArguments } from "../../graphql/connection.ts";
import type { Clock } from "../../shared/clock.ts";
import { addMonths, type LocalDate } from "../../shared/local-date.ts";
import { refuse, refuseUnknown } from "../../shared/refusal.ts";
import type { AuditService } from "../audit/audit.service.ts";
import { mayHold, mayLift, mayReview, type RecordFacts } from "./retention.policy.ts";
import { readRecords, type Which } from "./retention.reads.ts";
import type { RetentionState } from "./retention.rules.ts";
import type { RetentionDecision, RetentionRecord } from "./retention.type.ts";
import { readQueue } from "./retention-queue.ts";
import { SCHEDULE_LOCK } from "./schedule.reads.ts";

export interface RetentionTools {
  readonly database: Database;
  readonly clock: Clock;
  readonly audit: AuditService;
}

export interface Reviewed {
  readonly familyId: string;
  readonly decision: RetentionDecision;
  readonly keepUntil?: LocalDate | null;
  readonly reason: string;
}

/** Nothing is kept unasked for longer than this. */
const MOST_YEARS = 10;

/** The row that whoever writes to the family holds, in the order in which they take the two. */
const HOLD_SCHEDULE = `SELECT pg_advisory_xact_lock_shared(${SCHEDULE_LOCK})`;
const HOLD = "SELECT FROM family WHERE id = $1 FOR NO KEY UPDATE";
/** The lock that whoever works out a family's standing holds too, so that none is worked out of a half-blanked record. */
const LOCK = "SELECT pg_advisory_xact_lock(hashtextextended($1::text, 1))";

/** How long records are kept: what falls due, what is on hold, and what was decided. It shows no more of a family than that. */
export class RetentionService {
  readonly #tools: RetentionTools;

  constructor(tools: RetentionTools) {
    this.#tools = tools;
  }

  /** Records in one state on the day, the one that falls due first before the others. */
  queue(viewer: UserViewer, state: RetentionState, dueBy: LocalDate | null, page: PageArguments): Promise<Connection<RetentionRecord>> {
    const { database, clock, audit } = this.#tools;
    return database.as(viewer, async (tx) => {
      const today = clock.today();
      const found = await tx.elevate("SYSTEM_RIGHTS", () => readQueue(tx, { today, asOf: dueBy ?? today, state, page }));
      audit.record(tx, { action: "retention.list", familyIds: found.edges.map(({ node }) => node.familyId) });
      return found;
    });
  }

  /** One record by its reference, which is an identifier and no personal value. */
  find(viewer: UserViewer, reference: string): Promise<RetentionRecord | null> {
    const { database, clock, audit } = this.#tools;
    return database.as(viewer, async (tx) => {
      const today = clock.today();
      const [record] = await tx.elevate("SYSTEM_RIGHTS", () => readRecords(tx, today, today, { reference }));
      if (record) audit.record(tx, { action: "retention.view", familyIds: [record.familyId] });
      return record ?? null;
    });
  }

  placeHold(viewer: UserViewer, { reference, reason }: { readonly reference: string; readonly reason: string }): Promise<Told> {
    return this.change(viewer, { reference: reference.trim() }, async (tx, facts, { familyId }) => {
      demand(mayHold(viewer, facts), "reference");
      const id = v7();
      await tx.execute("INSERT INTO legal_hold (id, family_id, reason, placed_by, placed_at) VALUES ($1, $2, $3, $4, $5)", [
        id,
        familyId,
        reason.trim() || refuse("REQUIRED", "reason", "Enter why the record is put on hold"),
        viewer.userId,
        this.#tools.clock.now(),
      ]);
      this.#tools.audit.record(tx, { action: "legal-hold.place", familyIds: [familyId], subjectId: id });
    });
  }

  liftHold(viewer: UserViewer, { familyId }: { readonly familyId: string }): Promise<Told> {
    return this.change(viewer, { ids: [familyId] }, async (tx, facts, { hold }) => {
      demand(mayLift(viewer, facts), "familyId");
      await tx.execute("UPDATE legal_hold SET lifted_by = $2, lifted_at = $3 WHERE family_id = $1 AND lifted_at IS NULL", [
        familyId,
        viewer.userId,
        this.#tools.clock.now(),
      ]);
      this.#tools.audit.record(tx, { action: "legal-hold.lift", familyIds: [familyId], ...(hold ? { subjectId: hold.id } : {}) });
    });
  }

  review(viewer: UserViewer, { familyId, decision, keepUntil, reason }: Reviewed): Promise<Told> {
    const { clock, audit } = this.#tools;
    return this.change(viewer, { ids: [familyId] }, async (tx, facts) => {
      demand(mayReview(viewer, facts), "familyId");
      if (decision === "KEEP" && !keepUntil) refuse("REQUIRED", "keepUntil", "Enter the day until which the record is kept");
      if (decision === "KEEP" && keepUntil && keepUntil <= clock.today()) refuse("PAST", "keepUntil", "The day must be after today");
      if (decision === "KEEP" && keepUntil && keepUntil > addMonths(clock.today(), 12 * MOST_YEARS))
        refuse("TOO_FAR", "keepUntil", `Keep it ${MOST_YEARS} years at most: it is then reviewed again`);
      const id = v7();
      await tx.execute(
        `INSERT INTO retention_review (id, family_id, decision, keep_until, reason, reviewed_by, reviewed_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [
          id,
          familyId,
          decision,
          decision === "KEEP" ? keepUntil : null,
          reason.trim() || refuse("REQUIRED", "reason", "Enter why you decided so"),
          viewer.userId,
          clock.now(),
        ],
      );
      audit.record(tx, { action: "retention.review", familyIds: [familyId], subjectId: id, reason: decision });
    });
  }

  /** Holds the record, does the work with what is known of it, and answers with what became of it. */
  change(
    viewer: UserViewer,
    which: Which,
    work: (tx: Transaction, facts: RecordFacts, record: RetentionRecord) => Promise<void>,
  ): Promise<Told> {
    const { database, clock } = this.#tools;
    const today = clock.today();
    return database.as(viewer, async (tx) => {
      const read = () => tx.elevate("SYSTEM_RIGHTS", () => readRecords(tx, today, today, which));
      await tx.execute(HOLD_SCHEDULE);
      const [found] = await read();
      if (!found) return refuseUnknown("ids" in which ? "familyId" : "reference", "family");
      await tx.elevate("SYSTEM_RIGHTS", () => tx.query(HOLD, [found.familyId]));
      await tx.query(LOCK, [found.familyId]);
      // Anew, as whoever had the lock left it.
      const record = (await read())[0] ?? found;
      const reviewedBy = record.review?.decision === "DISPOSE" ? record.review.reviewedBy.id : null;
      await work(tx, { state: record.state, reviewedBy }, record);
      const [after] = await read();
      return { record: after ?? null };
    });
  }
}

interface Told {
  readonly record: RetentionRecord | null;
}
