import { useLazyQuery, useMutation, useQuery } from "@apollo/client/react";
import { useNavigate, useParams } from "react-router";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { formatDate, formatInstant, isRealDate } from "../../components/dates.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { useSignedIn } from "../../components/ViewerProvider.tsx";
import { Breadcrumbs } from "../../govuk/Breadcrumbs.tsx";
import { Button } from "../../govuk/Button.tsx";
import { DateInput } from "../../govuk/DateInput.tsx";
import { ErrorSummary } from "../../govuk/ErrorSummary.tsx";
import { Input } from "../../govuk/Input.tsx";
import { InsetText } from "../../govuk/InsetText.tsx";
import { Table } from "../../govuk/Table.tsx";
import { Textarea } from "../../govuk/Textarea.tsx";
import { NotFound } from "../static/NotFound.tsx";
import {
  ChangeRetentionRuleDocument,
  type RetentionLineFragment,
  RetentionPreviewDocument,
  type RetentionPreviewQuery,
  RetentionScheduleDocument,
} from "./Retention.generated.ts";
import { keptFor, RECORD_NAMES, unitOf } from "./words.ts";

type Line = RetentionLineFragment;

const NO_DAY = { code: "MISSING", field: "validFrom", message: "Enter the day from which it counts, such as 1 2 2017" };
const NO_AMOUNT = { code: "MISSING", field: "amount", message: "Enter a whole number from 1 to 100" };
const amountIn = (text: string) => (/^\s*\d{1,3}\s*$/u.test(text) ? Number(text) : null);

function WouldDo({ preview: { sooner, later, dueBefore, dueAfter } }: { preview: RetentionPreviewQuery["retentionPreview"] }) {
  return (
    <InsetText>
      <p className="govuk-body">
        {sooner} would fall due sooner, and {later} later.
      </p>
      <p className="govuk-body">
        {dueBefore} will have fallen due by the day on which it begins as the schedule stands, and {dueAfter} with this change.
      </p>
    </InsetText>
  );
}

function ChangeForm({ line }: { line: Line }) {
  const { today } = useSignedIn();
  const navigate = useNavigate();
  const [change] = useMutation(ChangeRetentionRuleDocument);
  const [look, looked] = useLazyQuery(RetentionPreviewDocument, { fetchPolicy: "network-only" });
  const { record, measure, version, least, leastWhy } = line;
  const { field, dateField, errors, busy, submit, showErrors, form } = useServerForm({
    defaultValues: { amount: String(line.amount), validFrom: today, reason: "" },
  });
  const faultsIn = ({ amount, validFrom }: { amount: string; validFrom: string }) => [
    ...(amountIn(amount) === null ? [NO_AMOUNT] : []),
    ...(isRealDate(validFrom) ? [] : [NO_DAY]),
  ];
  const preview = async () => {
    const values = form.getValues();
    const faults = faultsIn(values);
    showErrors(faults);
    const amount = amountIn(values.amount);
    if (faults.length === 0 && amount !== null) await look({ variables: { record, amount, validFrom: values.validFrom } });
  };
  return (
    <form
      className="app-narrow"
      noValidate
      autoComplete="off"
      onSubmit={submit(async (values) => {
        const faults = faultsIn(values);
        const amount = amountIn(values.amount);
        if (faults.length > 0 || amount === null) return faults;
        const { validFrom, reason } = values;
        const { data } = await change({ variables: { input: { record, amount, validFrom, reason, version } } });
        const done = `The schedule says so from ${formatDate(validFrom)} on`;
        if (data?.changeRetentionRule.rule) await navigate("/administration/retention", { state: { done } });
        return data?.changeRetentionRule.errors;
      })}
    >
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <PageTitle title={`How long it is kept: ${RECORD_NAMES[record]}`} caption="Keeping and disposal" error={errors.length > 0} />
      <p className="govuk-body">Today: {keptFor(measure, line.amount)}.</p>
      {least !== null && (
        <p className="govuk-body">
          No fewer than {least}. {leastWhy}.
        </p>
      )}
      <Input {...field("amount")} label={unitOf(measure)} labelSize="s" inputMode="numeric" className="govuk-input--width-3" />
      <DateInput {...dateField("validFrom")} legend="From which day on?" legendSize="s" hint="Today or later" />
      <Button type="button" variant="secondary" onClick={() => void preview()} busy={looked.loading}>
        See what this would change
      </Button>
      <div aria-live="polite">{looked.data && <WouldDo preview={looked.data.retentionPreview} />}</div>
      <Textarea {...field("reason")} label="Why is it changed?" labelSize="s" hint="Who decided it, and on what" rows={3} />
      <Button busy={busy}>Change the schedule</Button>
    </form>
  );
}

function History({ line: { measure, changes } }: { line: Line }) {
  return (
    <Table
      caption="What was decided before"
      captionSize="s"
      columns={[
        { key: "from", header: "From", value: ({ validFrom }) => validFrom, cell: ({ validFrom }) => formatDate(validFrom) },
        { key: "kept", header: "Kept", value: ({ amount }) => keptFor(measure, amount) },
        { key: "why", header: "Why", value: ({ reason }) => reason, cell: ({ reason }) => <span className="app-written">{reason}</span> },
        {
          key: "who",
          header: "Decided",
          value: ({ changedBy, changedAt }) => `${changedBy.name}, ${formatInstant(changedAt)}`,
        },
      ]}
      rows={changes}
      rowKey={({ id }) => id}
      empty={<p className="govuk-body">It says what it said at first.</p>}
      stack
    />
  );
}

function SchedulePage() {
  const { record = "" } = useParams();
  const query = useQuery(RetentionScheduleDocument);
  return (
    <>
      <Breadcrumbs
        items={[
          { text: "Administration", to: "/administration" },
          { text: "Keeping and disposal", to: "/administration/retention" },
          { text: "Schedule" },
        ]}
      />
      <Loaded query={query} what="the schedule">
        {({ retentionSchedule }) => {
          const line = retentionSchedule.find((each) => each.record === record);
          if (line === undefined) return <NotFound what="line of the schedule" />;
          return (
            <>
              <ChangeForm key={line.version} line={line} />
              <History line={line} />
            </>
          );
        }}
      </Loaded>
    </>
  );
}

export function Component() {
  return (
    <RequirePermission permission="retention.change-schedule">
      <SchedulePage />
    </RequirePermission>
  );
}
