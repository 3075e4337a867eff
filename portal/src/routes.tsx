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
          {
            // Everything below asks who it is first, and then shows the very page that was asked for.
            Component: RequireViewer,
            children: [
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
              { path: "families/:id/taf/new", lazy: () => import("./pages/taf/RecordTafPage.tsx") },
              { path: "families/:id/evidence/new", lazy: () => import("./pages/evidence/AddEvidencePage.tsx") },
              { path: "families/:id/evidence/:evidenceId/correct", lazy: () => import("./pages/evidence/CorrectEvidencePage.tsx") },
              { path: "families/:id/what-if", lazy: () => import("./pages/what-if/WhatIfPage.tsx") },
              { path: "families/:id/attach", lazy: () => import("./pages/attachment/AttachFamilyPage.tsx") },
              { path: "attachment", lazy: () => import("./pages/attachment/AttachmentPage.tsx") },
              { path: "contribution", lazy: () => import("./pages/contribution/ContributionPage.tsx") },
              { path: "board", lazy: () => import("./pages/board/BoardPage.tsx") },
              { path: "board/publish", lazy: () => import("./pages/board/PublishMonthPage.tsx") },
              { path: "administration", lazy: () => import("./pages/administration/AdministrationPage.tsx") },
              { path: "administration/audit-log", lazy: () => import("./pages/audit-log/AuditLogPage.tsx") },
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
