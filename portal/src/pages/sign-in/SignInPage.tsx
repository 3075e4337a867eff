import { useApolloClient } from "@apollo/client/react";
import { useState } from "react";
import { Navigate, useLocation } from "react-router";
import { PageTitle } from "../../components/PageTitle.tsx";
import { ViewerDocument } from "../../components/Viewer.generated.ts";
import { useViewer } from "../../components/ViewerProvider.tsx";
import { DemonstrationAccounts } from "./DemonstrationAccounts.tsx";
import { SignInForm } from "./SignInForm.tsx";

/** Stands in place of any page until someone is signed in, so its address is where one arrives. */
export function SignInPage() {
  const { viewer, service } = useViewer();
  const { pathname } = useLocation();
  const client = useApolloClient();
  const [email, setEmail] = useState("");
  const [refused, setRefused] = useState(false);

  if (viewer !== null) return <Navigate to="/" replace />;
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <PageTitle title="Sign in" error={refused} />
        <p className="govuk-body-l">One plan for one family, shared by every agency that helps.</p>
        {pathname !== "/" && pathname !== "/sign-in" && <p className="govuk-body">You will go on to the page you asked for.</p>}
        <SignInForm
          email={email}
          onRefused={setRefused}
          onSignedIn={async () => {
            await client.query({ query: ViewerDocument, fetchPolicy: "network-only" });
          }}
        />
        {service.demonstration && <DemonstrationAccounts onChoose={setEmail} />}
      </div>
    </div>
  );
}

export { SignInPage as Component };
