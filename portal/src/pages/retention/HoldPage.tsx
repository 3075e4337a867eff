import { useMutation } from "@apollo/client/react";
import { useNavigate } from "react-router";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { PageTitle } from "../../components/PageTitle.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { BackLink } from "../../govuk/BackLink.tsx";
import { Button } from "../../govuk/Button.tsx";
import { ErrorSummary } from "../../govuk/ErrorSummary.tsx";
import { Input } from "../../govuk/Input.tsx";
import { Textarea } from "../../govuk/Textarea.tsx";
import { PlaceLegalHoldDocument } from "./Retention.generated.ts";

/** Stops the disposal of any record, whether it is due or not. */
function HoldPage() {
  const navigate = useNavigate();
  const [place] = useMutation(PlaceLegalHoldDocument);
  const { field, errors, busy, submit } = useServerForm({ defaultValues: { reference: "", reason: "" } });
  return (
    <div className="app-narrow">
      <BackLink to="/administration/retention">Keeping and disposal</BackLink>
      <form
        noValidate
        onSubmit={submit(async (input) => {
          const { data } = await place({ variables: { input } });
          const record = data?.placeLegalHold.record;
          if (record) await navigate(`/administration/retention/${record.reference}`, { state: { done: "The record is on hold" } });
          return data?.placeLegalHold.errors;
        })}
      >
        {errors.length > 0 && <ErrorSummary errors={errors} />}
        <PageTitle title="Put a record on hold" error={errors.length > 0} />
        <p className="govuk-body">
          Nothing of it is disposed of until the hold is lifted: for a claim, an inquiry or a request by its people.
        </p>
        <Input
          {...field("reference")}
          label="Family’s reference"
          labelSize="s"
          hint="Such as F-100084"
          width={10}
          spellCheck={false}
          autoComplete="off"
        />
        <Textarea {...field("reason")} label="Why is it put on hold?" labelSize="s" rows={4} />
        <Button busy={busy}>Put on hold</Button>
      </form>
    </div>
  );
}

export function Component() {
  return (
    <RequirePermission permission="retention.manage">
      <HoldPage />
    </RequirePermission>
  );
}
