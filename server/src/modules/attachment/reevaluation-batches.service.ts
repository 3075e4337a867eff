import { systemViewer } from "../../access/viewer.ts";
import type { Database } from "../../database/database.ts";
import type { Clock } from "../../shared/clock.ts";
import type { AuditService } from "../audit/audit.service.ts";
import { ATTEMPTS } from "./reevaluation.reads.ts";
import type { StandingService } from "./standing.service.ts";

/** Which batch of which re-evaluation: all that a job says. */
export interface BatchId {
  readonly reevaluation: string;
  readonly batch: number;
}

const SYSTEM = systemViewer("SYSTEM_STANDINGS");

/** Nothing where it is done, paused, replaced, or in another's hands. */
const CLAIM = `SELECT b.first_family AS first, b.last_family AS last
  FROM reevaluation_batch b JOIN reevaluation r ON r.id = b.reevaluation_id
  WHERE b.reevaluation_id = $1 AND b.number = $2 AND b.done_at IS NULL AND r.state = 'RUNNING'
  FOR UPDATE OF b SKIP LOCKED`;

/** Of batches that end at the same time the last one to look sees them all: so it is a transaction after theirs. */
const SETTLE = `UPDATE reevaluation r SET version = version + 1, state = CASE WHEN b.open = 0 THEN 'FINISHED' ELSE 'FAILED' END,
    ended_at = CASE WHEN b.open = 0 THEN $2::timestamptz END
  FROM (SELECT count(*) AS open, count(*) FILTER (WHERE failures < $3) AS pending FROM reevaluation_batch
    WHERE reevaluation_id = $1 AND done_at IS NULL) b
  WHERE r.id = $1 AND r.state = 'RUNNING' AND b.pending = 0 RETURNING r.state`;

/** The batches of a re-evaluation: each works its families out and says so in one transaction, or does neither. */
export class ReevaluationBatches {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #audit: AuditService;
  readonly #standings: StandingService;

  constructor(database: Database, clock: Clock, audit: AuditService, standings: StandingService) {
    this.#database = database;
    this.#clock = clock;
    this.#audit = audit;
    this.#standings = standings;
  }

  /** Goes by the rules in force at that moment, so one that comes late cannot bring back older ones. */
  run({ reevaluation, batch }: BatchId): Promise<void> {
    return this.#database.as(SYSTEM, async (tx) => {
      // Before the claim: whoever replaces the run waits for it, or it finds itself replaced.
      this.#standings.holdPlan(tx);
      const [claimed] = await tx.query<{ first: string; last: string }>(CLAIM, [reevaluation, batch]);
      if (!claimed) return;
      const changed = await this.#standings.reevaluateStretch(tx, claimed.first, claimed.last);
      tx.send("UPDATE reevaluation_batch SET done_at = $3, changed = $4 WHERE reevaluation_id = $1 AND number = $2", [
        reevaluation,
        batch,
        this.#clock.now(),
        changed,
      ]);
    });
  }

  /** Remembers that a batch failed, by a closed code: its words may quote a record. */
  async failed({ reevaluation, batch }: BatchId, code: string): Promise<void> {
    await this.#database.as(SYSTEM, (tx) =>
      tx.execute(
        "UPDATE reevaluation_batch SET failures = failures + 1, fault = $3 WHERE reevaluation_id = $1 AND number = $2 AND done_at IS NULL",
        [reevaluation, batch, code.slice(0, 100)],
      ),
    );
  }

  /** Ends the re-evaluation if nothing of it is left to do. */
  async settle(reevaluation: string): Promise<void> {
    await this.#database.as(SYSTEM, async (tx) => {
      const [ended] = await tx.query<{ state: string }>(SETTLE, [reevaluation, this.#clock.now(), ATTEMPTS]);
      if (ended) this.#audit.record(tx, { action: "reevaluation.end", subjectId: reevaluation, reason: ended.state });
    });
  }
}
