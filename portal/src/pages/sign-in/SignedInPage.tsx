import { useEffect } from "react";
import { Link } from "react-router";
import { announceSignIn } from "../../apollo/session.ts";
import { PageTitle } from "../../components/PageTitle.tsx";
import { useSignedIn } from "../../components/ViewerProvider.tsx";

/** Where a tab ends that was opened only to sign in: the page that waits for it is in another. */
export function Component() {
  const { name } = useSignedIn();
  useEffect(announceSignIn, []);
  return (
    <div className="app-narrow">
      <PageTitle title="You are signed in" />
      <p className="govuk-body">
        You are signed in as {name}. Go back to the page that you came from: it is just as you left it. You can close this one.
      </p>
      <p className="govuk-body">
        <Link className="govuk-link" to="/">
          Or go to your home page
        </Link>
      </p>
    </div>
  );
}
