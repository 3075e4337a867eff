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

export const PRINCIPLES = ["EVIDENCE", "ASSESSMENT", "PLAN", "LEAD_PROFESSIONAL"] as const;
export type Principle = (typeof PRINCIPLES)[number];

/** Who is responsible for CHILDREN_WHO_NEED_HELP at the moment, when that is outstanding. */
export type OpenTo = "CSC" | "WPEHS";

/** Significant and sustained progress, or continuous employment (S2, November 2016: Progress to claims). */
export type ClaimRoute = "SSP" | "CE";
