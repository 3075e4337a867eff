import { useQuery } from "@apollo/client/react";
import { Link, useSearchParams } from "react-router";
import { Loaded } from "../../components/Loaded.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { familyTitle } from "../../components/people.ts";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { useListAddress } from "../../components/use-list-address.ts";
import { AGENCY_KIND_NAMES, CRITERION_NAMES } from "../../components/words.ts";
import { Filter } from "../../govuk/Filter.tsx";
import { Pagination } from "../../govuk/Pagination.tsx";
import { Select } from "../../govuk/Select.tsx";
import { type Column, Table } from "../../govuk/Table.tsx";
import { AttachmentQueueDocument, type AttachmentQueueQuery } from "./Attachment.generated.ts";

type Family = AttachmentQueueQuery["attachmentQueue"]["edges"][number]["node"];

const PAGE = 25;
const WHOLE = new Intl.NumberFormat("en-GB");

function Missing({ family }: { family: Family }) {
  const blockers = family.standing?.blockers ?? [];
  if (blockers.length === 0) return "Nothing";
  return (
    <ul className="govuk-list app-blockers">
      {[...new Set(blockers.map(({ mendedBy }) => mendedBy))].map((agency) => (
        <li key={agency}>
          {blockers
            .filter(({ mendedBy }) => mendedBy === agency)
            .map(({ message }) => message)
            .join(" ")}
          <span className="app-under">{AGENCY_KIND_NAMES[agency]} can put this right</span>
        </li>
      ))}
    </ul>
  );
}

const COLUMNS: readonly Column<Family>[] = [
  {
    key: "family",
    header: "Family",
    value: familyTitle,
    cell: (family) => (
      <>
        <Link className="govuk-link app-family-link" to={`/families/${family.id}`}>
          {familyTitle(family)}
        </Link>
        <span className="app-under">
          {family.reference}, {family.district.name}
        </span>
      </>
    ),
  },
  { key: "needs", header: "Needs", value: ({ standing }) => (standing?.needs ?? []).map((need) => CRITERION_NAMES[need]).join("; ") },
  {
    key: "missing",
    header: "What is missing",
    value: ({ standing }) => (standing?.blockers ?? []).map(({ message }) => message).join(" "),
    cell: (family) => <Missing family={family} />,
  },
];

/** Those that are ready come first: the column stands where there are any. */
const ATTACH: Column<Family> = {
  key: "attach",
  header: "Next",
  value: ({ viewerCanAttach }) => (viewerCanAttach ? "Ready" : ""),
  cell: (family) =>
    family.viewerCanAttach && (
      <Link className="govuk-link govuk-!-font-weight-bold" to={`/families/${family.id}/attach`}>
        Attach<span className="govuk-visually-hidden"> the {familyTitle(family)}</span>
      </Link>
    ),
};

function Queue({ data }: { data: AttachmentQueueQuery["attachmentQueue"] }) {
  const { after, pageAfter } = useListAddress();
  const { edges, totalCount, pageInfo } = data;
  return (
    <div>
      <p className="govuk-body" role="status">
        {totalCount === 0
          ? "No eligible family waits to be attached here."
          : `${WHOLE.format(totalCount)} eligible ${totalCount === 1 ? "family is" : "families are"} not attached. Those with the least in the way come first.`}
      </p>
      {edges.length > 0 && (
        <Table
          caption="Eligible families that are not attached"
          captionHidden
          columns={edges.some(({ node }) => node.viewerCanAttach) ? [...COLUMNS, ATTACH] : COLUMNS}
          rows={edges.map(({ node }) => node)}
          rowKey={({ id }) => id}
          stack
          sortedByServer
        />
      )}
      <Pagination
        previous={after === null ? undefined : { to: pageAfter(null), text: "Back to the first page" }}
        next={pageInfo.hasNextPage ? { to: pageAfter(pageInfo.endCursor) } : undefined}
      />
    </div>
  );
}

function AttachmentPage() {
  const [params] = useSearchParams();
  const district = params.get("district");
  const { after } = useListAddress();
  const query = useQuery(AttachmentQueueDocument, { variables: { district, first: PAGE, after } });
  return (
    <>
      <PageTitle title="Attachment" />
      <p className="govuk-body app-narrow">
        A family is attached once its needs are evidenced, everyone in it is assessed, a plan answers each need and a lead professional has
        accepted.
      </p>
      <Loaded query={query} what="families">
        {({ districts, attachmentQueue }) => (
          <div className="app-with-filter">
            <Filter
              active={districts
                .filter(({ code }) => code === district)
                .map(({ code, name }) => ({ param: "district", value: code, label: name }))}
            >
              <Select
                name="district"
                label="District"
                emptyLabel="All my districts"
                defaultValue={district ?? ""}
                options={districts.map(({ code, name }) => ({ value: code, label: name }))}
              />
            </Filter>
            <Queue data={attachmentQueue} />
          </div>
        )}
      </Loaded>
    </>
  );
}

export function Component() {
  return (
    <RequirePermission permission="families.attach">
      <AttachmentPage />
    </RequirePermission>
  );
}
