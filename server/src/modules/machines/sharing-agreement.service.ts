import { v7 } from "uuid";
import { demand } from "../../access/decision.ts";
import type { UserViewer } from "../../access/viewer.ts";
import type { Database, Transaction } from "../../database/database.ts";
import type { Clock } from "../../shared/clock.ts";
import { addMonths, type LocalDate } from "../../shared/local-date.ts";
import { type Fault, Refusal, refuse, refuseStale, refuseUnknown } from "../../shared/refusal.ts";
import type { AuditService } from "../audit/audit.service.ts";
import type { SubmissionService } from "../audit/submission.service.ts";
import type { EvidenceKind } from "../criteria/facts.rules.ts";
import { mayKeepSharingAgreements } from "./sharing-agreement.policy.ts";
import { readAgreements, type StoredAgreement } from "./sharing-agreement.reads.ts";
import { agreementState, assessmentState } from "./sharing-agreement.rules.ts";
import type { SharingAgreement } from "./sharing-agreement.type.ts";

export interface NewAgreement {
  readonly title: string;
  readonly agencyIds: readonly string[];
  readonly purposes: readonly string[];
  readonly kinds: readonly EvidenceKind[];
  readonly documentReference: string;
  readonly signedOn: LocalDate;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate;
  readonly reviewDueOn: LocalDate;
  readonly idempotencyKey: string;
}

export interface NewAssessment {
  readonly sharingAgreementId: string;
  readonly title: string;
  readonly documentReference: string;
  readonly approvedBy: string;
  readonly approvedOn: LocalDate;
  readonly reviewDueOn: LocalDate;
  readonly idempotencyKey: string;
}

interface SharingTools {
  readonly database: Database;
  readonly clock: Clock;
  readonly audit: AuditService;
  readonly submissions: SubmissionService;
}

/** Keeps sharing agreements and their impact assessments. Their terms never change: one is ended, and another recorded. */
export class SharingAgreementService {
  readonly #tools: SharingTools;

  constructor(tools: SharingTools) {
    this.#tools = tools;
  }

  async list(viewer: UserViewer): Promise<SharingAgreement[]> {
    const stored = await this.#tools.database.as(viewer, (tx) => readAgreements(tx, null));
    return stored.map((each) => this.#shown(each));
  }

  add(viewer: UserViewer, { idempotencyKey: key, ...added }: NewAgreement): Promise<SharingAgreement> {
    return this.#once(viewer, { operation: "addSharingAgreement", key, payload: added }, async (tx) => {
      await demandAgreement(tx, added, this.#tools.clock.today());
      const id = v7();
      await tx.execute(
        `INSERT INTO sharing_agreement (id, title, agency_ids, purposes, kinds, document_reference, signed_on, valid_from, valid_to,
           review_due_on, recorded_at, recorded_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
        [
          id,
          added.title.trim(),
          [...new Set(added.agencyIds.map((each) => each.toLowerCase()))],
          added.purposes.map((purpose) => purpose.trim()),
          [...new Set(added.kinds)],
          added.documentReference.trim(),
          added.signedOn,
          added.validFrom,
          added.validTo,
          added.reviewDueOn,
          this.#tools.clock.now(),
          viewer.userId,
        ],
      );
      this.#tools.audit.record(tx, { action: "sharing-agreement.add", subjectId: id });
      return id;
    });
  }

  addAssessment(viewer: UserViewer, { idempotencyKey: key, ...added }: NewAssessment): Promise<SharingAgreement> {
    return this.#once(viewer, { operation: "addImpactAssessment", key, payload: added }, async (tx) => {
      const { sharingAgreementId, approvedOn, reviewDueOn } = added;
      const faults = farDays({ approvedOn, reviewDueOn }, this.#tools.clock.today());
      if (approvedOn > this.#tools.clock.today()) faults.push(fault("approvedOn", "The day of approval must be today or earlier"));
      if (reviewDueOn <= approvedOn) faults.push(fault("reviewDueOn", "The review must be due after the day of approval"));
      if (faults.length > 0) throw new Refusal(...faults);
      const [agreement] = await readAgreements(tx, sharingAgreementId);
      if (!agreement) refuseUnknown("sharingAgreementId", "agreement");
      if (agreement.endedOn !== null) refuse("ENDED", "sharingAgreementId", "This agreement was ended. Record the new one first");
      const id = v7();
      await tx.execute(
        `INSERT INTO impact_assessment (id, agreement_id, title, document_reference, approved_by, approved_on, review_due_on, recorded_at,
           recorded_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          id,
          sharingAgreementId,
          added.title.trim(),
          added.documentReference.trim(),
          added.approvedBy.trim(),
          approvedOn,
          reviewDueOn,
          this.#tools.clock.now(),
          viewer.userId,
        ],
      );
      this.#tools.audit.record(tx, { action: "impact-assessment.add", subjectId: id });
      return sharingAgreementId;
    });
  }

