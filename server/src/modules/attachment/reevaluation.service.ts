import { v7 } from "uuid";
import { demand } from "../../access/decision.ts";
import { systemViewer, type UserViewer } from "../../access/viewer.ts";
import type { Database, Transaction } from "../../database/database.ts";
import type { JobSender } from "../../database/jobs.ts";
import type { Clock } from "../../shared/clock.ts";
import { refuseStale, refuseUnknown } from "../../shared/refusal.ts";
import type { AuditService } from "../audit/audit.service.ts";
import type { Submission, SubmissionService } from "../audit/submission.service.ts";
import { planInForce } from "../criteria/dated-plans.rules.ts";
import type { RulesInForce } from "../criteria/rules-in-force.ts";
import { mayChangePlan, mayPause, mayResume, mayStartReevaluation } from "./reevaluation.policy.ts";
import { ATTEMPTS, readReevaluations } from "./reevaluation.reads.ts";
import type { ReevaluationCause, ReevaluationState } from "./reevaluation.rules.ts";
import type { Reevaluation } from "./reevaluation.type.ts";
import { PLAN_LOCK } from "./standing.service.ts";

export interface PlanChange {
  readonly planId: string;
  readonly insteadOf: string;
  readonly idempotencyKey: string;
}

export interface RunChange {
  readonly reevaluationId: string;
  readonly version: number;
  readonly idempotencyKey: string;
}

export interface ReevaluationTools {
  readonly database: Database;
  readonly clock: Clock;
  readonly audit: AuditService;
  readonly submissions: SubmissionService;
  readonly rules: RulesInForce;
  readonly jobs: JobSender;
  /** How many families go in one transaction. */
  readonly batchSize?: number;
}

interface Told {
  readonly reevaluation: Reevaluation | null;
}

const QUEUE = "reevaluation-batch";

/** Each family is locked till the end of its batch, for which a write to it waits; and Postgres has room for some thousands of locks. */
const BATCH = 250;

const HOLD_PLAN_ALONE = `SELECT pg_advisory_xact_lock(${PLAN_LOCK})`;

/** What an unfinished run still owed goes over to the one that takes its place. */
const REPLACE = `UPDATE reevaluation SET state = 'REPLACED', ended_at = $1, version = version + 1 WHERE ended_at IS NULL RETURNING since`;

const BEGIN = `INSERT INTO reevaluation (id, plan_number, cause, since, state, started_at, started_by)
  SELECT $1, max(number), $2, LEAST($3::date, $4::date), 'RUNNING', $5, $6 FROM plan_in_force`;

const CUT = `INSERT INTO reevaluation_batch (reevaluation_id, number, first_family, last_family, families)
  SELECT $1, f.batch + 1, (array_agg(f.id ORDER BY f.id))[1], (array_agg(f.id ORDER BY f.id DESC))[1], count(*)
  FROM (SELECT id, (row_number() OVER (ORDER BY id) - 1) / $2::int AS batch FROM family) f GROUP BY f.batch`;

/** Batch 0 stands for none: where nothing is left its job only finds that the run has ended. */
const OPEN = `SELECT r.id, COALESCE(b.number, 0) AS number FROM reevaluation r
  LEFT JOIN reevaluation_batch b ON b.reevaluation_id = r.id AND b.done_at IS NULL AND b.failures < $1
  WHERE r.state = 'RUNNING' ORDER BY b.number`;

/** Puts plans in force and looks after the re-evaluation of the whole county that follows. */
export class ReevaluationService {
  readonly #tools: ReevaluationTools;

  constructor(tools: ReevaluationTools) {
    this.#tools = tools;
  }

  /** The latest first. */
  list(viewer: UserViewer): Promise<Reevaluation[]> {
    return this.#tools.database.as(viewer, (tx) => readReevaluations(tx, null));
  }

