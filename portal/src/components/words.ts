import type {
  ActionStatus,
  AgencyKind,
  Answer,
  CafCriterion,
  CafStatus,
  CloseReason,
  Criterion,
  FamilyStage,
  LeadProfessionalStatus,
  OpenTo,
  Principle,
  Progress,
  Relationship,
  ReturnReason,
  Role,
} from "../apollo/schema.generated.ts";

export const SERVICE_NAME = "Working Together With Families";

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  PRACTITIONER: "Practitioner",
  AGENCY_LEAD: "Agency lead",
  COORDINATOR: "Coordinator",
  AUDITOR: "Auditor",
  BOARD_MEMBER: "Board member",
  INFORMATION_OFFICER: "Information officer",
  ADMINISTRATOR: "Administrator",
  MACHINE: "Agency’s system",
};

export const AGENCY_KIND_NAMES: Readonly<Record<AgencyKind, string>> = {
  SCHOOL: "School",
  POLICE: "Police",
  HOUSING: "Housing",
  DISTRICT_COUNCIL: "District council",
  HEALTH: "Health",
  CSC: "Children’s social care",
  WPEHS: "Wellbeing, prevention and early help",
  DWP: "Jobcentre (DWP)",
  PROBATION: "Probation",
  YOS: "Youth offending",
  VOLUNTARY: "Voluntary sector",
};

export const CRITERION_NAMES: Readonly<Record<Criterion, string>> = {
  CRIME_ASB: "Crime and anti-social behaviour",
  MISSING_EDUCATION: "Missing education",
  CHILDREN_WHO_NEED_HELP: "Children who need help",
  WORKLESSNESS: "Out of work or in debt",
  DOMESTIC_ABUSE: "Domestic abuse",
  HEALTH: "Health",
  EARLY_YEARS: "Early years",
  SUBSTANCE_USE: "Drugs and alcohol",
  FAMILY_RELATIONSHIPS: "Family relationships",
  SECURE_HOUSING: "Secure housing",
};

/** Those that a CAF asks about, in the order in which the papers list them. */
export const CAF_CRITERIA: readonly CafCriterion[] = [
  "CRIME_ASB",
  "MISSING_EDUCATION",
  "CHILDREN_WHO_NEED_HELP",
  "WORKLESSNESS",
  "DOMESTIC_ABUSE",
  "HEALTH",
];

export const ANSWER_NAMES: Readonly<Record<Answer, string>> = {
  NEED: "Need",
  NO_NEED: "Asked, no need",
  NOT_ASKED: "Not asked",
  NOT_APPLICABLE: "Does not apply",
};

/** The four things that must hold before a family is attached. */
export const PRINCIPLE_NAMES: Readonly<Record<Principle, string>> = {
  EVIDENCE: "Needs are evidenced",
  ASSESSMENT: "Everyone is considered",
  PLAN: "A plan answers each need",
  LEAD_PROFESSIONAL: "A lead professional has accepted",
};

export const RELATIONSHIP_NAMES: Readonly<Record<Relationship, string>> = {
  PARENT: "Parent",
  STEP_PARENT: "Step-parent",
  CARER: "Carer",
  CHILD: "Child",
  STEP_CHILD: "Step-child",
  GRANDPARENT: "Grandparent",
  OTHER_ADULT: "Another adult",
  EXPECTED_CHILD: "Expected baby",
};

export const CAF_STATUS_NAMES: Readonly<Record<CafStatus, string>> = {
  DRAFT: "Draft",
  SUBMITTED: "Waiting for quality check",
  RETURNED: "Returned",
  OPEN: "Open",
  CLOSED: "Closed",
};

export const RETURN_REASON_NAMES: Readonly<Record<ReturnReason, string>> = {
  MEMBER_NOT_CONSIDERED: "Somebody in the family was not considered",
  CRITERION_NOT_ASKED: "A question was not asked of everyone it applies to",
  NEED_WITHOUT_EVIDENCE: "A need has no evidence, or the evidence is too thin",
  PLAN_MISSES_NEED: "The plan does not answer every need",
  AGREEMENT_UNCLEAR: "It is not clear what the family agreed to",
  OTHER: "Something else",
};

export const CLOSE_REASON_NAMES: Readonly<Record<CloseReason, string>> = {
  NEEDS_MET: "The family’s needs are met",
  STEPPED_UP: "Children’s social care has taken over",
  FAMILY_WITHDREW: "The family no longer wishes to go on",
  MOVED_AWAY: "The family has moved away",
  OTHER: "Something else",
};

/** Where a family stands on the way to being attached. */
export const STAGE_NAMES: Readonly<Record<FamilyStage, string>> = {
  MATCHED: "Found by matching",
  ASSESSMENT_UNDER_WAY: "Being assessed",
  AWAITING_LEAD_PROFESSIONAL: "Waiting for a lead professional",
  READY_TO_ATTACH: "Ready to attach",
  ATTACHED: "Attached",
  NOT_ELIGIBLE: "Not eligible",
};

/** In the order in which families pass through them. */
export const STAGES: readonly FamilyStage[] = [
  "MATCHED",
  "ASSESSMENT_UNDER_WAY",
  "AWAITING_LEAD_PROFESSIONAL",
  "READY_TO_ATTACH",
  "ATTACHED",
  "NOT_ELIGIBLE",
];

export const PRINCIPLES: readonly Principle[] = ["EVIDENCE", "ASSESSMENT", "PLAN", "LEAD_PROFESSIONAL"];

/** What is in the way while a principle does not hold. */
export const BLOCKED_NAMES: Readonly<Record<Principle, string>> = {
  EVIDENCE: "Evidence",
  ASSESSMENT: "Assessment",
  PLAN: "Plan",
  LEAD_PROFESSIONAL: "Lead professional",
};

export const PROGRESS_NAMES: Readonly<Record<Progress, string>> = {
  NOT_ATTACHED: "Not attached",
  OUTSTANDING: "More than one need outstanding",
  ONE_OUTSTANDING: "One need outstanding",
  TRACKED_TO_SUSTAINED: "None outstanding, waiting until all are sustained",
  SIGNIFICANT_AND_SUSTAINED: "Significant and sustained",
};

export const OPEN_TO_NAMES: Readonly<Record<OpenTo, string>> = {
  CSC: "open to children’s social care",
  WPEHS: "open to wellbeing, prevention and early help",
};

export const ACTION_STATUS_NAMES: Readonly<Record<ActionStatus, string>> = { OPEN: "To do", DONE: "Done", CANCELLED: "Cancelled" };

export const LEAD_STATUS_NAMES: Readonly<Record<LeadProfessionalStatus, string>> = {
  ASKED: "Asked, no answer yet",
  ACCEPTED: "Accepted",
  DECLINED: "Declined",
  ENDED: "Ended",
};
