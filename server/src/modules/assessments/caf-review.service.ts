import { demand } from "../../access/decision.ts";
import type { UserViewer } from "../../access/viewer.ts";
import type { Transaction } from "../../database/database.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { type Fault, Refusal, refuse, refuseStale } from "../../shared/refusal.ts";
import { missingAnswers } from "../criteria/applicability.rules.ts";
import { CafReviewEntity } from "./caf.entity.ts";
import { mayCloseCaf, mayReviewCaf } from "./caf.policy.ts";
import type { CafContent, CloseReason, ReturnReason } from "./caf-content.rules.ts";
import { type CafForWriting, cafForWriting, demandVersion, type LastVersion } from "./caf-facts.reads.ts";
import { CRITERION_WORDS, oneOf } from "./caf-principles.rules.ts";
import type { CafTools } from "./caf-tools.ts";
import { thaw } from "./caf-version.rules.ts";

export interface CafReviewed {
  readonly cafId: string;
  readonly version: number;
  readonly versionNumber: number;
  readonly compliant: boolean;
  readonly reasons: readonly ReturnReason[];
  readonly note?: string | null | undefined;
  readonly idempotencyKey: string;
}

export interface CafClosed {
  readonly cafId: string;
  readonly version: number;
  readonly reason: CloseReason;
  readonly outcome: string;
  readonly closedOn: LocalDate;
  readonly idempotencyKey: string;
}

/** Quality assurance, and the end of a CAF. Each method returns the CAF's id. */
export class CafReviewService {
  readonly #tools: CafTools;

  constructor(tools: CafTools) {
    this.#tools = tools;
  }

  /** Passes a submitted version, which opens the CAF, or returns it with reasons, which lets its team go on writing. */
  async review(tx: Transaction, viewer: UserViewer, reviewed: CafReviewed): Promise<string> {
    const { idempotencyKey: key, ...payload } = reviewed;
    const submission = { operation: "reviewCaf", key, payload };
    return (await this.#tools.submissions.once(tx, viewer, submission, () => this.#review(tx, viewer, reviewed))).subjectId;
  }

  /** Ends a CAF, with the reason, the outcome and the day; its team goes on seeing the family for a while. */
  async close(tx: Transaction, viewer: UserViewer, closed: CafClosed): Promise<string> {
    const { idempotencyKey: key, ...payload } = closed;
    const submission = { operation: "closeCaf", key, payload };
    return (await this.#tools.submissions.once(tx, viewer, submission, () => this.#close(tx, viewer, closed))).subjectId;
  }

  async #review(tx: Transaction, viewer: UserViewer, reviewed: CafReviewed): Promise<string> {
    const { clock, audit, standings } = this.#tools;
    const caf = await cafForWriting(tx, reviewed.cafId);
    demand(mayReviewCaf(viewer, caf), "cafId");
    demandVersion(caf, reviewed.version);
    const { last, familyId } = caf;
    if (!last || !familyId) throw new Error("a submitted CAF has a version and a family");
    if (last.number !== reviewed.versionNumber) refuseStale();
    if (reviewed.compliant) demandCompliance(caf, last, clock.today());
    else demandReasons(reviewed);
    const now = clock.now();
    const result = reviewed.compliant ? "COMPLIANT" : "RETURNED";
    await tx.manager.insert(CafReviewEntity, {
      cafId: caf.id,
      versionNumber: last.number,
      result,
      reasons: reviewed.compliant ? [] : [...new Set(reviewed.reasons)],
      note: reviewed.note?.trim() || null,
      reviewedAt: now,
      reviewedBy: viewer.userId,
    });
    const draft = reviewed.compliant ? null : JSON.stringify(contentAgain(caf, last));
    const changed = await tx.execute(
      "UPDATE caf SET status = $3, draft = $4, draft_saved_at = $5, version = version + 1 WHERE id = $1 AND version = $2",
      [caf.id, caf.version, reviewed.compliant ? "OPEN" : "RETURNED", draft, draft === null ? null : now],
    );
    if (changed === 0) refuseStale();
    await standings.reevaluate(tx, [familyId]);
    audit.record(tx, { action: "caf.review", familyIds: [familyId], subjectId: caf.id, reason: result });
    return caf.id;
  }

  async #close(tx: Transaction, viewer: UserViewer, closed: CafClosed): Promise<string> {
    const { clock, audit, standings, involvements } = this.#tools;
    const caf = await cafForWriting(tx, closed.cafId);
    demand(mayCloseCaf(viewer, caf), "cafId");
    demandVersion(caf, closed.version);
    if (!caf.familyId) throw new Error("a CAF past its draft has a family");
    if (closed.closedOn > clock.today()) refuse("IN_THE_FUTURE", "closedOn", "The closing date must be today or in the past");
    if (caf.openedOn && closed.closedOn < caf.openedOn)
      refuse("BEFORE_OPENING", "closedOn", "The closing date must not be before the CAF was opened");
    const changed = await tx.execute(
      `UPDATE caf SET status = 'CLOSED', closed_on = $3, close_reason = $4, close_outcome = $5, closed_recorded_at = $6,
         draft = NULL, draft_saved_at = NULL, version = version + 1 WHERE id = $1 AND version = $2`,
      [caf.id, caf.version, closed.closedOn, closed.reason, closed.outcome.trim(), clock.now()],
    );
    if (changed === 0) refuseStale();
    // The team held it until it said so, however long before that the work had ended.
    await involvements.end(tx, { ground: "CAF", groundId: caf.id, on: clock.today() });
    await standings.reevaluate(tx, [caf.familyId]);
    audit.record(tx, { action: "caf.close", familyIds: [caf.familyId], subjectId: caf.id, reason: closed.reason });
    return caf.id;
  }
}

