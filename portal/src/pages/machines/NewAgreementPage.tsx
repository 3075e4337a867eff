import { useMutation, useQuery } from "@apollo/client/react";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { EvidenceKind } from "../../apollo/schema.generated.ts";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { AgencyChoices } from "../../components/AgencyChoices.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { BackLink } from "../../govuk/BackLink.tsx";
import { Button } from "../../govuk/Button.tsx";
import { Checkboxes } from "../../govuk/Choices.tsx";
import { DateInput } from "../../govuk/DateInput.tsx";
import { ErrorSummary } from "../../govuk/ErrorSummary.tsx";
import { Input } from "../../govuk/Input.tsx";
import { Textarea } from "../../govuk/Textarea.tsx";
import { MachineDirectoryDocument, type MachineDirectoryQuery } from "./Machines.generated.ts";
import { AddSharingAgreementDocument, SharingAgreementsDocument } from "./SharingAgreements.generated.ts";
import { kindName, missingDays, missingWords, SHARED_KINDS } from "./words.ts";

const QUESTIONS = {
  title: "Enter a title",
  documentReference: "Enter where the signed document is kept",
  agencyIds: "Choose the agencies that have signed it",
  kinds: "Choose the kinds of evidence that it covers",
  purposes: "Enter what the evidence is shared for",
};
const DAYS = {
  signedOn: "the day on which it was signed",
  validFrom: "its first day",
  validTo: "its last day",
  reviewDueOn: "the day by which it is reviewed",
};

const EMPTY = {
  title: "",
  agencyIds: [] as string[],
  purposes: "",
  kinds: [] as EvidenceKind[],
  documentReference: "",
  signedOn: "",
  validFrom: "",
  validTo: "",
  reviewDueOn: "",
};

function AgreementForm({ agencies }: Pick<MachineDirectoryQuery, "agencies">) {
  const navigate = useNavigate();
  const [add] = useMutation(AddSharingAgreementDocument, { refetchQueries: [SharingAgreementsDocument] });
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const { form, field, dateField, errors, busy, submit } = useServerForm({ defaultValues: EMPTY });
  return (
    <div className="app-narrow">
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <PageTitle title="Record a sharing agreement" error={errors.length > 0} />
      <form
        noValidate
        autoComplete="off"
        onSubmit={submit(async (values) => {
          const missing = [...missingWords(values, QUESTIONS), ...missingDays(values, DAYS)];
          if (missing.length > 0) return missing;
          const purposes = values.purposes
            .split("\n")
            .map((line) => line.trim())
            .filter((line) => line !== "");
          const input = { ...values, agencyIds: values.agencyIds || [], kinds: values.kinds || [], purposes, idempotencyKey };
          const { data } = await add({ variables: { input } });
          const made = data?.addSharingAgreement.agreement;
          if (made) {
            const done = `${made.title} is recorded. Record its impact assessment next: nothing is sent without one`;
            await navigate("/administration/sharing-agreements", { state: { done } });
          }
          return data?.addSharingAgreement.errors;
        })}
      >
        <Input {...field("title")} label="Title" labelSize="s" width={30} />
        <Input {...field("documentReference")} label="Reference of the signed document" labelSize="s" width={20} spellCheck={false} />
        <AgencyChoices
          field={field("agencyIds")}
          legend="Which agencies have signed it?"
          chosen={form.watch("agencyIds") || []}
          agencies={agencies.map(({ id, name, kind }) => ({ value: id, label: name, kind }))}
        />
        <Checkboxes
          {...field("kinds")}
          legend="Which evidence does it cover?"
          legendSize="s"
          hint="An agency sends of these what its kind supplies"
          small
          options={SHARED_KINDS.map((value) => ({ value, label: kindName(value) }))}
        />
        <Textarea {...field("purposes")} label="What is it shared for?" labelSize="s" hint="A purpose on each line" rows={3} />
        <DateInput {...dateField("signedOn")} legend="When was it signed?" legendSize="s" />
        <DateInput {...dateField("validFrom")} legend="First day" legendSize="s" />
        <DateInput {...dateField("validTo")} legend="Last day" legendSize="s" />
        <DateInput {...dateField("reviewDueOn")} legend="When is its review due?" legendSize="s" />
        <Button busy={busy}>Record the agreement</Button>
      </form>
    </div>
  );
}

function NewAgreement() {
  const query = useQuery(MachineDirectoryDocument);
  return (
    <>
      <BackLink to="/administration/sharing-agreements">Back to the sharing agreements</BackLink>
      <Loaded query={query} what="agencies">
        {({ agencies }) => <AgreementForm agencies={agencies} />}
      </Loaded>
    </>
  );
}

export function Component() {
  return (
    <RequirePermission permission="sharing-agreements.manage">
      <NewAgreement />
    </RequirePermission>
  );
}
