import { useMutation, useQuery } from "@apollo/client/react";
import { useEffect } from "react";
import { Link } from "react-router";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { useViewer } from "../../components/ViewerProvider.tsx";
import { Button } from "../../govuk/Button.tsx";
import { ErrorSummary } from "../../govuk/ErrorSummary.tsx";
import { LinkSignIn } from "./LinkSignIn.tsx";
import { SetPasswordDocument, SignInLinkDocument, type SignInLinkQuery } from "./Links.generated.ts";
import { NewPassword } from "./NewPassword.tsx";
import { Providers } from "./Providers.tsx";
import type { StepProps } from "./steps.ts";
import { useLinkToken } from "./use-link-token.ts";

type SentLink = NonNullable<SignInLinkQuery["signInLink"]>;

/** Used, too old, cut short by a mail program, or its page loaded again: one cannot tell which. */
export function LinkOver() {
  const { service } = useViewer();
  return (
    <div className="app-narrow">
      <PageTitle title="This link cannot be used" />
      <p className="govuk-body">Each link works once, and for a limited time. Open it again from the mail in which it came, whole.</p>
      <ul className="govuk-list govuk-list--bullet">
        <li>
          If you have set up your account already,{" "}
          <Link className="govuk-link" to="/">
            sign in
          </Link>
          .
        </li>
        {service.sendsMail && (
          <li>
            If you have forgotten your password,{" "}
            <Link className="govuk-link" to="/forgotten-password">
              ask for another link
            </Link>
            .
          </li>
        )}
        <li>If your invitation is too old, ask your administrator to send it again.</li>
      </ul>
    </div>
  );
}

function PasswordForm({ token, link, onStep, onSignedIn, onRefused }: StepProps & { token: string; link: SentLink }) {
  const [setPassword] = useMutation(SetPasswordDocument);
  const { field, errors, busy, submit } = useServerForm({ defaultValues: { password: "" } });
  useEffect(() => onRefused?.(errors.length > 0), [errors, onRefused]);
  const invited = link.purpose === "INVITATION";
  return (
    <>
      <form
        noValidate
        onSubmit={submit(async ({ password }) => {
          const { data } = await setPassword({ variables: { input: { token, password } } });
          const outcome = data?.setPassword;
          if (outcome?.next) onStep(outcome.next);
          if (outcome?.viewer) await onSignedIn(outcome.viewer.id);
          return outcome?.errors;
        })}
      >
        {errors.length > 0 && <ErrorSummary errors={errors} />}
        <p className="govuk-body">
          {invited ? "You sign in with " : "This is for "}
          <strong className="app-written">{link.email}</strong>
          {invited ? " and the password that you choose here." : ". Everyone who is signed in with it anywhere is signed out."}
        </p>
        <NewPassword field={field("password")} email={link.email} />
        <Button busy={busy}>{invited ? "Set up my account" : "Change my password"}</Button>
      </form>
      {invited && <Providers to="/" />}
    </>
  );
}

export function Component() {
  const token = useLinkToken();
  const query = useQuery(SignInLinkDocument, { variables: { token }, skip: token === "", fetchPolicy: "no-cache" });
  if (token === "") return <LinkOver />;
  return (
    <Loaded query={query} what="your link">
      {({ signInLink: link }) =>
        link === null || link.email === null ? (
          <LinkOver />
        ) : (
          <LinkSignIn title={link.purpose === "INVITATION" ? "Set up your account" : "Choose a new password"}>
            {(props) => <PasswordForm token={token} link={link} {...props} />}
          </LinkSignIn>
        )
      }
    </Loaded>
  );
}
