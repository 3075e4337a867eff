import { type AccessParts, AUTHORITY, createAccess } from "./access/access.ts";
import type { JobSender } from "./database/jobs.ts";
import { AgencyService } from "./modules/agencies/agency.service.ts";
import { DirectoryService } from "./modules/agencies/directory.service.ts";
import { CAF_PARTS } from "./modules/assessments/caf.reads.ts";
import { CafService } from "./modules/assessments/caf.service.ts";
import { CafCheckService } from "./modules/assessments/caf-check.service.ts";
import { CafDraftsService } from "./modules/assessments/caf-drafts.service.ts";
import { CafReceiptService } from "./modules/assessments/caf-receipt.service.ts";
import { CafReviewService } from "./modules/assessments/caf-review.service.ts";
import { CAF_STOPS } from "./modules/assessments/caf-stops.ts";
import { CafSubmissionService } from "./modules/assessments/caf-submission.service.ts";
import { CLOSED_ANSWER_PARTS, closedPlaces } from "./modules/assessments/closed-answer.reads.ts";
import { ClosedAnswerService } from "./modules/assessments/closed-answer.service.ts";
import { ATTACHMENT_PARTS } from "./modules/attachment/attachment.reads.ts";
import { AttachmentService } from "./modules/attachment/attachment.service.ts";
import { ForecastService } from "./modules/attachment/forecast.service.ts";
import { ReevaluationService } from "./modules/attachment/reevaluation.service.ts";
import { ReevaluationBatches } from "./modules/attachment/reevaluation-batches.service.ts";
import { StandingService } from "./modules/attachment/standing.service.ts";
import { type StandingWork, standingWork } from "./modules/attachment/standing-work.ts";
import { TIMELINE_PARTS } from "./modules/attachment/timeline.reads.ts";
import { AuditLogService } from "./modules/audit/audit-log.service.ts";
import { SealingService } from "./modules/audit/sealing.service.ts";
import { SubmissionService } from "./modules/audit/submission.service.ts";
import { CORRECTION_PARTS } from "./modules/corrections/correction.reads.ts";
import { CorrectionService } from "./modules/corrections/correction.service.ts";
import { CorrectionDecisionService } from "./modules/corrections/correction-decision.service.ts";
import { EVIDENCE_PARTS } from "./modules/criteria/evidence.reads.ts";
import { EvidenceService } from "./modules/criteria/evidence.service.ts";
import type { OutcomesPlanService } from "./modules/criteria/outcomes-plan.service.ts";
import type { RulesInForce } from "./modules/criteria/rules-in-force.ts";
import { AGREEMENT_PARTS } from "./modules/families/agreement.reads.ts";
import { AgreementService } from "./modules/families/agreement.service.ts";
import { EMERGENCY_PARTS } from "./modules/families/emergency-access.reads.ts";
import { EmergencyAccessService } from "./modules/families/emergency-access.service.ts";
import { FAMILY_PARTS } from "./modules/families/family.parts.ts";
import { FamilyService } from "./modules/families/family.service.ts";
import { GroundStops } from "./modules/families/ground-stops.ts";
import { InvolvementService } from "./modules/families/involvement.service.ts";
import { LawfulBasisService } from "./modules/families/lawful-basis.service.ts";
import { LOOK_PARTS } from "./modules/families/look.reads.ts";
import { RESTRICTION_PARTS } from "./modules/families/restriction.reads.ts";
import { RestrictionService } from "./modules/families/restriction.service.ts";
import { MachineEvidenceService } from "./modules/machines/machine-evidence.service.ts";
import { SharingAgreementService } from "./modules/machines/sharing-agreement.service.ts";
import { ACCESS_PARTS } from "./modules/plans/access.reads.ts";
import { FAMILY_COPY_PARTS } from "./modules/plans/family-copy.reads.ts";
import { FamilyCopyService } from "./modules/plans/family-copy.service.ts";
import { HandOverService } from "./modules/plans/hand-over.service.ts";
import { LeadProfessionalService } from "./modules/plans/lead-professional.service.ts";
import { PLAN_PARTS } from "./modules/plans/plan.reads.ts";
import { PlanActionService } from "./modules/plans/plan-action.service.ts";
import { PLAN_STOPS } from "./modules/plans/plan-stops.ts";
import { TafService } from "./modules/plans/taf.service.ts";
import { ContributionService } from "./modules/reports/contribution.service.ts";
import { PublicationService } from "./modules/reports/publication.service.ts";
import { ReportService } from "./modules/reports/report.service.ts";
import { DisposalService } from "./modules/rights/disposal.service.ts";
import { DraftDisposalService } from "./modules/rights/draft.service.ts";
import { RetentionService } from "./modules/rights/retention.service.ts";
import { ScheduleService } from "./modules/rights/schedule.service.ts";
import { SubjectFileService } from "./modules/rights/subject-file.service.ts";
import { SubjectHoldingService } from "./modules/rights/subject-holding.service.ts";
import { SubjectRequestService } from "./modules/rights/subject-request.service.ts";
import { TaskService } from "./modules/tasks/task.service.ts";
import { systemClock } from "./shared/clock.ts";

