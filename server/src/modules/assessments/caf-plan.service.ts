import { v7 } from "uuid";
import type { UserViewer } from "../../access/viewer.ts";
import type { Transaction } from "../../database/database.ts";
import type { Clock } from "../../shared/clock.ts";
import { type AgencyWanted, demandGround } from "../families/ground.reads.ts";
import type { InvolvementService } from "../families/involvement.service.ts";
import type { CafContent, CafPlanItem } from "./caf-content.rules.ts";
import type { CafForWriting } from "./caf-facts.reads.ts";
import type { Household } from "./caf-household.service.ts";
import type { FrozenPlanItem, Words } from "./caf-version.rules.ts";

export interface PlanGrounds {
  /** Team -> its agency. */
  readonly teams: Readonly<Record<string, string>>;
  /** Whom an agreement made with this very submission names; of the others the record is asked. */
  readonly agreed: ReadonlySet<string>;
}

/** Turns part 3 of a CAF into actions of the family's plan. */
export class CafPlanService {
  readonly #clock: Clock;
  readonly #involvements: InvolvementService;

  constructor(clock: Clock, involvements: InvolvementService) {
    this.#clock = clock;
    this.#involvements = involvements;
  }

  /**
   * Adds what is new, cancels what was taken out or replaced while still open, and leaves alone what stayed as it was
   * and what is done. Returns each item's action. `grounds` tells whose each team is, and who may act.
   */
  async settle(
    tx: Transaction,
    viewer: UserViewer,
    caf: CafForWriting,
    content: CafContent,
    household: Household,
    { teams, agreed }: PlanGrounds,
  ): Promise<ReadonlyMap<string, string>> {
    const before = caf.last?.content.plan ?? [];
    const words = caf.last?.words ?? {};
    const actionIds = new Map<string, string>();
    const added: { id: string; item: CafPlanItem }[] = [];
    for (const item of content.plan) {
      const kept = before.find((earlier) => unchanged(earlier, words, item));
      const id = kept?.actionId ?? v7();
      actionIds.set(item.key, id);
      if (!kept) added.push({ id, item });
    }
    const wanted = agenciesOf(content.plan, teams).filter(({ agencyId }) => !agreed.has(agencyId));
    await demandGround(tx, household.familyId, wanted);
    const staying = new Set(actionIds.values());
    const open = new Set(caf.openActions);
    await this.#cancel(
      tx,
      viewer,
      before.map(({ actionId }) => actionId).filter((id) => open.has(id) && !staying.has(id)),
    );
    await this.#add(tx, viewer, household, added, teams);
    return actionIds;
  }

  async #add(
    tx: Transaction,
    viewer: UserViewer,
    { familyId, personIds }: Household,
    added: readonly { readonly id: string; readonly item: CafPlanItem }[],
    teams: Readonly<Record<string, string>>,
  ): Promise<void> {
    if (added.length === 0) return;
    const rows = added.map(({ id, item }) => {
      const teamId = item.owner === "AGENCY" ? item.teamId : null;
      const person_id = item.memberKey ? (personIds.get(item.memberKey) ?? null) : null;
      const { criterion, owner, title, outcome } = item;
      return {
        id,
        criterion,
        person_id,
        owner,
        agency_id: teamId ? teams[teamId] : null,
        team_id: teamId,
        title,
        outcome,
        due_on: item.dueOn,
      };
    });
    await tx.execute(
      `INSERT INTO plan_action (id, family_id, criterion, person_id, owner, agency_id, team_id, title, outcome, has_outcome, due_on, status, recorded_at, recorded_by)
       SELECT r.id, $2, r.criterion, r.person_id, r.owner, r.agency_id, r.team_id, r.title, r.outcome, true, r.due_on, 'OPEN', $3, $4
       FROM jsonb_to_recordset($1) AS r (id uuid, criterion text, person_id uuid, owner text, agency_id uuid, team_id uuid, title text, outcome text, due_on date)`,
      [JSON.stringify(rows), familyId, this.#clock.now(), viewer.userId],
    );
    const from = this.#clock.today();
    const grounds = rows.flatMap(({ id, team_id }) =>
      team_id ? [{ familyId, teamId: team_id, ground: "ACTION" as const, groundId: id, from }] : [],
    );
    if (grounds.length > 0) await this.#involvements.begin(tx, ...grounds);
  }

  /** The grounds of other teams are not this viewer's to see, so the system ends them. */
  async #cancel(tx: Transaction, viewer: UserViewer, actionIds: readonly string[]): Promise<void> {
    if (actionIds.length === 0) return;
    const on = this.#clock.today();
    await tx.execute(
      `UPDATE plan_action SET status = 'CANCELLED', ended_on = $2, ended_recorded_at = $3, ended_by = $4, version = version + 1
       WHERE id = ANY ($1::uuid[]) AND status = 'OPEN'`,
      [actionIds, on, this.#clock.now(), viewer.userId],
    );
    await tx.elevate("SYSTEM_STANDINGS", async () => {
      for (const groundId of actionIds) await this.#involvements.endAtOnce(tx, { ground: "ACTION", groundId, on });
    });
  }
}

/** Who is to act, old or new: an agreement given anew may leave out whom the one before named. */
function agenciesOf(plan: readonly CafPlanItem[], teams: Readonly<Record<string, string>>): AgencyWanted[] {
  return plan.flatMap(({ owner, teamId }, index) => {
    const agencyId = owner === "AGENCY" && teamId ? teams[teamId] : undefined;
    return agencyId ? [{ agencyId, field: `content.plan.${index}.teamId` }] : [];
  });
}

function unchanged(earlier: FrozenPlanItem, words: Words, item: CafPlanItem): boolean {
  return (
    earlier.key === item.key &&
    earlier.criterion === item.criterion &&
    earlier.memberKey === item.memberKey &&
    earlier.owner === item.owner &&
    earlier.teamId === (item.owner === "AGENCY" ? item.teamId : null) &&
    earlier.dueOn === item.dueOn &&
    (words[`plan.${item.key}.title`] ?? null) === item.title &&
    (words[`plan.${item.key}.outcome`] ?? null) === item.outcome
  );
}
