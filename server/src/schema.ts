import "reflect-metadata";
import type { GraphQLSchema } from "graphql";
import { buildSchema } from "type-graphql";
import { refuseUndecided } from "./access/grants/grants.ts";
import { MachineClientResolver } from "./access/machines/machine-client.resolver.ts";
import { IdentityProviderResolver } from "./access/providers/identity-provider.resolver.ts";
import { SessionResolver } from "./access/session.resolver.ts";
import { AccountResolver } from "./access/sign-in/account.resolver.ts";
import { SecondFactorResolver } from "./access/sign-in/second-factor.resolver.ts";
import { SignInResolver } from "./access/sign-in/sign-in.resolver.ts";
import { UserResolver } from "./access/users/user.resolver.ts";
import { checkPermission } from "./graphql/context.ts";
import { DateTimeScalar } from "./graphql/scalars.ts";
import { AgencyResolver } from "./modules/agencies/agency.resolver.ts";
import { DirectoryResolver } from "./modules/agencies/directory.resolver.ts";
import { CafResolver } from "./modules/assessments/caf.resolver.ts";
import { CafFamilyResolver } from "./modules/assessments/caf-family.resolver.ts";
import { CafReceiptResolver } from "./modules/assessments/caf-receipt.resolver.ts";
import { ClosedAnswerResolver } from "./modules/assessments/closed-answer.resolver.ts";
import { AttachmentResolver } from "./modules/attachment/attachment.resolver.ts";
import { ForecastResolver } from "./modules/attachment/forecast.resolver.ts";
import { ReevaluationResolver } from "./modules/attachment/reevaluation.resolver.ts";
import { AuditLogResolver } from "./modules/audit/audit-log.resolver.ts";
import { CorrectionResolver } from "./modules/corrections/correction.resolver.ts";
import { FamilyCorrectionsResolver } from "./modules/corrections/family-corrections.resolver.ts";
import { EvidenceResolver, FamilyEvidenceResolver } from "./modules/criteria/evidence.resolver.ts";
import { OutcomesPlanResolver } from "./modules/criteria/outcomes-plan.resolver.ts";
import { SentEvidenceResolver } from "./modules/criteria/sent-evidence.resolver.ts";
import { AgreementResolver, LawfulBasisResolver } from "./modules/families/agreement.resolver.ts";
import { EmergencyAccessResolver } from "./modules/families/emergency-access.resolver.ts";
import { FamilyResolver } from "./modules/families/family.resolver.ts";
import { FamilyAgreementResolver } from "./modules/families/family-agreement.resolver.ts";
import { FamilyLooksResolver } from "./modules/families/family-looks.resolver.ts";
import { RestrictionResolver } from "./modules/families/restriction.resolver.ts";
import { MachineResolver } from "./modules/machines/machine.resolver.ts";
import { SharingAgreementResolver } from "./modules/machines/sharing-agreement.resolver.ts";
import { FamilyCopyResolver } from "./modules/plans/family-copy.resolver.ts";
import { FamilyPlanResolver } from "./modules/plans/family-plan.resolver.ts";
import { HandOverResolver } from "./modules/plans/hand-over.resolver.ts";
import { LeadProfessionalResolver } from "./modules/plans/lead-professional.resolver.ts";
import { PlanActionResolver } from "./modules/plans/plan-action.resolver.ts";
import { TafResolver } from "./modules/plans/taf.resolver.ts";
import { ContributionResolver } from "./modules/reports/contribution.resolver.ts";
import { ReportResolver } from "./modules/reports/report.resolver.ts";
import { RetentionResolver } from "./modules/rights/retention.resolver.ts";
import { ScheduleResolver } from "./modules/rights/schedule.resolver.ts";
import { SubjectRequestResolver } from "./modules/rights/subject-request.resolver.ts";
import { TaskResolver } from "./modules/tasks/task.resolver.ts";
import type { Services } from "./services.ts";

const RESOLVERS = [
  SessionResolver,
  SignInResolver,
  SecondFactorResolver,
  AccountResolver,
  UserResolver,
  IdentityProviderResolver,
  MachineClientResolver,
  AgencyResolver,
  DirectoryResolver,
  FamilyResolver,
  FamilyAgreementResolver,
  AgreementResolver,
  LawfulBasisResolver,
  EvidenceResolver,
  FamilyLooksResolver,
  EmergencyAccessResolver,
  RestrictionResolver,
  FamilyEvidenceResolver,
  OutcomesPlanResolver,
  CafResolver,
  CafFamilyResolver,
  CafReceiptResolver,
  ClosedAnswerResolver,
  FamilyPlanResolver,
  FamilyCopyResolver,
  HandOverResolver,
  LeadProfessionalResolver,
  PlanActionResolver,
  TafResolver,
  AttachmentResolver,
  ReevaluationResolver,
  ForecastResolver,
  TaskResolver,
  ContributionResolver,
  ReportResolver,
  SharingAgreementResolver,
  MachineResolver,
  SentEvidenceResolver,
  AuditLogResolver,
  CorrectionResolver,
  FamilyCorrectionsResolver,
  RetentionResolver,
  ScheduleResolver,
  SubjectRequestResolver,
] as const;

