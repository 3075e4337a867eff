import { createHash } from "node:crypto";
import { v7 } from "uuid";
import { demand } from "../../access/decision.ts";
import type { UserViewer } from "../../access/viewer.ts";
import type { Transaction } from "../../database/database.ts";
import { refuse } from "../../shared/refusal.ts";
import { disclosureOf, givenTexts, WITHHELD_TEXT } from "./subject-disclosure.rules.ts";
import { type ClosedTo, type Holding, readHolding } from "./subject-holding.reads.ts";
import type { SubjectHolding, SubjectItem, SubjectItemDecision } from "./subject-holding.type.ts";
import {
  type HeldItem,
  type ItemDecision,
  itemText,
  needsDecision,
  PART_NAMES,
  type WithholdingGround,
  withheldFrom,
} from "./subject-items.rules.ts";
import { MASKS, type Masked, masker } from "./subject-masking.rules.ts";
import { mayCollect, mayPrepare } from "./subject-request.policy.ts";
import { type KnownRequest, lockRequest, readRequest } from "./subject-request.reads.ts";
import { changed, type OfVersion, type SubjectRequestService, type SubjectTools } from "./subject-request.service.ts";

export interface Deciding {
  readonly requestId: string;
  readonly itemKeys: readonly string[];
  readonly decision: ItemDecision;
  readonly ground?: WithholdingGround | null | undefined;
  readonly passages?: readonly string[] | null | undefined;
  readonly reason?: string | null | undefined;
}

/** What is held, what counts of the decisions on it, and how texts are masked. */
export interface Collected extends Holding {
  readonly digests: ReadonlyMap<string, Buffer>;
  readonly decisions: ReadonlyMap<string, SubjectItemDecision>;
  readonly undecided: readonly HeldItem[];
  readonly mask: (text: string) => Masked;
}

const DECISIONS = `SELECT DISTINCT ON (d.item_key) d.item_key AS key, d.item_digest AS digest, d.decision, d.ground,
    COALESCE(d.passages, '{}') AS passages, d.reason, d.decided_at AS "decidedAt",
    (SELECT json_build_object('id', u.id, 'name', u.name) FROM app_user u WHERE u.id = d.decided_by) AS "decidedBy"
  FROM subject_decision d WHERE d.request_id = $1 ORDER BY d.item_key, d.number DESC`;
const DECIDE = `INSERT INTO subject_decision (id, request_id, item_key, item_digest, decision, ground, passages, reason, decided_at, decided_by)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`;

const PREPARE =
  "UPDATE subject_request SET state = 'PREPARED', version = version + 1 WHERE id = $1 AND version = $2 AND state = 'IDENTITY_PROVED'";
const OPEN_AGAIN =
  "UPDATE subject_request SET state = 'IDENTITY_PROVED', version = version + 1 WHERE id = $1 AND version = $2 AND state = 'PREPARED'";

/** What is held about the person of a request, and what the officer decides of each item. */
export class SubjectHoldingService {
  readonly #tools: SubjectTools;
  readonly #requests: SubjectRequestService;
  readonly #closedTo: ClosedTo;

  constructor(tools: SubjectTools, requests: SubjectRequestService, closedTo: ClosedTo) {
    this.#tools = tools;
    this.#requests = requests;
    this.#closedTo = closedTo;
  }

