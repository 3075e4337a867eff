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

export type AddEvidenceInput = {
  fact: EvidenceFactInput;
  familyId: string;
  idempotencyKey: string;
  /** In words: what a bare entry cannot say. Needed from a lead professional, and to withdraw a fact. */
  statement?: string | null | undefined;
};

export type AddIdentityProviderInput = {
  agencyId: string;
  checksSecondFactor: boolean;
  clientId: string;
  emailClaim: string;
  enabled: boolean;
  issuer: string;
  name: string;
  requiredClaims: Array<RequiredClaimInput>;
  scope: string;
  secretName: string;
  subjectClaim: string;
  verifiedClaim?: string | null | undefined;
};

export type AddImpactAssessmentInput = {
  approvedBy: string;
  approvedOn: string;
  documentReference: string;
  idempotencyKey: string;
  reviewDueOn: string;
  sharingAgreementId: string;
  title: string;
};

export type AddMachineClientInput = {
  agencyId: string;
  /** Days after which it expires: at most a year. */
  days: number;
  idempotencyKey: string;
  name: string;
  scopes: Array<MachineScope>;
  teamId?: string | null | undefined;
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

export type AddSharingAgreementInput = {
  agencyIds: Array<string>;
  documentReference: string;
  idempotencyKey: string;
  kinds: Array<EvidenceKind>;
  purposes: Array<string>;
  reviewDueOn: string;
  signedOn: string;
  title: string;
  validFrom: string;
  validTo: string;
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

/** What a family agrees to. */
export type AgreementPurpose =
  | 'EARLY_HELP'
  | 'PROGRAMME'
  | 'SHARING_WITH_AGENCIES';

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

export type AsbIncidentInput = {
  /** From 0, no sanction, to 5, an order of a court. */
  sanctionLevel: number;
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

/** A school's return for one child and term; a session is half a day. */
export type AttendanceInput = {
  authorised: number;
  possible: number;
  /** The school, as an agency; a school's own people leave it out. */
  schoolId?: string | null | undefined;
  /** The term, by its first day. */
  term: string;
  unauthorised: number;
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
  | 'EMERGENCY'
  | 'INVOLVED'
  | 'SUBJECT_ACCESS';

/** A benefit for people out of work or on a low income. */
export type Benefit =
  | 'ESA'
  | 'INCOME_SUPPORT'
  | 'JSA'
  | 'OTHER_OUT_OF_WORK'
  | 'UNIVERSAL_CREDIT';

export type BenefitInput = {
  benefit: Benefit;
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
  criterion: CafCriterion;
  evidence?: string | null | undefined;
  memberKey: string;
};

/** What somebody who asks for a CAF is told. */
export type CafCheckAnswer =
  | 'CONTACT_EARLY_HELP_DESK'
  | 'CONTACT_TEAM'
  | 'NONE_KNOWN';

export type CafClosingInput = {
  memberKeys: Array<string>;
  /** The name of a question, such as answers.m2.HEALTH, voices.m1, reason or plan.p1. */
  place: string;
  reason?: string | null | undefined;
};

/** Unfinished content is welcome in a draft; submission asks for all of it. */
export type CafContentInput = {
  address?: string | null | undefined;
  agenciesInvolved: Array<string>;
  agreement?: CafAgreementInput | null | undefined;
  answers: Array<CafAnswerInput>;
  /** What is not to be shown to some of the members. */
  closed?: Array<CafClosingInput> | null | undefined;
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

export type ChangeIdentityProviderInput = {
  agencyId: string;
  checksSecondFactor: boolean;
  clientId: string;
  emailClaim: string;
  enabled: boolean;
  issuer: string;
  name: string;
  providerId: string;
  requiredClaims: Array<RequiredClaimInput>;
  scope: string;
  secretName: string;
  subjectClaim: string;
  verifiedClaim?: string | null | undefined;
  version: number;
};

export type ChangePasswordInput = {
  password: string;
};

export type ChangePlanInput = {
  idempotencyKey: string;
  /** The plan that was in force when the person decided: another by now means that somebody else was quicker. */
  insteadOf: string;
  planId: string;
};

export type ChangeRetentionRuleInput = {
  amount: number;
  reason: string;
  record: RetainedRecord;
  /** The first day on which it counts: today or later. */
  validFrom: string;
  version: number;
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

/** Significant and sustained progress on every problem, or continuous employment alone. */
export type ClaimRoute =
  | 'CE'
  | 'SSP';

export type CloseAnswerInput = {
  /** The CAF in which it stands; none for an action or for evidence. */
  cafId?: string | null | undefined;
  familyId: string;
  idempotencyKey: string;
  personIds: Array<string>;
  place: string;
  reason: string;
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

export type CorrectEvidenceInput = {
  /** What is wrong, as last known: of two who correct it the second is told. */
  evidenceId: string;
  /** What is right, whole; none to withdraw. */
  fact?: EvidenceFactInput | null | undefined;
  idempotencyKey: string;
  /** In words: what a bare entry cannot say. Needed from a lead professional, and to withdraw a fact. */
  statement?: string | null | undefined;
  /** It never was: no fact takes its place. */
  withdraw: boolean;
};

/** Who says so, of the person concerned. */
export type CorrectionCapacity =
  | 'PARENTAL_RESPONSIBILITY'
  | 'REPRESENTATIVE'
  | 'THEMSELVES';

/** What became of it. STATEMENT_ADDED: it was not put right, and what they say of it stands beside it for good. */
export type CorrectionDecision =
  | 'NOT_PUT_RIGHT'
  | 'PUT_RIGHT'
  | 'STATEMENT_ADDED';

/** What somebody says is wrong. */
export type CorrectionSubject =
  | 'CAF'
  | 'DATE_OF_BIRTH'
  | 'EVIDENCE'
  | 'NAME'
  | 'PLAN_ACTION'
  | 'TAF_MEETING';

/** Records were looked through for this kind, and it would have been found. */
export type CoverageInput = {
  of: EvidenceKind;
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

export type DecideCorrectionRequestInput = {
  correctionRequestId: string;
  dateOfBirth?: string | null | undefined;
  decision: CorrectionDecision;
  familyName?: string | null | undefined;
  /** Both names, where a name is put right. */
  givenName?: string | null | undefined;
  idempotencyKey: string;
  /** What is right, of an action or a meeting. */
  putRight?: string | null | undefined;
  /** Needed unless it was put right. */
  reason?: string | null | undefined;
  version: number;
};

export type DecideSubjectItemsInput = {
  decision: ItemDecision;
  /** Needed to withhold the item or a passage. */
  ground?: WithholdingGround | null | undefined;
  itemKeys: Array<string>;
  /** Passages that are taken out, as they are written in the record. */
  passages?: Array<string> | null | undefined;
  /** Needed to withhold anything, and to give in full what names others. */
  reason?: string | null | undefined;
  requestId: string;
};

export type DiscardCafDraftInput = {
  cafId: string;
  version: number;
};

export type DiscloseSubjectRequestInput = {
  handedOverBy: HandingOver;
  handedOverOn: string;
  requestId: string;
  /** The version on which this rests, so that no other change is overlooked. */
  version: number;
};

export type DisposeDraftsInput = {
  /** How many were shown as due, so that none is overlooked. */
  total: number;
};

export type DisposeRecordInput = {
  familyId: string;
  /** The review that decided it, so that a later one is not overlooked. */
  reviewId: string;
};

export type DomesticCallOutInput = {
  inSupportOfInjunction: boolean;
};

export type DwpStageInput = {
  /** From 1 to 5; a higher one is nearer to work. */
  stage: number;
};

/** How much the concerns of an early help assessment weigh. */
export type EarlyHelpImpact =
  | 'MINOR'
  | 'MODERATE'
  | 'SIGNIFICANT';

export type EarlyHelpInput = {
  impact: EarlyHelpImpact;
};

export type EmploymentInput = {
  /** A reference of the job: spells under one are one job, and a day between them is no break. Letters, digits and hyphens. */
  contract?: string | null | undefined;
};

export type EndImpactAssessmentInput = {
  assessmentId: string;
  version: number;
};

export type EndLawfulBasisInput = {
  idempotencyKey: string;
  lawfulBasisId: string;
};

export type EndSharingAgreementInput = {
  sharingAgreementId: string;
  version: number;
};

export type EnterCodeInput = {
  /** Six digits of the authenticator app, or a recovery code. */
  code: string;
};

/** A fact: its kind, whom it is about, when, and the one part that fits the kind. */
export type EvidenceFactInput = {
  /** The same is recorded already for that day, and happened again on it. */
  anotherThatDay?: boolean | null | undefined;
  asbIncident?: AsbIncidentInput | null | undefined;
  attendance?: AttendanceInput | null | undefined;
  benefit?: BenefitInput | null | undefined;
  coverage?: CoverageInput | null | undefined;
  domesticCallOut?: DomesticCallOutInput | null | undefined;
  dwpStage?: DwpStageInput | null | undefined;
  earlyHelp?: EarlyHelpInput | null | undefined;
  employment?: EmploymentInput | null | undefined;
  exclusion?: ExclusionInput | null | undefined;
  finance?: FinanceInput | null | undefined;
  /** The day it holds from or happened on; none for a return, whose term says. */
  from?: string | null | undefined;
  healthConcern?: HealthConcernInput | null | undefined;
  housing?: HousingInput | null | undefined;
  intervention?: InterventionInput | null | undefined;
  judgement?: JudgementInput | null | undefined;
  kind: EvidenceKind;
  offence?: OffenceInput | null | undefined;
  /** None where it is about the family. */
  personId?: string | null | undefined;
  placement?: PlacementInput | null | undefined;
  programme?: ProgrammeInput | null | undefined;
  riskScore?: RiskScoreInput | null | undefined;
  safeguarding?: SafeguardingInput | null | undefined;
  schoolRoll?: SchoolRollInput | null | undefined;
  seriousness?: SeriousnessInput | null | undefined;
  /** Last day; none while it goes on. */
  to?: string | null | undefined;
  ucEarnings?: UcEarningsInput | null | undefined;
};

/** What was unusual about a fact when it was recorded. */
export type EvidenceFlag =
  | 'BEFORE_BIRTH'
  | 'BEFORE_JOINING'
  | 'MORE_THAN_A_TERM'
  | 'OVERLAPS'
  | 'OVERLAPS_ANOTHER_AGENCY'
  | 'SAME_FROM_ANOTHER_AGENCY'
  | 'TERM_NOT_ENDED'
  | 'TWICE_IN_A_DAY'
  | 'UNUSUAL_AGE';

/** What a piece of evidence is. */
export type EvidenceKind =
  | 'ASB_INCIDENT'
  | 'ATTENDANCE'
  | 'BENEFIT'
  | 'COVERAGE'
  | 'DOMESTIC_CALL_OUT'
  | 'DWP_STAGE'
  | 'EARLY_HELP'
  | 'EMPLOYMENT'
  | 'EXCLUSION'
  | 'FINANCE'
  | 'HEALTH_CONCERN'
  | 'HOUSING'
  | 'INTERVENTION'
  | 'INTERVENTION_START'
  | 'JUDGEMENT'
  | 'OFFENCE'
  | 'PLACEMENT'
  | 'PROGRAMME'
  | 'RISK_SCORE'
  | 'SAFEGUARDING'
  | 'SCHOOL_ROLL'
  | 'SERIOUSNESS'
  | 'UC_EARNINGS';

/** An exclusion; one for a fixed term may have a last day. */
export type ExclusionInput = {
  permanent: boolean;
};

export type ExtendCorrectionRequestInput = {
  correctionRequestId: string;
  reason: string;
  version: number;
};

export type ExtendSubjectRequestInput = {
  /** 1 or 2. */
  months: number;
  reason: string;
  requestId: string;
  /** The version on which this rests, so that no other change is overlooked. */
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

export type FinanceInput = {
  measure: FinanceMeasure;
  pounds: number;
};

/** What of somebody's money was measured. */
export type FinanceMeasure =
  | 'ARREARS'
  | 'DEBT'
  | 'INCOME';

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

export type HandOverCaseInput = {
  familyId: string;
  fromTeamId: string;
  idempotencyKey: string;
  toTeamId: string;
  /** Who is asked to lead the family next; needed where the first team leads it. */
  workerId?: string | null | undefined;
};

/** How a file was handed over. */
export type HandingOver =
  | 'IN_PERSON'
  | 'POST'
  | 'SECURE_DOWNLOAD'
  | 'SECURE_EMAIL';

/** What somebody's health suffers from. */
export type HealthConcern =
  | 'ALCOHOL'
  | 'DRUGS'
  | 'LONG_TERM_CONDITION'
  | 'MENTAL_HEALTH';

export type HealthConcernInput = {
  concern: HealthConcern;
};

export type HousingInput = {
  status: HousingStatus;
};

/** How safe somebody's home is. */
export type HousingStatus =
  | 'AT_RISK'
  | 'HOMELESS'
  | 'SECURE'
  | 'TEMPORARY';

export type InterventionInput = {
  completed: boolean;
  /** The need that it answers. */
  criterion: Criterion;
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

/** What gives a team sight of a family. */
export type InvolvementGround =
  | 'ACTION'
  | 'CAF'
  | 'LEAD_PROFESSIONAL'
  | 'TAF_SEAT';

/** AS_MASKED: given, without the names of others and the passages marked. IN_FULL: given as it was written. WITHHELD: not given. */
export type ItemDecision =
  | 'AS_MASKED'
  | 'IN_FULL'
  | 'WITHHELD';

export type JudgementInput = {
  /** Made at closure, or at step-down to less intensive support. */
  atClosure: boolean;
  criterion: Criterion;
  progressed: boolean;
};

/** How far a request to lead a family has come. */
export type LeadProfessionalStatus =
  | 'ACCEPTED'
  | 'ASKED'
  | 'DECLINED'
  | 'ENDED';

export type LiftLegalHoldInput = {
  familyId: string;
};

export type LiftRestrictionInput = {
  familyId: string;
  idempotencyKey: string;
  reason: string;
  version: number;
};

/** What a link that was sent or printed is for. */
export type LinkPurpose =
  | 'FIRST_ADMINISTRATOR'
  | 'INVITATION'
  | 'PASSWORD_RESET';

export type LookIntoEmergencyAccessInput = {
  emergencyAccessId: string;
  finding: string;
};

/** Whether a machine client's token opens anything. */
export type MachineClientState =
  | 'ACTIVE'
  | 'EXPIRED'
  | 'REVOKED';

/** What a machine client may do: send evidence of its agency's kinds about its team's families, or read its agency's figures. */
export type MachineScope =
  | 'READ_CONTRIBUTION'
  | 'SEND_EVIDENCE';

export type MakeFamilyCopyInput = {
  familyId: string;
  /** For whom: what is closed to any of them is left out. */
  personIds: Array<string>;
};

export type MakeSubjectFileInput = {
  format: SubjectFileFormat;
  requestId: string;
};

export type NameViewerInput = {
  familyId: string;
  idempotencyKey: string;
  workerId: string;
};

export type OffenceInput = {
  /** Proven, or likely to lead to a conviction or an out-of-court disposal. */
  proven: boolean;
  /** As police and the youth offending service determine. */
  serious: boolean;
};

export type OpenAnswerInput = {
  familyId: string;
  idempotencyKey: string;
  personId: string;
  place: string;
  reason: string;
};

/** The family's reference, or what a CAF check takes: the last name, date of birth and postcode of somebody in it. */
export type OpenFamilyInEmergencyInput = {
  dateOfBirth?: string | null | undefined;
  familyName?: string | null | undefined;
  idempotencyKey: string;
  postcode?: string | null | undefined;
  reason: string;
  reference?: string | null | undefined;
};

/** Which service a child who needs help is open to. */
export type OpenTo =
  | 'CSC'
  | 'WPEHS';

export type PauseReevaluationInput = {
  idempotencyKey: string;
  reevaluationId: string;
  version: number;
};

export type PlaceLegalHoldInput = {
  reason: string;
  /** A family's, such as F-100084: any record may be put on hold. */
  reference: string;
};

/** A step towards work. */
export type PlacementActivity =
  | 'PLACEMENT'
  | 'QUALIFICATION'
  | 'TRAINING'
  | 'VOLUNTEERING';

export type PlacementInput = {
  accredited: boolean;
  activity: PlacementActivity;
  completed: boolean;
  /** Plans are in place for going on with employment and skills. */
  continues: boolean;
};

export type PrepareSubjectRequestInput = {
  requestId: string;
  /** The version on which this rests, so that no other change is overlooked. */
  version: number;
};

/** The four principles of attachment. */
export type Principle =
  | 'ASSESSMENT'
  | 'EVIDENCE'
  | 'LEAD_PROFESSIONAL'
  | 'PLAN';

/** A programme towards work that is paid for elsewhere. */
export type Programme =
  | 'ESF'
  | 'OTHER'
  | 'WORK_PROGRAMME';

export type ProgrammeInput = {
  programme: Programme;
};

/** How far an attached family has come towards a claim; one of these at a time. */
export type Progress =
  | 'NOT_ATTACHED'
  | 'ONE_OUTSTANDING'
  | 'OUTSTANDING'
  | 'SIGNIFICANT_AND_SUSTAINED'
  | 'TRACKED_TO_SUSTAINED';

export type ProveSubjectIdentityInput = {
  proof: string;
  provedOn: string;
  requestId: string;
  /** The version on which this rests, so that no other change is overlooked. */
  version: number;
};

export type PublishMonthInput = {
  /** A month's last day, before today. */
  asOf: string;
};

/** What a reason explains. */
export type ReasonAbout =
  | 'NEED'
  | 'PROGRESS';

export type RecordAgreementInput = {
  agencyIds: Array<string>;
  agreedOn: string;
  capacity: AgreementCapacity;
  familyId: string;
  idempotencyKey: string;
  /** Who of the family agrees. */
  personId: string;
  purposes: Array<AgreementPurpose>;
};

export type RecordCorrectionRequestInput = {
  about: CorrectionSubject;
  capacity: CorrectionCapacity;
  /** Where it is one answer of a CAF. */
  criterion?: CafCriterion | null | undefined;
  familyId: string;
  idempotencyKey: string;
  personId: string;
  receivedOn: string;
  /** Of the evidence, the action, the meeting or the CAF. */
  recordId?: string | null | undefined;
  statement?: string | null | undefined;
  /** Of the CAF. */
  versionNumber?: number | null | undefined;
  wrong: string;
};

export type RecordDangerReferralInput = {
  cafId: string;
  idempotencyKey: string;
  /** Which question was flagged, such as answers.m3.HEALTH; never prose. */
  question: string;
  reference: string;
  referredAt: string;
};

export type RecordDeclinedAgreementInput = {
  askedOn: string;
  capacity: AgreementCapacity;
  familyId: string;
  idempotencyKey: string;
  /** Who of the family was asked and said no. */
  personId: string;
};

export type RecordLawfulBasisInput = {
  agencyId: string;
  decidedOn: string;
  familyId: string;
  idempotencyKey: string;
  manager: string;
  /** Why a child cannot be kept safe otherwise. */
  reason: string;
};

/** Whom it is about is found by their name and date of birth and one of reference and postcode. */
export type RecordSubjectRequestInput = {
  askedBy: SubjectAsker;
  /** Needed where somebody asks for another. */
  authority?: string | null | undefined;
  dateOfBirth: string;
  familyName: string;
  familyReference?: string | null | undefined;
  givenName: string;
  idempotencyKey: string;
  postcode?: string | null | undefined;
  receivedOn: string;
  /** Needed where somebody asks for another. */
  requesterName?: string | null | undefined;
  /** What was asked for; left out for everything. */
  scope?: string | null | undefined;
};

export type RecordTafMeetingInput = {
  attendance: Array<TafAttendanceInput>;
  familyId: string;
  heldOn: string;
  idempotencyKey: string;
  nextOn?: string | null | undefined;
  notes?: string | null | undefined;
};

/** Whether another plan was put in force, or the families were to be worked out anew under the same. */
export type ReevaluationCause =
  | 'ASKED_FOR'
  | 'PLAN_CHANGED';

/** FAILED: batches are left that failed each time; resuming tries them again. REPLACED: a later one took over what was left. */
export type ReevaluationState =
  | 'FAILED'
  | 'FINISHED'
  | 'PAUSED'
  | 'REPLACED'
  | 'RUNNING';

/** Why a request was not answered. */
export type RefusalGround =
  | 'EXCESSIVE'
  | 'EXEMPT'
  | 'IDENTITY_NOT_PROVED'
  | 'NO_AUTHORITY'
  | 'UNFOUNDED';

export type RefuseSubjectRequestInput = {
  ground: RefusalGround;
  reason: string;
  requestId: string;
  /** The version on which this rests, so that no other change is overlooked. */
  version: number;
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

export type RestrictFamilyInput = {
  familyId: string;
  idempotencyKey: string;
  reason: string;
  version: number;
  /** Who may see it besides whoever restricts it. */
  workerIds: Array<string>;
};

export type ResumeReevaluationInput = {
  idempotencyKey: string;
  reevaluationId: string;
  version: number;
};

/** What a line of the retention schedule is about. */
export type RetainedRecord =
  | 'AUDIT_LOG'
  | 'CLOSED_CASE'
  | 'DRAFT_NEVER_SUBMITTED'
  | 'MATCHED_NEVER_ATTACHED';

/** What was decided of a record that fell due. */
export type RetentionDecision =
  | 'DISPOSE'
  | 'KEEP';

/** By what a line of the retention schedule counts. */
export type RetentionMeasure =
  | 'BIRTHDAY_OF_YOUNGEST_CHILD'
  | 'MONTHS_KEPT'
  | 'YEARS_KEPT';

/** Where a record stands on its way. KEPT: reviewed, and kept until a day that has not come. TO_DISPOSE: reviewed, and waiting for somebody else to dispose of it. */
export type RetentionState =
  | 'DISPOSED'
  | 'DUE'
  | 'HELD'
  | 'KEPT'
  | 'NOT_DUE'
  | 'TO_DISPOSE';

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

export type ReviewRecordInput = {
  decision: RetentionDecision;
  familyId: string;
  /** Needed to keep it. */
  keepUntil?: string | null | undefined;
  reason: string;
};

export type RevokeMachineClientInput = {
  clientId: string;
};

export type RiskScoreInput = {
  /** Taken at closure, or at step-down from the original level of support. */
  atClosure: boolean;
  /** From 0 to 24. */
  score: number;
};

/** What a user is to this service. */
export type Role =
  | 'ADMINISTRATOR'
  | 'AGENCY_LEAD'
  | 'AUDITOR'
  | 'BOARD_MEMBER'
  | 'COORDINATOR'
  | 'INFORMATION_OFFICER'
  | 'MACHINE'
  | 'PRACTITIONER';

/** How a safeguarding status came to its end. */
export type SafeguardingEnd =
  | 'DE_ESCALATED'
  | 'LOOKED_AFTER'
  | 'MOVED_AWAY'
  | 'TURNED_18';

export type SafeguardingInput = {
  /** How it ended, where it has. */
  end?: SafeguardingEnd | null | undefined;
  status: SafeguardingStatus;
};

/** How a child is safeguarded, most serious first. */
export type SafeguardingStatus =
  | 'CHILD_IN_NEED'
  | 'CHILD_PROTECTION'
  | 'EARLY_HELP'
  | 'LOOKED_AFTER'
  | 'UNIVERSAL';

export type SaveCafDraftInput = {
  cafId: string;
  content: CafContentInput;
  version: number;
};

export type SchoolRollInput = {
  /** The school, as an agency; a school's own people leave it out. */
  schoolId?: string | null | undefined;
  setting: SchoolSetting;
};

/** Where a child is on the roll; PRU is a pupil referral unit. */
export type SchoolSetting =
  | 'ALTERNATIVE'
  | 'NONE'
  | 'PRU'
  | 'SCHOOL';

/** What police and the youth offending service determine. */
export type SeriousnessInput = {
  reduced: boolean;
};

export type SetPasswordInput = {
  password: string;
  /** What stood after the # of the link. */
  token: string;
};

/** Whether a sharing agreement, or the assessment of one, counts today: by its days, or because it was ended. */
export type SharingState =
  | 'ENDED'
  | 'EXPIRED'
  | 'IN_FORCE'
  | 'NOT_YET';

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

export type StartReevaluationInput = {
  idempotencyKey: string;
};

/** One of the two. */
export type StepUpInput = {
  code?: string | null | undefined;
  password?: string | null | undefined;
};

/** Who asks for what is held about somebody. */
export type SubjectAsker =
  | 'ANOTHER'
  | 'PARENT'
  | 'SOLICITOR'
  | 'THEMSELVES';

/** What kind of file is handed over. */
export type SubjectFileFormat =
  | 'JSON'
  | 'PDF';

/** The parts of a disclosure, in the order in which they are read. */
export type SubjectPart =
  | 'ACCESS'
  | 'AGREEMENT'
  | 'ASSESSMENT'
  | 'EVIDENCE'
  | 'FAMILY'
  | 'KEEPING'
  | 'PERSON'
  | 'PLAN'
  | 'SHARING'
  | 'STANDING'
  | 'SUPPORT';

/** Where a subject access request stands. The last three are its ends. */
export type SubjectRequestState =
  | 'DISCLOSED'
  | 'IDENTITY_PROVED'
  | 'PREPARED'
  | 'RECEIVED'
  | 'REFUSED'
  | 'WITHDRAWN';

export type SubmitCafInput = {
  cafId: string;
  content: CafContentInput;
  idempotencyKey: string;
  version: number;
};

/** Which fields it takes depends on its kind; what is wrong with one is among the forecast's errors. */
export type SuppositionInput = {
  kind: SuppositionKind;
  /** For STARTS_WORK and STEPS_DOWN. For LEAD_WORKER_CONFIRMS too, or none: as soon as a claim waits for nothing else. */
  on?: string | null | undefined;
  /** For ATTENDANCE_AT: the share of sessions absent. */
  percent?: number | null | undefined;
  /** For STARTS_WORK and STEPS_DOWN: one person, or everybody whom it could be about. */
  personId?: string | null | undefined;
};

/** What might be supposed of a family's future. */
export type SuppositionKind =
  | 'ATTENDANCE_AT'
  | 'ATTENDANCE_STAYS'
  | 'LEAD_WORKER_CONFIRMS'
  | 'NO_NEW_INCIDENTS'
  | 'STARTS_WORK'
  | 'STAYS_IN_WORK'
  | 'STEPS_DOWN';

/** Either a team or a guest by name. */
export type TafAttendanceInput = {
  attended: boolean;
  guestName?: string | null | undefined;
  teamId?: string | null | undefined;
};

/** What there is to do. */
export type TaskKind =
  | 'AMEND_RETURNED_CAF'
  | 'ANSWER_CORRECTION_REQUEST'
  | 'ANSWER_LEAD_PROFESSIONAL_REQUEST'
  | 'ANSWER_SUBJECT_REQUEST'
  | 'ATTACH_FAMILY'
  | 'DO_ACTION'
  | 'FINISH_DRAFT'
  | 'HOLD_TAF'
  | 'LOOK_AT_DISPUTED_RECORD'
  | 'LOOK_INTO_EMERGENCY_ACCESS'
  | 'PUBLISH_MONTH'
  | 'READ_CORRECTION'
  | 'RENEW_MACHINE_CLIENT'
  | 'REVIEW_CAF'
  | 'REVIEW_SHARING_AGREEMENT';

export type UcEarningsInput = {
  thresholdMet: boolean;
};

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

export type WithdrawAgreementInput = {
  agreementId: string;
  capacity: AgreementCapacity;
  idempotencyKey: string;
  /** Who of the family takes it back. */
  personId: string;
};

export type WithdrawSubjectRequestInput = {
  reason: string;
  requestId: string;
  /** The version on which this rests, so that no other change is overlooked. */
  version: number;
};

/** Exemptions of the Data Protection Act 2018, schedules 2 and 3. */
export type WithholdingGround =
  | 'CRIME_PREVENTION'
  | 'LEGAL_PRIVILEGE'
  | 'SAFEGUARDING'
  | 'SERIOUS_HARM'
  | 'THIRD_PARTY';
