import { useMutation } from "@apollo/client/react";
import { useState } from "react";
import { Link } from "react-router";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { PageTitle } from "../../components/PageTitle.tsx";
import { useViewer } from "../../components/ViewerProvider.tsx";
import { BackLink } from "../../govuk/BackLink.tsx";
import { Button } from "../../govuk/Button.tsx";
import { ErrorSummary } from "../../govuk/ErrorSummary.tsx";
import { Input } from "../../govuk/Input.tsx";
import { AskPasswordResetDocument } from "./Links.generated.ts";

function Asked() {
  return (
    <div className="app-narrow">
      <PageTitle title="Look in your mailbox" />
      <p className="govuk-body">
        If the address is one that we know, a link is on its way to it. It works once, within an hour. Look among unwanted mail too.
      </p>
      <p className="govuk-body">
        We say the same whatever address was entered, so that nobody can learn here who works with families. If nothing comes, check the
        address with your administrator.
      </p>
      <p className="govuk-body">
        <Link className="govuk-link" to="/">
          Go back to signing in
        </Link>
      </p>
    </div>
  );
}

export function Component() {
  const { service } = useViewer();
  const [ask] = useMutation(AskPasswordResetDocument);
  const [asked, setAsked] = useState(false);
  const { field, errors, busy, submit } = useServerForm({ defaultValues: { email: "" } });
  if (asked) return <Asked />;
  return (
    <>
      <BackLink to="/">Back to signing in</BackLink>
      <div className="app-narrow">
        {errors.length > 0 && <ErrorSummary errors={errors} />}
        <PageTitle title="Forgotten password" error={errors.length > 0} />
        {service.sendsMail ? (
          <form
            noValidate
            onSubmit={submit(async (input) => {
              const { data } = await ask({ variables: { input } });
              if (data?.askPasswordReset.asked) setAsked(true);
              return data?.askPasswordReset.errors;
            })}
          >
            <p className="govuk-body">We send you a link with which you choose a new one.</p>
            <Input
              {...field("email")}
              label="Email address"
              hint="The one that you sign in with"
              type="email"
              autoComplete="username"
              spellCheck={false}
              autoCapitalize="none"
              width={30}
            />
            <Button busy={busy}>Send me a link</Button>
          </form>
        ) : (
          <p className="govuk-body">This service cannot send mail. Ask your administrator.</p>
        )}
      </div>
    </>
  );
}
