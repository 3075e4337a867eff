import { Link } from "react-router";
import { PageTitle } from "../../components/PageTitle.tsx";
import { useViewer } from "../../components/ViewerProvider.tsx";
import { ROLE_NAMES } from "../../components/words.ts";

export function Denied() {
  const { viewer } = useViewer();
  return (
    <div className="app-narrow">
      <PageTitle title="You cannot use this page" />
      {viewer && (
        <p className="govuk-body">
          You are signed in as {viewer.name}, {ROLE_NAMES[viewer.role].toLowerCase()} at {viewer.agency.name}. This page is for other roles.
        </p>
      )}
      <p className="govuk-body">
        If your work needs it, ask your agency’s CAF lead.{" "}
        <Link className="govuk-link" to="/">
          Go to your home page
        </Link>
        .
      </p>
    </div>
  );
}
