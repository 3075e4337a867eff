import { v7 } from "uuid";
import { demand } from "../../access/decision.ts";
import type { UserViewer } from "../../access/viewer.ts";
import type { Database, Transaction } from "../../database/database.ts";
import type { Selection } from "../../graphql/selection.ts";
import type { Clock } from "../../shared/clock.ts";
import { addMonths, type LocalDate } from "../../shared/local-date.ts";
import { refuse, refuseUnknown } from "../../shared/refusal.ts";
import type { AuditService } from "../audit/audit.service.ts";
import type { SubmissionService } from "../audit/submission.service.ts";
import { mayRecordAgreement, mayWithdrawAgreement } from "./agreement.policy.ts";
import { agreementJson, factsForAgreement } from "./agreement.reads.ts";
import { type AgreeingMember, type AgreementCapacity, capacityProblem, MONTHS_OF_AGREEMENT, type Purpose } from "./agreement.rules.ts";
import type { Agreement } from "./agreement.type.ts";
import { lockFamily } from "./family.lock.ts";
import type { FamilyRow, FamilyService } from "./family.service.ts";
import type { GroundStops } from "./ground-stops.ts";

export interface AgreementTools {
  readonly database: Database;
  readonly clock: Clock;
  readonly audit: AuditService;
  readonly submissions: SubmissionService;
  readonly families: FamilyService;
  readonly stops: GroundStops;
}

export interface NewAgreement {
  readonly familyId: string;
  readonly personId: string;
  readonly capacity: AgreementCapacity;
  readonly agencyIds: readonly string[];
  readonly purposes: readonly Purpose[];
  readonly agreedOn: LocalDate;
  readonly idempotencyKey: string;
}

export interface Declined {
  readonly familyId: string;
  readonly personId: string;
  readonly capacity: AgreementCapacity;
  readonly askedOn: LocalDate;
  readonly idempotencyKey: string;
}

export interface Withdrawal {
  readonly agreementId: string;
  readonly personId: string;
  readonly capacity: AgreementCapacity;
  readonly idempotencyKey: string;
}

/** Both are null where whoever wrote it down sees the family no longer. */
export interface AgreementResult {
  readonly agreement: Agreement | null;
  readonly family: FamilyRow | null;
}

/** Records what a family agrees to, and that it takes it back. */
export class AgreementService {
  readonly #tools: AgreementTools;

  constructor(tools: AgreementTools) {
    this.#tools = tools;
  }

  record(viewer: UserViewer, agreement: NewAgreement, familyFields: Selection): Promise<AgreementResult> {
    const { database, submissions } = this.#tools;
    const { idempotencyKey: key, ...payload } = agreement;
    return database.as(viewer, async (tx) => {
      const submission = { operation: "recordAgreement", key, payload };
      const { subjectId } = await submissions.once(tx, viewer, submission, () => this.#record(tx, viewer, agreement));
      return this.#result(tx, subjectId, familyFields);
    });
  }

  /** That the family was asked and said no: by whom and when. It ends nothing, and what is in force stays so until it is withdrawn. */
  decline(viewer: UserViewer, declined: Declined, familyFields: Selection): Promise<AgreementResult> {
    const { database, submissions } = this.#tools;
    const { idempotencyKey: key, ...payload } = declined;
    return database.as(viewer, async (tx) => {
      const submission = { operation: "recordDeclinedAgreement", key, payload };
      const { subjectId } = await submissions.once(tx, viewer, submission, () => this.#decline(tx, viewer, declined));
      return this.#result(tx, subjectId, familyFields);
    });
  }

  /** Whatever rested on the agreement alone has ended when this answers. */
  withdraw(viewer: UserViewer, withdrawal: Withdrawal, familyFields: Selection): Promise<AgreementResult> {
    const { database, submissions } = this.#tools;
    const { idempotencyKey: key, ...payload } = withdrawal;
    return database.as(viewer, async (tx) => {
      const submission = { operation: "withdrawAgreement", key, payload };
      const { subjectId } = await submissions.once(tx, viewer, submission, () => this.#withdraw(tx, viewer, withdrawal));
      return this.#result(tx, subjectId, familyFields);
    });
  }

  async #record(tx: Transaction, viewer: UserViewer, agreement: NewAgreement): Promise<string> {
    const { clock, audit } = this.#tools;
    const { familyId, personId, capacity, agreedOn } = agreement;
    await this.#demandAsked(tx, viewer, { familyId, personId, capacity, on: agreedOn }, { field: "agreedOn", what: "agreed" });
    const agencyIds = [...new Set(agreement.agencyIds.map((id) => id.toLowerCase()))];
    const known = await tx.query("SELECT 1 FROM agency WHERE id = ANY ($1::uuid[])", [agencyIds]);
    if (known.length < agencyIds.length) refuse("NOT_FOUND", "agencyIds", "Choose agencies from the list");
    const id = v7();
    await tx.execute(
      `INSERT INTO agreement (id, family_id, agreed, person_id, capacity, agency_ids, purposes, agreed_on, recorded_at, recorded_by)
       VALUES ($1, $2, true, $3, $4, $5, $6, $7, $8, $9)`,
      [id, familyId, personId, capacity, agencyIds, [...new Set(agreement.purposes)], agreedOn, clock.now(), viewer.userId],
    );
    audit.record(tx, { action: "agreement.record", familyIds: [familyId], subjectId: id });
    return id;
  }

  async #decline(tx: Transaction, viewer: UserViewer, { familyId, personId, capacity, askedOn }: Declined): Promise<string> {
    const { clock, audit } = this.#tools;
    await this.#demandAsked(tx, viewer, { familyId, personId, capacity, on: askedOn }, { field: "askedOn", what: "was asked" });
    const id = v7();
    await tx.execute(
      `INSERT INTO agreement (id, family_id, agreed, person_id, capacity, agency_ids, purposes, agreed_on, recorded_at, recorded_by)
       VALUES ($1, $2, false, $3, $4, '{}', '{}', $5, $6, $7)`,
      [id, familyId, personId, capacity, askedOn, clock.now(), viewer.userId],
    );
    audit.record(tx, { action: "agreement.decline", familyIds: [familyId], subjectId: id });
    return id;
  }

