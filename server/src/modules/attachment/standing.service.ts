import { systemViewer } from "../../access/viewer.ts";
import type { Database, Transaction } from "../../database/database.ts";
import type { Clock } from "../../shared/clock.ts";
import { readFacts } from "../criteria/facts.reads.ts";
import type { RulesInForce } from "../criteria/rules-in-force.ts";
import { changeOf } from "./standing-changes.rules.ts";
import { readCurrent, StandingWrites } from "./standing-writes.ts";

const BATCH = 200;

/**
 * Held shared by whoever works out a standing, and alone by whoever puts another plan in force, each till the end of
 * their transaction: what was worked out under the old plan is then on record before the families to work out anew
 * are told off. Always taken before a family's lock.
 */
export const PLAN_LOCK = 7_746_004;

/** Whoever works out a family's standing holds this till the end of their transaction, so that no fact is overlooked. */
const lockKeyOf = (id: string): string => `hashtextextended(${id}::text, 1)`;

const HOLD_PLAN = `SELECT pg_advisory_xact_lock_shared(${PLAN_LOCK})`;

/** The outer row of the join, the plan's lock, is there before the first family is asked for. */
const LOCK = `SELECT pg_advisory_xact_lock(${lockKeyOf("f.id")}) FROM (${HOLD_PLAN} OFFSET 0) plan
  CROSS JOIN LATERAL (SELECT unnest($1::uuid[]) AS id ORDER BY 1) f`;

const LOCK_STRETCH = `SELECT f.id, pg_advisory_xact_lock(${lockKeyOf("f.id")})
  FROM (SELECT id FROM family WHERE id BETWEEN $1 AND $2 ORDER BY id) f`;

/** What is locked by another process is being worked out there. */
const CLAIM_DUE = `SELECT due.family_id FROM (
    SELECT s.family_id FROM standing s WHERE s.valid_to IS NULL AND s.next_change_on <= $1
      AND NOT EXISTS (SELECT FROM disposal d WHERE d.family_id = s.family_id)
    ORDER BY s.next_change_on, s.family_id LIMIT $2) due
  WHERE pg_try_advisory_xact_lock(${lockKeyOf("due.family_id")})`;

/**
 * Keeps each family's standing up to date. The rows say where a family stood on each day by what was known at the
 * end of that day, under the plan then in force: a row of a day that is past never changes, whatever is recorded later.
 * A write, what falls due and a stretch of the whole county go the same way: lock, read, compare, write what differs.
 */
export class StandingService {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #rules: RulesInForce;

  constructor(database: Database, clock: Clock, rules: RulesInForce) {
    this.#database = database;
    this.#clock = clock;
    this.#rules = rules;
  }

  /** Works out anew the families that a write has touched, inside that write's transaction and after it. */
  async reevaluate(tx: Transaction, familyIds: readonly string[]): Promise<void> {
    if (familyIds.length === 0) return;
    await tx.elevate("SYSTEM_STANDINGS", async () => {
      await tx.query(LOCK, [familyIds]);
      await this.#update(tx, familyIds);
    });
  }

  /**
   * Works out the families whose next change has come, each day that was missed by itself. Several processes may do
   * this at once. Returns how many families it worked out.
   */
  async reevaluateDue(signal?: AbortSignal): Promise<number> {
    let done = 0;
    for (;;) {
      if (signal?.aborted) return done;
      const batch = await this.#database.as(systemViewer("SYSTEM_STANDINGS"), async (tx) => {
        this.holdPlan(tx);
        const due = await tx.query<{ family_id: string }>(CLAIM_DUE, [this.#clock.today(), BATCH]);
        await this.#update(
          tx,
          due.map((row) => row.family_id),
        );
        return due.length;
      });
      if (batch === 0) return done;
      done += batch;
    }
  }

  /** No other plan comes into force until this transaction ends. */
  holdPlan(tx: Transaction): void {
    tx.send(HOLD_PLAN);
  }

  /**
   * Works out every family from one id to another, inside the transaction of a re-evaluation's batch, which holds the
   * plan. Returns how many of them stand otherwise than before.
   */
  async reevaluateStretch(tx: Transaction, firstId: string, lastId: string): Promise<number> {
    const families = await tx.query<{ id: string }>(LOCK_STRETCH, [firstId, lastId]);
    return this.#update(
      tx,
      families.map(({ id }) => id),
    );
  }

  /** The locks are held by now, and the reads are statements of their own: they see whatever was written before. */
  async #update(tx: Transaction, familyIds: readonly string[]): Promise<number> {
    if (familyIds.length === 0) return 0;
    const [facts, found] = await Promise.all([readFacts(tx, familyIds), readCurrent(tx, familyIds)]);
    const rules = await this.#rules.of(tx, found.rules);
    const current = new Map(found.rows.map((row) => [row.familyId, row]));
    const today = this.#clock.today();
    const writes = new StandingWrites();
    const disposed = new Set(found.disposed);
    for (const family of facts) {
      if (disposed.has(family.familyId)) continue;
      const before = current.get(family.familyId);
      writes.add(family.familyId, changeOf(rules, family, before, today), before?.digest ?? null);
    }
    await writes.write(tx);
    return writes.moved;
  }
}
