import type { LocalDate } from "../../shared/local-date.ts";
import type { AgencyKind, Answer, ClaimRoute, Criterion, EvidenceKind, OpenTo, Principle } from "./facts.rules.ts";

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