/** The schema over the services; without services (to print it) no resolver is ever made. */
export async function createSchema(services: Services | null): Promise<GraphQLSchema> {
  const made = new Map<unknown, object>();
  if (services) {
    made.set(SessionResolver, new SessionResolver(services.sessions, services.viewers, services.signIns));
    made.set(SignInResolver, new SignInResolver(services));
    made.set(SecondFactorResolver, new SecondFactorResolver(services, services.secondFactors));
    made.set(AccountResolver, new AccountResolver(services, services.accounts, services.stepUps));
    made.set(UserResolver, new UserResolver(services.users, services.invitations));
    made.set(IdentityProviderResolver, new IdentityProviderResolver(services.identityProviders));
    made.set(MachineClientResolver, new MachineClientResolver(services.machineClients));
    made.set(AgencyResolver, new AgencyResolver(services.agencies));
    made.set(DirectoryResolver, new DirectoryResolver(services.directory));
    made.set(FamilyResolver, new FamilyResolver(services.families));
    made.set(FamilyAgreementResolver, new FamilyAgreementResolver());
    made.set(AgreementResolver, new AgreementResolver(services.agreements));
    made.set(LawfulBasisResolver, new LawfulBasisResolver(services.lawfulBases));
    made.set(EvidenceResolver, new EvidenceResolver(services.evidence));
    made.set(EmergencyAccessResolver, new EmergencyAccessResolver(services.emergencies));
    made.set(RestrictionResolver, new RestrictionResolver(services.restrictions));
    made.set(FamilyLooksResolver, new FamilyLooksResolver());
    made.set(FamilyEvidenceResolver, new FamilyEvidenceResolver());
    made.set(OutcomesPlanResolver, new OutcomesPlanResolver(services.plans));
    made.set(CafResolver, new CafResolver(services.cafs, services.cafChecks, services.families, services.clock));
    made.set(CafFamilyResolver, new CafFamilyResolver());
    made.set(CafReceiptResolver, new CafReceiptResolver(services.cafReceipts));
    made.set(ClosedAnswerResolver, new ClosedAnswerResolver(services.closedAnswers));
    made.set(FamilyCopyResolver, new FamilyCopyResolver(services.copies));
    made.set(FamilyPlanResolver, new FamilyPlanResolver());
    made.set(HandOverResolver, new HandOverResolver(services.handOvers));
    made.set(LeadProfessionalResolver, new LeadProfessionalResolver(services.leads));
    made.set(PlanActionResolver, new PlanActionResolver(services.actions));
    made.set(TafResolver, new TafResolver(services.meetings));
    made.set(AttachmentResolver, new AttachmentResolver(services.attachments));
    made.set(ReevaluationResolver, new ReevaluationResolver(services.reevaluations, services.work));
    made.set(ForecastResolver, new ForecastResolver(services.forecasts));
    made.set(TaskResolver, new TaskResolver(services.tasks));
    made.set(ContributionResolver, new ContributionResolver(services.contributions));
    made.set(ReportResolver, new ReportResolver(services.reports, services.publications));
    made.set(SharingAgreementResolver, new SharingAgreementResolver(services.sharingAgreements));
    made.set(SentEvidenceResolver, new SentEvidenceResolver(services.machineEvidence));
    made.set(MachineResolver, new MachineResolver(services.machineEvidence, services.contributions));
    made.set(AuditLogResolver, new AuditLogResolver(services.auditLog));
    made.set(CorrectionResolver, new CorrectionResolver(services.corrections, services.correctionDecisions));
    made.set(FamilyCorrectionsResolver, new FamilyCorrectionsResolver());
    made.set(ScheduleResolver, new ScheduleResolver(services.schedule, services.draftDisposals));
    made.set(RetentionResolver, new RetentionResolver(services.retention, services.disposals));
    const { subjectRequests, subjectHoldings, subjectFiles } = services;
    made.set(SubjectRequestResolver, new SubjectRequestResolver(subjectRequests, subjectHoldings, subjectFiles));
  }
  const schema = await buildSchema({
    resolvers: [...RESOLVERS],
    container: { get: (type) => made.get(type) ?? missing(type.name) },
    authChecker: checkPermission,
    scalarsMap: [{ type: Date, scalar: DateTimeScalar }],
    validate: false,
  });
  return refuseUndecided(schema);
}

function missing(name: string): never {
  throw new Error(`${name} is not wired in createSchema`);
}
