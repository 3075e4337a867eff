import { v7 } from "uuid";
import { demand } from "../../access/decision.ts";
import type { UserViewer } from "../../access/viewer.ts";
import type { Transaction } from "../../database/database.ts";
import type { Selection } from "../../graphql/selection.ts";
import { refuse, refuseUnknown } from "../../shared/refusal.ts";
import { lockFamily } from "../families/family.lock.ts";
import { READ_ONLY_FACT } from "../families/family.parts.ts";
import type { FamilyRow } from "../families/family.service.ts";
import { type HandOverFacts, mayHandOver, maySucceed, type Successor } from "./hand-over.policy.ts";
import type { PlanTools } from "./plan-tools.ts";

export interface HandOver {
  readonly familyId: string;
  readonly fromTeamId: string;
  readonly toTeamId: string;
  readonly workerId?: string | null | undefined;
  readonly idempotencyKey: string;
}

/**
 * Moves a team's case to another team of the lead's branch: its CAFs, seat and open actions as they are, and whoever
 * leads the family by asking somebody anew, since nobody accepts for somebody else. The first team's involvement ends
 * at once, without the days that follow another end, and the second's begins.
 */
export class HandOverService {
  readonly #tools: PlanTools;

  constructor(tools: PlanTools) {
    this.#tools = tools;
  }

  handOver(viewer: UserViewer, request: HandOver, asked: Selection): Promise<{ family: FamilyRow | null }> {
    const { database, submissions, families } = this.#tools;
    const { idempotencyKey: key, ...payload } = request;
    return database.as(viewer, async (tx) => {
      const submission = { operation: "handOverCase", key, payload };
      await submissions.once(tx, viewer, submission, () => this.#handOver(tx, viewer, request));
      return { family: asked.size > 0 ? await families.read(tx, request.familyId, asked) : null };
    });
  }

  async #handOver(tx: Transaction, viewer: UserViewer, request: HandOver): Promise<string> {
    const { audit, standings } = this.#tools;
    const { familyId } = request;
    await tx.elevate("SYSTEM_HAND_OVER", () => lockFamily(tx, familyId, "familyId"));
    const facts = await handOverFacts(tx, request);
    demand(mayHandOver(viewer, facts), fieldOf(viewer, facts));
    const successor = facts.leads ? await successorFor(tx, request) : null;
    await tx.elevate("SYSTEM_HAND_OVER", async () => {
      if (successor) await this.#askSuccessor(tx, viewer, request, successor);
      await this.#moveSeat(tx, request);
      await tx.execute("UPDATE caf SET team_id = $3, version = version + 1 WHERE family_id = $1 AND team_id = $2 AND status <> 'CLOSED'", [
        familyId,
        request.fromTeamId,
        request.toTeamId,
      ]);
      await tx.execute(
        "UPDATE plan_action SET team_id = $3, version = version + 1 WHERE family_id = $1 AND team_id = $2 AND status = 'OPEN'",
        [familyId, request.fromTeamId, request.toTeamId],
      );
      await this.#moveInvolvement(tx, request);
    });
    tx.renewView();
    await standings.reevaluate(tx, [familyId]);
    audit.record(tx, { action: "case.hand-over", familyIds: [familyId], subjectId: request.toTeamId });
    return familyId;
  }

