import { useMutation } from "@apollo/client/react";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { PageTitle } from "../../components/PageTitle.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { BackLink } from "../../govuk/BackLink.tsx";
import { Button } from "../../govuk/Button.tsx";
import { DateInput } from "../../govuk/DateInput.tsx";
import { ErrorSummary } from "../../govuk/ErrorSummary.tsx";
import { Input } from "../../govuk/Input.tsx";
import { AddImpactAssessmentDocument, SharingAgreementsDocument } from "./SharingAgreements.generated.ts";
import { missingDays, missingWords } from "./words.ts";

const EMPTY = { title: "", documentReference: "", approvedBy: "", approvedOn: "", reviewDueOn: "" };

const QUESTIONS = {
  title: "Enter a title",
  documentReference: "Enter where the approved document is kept",
  approvedBy: "Enter who approved it",
};
const DAYS = { approvedOn: "the day on which it was approved", reviewDueOn: "the day by which it is reviewed" };

function AssessmentForm() {
  const { id: sharingAgreementId = "" } = useParams();
  const navigate = useNavigate();
  const [add] = useMutation(AddImpactAssessmentDocument, { refetchQueries: [SharingAgreementsDocument] });
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const { field, dateField, errors, busy, submit } = useServerForm({ defaultValues: EMPTY });
  return (
    <div className="app-narrow">
      <BackLink to="/administration/sharing-agreements">Back to the sharing agreements</BackLink>
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <PageTitle title="Record an impact assessment" error={errors.length > 0} />
      <p className="govuk-body">The data protection impact assessment (DPIA) of this agreement, as it was approved.</p>
      <form
        noValidate
        autoComplete="off"
        onSubmit={submit(async (values) => {
          const missing = [...missingWords(values, QUESTIONS), ...missingDays(values, DAYS)];
          if (missing.length > 0) return missing;
          const { data } = await add({ variables: { input: { ...values, sharingAgreementId, idempotencyKey } } });
          const made = data?.addImpactAssessment.agreement;
          if (made)
            await navigate("/administration/sharing-agreements", { state: { done: `The assessment of ${made.title} is recorded` } });
          return data?.addImpactAssessment.errors;
        })}
      >
        <Input {...field("title")} label="Title" labelSize="s" width={30} />
        <Input {...field("documentReference")} label="Reference of the document" labelSize="s" width={20} spellCheck={false} />
        <Input {...field("approvedBy")} label="Who approved it?" labelSize="s" hint="Their post is enough" width={30} />
        <DateInput {...dateField("approvedOn")} legend="When was it approved?" legendSize="s" />
        <DateInput {...dateField("reviewDueOn")} legend="When is its review due?" hint="After this day it counts no more" legendSize="s" />
        <Button busy={busy}>Record the assessment</Button>
      </form>
    </div>
  );
}

export function Component() {
  return (
    <RequirePermission permission="sharing-agreements.manage">
      <AssessmentForm />
    </RequirePermission>
  );
}
