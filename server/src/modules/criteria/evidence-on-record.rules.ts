import type { LocalDate } from "../../shared/local-date.ts";
import type { AgencyKind, Criterion, EvidenceKind, SafeguardingEnd, SafeguardingStatus } from "./facts.rules.ts";

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
