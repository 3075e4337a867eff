import { demand } from "../../access/decision.ts";
import type { UserViewer } from "../../access/viewer.ts";
import type { Transaction } from "../../database/database.ts";
import type { Selection } from "../../graphql/selection.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { refuse, refuseStale, refuseUnknown } from "../../shared/refusal.ts";
import { PLAN_LOCK } from "../attachment/standing.service.ts";
import { mayDecideCorrection, mayExtendCorrection } from "./correction.policy.ts";
import { type RequestFacts, readCorrection, requestFacts } from "./correction.reads.ts";
import { type CorrectionDecision, type CorrectionSubject, isDetail } from "./correction.rules.ts";
import type { CorrectionTools } from "./correction.service.ts";
import type { CorrectionRequest } from "./correction.type.ts";

export interface DecidedCorrection {
  readonly correctionRequestId: string;
  readonly version: number;
  readonly decision: CorrectionDecision;
  readonly reason?: string | null | undefined;
  readonly putRight?: string | null | undefined;
  readonly givenName?: string | null | undefined;
  readonly familyName?: string | null | undefined;
  readonly dateOfBirth?: LocalDate | null | undefined;
  readonly idempotencyKey: string;
}

export interface ExtendedCorrection {
  readonly correctionRequestId: string;
  readonly version: number;
  readonly reason: string;
}

/** What is right: in words, and the columns that it is written to where they are a name or a date of birth. */
interface Right {
  readonly words: string | null;
  readonly given?: string;
  readonly family?: string;
  readonly born?: LocalDate;
}

/** In the order in which whoever works out standings takes them (standing.service.ts, family.lock.ts): the plan's, the families' rows, then their standings'. */
const HOLD_PLAN = `SELECT pg_advisory_xact_lock_shared(${PLAN_LOCK})`;
const HOLD_ROWS = "SELECT FROM family WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE";
const HOLD_FAMILIES = "SELECT pg_advisory_xact_lock(hashtextextended(f.id::text, 1)) FROM unnest($1::uuid[]) AS f (id)";

const EXTEND = `UPDATE correction_request SET extended_on = $3, extend_reason = $4, version = version + 1
  WHERE id = $1 AND version = $2 AND decided_at IS NULL AND extended_on IS NULL`;
const DECIDE = `UPDATE correction_request SET decision = $3, decided_on = $4, decided_at = $5, decided_by = $6, decision_reason = $7,
    put_right = $8, correcting_evidence_id = $9, correcting_version = $10, decided_xact = pg_current_xact_id(), version = version + 1
  WHERE id = $1 AND version = $2 AND decided_at IS NULL`;

/** Decides what becomes of a request. The decision stands beside the record; a name or a date of birth alone is written over. */
export class CorrectionDecisionService {
  readonly #tools: CorrectionTools;

  constructor(tools: CorrectionTools) {
    this.#tools = tools;
  }

