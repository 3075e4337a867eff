import type { LocalDate } from "../../shared/local-date.ts";

/** The six headline criteria (S2, November 2016 update): what a whole-family assessment asks of each person. */
export const CAF_CRITERIA = [
  "CRIME_ASB",
  "MISSING_EDUCATION",
  "CHILDREN_WHO_NEED_HELP",
  "WORKLESSNESS",
  "DOMESTIC_ABUSE",
  "HEALTH",
] as const;
export type CafCriterion = (typeof CAF_CRITERIA)[number];

/** Those, and the other headline outcomes of the national framework of 2022. A plan names the ones that it uses. */
export const CRITERIA = [...CAF_CRITERIA, "EARLY_YEARS", "SUBSTANCE_USE", "FAMILY_RELATIONSHIPS", "SECURE_HOUSING"] as const;
export type Criterion = (typeof CRITERIA)[number];

export function isCafCriterion(criterion: Criterion): criterion is CafCriterion {
  return CAF_CRITERIA.some((asked) => asked === criterion);
}

export const AGENCY_KINDS = [
  "SCHOOL",
  "POLICE",
  "HOUSING",
  "DISTRICT_COUNCIL",
  "HEALTH",
  "CSC",
  "WPEHS",
  "DWP",
  "PROBATION",
  "YOS",
  "VOLUNTARY",
] as const;
export type AgencyKind = (typeof AGENCY_KINDS)[number];

/** What a whole-family assessment says of one person and one criterion. */
export const ANSWERS = ["NEED", "NO_NEED", "NOT_ASKED", "NOT_APPLICABLE"] as const;
export type Answer = (typeof ANSWERS)[number];

/** Ladder of safeguarding statuses, most serious first. */
export const SAFEGUARDING_STATUSES = ["LOOKED_AFTER", "CHILD_PROTECTION", "CHILD_IN_NEED", "EARLY_HELP", "UNIVERSAL"] as const;
export type SafeguardingStatus = (typeof SAFEGUARDING_STATUSES)[number];

/** How a safeguarding spell ended, where that matters (reading L: only de-escalation starts a clock). */
export type SafeguardingEnd = "DE_ESCALATED" | "LOOKED_AFTER" | "MOVED_AWAY" | "TURNED_18";

/** Every kind of evidence; the database takes these and no other. */
export const EVIDENCE_KINDS = [
  "ATTENDANCE",
  "EXCLUSION",
  "OFFENCE",
  "ASB_INCIDENT",
  "DOMESTIC_CALL_OUT",
  "RISK_SCORE",
  "INTERVENTION",
  "SAFEGUARDING",
  "EARLY_HELP",
  "BENEFIT",
  "EMPLOYMENT",
  "UC_EARNINGS",
  "HEALTH_CONCERN",
  "JUDGEMENT",
  "INTERVENTION_START",
  "SCHOOL_ROLL",
  "SERIOUSNESS",
  "PROGRAMME",
  "PLACEMENT",
  "DWP_STAGE",
  "FINANCE",
  "HOUSING",
  "COVERAGE",
] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/**
 * One dated fact from a named source. `from` is the day it holds from (or happened on), `to` the last day it
 * holds, absent while it goes on. `recordedOn` is the business day on which we came to know it.
 */
interface EvidenceBase {
  id: string;
  /** Absent for facts about the whole family. */
  personId?: string;
  source: AgencyKind;
  from: LocalDate;
  to?: LocalDate;
  recordedOn: LocalDate;
  /** The fact that this one corrects; from the day it was recorded that one no longer counts (`superseded`). */
  supersedes?: string;
}