  /** Null where the request is not one for which anything is read, such as one that is closed. */
  find(viewer: UserViewer, requestId: string): Promise<SubjectHolding | null> {
    return this.#tools.database.as(viewer, async (tx) => {
      const request = await readRequest(tx, requestId, this.#tools.clock.today());
      if (!request || !mayCollect(viewer, request).allowed) return null;
      const collected = await this.collect(tx, request);
      this.#record(tx, "subject-holding.view", request, collected);
      return present(collected, request.personId);
    });
  }

  /** Each decision is a row of its own, and the last one counts: what was decided before stays to be read. */
  decide(viewer: UserViewer, deciding: Deciding): Promise<{ holding: SubjectHolding }> {
    const { database, clock } = this.#tools;
    return database.as(viewer, async (tx) => {
      await lockRequest(tx, deciding.requestId);
      const request = await this.#requests.known(tx, deciding.requestId);
      demand(mayCollect(viewer, request), "requestId");
      const collected = await this.collect(tx, request);
      const items = this.#chosen(deciding, collected, request.personId);
      const { decision, ground, passages, reason } = checked(deciding, items, collected.mask);
      for (const { key } of items)
        tx.send(DECIDE, [
          v7(),
          request.id,
          key,
          collected.digests.get(key),
          decision,
          ground,
          passages,
          reason,
          clock.now(),
          viewer.userId,
        ]);
      // What was made ready no longer is what would be handed over.
      if (request.state === "PREPARED") await changed(tx, OPEN_AGAIN, { requestId: request.id, version: request.version }, []);
      this.#record(tx, "subject-holding.decide", request, collected);
      return { holding: present(await this.collect(tx, request), request.personId) };
    });
  }

  prepare(viewer: UserViewer, input: OfVersion) {
    return this.#requests.change(viewer, input, "subject-request.prepare", async (tx, request) => {
      await lockRequest(tx, request.id);
      demand(mayCollect(viewer, request), "requestId");
      const { undecided } = await this.collect(tx, request);
      demand(mayPrepare(viewer, request, undecided.length), "requestId");
      await changed(tx, PREPARE, input, []);
    });
  }

  /** Everything, read by the viewer for rights: the officer sees none of it but through this request. */
  async collect(tx: Transaction, { id, personId }: KnownRequest): Promise<Collected> {
    const holding = await tx.elevate("SYSTEM_RIGHTS", () => readHolding(tx, personId, this.#closedTo));
    const rows = await tx.query<SubjectItemDecision & { key: string; digest: Buffer }>(DECISIONS, [id]);
    const digests = new Map(holding.items.map((item) => [item.key, createHash("sha256").update(itemText(item)).digest()]));
    const decisions = new Map(rows.filter(({ key, digest }) => digests.get(key)?.equals(digest)).map((row) => [row.key, row]));
    return {
      ...holding,
      digests,
      decisions,
      undecided: holding.items.filter((item) => needsDecision(item, personId) && !decisions.has(item.key)),
      mask: masker(holding.others, holding.own),
    };
  }

  #chosen({ itemKeys }: Deciding, { items }: Collected, subjectId: string): HeldItem[] {
    const wanted = new Set(itemKeys);
    const found = items.filter((item) => wanted.has(item.key) && withheldFrom(item, subjectId, null) === null);
    if (found.length < wanted.size) refuse("NOT_FOUND", "itemKeys", "An item is no longer there. Reload the page, then try again");
    return found;
  }

  #record(tx: Transaction, action: string, { id }: KnownRequest, { familyIds }: Holding): void {
    this.#tools.audit.record(tx, { action, familyIds, subjectId: id, why: "SUBJECT_ACCESS" });
  }
}

const NOTHING_HIDDEN = (masked: Masked): boolean => MASKS.every((mask) => masked.masks[mask] === 0);

/** What is withheld needs its ground and reason; what names others is given in full for a reason alone. */
function checked({ decision, ground, passages, reason }: Deciding, items: readonly HeldItem[], mask: (text: string) => Masked) {
  const marked = decision === "AS_MASKED" ? (passages ?? []).map((passage) => passage.trim()).filter(Boolean) : [];
  const withholds = decision === "WITHHELD" || marked.length > 0;
  if (withholds && !ground) refuse("REQUIRED", "ground", "Choose the ground on which it is withheld");
  const shows = decision === "IN_FULL" && items.some(({ texts }) => texts.some(({ text }) => !NOTHING_HIDDEN(mask(text))));
  const said = reason?.trim() || null;
  if (withholds && !said) refuse("REQUIRED", "reason", "Enter why it is withheld");
  if (shows && !said) refuse("REQUIRED", "reason", "Enter why what names others is given in full, such as their consent");
  for (const passage of marked)
    if (!items.every(({ texts }) => texts.some(({ text }) => text.includes(passage))))
      refuse("NOT_FOUND", "passages", "A passage is not in the text. Copy it as it is written in the record");
  return { decision, ground: withholds ? (ground ?? null) : null, passages: marked.length > 0 ? marked : null, reason: said };
}

/** What is about somebody else is counted, and not shown to the officer either. */
function present(collected: Collected, subjectId: string): SubjectHolding {
  const { items, decisions, undecided, mask } = collected;
  return {
    undecided: undecided.length,
    items: items
      .filter((item) => withheldFrom(item, subjectId, null) === null)
      .map((item) => presentItem(item, decisions, mask, subjectId)),
    withheld: [...disclosureOf(items, subjectId, decisions, mask).withheld],
  };
}

function presentItem(item: HeldItem, decisions: Collected["decisions"], mask: Collected["mask"], subjectId: string): SubjectItem {
  const decision = decisions.get(item.key) ?? null;
  const given = givenTexts(item, decision, mask);
  const withheld = decision?.decision === "WITHHELD" ? WITHHELD_TEXT : null;
  return {
    key: item.key,
    part: item.part,
    partName: PART_NAMES[item.part],
    title: item.title,
    on: item.on,
    facts: item.facts.map(([label, value]) => ({ label, value })),
    texts: item.texts.map(({ label, text }, index) => ({
      label,
      written: text,
      given: withheld ?? given[index]?.text ?? "",
      masked: MASKS.reduce((sum, each) => sum + (given[index]?.masks[each] ?? 0), 0),
    })),
    sensitive: item.sensitive,
    closed: item.closed,
    needsDecision: needsDecision(item, subjectId),
    decision,
  };
}
