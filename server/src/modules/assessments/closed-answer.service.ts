import { v7 } from "uuid";
import { demand } from "../../access/decision.ts";
import type { UserViewer } from "../../access/viewer.ts";
import type { Transaction } from "../../database/database.ts";
import type { Selection } from "../../graphql/selection.ts";
import type { Clock } from "../../shared/clock.ts";
import { refuse } from "../../shared/refusal.ts";
import { lockFamily } from "../families/family.lock.ts";
import type { FamilyRow } from "../families/family.service.ts";
import type { CafTools } from "./caf-tools.ts";
import { mayCloseAnswer } from "./closed-answer.policy.ts";
import { closableFor } from "./closed-answer.present.ts";
import { closableIn, closingsOf, everMembers } from "./closed-answer.reads.ts";
import { closedNow } from "./closed-answer.rules.ts";

interface Deed {
  readonly familyId: string;
  readonly place: string;
  readonly reason: string;
  readonly idempotencyKey: string;
}

export interface Closing extends Deed {
  readonly cafId?: string | null | undefined;
  readonly personIds: readonly string[];
}

export interface Opening extends Deed {
  readonly personId: string;
}

type Tools = Pick<CafTools, "database" | "clock" | "audit" | "submissions" | "families">;

const INSERT = `INSERT INTO closed_answer
    (id, family_id, caf_id, action_id, evidence_id, place, person_id, reason, closed_on, closed_by, recorded_at)
  SELECT r.id, $2, $3, CASE WHEN r.place LIKE 'actions.%' THEN substr(r.place, 9)::uuid END,
    CASE WHEN r.place LIKE 'evidence.%' THEN substr(r.place, 10)::uuid END, r.place, r.person_id, r.reason, $4, $5, $6
  FROM jsonb_to_recordset($1) AS r (id uuid, place text, person_id uuid, reason text)
  ON CONFLICT (family_id, place, person_id) WHERE lifted_on IS NULL DO NOTHING`;

/** One thing that is not to be shown to one person. */
export interface NotFor {
  readonly place: string;
  readonly personId: string;
  readonly reason: string;
}

interface Where {
  readonly familyId: string;
  readonly cafId: string | null;
  readonly userId: string;
}

async function insert(tx: Transaction, clock: Clock, { familyId, cafId, userId }: Where, closed: readonly NotFor[]): Promise<void> {
  const rows = closed.map(({ place, personId, reason }) => ({ id: v7(), place, person_id: personId, reason: reason.trim() }));
  await tx.execute(INSERT, [JSON.stringify(rows), familyId, cafId, clock.today(), userId, clock.now()]);
}

/** Closes; what is closed to somebody already stays as it is, with the reason given then. */
export async function closeAnswers(
  tx: Transaction,
  { clock, audit }: Pick<CafTools, "clock" | "audit">,
  { familyId, cafId, userId }: Where,
  closed: readonly NotFor[],
): Promise<void> {
  if (closed.length === 0) return;
  await insert(tx, clock, { familyId, cafId, userId }, closed);
  for (const personId of new Set(closed.map((each) => each.personId))) {
    audit.record(tx, { action: "answer.close", familyIds: [familyId], subjectId: personId });
  }
}

/** Says of answers on record who in the family is not to be shown them, and takes that back. */
export class ClosedAnswerService {
  readonly #tools: Tools;

  constructor(tools: Tools) {
    this.#tools = tools;
  }

  close(viewer: UserViewer, request: Closing, asked: Selection): Promise<{ family: FamilyRow | null }> {
    return this.#once(viewer, "closeAnswer", request, asked, async (tx) => {
      const { familyId, place, reason } = request;
      await lockFamily(tx, familyId, "familyId");
      const cafId = request.cafId?.toLowerCase() ?? null;
      const closable = await closableIn(tx, familyId);
      const owner = cafId ? closable.cafs.find(({ id }) => id === cafId) : closable.records.find((each) => each.place === place);
      if (owner) demand(mayCloseAnswer(viewer, { ...closable, ...owner }), "place");
      if (!closableFor(viewer, closable).some((each) => each.place === place && each.cafId === cafId)) {
        refuse("NOT_FOUND", "place", "Choose from the list what is not to be shown");
      }
      const personIds = [...new Set(request.personIds.map((id) => id.toLowerCase()))];
      const members = await everMembers(tx, familyId, personIds);
      if (personIds.some((id) => !members.has(id))) refuse("NOT_A_MEMBER", "personIds", "Choose somebody who is, or was, in the family");
      await closeAnswers(
        tx,
        this.#tools,
        { familyId, cafId, userId: viewer.userId },
        personIds.map((personId) => ({ place, personId, reason })),
      );
    });
  }

  /** Where it is closed only because of what it rests on, that stays closed: this one thing is opened. */
  open(viewer: UserViewer, request: Opening, asked: Selection): Promise<{ family: FamilyRow | null }> {
    return this.#once(viewer, "openAnswer", request, asked, async (tx) => {
      const { clock, audit } = this.#tools;
      const { familyId, place } = request;
      const personId = request.personId.toLowerCase();
      await lockFamily(tx, familyId, "familyId");
      const row = await closingsOf(tx, familyId);
      const closed = closedNow(row).find((each) => each.place === place && each.personId === personId);
      if (!closed) refuse("NOT_CLOSED", "place", "This is not closed to them. Reload the page to see what is");
      demand(mayCloseAnswer(viewer, { ...row, ...closed.because }), "place");
      if (closed.inherited && !place.startsWith("actions.")) {
        refuse("OPEN_WHAT_IT_CORRECTS", "place", "Open the entry that this one corrects");
      }
      // A closing of its own, lifted at once, says that this one thing was opened.
      if (closed.inherited) {
        await insert(tx, clock, { familyId, cafId: null, userId: viewer.userId }, [{ place, personId, reason: request.reason }]);
      }
      const lifted = await tx.execute(
        `UPDATE closed_answer SET lifted_on = $4, lifted_by = $5, lift_reason = $6, lifted_recorded_at = $7
         WHERE family_id = $1 AND place = $2 AND person_id = $3 AND lifted_on IS NULL`,
        [familyId, place, personId, clock.today(), viewer.userId, request.reason.trim(), clock.now()],
      );
      if (lifted !== 1) throw new Error("row-level security and the policy disagree about opening an answer");
      audit.record(tx, { action: "answer.open", familyIds: [familyId], subjectId: personId });
    });
  }

  #once(viewer: UserViewer, operation: string, request: Deed, asked: Selection, work: (tx: Transaction) => Promise<void>) {
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
