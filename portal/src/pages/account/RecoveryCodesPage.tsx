import { useMutation } from "@apollo/client/react";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { PageTitle } from "../../components/PageTitle.tsx";
import { BackLink } from "../../govuk/BackLink.tsx";
import { Button } from "../../govuk/Button.tsx";
import { ErrorSummary } from "../../govuk/ErrorSummary.tsx";
import { RecoveryCodes } from "../sign-in/RecoveryCodes.tsx";
import { AccountDocument, RenewRecoveryCodesDocument } from "./Account.generated.ts";

/** Asked first, since those that somebody keeps in a drawer become useless. */
export function Component() {
  const navigate = useNavigate();
  const [renew] = useMutation(RenewRecoveryCodesDocument, { refetchQueries: [AccountDocument] });
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const { errors, busy, submit } = useServerForm({ defaultValues: {} });
  if (codes !== null) {
    return (
      <div className="app-narrow">
        <PageTitle title="Keep your recovery codes" />
        <RecoveryCodes codes={codes} onKept={() => void navigate("/account", { state: { done: "You have new recovery codes" } })} />
      </div>
    );
  }
  return (
    <>
      <BackLink to="/account">Back to your account</BackLink>
      <div className="app-narrow">
        {errors.length > 0 && <ErrorSummary errors={errors} />}
        <PageTitle title="Make new recovery codes" error={errors.length > 0} />
        <p className="govuk-body">The codes that you kept before become useless at once.</p>
        <form
          noValidate
          onSubmit={submit(async () => {
            const { data } = await renew();
            setCodes(data?.renewRecoveryCodes.recoveryCodes ?? null);
            return data?.renewRecoveryCodes.errors;
          })}
        >
          <Button busy={busy}>Make new codes</Button>
        </form>
      </div>
    </>
  );
}
