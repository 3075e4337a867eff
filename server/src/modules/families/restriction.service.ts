import { v7 } from "uuid";
import { demand } from "../../access/decision.ts";
import type { UserViewer } from "../../access/viewer.ts";
import type { Database, Transaction } from "../../database/database.ts";
import type { Selection } from "../../graphql/selection.ts";
import type { Clock } from "../../shared/clock.ts";
import { refuseStale } from "../../shared/refusal.ts";
import type { AuditService } from "../audit/audit.service.ts";
import type { SubmissionService } from "../audit/submission.service.ts";
import { lockFamily } from "./family.lock.ts";
import type { FamilyRow, FamilyService } from "./family.service.ts";
import { mayBeNamed, mayBeUnnamed, mayChangeRestriction, mayRestrict } from "./restriction.policy.ts";
import { namingFacts, restrictionFacts, unnamingFacts } from "./restriction.reads.ts";

export interface RestrictionTools {
  readonly database: Database;
  readonly clock: Clock;
  readonly audit: AuditService;
  readonly submissions: SubmissionService;
  readonly families: FamilyService;
}

export interface RestrictionDeed {
  readonly familyId: string;
  readonly idempotencyKey: string;
}

export interface Restricting extends RestrictionDeed {
  readonly version: number;
  readonly reason: string;
  readonly workerIds: readonly string[];
}

export interface Lifting extends RestrictionDeed {
  readonly version: number;
  readonly reason: string;
}

export interface Naming extends RestrictionDeed {
  readonly workerId: string;
}

interface FamilyResult {
  readonly family: FamilyRow | null;
}

/** Shuts a family to all but those who are named; row-level security does the shutting, from this transaction on. */
export class RestrictionService {
  readonly #tools: RestrictionTools;

  constructor(tools: RestrictionTools) {
    this.#tools = tools;
  }

