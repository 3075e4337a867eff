import { useQuery } from "@apollo/client/react";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { formatDate, formatInstant } from "../../components/dates.ts";
import { ListSearch, Searched } from "../../components/ListSearch.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { useListAddress } from "../../components/use-list-address.ts";
import { Breadcrumbs } from "../../govuk/Breadcrumbs.tsx";
import { Pagination } from "../../govuk/Pagination.tsx";
import { AuditFilters } from "./AuditFilters.tsx";
import { AuditLogDocument, type AuditLogQuery } from "./AuditLog.generated.ts";
import { AuditTable } from "./AuditTable.tsx";
import { DownloadLog } from "./DownloadLog.tsx";
import { faultsIn, filtersIn, toFilter } from "./filters.ts";

const PAGE = 25;
const WHOLE = new Intl.NumberFormat("en-GB");

function Seal({ chain: { events, sealedAt, closedDay } }: { chain: AuditLogQuery["auditChain"] }) {
  if (sealedAt === null) return <p className="govuk-hint">Nothing in the log is sealed yet. That happens every minute.</p>;
  const closed = closedDay === null ? "No day is closed yet." : `The last day closed is ${formatDate(closedDay)}.`;
  return (
    <p className="govuk-hint">
      {WHOLE.format(events)} {events === 1 ? "deed is" : "deeds are"} sealed against change, the newest on {formatInstant(sealedAt)}.{" "}
      {closed}
    </p>
  );
}

function AuditLogPage() {
  const [params] = useSearchParams();
  const { after, pageAfter, restart } = useListAddress();
  // A name stays in the page's memory: addresses are kept, in many places.
  const [name, setName] = useState("");
  const filters = filtersIn(params);
  const filter = toFilter(filters, name);
  const faulty = Object.keys(faultsIn(params)).length > 0;
  const query = useQuery(AuditLogDocument, { variables: { filter, first: PAGE, after } });
  const searchFor = (text: string) => {
    setName(text);
    restart("user");
  };
  return (
    <>
      <Breadcrumbs items={[{ text: "Administration", to: "/administration" }, { text: "Audit log" }]} />
      <PageTitle title="Audit log" />
      <p className="govuk-body">
        Who looked and who changed something: identifiers, and never what stands in a record. To read here is recorded too. What is about
        one family is found a minute after it was done.
      </p>
      <ListSearch
        of="Deeds of a person"
        name="person-search"
        label="Find what somebody did"
        hint="By a part of their name"
        text={name}
        onSearch={searchFor}
      />
      <Loaded query={query} what="the audit log">
        {({ auditActions, auditChain, auditEvents: { edges, pageInfo } }) => {
          const events = edges.map(({ node }) => node);
          const userName = filters.userId === null ? null : (events.find(({ user }) => user?.id === filters.userId)?.user?.name ?? null);
          return (
            <div className="app-with-filter">
              <AuditFilters actions={auditActions} userName={userName} />
              <div>
                <div role="status">{filters.userId === null && <Searched text={name} onClear={() => searchFor("")} />}</div>
                {faulty ? (
                  <p className="govuk-body govuk-!-font-weight-bold">Put the filter right to see what fits it.</p>
                ) : (
                  <>
                    <AuditTable events={events} />
                    {events.length > 0 && <DownloadLog filter={filter} />}
                    <Pagination
                      previous={after === null ? undefined : { to: pageAfter(null), text: "Back to the newest" }}
                      next={pageInfo.hasNextPage ? { to: pageAfter(pageInfo.endCursor), text: "Earlier" } : undefined}
                    />
                    <Seal chain={auditChain} />
                  </>
                )}
              </div>
            </div>
          );
        }}
      </Loaded>
    </>
  );
}

export function Component() {
  return (
    <RequirePermission permission="audit.read">
      <AuditLogPage />
    </RequirePermission>
  );
}
