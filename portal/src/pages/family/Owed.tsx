import { formatDate } from "../../components/dates.ts";
import { AGENCY_KIND_NAMES } from "../../components/words.ts";
import { type Column, Table } from "../../govuk/Table.tsx";
import { type OwedLine, type Owing, owedTogether } from "./claim-words.ts";

const COLUMNS: readonly Column<OwedLine>[] = [
  { key: "what", header: "What", value: ({ sentence }) => sentence },
  { key: "about", header: "About", value: ({ about }) => about.join("; ") },
  { key: "owedBy", header: "From", value: ({ owedBy }) => AGENCY_KIND_NAMES[owedBy] },
  { key: "since", header: "Due", value: ({ since }) => (since === null ? "Not yet" : `Since ${formatDate(since)}`) },
];

/** What a claim still waits for, from whom, and since when. */
export function Owed({ owed }: { owed: readonly Owing[] }) {
  if (owed.length === 0) return null;
  return (
    <Table
      caption="Evidence that a claim waits for"
      captionSize="s"
      columns={COLUMNS}
      rows={owedTogether(owed)}
      rowKey={({ sentence, owedBy, since }) => `${owedBy} ${since ?? ""} ${sentence}`}
      firstCellIsHeader={false}
      stack
    />
  );
}
