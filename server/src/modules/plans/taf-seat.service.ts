import { v7 } from "uuid";
import type { Transaction } from "../../database/database.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { demandGround } from "../families/ground.reads.ts";
import type { PlanTools } from "./plan-tools.ts";
import { TafSeatEntity } from "./taf-seat.entity.ts";

export interface SeatedTeam {
  /** Which field of what was sent named it. */
  readonly field: string;
  readonly teamId: string;
  readonly agencyId: string;
}

/**
 * Seats those of the teams around the family that have no seat yet; a seat is a ground for seeing it. Lock the
 * family first: two people may give the same team its seat at once.
 */
export async function giveSeats(
  tx: Transaction,
  tools: Pick<PlanTools, "clock" | "involvements">,
  familyId: string,
  teams: readonly SeatedTeam[],
  from: LocalDate,
): Promise<void> {
  if (teams.length === 0) return;
  const seated = await tx.query<{ teamId: string }>(
    `SELECT team_id AS "teamId" FROM taf_seat WHERE family_id = $1 AND team_id = ANY ($2::uuid[]) AND (valid_to IS NULL OR valid_from = $3)`,
    [familyId, teams.map((team) => team.teamId), from],
  );
  const taken = new Set(seated.map((seat) => seat.teamId));
  const unseated = teams.filter((team) => !taken.has(team.teamId));
  if (unseated.length === 0) return;
  await demandGround(tx, familyId, unseated);
  const seats = unseated.map(({ teamId, agencyId }) => ({
    id: v7(),
    familyId,
    teamId,
    agencyId,
    validFrom: from,
    recordedAt: tools.clock.now(),
  }));
  await tx.manager.insert(TafSeatEntity, seats);
  await tools.involvements.begin(
    tx,
    ...seats.map((seat) => ({ familyId, teamId: seat.teamId, ground: "TAF_SEAT" as const, groundId: seat.id, from })),
  );
}