/** School terms are named by their first day; `from`..`to` is the term. Sessions are half-days. */
export interface AttendanceEvidence extends EvidenceBase {
  kind: "ATTENDANCE";
  term: string;
  school: string;
  possible: number;
  authorised: number;
  unauthorised: number;
}
export interface ExclusionEvidence extends EvidenceBase {
  kind: "EXCLUSION";
  permanent: boolean;
}
export interface OffenceEvidence extends EvidenceBase {
  kind: "OFFENCE";
  /** Proven, or likely to lead to a conviction or an out-of-court disposal. */
  proven: boolean;
  /** As police and the YOS determine. */
  serious: boolean;
}
export interface AsbEvidence extends EvidenceBase {
  kind: "ASB_INCIDENT";
  sanctionLevel: number;
}
export interface CallOutEvidence extends EvidenceBase {
  kind: "DOMESTIC_CALL_OUT";
  inSupportOfInjunction: boolean;
}
export interface RiskScoreEvidence extends EvidenceBase {
  kind: "RISK_SCORE";
  score: number;
  atClosure: boolean;
}
export interface InterventionEvidence extends EvidenceBase {
  kind: "INTERVENTION";
  criterion: Criterion;
  completed: boolean;
}
export interface SafeguardingEvidence extends EvidenceBase {
  kind: "SAFEGUARDING";
  status: SafeguardingStatus;
  end?: SafeguardingEnd;
}
/** A spell of being open to the county's early help service; `to` is the closure. */
export interface EarlyHelpEvidence extends EvidenceBase {
  kind: "EARLY_HELP";
  impact: "SIGNIFICANT" | "MODERATE" | "MINOR";
}
export interface BenefitEvidence extends EvidenceBase {
  kind: "BENEFIT";
  benefit: "JSA" | "ESA" | "INCOME_SUPPORT" | "OTHER_OUT_OF_WORK" | "UNIVERSAL_CREDIT";
}
export interface EmploymentEvidence extends EvidenceBase {
  kind: "EMPLOYMENT";
  /** Days off inside one contract are no break; spells of one contract share it. */
  contract?: string;
}
export interface UcEarningsEvidence extends EvidenceBase {
  kind: "UC_EARNINGS";
  thresholdMet: boolean;
}
export interface HealthEvidence extends EvidenceBase {
  kind: "HEALTH_CONCERN";
  concern: "MENTAL_HEALTH" | "ALCOHOL" | "DRUGS" | "LONG_TERM_CONDITION";
}
/** The lead worker's professional judgement about one criterion (made at closure or step-down where the plan says so). */
export interface JudgementEvidence extends EvidenceBase {
  kind: "JUDGEMENT";
  criterion: Criterion;
  progressed: boolean;
  atClosure: boolean;
  /** The part of the criterion that it is about; all of it unless given. */
  about?: HealthEvidence["concern"] | "FINANCE";
}
/** The day from which the baseline windows are counted back, where one was recorded. */
export interface InterventionStartEvidence extends EvidenceBase {
  kind: "INTERVENTION_START";
}
/** Where a child is on the roll. */
export interface SchoolRollEvidence extends EvidenceBase {
  kind: "SCHOOL_ROLL";
  setting: "SCHOOL" | "PRU" | "ALTERNATIVE" | "NONE";
  school?: string;
}
/** What police and the YOS determine of the seriousness of somebody's offences, compared with those before. */
export interface SeriousnessEvidence extends EvidenceBase {
  kind: "SERIOUSNESS";
  reduced: boolean;
}
/** Enrolled on an employment programme that is paid for elsewhere. */
export interface ProgrammeEvidence extends EvidenceBase {
  kind: "PROGRAMME";
  programme: "ESF" | "WORK_PROGRAMME" | "OTHER";
}
/** A step towards work; `to` is its last day. */
export interface PlacementEvidence extends EvidenceBase {
  kind: "PLACEMENT";
  activity: "PLACEMENT" | "VOLUNTEERING" | "TRAINING" | "QUALIFICATION";
  accredited: boolean;
  completed: boolean;
  /** Plans are in place for going on with employment and skills provision. */
  continues: boolean;
}
/** The five stages to work as DWP rates them; a higher one is nearer to work. */
export interface DwpStageEvidence extends EvidenceBase {
  kind: "DWP_STAGE";
  stage: 1 | 2 | 3 | 4 | 5;
}
export interface FinanceEvidence extends EvidenceBase {
  kind: "FINANCE";
  measure: "DEBT" | "ARREARS" | "INCOME";
  pounds: number;
}
export interface HousingEvidence extends EvidenceBase {
  kind: "HOUSING";
  status: "SECURE" | "AT_RISK" | "TEMPORARY" | "HOMELESS";
}
/** A feed looked from `from` to `to` and would have found it: "not found" is not "not covered". */
export interface CoverageEvidence extends EvidenceBase {
  kind: "COVERAGE";
  of: EvidenceKind;
}

export type Evidence =
  | AttendanceEvidence
  | ExclusionEvidence
  | OffenceEvidence
  | AsbEvidence
  | CallOutEvidence
  | RiskScoreEvidence
  | InterventionEvidence
  | SafeguardingEvidence
  | EarlyHelpEvidence
  | BenefitEvidence
  | EmploymentEvidence
  | UcEarningsEvidence
  | HealthEvidence
  | JudgementEvidence
  | InterventionStartEvidence
  | SchoolRollEvidence
  | SeriousnessEvidence
  | ProgrammeEvidence
  | PlacementEvidence
  | DwpStageEvidence
  | FinanceEvidence
  | HousingEvidence
  | CoverageEvidence;

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

export const PRINCIPLES = ["EVIDENCE", "ASSESSMENT", "PLAN", "LEAD_PROFESSIONAL"] as const;
export type Principle = (typeof PRINCIPLES)[number];