  async #askSuccessor(tx: Transaction, viewer: UserViewer, { familyId, fromTeamId, toTeamId }: HandOver, userId: string): Promise<void> {
    const { clock } = this.#tools;
    const [today, now] = [clock.today(), clock.now()];
    await tx.execute(
      `UPDATE lead_professional SET ended_on = $3, ended_recorded_at = $4, version = version + 1
       WHERE family_id = $1 AND team_id = $2 AND declined_on IS NULL AND ended_on IS NULL`,
      [familyId, fromTeamId, today, now],
    );
    const id = v7();
    await tx.execute(
      `INSERT INTO lead_professional (id, family_id, user_id, agency_id, team_id, asked_on, asked_by, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, familyId, userId, viewer.agency.id, toTeamId, today, viewer.userId, now],
    );
    await this.#begin(tx, familyId, toTeamId, "LEAD_PROFESSIONAL", id);
  }

  /** The team that takes over may have a seat of its own already. */
  async #moveSeat(tx: Transaction, { familyId, fromTeamId, toTeamId }: HandOver): Promise<void> {
    const { clock } = this.#tools;
    const today = clock.today();
    const ended = await tx.query<{ agencyId: string }>(
      `UPDATE taf_seat SET valid_to = GREATEST(valid_from, $3::date - 1) WHERE family_id = $1 AND team_id = $2 AND valid_to IS NULL RETURNING agency_id AS "agencyId"`,
      [familyId, fromTeamId, today],
    );
    const [seat] = ended;
    if (!seat) return;
    const id = v7();
    const made = await tx.execute(
      `INSERT INTO taf_seat (id, family_id, team_id, agency_id, valid_from, recorded_at) SELECT $1, $2, $3, $4, $5, $6
       WHERE NOT EXISTS (SELECT 1 FROM taf_seat s WHERE s.family_id = $2 AND s.team_id = $3 AND (s.valid_to IS NULL OR s.valid_from = $5))`,
      [id, familyId, toTeamId, seat.agencyId, today, clock.now()],
    );
    if (made > 0) await this.#begin(tx, familyId, toTeamId, "TAF_SEAT", id);
  }

  /** Its CAFs and actions are grounds of the other team from now on; all that the first team had is over. */
  async #moveInvolvement(tx: Transaction, { familyId, fromTeamId, toTeamId }: HandOver): Promise<void> {
    const { clock } = this.#tools;
    const ended = await tx.query<{ ground: string; groundId: string; open: boolean }>(
      `UPDATE involvement SET ended_at = $3 WHERE family_id = $1 AND team_id = $2 AND ended_at IS NULL
       RETURNING ground, ground_id AS "groundId", valid_to IS NULL AS open`,
      [familyId, fromTeamId, clock.now()],
    );
    for (const { ground, groundId } of ended.filter((each) => each.open && (each.ground === "CAF" || each.ground === "ACTION")))
      await this.#begin(tx, familyId, toTeamId, ground, groundId);
  }

  async #begin(tx: Transaction, familyId: string, teamId: string, ground: string, groundId: string): Promise<void> {
    const { clock } = this.#tools;
    await tx.execute(
      `INSERT INTO involvement (id, family_id, team_id, ground, ground_id, valid_from, recorded_at) SELECT $1, $2, $3, $4, $5, $6, $7
       WHERE NOT EXISTS (SELECT 1 FROM involvement i WHERE i.ground = $4 AND i.ground_id = $5 AND i.team_id = $3 AND i.ended_at IS NULL)`,
      [v7(), familyId, teamId, ground, groundId, clock.today(), clock.now()],
    );
  }
}

async function handOverFacts(tx: Transaction, { familyId, fromTeamId, toTeamId }: HandOver): Promise<HandOverFacts> {
  const [row] = await tx.query<Pick<HandOverFacts, "involved" | "leads" | "readOnly">>(
    `SELECT EXISTS (SELECT 1 FROM involvement i WHERE i.family_id = f.id AND i.team_id = $2 AND i.ended_at IS NULL AND i.valid_to IS NULL) AS involved,
       EXISTS (SELECT 1 FROM lead_professional l WHERE l.family_id = f.id AND l.team_id = $2 AND l.declined_on IS NULL AND l.ended_on IS NULL) AS leads,
       ${READ_ONLY_FACT} AS "readOnly"
     FROM family f WHERE f.id = $1`,
    [familyId, fromTeamId],
  );
  if (!row) refuseUnknown("familyId", "family");
  return { fromTeamId, toTeamId, ...row };
}

function fieldOf(viewer: UserViewer, { fromTeamId, toTeamId, involved }: HandOverFacts): string {
  if (!viewer.teamIds.includes(fromTeamId)) return "fromTeamId";
  return viewer.teamIds.includes(toTeamId) && fromTeamId !== toTeamId && !involved ? "fromTeamId" : "toTeamId";
}

/** Who is asked to lead the family next; the first team leads it, so somebody must be. */
async function successorFor(tx: Transaction, { workerId, toTeamId }: HandOver): Promise<string> {
  if (!workerId) refuse("WORKER_NEEDED", "workerId", "This team leads the family. Choose who is asked to lead it next");
  const [worker] = await tx.query<Successor>(
    `SELECT role, disabled_at IS NOT NULL AS disabled, team_id AS "teamId" FROM app_user WHERE id = $1`,
    [workerId],
  );
  if (!worker) refuseUnknown("workerId", "worker");
  demand(maySucceed(worker, toTeamId), "workerId");
  return workerId;
}
