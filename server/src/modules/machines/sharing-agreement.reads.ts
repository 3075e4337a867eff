import type { Transaction } from "../../database/database.ts";
import { jsonList, jsonObject } from "../../graphql/json-shape.ts";
import { agencyJson } from "../agencies/agency.reads.ts";
import type { AgreementRecord } from "./sharing-agreement.rules.ts";
import type { ImpactAssessment, SharingAgreement } from "./sharing-agreement.type.ts";

const ASSESSMENT = jsonObject({
  id: "i.id",
  version: "i.version",
  title: "i.title",
  documentReference: "i.document_reference",
  approvedBy: "i.approved_by",
  approvedOn: "i.approved_on",
  reviewDueOn: "i.review_due_on",
  endedOn: "i.ended_on",
});

const ASSESSMENTS = jsonList(ASSESSMENT, "i.approved_on DESC, i.id", "FROM impact_assessment i WHERE i.agreement_id = s.id");

const AGREEMENT = jsonObject({
  id: "s.id",
  version: "s.version",
  title: "s.title",
  agencies: jsonList(agencyJson("a.id"), 'a.name COLLATE "en-x-icu"', "FROM agency a WHERE a.id = ANY (s.agency_ids)"),
  purposes: "s.purposes",
  kinds: "s.kinds",
  documentReference: "s.document_reference",
  signedOn: "s.signed_on",
  validFrom: "s.valid_from",
  validTo: "s.valid_to",
  reviewDueOn: "s.review_due_on",
  endedOn: "s.ended_on",
  impactAssessments: ASSESSMENTS,
});

const MOST = 500;

export type StoredAssessment = Omit<ImpactAssessment, "state">;
export type StoredAgreement = Omit<SharingAgreement, "state" | "reviewOverdue" | "impactAssessments"> & {
  readonly impactAssessments: readonly StoredAssessment[];
};

/** Agreements that the viewer may see, the latest to run out first; or one of them. */
export async function readAgreements(tx: Transaction, id: string | null): Promise<StoredAgreement[]> {
  const rows = await tx.query<{ record: StoredAgreement }>(
    `SELECT ${AGREEMENT} AS record FROM sharing_agreement s WHERE $1::uuid IS NULL OR s.id = $1
     ORDER BY s.ended_on IS NOT NULL, s.valid_to DESC, s.id LIMIT ${MOST}`,
    [id],
  );
  return rows.map(({ record }) => record);
}

const DATES_OF_ASSESSMENTS = jsonList(
  "json_build_object('approvedOn', i.approved_on, 'reviewDueOn', i.review_due_on, 'endedOn', i.ended_on)",
  "i.id",
  "FROM impact_assessment i WHERE i.agreement_id = s.id",
);

/** What the viewer's own agency has signed, as a machine client's rights are worked out from it. */
export async function readOwnAgreements(tx: Transaction, agencyId: string): Promise<AgreementRecord[]> {
  return tx.query<AgreementRecord>(
    `SELECT s.kinds, s.signed_on AS "signedOn", s.valid_from AS "validFrom", s.valid_to AS "validTo", s.ended_on AS "endedOn",
       ${DATES_OF_ASSESSMENTS} AS assessments FROM sharing_agreement s WHERE $1::uuid = ANY (s.agency_ids)`,
    [agencyId],
  );
}
