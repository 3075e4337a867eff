import { Link } from "react-router";
import { formatDate } from "../../components/dates.ts";
import { FormattedDate } from "../../components/FormattedDate.tsx";
import { NotToBeShared } from "../../components/NotToBeShared.tsx";
import { personName } from "../../components/people.ts";
import { AGENCY_KIND_NAMES } from "../../components/words.ts";
import { Details } from "../../govuk/Details.tsx";
import { type Column, Table } from "../../govuk/Table.tsx";
import { Tag } from "../../govuk/Tag.tsx";
import { DisagreementsWith } from "../corrections/Disagreements.tsx";
import { FLAG_WORDS } from "./evidence-words.ts";
import type { EvidenceEntryFragment } from "./Family.generated.ts";

const SHOWN = 8;

function Superseded({ entry }: { entry: EvidenceEntryFragment }) {
  const { supersededOn, supersededBy, neverWas } = entry;
  if (supersededOn === null) return null;
  const by = supersededBy === null ? "" : ` by ${supersededBy.name}`;
  return (
    <>
      {" "}
      <Tag colour="grey">{neverWas ? "Withdrawn" : "Corrected"}</Tag>
      <span className="app-under">
        {neverWas ? "It never was: withdrawn" : "Corrected"} on {formatDate(supersededOn)}
        {by}
      </span>
    </>
  );
}

function What({ entry, familyId }: { entry: EvidenceEntryFragment; familyId: string }) {
  const { id, label, statement, flags, viewerCanCorrect } = entry;
  return (
    <>
      <span id={`evidence-${id}`} tabIndex={-1}>
        {label}
      </span>
      <Superseded entry={entry} />
      <NotToBeShared place={`evidence.${id}`} />
      {statement !== null && <span className="app-under app-written">{statement}</span>}
      {flags.map((flag) => (
        <span key={flag} className="app-flag">
          {FLAG_WORDS[flag]}
        </span>
      ))}
      <DisagreementsWith recordId={id} />
      {viewerCanCorrect && (
        <span className="app-under govuk-!-display-none-print">
          <Link className="govuk-link" to={`/families/${familyId}/evidence/${id}/correct`}>
            Correct this
            <span className="govuk-visually-hidden">
              : {label}, {formatDate(entry.from)}
            </span>
          </Link>
        </span>
      )}
    </>
  );
}

const columnsFor = (familyId: string): readonly Column<EvidenceEntryFragment>[] => [
  { key: "label", header: "What", value: ({ label }) => label, cell: (entry) => <What entry={entry} familyId={familyId} /> },
  { key: "person", header: "About", value: ({ person }) => (person === null ? "The family" : personName(person)) },
  {
    key: "source",
    header: "From",
    value: ({ agency, source }) => agency?.name ?? AGENCY_KIND_NAMES[source],
  },
  {
    key: "from",
    header: "When",
    value: ({ from }) => from,
    cell: ({ from, to }) => (
      <>
        <FormattedDate date={from} short />
        {to !== null && to !== from && (
          <>
            {" to "}
            <FormattedDate date={to} short />
          </>
        )}
      </>
    ),
  },
  {
    key: "recordedOn",
    header: "Recorded",
    value: ({ recordedOn }) => recordedOn,
    cell: ({ recordedOn, recordedBy }) => (
      <>
        <FormattedDate date={recordedOn} short />
        {recordedBy !== null && <span className="app-under">{recordedBy.name}</span>}
      </>
    ),
  },
];

type EvidenceTableProps = { familyId: string; entries: readonly EvidenceEntryFragment[]; empty: string };

/** Entries newest first; those of long ago are folded away. */
export function EvidenceTable({ familyId, entries, empty }: EvidenceTableProps) {
  const rows = entries.toSorted((a, b) => b.from.localeCompare(a.from));
  const columns = columnsFor(familyId);
  const table = (caption: string, some: readonly EvidenceEntryFragment[]) => (
    <Table caption={caption} captionHidden columns={columns} rows={some} rowKey={({ id }) => id} stack empty={empty} />
  );
  return (
    <>
      {table("Evidence", rows.slice(0, SHOWN))}
      {rows.length > SHOWN && (
        <Details press summary={`Show ${rows.length - SHOWN} earlier`}>
          {table("Earlier evidence", rows.slice(SHOWN))}
        </Details>
      )}
    </>
  );
}
