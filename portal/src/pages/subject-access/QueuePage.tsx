import { useQuery } from "@apollo/client/react";
import { Link, useSearchParams } from "react-router";
import { formatDate } from "../../components/dates.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { Breadcrumbs } from "../../govuk/Breadcrumbs.tsx";
import { ButtonLink } from "../../govuk/Button.tsx";
import { Table } from "../../govuk/Table.tsx";
import { Tag } from "../../govuk/Tag.tsx";
import { SubjectRequestsDocument, type SubjectRequestsQuery } from "./SubjectAccess.generated.ts";
import { ASKER_NAMES, HOME, STATE_NAMES } from "./words.ts";

type Queue = SubjectRequestsQuery["subjectRequests"];
type Queued = Queue["requests"][number];

/** No name stands in a list: a request is opened for that. */
function Requests({ open, requests, total }: Queue & { open: boolean }) {
  const date = (request: Queued) => (open ? request.dueOn : (request.closedOn ?? ""));
  return (
    <>
      <Table
        caption={`${open ? "Open requests" : "Closed requests"} (${total})`}
        columns={[
          {
            key: "reference",
            header: "Request",
            value: ({ reference }) => reference,
            cell: ({ reference }) => (
              <Link className="govuk-link" to={`${HOME}/${reference}`}>
                {reference}
              </Link>
            ),
          },
          {
            key: "date",
            header: open ? "Due" : "Closed",
            value: date,
            cell: (request) => (
              <>
                {formatDate(date(request))} {request.overdue && <Tag colour="red">Overdue</Tag>}
              </>
            ),
          },
          { key: "state", header: "State", value: ({ state }) => STATE_NAMES[state] },
          { key: "asker", header: "Asked by", value: ({ askedBy }) => ASKER_NAMES[askedBy] },
          {
            key: "received",
            header: "Received",
            value: ({ receivedOn }) => receivedOn,
            cell: ({ receivedOn }) => formatDate(receivedOn),
          },
        ]}
        rows={requests}
        rowKey={({ id }) => id}
        empty={<p className="govuk-body">{open ? "No request waits to be answered." : "No request has been closed yet."}</p>}
        csvName="subject-access"
        stack
      />
      {total > requests.length && (
        <p className="govuk-body">
          {requests.length} of {total} are shown.
        </p>
      )}
    </>
  );
}

function QueuePage() {
  const [params] = useSearchParams();
  const open = params.get("closed") === null;
  const query = useQuery(SubjectRequestsDocument, { variables: { open }, fetchPolicy: "cache-and-network" });
  return (
    <>
      <Breadcrumbs items={[{ text: "Administration", to: "/administration" }, { text: "Subject access requests" }]} />
      <PageTitle title="Subject access requests" />
      <p className="govuk-body app-narrow">
        Everybody may ask what is held about them. It is answered within a month, without telling about anybody else. The one that is due
        first comes first.
      </p>
      <ButtonLink to={`${HOME}/new`}>Record a request</ButtonLink>
      <Loaded query={query} what="requests">
        {({ subjectRequests }) => <Requests open={open} {...subjectRequests} />}
      </Loaded>
      <p className="govuk-body">
        <Link className="govuk-link" to={open ? "?closed" : "?"}>
          {open ? "Show closed requests" : "Show open requests"}
        </Link>
      </p>
    </>
  );
}

export function Component() {
  return (
    <RequirePermission permission="subject-access.manage">
      <QueuePage />
    </RequirePermission>
  );
}
