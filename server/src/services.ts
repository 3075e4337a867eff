import { type AccessParts, createAccess } from "./access/access.ts";
import { AgencyService } from "./modules/agencies/agency.service.ts";
import { DirectoryService } from "./modules/agencies/directory.service.ts";
import { CAF_PARTS } from "./modules/assessments/caf.reads.ts";
import { CafService } from "./modules/assessments/caf.service.ts";
import { CafCheckService } from "./modules/assessments/caf-check.service.ts";
import { CafDraftsService } from "./modules/assessments/caf-drafts.service.ts";
import { CafReviewService } from "./modules/assessments/caf-review.service.ts";
import { CafSubmissionService } from "./modules/assessments/caf-submission.service.ts";
import { ATTACHMENT_PARTS } from "./modules/attachment/attachment.reads.ts";
import { AttachmentService } from "./modules/attachment/attachment.service.ts";
import { StandingService } from "./modules/attachment/standing.service.ts";
import { TIMELINE_PARTS } from "./modules/attachment/timeline.reads.ts";
import { SubmissionService } from "./modules/audit/submission.service.ts";
import { EVIDENCE_PARTS } from "./modules/criteria/evidence.reads.ts";
import type { OutcomesPlan } from "./modules/criteria/outcomes-plan.rules.ts";
import type { SchoolTerm } from "./modules/criteria/terms.rules.ts";
import { FAMILY_PARTS } from "./modules/families/family.parts.ts";
import { FamilyService } from "./modules/families/family.service.ts";
import { InvolvementService } from "./modules/families/involvement.service.ts";
import { ACCESS_PARTS } from "./modules/plans/access.reads.ts";
import { LeadProfessionalService } from "./modules/plans/lead-professional.service.ts";
import { PLAN_PARTS } from "./modules/plans/plan.reads.ts";
import { PlanActionService } from "./modules/plans/plan-action.service.ts";
import { TafService } from "./modules/plans/taf.service.ts";
import { ContributionService } from "./modules/reports/contribution.service.ts";
import { PublicationService } from "./modules/reports/publication.service.ts";
import { ReportService } from "./modules/reports/report.service.ts";
import { TaskService } from "./modules/tasks/task.service.ts";

export interface Parts extends Omit<AccessParts, "submissions"> {
  /** The rules in force, and the terms that some of them go by. */
  readonly plan: OutcomesPlan;
  readonly terms: readonly SchoolTerm[];
}

/** Every service, wired by hand in the order of the modules: a later one may use an earlier one. */
export function createServices({ plan, terms, ...given }: Parts) {
  const { config, database, limiter, clock, audit } = given;
  const submissions = new SubmissionService(clock);
  const access = createAccess({ ...given, submissions });
  const agencies = new AgencyService(database);
  const directory = new DirectoryService(database, audit);
  const parts = {
    ...FAMILY_PARTS,
    ...EVIDENCE_PARTS,
    ...CAF_PARTS,
    ...PLAN_PARTS,
    ...ACCESS_PARTS,
    ...ATTACHMENT_PARTS,
    ...TIMELINE_PARTS,
  };
  const families = new FamilyService(database, audit, parts);
  const involvements = new InvolvementService(clock);
  const standings = new StandingService(database, clock, plan, terms);
  const tools = { database, clock, audit, submissions, involvements, families, standings };
  const cafTools = { ...tools, limiter, earlyHelpPhone: config.earlyHelpPhone };
  const cafChecks = new CafCheckService(cafTools);
  const cafs = new CafService(cafTools, new CafDraftsService(cafTools), new CafSubmissionService(cafTools), new CafReviewService(cafTools));
  const leads = new LeadProfessionalService(tools);
  const actions = new PlanActionService(tools);
  const meetings = new TafService(tools);
  const attachments = new AttachmentService(tools);
  const tasks = new TaskService(database, audit);
  const contributions = new ContributionService(database, audit, clock);
  const publications = new PublicationService(database, audit, clock, plan, config.smallNumberThreshold);
  const reports = new ReportService(database, clock, publications, plan, terms);
  return {
    contributions,
    publications,
    reports,
    audit,
    ...access,
    agencies,
    directory,
    families,
    submissions,
    involvements,
    standings,
    cafChecks,
    cafs,
    clock,
    leads,
    actions,
    meetings,
    attachments,
    tasks,
  };
}

export type Services = ReturnType<typeof createServices>;
