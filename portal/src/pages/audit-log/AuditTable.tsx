import { Link, useSearchParams } from "react-router";
import { formatDayOf, formatTime } from "../../components/dates.ts";
import { None } from "../../components/None.tsx";
import { Details } from "../../govuk/Details.tsx";
import { type Column, Table } from "../../govuk/Table.tsx";
import type { AuditTable_EventFragment } from "./AuditLog.generated.ts";
import { actionName, reasonWords, roleName, whyName } from "./words.ts";

type Event = AuditTable_EventFragment;
type Family = Event["families"][number];

/** The same list narrowed to one thing more. */
function useNarrowed(): (param: string, value: string) => string {
  const [params] = useSearchParams();
  return (param, value) => {
    const next = new URLSearchParams(params);
    next.delete("after");
    next.set(param, value);
    return `?${next}`;
  };
}

function Who({ event: { user, role } }: { event: Event }) {
  const narrowed = useNarrowed();
  if (user === null) return "The system itself";
  return (
    <>
      <Link className="govuk-link" to={narrowed("user", user.id)}>
        <span className="govuk-visually-hidden">Only what was done by </span>
        {user.name ?? user.id}
      </Link>
      <span className="app-under">{[roleName(role), user.agency].filter(Boolean).join(", ")}</span>
    </>
  );
}

function FamilyLink({ family: { id, reference } }: { family: Family }) {
  const narrowed = useNarrowed();
  return (
    <Link className="govuk-link app-identifier" to={narrowed("family", id)}>
      <span className="govuk-visually-hidden">Only what is about family </span>
      {reference ?? id}
    </Link>
  );
}

function About({ event: { families, subjectId, user } }: { event: Event }) {
  const [only] = families;
  const record = subjectId === user?.id ? null : subjectId;
  return (
    <>
      {families.length === 1 && only && <FamilyLink family={only} />}
      {families.length > 1 && (
        <Details summary={`${families.length} families`}>
          <ul className="govuk-list">
            {families.map((family) => (
              <li key={family.id}>
                <FamilyLink family={family} />
              </li>
            ))}
          </ul>
        </Details>
      )}
      {record !== null && <span className="app-under app-identifier">Record {record}</span>}
      {families.length === 0 && record === null && <None />}
    </>
  );
}

const familyIds = ({ families }: Event) => families.map(({ id }) => id).join(" ");

const COLUMNS: readonly Column<Event>[] = [
  {
    key: "when",
    header: "When",
    value: ({ businessAt }) => businessAt,
    cell: ({ businessAt }) => (
      <time dateTime={businessAt} className="app-nowrap">
        {formatDayOf(businessAt)}
        <span className="app-under">{formatTime(businessAt)}</span>
      </time>
    ),
  },
  { key: "who", header: "Who", value: ({ user, role }) => user?.id ?? role, cell: (event) => <Who event={event} /> },
  {
    key: "what",
    header: "What",
    value: ({ action }) => action,
    cell: ({ action, reason }) => (
      <>
        {actionName(action)}
        {reason !== null && <span className="app-under">Outcome: {reasonWords(reason)}</span>}
      </>
    ),
  },
  { key: "about", header: "About", value: familyIds, cell: (event) => <About event={event} /> },
  { key: "why", header: "Why they could", value: ({ why }) => why ?? "", cell: ({ why }) => whyName(why) || <None /> },
];

export function AuditTable({ events }: { events: readonly Event[] }) {
  return (
    <Table
      caption="Deeds, newest first"
      captionHidden
      columns={COLUMNS}
      rows={events}
      rowKey={({ id }) => id}
      empty="Nothing in the log fits this. Take away a filter, or choose other days."
      firstCellIsHeader={false}
      stack
    />
  );
}
