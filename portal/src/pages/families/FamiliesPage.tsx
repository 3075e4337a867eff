import { useQuery } from "@apollo/client/react";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { criteriaInForce } from "../../components/criteria-in-force.ts";
import { ListSearch, Searched } from "../../components/ListSearch.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { familyTitle } from "../../components/people.ts";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { createSearchMemory } from "../../components/search-memory.ts";
import { Unbroken } from "../../components/Unbroken.tsx";
import { useListAddress } from "../../components/use-list-address.ts";
import { useSignedIn, useViewer } from "../../components/ViewerProvider.tsx";
import { BLOCKED_NAMES, CRITERION_NAMES, STAGE_NAMES } from "../../components/words.ts";
import { Pagination } from "../../govuk/Pagination.tsx";
import { type Column, Table } from "../../govuk/Table.tsx";
import { Tag } from "../../govuk/Tag.tsx";
import { FamiliesDocument, type FamiliesQuery, type FamilyTable_FamilyFragment } from "./Families.generated.ts";
import { FamilyFilters } from "./FamilyFilters.tsx";
import { filtersIn, toFilter } from "./filters.ts";

type Family = FamilyTable_FamilyFragment;

const searches = createSearchMemory();
const PAGE = 25;
const WHOLE = new Intl.NumberFormat("en-GB");

function leadOf({ lead }: Family): string {
  if (lead === null) return "Nobody yet";
  const words = `${lead.worker.name}, ${lead.worker.agency.name}`;
  return lead.status === "ASKED" ? `${words} (asked)` : words;
}

function Lead({ family: { lead } }: { family: Family }) {
  if (lead === null) return "Nobody yet";
  return (
    <>
      {lead.worker.name}
      {lead.status === "ASKED" && " (asked)"}
      <span className="app-under">{lead.worker.agency.name}</span>
    </>
  );
}

const needsOf = ({ standing }: Family) => (standing?.needs ?? []).map((criterion) => CRITERION_NAMES[criterion]).join("; ");
const blockersOf = ({ standing }: Family) => (standing?.blockers ?? []).map(({ principle }) => BLOCKED_NAMES[principle]).join("; ");

const COLUMNS: readonly Column<Family>[] = [
  {
    key: "name",
    header: "Family",
    value: familyTitle,
    cell: (family) => (
      <>
        <Link className="govuk-link app-family-link" to={`/families/${family.id}`}>
          {familyTitle(family)}
        </Link>
        <span className="app-under">{family.reference}</span>
        {family.restricted && <Tag colour="red">Restricted</Tag>}
      </>
    ),
  },
  { key: "district", header: "District", value: ({ district }) => district.name },
  { key: "stage", header: "Stage", value: ({ stage }) => STAGE_NAMES[stage] },
  { key: "needs", header: "Needs", value: (family) => needsOf(family) || "None known" },
  { key: "lead", header: "Lead professional", value: leadOf, cell: (family) => <Lead family={family} /> },
  // Nothing is said of a family that is attached: nothing blocks it any more.
  { key: "blockedBy", header: "Blocked by", value: (family) => (family.stage === "ATTACHED" ? "" : blockersOf(family) || "Nothing") },
];

function Results({ data, search, onClear }: { data: FamiliesQuery["families"]; search: string; onClear: () => void }) {
  const [params] = useSearchParams();
  const { after, pageAfter } = useListAddress();
  const { can } = useViewer();
  const { totalCount, edges, pageInfo } = data;
  const narrowed = search !== "" || [...params.keys()].some((key) => key !== "after");
  const total = totalCount === 1 ? "1 family" : `${WHOLE.format(totalCount)} families`;
  return (
    <div>
      <div role="status">
        <Searched text={search} onClear={onClear} />
        {totalCount > 0 && <p className="govuk-body">{total}, by name.</p>}
        {totalCount === 0 && narrowed && (
          <>
            <p className="govuk-body govuk-!-font-weight-bold">No family that you may see fits this.</p>
            <p className="govuk-body">Check the spelling, or take away a filter.</p>
            {can("cafs.check") && (
              <p className="govuk-body">
                To learn whether anyone works with a family that is not in your list,{" "}
                <Link className="govuk-link" to="/check">
                  check whether a CAF exists
                </Link>
                .
              </p>
            )}
          </>
        )}
        {totalCount === 0 && !narrowed && (
          <p className="govuk-body">There are no families here yet. You see a family once your team works with it.</p>
        )}
      </div>
      {edges.length > 0 && (
        <Table
          caption="Families"
          captionHidden
          columns={COLUMNS}
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

/** Names of families are not offered as a file: nothing about a family is written to the device. */
function FamiliesPage() {
  const { id: viewerId } = useSignedIn();
  const { can } = useViewer();
  const [params] = useSearchParams();
  const { after, restart } = useListAddress();
  const [search, setSearch] = useState(() => searches.remembered(viewerId));
  const query = useQuery(FamiliesDocument, {
    variables: { filter: toFilter(filtersIn(params), search), first: PAGE, after },
  });
  const searchFor = (text: string) => {
    searches.remember(viewerId, text);
    setSearch(text);
    restart();
  };
  return (
    <>
      <PageTitle title="Families" />
      <ListSearch
        of="Families"
        name="family-search"
        label="Find a family"
        hint={<Unbroken text="By last name, reference such as F-100084, or postcode" />}
        text={search}
        onSearch={searchFor}
      />
      {can("families.open-in-emergency") && (
        <p className="govuk-body govuk-!-display-none-print">
          A child may be in danger and the family is not here?{" "}
          <Link className="govuk-link" to="/emergency">
            Open a family in an emergency
          </Link>
        </p>
      )}
      <Loaded query={query} what="families">
        {({ districts, families, outcomesPlans }) => (
          <div className="app-with-filter">
            <FamilyFilters districts={districts} criteria={criteriaInForce(outcomesPlans)} />
            <Results data={families} search={search} onClear={() => searchFor("")} />
          </div>
        )}
      </Loaded>
    </>
  );
}

export function Component() {
  return (
    <RequirePermission permission="families.read">
      <FamiliesPage />
    </RequirePermission>
  );
}