  decide(viewer: UserViewer, decided: DecidedCorrection, asked: Selection): Promise<{ correctionRequest: CorrectionRequest }> {
    const { database, submissions } = this.#tools;
    const { idempotencyKey: key, ...payload } = decided;
    return database.as(viewer, async (tx) => {
      const submission = { operation: "decideCorrectionRequest", key, payload };
      const { subjectId } = await submissions.once(tx, viewer, submission, () => this.#decide(tx, viewer, decided));
      const correctionRequest = await tx.elevate("SYSTEM_RIGHTS", () => readCorrection(tx, subjectId, asked));
      return { correctionRequest: correctionRequest ?? refuseUnknown(null, "request") };
    });
  }

  /** Takes the two further months that the law allows. */
  extend(viewer: UserViewer, extended: ExtendedCorrection, asked: Selection): Promise<{ correctionRequest: CorrectionRequest }> {
    const { database, clock, audit } = this.#tools;
    const { correctionRequestId: id, version, reason } = extended;
    return database.as(viewer, async (tx) => {
      const facts = (await tx.elevate("SYSTEM_RIGHTS", () => requestFacts(tx, id))) ?? refuseUnknown("correctionRequestId", "request");
      demand(mayExtendCorrection(viewer, facts), "correctionRequestId");
      const changed = await tx.execute(EXTEND, [id, version, clock.today(), reason.trim()]);
      if (changed === 0) refuseStale();
      audit.record(tx, { action: "correction.extend", familyIds: [facts.familyId], subjectId: id });
      const correctionRequest = await tx.elevate("SYSTEM_RIGHTS", () => readCorrection(tx, id, asked));
      return { correctionRequest: correctionRequest ?? refuseUnknown(null, "request") };
    });
  }

  async #decide(tx: Transaction, viewer: UserViewer, decided: DecidedCorrection): Promise<string> {
    const { clock, audit, standings } = this.#tools;
    const { correctionRequestId: id, version, decision } = decided;
    const read = () => tx.elevate("SYSTEM_RIGHTS", () => requestFacts(tx, id));
    const first = (await read()) ?? refuseUnknown("correctionRequestId", "request");
    await tx.execute(HOLD_PLAN);
    await tx.elevate("SYSTEM_RIGHTS", () => tx.execute(HOLD_ROWS, [first.familyIds]));
    await tx.execute(HOLD_FAMILIES, [first.familyIds]);
    // Anew, as whoever had the locks left it.
    const facts = (await read()) ?? refuseUnknown("correctionRequestId", "request");
    demand(mayDecideCorrection(viewer, decision, facts), "decision");
    if (facts.disposed) refuse("DISPOSED", "correctionRequestId", "This record was disposed of");
    const reason = decided.reason?.trim() || null;
    if (decision !== "PUT_RIGHT" && !reason) refuse("REQUIRED", "reason", "Enter why it is not put right: they are told so");
    refuseBesides(decided, decision === "PUT_RIGHT" ? facts.about : null);
    const right = decision === "PUT_RIGHT" ? rightIn(decided, facts, clock.today()) : { words: null };
    const corrects = decision === "PUT_RIGHT";
    const changed = await tx.execute(DECIDE, [
      id,
      version,
      decision,
      clock.today(),
      clock.now(),
      viewer.userId,
      reason,
      right.words,
      corrects ? facts.correctingEvidenceId : null,
      corrects ? facts.correctingVersion : null,
    ]);
    if (changed === 0) refuseStale();
    const ofPerson = corrects && isDetail(facts.about);
    if (ofPerson) {
      await putRight(tx, facts.personId, right);
      await standings.reevaluate(tx, facts.familyIds);
    }
    const familyIds = ofPerson ? facts.familyIds : [facts.familyId];
    audit.record(tx, { action: "correction.decide", familyIds, subjectId: id, reason: decision });
    return id;
  }
}

/** What says nothing of this record is not overlooked: it may have been meant for another. */
function refuseBesides(decided: DecidedCorrection, about: CorrectionSubject | null): void {
  const ofName = about === "NAME";
  const places = [
    ["givenName", ofName],
    ["familyName", ofName],
    ["dateOfBirth", about === "DATE_OF_BIRTH"],
    ["putRight", about === "PLAN_ACTION" || about === "TAF_MEETING"],
  ] as const;
  for (const [field, belongs] of places)
    if (!belongs && decided[field]) refuse("NOT_NEEDED", field, "Leave this out: it is not what this is about");
}

/** What is right as the officer entered it; of evidence and CAFs the correcting record says it. */
function rightIn(decided: DecidedCorrection, { about }: RequestFacts, today: LocalDate): Right {
  if (about === "NAME") {
    const given = decided.givenName?.trim() || refuse("REQUIRED", "givenName", "Enter the first name");
    const family = decided.familyName?.trim() || refuse("REQUIRED", "familyName", "Enter the last name");
    return { words: `${given} ${family}`, given, family };
  }
  if (about === "DATE_OF_BIRTH") {
    const born = decided.dateOfBirth ?? refuse("REQUIRED", "dateOfBirth", "Enter the date of birth");
    if (born > today) refuse("FUTURE", "dateOfBirth", "The date of birth must be today or in the past");
    if (born < "1900-01-01") refuse("TOO_EARLY", "dateOfBirth", "The date of birth must be in 1900 or later");
    return { words: born, born };
  }
  if (about === "EVIDENCE" || about === "CAF") return { words: null };
  return { words: decided.putRight?.trim() || refuse("REQUIRED", "putRight", "Enter what is right") };
}

/** Whoever belonged to a family from birth belongs to it from the true one. */
const BELONG_SINCE = `UPDATE family_member m SET valid_from = $2 FROM person p
  WHERE p.id = m.person_id AND p.id = $1 AND m.valid_from = p.date_of_birth AND (m.valid_to IS NULL OR m.valid_to >= $2)`;

async function putRight(tx: Transaction, personId: string, { given, family, born }: Right): Promise<void> {
  if (born) await tx.elevate("SYSTEM_RIGHTS", () => tx.execute(BELONG_SINCE, [personId, born]));
  const changed = await tx.elevate("SYSTEM_RIGHTS", () =>
    tx.execute(
      `UPDATE person SET given_name = COALESCE($2, given_name), family_name = COALESCE($3, family_name), date_of_birth = COALESCE($4::date, date_of_birth)
       WHERE id = $1`,
      [personId, given ?? null, family ?? null, born ?? null],
    ),
  );
  if (changed === 0) throw new Error("a person whose name was to be put right has gone");
}