/** A full assessment considers every member under every criterion that applies (reading I), and no need is a bare tick. */
function demandCompliance(caf: CafForWriting, last: LastVersion, today: LocalDate): void {
  const personOf = new Map(last.content.members.map(({ key, personId }) => [key, personId]));
  const answers = last.content.answers.flatMap((entry) => {
    const personId = personOf.get(entry.memberKey);
    return personId ? [{ personId, criterion: entry.criterion, answer: entry.answer, evidenced: entry.evidenced }] : [];
  });
  const name = (personId: string) =>
    caf.members.find((member) => member.personId === personId)?.givenName ?? "A member whose name is not on record";
  const faults: Fault[] = missingAnswers(caf.members, answers, today).map(({ personId, criteria }) => ({
    code: "NOT_CONSIDERED",
    field: "compliant",
    message: `${name(personId)} has not been asked about ${oneOf(criteria)}`,
  }));
  for (const { personId, criterion, answer, evidenced } of answers) {
    if (answer === "NEED" && !evidenced) {
      faults.push({
        code: "NO_EVIDENCE",
        field: "compliant",
        message: `${name(personId)}: the need about ${CRITERION_WORDS[criterion]} has no evidence written down`,
      });
    }
  }
  if (faults.length > 0) throw new Refusal(...faults);
}

function demandReasons({ reasons, note }: CafReviewed): void {
  if (reasons.length === 0) refuse("NO_REASON", "reasons", "Choose at least one reason to return the CAF");
  if (reasons.includes("OTHER") && !note?.trim()) refuse("NO_NOTE", "note", "Say what has to be mended");
}

/** What was submitted, to be written on; who has left meanwhile is left out. */
function contentAgain(caf: CafForWriting, last: LastVersion): CafContent {
  const people = new Map(caf.members.map((member) => [member.personId, member]));
  const content = thaw(last.content, last.words ?? {}, people, caf.family ?? { name: null, postcode: null, address: null });
  const members = content.members.filter(({ personId }) => personId !== null && people.has(personId));
  const here = new Set(members.map(({ key }) => key));
  const about = <T extends { readonly memberKey: string }>(entries: readonly T[]) => entries.filter(({ memberKey }) => here.has(memberKey));
  return { ...content, members, voices: about(content.voices), domains: about(content.domains), answers: about(content.answers) };
}
