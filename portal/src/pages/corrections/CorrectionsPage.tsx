import { useQuery } from "@apollo/client/react";
import { Link, useSearchParams } from "react-router";
import { DoneBanner } from "../../components/DoneBanner.tsx";
import { FormattedDate } from "../../components/FormattedDate.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { useListAddress } from "../../components/use-list-address.ts";
import { Breadcrumbs } from "../../govuk/Breadcrumbs.tsx";
import { ButtonLink } from "../../govuk/Button.tsx";
import { Pagination } from "../../govuk/Pagination.tsx";
import { type Column, Table } from "../../govuk/Table.tsx";
import { Tag } from "../../govuk/Tag.tsx";
import { CorrectionQueueDocument, type CorrectionQueueQuery } from "./Corrections.generated.ts";
import { DECISION_NAMES, recordName } from "./words.ts";

type Queued = CorrectionQueueQuery["correctionRequests"]["edges"][number]["node"];

const COLUMNS: readonly Column<Queued>[] = [
  {
    key: "record",
    header: "What they say is wrong",
    value: recordName,
    cell: (request) => (
      <Link className="govuk-link" to={`/administration/corrections/${request.id}`}>
        {recordName(request)}
      </Link>
    ),
  },
  { key: "family", header: "Family", value: ({ familyReference }) => familyReference },
  {
    key: "receivedOn",
    header: "Received",
    value: ({ receivedOn }) => receivedOn,
    cell: ({ receivedOn }) => <FormattedDate date={receivedOn} short />,
  },
  {
    key: "dueOn",
    header: "Answer by",
    value: ({ dueOn }) => dueOn,
    cell: ({ dueOn, overdue, decision }) => (
      <>
        <FormattedDate date={dueOn} short /> {overdue && <Tag colour="red">Overdue</Tag>}
        {decision !== null && <span className="app-under">{DECISION_NAMES[decision]}</span>}
      </>
    ),
  },
];

function CorrectionsPage() {
  const [params] = useSearchParams();
  const waiting = params.get("all") === null;
  const { after, pageAfter } = useListAddress();
  const query = useQuery(CorrectionQueueDocument, { variables: { waiting, first: 20, after }, fetchPolicy: "cache-and-network" });
  return (
    <>
      <Breadcrumbs items={[{ text: "Administration", to: "/administration" }, { text: "What people say is wrong" }]} />
      <DoneBanner />
      <PageTitle title="What people say is wrong" />
      <p className="govuk-body app-narrow">
        A person has a right to have put right what is wrong about them, and to an answer within a month. What an agency recorded, that
        agency puts right: it waits among its tasks.
      </p>
      <ButtonLink to="/corrections/new">Record that something is wrong</ButtonLink>
      <Loaded query={query} what="the list">
        {({ correctionRequests: { edges, pageInfo, totalCount } }) => (
          <>
            <Table
              caption={`${waiting ? "Waiting for an answer" : "All"} (${totalCount})`}
              columns={COLUMNS}
              rows={edges.map(({ node }) => node)}
              rowKey={({ id }) => id}
              empty={waiting ? "Nothing waits for an answer." : "Nobody has said that something is wrong."}
              stack
            />
            {pageInfo.hasNextPage && <Pagination next={{ to: pageAfter(pageInfo.endCursor) }} />}
            <p className="govuk-body">
              <Link className="govuk-link" to={waiting ? "?all" : "?"}>
                {waiting ? "Show those decided as well" : "Show only what waits"}
              </Link>
            </p>
          </>
        )}
      </Loaded>
    </>
  );
}

export function Component() {
  return (
    <RequirePermission permission="corrections.decide">
      <CorrectionsPage />
    </RequirePermission>
  );
}
