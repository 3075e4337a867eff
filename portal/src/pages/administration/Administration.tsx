import type { ReactNode } from "react";
import { PageTitle } from "../../components/PageTitle.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { BackLink } from "../../govuk/BackLink.tsx";

/** What stands around each list that administrators look after. */
export function Administration({ title, permission, children }: { title: string; permission: string; children: ReactNode }) {
  return (
    <RequirePermission permission={permission}>
      <BackLink to="/administration">Administration</BackLink>
      <PageTitle title={title} caption="Administration" />
      {children}
    </RequirePermission>
  );
}
