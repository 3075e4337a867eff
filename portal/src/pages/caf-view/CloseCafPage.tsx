import { useMutation, useQuery } from "@apollo/client/react";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import type { CloseReason } from "../../apollo/schema.generated.ts";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { isRealDate } from "../../components/dates.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { useSignedIn } from "../../components/ViewerProvider.tsx";
import { CLOSE_REASON_NAMES } from "../../components/words.ts";
import { BackLink } from "../../govuk/BackLink.tsx";
import { Button, ButtonLink } from "../../govuk/Button.tsx";
import { Radios } from "../../govuk/Choices.tsx";
import { DateInput } from "../../govuk/DateInput.tsx";
import { ErrorSummary } from "../../govuk/ErrorSummary.tsx";
import { Textarea } from "../../govuk/Textarea.tsx";
import { CloseCafDocument, ViewCafDocument } from "../caf/Caf.generated.ts";
import { NotFound } from "../static/NotFound.tsx";
import type { ViewedCaf } from "./ViewCafPage.tsx";

const isReason = (value: string): value is CloseReason => Object.hasOwn(CLOSE_REASON_NAMES, value);
const REASONS = Object.entries(CLOSE_REASON_NAMES).map(([value, label]) => ({ value, label }));
const NO_REASON = { code: "INVALID", field: "reason", message: "Choose why this CAF closes" };
const NO_OUTCOME = { code: "INVALID", field: "outcome", message: "Say what became of the family’s needs" };
const NO_DAY = {
  code: "INVALID",
  field: "closedOn",
  message: "Enter the day on which it closes, with a day, a month and a four-figure year",
};

function CloseForm({ caf }: { caf: ViewedCaf }) {
  const { today } = useSignedIn();
  const navigate = useNavigate();
  const [close] = useMutation(CloseCafDocument);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const { field, dateField, errors, busy, submit } = useServerForm({ defaultValues: { reason: "", outcome: "", closedOn: today } });
  const path = `/cafs/${caf.reference}`;
  if (!caf.viewerCanClose) {
    return (
      <div className="app-narrow">
        <PageTitle title="This CAF cannot be closed" caption={caf.reference} />
        <p className="govuk-body">Only the team that holds it can close it, while it is open or after it was returned.</p>
        <ButtonLink to={path}>Read {caf.reference}</ButtonLink>
      </div>
    );
  }
  return (
    <div className="app-narrow">
      <BackLink to={path}>{caf.reference}</BackLink>
      <form
        noValidate
        onSubmit={submit(async ({ reason, outcome, closedOn }) => {
          const missing = [
            ...(isReason(reason) ? [] : [NO_REASON]),
            ...(outcome.trim() === "" ? [NO_OUTCOME] : []),
            ...(isRealDate(closedOn) ? [] : [NO_DAY]),
          ];
          if (!isReason(reason) || missing.length > 0) return missing;
          const input = { cafId: caf.id, version: caf.version, reason, outcome, closedOn, idempotencyKey };
          const { data } = await close({ variables: { input } });
          if (data?.closeCaf.caf) await navigate(path, { state: { done: "The CAF is closed" } });
          return data?.closeCaf.errors;
        })}
      >
        {errors.length > 0 && <ErrorSummary errors={errors} />}
        <PageTitle title="Close this CAF" caption={caf.reference} error={errors.length > 0} />
        <p className="govuk-body">A closed CAF cannot be opened again. The family stays with whoever still works with them.</p>
        <Radios {...field("reason")} legend="Why does it close?" legendSize="s" options={REASONS} />
        <Textarea
          {...field("outcome")}
          label="What became of the family’s needs?"
          labelSize="s"
          hint="What changed for them, and who goes on helping with what"
          rows={5}
        />
        <DateInput {...dateField("closedOn")} legend="When does it close?" legendSize="s" />
        <Button busy={busy} variant="warning">
          Close the CAF
        </Button>
      </form>
    </div>
  );
}

function CloseCafPage() {
  const { reference = "" } = useParams();
  const query = useQuery(ViewCafDocument, { variables: { reference } });
  return (
    <Loaded query={query} what="CAF">
      {({ caf }) => (caf === null ? <NotFound what="CAF" /> : <CloseForm caf={caf} />)}
    </Loaded>
  );
}

export function Component() {
  return (
    <RequirePermission permission="cafs.write">
      <CloseCafPage />
    </RequirePermission>
  );
}
