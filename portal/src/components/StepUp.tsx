import { useMutation, useQuery } from "@apollo/client/react";
import { useEffect, useState } from "react";
import { endStepUp, signedInElsewhere, stepUpAsked } from "../apollo/session.ts";
import { useStore } from "../apollo/store.ts";
import { useServerForm } from "../apollo/use-server-form.ts";
import { Button, ButtonGroup } from "../govuk/Button.tsx";
import { Dialog } from "../govuk/Dialog.tsx";
import { ErrorSummary } from "../govuk/ErrorSummary.tsx";
import { Input } from "../govuk/Input.tsx";
import { CodeField } from "../pages/sign-in/CodeField.tsx";
import { Providers } from "../pages/sign-in/Providers.tsx";
import { Loaded } from "./Loaded.tsx";
import { StepUpAccountDocument, type StepUpAccountQuery, StepUpDocument } from "./StepUp.generated.ts";

type Account = StepUpAccountQuery["account"];

/** One of the two, as this person has them: the code where there is an app, else the password. */
function ProofForm({ byCode }: { byCode: boolean }) {
  const [stepUp] = useMutation(StepUpDocument);
  const { form, field, errors, busy, submit } = useServerForm({ defaultValues: { password: "", code: "" } });
  useEffect(() => form.setFocus(byCode ? "code" : "password"), [form, byCode]);
  return (
    <form
      noValidate
      onSubmit={submit(async ({ password, code }) => {
        const { data } = await stepUp({ variables: { input: byCode ? { code } : { password } } });
        form.reset();
        if (data?.stepUp.viewer) endStepUp(true);
        return data?.stepUp.errors;
      })}
    >
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      {byCode ? (
        <CodeField field={field("code")} />
      ) : (
        <Input {...field("password")} label="Password" type="password" autoComplete="current-password" width={20} />
      )}
      <ButtonGroup>
        <Button busy={busy}>Go on</Button>
        <Button type="button" variant="secondary" onClick={() => endStepUp(false)}>
          Cancel
        </Button>
      </ButtonGroup>
    </form>
  );
}

function Proof({ account }: { account: Account }) {
  const hasCode = account.asksForCode && account.codeSetUpAt !== null;
  const [byCode, setByCode] = useState(hasCode);
  const elsewhere = useStore(signedInElsewhere);
  const [before] = useState(elsewhere);
  // The other tab came back from the person's own provider: what waits is sent, and asks again if it was somebody else.
  useEffect(() => {
    if (elsewhere !== before) endStepUp(true);
  }, [elsewhere, before]);
  return (
    <>
      {(hasCode || account.hasPassword) && <ProofForm key={String(byCode)} byCode={byCode} />}
      {hasCode && account.hasPassword && (
        <p className="govuk-body">
          <button type="button" className="app-link-button" onClick={() => setByCode(!byCode)}>
            {byCode ? "Use my password" : "Use my authenticator app"}
          </button>
        </p>
      )}
      <Providers to="/signed-in" apart again names={account.providers} />
      {!hasCode && !account.hasPassword && (
        <Button type="button" variant="secondary" onClick={() => endStepUp(false)}>
          Cancel
        </Button>
      )}
    </>
  );
}

function Asking() {
  const query = useQuery(StepUpAccountDocument, { fetchPolicy: "network-only" });
  return (
    <Dialog title="Show that it is you" onCancel={() => endStepUp(false)}>
      <p className="govuk-body">
        What comes next is guarded more closely, and it is some minutes since you signed in. Nothing on this page is lost.
      </p>
      <Loaded query={query} what="how you sign in">
        {({ account }) => <Proof account={account} />}
      </Loaded>
    </Dialog>
  );
}

/** Over the page when the API asks for fresh proof; what was asked for goes on once it is given. */
export function StepUp() {
  return useStore(stepUpAsked) ? <Asking /> : null;
}
