import type { LocalDate } from "../../shared/local-date.ts";
import type { Evidence } from "./evidence-on-record.rules.ts";
import type { AgencyKind, Answer, CafCriterion, ClaimRoute, Criterion } from "./facts.rules.ts";

export interface MemberFact {
  personId: string;
  /** Null once disposed of, or never known: no age rule applies then. */
  dateOfBirth: LocalDate | null;
  from: LocalDate;
  to?: LocalDate;
  recordedOn: LocalDate;
  /** When we came to know that they left; from the first unless given. */
  endedRecordedOn?: LocalDate;
}

/** A full assessment: a compliant CAF, or a social care assessment held by reference. */
export interface AssessmentFact {
  id: string;
  kind: "CAF" | "SOCIAL_CARE";
  /** The kind of agency whose assessment it is; it is the one that can mend what is missing in it. */
  heldBy?: AgencyKind;
  /** The day from which it counts as a full assessment: the CAF passed quality assurance, the social care one was dated. */
  compliantOn?: LocalDate;
  /** A CAF's record exists from here, compliant or not. */
  openedOn: LocalDate;
  closedOn?: LocalDate;
  recordedOn: LocalDate;
  compliantRecordedOn?: LocalDate;
  closedRecordedOn?: LocalDate;
  considered: readonly string[];
  answers: readonly { personId: string; criterion: CafCriterion; answer: Answer; evidenced: boolean }[];
}

export interface PlanActionFact {
  id: string;
  criterion: Criterion;
  hasOutcome: boolean;
  from: LocalDate;
  to?: LocalDate;
  recordedOn: LocalDate;
}

export interface LeadProfessionalFact {
  id: string;
  agencyKind: AgencyKind;
  askedOn: LocalDate;
  acceptedOn?: LocalDate;
  acceptedRecordedOn?: LocalDate;
  endedOn?: LocalDate;
  endedRecordedOn?: LocalDate;
}

export interface AttachmentFact {
  attachedOn: LocalDate;
  recordedOn: LocalDate;
  district: string;
  leadAgencyKind: AgencyKind;
  voidedOn?: LocalDate;
  voidedRecordedOn?: LocalDate;
}

export interface ClaimFact {
  route: ClaimRoute;
  submittedOn: LocalDate;
  recordedOn: LocalDate;
}

/**
 * All that is on record about one family, known or not yet known: `evaluate` leaves out what was recorded
 * after `knownAt`, so one reading of the database serves every day of the family's history.
 */
export interface FamilyFacts {
  familyId: string;
  district: string;
  recordedOn: LocalDate;
  members: readonly MemberFact[];
  evidence: readonly Evidence[];
  /** Evidence id -> the business day on which a correction superseded it. */
  superseded: ReadonlyMap<string, LocalDate>;
  assessments: readonly AssessmentFact[];
  actions: readonly PlanActionFact[];
  leadProfessionals: readonly LeadProfessionalFact[];
  attachment: AttachmentFact | null;
  claims: readonly ClaimFact[];
}
