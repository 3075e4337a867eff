/** Who does what a plan says: an agency's team or the family itself. */
export type ActionOwner =
  | 'AGENCY'
  | 'FAMILY';

/** How far an action has come. */
export type ActionStatus =
  | 'CANCELLED'
  | 'DONE'
  | 'OPEN';

export type AddPlanActionInput = {
  criterion: Criterion;
  dueOn: string;
  familyId: string;
  idempotencyKey: string;
  outcome: string;
  owner: ActionOwner;
  personId?: string | null | undefined;
  /** The team that will do it; none where the family does. */
  teamId?: string | null | undefined;
  title: string;
};

/** What kind of partner an agency is. */
export type AgencyKind =
  | 'CSC'
  | 'DISTRICT_COUNCIL'
  | 'DWP'
  | 'HEALTH'
  | 'HOUSING'
  | 'POLICE'
  | 'PROBATION'
  | 'SCHOOL'
  | 'VOLUNTARY'
  | 'WPEHS'
  | 'YOS';

/** In what capacity somebody agrees for the family. */
export type AgreementCapacity =
  | 'ADULT'
  | 'AGED_16_OR_17'
  | 'COMPETENT_CHILD'
  | 'PARENTAL_RESPONSIBILITY';

/** What an assessment says of one person and one criterion. */
export type Answer =
  | 'NEED'
  | 'NOT_APPLICABLE'
  | 'NOT_ASKED'
  | 'NO_NEED';

export type AnswerLeadProfessionalInput = {
  accept: boolean;
  idempotencyKey: string;
  /** Why not; needed to decline. */
  reason?: string | null | undefined;
  requestId: string;
  version: number;
};

export type AskLeadProfessionalInput = {
  familyId: string;
  idempotencyKey: string;
  workerId: string;
};

export type AttachFamilyInput = {
  familyId: string;
  idempotencyKey: string;
  version: number;
};

export type AuditFilter = {
  /** noun.verb, whole. */
  action?: string | null | undefined;
  /** A family's id or reference. */
  family?: string | null | undefined;
  from?: string | null | undefined;
  /** Last day. */
  to?: string | null | undefined;
  /** An account's id, or part of a name; sent in the body, never in a URL. */
  user?: string | null | undefined;
};

/** On what ground somebody saw or changed what a deed is about. */
export type AuditWhy =
  | 'CHECK'
  | 'CLAIM'
  | 'DISTRICT'
  | 'INVOLVED';

export type CafAgreementInput = {
  agencyIds: Array<string>;
  agreed?: boolean | null | undefined;
  agreedOn?: string | null | undefined;
  capacity?: AgreementCapacity | null | undefined;
  memberKey?: string | null | undefined;
  purposes: Array<string>;
};

export type CafAnswerInput = {
  answer: Answer;
  criterion: CafCriterion;
  evidence?: string | null | undefined;
  memberKey: string;
};

/** What somebody who asks for a CAF is told. */
export type CafCheckAnswer =
  | 'CONTACT_EARLY_HELP_DESK'
  | 'CONTACT_TEAM'
  | 'NONE_KNOWN';

/** Unfinished content is welcome in a draft; submission asks for all of it. */
export type CafContentInput = {
  address?: string | null | undefined;
  agenciesInvolved: Array<string>;
  agreement?: CafAgreementInput | null | undefined;
  answers: Array<CafAnswerInput>;
  district?: string | null | undefined;
  domains: Array<CafDomainInput>;
  familyAgrees?: boolean | null | undefined;
  familyName?: string | null | undefined;
  familyView?: string | null | undefined;
  interpreter?: string | null | undefined;
  language?: string | null | undefined;
  members: Array<CafMemberInput>;
  plan: Array<CafPlanItemInput>;
  postcode?: string | null | undefined;
  reason?: string | null | undefined;
  safeContact?: string | null | undefined;
  voices: Array<CafVoiceInput>;
};

/** The six headline criteria, which an assessment asks of each person. */
export type CafCriterion =
  | 'CHILDREN_WHO_NEED_HELP'
  | 'CRIME_ASB'
  | 'DOMESTIC_ABUSE'
  | 'HEALTH'
  | 'MISSING_EDUCATION'
  | 'WORKLESSNESS';

export type CafDomainInput = {
  domain: string;
  memberKey: string;
  needs?: string | null | undefined;
  strengths?: string | null | undefined;
};

export type CafMemberInput = {
  dateOfBirth?: string | null | undefined;
  familyName?: string | null | undefined;
  givenName?: string | null | undefined;
  key: string;
  personId?: string | null | undefined;
  relationship?: Relationship | null | undefined;
};

export type CafPlanItemInput = {
  criterion?: CafCriterion | null | undefined;
  dueOn?: string | null | undefined;
  key: string;
  memberKey?: string | null | undefined;
  outcome?: string | null | undefined;
  owner?: ActionOwner | null | undefined;
  teamId?: string | null | undefined;
  title?: string | null | undefined;
};

/** How far a CAF has come. */
export type CafStatus =
  | 'CLOSED'
  | 'DRAFT'
  | 'OPEN'
  | 'RETURNED'
  | 'SUBMITTED';

export type CafVoiceInput = {
  memberKey: string;
  words?: string | null | undefined;
};

export type CheckForCafInput = {
  dateOfBirth: string;
  familyName: string;
  postcode: string;
};

