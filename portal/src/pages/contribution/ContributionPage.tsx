import { useQuery } from "@apollo/client/react";
import { Link } from "react-router";
import { AsOfPicker, useAsOf } from "../../components/AsOfPicker.tsx";
import { formatDate } from "../../components/dates.ts";
import { FormattedDate } from "../../components/FormattedDate.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { NotSharedWith } from "../../components/NotToBeShared.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { PrintButton } from "../../components/PrintButton.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { Unbroken } from "../../components/Unbroken.tsx";
import { useSignedIn } from "../../components/ViewerProvider.tsx";
import { type Column, Table } from "../../govuk/Table.tsx";
import { ByMonth } from "./ByMonth.tsx";
import { ContributionDocument, type ContributionQuery } from "./Contribution.generated.ts";
import { FIGURES } from "./figures.ts";

type Contribution = ContributionQuery["contribution"];
type Overdue = Contribution["overdueActions"][number];
type Worker = Contribution["byWorker"][number];

/** How much of a long list is seen at once. */
const FIRST = 10;

const OVERDUE: readonly Column<Overdue>[] = [
  {
    key: "family",
    header: "Family",
    value: ({ familyReference }) => familyReference,
    cell: ({ familyReference, familyId }) => (
      <Link className="govuk-link" to={`/families/${familyId}#plan`}>
        <Unbroken text={familyReference} />
      </Link>
    ),
  },
  {
    key: "title",
    header: "Action",
    value: ({ title }) => title ?? "Details removed",
    cell: ({ title, notSharedWith }) => (
      <>
        {title ?? "Details removed"}
        <NotSharedWith names={notSharedWith} />
      </>
    ),
  },
  { key: "team", header: "Team", value: ({ team }) => team.name },
  {
    key: "dueOn",
    header: "Was due",
    value: ({ dueOn }) => dueOn,
    cell: ({ dueOn }) => <FormattedDate date={dueOn} short />,
  },
];

const WORKERS: readonly Column<Worker>[] = [
  { key: "name", header: "Name", value: ({ worker }) => worker.name, sortable: true },
  { key: "team", header: "Team", value: ({ worker }) => worker.team?.name ?? "–", sortable: true },
  { key: "cafs", header: "CAFs submitted", value: ({ cafsSubmitted }) => cafsSubmitted, numeric: true, sortable: true },
  { key: "actions", header: "Actions done", value: ({ actionsDone }) => actionsDone, numeric: true, sortable: true },
];

/** Oldest first, as they come; a few are seen at once, and the rest are a click away. */
function OverdueActions({ actions, asOf }: { actions: readonly Overdue[]; asOf: string }) {
  return (
    <Table
      caption={`Actions overdue on ${formatDate(asOf)}${actions.length === 0 ? "" : `: ${actions.length}`}`}
      columns={OVERDUE}
      rows={actions}
      rowKey={({ familyId, title, dueOn, team }) => `${familyId} ${title} ${dueOn} ${team.id}`}
      empty="Nothing is overdue in the families that you may see."
      first={FIRST}
      stack
    />
  );
}

function Figures({ contribution }: { contribution: Contribution }) {
  const { agency, asOf, figures, months, overdueActions, byWorker } = contribution;
  const quiet = FIGURES.every(({ key }) => figures[key] === 0);
  return (
    <>
      <p className="govuk-body-l">
        {agency.name}, by the end of {formatDate(asOf)}.
      </p>
      <OverdueActions actions={overdueActions} asOf={asOf} />
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
        narrow
      />
      <ByMonth months={months} asOf={asOf} />
      <Table
        caption="By worker, since the first record"
        columns={WORKERS}
        rows={byWorker}
        rowKey={({ worker }) => worker.id}
        empty="No worker of your agency has an entry yet."
        sortParam="workerSort"
        first={FIRST}
        stack
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
