import { useApolloClient } from "@apollo/client/react";
import { useState } from "react";
import { Navigate, useLocation, useSearchParams } from "react-router";
import { announceSignIn } from "../../apollo/session.ts";
import { PageTitle } from "../../components/PageTitle.tsx";
import { ViewerDocument } from "../../components/Viewer.generated.ts";
import { useViewer } from "../../components/ViewerProvider.tsx";
import { ErrorSummary } from "../../govuk/ErrorSummary.tsx";
import { DemonstrationAccounts } from "./DemonstrationAccounts.tsx";
import { Providers } from "./Providers.tsx";
import { SignInSteps } from "./SignInSteps.tsx";
import { STEP_TITLES, type Step } from "./steps.ts";

/** What went wrong at an agency's own provider, by the words that the server put into the address. */
const PROBLEMS: Readonly<Record<string, string>> = {
  unknown: "Your organisation knows you, but you have no account here. Ask your administrator to invite you with your work email address",
  declined: "You did not sign in at your organisation. Try again, or sign in with a password",
  expired: "That took too long, or the page was opened twice. Start again",
  provider: "Your organisation’s sign-in did not work. Try again in a few minutes, or sign in with a password",
};

function useProblem(): string | undefined {
  const [params] = useSearchParams();
  return PROBLEMS[params.get("problem") ?? ""];
}

function Steps({ begun }: { begun: Step }) {
  const { service } = useViewer();
  const { pathname, search } = useLocation();
  const client = useApolloClient();
  const problem = useProblem();
  const [step, setStep] = useState(begun);
  const [email, setEmail] = useState("");
  const [refused, setRefused] = useState(false);
  const first = step === "PASSWORD";
  const here = pathname === "/sign-in" ? "/" : `${pathname}${search}`;

  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        {problem && first && !refused && <ErrorSummary errors={[{ message: problem }]} />}
        <PageTitle title={STEP_TITLES[step]} error={refused || (first && problem !== undefined)} />
        {first && <p className="govuk-body-l">One plan for one family, shared by every agency that helps.</p>}
        {first && here !== "/" && <p className="govuk-body">You will go on to the page you asked for.</p>}
        <SignInSteps
          step={step}
          email={email}
          forgotten={service.sendsMail}
          onStep={setStep}
          onRefused={setRefused}
          onSignedIn={async () => {
            await client.query({ query: ViewerDocument, fetchPolicy: "network-only" });
            announceSignIn();
          }}
        />
        {first && service.identityProviders.length > 0 && (
          <section aria-labelledby="providers">
            <h2 className="govuk-heading-m" id="providers">
              Or use your organisation’s account
            </h2>
            <Providers to={here} />
          </section>
        )}
        {first && service.demonstration && <DemonstrationAccounts onChoose={setEmail} />}
      </div>
    </div>
  );
}

/** Stands in place of any page until someone is signed in, so its address is where one arrives. */
export function SignInPage() {
  const { viewer, signInNext } = useViewer();
  if (viewer !== null) return <Navigate to="/" replace />;
  return <Steps begun={signInNext ?? "PASSWORD"} />;
}

export { SignInPage as Component };
