import { createHash } from "node:crypto";
import { v7 } from "uuid";
import { demand } from "../../access/decision.ts";
import type { UserViewer } from "../../access/viewer.ts";
import type { Transaction } from "../../database/database.ts";
import { refuse, refuseStale } from "../../shared/refusal.ts";
import { BLANK, COUNT_PERSONAL } from "./personal-values.ts";
import { mayDispose } from "./retention.policy.ts";
import type { RetentionService, RetentionTools } from "./retention.service.ts";
import type { RetentionRecord } from "./retention.type.ts";

const INSERT = `INSERT INTO disposal (id, family_id, review_id, record, due_on, reviewed_by, disposed_by, disposed_at, counts, hash)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`;

/** To destroy what was asked for may be an offence (Data Protection Act 2018, section 173). */
const ASKED_FOR = `SELECT 1 FROM subject_request r JOIN family_member m ON m.person_id = r.person_id
  WHERE m.family_id = $1 AND r.closed_on IS NULL LIMIT 1`;

/**
 * Blanks who the people of a family are and what was written of them. Dates, kinds and counts stay, and so do standings,
 * published figures and the audit log, which holds identifiers only. It cannot be undone.
 */
export class DisposalService {
  readonly #tools: RetentionTools;
  readonly #retention: RetentionService;

  constructor(tools: RetentionTools, retention: RetentionService) {
    this.#tools = tools;
    this.#retention = retention;
  }

  dispose(viewer: UserViewer, { familyId, reviewId }: { readonly familyId: string; readonly reviewId: string }) {
    return this.#retention.change(viewer, { ids: [familyId] }, async (tx, facts, record) => {
      demand(mayDispose(viewer, facts), "familyId");
      if (record.review?.id !== reviewId.toLowerCase()) refuseStale();
      const asked = await tx.elevate("SYSTEM_RIGHTS", () => tx.query(ASKED_FOR, [familyId]));
      if (asked.length > 0) refuse("ASKED_FOR", "familyId", "Somebody has asked for what is held here: that is answered first");
      const id = await this.#certify(tx, viewer, record, record.review);
      await tx.elevate("SYSTEM_RIGHTS", async () => {
        for (const { sql, timed } of BLANK) await tx.execute(sql, timed ? [familyId, this.#tools.clock.now()] : [familyId]);
        const [left] = await tx.query<Record<string, number>>(COUNT_PERSONAL, [familyId]);
        if (Object.values(left ?? {}).some((rows) => rows > 0)) throw new Error("personal values are left after a disposal");
      });
      this.#tools.audit.record(tx, { action: "record.dispose", familyIds: [familyId], subjectId: id });
    });
  }

  /** Recorded first: the database lets nothing be blanked that no certificate of this transaction names. */
  async #certify(
    tx: Transaction,
    viewer: UserViewer,
    { familyId, reference, record, dueOn }: RetentionRecord,
    review: NonNullable<RetentionRecord["review"]>,
  ): Promise<string> {
    const [counts] = await tx.elevate("SYSTEM_RIGHTS", () => tx.query<Record<string, number>>(COUNT_PERSONAL, [familyId]));
    const id = v7();
    const disposedAt = this.#tools.clock.now();
    const said = [id, reference, record, dueOn, review.id, review.reviewedBy.id, viewer.userId, disposedAt.toISOString(), counts];
    const hash = createHash("sha256").update(JSON.stringify(said)).digest();
    await tx.execute(INSERT, [
      id,
      familyId,
      review.id,
      record,
      dueOn,
      review.reviewedBy.id,
      viewer.userId,
      disposedAt,
      JSON.stringify(counts),
      hash,
    ]);
    return id;
  }
}
