import { createBrowserRouter, type RouteObject } from "react-router";
import { Loading } from "./components/Loading.tsx";
import { RequireViewer } from "./components/RequireViewer.tsx";
import { Root } from "./components/Root.tsx";
import { RouteError } from "./components/RouteError.tsx";
import { NotFound } from "./pages/static/NotFound.tsx";

/** Each page is fetched when it is first gone to; a page's module exports `Component`. */
const routes: RouteObject[] = [
  {
    Component: Root,
    ErrorBoundary: RouteError,
    HydrateFallback: Loading,
    children: [
      {
        // A page that breaks is replaced inside the layout: one can still go elsewhere.
        ErrorBoundary: RouteError,
        children: [
          { path: "accessibility", lazy: () => import("./pages/static/AccessibilityStatement.tsx") },
          { path: "privacy", lazy: () => import("./pages/static/Privacy.tsx") },
          { path: "cookies", lazy: () => import("./pages/static/Cookies.tsx") },
          { path: "help", lazy: () => import("./pages/static/Help.tsx") },
          { path: "sign-in", lazy: () => import("./pages/sign-in/SignInPage.tsx") },
          { path: "forgotten-password", lazy: () => import("./pages/sign-in/ForgottenPasswordPage.tsx") },
          { path: "set-password", lazy: () => import("./pages/sign-in/SetPasswordPage.tsx") },
          { path: "first-administrator", lazy: () => import("./pages/sign-in/FirstAdministratorPage.tsx") },
          {
            // Everything below asks who it is first, and then shows the very page that was asked for.
            Component: RequireViewer,
            children: [
              { path: "signed-in", lazy: () => import("./pages/sign-in/SignedInPage.tsx") },
              { path: "account", lazy: () => import("./pages/account/AccountPage.tsx") },
              { path: "account/password", lazy: () => import("./pages/account/ChangePasswordPage.tsx") },
              { path: "account/authenticator", lazy: () => import("./pages/account/AuthenticatorPage.tsx") },
              { path: "account/recovery-codes", lazy: () => import("./pages/account/RecoveryCodesPage.tsx") },
              { path: "administration/users", lazy: () => import("./pages/administration/UsersPage.tsx") },
              { path: "administration/users/new", lazy: () => import("./pages/administration/InviteUserPage.tsx") },
              { path: "administration/users/:id", lazy: () => import("./pages/administration/UserPage.tsx") },
              { path: "administration/users/:id/change", lazy: () => import("./pages/administration/ChangeUserPage.tsx") },
              { path: "administration/agencies", lazy: () => import("./pages/administration/AgenciesPage.tsx") },
              { path: "administration/identity-providers", lazy: () => import("./pages/administration/IdentityProvidersPage.tsx") },
              { path: "administration/identity-providers/:id", lazy: () => import("./pages/administration/IdentityProviderPage.tsx") },
              { path: "administration/machine-clients", lazy: () => import("./pages/machines/MachineClientsPage.tsx") },
              { path: "administration/machine-clients/new", lazy: () => import("./pages/machines/NewMachineClientPage.tsx") },
              { path: "administration/sharing-agreements", lazy: () => import("./pages/machines/SharingAgreementsPage.tsx") },
              { path: "administration/sharing-agreements/new", lazy: () => import("./pages/machines/NewAgreementPage.tsx") },
              { path: "administration/sharing-agreements/:id/assessment", lazy: () => import("./pages/machines/NewAssessmentPage.tsx") },
              { path: "check", lazy: () => import("./pages/check/CheckPage.tsx") },
              { path: "cafs/:reference", lazy: () => import("./pages/caf-view/ViewCafPage.tsx") },
              { path: "cafs/:reference/close", lazy: () => import("./pages/caf-view/CloseCafPage.tsx") },
              { path: "cafs/:reference/discard", lazy: () => import("./pages/caf/DiscardCafPage.tsx") },
              { path: "cafs/:reference/edit/:section?", lazy: () => import("./pages/caf/EditCafPage.tsx") },
              { path: "cafs/:reference/submitted", lazy: () => import("./pages/caf/ReceiptPage.tsx") },
              { path: "cafs/:reference/review", lazy: () => import("./pages/quality-assurance/ReviewPage.tsx") },
              { path: "quality-assurance", lazy: () => import("./pages/quality-assurance/QueuePage.tsx") },
              { index: true, lazy: () => import("./pages/home/HomePage.tsx") },
              { path: "families", lazy: () => import("./pages/families/FamiliesPage.tsx") },
              { path: "families/:id", lazy: () => import("./pages/family/FamilyPage.tsx") },
              { path: "families/:id/actions/new", lazy: () => import("./pages/family/AddActionPage.tsx") },
              { path: "families/:id/actions/:actionId/done", lazy: () => import("./pages/family/CompleteActionPage.tsx") },
              { path: "families/:id/lead-professional/ask", lazy: () => import("./pages/family/AskLeadProfessionalPage.tsx") },
              { path: "families/:id/lead-professional/answer", lazy: () => import("./pages/family/AnswerLeadProfessionalPage.tsx") },
              { path: "families/:id/agreement/new", lazy: () => import("./pages/agreement/RecordAgreementPage.tsx") },
              { path: "families/:id/agreement/declined", lazy: () => import("./pages/agreement/DeclinedAgreementPage.tsx") },
              { path: "families/:id/agreement/:agreementId/withdraw", lazy: () => import("./pages/agreement/WithdrawAgreementPage.tsx") },
              { path: "families/:id/lawful-basis/new", lazy: () => import("./pages/agreement/RecordLawfulBasisPage.tsx") },
              { path: "families/:id/lawful-basis/:basisId/end", lazy: () => import("./pages/agreement/EndLawfulBasisPage.tsx") },
              { path: "families/:id/taf/new", lazy: () => import("./pages/taf/RecordTafPage.tsx") },
              { path: "families/:id/evidence/new", lazy: () => import("./pages/evidence/AddEvidencePage.tsx") },
              { path: "families/:id/evidence/:evidenceId/correct", lazy: () => import("./pages/evidence/CorrectEvidencePage.tsx") },
              { path: "families/:id/what-if", lazy: () => import("./pages/what-if/WhatIfPage.tsx") },
              { path: "families/:id/closed-answers", lazy: () => import("./pages/closed/ClosedAnswersPage.tsx") },
              { path: "families/:id/closed-answers/new", lazy: () => import("./pages/closed/CloseAnswerPage.tsx") },
              { path: "families/:id/copy", lazy: () => import("./pages/closed/FamilyCopyPage.tsx") },
              { path: "families/:id/restriction", lazy: () => import("./pages/restriction/RestrictionPage.tsx") },
              { path: "families/:id/hand-over", lazy: () => import("./pages/hand-over/HandOverPage.tsx") },
              { path: "emergency", lazy: () => import("./pages/emergency/OpenInEmergencyPage.tsx") },
              { path: "administration/emergency-access", lazy: () => import("./pages/emergency/EmergencyReportPage.tsx") },
              { path: "families/:id/attach", lazy: () => import("./pages/attachment/AttachFamilyPage.tsx") },
              { path: "attachment", lazy: () => import("./pages/attachment/AttachmentPage.tsx") },
              { path: "contribution", lazy: () => import("./pages/contribution/ContributionPage.tsx") },
              { path: "board", lazy: () => import("./pages/board/BoardPage.tsx") },
              { path: "board/publish", lazy: () => import("./pages/board/PublishMonthPage.tsx") },
              { path: "administration", lazy: () => import("./pages/administration/AdministrationPage.tsx") },
              { path: "administration/audit-log", lazy: () => import("./pages/audit-log/AuditLogPage.tsx") },
              { path: "corrections/new", lazy: () => import("./pages/corrections/RecordCorrectionPage.tsx") },
              { path: "administration/corrections", lazy: () => import("./pages/corrections/CorrectionsPage.tsx") },
              { path: "administration/corrections/:id", lazy: () => import("./pages/corrections/CorrectionPage.tsx") },
              { path: "administration/subject-access", lazy: () => import("./pages/subject-access/QueuePage.tsx") },
              { path: "administration/subject-access/new", lazy: () => import("./pages/subject-access/NewRequestPage.tsx") },
              { path: "administration/subject-access/:reference", lazy: () => import("./pages/subject-access/RequestPage.tsx") },
              { path: "administration/subject-access/:reference/items/:number", lazy: () => import("./pages/subject-access/ItemPage.tsx") },
              { path: "administration/retention", lazy: () => import("./pages/retention/RetentionPage.tsx") },
              { path: "administration/retention/hold", lazy: () => import("./pages/retention/HoldPage.tsx") },
              { path: "administration/retention/schedule/:record", lazy: () => import("./pages/retention/SchedulePage.tsx") },
              { path: "administration/retention/:reference", lazy: () => import("./pages/retention/RecordPage.tsx") },
              { path: "outcomes-plans", lazy: () => import("./pages/outcomes-plans/OutcomesPlansPage.tsx") },
              { path: "outcomes-plans/compare", lazy: () => import("./pages/plan-comparison/PlanComparisonPage.tsx") },
              { path: "outcomes-plans/:id", lazy: () => import("./pages/outcomes-plans/OutcomesPlanPage.tsx") },
              { path: "administration/plans", lazy: () => import("./pages/administration/PlansPage.tsx") },
              { path: "administration/plans/change", lazy: () => import("./pages/administration/ChangePlanPage.tsx") },
              { path: "*", Component: NotFound },
            ],
          },
        ],
      },
    ],
  },
];

export function createRouter() {
  return createBrowserRouter(routes);
}