  /** What yes and no have in common: who may write it down, on which day, and who in the family may say it. */
  async #demandAsked(
    tx: Transaction,
    viewer: UserViewer,
    said: { readonly familyId: string; readonly personId: string; readonly capacity: AgreementCapacity; readonly on: LocalDate },
    { field, what }: { readonly field: string; readonly what: string },
  ): Promise<void> {
    const { familyId, personId, capacity, on } = said;
    await lockFamily(tx, familyId, "familyId");
    demand(mayRecordAgreement(viewer, await factsForAgreement(tx, familyId)), "familyId");
    const today = this.#tools.clock.today();
    if (on > today) refuse("IN_THE_FUTURE", field, `The day on which the family ${what} must be today or in the past`);
    if (on < addMonths(today, -MONTHS_OF_AGREEMENT))
      refuse("TOO_LONG_AGO", field, `The day on which the family ${what} must be in the last two years`);
    const member = await this.#member(tx, familyId, personId, today);
    if (!member.present) refuse("NOT_A_MEMBER", "personId", "Choose somebody who is in the family now");
    const problem = capacityProblem(capacity, member, on);
    if (problem) refuse("CAPACITY", "capacity", problem);
  }

  async #withdraw(tx: Transaction, viewer: UserViewer, { agreementId: id, personId, capacity }: Withdrawal): Promise<string> {
    const { clock, audit, stops } = this.#tools;
    const [found] = await tx.query<{ familyId: string }>(`SELECT family_id AS "familyId" FROM agreement WHERE id = $1`, [id]);
    const familyId = found?.familyId ?? refuseUnknown("agreementId", "agreement");
    await lockFamily(tx, familyId, "agreementId");
    const facts = await factsForAgreement(tx, familyId);
    const [row] = await tx.query<{ inForce: boolean }>(`SELECT agreed AND withdrawn_on IS NULL AS "inForce" FROM agreement WHERE id = $1`, [
      id,
    ]);
    demand(mayWithdrawAgreement(viewer, { ...facts, inForce: row?.inForce ?? false }), "agreementId");
    const problem = capacityProblem(capacity, await this.#member(tx, familyId, personId, clock.today()), clock.today());
    if (problem) refuse("CAPACITY", "capacity", problem);
    await tx.execute(
      `UPDATE agreement SET withdrawn_on = GREATEST(agreed_on, $2::date), withdrawn_recorded_at = $3, withdrawn_person_id = $4,
         withdrawn_capacity = $5, withdrawn_recorded_by = $6 WHERE id = $1 AND withdrawn_on IS NULL`,
      [id, clock.today(), clock.now(), personId, capacity, viewer.userId],
    );
    audit.record(tx, { action: "agreement.withdraw", familyIds: [familyId], subjectId: id });
    await stops.stop(tx, familyId, "AGREEMENT_WITHDRAWN");
    return id;
  }

  /** Whoever is or was in the family: somebody who has left may still take back what they said. */
  async #member(tx: Transaction, familyId: string, personId: string, today: LocalDate): Promise<AgreeingMember & { present: boolean }> {
    const [member] = await tx.query<AgreeingMember & { present: boolean }>(
      `SELECT m.relationship, p.date_of_birth AS "dateOfBirth", m.valid_from <= $3 AND (m.valid_to IS NULL OR m.valid_to >= $3) AS present
       FROM family_member m JOIN person p ON p.id = m.person_id WHERE m.family_id = $1 AND m.person_id = $2
       ORDER BY m.valid_from DESC LIMIT 1`,
      [familyId, personId, today],
    );
    return member ?? refuse("NOT_A_MEMBER", "personId", "Choose somebody in the family");
  }

  async #result(tx: Transaction, id: string, familyFields: Selection): Promise<AgreementResult> {
    const [row] = await tx.query<{ record: Agreement; familyId: string }>(
      `SELECT ${agreementJson()} AS record, g.family_id AS "familyId" FROM agreement g WHERE g.id = $1`,
      [id],
    );
    if (!row) return { agreement: null, family: null };
    const family = familyFields.size > 0 ? await this.#tools.families.read(tx, row.familyId, familyFields) : null;
    return { agreement: row.record, family };
  }
}
