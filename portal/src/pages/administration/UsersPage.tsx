import { useQuery } from "@apollo/client/react";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { ListSearch, Searched } from "../../components/ListSearch.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { createSearchMemory } from "../../components/search-memory.ts";
import { useListAddress } from "../../components/use-list-address.ts";
import { useSignedIn } from "../../components/ViewerProvider.tsx";
import { ROLE_NAMES } from "../../components/words.ts";
import { ButtonLink } from "../../govuk/Button.tsx";
import { Filter } from "../../govuk/Filter.tsx";
import { Pagination } from "../../govuk/Pagination.tsx";
import { Select } from "../../govuk/Select.tsx";
import { type Column, Table } from "../../govuk/Table.tsx";
import { Tag } from "../../govuk/Tag.tsx";
import { Administration } from "./Administration.tsx";
import { type User_UserFragment, UsersDocument, type UsersQuery } from "./Users.generated.ts";
import { ROLES, STATUS_COLOURS, STATUS_NAMES, STATUSES } from "./words.ts";

type User = User_UserFragment;

const searches = createSearchMemory();
const PAGE = 25;
const WHOLE = new Intl.NumberFormat("en-GB");

const COLUMNS: readonly Column<User>[] = [
  {
    key: "name",
    header: "Name",
    value: ({ name }) => name,
    cell: ({ id, name, email }) => (
      <>
        <Link className="govuk-link" to={`/administration/users/${id}`}>
          {name}
        </Link>
        {email !== null && <span className="app-under app-address">{email}</span>}
      </>
    ),
  },
  { key: "role", header: "Role", value: ({ role }) => ROLE_NAMES[role] },
  {
    key: "place",
    header: "Works at",
    value: ({ team, agency }) => agency.name + (team === null || team.name === agency.name ? "" : `, ${team.name}`),
  },
  {
    key: "status",
    header: "Status",
    value: ({ status }) => STATUS_NAMES[status],
    cell: ({ status }) => <Tag colour={STATUS_COLOURS[status]}>{STATUS_NAMES[status]}</Tag>,
  },
];

function filtersIn(params: URLSearchParams) {
  return {
    role: ROLES.find((role) => role === params.get("role")) ?? null,
    status: STATUSES.find((status) => status === params.get("status")) ?? null,
  };
}

function Filters() {
  const [params] = useSearchParams();
  const { role, status } = filtersIn(params);
  const active = [
    ...(role ? [{ param: "role", value: role, label: ROLE_NAMES[role] }] : []),
    ...(status ? [{ param: "status", value: status, label: STATUS_NAMES[status] }] : []),
  ];
  return (
    <Filter active={active}>
      <Select
        name="role"
        label="Role"
        emptyLabel="All roles"
        defaultValue={role ?? ""}
        options={ROLES.map((value) => ({ value, label: ROLE_NAMES[value] }))}
      />
      <Select
        name="status"
        label="Status"
        emptyLabel="Any status"
        defaultValue={status ?? ""}
        options={STATUSES.map((value) => ({ value, label: STATUS_NAMES[value] }))}
      />
    </Filter>
  );
}

function Results({ users, search, onClear }: { users: UsersQuery["users"]; search: string; onClear: () => void }) {
  const { after, pageAfter } = useListAddress();
  const { totalCount, edges, pageInfo } = users;
  return (
    <div>
      <div role="status">
        <Searched text={search} onClear={onClear} />
        <p className="govuk-body">
          {totalCount === 0 && "Nobody fits this. Try part of the name, or take away a filter."}
          {totalCount === 1 && "1 person."}
          {totalCount > 1 && `${WHOLE.format(totalCount)} people, by name.`}
        </p>
      </div>
      {edges.length > 0 && (
        <Table
          caption="Users"
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

function Users() {
  const { id: viewerId } = useSignedIn();
  const [params] = useSearchParams();
  const { after, restart } = useListAddress();
  const [search, setSearch] = useState(() => searches.remembered(viewerId));
  const query = useQuery(UsersDocument, {
    variables: { filter: { ...filtersIn(params), search: search || null }, first: PAGE, after },
  });
  const searchFor = (text: string) => {
    searches.remember(viewerId, text);
    setSearch(text);
    restart();
  };
  return (
    <>
      <ButtonLink to="/administration/users/new">Invite somebody</ButtonLink>
      <ListSearch
        of="Users"
        name="user-search"
        label="Find somebody"
        hint="By name, email address or agency"
        text={search}
        onSearch={searchFor}
      />
      <div className="app-with-filter">
        <Filters />
        <Loaded query={query} what="users">
          {({ users }) => <Results users={users} search={search} onClear={() => searchFor("")} />}
        </Loaded>
      </div>
    </>
  );
}

export function Component() {
  return (
    <Administration title="Users" permission="users.manage">
      <Users />
    </Administration>
  );
}
