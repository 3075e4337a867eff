import { useMutation, useQuery } from "@apollo/client/react";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { formatInstant, formatTime } from "../../components/dates.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { useListAddress } from "../../components/use-list-address.ts";
import { Breadcrumbs } from "../../govuk/Breadcrumbs.tsx";
import { Button } from "../../govuk/Button.tsx";
import { ErrorSummary } from "../../govuk/ErrorSummary.tsx";
import { NotificationBanner } from "../../govuk/NotificationBanner.tsx";
import { Pagination } from "../../govuk/Pagination.tsx";
import { SummaryList } from "../../govuk/SummaryList.tsx";
import { Textarea } from "../../govuk/Textarea.tsx";
import { EmergencyAccessReportDocument, type EmergencyAccessReportQuery, LookIntoEmergencyAccessDocument } from "./Emergency.generated.ts";

type Access = EmergencyAccessReportQuery["emergencyAccessReport"]["edges"][number]["node"];

function LookInto({ access, onDone }: { access: Access; onDone: () => void }) {
  const [lookInto] = useMutation(LookIntoEmergencyAccessDocument);
  const { field, errors, busy, submit } = useServerForm({ defaultValues: { finding: "" } });
  return (
    <form
      noValidate
      onSubmit={submit(async ({ finding }) => {
        const { data } = await lookInto({ variables: { input: { emergencyAccessId: access.id, finding } } });
        if (data?.lookIntoEmergencyAccess.emergencyAccess) onDone();
        return data?.lookIntoEmergencyAccess.errors;
      })}
    >
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <Textarea
        {...field("finding")}
        label={
          <>
            What did you find?
            <span className="govuk-visually-hidden">
              {" "}
              {access.worker.name}, {access.familyReference}
            </span>
          </>
        }
        rows={3}
      />
      <Button busy={busy} variant="secondary">
        Mark as looked into
      </Button>
    </form>
  );
}

function Entry({ access, onDone }: { access: Access; onDone: () => void }) {
  const rows = [
    { key: "Who", value: `${access.worker.name}, ${access.worker.agency.name}` },
    { key: "When", value: `${formatInstant(access.openedAt)}, until ${formatTime(access.endsAt)}` },
    { key: "Why", value: access.reason ?? "Removed" },
    ...(access.lookedIntoAt === null
      ? []
      : [
          { key: "Looked into", value: `${access.lookedIntoBy?.name ?? ""}, ${formatInstant(access.lookedIntoAt)}` },
          { key: "Found", value: access.finding ?? "Removed" },
        ]),
  ];
  return (
    <section className="app-narrow" aria-labelledby={`access-${access.id}`}>
      <h2 className="govuk-heading-m" id={`access-${access.id}`}>
        {access.familyReference} opened by {access.worker.name}
      </h2>
      <SummaryList rows={rows} />
      {access.lookedIntoAt === null && <LookInto access={access} onDone={onDone} />}
    </section>
  );
}

function EmergencyReportPage() {
  const [params] = useSearchParams();
  const waiting = params.get("all") === null;
  const { after, pageAfter } = useListAddress();
  const query = useQuery(EmergencyAccessReportDocument, { variables: { waiting, first: 20, after }, fetchPolicy: "cache-and-network" });
  const [done, setDone] = useState(false);
  return (
    <>
      <Breadcrumbs items={[{ text: "Administration", to: "/administration" }, { text: "Emergency access" }]} />
      {done && <NotificationBanner success heading="Marked as looked into" />}
      <PageTitle title="Emergency access" />
      <p className="govuk-body app-narrow">
        Somebody opened a family that they do not see, and gave a reason. Ask them or their lead, look in the audit log at what they read,
        and note what you found.
      </p>
      <Loaded query={query} what="emergency access">
        {({ emergencyAccessReport: { edges, pageInfo } }) => (
          <>
            {edges.length === 0 && (
              <p className="govuk-body">{waiting ? "Nothing waits to be looked into." : "No family has been opened in an emergency."}</p>
            )}
            {edges.map(({ node }) => (
              <Entry
                key={node.id}
                access={node}
                onDone={() => {
                  setDone(true);
                  void query.refetch();
                }}
              />
            ))}
            {pageInfo.hasNextPage && <Pagination next={{ to: pageAfter(pageInfo.endCursor) }} />}
            <p className="govuk-body">
              <Link className="govuk-link" to={waiting ? "?all" : "?"}>
                {waiting ? "Show those looked into as well" : "Show only what waits"}
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
    <RequirePermission permission="emergency-accesses.look-into">
      <EmergencyReportPage />
    </RequirePermission>
  );
}
