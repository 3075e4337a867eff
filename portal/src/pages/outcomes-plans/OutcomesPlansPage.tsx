import { useQuery } from "@apollo/client/react";
import { Link } from "react-router";
import { FormattedDate, FormattedInstant } from "../../components/FormattedDate.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { PrintButton } from "../../components/PrintButton.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { useViewer } from "../../components/ViewerProvider.tsx";
import { ButtonGroup, ButtonLink } from "../../govuk/Button.tsx";
import { type Column, Table } from "../../govuk/Table.tsx";
import { Tag } from "../../govuk/Tag.tsx";
import { OutcomesPlansDocument, type OutcomesPlansQuery } from "./OutcomesPlans.generated.ts";

type Plan = OutcomesPlansQuery["outcomesPlans"][number];

const COLUMNS: readonly Column<Plan>[] = [
  {
    key: "name",
    header: "Plan",
    value: ({ name }) => name,
    cell: ({ id, name, inForce }) => (
      <>
        <Link className="govuk-link" to={`/outcomes-plans/${id}`}>
          {name}
        </Link>{" "}
        {inForce && <Tag colour="green">In force</Tag>}
      </>
    ),
    sortable: true,
  },
  { key: "authority", header: "Authority", value: ({ authority }) => authority, sortable: true },
  { key: "from", header: "From", value: ({ from }) => from, cell: ({ from }) => <FormattedDate date={from} short />, sortable: true },
  { key: "to", header: "To", value: ({ to }) => to, cell: ({ to }) => <FormattedDate date={to} short />, sortable: true },
  { key: "criteria", header: "Criteria", value: ({ criteria }) => criteria.length, numeric: true },
  { key: "needs", header: "Needs to be eligible", value: ({ needsForEligibility }) => needsForEligibility, numeric: true },
];

function Plans({ outcomesPlans }: OutcomesPlansQuery) {
  const { can } = useViewer();
  const inForce = outcomesPlans.find((plan) => plan.inForce);
  return (
    <>
      <PageTitle title="Outcomes plans" />
      <p className="govuk-body">
        An outcomes plan says what counts as a need, what counts as progress, and which families are eligible. One plan is in force.
      </p>
      {inForce?.inForceSince != null && (
        <p className="govuk-body">
          In force since <FormattedInstant instant={inForce.inForceSince} />: <strong>{inForce.name}</strong>.
        </p>
      )}
      <ButtonGroup>
        {can("outcomes-plans.compare") && (
          <ButtonLink to="/outcomes-plans/compare" variant="secondary">
            Compare with another plan
          </ButtonLink>
        )}
        {can("outcomes-plans.change") && (
          <ButtonLink to="/administration/plans" variant="secondary">
            Put another plan in force
          </ButtonLink>
        )}
        <PrintButton />
      </ButtonGroup>
      <Table
        caption="Plans on record"
        columns={COLUMNS}
        rows={outcomesPlans}
        rowKey={({ id }) => id}
        csvName="outcomes-plans"
        stack
        empty="No plan is on record."
      />
    </>
  );
}

function OutcomesPlansPage() {
  const query = useQuery(OutcomesPlansDocument);
  return (
    <Loaded query={query} what="the plans">
      {(data) => <Plans {...data} />}
    </Loaded>
  );
}

export function Component() {
  return (
    <RequirePermission permission="outcomes-plans.read">
      <OutcomesPlansPage />
    </RequirePermission>
  );
}
