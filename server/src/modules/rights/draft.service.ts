import { v7 } from "uuid";
import { demand } from "../../access/decision.ts";
import type { UserViewer } from "../../access/viewer.ts";
import type { Transaction } from "../../database/database.ts";
import { addMonths } from "../../shared/local-date.ts";
import { refuseStale } from "../../shared/refusal.ts";
import { certifyDrafts, type DraftCertificate, deleteDrafts, readDrafts } from "./draft.reads.ts";
import type { DraftsDue } from "./draft.type.ts";
import { mayDisposeOfDrafts } from "./retention.policy.ts";
import type { RetentionTools } from "./retention.service.ts";
import { readSchedule, SCHEDULE_LOCK } from "./schedule.reads.ts";

const MOST_SHOWN = 100;
/** Alone, so that of two who dispose of the same drafts the second sees that they are gone. */
const HOLD_SCHEDULE = `SELECT pg_advisory_xact_lock(${SCHEDULE_LOCK})`;

/** Drafts that their teams left: they go whole once the schedule says so. */
export class DraftDisposalService {
  readonly #tools: RetentionTools;

  constructor(tools: RetentionTools) {
    this.#tools = tools;
  }

  due(viewer: UserViewer): Promise<DraftsDue> {
    return this.#tools.database.as(viewer, async (tx) => {
      const drafts = await this.#due(tx);
      this.#tools.audit.record(tx, { action: "draft.list" });
      return { total: drafts.length, drafts: drafts.slice(0, MOST_SHOWN) };
    });
  }

  dispose(viewer: UserViewer, { total }: { readonly total: number }): Promise<{ disposed: number }> {
    const { database, clock, audit } = this.#tools;
    return database.as(viewer, async (tx) => {
      demand(mayDisposeOfDrafts(viewer));
      await tx.execute(HOLD_SCHEDULE);
      const drafts = await this.#due(tx);
      if (drafts.length !== total) refuseStale();
      await certifyDrafts(tx, drafts, viewer.userId, clock.now());
      const deleted = await tx.elevate("SYSTEM_RIGHTS", () => deleteDrafts(tx, drafts));
      // One that was saved or put on hold in this moment stays, and then so do all.
      if (deleted !== total) refuseStale();
      audit.record(tx, { action: "draft.dispose", familyIds: [...new Set(drafts.flatMap(({ familyId }) => familyId ?? []))] });
      return { disposed: total };
    });
  }

  async #due(tx: Transaction): Promise<DraftCertificate[]> {
    const today = this.#tools.clock.today();
    const schedule = await readSchedule(tx, today);
    const line = schedule.find(({ record }) => record === "DRAFT_NEVER_SUBMITTED");
    if (!line) return [];
    const months = line.measure === "MONTHS_KEPT" ? line.amount : line.amount * 12;
    const drafts = await tx.elevate("SYSTEM_RIGHTS", () => readDrafts(tx));
    return drafts.flatMap((draft) => {
      const dueOn = addMonths(draft.savedOn, months);
      return dueOn <= today ? [{ ...draft, id: v7(), dueOn }] : [];
    });
  }
}
