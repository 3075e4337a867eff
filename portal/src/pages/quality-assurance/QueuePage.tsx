import { useQuery } from "@apollo/client/react";
import { Link, useSearchParams } from "react-router";
import { DoneBanner } from "../../components/DoneBanner.tsx";
import { FormattedInstant } from "../../components/FormattedDate.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { teamName } from "../../components/people.ts";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { useSignedIn } from "../../components/ViewerProvider.tsx";
import { Filter } from "../../govuk/Filter.tsx";
import { Pagination } from "../../govuk/Pagination.tsx";
import { Select } from "../../govuk/Select.tsx";
import { Table } from "../../govuk/Table.tsx";
import { CafsToReviewDocument, type CafsToReviewQuery } from "./QualityAssurance.generated.ts";

type Row = CafsToReviewQuery["cafsToReview"]["edges"][number]["node"];
const PAGE = 25;

function captionOf(waiting: number): string {
  if (waiting === 0) return "No CAF waits";
  return waiting === 1 ? "1 CAF waits" : `${waiting} CAFs wait, oldest first`;
}

/** One that came back and was amended is looked at for what changed. */
function again([latest]: Row["versions"]): string | null {
  return latest === undefined || latest.number === 1 ? null : `Amended, version ${latest.number}`;
}

function Queue({ cafs, district, after }: { cafs: CafsToReviewQuery["cafsToReview"]; district: string | null; after: string | null }) {
  const { pageInfo, totalCount, edges } = cafs;
  const page = (cursor: string | null) =>
    `?${new URLSearchParams({ ...(district ? { district } : {}), ...(cursor ? { after: cursor } : {}) })}`;
  return (
    <>
      <Table<Row>
        caption={captionOf(totalCount)}
        csvName="cafs-to-check"
        stack
        rows={edges.map(({ node }) => node)}
        rowKey={({ id }) => id}
        empty="Nothing waits to be checked."
        columns={[
          {
            key: "reference",
            header: "CAF",
            value: ({ reference }) => reference,
            cell: ({ reference, versions }) => (
              <>
                <Link className="govuk-link app-nowrap" to={`/cafs/${reference}/review`}>
                  {reference}
                </Link>
                {again(versions) && <span className="app-under">{again(versions)}</span>}
              </>
            ),
          },
          {
            key: "submitted",
            header: "Submitted",
            value: ({ versions }) => versions[0]?.submittedAt ?? "",
            cell: ({ versions }) => versions[0] && <FormattedInstant instant={versions[0].submittedAt} short />,
          },
          { key: "family", header: "Family", value: ({ family }) => family?.name ?? "Record disposed of" },
          { key: "district", header: "District", value: ({ family }) => family?.district.name ?? "" },
          {
            key: "team",
            header: "From",
            value: ({ team, agency }) => teamName({ ...team, agency }),
            cell: ({ team, agency }) => (
              <>
                {team.name}
                {team.name !== agency.name && <span className="app-under">{agency.name}</span>}
              </>
            ),
          },
        ]}
      />
      <Pagination
        previous={after ? { to: page(null), text: "First page" } : undefined}
        next={pageInfo.hasNextPage ? { to: page(pageInfo.endCursor) } : undefined}
      />
    </>
  );
}

function QueuePage() {
  const { districts: mine } = useSignedIn();
  const [params] = useSearchParams();
  const district = params.get("district");
  const after = params.get("after");
  const query = useQuery(CafsToReviewDocument, { variables: { district, first: PAGE, after } });
  const options = mine.map(({ code, name }) => ({ value: code, label: name }));
  const chosen = options.find(({ value }) => value === district);
  return (
    <>
      <DoneBanner />
      <PageTitle title="Quality assurance" />
      <p className="govuk-body">CAFs that were submitted and wait for you to pass them or return them with reasons.</p>
      <div className="app-with-filter">
        <Filter active={chosen ? [{ param: "district", value: chosen.value, label: chosen.label }] : []}>
          <Select name="district" label="District" emptyLabel="All of mine" options={options} defaultValue={district ?? ""} />
        </Filter>
        <Loaded query={query} what="CAFs">
          {({ cafsToReview }) => <Queue cafs={cafsToReview} district={district} after={after} />}
        </Loaded>
      </div>
    </>
  );
}

export function Component() {
  return (
    <RequirePermission permission="cafs.review">
      <QueuePage />
    </RequirePermission>
  );
}
