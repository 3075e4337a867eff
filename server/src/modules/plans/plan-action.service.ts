import { v7 } from "uuid";
import { demand } from "../../access/decision.ts";
import type { UserViewer } from "../../access/viewer.ts";
import type { Transaction } from "../../database/database.ts";
import type { Selection } from "../../graphql/selection.ts";
import { addMonths, type LocalDate } from "../../shared/local-date.ts";
import { refuse, refuseStale, refuseUnknown } from "../../shared/refusal.ts";
import type { ActionOwner } from "../assessments/caf-content.rules.ts";
import type { Criterion } from "../criteria/facts.rules.ts";
import { lockFamily } from "../families/family.lock.ts";
import type { FamilyRow } from "../families/family.service.ts";
import { demandGround } from "../families/ground.reads.ts";
import { actionJson, factsForPlan } from "./plan.reads.ts";
import { PlanActionEntity } from "./plan-action.entity.ts";
import { type ActionFacts, mayAddAction, mayCompleteAction } from "./plan-action.policy.ts";
import type { PlanAction } from "./plan-action.type.ts";
import type { PlanTools } from "./plan-tools.ts";

export interface NewAction {
  readonly familyId: string;
  readonly criterion: Criterion;
  readonly personId?: string | null | undefined;
  readonly title: string;
  readonly outcome: string;
  readonly owner: ActionOwner;
  readonly teamId?: string | null | undefined;
  readonly dueOn: LocalDate;
  readonly idempotencyKey: string;
}

export interface ActionDone {
  readonly actionId: string;
  readonly version: number;
  readonly note: string;
  readonly doneOn: LocalDate;
  readonly idempotencyKey: string;
}

export interface PlanActionResult {
  readonly action: PlanAction;
  readonly family: FamilyRow | null;
}

/** No plan reaches further; a year mistyped as 2071 is caught. */
const FURTHEST_MONTHS = 24;

/** Puts actions into a family's plan and marks them as done. */
export class PlanActionService {
  readonly #tools: PlanTools;

  constructor(tools: PlanTools) {
    this.#tools = tools;
  }

  /** Adds an action. Where a team is to do it, that team sees the family from today. */
  add(viewer: UserViewer, action: NewAction, familyFields: Selection): Promise<PlanActionResult> {
    const { database, submissions } = this.#tools;
    const { idempotencyKey: key, ...payload } = action;
    return database.as(viewer, async (tx) => {
      const submission = { operation: "addPlanAction", key, payload };
      const { subjectId } = await submissions.once(tx, viewer, submission, () => this.#add(tx, viewer, action));
      return this.#result(tx, subjectId, familyFields);
    });
  }

  /** Marks an action as done, with what was done; the team goes on seeing the family for a while. */
  complete(viewer: UserViewer, done: ActionDone, familyFields: Selection): Promise<PlanActionResult> {
    const { database, submissions } = this.#tools;
    const { idempotencyKey: key, ...payload } = done;
    return database.as(viewer, async (tx) => {
      const submission = { operation: "completePlanAction", key, payload };
      const { subjectId } = await submissions.once(tx, viewer, submission, () => this.#complete(tx, viewer, done));
      return this.#result(tx, subjectId, familyFields);
    });
  }

  async #add(tx: Transaction, viewer: UserViewer, action: NewAction): Promise<string> {
    const { clock, involvements, standings, audit } = this.#tools;
    const { familyId } = action;
    await lockFamily(tx, familyId, "familyId");
    demand(mayAddAction(viewer, await factsForPlan(tx, familyId)), "familyId");
    const today = clock.today();
    if (action.dueOn < today) refuse("IN_THE_PAST", "dueOn", "The date by which it should be done must be today or later");
    if (action.dueOn > addMonths(today, FURTHEST_MONTHS))
      refuse("TOO_FAR_AHEAD", "dueOn", "The date by which it should be done must be within two years");
    if (action.personId) await this.#demandMember(tx, familyId, action.personId, today);
    const team = await this.#owningTeam(tx, action);
    if (team) await demandGround(tx, familyId, [{ agencyId: team.agencyId, field: "teamId" }]);
    const id = v7();
    await tx.manager.insert(PlanActionEntity, {
      id,
      familyId,
      criterion: action.criterion,
      personId: action.personId ?? null,
      owner: action.owner,
      agencyId: team?.agencyId ?? null,
      teamId: team?.id ?? null,
      title: action.title.trim(),
      outcome: action.outcome.trim(),
      hasOutcome: true,
      dueOn: action.dueOn,
      status: "OPEN",
      recordedAt: clock.now(),
      recordedBy: viewer.userId,
      version: 1,
    });
    if (team) await involvements.begin(tx, { familyId, teamId: team.id, ground: "ACTION", groundId: id, from: today });
    await standings.reevaluate(tx, [familyId]);
    audit.record(tx, { action: "plan-action.add", familyIds: [familyId], subjectId: id });
    return id;
  }

  async #demandMember(tx: Transaction, familyId: string, personId: string, today: LocalDate): Promise<void> {
    const [member] = await tx.query(
      `SELECT 1 FROM family_member WHERE family_id = $1 AND person_id = $2 AND valid_from <= $3 AND (valid_to IS NULL OR valid_to >= $3)`,
      [familyId, personId, today],
    );
    if (!member) refuse("NOT_A_MEMBER", "personId", "Choose somebody who is in the family now");
  }

