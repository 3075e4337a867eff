import { isDeepStrictEqual } from "node:util";
import { v7 } from "uuid";
import { demand } from "../../access/decision.ts";
import type { UserViewer } from "../../access/viewer.ts";
import type { Transaction } from "../../database/database.ts";
import { Refusal, refuseStale } from "../../shared/refusal.ts";
import { CafVersionEntity } from "./caf.entity.ts";
import { mayEditCaf } from "./caf.policy.ts";
import { type CafContent, type Given, normaliseContent } from "./caf-content.rules.ts";
import { CafCorrectionService } from "./caf-correction.service.ts";
import { type CafForWriting, cafForWriting, demandVersion, knownWords } from "./caf-facts.reads.ts";
import { CafHouseholdService, type Household } from "./caf-household.service.ts";
import { CafPlanService } from "./caf-plan.service.ts";
import { submissionFaults } from "./caf-submission.rules.ts";
import type { CafTools } from "./caf-tools.ts";
import { freeze } from "./caf-version.rules.ts";
import { closingsIn } from "./closed-answer.rules.ts";
import { closeAnswers } from "./closed-answer.service.ts";

export interface CafSubmitted {
  readonly cafId: string;
  readonly version: number;
  readonly idempotencyKey: string;
  readonly content: Given<CafContent>;
}

/** Submits CAFs: the first time, and again after they were returned. All of it is kept or nothing. */
export class CafSubmissionService {
  readonly #tools: CafTools;
  readonly #corrections: CafCorrectionService;
  readonly #households: CafHouseholdService;
  readonly #plans: CafPlanService;

  constructor(tools: CafTools) {
    this.#tools = tools;
    this.#corrections = new CafCorrectionService(tools.clock, tools.audit);
    this.#households = new CafHouseholdService(tools.clock, tools.involvements);
    this.#plans = new CafPlanService(tools.clock, tools.involvements);
  }

  /**
   * Freezes a version and brings family, people, agreement and plan on record. A refusal names every fault at its
   * place and keeps nothing; the draft stays as it was. Returns the CAF's id.
   */
  async submit(tx: Transaction, viewer: UserViewer, submitted: CafSubmitted): Promise<string> {
    const { idempotencyKey: key, ...payload } = submitted;
    const submission = { operation: "submitCaf", key, payload };
    const { subjectId } = await this.#tools.submissions.once(tx, viewer, submission, () => this.#submit(tx, viewer, submitted));
    return subjectId;
  }

  async #submit(tx: Transaction, viewer: UserViewer, submitted: CafSubmitted): Promise<string> {
    const { audit, standings, clock } = this.#tools;
    const caf = await cafForWriting(tx, submitted.cafId);
    demand(mayEditCaf(viewer, caf), "cafId");
    demandVersion(caf, submitted.version);
    const content = normaliseContent(submitted.content);
    const corrections = await this.#corrections.find(tx, viewer, caf, content);
    const teams = await this.#validate(tx, caf, content, new Set(corrections.map(({ personId }) => personId)));
    const household = await this.#households.settle(tx, caf, content);
    await this.#corrections.carryOut(tx, household.familyId, content, corrections);
    const agreed = await this.#agree(tx, viewer, caf, content, household);
    const actionIds = await this.#plans.settle(tx, viewer, caf, content, household, { teams, agreed });
    await tx.manager.insert(CafVersionEntity, {
      cafId: caf.id,
      number: (caf.last?.number ?? 0) + 1,
      ...freeze(content, household.personIds, actionIds, household.joined),
      submittedAt: clock.now(),
      submittedBy: viewer.userId,
    });
    const { familyId, personIds } = household;
    const where = { familyId, cafId: caf.id, userId: viewer.userId };
    await closeAnswers(tx, this.#tools, where, closingsIn(content, personIds, actionIds));
    const changed = await tx.execute(
      `UPDATE caf SET family_id = $3, status = 'SUBMITTED', opened_on = COALESCE(opened_on, $4), draft = NULL, draft_saved_at = NULL,
         version = version + 1 WHERE id = $1 AND version = $2`,
      [caf.id, caf.version, household.familyId, clock.today()],
    );
    if (changed === 0) refuseStale();
    await standings.reevaluate(tx, [household.familyId]);
    audit.record(tx, { action: "caf.submit", familyIds: [household.familyId], subjectId: caf.id });
    return caf.id;
  }

  async #validate(
    tx: Transaction,
    caf: CafForWriting,
    content: CafContent,
    correctable: ReadonlySet<string>,
  ): Promise<Readonly<Record<string, string>>> {
    const known = await knownWords(tx, content);
    const faults = submissionFaults(content, {
      today: this.#tools.clock.today(),
      districtKnown: known.district,
      knownAgencies: new Set(known.agencies),
      knownTeams: new Set(Object.keys(known.teams)),
      people: new Map(caf.members.map((member) => [member.personId, member])),
      correctable,
      dueBefore: new Map((caf.last?.content.plan ?? []).map(({ key, dueOn }) => [key, dueOn])),
    });
    if (faults.length > 0) throw new Refusal(...faults);
    return known.teams;
  }

  /**
   * An agreement is a dated fact: a version that says the same as the one before adds none, another ends the one
   * before, with what rested on that alone. Returns whom a new one names.
   */
  async #agree(
    tx: Transaction,
    viewer: UserViewer,
    caf: CafForWriting,
    content: CafContent,
    household: Household,
  ): Promise<ReadonlySet<string>> {
    const given = content.agreement;
    if (!given || isDeepStrictEqual(given, caf.last?.content.agreement)) return new Set();
    const agencies = new Set([viewer.agency.id, ...given.agencyIds]);
    if (caf.last) {
      await tx.execute(
        `UPDATE agreement SET withdrawn_on = GREATEST(agreed_on, $2::date), withdrawn_recorded_at = $3, withdrawn_recorded_by = $4
         WHERE caf_id = $1 AND withdrawn_on IS NULL`,
        [caf.id, given.agreedOn, this.#tools.clock.now(), viewer.userId],
      );
    }
    await tx.execute(
      `INSERT INTO agreement (id, family_id, agreed, person_id, capacity, agency_ids, purposes, agreed_on, recorded_at, caf_id, recorded_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        v7(),
        household.familyId,
        given.agreed,
        household.personIds.get(given.memberKey ?? "") ?? null,
        given.capacity,
        [...agencies],
        given.purposes,
        given.agreedOn,
        this.#tools.clock.now(),
        caf.id,
        viewer.userId,
      ],
    );
    if (caf.last) await this.#tools.stops.stop(tx, household.familyId, "AGREEMENT_WITHDRAWN");
    return agencies;
  }
}
