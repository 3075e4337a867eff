import type { LocalDate } from "../../shared/local-date.ts";
import type { EvidenceKind } from "../criteria/facts.rules.ts";

/** Whether a sharing agreement, or the assessment of one, counts today. */
export const SHARING_STATES = ["NOT_YET", "IN_FORCE", "EXPIRED", "ENDED"] as const;
export type SharingState = (typeof SHARING_STATES)[number];

interface AgreementDates {
  readonly signedOn: LocalDate;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate;
  readonly endedOn: LocalDate | null;
}

/** Its days alone decide, so that one which runs out stops by itself. */
export function agreementState({ signedOn, validFrom, validTo, endedOn }: AgreementDates, today: LocalDate): SharingState {
  if (endedOn !== null) return "ENDED";
  if (today < validFrom || today < signedOn) return "NOT_YET";
  return today > validTo ? "EXPIRED" : "IN_FORCE";
}

interface AssessmentDates {
  readonly approvedOn: LocalDate;
  readonly reviewDueOn: LocalDate;
  readonly endedOn: LocalDate | null;
}

/** An assessment that is past its review has not been looked at in the light of what is done now (ours): it counts no more. */
export function assessmentState({ approvedOn, reviewDueOn, endedOn }: AssessmentDates, today: LocalDate): SharingState {
  if (endedOn !== null) return "ENDED";
  if (today < approvedOn) return "NOT_YET";
  return today > reviewDueOn ? "EXPIRED" : "IN_FORCE";
}

/** An agreement of the sender's agency with its assessments. */
export interface AgreementRecord extends AgreementDates {
  readonly kinds: readonly EvidenceKind[];
  readonly assessments: readonly AssessmentDates[];
}

/** On what sending rests today. */
export interface Cover {
  readonly agreement: boolean;
  readonly assessment: boolean;
}

/** Whether agreements cover a kind of evidence today; with none named, whether they cover any. */
export function coverOf(agreements: readonly AgreementRecord[], kind: EvidenceKind | null, today: LocalDate): Cover {
  const inForce = agreements.filter(
    (agreement) => agreementState(agreement, today) === "IN_FORCE" && (kind === null || agreement.kinds.includes(kind)),
  );
  const assessed = inForce.some(({ assessments }) => assessments.some((each) => assessmentState(each, today) === "IN_FORCE"));
  return { agreement: inForce.length > 0, assessment: assessed };
}

/** To have looked for something is covered by what covers the thing itself. */
export function coveredKind(fact: { readonly kind: EvidenceKind; readonly of: EvidenceKind | null }): EvidenceKind {
  return fact.kind === "COVERAGE" ? (fact.of ?? "COVERAGE") : fact.kind;
}