  async #owningTeam(tx: Transaction, { owner, teamId }: NewAction): Promise<{ id: string; agencyId: string } | null> {
    if (owner === "FAMILY") {
      if (teamId) refuse("NO_TEAM_NEEDED", "teamId", "What the family does itself belongs to no team");
      return null;
    }
    if (!teamId) refuse("TEAM_NEEDED", "teamId", "Choose the team that will do it");
    const [team] = await tx.query<{ id: string; agencyId: string }>(`SELECT id, agency_id AS "agencyId" FROM team WHERE id = $1`, [teamId]);
    return team ?? refuseUnknown("teamId", "team");
  }

  async #complete(tx: Transaction, viewer: UserViewer, done: ActionDone): Promise<string> {
    const { clock, involvements, standings, audit } = this.#tools;
    const [row] = await tx.query<{ action: PlanAction & ActionFacts; familyId: string; addedOn: LocalDate }>(
      `SELECT ${actionJson()} AS action, a.family_id AS "familyId", (a.recorded_at AT TIME ZONE 'Europe/London')::date AS "addedOn"
       FROM plan_action a WHERE a.id = $1`,
      [done.actionId],
    );
    if (!row) refuseUnknown("actionId", "action");
    demand(mayCompleteAction(viewer, row.action), "actionId");
    const today = clock.today();
    if (done.doneOn > today) refuse("IN_THE_FUTURE", "doneOn", "The day on which it was done must be today or earlier");
    if (done.doneOn < row.addedOn)
      refuse("BEFORE_IT_WAS_ADDED", "doneOn", "The day on which it was done must not be before it was added to the plan");
    const changed = await tx.execute(
      `UPDATE plan_action SET status = 'DONE', ended_on = $3, note = $4, ended_recorded_at = $5, ended_by = $6, version = version + 1
       WHERE id = $1 AND version = $2 AND status = 'OPEN'`,
      [done.actionId, done.version, done.doneOn, done.note.trim(), clock.now(), viewer.userId],
    );
    if (changed === 0) refuseStale();
    // The ground lasted until the team said so, however long before that the work was finished.
    await involvements.end(tx, { ground: "ACTION", groundId: done.actionId, on: today });
    await standings.reevaluate(tx, [row.familyId]);
    audit.record(tx, { action: "plan-action.complete", familyIds: [row.familyId], subjectId: done.actionId });
    return done.actionId;
  }

  async #result(tx: Transaction, id: string, familyFields: Selection): Promise<PlanActionResult> {
    const [row] = await tx.query<{ record: PlanAction; familyId: string }>(
      `SELECT ${actionJson()} AS record, a.family_id AS "familyId" FROM plan_action a WHERE a.id = $1`,
      [id],
    );
    if (!row) refuseUnknown(null, "action");
    const family = familyFields.size > 0 ? await this.#tools.families.read(tx, row.familyId, familyFields) : null;
    return { action: row.record, family };
  }
}
