import type { Transaction } from "../../database/database.ts";
import type { Clock } from "../../shared/clock.ts";
import type { StopReason } from "./agreement.rules.ts";
import { coveredSql } from "./ground.reads.ts";
import type { Standings } from "./standings.ts";

/**
 * A statement of a later module that ends what an agency does with a family: $1 the family, $2 the agencies that may
 * go on, $3 today, $4 now, $5 the reason.
 */
export type StopStatement = string;

/** In force today: the ground opens the family to its team. */
export const OPENS_TODAY = `x.valid_from <= (SELECT viewer_today()) AND (x.valid_to IS NULL OR x.valid_to >= (SELECT viewer_today()))
  AND x.ended_at IS NULL`;

const INVOLVEMENTS = `UPDATE involvement x SET ended_at = $4, valid_to = GREATEST(x.valid_from, LEAST(x.valid_to, $3::date))
  FROM team t WHERE t.id = x.team_id AND x.family_id = $1 AND x.ended_at IS NULL AND (x.valid_to IS NULL OR x.valid_to >= $3::date)
    AND t.agency_id <> ALL ($2::uuid[]) AND $5::text IS NOT NULL`;

/** Ends what no ground in law is left for: at once, and in the transaction that took the ground away. */
export class GroundStops {
  readonly #clock: Clock;
  readonly #standings: Standings;
  readonly #statements: readonly StopStatement[];

  constructor(clock: Clock, standings: Standings, statements: readonly StopStatement[]) {
    this.#clock = clock;
    this.#standings = standings;
    this.#statements = statements;
  }

  /** Lock the family first. Whoever does this may themselves not see the family afterwards. */
  async stop(tx: Transaction, familyId: string, reason: StopReason): Promise<void> {
    const covered = await tx.query<{ id: string }>(`SELECT c.id FROM (${coveredSql("$1")}) AS c (id)`, [familyId]);
    const parameters = [familyId, covered.map(({ id }) => id), this.#clock.today(), this.#clock.now(), reason];
    await tx.elevate("SYSTEM_AGREEMENTS", async () => {
      for (const statement of [...this.#statements, INVOLVEMENTS]) await tx.execute(statement, parameters);
    });
    await this.#standings.reevaluate(tx, [familyId]);
    tx.renewView();
  }
}