export type CloseCafInput = {
  cafId: string;
  closedOn: string;
  idempotencyKey: string;
  outcome: string;
  reason: CloseReason;
  version: number;
};

/** Why a CAF ends. */
export type CloseReason =
  | 'FAMILY_WITHDREW'
  | 'MOVED_AWAY'
  | 'NEEDS_MET'
  | 'OTHER'
  | 'STEPPED_UP';

export type CompletePlanActionInput = {
  actionId: string;
  doneOn: string;
  idempotencyKey: string;
  note: string;
  version: number;
};

/** The headings of need; an outcomes plan names the ones that it uses. */
export type Criterion =
  | 'CHILDREN_WHO_NEED_HELP'
  | 'CRIME_ASB'
  | 'DOMESTIC_ABUSE'
  | 'EARLY_YEARS'
  | 'FAMILY_RELATIONSHIPS'
  | 'HEALTH'
  | 'MISSING_EDUCATION'
  | 'SECURE_HOUSING'
  | 'SUBSTANCE_USE'
  | 'WORKLESSNESS';

export type DiscardCafDraftInput = {
  cafId: string;
  version: number;
};

export type FamilyFilter = {
  blockedBy?: Principle | null | undefined;
  criterion?: Criterion | null | undefined;
  district?: string | null | undefined;
  leadAgency?: AgencyKind | null | undefined;
  /** Part of a name, a reference or a postcode; sent in the body, never in a URL. */
  search?: string | null | undefined;
  stage?: FamilyStage | null | undefined;
};

/** Where a family stands on the way to attachment. */
export type FamilyStage =
  | 'ASSESSMENT_UNDER_WAY'
  | 'ATTACHED'
  | 'AWAITING_LEAD_PROFESSIONAL'
  | 'MATCHED'
  | 'NOT_ELIGIBLE'
  | 'READY_TO_ATTACH';

/** How far a request to lead a family has come. */
export type LeadProfessionalStatus =
  | 'ACCEPTED'
  | 'ASKED'
  | 'DECLINED'
  | 'ENDED';

/** Which service a child who needs help is open to. */
export type OpenTo =
  | 'CSC'
  | 'WPEHS';

/** The four principles of attachment. */
export type Principle =
  | 'ASSESSMENT'
  | 'EVIDENCE'
  | 'LEAD_PROFESSIONAL'
  | 'PLAN';

/** How far an attached family has come towards a claim; one of these at a time. */
export type Progress =
  | 'NOT_ATTACHED'
  | 'ONE_OUTSTANDING'
  | 'OUTSTANDING'
  | 'SIGNIFICANT_AND_SUSTAINED'
  | 'TRACKED_TO_SUSTAINED';

export type PublishMonthInput = {
  /** A month's last day, before today. */
  asOf: string;
};

export type RecordDangerReferralInput = {
  cafId: string;
  idempotencyKey: string;
  /** Which question was flagged, such as answers.m3.HEALTH; never prose. */
  question: string;
  reference: string;
  referredAt: string;
};

export type RecordTafMeetingInput = {
  attendance: Array<TafAttendanceInput>;
  familyId: string;
  heldOn: string;
  idempotencyKey: string;
  nextOn?: string | null | undefined;
  notes?: string | null | undefined;
};

/** What a member is to the family. */
export type Relationship =
  | 'CARER'
  | 'CHILD'
  | 'EXPECTED_CHILD'
  | 'GRANDPARENT'
  | 'OTHER_ADULT'
  | 'PARENT'
  | 'STEP_CHILD'
  | 'STEP_PARENT';

/** Why quality assurance gives a CAF back. */
export type ReturnReason =
  | 'AGREEMENT_UNCLEAR'
  | 'CRITERION_NOT_ASKED'
  | 'MEMBER_NOT_CONSIDERED'
  | 'NEED_WITHOUT_EVIDENCE'
  | 'OTHER'
  | 'PLAN_MISSES_NEED';

export type ReviewCafInput = {
  cafId: string;
  compliant: boolean;
  idempotencyKey: string;
  note?: string | null | undefined;
  reasons: Array<ReturnReason>;
  version: number;
  /** The submitted version that was read. */
  versionNumber: number;
};

/** What a user is to this service. */
export type Role =
  | 'ADMINISTRATOR'
  | 'AGENCY_LEAD'
  | 'AUDITOR'
  | 'BOARD_MEMBER'
  | 'COORDINATOR'
  | 'INFORMATION_OFFICER'
  | 'PRACTITIONER';

export type SaveCafDraftInput = {
  cafId: string;
  content: CafContentInput;
  version: number;
};

export type SignInInput = {
  email: string;
  password: string;
};

export type StartCafInput = {
  /** For a family that the viewer sees already. */
  familyId?: string | null | undefined;
  idempotencyKey: string;
};

export type SubmitCafInput = {
  cafId: string;
  content: CafContentInput;
  idempotencyKey: string;
  version: number;
};

/** Either a team or a guest by name. */
export type TafAttendanceInput = {
  attended: boolean;
  guestName?: string | null | undefined;
  teamId?: string | null | undefined;
};

/** What there is to do. */
export type TaskKind =
  | 'AMEND_RETURNED_CAF'
  | 'ANSWER_LEAD_PROFESSIONAL_REQUEST'
  | 'ATTACH_FAMILY'
  | 'DO_ACTION'
  | 'FINISH_DRAFT'
  | 'HOLD_TAF'
  | 'PUBLISH_MONTH'
  | 'REVIEW_CAF';
