import { v7 } from "uuid";
import { demand } from "../../access/decision.ts";
import type { UserViewer } from "../../access/viewer.ts";
import type { Transaction } from "../../database/database.ts";
import type { Selection } from "../../graphql/selection.ts";
import { refuse, refuseStale, refuseUnknown } from "../../shared/refusal.ts";
import { lockFamily } from "../families/family.lock.ts";
import type { FamilyRow } from "../families/family.service.ts";
import { demandGround } from "../families/ground.reads.ts";
import { namingFacts } from "../families/restriction.reads.ts";
import { nameViewer } from "../families/restriction.service.ts";
import { LeadProfessionalEntity } from "./lead-professional.entity.ts";
import { type AskedWorker, mayAnswerRequest, mayAskLeadProfessional, mayBeAsked } from "./lead-professional.policy.ts";
import type { LeadProfessional } from "./lead-professional.type.ts";
import { factsForPlan, LEAD_STATUS, leadJson } from "./plan.reads.ts";
import type { LeadProfessionalStatus } from "./plan.rules.ts";
import type { PlanTools } from "./plan-tools.ts";
import { giveSeats } from "./taf-seat.service.ts";

export interface AskRequest {
  readonly familyId: string;
  readonly workerId: string;
  readonly idempotencyKey: string;
}

export interface AnswerRequest {
  readonly requestId: string;
  readonly version: number;
  readonly accept: boolean;
  readonly reason?: string | null | undefined;
  readonly idempotencyKey: string;
}

export interface LeadProfessionalResult {
  readonly leadProfessional: LeadProfessional;
  readonly family: FamilyRow | null;
}

interface RequestRow {
  familyId: string;
  userId: string;
  teamId: string;
  agencyId: string;
  status: LeadProfessionalStatus;
  version: number;
}

/** Asks one worker to lead a family, and takes their answer. */
export class LeadProfessionalService {
  readonly #tools: PlanTools;

  constructor(tools: PlanTools) {
    this.#tools = tools;
  }

  /** Asks a practitioner of any agency. Their team sees the family from today, so that they can judge what they are asked. */
  ask(viewer: UserViewer, request: AskRequest, familyFields: Selection): Promise<LeadProfessionalResult> {
    const { database, submissions } = this.#tools;
    const { idempotencyKey: key, ...payload } = request;
    return database.as(viewer, async (tx) => {
      const submission = { operation: "askLeadProfessional", key, payload };
      const { subjectId } = await submissions.once(tx, viewer, submission, () => this.#ask(tx, viewer, request));
      return this.#result(tx, subjectId, familyFields);
    });
  }

  /** Accepts, which gives the worker's team a seat around the family, or declines, which closes the family to it again. */
  answer(viewer: UserViewer, request: AnswerRequest, familyFields: Selection): Promise<LeadProfessionalResult> {
    const { database, submissions } = this.#tools;
    const { idempotencyKey: key, ...payload } = request;
    return database.as(viewer, async (tx) => {
      const submission = { operation: "answerLeadProfessionalRequest", key, payload };
      const { subjectId } = await submissions.once(tx, viewer, submission, () => this.#answer(tx, viewer, request));
      return this.#result(tx, subjectId, familyFields);
    });
  }

  async #ask(tx: Transaction, viewer: UserViewer, { familyId, workerId }: AskRequest): Promise<string> {
    const { clock, involvements, standings, audit } = this.#tools;
    const { restricted } = await lockFamily(tx, familyId, "familyId");
    demand(mayAskLeadProfessional(viewer, await factsForPlan(tx, familyId)), "familyId");
    const [worker] = await tx.query<AskedWorker & { agencyId: string }>(
      `SELECT role, disabled_at IS NOT NULL AS disabled, team_id AS "teamId", agency_id AS "agencyId" FROM app_user WHERE id = $1`,
      [workerId],
    );
    if (!worker) refuseUnknown("workerId", "worker");
    demand(mayBeAsked(worker), "workerId");
    await demandGround(tx, familyId, [{ agencyId: worker.agencyId, field: "workerId" }]);
    const id = v7();
    const teamId = worker.teamId ?? refuseUnknown("workerId", "worker");
    const today = clock.today();
    await tx.manager.insert(LeadProfessionalEntity, {
      id,
      familyId,
      userId: workerId,
      agencyId: worker.agencyId,
      teamId,
      askedOn: today,
      askedBy: viewer.userId,
      recordedAt: clock.now(),
      version: 1,
    });
    if (restricted) await this.#nameAsked(tx, familyId, workerId);
    await involvements.begin(tx, { familyId, teamId, ground: "LEAD_PROFESSIONAL", groundId: id, from: today });
    await standings.reevaluate(tx, [familyId]);
    audit.record(tx, { action: "lead-professional.ask", familyIds: [familyId], subjectId: id });
    return id;
  }

  /** Whoever is asked to lead a restricted family must see what they are asked. */
  async #nameAsked(tx: Transaction, familyId: string, workerId: string): Promise<void> {
    const { clock, audit } = this.#tools;
    if ((await namingFacts(tx, familyId, workerId)).named) return;
    await nameViewer(tx, clock, familyId, workerId);
    audit.record(tx, { action: "family.name-viewer", familyIds: [familyId], subjectId: workerId });
  }

