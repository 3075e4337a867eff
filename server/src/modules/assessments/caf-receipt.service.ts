import type { UserViewer } from "../../access/viewer.ts";
import { mayReadReceipt } from "./caf.policy.ts";
import { findReceipt, type ReceiptRow } from "./caf-receipt.reads.ts";
import type { CafSubmissionService, CafSubmitted } from "./caf-submission.service.ts";
import type { CafTools } from "./caf-tools.ts";

/** Submits a CAF and hands over the receipt, which says no more than its team wrote (decisions: a receipt says what was written). */
export class CafReceiptService {
  readonly #tools: CafTools;
  readonly #submissions: CafSubmissionService;

  constructor(tools: CafTools, submissions: CafSubmissionService) {
    this.#tools = tools;
    this.#submissions = submissions;
  }

  submit(viewer: UserViewer, submitted: CafSubmitted): Promise<ReceiptRow | null> {
    return this.#tools.database.as(viewer, async (tx) => findReceipt(tx, { id: await this.#submissions.submit(tx, viewer, submitted) }));
  }

  /** The same again, for the team that submitted it. */
  find(viewer: UserViewer, reference: string): Promise<ReceiptRow | null> {
    const { database, audit } = this.#tools;
    return database.read(viewer, async (tx) => {
      const receipt = await findReceipt(tx, { reference: reference.trim().toUpperCase() });
      if (!receipt || !mayReadReceipt(viewer, receipt).allowed) return null;
      audit.record(tx, { action: "caf.view", familyIds: [receipt.familyId], subjectId: receipt.id });
      return receipt;
    });
  }
}
