/** Who does what a plan says: an agency's team or the family itself. */
export type ActionOwner =
  | 'AGENCY'
  | 'FAMILY';

/** How far an action has come. */
export type ActionStatus =
  | 'CANCELLED'
  | 'DONE'
  | 'OPEN';

export type AddAgencyInput = {
  kind: AgencyKind;
  name: string;
  phone?: string | null | undefined;
};

export type AddDistrictInput = {
  /** The part of the authority that it belongs to, such as East. */
  area: string;
  name: string;
};

export type AddIdentityProviderInput = {
  agencyId: string;
  checksSecondFactor: boolean;
  clientId: string;
  emailClaim?: string;
  enabled: boolean;
  issuer: string;
  name: string;
  requiredClaims?: Array<RequiredClaimInput>;
  scope?: string;
  secretName: string;
  subjectClaim?: string;
  verifiedClaim?: string | null | undefined;
};

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

export type AddTeamInput = {
  agencyId: string;
  /** None for a team that works in all of the authority. */
  districtCode?: string | null | undefined;
  name: string;
  /** The team above it, where the agency is a tree of teams. */
  parentId?: string | null | undefined;
  phone?: string | null | undefined;
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

export type AskPasswordResetInput = {
  email: string;
};

export type AttachFamilyInput = {
  familyId: string;
  idempotencyKey: string;
  version: number;
};

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
  criterion: Criterion;
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
  criterion?: Criterion | null | undefined;
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

export type ChangeIdentityProviderInput = {
  agencyId: string;
  checksSecondFactor: boolean;
  clientId: string;
  emailClaim?: string;
  enabled: boolean;
  issuer: string;
  name: string;
  providerId: string;
  requiredClaims?: Array<RequiredClaimInput>;
  scope?: string;
  secretName: string;
  subjectClaim?: string;
  verifiedClaim?: string | null | undefined;
  version: number;
};

export type ChangePasswordInput = {
  password: string;
};

export type ChangeUserInput = {
  agencyId: string;
  /** What a coordinator covers; nobody else covers any. */
  districtCodes: Array<string>;
  name: string;
  role: Role;
  /** A practitioner's team, or an agency lead's branch; nobody else has one. */
  teamId?: string | null | undefined;
  userId: string;
  version: number;
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

/** The six headline criteria. */
export type Criterion =
  | 'CHILDREN_WHO_NEED_HELP'
  | 'CRIME_ASB'
  | 'DOMESTIC_ABUSE'
  | 'HEALTH'
  | 'MISSING_EDUCATION'
  | 'WORKLESSNESS';

export type EnterCodeInput = {
  /** Six digits of the authenticator app, or a recovery code. */
  code: string;
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

export type FirstAdministratorInput = {
  agencyKind: AgencyKind;
  /** Whom they work for: the authority, as a rule. */
  agencyName: string;
  email: string;
  name: string;
  password: string;
  /** What stood after the # of the link. */
  token: string;
};

export type InviteUserInput = {
  agencyId: string;
  /** What a coordinator covers; nobody else covers any. */
  districtCodes: Array<string>;
  email: string;
  idempotencyKey: string;
  name: string;
  role: Role;
  /** A practitioner's team, or an agency lead's branch; nobody else has one. */
  teamId?: string | null | undefined;
};

/** How far a request to lead a family has come. */
export type LeadProfessionalStatus =
  | 'ACCEPTED'
  | 'ASKED'
  | 'DECLINED'
  | 'ENDED';

/** What a link that was sent or printed is for. */
export type LinkPurpose =
  | 'FIRST_ADMINISTRATOR'
  | 'INVITATION'
  | 'PASSWORD_RESET';

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

export type RequiredClaimInput = {
  claim: string;
  value: string;
};

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

export type SetPasswordInput = {
  password: string;
  /** What stood after the # of the link. */
  token: string;
};

export type SignInInput = {
  email: string;
  password: string;
};

/** What is asked next of somebody who has shown one factor: a code, or to set up the app that makes codes. */
export type SignInNext =
  | 'ENTER_CODE'
  | 'SET_UP_CODE';

export type StartCafInput = {
  /** For a family that the viewer sees already. */
  familyId?: string | null | undefined;
  idempotencyKey: string;
};

/** One of the two. */
export type StepUpInput = {
  code?: string | null | undefined;
  password?: string | null | undefined;
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

export type UserDeedInput = {
  userId: string;
  version: number;
};

export type UserFilter = {
  role?: Role | null | undefined;
  /** Part of a name, an address or an agency; sent in the body, never in a URL. */
  search?: string | null | undefined;
  status?: UserStatus | null | undefined;
};

/** Whether somebody can sign in. */
export type UserStatus =
  | 'ACTIVE'
  | 'DISABLED'
  | 'INVITED'
  | 'NO_ACCOUNT';
