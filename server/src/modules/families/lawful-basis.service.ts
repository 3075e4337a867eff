import { v7 } from "uuid";
import { demand } from "../../access/decision.ts";
import type { UserViewer } from "../../access/viewer.ts";
import type { Transaction } from "../../database/database.ts";
import type { Selection } from "../../graphql/selection.ts";
import { addMonths, type LocalDate } from "../../shared/local-date.ts";
import { refuse, refuseUnknown } from "../../shared/refusal.ts";
import { mayEndLawfulBasis, mayRecordLawfulBasis } from "./agreement.policy.ts";
import { factsForAgreement, lawfulBasisJson } from "./agreement.reads.ts";
import { MONTHS_OF_AGREEMENT } from "./agreement.rules.ts";
import type { AgreementTools } from "./agreement.service.ts";
import type { LawfulBasis } from "./agreement.type.ts";
import { lockFamily } from "./family.lock.ts";
import type { FamilyRow } from "./family.service.ts";

export interface NewLawfulBasis {
  readonly familyId: string;
  readonly agencyId: string;
  readonly reason: string;
  readonly manager: string;
  readonly decidedOn: LocalDate;
  readonly idempotencyKey: string;
}

export interface BasisEnded {
  readonly lawfulBasisId: string;
  readonly idempotencyKey: string;
}

export interface LawfulBasisResult {
  readonly lawfulBasis: LawfulBasis | null;
  readonly family: FamilyRow | null;
}

/** Records that an agency works with a family without its agreement, why, and who decided that; and that this is over. */
export class LawfulBasisService {
  readonly #tools: AgreementTools;

  constructor(tools: AgreementTools) {
    this.#tools = tools;
  }

  record(viewer: UserViewer, basis: NewLawfulBasis, familyFields: Selection): Promise<LawfulBasisResult> {
    const { database, submissions } = this.#tools;
    const { idempotencyKey: key, ...payload } = basis;
    return database.as(viewer, async (tx) => {
      const submission = { operation: "recordLawfulBasis", key, payload };
      const { subjectId } = await submissions.once(tx, viewer, submission, () => this.#record(tx, viewer, basis));
      return this.#result(tx, subjectId, familyFields);
    });
  }

  end(viewer: UserViewer, ended: BasisEnded, familyFields: Selection): Promise<LawfulBasisResult> {
    const { database, submissions } = this.#tools;
    const { idempotencyKey: key, ...payload } = ended;
    return database.as(viewer, async (tx) => {
      const submission = { operation: "endLawfulBasis", key, payload };
      const { subjectId } = await submissions.once(tx, viewer, submission, () => this.#end(tx, viewer, ended.lawfulBasisId));
      return this.#result(tx, subjectId, familyFields);
    });
  }

  async #record(tx: Transaction, viewer: UserViewer, basis: NewLawfulBasis): Promise<string> {
    const { clock, audit } = this.#tools;
    const { familyId, agencyId, decidedOn } = basis;
    await lockFamily(tx, familyId, "familyId");
    demand(mayRecordLawfulBasis(viewer, await factsForAgreement(tx, familyId)), "familyId");
    const today = clock.today();
    if (decidedOn > today) refuse("IN_THE_FUTURE", "decidedOn", "The day of the decision must be today or in the past");
    if (decidedOn < addMonths(today, -MONTHS_OF_AGREEMENT))
      refuse("TOO_LONG_AGO", "decidedOn", "The day of the decision must be in the last two years");
    const [agency] = await tx.query<{ taken: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM lawful_basis b WHERE b.family_id = $2 AND b.agency_id = g.id AND b.ended_on IS NULL) AS taken
       FROM agency g WHERE g.id = $1`,
      [agencyId, familyId],
    );
    if (!agency) refuseUnknown("agencyId", "agency");
    if (agency.taken) refuse("ALREADY_IN_FORCE", "agencyId", "A lawful basis is in force for this agency already");
    const id = v7();
    await tx.execute(
      `INSERT INTO lawful_basis (id, family_id, agency_id, basis, reason, manager, decided_on, recorded_at, recorded_by)
       VALUES ($1, $2, $3, 'SAFEGUARDING', $4, $5, $6, $7, $8)`,
      [id, familyId, agencyId, basis.reason.trim(), basis.manager.trim(), decidedOn, clock.now(), viewer.userId],
    );
    audit.record(tx, { action: "lawful-basis.record", familyIds: [familyId], subjectId: id });
    return id;
  }

  async #end(tx: Transaction, viewer: UserViewer, id: string): Promise<string> {
    const { clock, audit, stops } = this.#tools;
    const [found] = await tx.query<{ familyId: string }>(`SELECT family_id AS "familyId" FROM lawful_basis WHERE id = $1`, [id]);
    const familyId = found?.familyId ?? refuseUnknown("lawfulBasisId", "lawful basis");
    await lockFamily(tx, familyId, "lawfulBasisId");
    const [row] = await tx.query<{ inForce: boolean }>(`SELECT ended_on IS NULL AS "inForce" FROM lawful_basis WHERE id = $1`, [id]);
    demand(mayEndLawfulBasis(viewer, { ...(await factsForAgreement(tx, familyId)), inForce: row?.inForce ?? false }), "lawfulBasisId");
    await tx.execute("UPDATE lawful_basis SET ended_on = $2, ended_recorded_at = $3, ended_by = $4 WHERE id = $1 AND ended_on IS NULL", [
      id,
      clock.today(),
      clock.now(),
      viewer.userId,
    ]);
    audit.record(tx, { action: "lawful-basis.end", familyIds: [familyId], subjectId: id });
    await stops.stop(tx, familyId, "LAWFUL_BASIS_ENDED");
    return id;
  }

  async #result(tx: Transaction, id: string, familyFields: Selection): Promise<LawfulBasisResult> {
    const [row] = await tx.query<{ record: LawfulBasis; familyId: string }>(
      `SELECT ${lawfulBasisJson()} AS record, b.family_id AS "familyId" FROM lawful_basis b WHERE b.id = $1`,
      [id],
    );
    if (!row) return { lawfulBasis: null, family: null };
    const family = familyFields.size > 0 ? await this.#tools.families.read(tx, row.familyId, familyFields) : null;
    return { lawfulBasis: row.record, family };
  }
}
