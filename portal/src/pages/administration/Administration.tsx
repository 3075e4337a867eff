import type { ReactNode } from "react";
import { Link, useLocation } from "react-router";
import { PageTitle } from "../../components/PageTitle.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";

const PLACES = [
  { to: "/administration", text: "Users" },
  { to: "/administration/agencies", text: "Agencies and districts" },
  { to: "/administration/identity-providers", text: "Agencies’ own sign-in" },
];

/** What stands around each list that administrators look after. */
export function Administration({ title, children }: { title: string; children: ReactNode }) {
  const { pathname } = useLocation();
  return (
    <RequirePermission permission="users.manage">
      <PageTitle title={title} caption="Administration" />
      <nav className="app-sub-navigation" aria-label="Administration">
        <ul>
          {PLACES.map(({ to, text }) => (
            <li key={to}>
              <Link className="govuk-link" to={to} {...(to === pathname ? { "aria-current": "page" } : {})}>
                {text}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </RequirePermission>
  );
}
