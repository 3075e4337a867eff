import { useMutation } from "@apollo/client/react";
import { useEffect, useState } from "react";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { Button } from "../../govuk/Button.tsx";
import { ErrorSummary } from "../../govuk/ErrorSummary.tsx";
import { CodeField } from "./CodeField.tsx";
import { EnterCodeDocument } from "./SignIn.generated.ts";
import { StartAgain } from "./StartAgain.tsx";
import type { StepProps } from "./steps.ts";

function Question({ lost, onSignedIn, onRefused }: StepProps & { lost: boolean }) {
  const [enter] = useMutation(EnterCodeDocument);
  const { form, field, errors, busy, submit } = useServerForm({ defaultValues: { code: "" } });
  useEffect(() => form.setFocus("code"), [form]);
  useEffect(() => onRefused?.(errors.length > 0), [errors, onRefused]);
  return (
    <form
      noValidate
      onSubmit={submit(async (input) => {
        const { data } = await enter({ variables: { input } });
        form.setValue("code", "");
        const viewer = data?.enterCode.viewer;
        if (viewer) await onSignedIn(viewer.id);
        return data?.enterCode.errors;
      })}
    >
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <CodeField field={field("code")} lost={lost} />
      <Button busy={busy}>Go on</Button>
    </form>
  );
}

/** The second factor: a code from the app, or, where the app is lost, one of the codes that were kept for that. */
export function CodeForm(props: StepProps) {
  const [lost, setLost] = useState(false);
  return (
    <>
      <Question key={String(lost)} lost={lost} {...props} />
      <p className="govuk-body">
        <button type="button" className="app-link-button" onClick={() => setLost(!lost)}>
          {lost ? "Use my authenticator app" : "I cannot use my authenticator app"}
        </button>
      </p>
      {lost && (
        <p className="govuk-body">
          If you have no recovery codes either, ask your administrator to reset your sign-in. You then set up an app again.
        </p>
      )}
      <StartAgain onStep={props.onStep} />
    </>
  );
}