  /**
   * Puts another plan in force from now, and has every family worked out under it. Where a re-evaluation is under way
   * the new one takes its place: what the old one would go on to work out would be out of date when it is done.
   */
  changePlan(viewer: UserViewer, { idempotencyKey: key, ...payload }: PlanChange): Promise<Told> {
    const { clock, rules, audit } = this.#tools;
    return this.#tell(viewer, { operation: "changePlan", key, payload }, async (tx) => {
      await tx.query(HOLD_PLAN_ALONE);
      const before = planInForce(await rules.now(tx));
      if (!(await rules.find(tx, payload.planId))) refuseUnknown("planId", "outcomes plan");
      demand(mayChangePlan(viewer, { inForce: payload.planId === before.id }), "planId");
      if (payload.insteadOf !== before.id) refuseStale();
      await tx.execute(
        `INSERT INTO plan_in_force (number, plan_id, from_at, changed_by) SELECT max(number) + 1, $1, $2, $3 FROM plan_in_force`,
        [payload.planId, clock.now(), viewer.userId],
      );
      audit.record(tx, { action: "outcomes-plan.change", subjectId: payload.planId });
      return this.#begin(tx, viewer, "PLAN_CHANGED");
    });
  }

  /** Has every family worked out anew under the plan in force: after a correction of the terms, or new rules in the code. */
  start(viewer: UserViewer, { idempotencyKey: key }: { readonly idempotencyKey: string }): Promise<Told> {
    return this.#tell(viewer, { operation: "startReevaluation", key, payload: {} }, async (tx) => {
      demand(mayStartReevaluation(viewer));
      await tx.query(HOLD_PLAN_ALONE);
      return this.#begin(tx, viewer, "ASKED_FOR");
    });
  }

  /** Batches in hand are finished; no other is begun. */
  pause(viewer: UserViewer, { idempotencyKey: key, ...payload }: RunChange): Promise<Told> {
    return this.#tell(viewer, { operation: "pauseReevaluation", key, payload }, async (tx) => {
      const run = await this.#locked(tx, payload.reevaluationId);
      demand(mayPause(viewer, run), "reevaluationId");
      await this.#set(tx, payload, "PAUSED");
      this.#tools.audit.record(tx, { action: "reevaluation.pause", subjectId: payload.reevaluationId });
      return payload.reevaluationId;
    });
  }

  /** Goes on with what is left; what had failed is tried again. */
  resume(viewer: UserViewer, { idempotencyKey: key, ...payload }: RunChange): Promise<Told> {
    return this.#tell(viewer, { operation: "resumeReevaluation", key, payload }, async (tx) => {
      const run = await this.#locked(tx, payload.reevaluationId);
      demand(mayResume(viewer, run), "reevaluationId");
      await this.#set(tx, payload, "RUNNING");
      await tx.elevate("SYSTEM_STANDINGS", async () => {
        await tx.execute(
          "UPDATE reevaluation_batch SET failures = 0, fault = NULL WHERE reevaluation_id = $1 AND done_at IS NULL AND failures > 0",
          [payload.reevaluationId],
        );
        await this.#send(tx);
      });
      this.#tools.audit.record(tx, { action: "reevaluation.resume", subjectId: payload.reevaluationId });
      return payload.reevaluationId;
    });
  }

  /** What is left of a run whose processes have gone comes back into the queue; what waits there already stays once. */
  async sendWhatIsLeft(): Promise<void> {
    const sent = await this.#tools.database.as(systemViewer("SYSTEM_STANDINGS"), (tx) => this.#send(tx));
    if (sent > 0) this.#tools.jobs.wake(QUEUE);
  }

  async #tell(viewer: UserViewer, submission: Submission, work: (tx: Transaction) => Promise<string>): Promise<Told> {
    const { database, submissions, jobs } = this.#tools;
    const told = await database.as(viewer, async (tx) => {
      const { subjectId } = await submissions.once(tx, viewer, submission, () => work(tx));
      const [reevaluation] = await readReevaluations(tx, subjectId);
      return { reevaluation: reevaluation ?? null };
    });
    jobs.wake(QUEUE);
    return told;
  }

  async #begin(tx: Transaction, viewer: UserViewer, cause: ReevaluationCause): Promise<string> {
    const { clock, audit } = this.#tools;
    const id = v7();
    const [replaced] = await tx.query<{ since: string }>(REPLACE, [clock.now()]);
    await tx.execute(BEGIN, [id, cause, clock.today(), replaced?.since ?? null, clock.now(), viewer.userId]);
    await tx.elevate("SYSTEM_STANDINGS", async () => {
      await tx.execute(CUT, [id, this.#tools.batchSize ?? BATCH]);
      await this.#send(tx);
    });
    audit.record(tx, { action: "reevaluation.start", subjectId: id });
    return id;
  }

  async #send(tx: Transaction): Promise<number> {
    const open = await tx.query<{ id: string; number: number }>(OPEN, [ATTEMPTS]);
    const jobs = open.map(({ id, number }) => ({ key: `${id}:${number}`, payload: { reevaluation: id, batch: number } }));
    await this.#tools.jobs.send(tx, QUEUE, jobs);
    return jobs.length;
  }

  async #locked(tx: Transaction, id: string): Promise<{ readonly state: ReevaluationState }> {
    const [run] = await tx.query<{ state: ReevaluationState }>("SELECT state FROM reevaluation WHERE id = $1 FOR UPDATE", [id]);
    return run ?? refuseUnknown("reevaluationId", "re-evaluation");
  }

  async #set(tx: Transaction, { reevaluationId, version }: Omit<RunChange, "idempotencyKey">, state: ReevaluationState): Promise<void> {
    const changed = await tx.execute("UPDATE reevaluation SET state = $3, version = version + 1 WHERE id = $1 AND version = $2", [
      reevaluationId,
      version,
      state,
    ]);
    if (changed === 0) refuseStale();
  }
}
