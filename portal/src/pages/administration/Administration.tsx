import type { ReactNode } from "react";
import { PageTitle } from "../../components/PageTitle.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { Breadcrumbs } from "../../govuk/Breadcrumbs.tsx";

/** What stands around each list that administrators look after. */
export function Administration({ title, permission, children }: { title: string; permission: string; children: ReactNode }) {
  return (
    <RequirePermission permission={permission}>
      <Breadcrumbs items={[{ text: "Administration", to: "/administration" }, { text: title }]} />
      <PageTitle title={title} />
      {children}
    </RequirePermission>
  );
}
