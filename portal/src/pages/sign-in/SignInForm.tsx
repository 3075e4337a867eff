import { useMutation } from "@apollo/client/react";
import { useEffect } from "react";
import { Link } from "react-router";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { Button } from "../../govuk/Button.tsx";
import { ErrorSummary } from "../../govuk/ErrorSummary.tsx";
import { Input } from "../../govuk/Input.tsx";
import { SignInDocument } from "./SignIn.generated.ts";
import type { StepProps } from "./steps.ts";

type SignInFormProps = StepProps & {
  /** Filled in from a demonstration account that was chosen. */
  email?: string | undefined;
  /** Left out in the midst of a page that must not be left. */
  forgotten?: boolean | undefined;
};

export function SignInForm({ email = "", forgotten = false, onSignedIn, onStep, onRefused }: SignInFormProps) {
  const [signIn] = useMutation(SignInDocument);
  const { form, field, errors, busy, submit } = useServerForm({ defaultValues: { email, password: "" } });
  useEffect(() => {
    if (email === "") return;
    form.setValue("email", email);
    form.setFocus("password");
  }, [email, form]);
  useEffect(() => onRefused?.(errors.length > 0), [errors, onRefused]);

  return (
    <form
      noValidate
      onSubmit={submit(async (input) => {
        const { data } = await signIn({ variables: { input } });
        // A password is not kept in the page a moment longer than it is needed.
        form.setValue("password", "");
        if (data?.signIn.next) onStep(data.signIn.next);
        const viewer = data?.signIn.viewer;
        if (viewer) await onSignedIn(viewer.id);
        return data?.signIn.errors;
      })}
    >
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <Input
        {...field("email")}
        label="Email address"
        type="email"
        autoComplete="username"
        spellCheck={false}
        autoCapitalize="none"
        width={30}
      />
      <Input {...field("password")} label="Password" type="password" autoComplete="current-password" width={20} />
      <Button busy={busy}>Sign in</Button>
      {forgotten && (
        <p className="govuk-body">
          <Link className="govuk-link" to="/forgotten-password">
            I have forgotten my password
          </Link>
        </p>
      )}
    </form>
  );
}
