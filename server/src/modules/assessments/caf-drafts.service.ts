import { v7 } from "uuid";
import { demand } from "../../access/decision.ts";
import type { UserViewer } from "../../access/viewer.ts";
import type { Transaction } from "../../database/database.ts";
import { refuse, refuseStale } from "../../shared/refusal.ts";
import { lockFamily } from "../families/family.lock.ts";
import { CafEntity, DangerReferralEntity } from "./caf.entity.ts";
import { mayDiscardCaf, mayEditCaf, mayRecordDanger } from "./caf.policy.ts";
import { type CafContent, EMPTY_CONTENT, type Given, normaliseContent } from "./caf-content.rules.ts";
import { cafForWriting, demandVersion, familyForDraft } from "./caf-facts.reads.ts";
import type { CafTools } from "./caf-tools.ts";

export interface CafStart {
  readonly idempotencyKey: string;
  readonly familyId?: string | null | undefined;
}

export interface DraftSaved {
  readonly cafId: string;
  readonly version: number;
  readonly content: Given<CafContent>;
}

export interface DraftDiscarded {
  readonly cafId: string;
  readonly version: number;
}

export interface DangerReferred {
  readonly cafId: string;
  readonly question: string;
  readonly reference: string;
  readonly referredAt: Date;
  readonly idempotencyKey: string;
}

/** Clocks differ a little; a time just ahead of ours is no slip of the pen. */
const AHEAD_MS = 5 * 60_000;
/** A referral of longer ago is about something else. */
const BEHIND_MS = 366 * 24 * 60 * 60_000;

/** Begins CAFs and keeps what is being written. Each method returns the CAF's id. */
export class CafDraftsService {
  readonly #tools: CafTools;

  constructor(tools: CafTools) {
    this.#tools = tools;
  }

  /** A draft of the viewer's team: empty for a new family, or with what is on record of one that the team sees. */
  start(tx: Transaction, viewer: UserViewer, start: CafStart): Promise<string> {
    const familyId = start.familyId ?? null;
    return this.#once(tx, viewer, "startCaf", start.idempotencyKey, { familyId }, async () => {
      const { clock, audit } = this.#tools;
      const teamId = viewer.teamId ?? refuse("NO_TEAM", null, "Only somebody who works in a team can start a CAF");
      if (familyId) await lockFamily(tx, familyId, "familyId");
      const draft = familyId ? await prefilled(tx, familyId) : EMPTY_CONTENT;
      const [row] = await tx.query<{ reference: string }>("SELECT 'CAF-' || lpad(nextval('caf_reference')::text, 6, '0') AS reference");
      if (!row) throw new Error("a sequence gave nothing");
      const now = clock.now();
      const id = v7();
      await tx.manager.insert(CafEntity, {
        id,
        reference: row.reference,
        familyId,
        agencyId: viewer.agency.id,
        teamId,
        authorId: viewer.userId,
        status: "DRAFT",
        draft,
        draftSavedAt: now,
        recordedAt: now,
        version: 1,
      });
      audit.record(tx, { action: "caf.start", familyIds: familyId ? [familyId] : [], subjectId: id });
      return id;
    });
  }

  /** Keeps what has been written so far, finished or not. Saving over somebody else's later words is refused. */
  async save(tx: Transaction, viewer: UserViewer, saved: DraftSaved): Promise<string> {
    const { clock, audit } = this.#tools;
    const caf = await cafForWriting(tx, saved.cafId);
    demand(mayEditCaf(viewer, caf), "cafId");
    demandVersion(caf, saved.version);
    const content = normaliseContent(saved.content);
    const changed = await tx.execute(
      "UPDATE caf SET draft = $3, draft_saved_at = $4, version = version + 1 WHERE id = $1 AND version = $2",
      [caf.id, saved.version, JSON.stringify(content), clock.now()],
    );
    if (changed === 0) refuseStale();
    audit.record(tx, { action: "caf.save", familyIds: caf.familyId ? [caf.familyId] : [], subjectId: caf.id });
    return caf.id;
  }

  /** Throws away a draft that was never submitted. Its reference is not given out again. */
  async discard(tx: Transaction, viewer: UserViewer, discarded: DraftDiscarded): Promise<string> {
    const caf = await cafForWriting(tx, discarded.cafId);
    demand(mayDiscardCaf(viewer, caf), "cafId");
    demandVersion(caf, discarded.version);
    const gone = await tx.execute("DELETE FROM caf WHERE id = $1 AND version = $2 AND status = 'DRAFT'", [caf.id, discarded.version]);
    if (gone === 0) refuseStale();
    this.#tools.audit.record(tx, { action: "caf.discard", familyIds: caf.familyId ? [caf.familyId] : [], subjectId: caf.id });
    return caf.id;
  }

  /** Records that MASH was called about a question; it changes nothing else and waits for nobody. */
  recordDanger(tx: Transaction, viewer: UserViewer, referred: DangerReferred): Promise<string> {
    const { idempotencyKey, ...payload } = referred;
    return this.#once(tx, viewer, "recordDangerReferral", idempotencyKey, payload, async () => {
      const { clock, audit } = this.#tools;
      const caf = await cafForWriting(tx, referred.cafId);
      demand(mayRecordDanger(viewer, caf), "cafId");
      if (referred.referredAt.getTime() > clock.now().getTime() + AHEAD_MS) {
        refuse("IN_THE_FUTURE", "referredAt", "The time of the referral must be now or in the past");
      }
      if (referred.referredAt.getTime() < clock.now().getTime() - BEHIND_MS) {
        refuse("TOO_LONG_AGO", "referredAt", "The time of the referral must be in the last year");
      }
      await tx.manager.insert(DangerReferralEntity, {
        id: v7(),
        cafId: caf.id,
        question: referred.question,
        reference: referred.reference.trim(),
        referredAt: referred.referredAt,
        recordedAt: clock.now(),
        recordedBy: viewer.userId,
      });
      audit.record(tx, { action: "caf.refer-danger", familyIds: caf.familyId ? [caf.familyId] : [], subjectId: caf.id });
      return caf.id;
    });
  }

  async #once(
    tx: Transaction,
    viewer: UserViewer,
    operation: string,
    key: string,
    payload: object,
    work: () => Promise<string>,
  ): Promise<string> {
    return (await this.#tools.submissions.once(tx, viewer, { operation, key, payload }, work)).subjectId;
  }
}

async function prefilled(tx: Transaction, familyId: string): Promise<CafContent> {
  const { words, district, members } = await familyForDraft(tx, familyId);
  return {
    ...EMPTY_CONTENT,
    familyName: words.name,
    postcode: words.postcode,
    address: words.address,
    district,
    members: members.map(({ personId, givenName, familyName, dateOfBirth, relationship }, index) => ({
      key: `m${index + 1}`,
      personId,
      givenName,
      familyName,
      dateOfBirth,
      relationship,
    })),
  };
}