  end(viewer: UserViewer, { sharingAgreementId, version }: { sharingAgreementId: string; version: number }): Promise<SharingAgreement> {
    return this.#as(viewer, async (tx) => {
      const ended = await tx.query<{ id: string }>(
        `UPDATE sharing_agreement SET ended_on = $3, version = version + 1 WHERE id = $1 AND version = $2 AND ended_on IS NULL RETURNING id`,
        [sharingAgreementId, version, this.#tools.clock.today()],
      );
      if (ended.length === 0) {
        if ((await readAgreements(tx, sharingAgreementId)).length === 0) refuseUnknown("sharingAgreementId", "agreement");
        refuseStale();
      }
      this.#tools.audit.record(tx, { action: "sharing-agreement.end", subjectId: sharingAgreementId });
      return sharingAgreementId;
    });
  }

  endAssessment(viewer: UserViewer, { assessmentId, version }: { assessmentId: string; version: number }): Promise<SharingAgreement> {
    return this.#as(viewer, async (tx) => {
      const [ended] = await tx.query<{ sharingAgreementId: string }>(
        `UPDATE impact_assessment SET ended_on = $3, version = version + 1 WHERE id = $1 AND version = $2 AND ended_on IS NULL
         RETURNING agreement_id AS "sharingAgreementId"`,
        [assessmentId, version, this.#tools.clock.today()],
      );
      if (!ended) {
        if ((await tx.query("SELECT FROM impact_assessment WHERE id = $1", [assessmentId])).length === 0)
          refuseUnknown("assessmentId", "assessment");
        refuseStale();
      }
      this.#tools.audit.record(tx, { action: "impact-assessment.end", subjectId: assessmentId });
      return ended.sharingAgreementId;
    });
  }

  /** `work` returns the id of the agreement that is shown afterwards. */
  async #as(viewer: UserViewer, work: (tx: Transaction) => Promise<string>): Promise<SharingAgreement> {
    demand(mayKeepSharingAgreements(viewer));
    return this.#tools.database.as(viewer, async (tx) => this.#get(tx, await work(tx)));
  }

  /** A key's subject is the agreement, whichever of its parts was added. */
  #once(
    viewer: UserViewer,
    submission: { operation: string; key: string; payload: object },
    work: (tx: Transaction) => Promise<string>,
  ): Promise<SharingAgreement> {
    return this.#as(viewer, async (tx) => {
      const { subjectId } = await this.#tools.submissions.once(tx, viewer, submission, () => work(tx));
      return subjectId;
    });
  }

  async #get(tx: Transaction, id: string): Promise<SharingAgreement> {
    const [stored] = await readAgreements(tx, id);
    if (!stored) throw new Error("an agreement that was just written has gone");
    return this.#shown(stored);
  }

  #shown(stored: StoredAgreement): SharingAgreement {
    const today = this.#tools.clock.today();
    const state = agreementState(stored, today);
    return {
      ...stored,
      state,
      reviewOverdue: state === "IN_FORCE" && stored.reviewDueOn < today,
      impactAssessments: stored.impactAssessments.map((each) => ({ ...each, state: assessmentState(each, today) })),
    };
  }
}

const fault = (field: string, message: string): Fault => ({ code: "INVALID", field, message });

const MOST_MONTHS = 120;

/** An agreement is reviewed within years: a day that is further off was mistyped (ours). */
function farDays(days: Readonly<Record<string, LocalDate>>, today: LocalDate): Fault[] {
  const [earliest, latest] = [addMonths(today, -MOST_MONTHS), addMonths(today, MOST_MONTHS)];
  return Object.entries(days).flatMap(([field, day]) =>
    day < earliest || day > latest ? [fault(field, "Enter a day within ten years of today")] : [],
  );
}

async function demandAgreement(tx: Transaction, added: Omit<NewAgreement, "idempotencyKey">, today: LocalDate): Promise<void> {
  const { agencyIds, kinds, signedOn, validFrom, validTo, reviewDueOn } = added;
  const ids = [...new Set(agencyIds.map((each) => each.toLowerCase()))];
  const [known] = await tx.query<{ n: number }>("SELECT count(*)::int AS n FROM agency WHERE id = ANY ($1::uuid[])", [ids]);
  const faults = farDays({ signedOn, validFrom, validTo, reviewDueOn }, today);
  if (known?.n !== ids.length) faults.push({ code: "NOT_FOUND", field: "agencyIds", message: "Choose agencies of the list" });
  if (kinds.includes("COVERAGE"))
    faults.push(fault("kinds", "To say that records were looked through is covered with each kind. Leave it out"));
  if (signedOn > today) faults.push(fault("signedOn", "The day of signing must be today or earlier"));
  if (validTo < validFrom) faults.push(fault("validTo", "The last day must not be before the first"));
  if (reviewDueOn <= signedOn) faults.push(fault("reviewDueOn", "The review must be due after the day of signing"));
  if (faults.length > 0) throw new Refusal(...faults);
}