  async #answer(tx: Transaction, viewer: UserViewer, request: AnswerRequest): Promise<string> {
    const { requestId: id, accept, version } = request;
    const { standings, audit } = this.#tools;
    const [row] = await tx.query<RequestRow>(
      `SELECT l.family_id AS "familyId", l.user_id AS "userId", l.team_id AS "teamId", l.agency_id AS "agencyId",
         ${LEAD_STATUS} AS status, l.version FROM lead_professional l WHERE l.id = $1`,
      [id],
    );
    if (!row) refuseUnknown("requestId", "request");
    demand(mayAnswerRequest(viewer, row), "requestId");
    await lockFamily(tx, row.familyId, "requestId");
    if (accept) await this.#accept(tx, id, version, row);
    else await this.#decline(tx, id, version, request.reason?.trim() ?? "");
    await standings.reevaluate(tx, [row.familyId]);
    const action = accept ? "lead-professional.accept" : "lead-professional.decline";
    audit.record(tx, { action, familyIds: [row.familyId], subjectId: id });
    return id;
  }

  async #accept(tx: Transaction, id: string, version: number, row: RequestRow): Promise<void> {
    const { clock } = this.#tools;
    const changed = await tx.execute(
      `UPDATE lead_professional SET accepted_on = $3, accepted_recorded_at = $4, version = version + 1
       WHERE id = $1 AND version = $2 AND accepted_on IS NULL AND declined_on IS NULL AND ended_on IS NULL`,
      [id, version, clock.today(), clock.now()],
    );
    if (changed === 0) refuseStale();
    await giveSeats(tx, this.#tools, row.familyId, [{ teamId: row.teamId, agencyId: row.agencyId, field: "requestId" }], clock.today());
  }

  async #decline(tx: Transaction, id: string, version: number, reason: string): Promise<void> {
    const { clock, involvements } = this.#tools;
    if (reason === "") refuse("REASON_NEEDED", "reason", "Enter why you cannot lead this family");
    const today = clock.today();
    const changed = await tx.execute(
      `UPDATE lead_professional SET declined_on = $3, ended_on = $3, decline_reason = $4, ended_recorded_at = $5, version = version + 1
       WHERE id = $1 AND version = $2 AND accepted_on IS NULL AND declined_on IS NULL AND ended_on IS NULL`,
      [id, version, today, reason, clock.now()],
    );
    if (changed === 0) refuseStale();
    await involvements.endAtOnce(tx, { ground: "LEAD_PROFESSIONAL", groundId: id, on: today });
  }

  async #result(tx: Transaction, id: string, familyFields: Selection): Promise<LeadProfessionalResult> {
    const [row] = await tx.query<{ record: LeadProfessional; familyId: string }>(
      `SELECT ${leadJson()} AS record, l.family_id AS "familyId" FROM lead_professional l WHERE l.id = $1`,
      [id],
    );
    if (!row) refuseUnknown(null, "request");
    const family = familyFields.size > 0 ? await this.#tools.families.read(tx, row.familyId, familyFields) : null;
    return { leadProfessional: row.record, family };
  }
}
