import { useQuery } from "@apollo/client/react";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import type { RetentionState } from "../../apollo/schema.generated.ts";
import { DoneBanner } from "../../components/DoneBanner.tsx";
import { formatDate, isRealDate } from "../../components/dates.ts";
import { FormattedDate } from "../../components/FormattedDate.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { Unbroken } from "../../components/Unbroken.tsx";
import { useListAddress } from "../../components/use-list-address.ts";
import { useSignedIn, useViewer } from "../../components/ViewerProvider.tsx";
import { Breadcrumbs } from "../../govuk/Breadcrumbs.tsx";
import { Button, ButtonLink } from "../../govuk/Button.tsx";
import { DateInput } from "../../govuk/DateInput.tsx";
import { Pagination } from "../../govuk/Pagination.tsx";
import { Select } from "../../govuk/Select.tsx";
import { Table } from "../../govuk/Table.tsx";
import { DraftsLeft } from "./DraftsLeft.tsx";
import { type RetentionLineFragment, RetentionQueueDocument, type RetentionQueueQuery } from "./Retention.generated.ts";
import { isState, keptFor, NONE_OF, RECORD_NAMES, STATE_NAMES } from "./words.ts";

const STATES = Object.entries(STATE_NAMES).map(([value, label]) => ({ value, label }));
const WHOLE = new Intl.NumberFormat("en-GB");
type Queued = RetentionQueueQuery["retentionQueue"]["edges"][number]["node"];

function Chooser({ state, dueBy, error }: { state: string; dueBy: string; error: string | undefined }) {
  const [day, setDay] = useState(dueBy);
  return (
    <search aria-label="Records">
      <form className="app-search app-search--close" noValidate>
        <Select name="state" label="Show records that are" labelSize="s" defaultValue={state} options={STATES} />
        <DateInput name="day" legend="As if today were (optional)" legendSize="s" value={day} onChange={setDay} error={error} />
        <input type="hidden" name="dueBy" value={day} />
        <Button variant="secondary">Show</Button>
      </form>
    </search>
  );
}

function Queue({ state, records, total }: { state: RetentionState; records: readonly Queued[]; total: number }) {
  return (
    <Table
      caption={`${STATE_NAMES[state]} (${WHOLE.format(total)})`}
      columns={[
        {
          key: "reference",
          header: "Record",
          value: ({ reference }) => reference,
          cell: ({ reference }) => (
            <Link className="govuk-link" to={`/administration/retention/${reference}`}>
              <Unbroken text={reference} />
            </Link>
          ),
        },
        {
          key: "due",
          header: "Due",
          value: ({ dueOn }) => dueOn ?? "",
          cell: ({ dueOn }) => (dueOn === null ? "Not yet" : <FormattedDate date={dueOn} short />),
        },
        { key: "why", header: "Why", value: ({ why }) => why },
        { key: "district", header: "District", value: ({ district }) => district },
        { key: "people", header: "People", value: ({ people }) => people, numeric: true },
      ]}
      rows={records}
      rowKey={({ familyId }) => familyId}
      empty={NONE_OF[state]}
      csvName="retention"
      stack
    />
  );
}

function Schedule({ lines }: { lines: readonly RetentionLineFragment[] }) {
  const { can } = useViewer();
  const { today } = useSignedIn();
  const changes = can("retention.change-schedule");
  return (
    <Table
      caption="How long records are kept"
      columns={[
        { key: "record", header: "Record", value: ({ record }) => RECORD_NAMES[record] },
        {
          key: "kept",
          header: "Kept",
          value: ({ measure, amount }) => keptFor(measure, amount),
          cell: ({ measure, amount, changes: decided }) => (
            <>
              {keptFor(measure, amount)}
              {decided
                .filter(({ validFrom }) => validFrom > today)
                .map((next) => (
                  <span key={next.id} className="app-under">
                    From {formatDate(next.validFrom)}: {keptFor(measure, next.amount)}
                  </span>
                ))}
            </>
          ),
        },
        ...(changes
          ? [
              {
                key: "change",
                header: "Change",
                value: () => "",
                cell: ({ record }: RetentionLineFragment) => (
                  <Link className="govuk-link" to={`/administration/retention/schedule/${record}`}>
                    Change<span className="govuk-visually-hidden"> how long it is kept: {RECORD_NAMES[record]}</span>
                  </Link>
                ),
              },
            ]
          : []),
      ]}
      rows={lines}
      rowKey={({ record }) => record}
      narrow
    />
  );
}

function RetentionPage() {
  const { can } = useViewer();
  const [params] = useSearchParams();
  // Whoever only carries out disposals begins with what waits for them.
  const asked = params.get("state") ?? "";
  const state = isState(asked) ? asked : can("retention.manage") ? "DUE" : "TO_DISPOSE";
  const day = params.get("dueBy") ?? "";
  const empty = day.replaceAll("-", "") === "";
  const wrong = !empty && !isRealDate(day);
  const { after, pageAfter } = useListAddress();
  const query = useQuery(RetentionQueueDocument, {
    variables: { state, dueBy: empty || wrong ? null : day, first: 50, after },
    fetchPolicy: "cache-and-network",
  });
  return (
    <>
      <Breadcrumbs items={[{ text: "Administration", to: "/administration" }, { text: "Keeping and disposal" }]} />
      <DoneBanner />
      <PageTitle title="Keeping and disposal" />
      <p className="govuk-body">
        Records that have fallen due are reviewed: kept until another day, or disposed of by a second person. What is on hold stays.
      </p>
      {can("retention.manage") && <ButtonLink to="/administration/retention/hold">Put a record on hold</ButtonLink>}
      <Chooser key={`${state}${day}`} state={state} dueBy={day} error={wrong ? "Enter a real date, such as 31 12 2016" : undefined} />
      <Loaded query={query} what="records">
        {({ retentionQueue, retentionSchedule }) => (
          <>
            <Queue state={state} records={retentionQueue.edges.map(({ node }) => node)} total={retentionQueue.totalCount} />
            {retentionQueue.pageInfo.hasNextPage && <Pagination next={{ to: pageAfter(retentionQueue.pageInfo.endCursor) }} />}
            <DraftsLeft />
            <Schedule lines={retentionSchedule} />
          </>
        )}
      </Loaded>
    </>
  );
}

export function Component() {
  return (
    <RequirePermission permission="retention.read">
      <RetentionPage />
    </RequirePermission>
  );
}