export interface Parts extends Omit<AccessParts, "submissions"> {
  readonly plans: OutcomesPlanService;
  /** The outcomes plans and school terms in force. */
  readonly rules: RulesInForce;
  readonly jobs: JobSender;
  /** Who does the work that takes many families, where it is not done on this thread. */
  readonly threads: StandingWork | null;
}

/** Every service, wired by hand in the order of the modules: a later one may use an earlier one. */
export function createServices({ plans, rules, jobs, threads, ...given }: Parts) {
  const { config, database, limiter, clock, audit } = given;
  const submissions = new SubmissionService(clock);
  const access = createAccess({ ...given, submissions });
  const agencies = new AgencyService(database);
  const directory = new DirectoryService(database, audit);
  const parts = {
    ...FAMILY_PARTS,
    ...AGREEMENT_PARTS,
    ...EVIDENCE_PARTS,
    ...CAF_PARTS,
    ...CLOSED_ANSWER_PARTS,
    ...PLAN_PARTS,
    ...FAMILY_COPY_PARTS,
    ...ACCESS_PARTS,
    ...ATTACHMENT_PARTS,
    ...TIMELINE_PARTS,
    ...LOOK_PARTS,
    ...EMERGENCY_PARTS,
    ...RESTRICTION_PARTS,
    ...CORRECTION_PARTS,
  };
  const auditLog = new AuditLogService(database, audit);
  const sealing = new SealingService(database, systemClock());
  const families = new FamilyService(database, audit, parts);
  const involvements = new InvolvementService(clock);
  const standings = new StandingService(database, clock, rules);
  const stops = new GroundStops(clock, standings, [...CAF_STOPS, ...PLAN_STOPS]);
  const tools = { database, clock, audit, submissions, involvements, families, standings, stops };
  const agreements = new AgreementService(tools);
  const lawfulBases = new LawfulBasisService(tools);
  const emergencies = new EmergencyAccessService({ ...tools, limiter });
  const restrictions = new RestrictionService(tools);
  const evidence = new EvidenceService({ ...tools, rules });
  const cafTools = { ...tools, limiter, earlyHelpPhone: config.earlyHelpPhone };
  const cafChecks = new CafCheckService(cafTools);
  const cafs = new CafService(cafTools, new CafDraftsService(cafTools), new CafReviewService(cafTools));
  const cafReceipts = new CafReceiptService(cafTools, new CafSubmissionService(cafTools));
  const closedAnswers = new ClosedAnswerService(tools);
  const copies = new FamilyCopyService(tools);
  const handOvers = new HandOverService(tools);
  const leads = new LeadProfessionalService(tools);
  const actions = new PlanActionService(tools);
  const meetings = new TafService(tools);
  const attachments = new AttachmentService(tools);
  const reevaluations = new ReevaluationService({ database, clock, audit, submissions, rules, jobs });
  const batches = new ReevaluationBatches(database, clock, audit, standings);
  const work = threads ?? standingWork({ database, clock, audit, rules });
  const forecasts = new ForecastService({ database, clock, audit, rules });
  const tasks = new TaskService(database, audit);
  const contributions = new ContributionService(database, audit, clock);
  const publications = new PublicationService(database, audit, clock, rules, config.smallNumberThreshold);
  const reports = new ReportService(database, clock, publications, rules);
  const sharingAgreements = new SharingAgreementService(tools);
  const machineEvidence = new MachineEvidenceService({ ...tools, evidence });
  const corrections = new CorrectionService(tools);
  const correctionDecisions = new CorrectionDecisionService(tools);
  const retention = new RetentionService({ database, clock, audit });
  const schedule = new ScheduleService({ database, clock, audit });
  const draftDisposals = new DraftDisposalService({ database, clock, audit });
  const disposals = new DisposalService({ database, clock, audit }, retention);
  const subjectRequests = new SubjectRequestService(tools);
  const subjectHoldings = new SubjectHoldingService(tools, subjectRequests, closedPlaces);
  const subjectFiles = new SubjectFileService({ ...tools, authority: AUTHORITY }, subjectRequests, subjectHoldings);
  return {
    sharingAgreements,
    machineEvidence,
    corrections,
    correctionDecisions,
    retention,
    schedule,
    draftDisposals,
    disposals,
    subjectRequests,
    subjectHoldings,
    subjectFiles,
    contributions,
    publications,
    reports,
    audit,
    auditLog,
    sealing,
    ...access,
    agencies,
    directory,
    families,
    agreements,
    lawfulBases,
    emergencies,
    restrictions,
    submissions,
    involvements,
    plans,
    standings,
    evidence,
    reevaluations,
    batches,
    work,
    cafChecks,
    cafs,
    cafReceipts,
    closedAnswers,
    copies,
    clock,
    handOvers,
    leads,
    actions,
    meetings,
    attachments,
    forecasts,
    tasks,
  };
}

export type Services = ReturnType<typeof createServices>;
