import { useMutation } from "@apollo/client/react";
import { useNavigate } from "react-router";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { formatDate, isRealDate } from "../../components/dates.ts";
import { Button } from "../../govuk/Button.tsx";
import { Radios } from "../../govuk/Choices.tsx";
import { DateInput } from "../../govuk/DateInput.tsx";
import { Details } from "../../govuk/Details.tsx";
import { ErrorSummary } from "../../govuk/ErrorSummary.tsx";
import { Textarea } from "../../govuk/Textarea.tsx";
import {
  ExtendSubjectRequestDocument,
  PrepareSubjectRequestDocument,
  ProveSubjectIdentityDocument,
  RefuseSubjectRequestDocument,
  type RequestPage_RequestFragment,
  WithdrawSubjectRequestDocument,
} from "./SubjectAccess.generated.ts";
import { isOneOf, optionsOf, REFUSAL_NAMES, required } from "./words.ts";

export type ShownRequest = RequestPage_RequestFragment;
type FormProps = { request: ShownRequest };

/** Stays on the page, and says what was done above it. */
export function useDone() {
  const navigate = useNavigate();
  return (done: string) => navigate(".", { state: { done }, replace: true });
}

export function ProveForm({ request: { id: requestId, version } }: FormProps) {
  const done = useDone();
  const [prove] = useMutation(ProveSubjectIdentityDocument);
  const { field, dateField, errors, busy, submit } = useServerForm({ defaultValues: { provedOn: "", proof: "" } });
  return (
    <form
      className="app-narrow"
      noValidate
      aria-labelledby="prove"
      onSubmit={submit(async ({ provedOn, proof }) => {
        if (!isRealDate(provedOn)) return [required("provedOn", "Enter the day it was proved, with a day, a month and a year")];
        const { data } = await prove({ variables: { input: { requestId, version, provedOn, proof } } });
        if (data?.proveSubjectIdentity.request) await done("It is recorded how it was proved who asks");
        return data?.proveSubjectIdentity.errors;
      })}
    >
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <h2 className="govuk-heading-m" id="prove">
        Next: prove who asks
      </h2>
      <p className="govuk-body">Nothing that is held is shown before. Ask for no more than you need to be sure.</p>
      <Textarea
        {...field("proof")}
        label="How was it proved?"
        labelSize="s"
        hint="Such as passport seen, or known to their worker"
        rows={2}
      />
      <DateInput {...dateField("provedOn")} legend="When?" legendSize="s" hint="The month counts from this day" />
      <Button busy={busy}>Record the proof</Button>
    </form>
  );
}

export function PrepareForm({ request: { id: requestId, version } }: FormProps) {
  const done = useDone();
  const [prepare] = useMutation(PrepareSubjectRequestDocument);
  const { errors, busy, submit } = useServerForm({ defaultValues: {} });
  return (
    <form
      noValidate
      onSubmit={submit(async () => {
        const { data } = await prepare({ variables: { input: { requestId, version } } });
        if (data?.prepareSubjectRequest.request) await done("The request is prepared");
        return data?.prepareSubjectRequest.errors;
      })}
    >
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <p className="govuk-body">Each item that has to be decided on is.</p>
      <Button busy={busy}>Mark as prepared</Button>
    </form>
  );
}

function ExtendForm({ request: { id: requestId, version, firstMonthEndsOn } }: FormProps) {
  const done = useDone();
  const [extend] = useMutation(ExtendSubjectRequestDocument);
  const { field, errors, busy, submit } = useServerForm({ defaultValues: { months: "", reason: "" } });
  return (
    <form
      noValidate
      onSubmit={submit(async ({ months, reason }) => {
        if (months === "") return [required("months", "Choose one month or two")];
        const { data } = await extend({ variables: { input: { requestId, version, months: Number(months), reason } } });
        if (data?.extendSubjectRequest.request) await done("The request is extended");
        return data?.extendSubjectRequest.errors;
      })}
    >
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <p className="govuk-body">
        Only where the request is complex or one of many, and only once. The person must be told the reason by{" "}
        {formatDate(firstMonthEndsOn)}.
      </p>
      <Radios
        {...field("months")}
        legend="How much longer?"
        legendSize="s"
        inline
        options={[
          { value: "1", label: "One month" },
          { value: "2", label: "Two months" },
        ]}
      />
      <Textarea {...field("reason")} label="Why, as the person was told" labelSize="s" rows={3} />
      <Button busy={busy} variant="secondary">
        Take longer
      </Button>
    </form>
  );
}

function CloseForm({ request: { id: requestId, version } }: FormProps) {
  const done = useDone();
  const [refuse] = useMutation(RefuseSubjectRequestDocument);
  const [withdraw] = useMutation(WithdrawSubjectRequestDocument);
  const { field, errors, busy, submit } = useServerForm({ defaultValues: { ground: "", reason: "" } });
  return (
    <form
      noValidate
      onSubmit={submit(async ({ ground, reason }) => {
        if (isOneOf(REFUSAL_NAMES, ground)) {
          const { data } = await refuse({ variables: { input: { requestId, version, ground, reason } } });
          if (data?.refuseSubjectRequest.request) await done("The request is refused");
          return data?.refuseSubjectRequest.errors;
        }
        if (ground !== "WITHDRAWN") return [required("ground", "Choose why it is closed")];
        const { data } = await withdraw({ variables: { input: { requestId, version, reason } } });
        if (data?.withdrawSubjectRequest.request) await done("The request is withdrawn");
        return data?.withdrawSubjectRequest.errors;
      })}
    >
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <Radios
        {...field("ground")}
        legend="Why is it closed?"
        legendSize="s"
        options={[
          { value: "WITHDRAWN", label: "Whoever asked no longer does" },
          ...optionsOf(REFUSAL_NAMES).map((option, index) => ({ ...option, divider: index === 0 ? "or it is refused" : undefined })),
        ]}
      />
      <Textarea
        {...field("reason")}
        label="Reason"
        labelSize="s"
        hint="Somebody who is refused is told it, and that they may complain to us and to the Information Commissioner"
        rows={3}
      />
      <Button busy={busy} variant="warning">
        Close without handing over
      </Button>
    </form>
  );
}

/** What is seldom done, out of the way. */
export function OtherWays({ request, today }: FormProps & { today: string }) {
  return (
    <div className="app-narrow">
      {request.extendedMonths === null && today <= request.firstMonthEndsOn && (
        <Details summary="Take longer than a month">
          <ExtendForm request={request} />
        </Details>
      )}
      <Details summary="Refuse or withdraw the request">
        <CloseForm request={request} />
      </Details>
    </div>
  );
}
