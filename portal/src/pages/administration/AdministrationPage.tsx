import { Link } from "react-router";
import { ADMINISTRATION } from "../../components/navigation.ts";
import { PageTitle } from "../../components/PageTitle.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { useViewer } from "../../components/ViewerProvider.tsx";

type Place = { to: string; title: string; what: string; permission: string };

const PLACES: readonly Place[] = [
  {
    to: "/administration/users",
    title: "Users",
    what: "Invite people, change where they work, and shut them out.",
    permission: "users.manage",
  },
  {
    to: "/administration/agencies",
    title: "Agencies and districts",
    what: "Who takes part, with which teams, and where.",
    permission: "agencies.manage",
  },
  {
    to: "/administration/identity-providers",
    title: "Agencies’ own sign-in",
    what: "Let an agency’s people sign in with the account that they have there.",
    permission: "identity-providers.manage",
  },
  {
    to: "/administration/machine-clients",
    title: "Machine clients",
    what: "Let an agency’s own system send evidence, and shut it out.",
    permission: "machine-clients.manage",
  },
  {
    to: "/administration/plans",
    title: "Outcomes plan in force",
    what: "Put another plan in force, and see how far every family has been worked out under it.",
    permission: "outcomes-plans.change",
  },
  {
    to: "/administration/subject-access",
    title: "Subject access requests",
    what: "Who asked for everything held about them, by when it is answered, and what of it is given.",
    permission: "subject-access.manage",
  },
  {
    to: "/administration/corrections",
    title: "What people say is wrong",
    what: "What somebody says was recorded wrongly, in their words, to be answered within a month.",
    permission: "corrections.decide",
  },
  {
    to: "/administration/emergency-access",
    title: "Emergency access",
    what: "Who opened a family that they do not see, why, and whether that was looked into.",
    permission: "emergency-accesses.look-into",
  },
  {
    to: "/administration/retention",
    title: "Keeping and disposal",
    what: "Records that have fallen due, what is on hold, and certificates of disposal.",
    permission: "retention.read",
  },
  {
    to: "/administration/sharing-agreements",
    title: "Sharing agreements",
    what: "What agencies have signed, with its impact assessments: what machine clients send rests on it.",
    permission: "sharing-agreements.manage",
  },
  {
    to: "/administration/audit-log",
    title: "Audit log",
    what: "Who looked at what and who changed it, by person, family, deed and day.",
    permission: "audit.read",
  },
];

/** What this role looks after, a line each. */
function AdministrationPage() {
  const { can } = useViewer();
  return (
    <>
      <PageTitle title="Administration" />
      <ul className="govuk-list govuk-list--spaced">
        {PLACES.filter(({ permission }) => can(permission)).map(({ to, title, what }) => (
          <li key={to}>
            <Link className="govuk-link govuk-!-font-weight-bold" to={to}>
              {title}
            </Link>
            <span className="app-under">{what}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

export function Component() {
  return (
    <RequirePermission permission={ADMINISTRATION}>
      <AdministrationPage />
    </RequirePermission>
  );
}
