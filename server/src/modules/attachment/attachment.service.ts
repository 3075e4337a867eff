import { v7 } from "uuid";
import { demand } from "../../access/decision.ts";
import type { UserViewer } from "../../access/viewer.ts";
import type { Database, Transaction } from "../../database/database.ts";
import type { PageArguments } from "../../graphql/connection.ts";
import type { Selection } from "../../graphql/selection.ts";
import type { Clock } from "../../shared/clock.ts";
import { refuse, refuseStale } from "../../shared/refusal.ts";
import type { AuditService } from "../audit/audit.service.ts";
import type { SubmissionService } from "../audit/submission.service.ts";
import { lockFamily } from "../families/family.lock.ts";
import type { FamilyPage, FamilyRow, FamilyService } from "../families/family.service.ts";
import type { Standings } from "../families/standings.ts";
import { AttachmentEntity } from "./attachment.entity.ts";
import { mayAttach } from "./attachment.policy.ts";
import { factsToAttach } from "./attachment.reads.ts";

export interface AttachRequest {
  readonly familyId: string;
  readonly version: number;
  readonly idempotencyKey: string;
}

export interface AttachmentTools {
  readonly database: Database;
  readonly clock: Clock;
  readonly audit: AuditService;
  readonly submissions: SubmissionService;
  readonly families: FamilyService;
  readonly standings: Standings;
}

/** Attaches families, and lists those that could be. */
export class AttachmentService {
  readonly #tools: AttachmentTools;

  constructor(tools: AttachmentTools) {
    this.#tools = tools;
  }

  /** A dated event that is counted ever after: so the standing is worked out anew first, in the same transaction. */
  attach(viewer: UserViewer, request: AttachRequest, familyFields: Selection): Promise<{ family: FamilyRow | null }> {
    const { database, submissions, families } = this.#tools;
    const { idempotencyKey: key, ...payload } = request;
    return database.as(viewer, async (tx) => {
      const submission = { operation: "attachFamily", key, payload };
      await submissions.once(tx, viewer, submission, () => this.#attach(tx, viewer, request));
      return { family: await families.read(tx, request.familyId, familyFields) };
    });
  }

  /** Families eligible today and not attached, those with the fewest blockers first. */
  queue(viewer: UserViewer, district: string | null, page: PageArguments, asked: Selection): Promise<FamilyPage> {
    const { database, families } = this.#tools;
    return database.read(viewer, (tx) =>
      families.page(
        tx,
        {
          from: `standing s JOIN family f ON f.id = s.family_id
          WHERE s.valid_to IS NULL AND s.eligible AND s.attached_on IS NULL AND ($1::text IS NULL OR f.district_code = $1)`,
          parameters: [district],
          keys: [{ sql: "cardinality(s.blocked_by)", type: "integer" }],
          page,
        },
        asked,
      ),
    );
  }

  async #attach(tx: Transaction, viewer: UserViewer, { familyId, version }: AttachRequest): Promise<string> {
    const { clock, audit, standings } = this.#tools;
    await lockFamily(tx, familyId, "familyId");
    await standings.reevaluate(tx, [familyId]);
    const facts = await factsToAttach(tx, familyId);
    demand(mayAttach(viewer, facts), "familyId");
    const leadAgencyKind = facts.leadAgencyKind ?? refuse("BLOCKED", "familyId", "The family has no lead professional");
    const changed = await tx.execute("UPDATE family SET version = version + 1 WHERE id = $1 AND version = $2", [familyId, version]);
    if (changed === 0) refuseStale();
    await tx.manager.insert(AttachmentEntity, {
      id: v7(),
      familyId,
      attachedOn: clock.today(),
      districtCode: facts.district,
      leadAgencyKind,
      recordedAt: clock.now(),
      recordedBy: viewer.userId,
    });
    await standings.reevaluate(tx, [familyId]);
    audit.record(tx, { action: "family.attach", familyIds: [familyId] });
    return familyId;
  }
}