  /** Whoever restricts is named first, and so is whoever leads the family or was asked to. */
  restrict(viewer: UserViewer, request: Restricting, asked: Selection): Promise<FamilyResult> {
    return this.#once(viewer, "restrictFamily", request, asked, async (tx) => {
      const { clock, audit } = this.#tools;
      const { familyId, version, reason } = request;
      await lockFamily(tx, familyId, "familyId");
      demand(mayRestrict(viewer, await restrictionFacts(tx, familyId)), "familyId");
      await tx.execute(
        "INSERT INTO family_restriction (id, family_id, reason, restricted_on, restricted_by, recorded_at) VALUES ($1, $2, $3, $4, $5, $6)",
        [v7(), familyId, reason.trim(), clock.today(), viewer.userId, clock.now()],
      );
      const leads = await tx.query<{ userId: string }>(
        `SELECT user_id AS "userId" FROM lead_professional WHERE family_id = $1 AND declined_on IS NULL AND ended_on IS NULL`,
        [familyId],
      );
      const workers = [viewer.userId, ...leads.map(({ userId }) => userId), ...request.workerIds.map((id) => id.toLowerCase())];
      for (const workerId of new Set(workers)) {
        const facts = await namingFacts(tx, familyId, workerId);
        if (request.workerIds.includes(workerId)) demand(mayBeNamed({ ...facts, named: false }), "workerIds");
        if (!facts.named) await nameViewer(tx, clock, familyId, workerId);
      }
      tx.renewView();
      const changed = await tx.execute("UPDATE family SET restricted = true, version = version + 1 WHERE id = $1 AND version = $2", [
        familyId,
        version,
      ]);
      if (changed === 0) refuseStale();
      audit.record(tx, { action: "family.restrict", familyIds: [familyId] });
    });
  }

  /** The names end with it: who may see it next time is said anew. */
  lift(viewer: UserViewer, request: Lifting, asked: Selection): Promise<FamilyResult> {
    return this.#once(viewer, "liftRestriction", request, asked, async (tx) => {
      const { clock, audit } = this.#tools;
      const { familyId, version, reason } = request;
      await lockFamily(tx, familyId, "familyId");
      demand(mayChangeRestriction(viewer, await restrictionFacts(tx, familyId)), "familyId");
      await tx.execute(
        `UPDATE family_restriction SET lifted_on = $2, lifted_by = $3, lift_reason = $4, lifted_recorded_at = $5
         WHERE family_id = $1 AND lifted_on IS NULL`,
        [familyId, clock.today(), viewer.userId, reason.trim(), clock.now()],
      );
      const changed = await tx.execute("UPDATE family SET restricted = false, version = version + 1 WHERE id = $1 AND version = $2", [
        familyId,
        version,
      ]);
      if (changed === 0) refuseStale();
      await tx.execute("UPDATE family_named_viewer SET ended_at = $2, ended_by = $3 WHERE family_id = $1 AND ended_at IS NULL", [
        familyId,
        clock.now(),
        viewer.userId,
      ]);
      tx.renewView();
      audit.record(tx, { action: "family.lift-restriction", familyIds: [familyId] });
    });
  }

  name(viewer: UserViewer, request: Naming, asked: Selection): Promise<FamilyResult> {
    return this.#once(viewer, "nameViewer", request, asked, async (tx) => {
      const { clock, audit } = this.#tools;
      const { familyId, workerId } = request;
      await lockFamily(tx, familyId, "familyId");
      demand(mayChangeRestriction(viewer, await restrictionFacts(tx, familyId)), "familyId");
      demand(mayBeNamed(await namingFacts(tx, familyId, workerId)), "workerId");
      await nameViewer(tx, clock, familyId, workerId);
      audit.record(tx, { action: "family.name-viewer", familyIds: [familyId], subjectId: workerId });
    });
  }

  unname(viewer: UserViewer, request: Naming, asked: Selection): Promise<FamilyResult> {
    return this.#once(viewer, "unnameViewer", request, asked, async (tx) => {
      const { clock, audit } = this.#tools;
      const { familyId, workerId } = request;
      await lockFamily(tx, familyId, "familyId");
      demand(mayChangeRestriction(viewer, await restrictionFacts(tx, familyId)), "familyId");
      demand(mayBeUnnamed(await unnamingFacts(tx, familyId, workerId)), "workerId");
      // Before the name goes, since it may be the viewer's own; what follows it would be written blind.
      audit.record(tx, { action: "family.unname-viewer", familyIds: [familyId], subjectId: workerId });
      await tx.execute(
        "UPDATE family_named_viewer SET ended_at = $3, ended_by = $4 WHERE family_id = $1 AND user_id = $2 AND ended_at IS NULL",
        [familyId, workerId, clock.now(), viewer.userId],
      );
      tx.renewView();
    });
  }

  #once(
    viewer: UserViewer,
    operation: string,
    request: RestrictionDeed,
    asked: Selection,
    work: (tx: Transaction) => Promise<void>,
  ): Promise<FamilyResult> {
    const { database, submissions, families } = this.#tools;
    const { idempotencyKey: key, ...payload } = request;
    return database.as(viewer, async (tx) => {
      await submissions.once(tx, viewer, { operation, key, payload }, async () => {
        await work(tx);
        return request.familyId;
      });
      return { family: asked.size > 0 ? await families.read(tx, request.familyId, asked) : null };
    });
  }
}

/** Lets somebody see a restricted family, from now on. */
export async function nameViewer(tx: Transaction, clock: Clock, familyId: string, workerId: string): Promise<void> {
  const namedBy = tx.viewer.kind === "USER" ? tx.viewer.userId : null;
  await tx.execute(
    "INSERT INTO family_named_viewer (id, family_id, user_id, named_on, named_by, recorded_at) VALUES ($1, $2, $3, $4, $5, $6)",
    [v7(), familyId, workerId, clock.today(), namedBy, clock.now()],
  );
}
