import { useQuery } from "@apollo/client/react";
import { Link } from "react-router";
import { AsOfPicker, useAsOf } from "../../components/AsOfPicker.tsx";
import { formatDate } from "../../components/dates.ts";
import { FormattedDate } from "../../components/FormattedDate.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { PrintButton } from "../../components/PrintButton.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { useSignedIn } from "../../components/ViewerProvider.tsx";
import { type Column, Table } from "../../govuk/Table.tsx";
import { ByMonth } from "./ByMonth.tsx";
import { ContributionDocument, type ContributionQuery } from "./Contribution.generated.ts";
import { FIGURES } from "./figures.ts";

type Contribution = ContributionQuery["contribution"];
type Overdue = Contribution["overdueActions"][number];
type Worker = Contribution["byWorker"][number];

const OVERDUE: readonly Column<Overdue>[] = [
  {
    key: "family",
    header: "Family",
    value: ({ familyReference }) => familyReference,
    cell: ({ familyReference, familyId }) => (
      <Link className="govuk-link" to={`/families/${familyId}#plan`}>
        {familyReference}
      </Link>
    ),
  },
  { key: "title", header: "Action", value: ({ title }) => title ?? "Details removed" },
  { key: "team", header: "Team", value: ({ team }) => team.name },
  {
    key: "dueOn",
    header: "Was due",
    value: ({ dueOn }) => dueOn,
    cell: ({ dueOn }) => <FormattedDate date={dueOn} short />,
    sortable: true,
  },
];

const WORKERS: readonly Column<Worker>[] = [
  { key: "name", header: "Name", value: ({ worker }) => worker.name, sortable: true },
  { key: "team", header: "Team", value: ({ worker }) => worker.team?.name ?? "–", sortable: true },
  { key: "cafs", header: "CAFs submitted", value: ({ cafsSubmitted }) => cafsSubmitted, numeric: true, sortable: true },
  { key: "actions", header: "Actions done", value: ({ actionsDone }) => actionsDone, numeric: true, sortable: true },
];

function Figures({ contribution }: { contribution: Contribution }) {
  const { agency, asOf, figures, months, overdueActions, byWorker } = contribution;
  const quiet = FIGURES.every(({ key }) => figures[key] === 0);
  return (
    <>
      <p className="govuk-body-l">
        {agency.name}, by the end of {formatDate(asOf)}.
      </p>
      <h2 className="govuk-heading-m">Overdue now</h2>
      <Table
        caption={`Actions overdue on ${formatDate(asOf)}`}
        captionSize="s"
        columns={OVERDUE}
        rows={overdueActions}
        rowKey={({ familyId, title, dueOn, team }) => `${familyId} ${title} ${dueOn} ${team.id}`}
        empty="Nothing is overdue in the families that you may see."
        sortParam="overdueSort"
        stack
      />
      {quiet && <p className="govuk-body">Nothing is recorded for your agency by this day.</p>}
      <Table
        caption="Since the first record"
        columns={[
          { key: "figure", header: "Figure", value: ({ name, stock }) => (stock ? `${name} on this day` : name) },
          { key: "number", header: "Number", value: ({ key }) => figures[key], numeric: true },
        ]}
        rows={FIGURES}
        rowKey={({ key }) => key}
        csvName={`contribution-${asOf}`}
      />
      <ByMonth months={months} asOf={asOf} />
      <Table
        caption="By worker, since the first record"
        columns={WORKERS}
        rows={byWorker}
        rowKey={({ worker }) => worker.id}
        empty="No worker of your agency has an entry yet."
        sortParam="workerSort"
      />
    </>
  );
}

/** An agency against its own past, never against another: names of workers and families stay off the device. */
function ContributionPage() {
  const { today } = useSignedIn();
  const asOf = useAsOf(today);
  const day = asOf > today ? today : asOf;
  const query = useQuery(ContributionDocument, { variables: { asOf: day } });
  return (
    <>
      <PageTitle title="Our contribution" />
      <AsOfPicker key={day} asOf={day} today={today} />
      <PrintButton />
      <Loaded query={query} what="your agency’s figures">
        {({ contribution }) => <Figures contribution={contribution} />}
      </Loaded>
    </>
  );
}

export function Component() {
  return (
    <RequirePermission permission="contributions.read">
      <ContributionPage />
    </RequirePermission>
  );
}
