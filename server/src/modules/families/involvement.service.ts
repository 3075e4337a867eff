import { v7 } from "uuid";
import type { Transaction } from "../../database/database.ts";
import type { Clock } from "../../shared/clock.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { type Ground, lastDayOfGround } from "./involvement.rules.ts";

export interface GroundBegun {
  readonly familyId: string;
  readonly teamId: string;
  readonly ground: Ground;
  /** The CAF, lead professional, seat or action that is the ground. */
  readonly groundId: string;
  readonly from: LocalDate;
}

export interface GroundEnded {
  readonly ground: Ground;
  readonly groundId: string;
  readonly on: LocalDate;
}

/**
 * The dated grounds on which teams see families. Whoever begins one must see the family (row-level security holds
 * them to it); whoever ends one must belong to its team, or be a coordinator.
 */
export class InvolvementService {
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Opens families to teams. One row for each ground; a team sees the family while any of its rows holds. */
  async begin(tx: Transaction, ...begun: readonly GroundBegun[]): Promise<void> {
    const rows = begun.map((ground) => ({ id: v7(), ...ground }));
    // No ON CONFLICT: it would demand that the writer can read the row, and a team's rows are its own.
    await tx.execute(
      `INSERT INTO involvement (id, family_id, team_id, ground, ground_id, valid_from, recorded_at)
       SELECT b.id, b."familyId", b."teamId", b.ground, b."groundId", b."from", $2
       FROM jsonb_to_recordset($1::jsonb) AS b (id uuid, "familyId" uuid, "teamId" uuid, ground text, "groundId" uuid, "from" date)`,
      [JSON.stringify(rows), this.#clock.now()],
    );
    tx.renewView();
  }

  /** Ends a ground that was real: the team goes on seeing the family for the afterlife. */
  async end(tx: Transaction, ended: GroundEnded): Promise<void> {
    await this.#close(tx, ended, lastDayOfGround(ended.on));
  }

  /** Ends a ground that came to nothing, such as a request that was declined: the day itself is the last. */
  async endAtOnce(tx: Transaction, ended: GroundEnded): Promise<void> {
    await this.#close(tx, ended, ended.on);
  }

  async #close(tx: Transaction, { ground, groundId }: GroundEnded, lastDay: LocalDate): Promise<void> {
    await tx.execute(
      "UPDATE involvement SET valid_to = GREATEST(valid_from, $3::date) WHERE ground = $1 AND ground_id = $2 AND valid_to IS NULL AND ended_at IS NULL",
      [ground, groundId, lastDay],
    );
  }
}