/** A principle that does not hold, why in words, and the kind of agency that can mend it. */
export interface Blocker {
  principle: Principle;
  code: string;
  message: string;
  mendedBy: AgencyKind;
  /** For ASSESSMENT and PLAN: who, or which criterion, is missing. */
  personIds: readonly string[];
  criteria: readonly Criterion[];
}

/** Who is responsible for CHILDREN_WHO_NEED_HELP at the moment, when that is outstanding. */
export type OpenTo = "CSC" | "WPEHS";

/** One of the figures that a verdict was worked out from. */
export interface VerdictNumber {
  name: string;
  value: number;
  unit: "days" | "months" | "terms" | "percent" | "incidents" | "sessions" | "points" | "pounds" | "level";
}

/** Evidence that a verdict still waits for, and the kind of agency that holds it. */
export interface OwedEvidence {
  criterion: Criterion;
  /** Null where it is about the family. */
  personId: string | null;
  kind: EvidenceKind;
  sentence: string;
  owedBy: AgencyKind;
  /** The day from which it has been owed, where there is one. */
  since: LocalDate | null;
}

export interface Reason {
  /** Rule id in the outcomes plan. */
  rule: string;
  /** Source paragraph, or `assumed: X` with the letter of the reading. */
  source: string;
  /** What it explains: that there is a need, or how far that has improved. */
  about: "NEED" | "PROGRESS";
  /** Whom it is about; null for the family as one. */
  personId: string | null;
  /** A sentence for a lead professional. */
  sentence: string;
  /** The figures that the verdict was worked out from. */
  numbers: readonly VerdictNumber[];
  evidenceIds: readonly string[];
}

/** Where one person stands under one criterion. What is known of the family as one stands with the criterion alone. */
export interface PersonStanding {
  personId: string;
  /** On the day of evaluation: a need by data or assessment, asked and none, not asked, or not applicable at that age. */
  answer: Answer;
  needSince: LocalDate | null;
  significantOn: LocalDate | null;
  sustainedOn: LocalDate | null;
  /** When it will be sustained if nothing further happens. */
  sustainedExpectedOn: LocalDate | null;
  relapsedOn: LocalDate | null;
}

export interface CriterionStanding {
  criterion: Criterion;
  /** A need on the day of evaluation by the plan's entry test or by a compliant, evidenced assessment. */
  need: boolean;
  /** Any applicable current member not yet asked about (no data, no compliant answer). */
  notAsked: boolean;
  needSince: LocalDate | null;
  /** Identified at attachment or since (reading M). False for families never attached. */
  identified: boolean;
  significantOn: LocalDate | null;
  sustainedOn: LocalDate | null;
  /**
   * When it will be sustained if nothing further happens. A day that has passed, with nothing sustained, waits for
   * evidence that is owed: it counts from then once that comes.
   */
  sustainedExpectedOn: LocalDate | null;
  relapsedOn: LocalDate | null;
  /** Sustaining it takes twelve months under this plan (CP plan, attendance, exclusions). */
  needsTwelveMonths: boolean;
  openTo: OpenTo | null;
  /** Every current member, and whoever has left and about whom the lead worker's judgement counts (reading H). */
  people: readonly PersonStanding[];
  reasons: readonly Reason[];
}

/** Significant and sustained progress, or continuous employment (S2, November 2016: Progress to claims). */
export type ClaimRoute = "SSP" | "CE";

/** By which route a claim could be made and from when, if nothing further happens, and what it still waits for. */
export interface ClaimForecast {
  /** The route that is open first; null where neither can be foreseen. */
  route: ClaimRoute | null;
  /** Up to the day of evaluation: ready now, since then. */
  readyOn: LocalDate | null;
  /** What is missing for that route, or for any where none can be foreseen. */
  owed: readonly OwedEvidence[];
}

/** Where one family stands on one day under one plan. */
export interface Standing {
  asOf: LocalDate;
  criteria: readonly CriterionStanding[];
  /** Needs under enough criteria that day. */
  eligible: boolean;
  blockers: readonly Blocker[];
  attachedOn: LocalDate | null;
  leadAgencyKind: AgencyKind | null;
  /** Identified needs without significant progress on the day. */
  outstanding: readonly Criterion[];
  progress: "NOT_ATTACHED" | "OUTSTANDING" | "ONE_OUTSTANDING" | "TRACKED_TO_SUSTAINED" | "SIGNIFICANT_AND_SUSTAINED";
  trackedForContinuousEmployment: boolean;
  needsTwelveMonths: boolean;
  cafOnRecord: boolean;
  /** Day the family's currently open CAF was opened. */
  openCafOpenedOn: LocalDate | null;
  claimSubmittedOn: LocalDate | null;
  claim: ClaimForecast;
  /** Next day on which time alone changes any of the above, if any. */
  nextChangeOn: LocalDate | null;
}
