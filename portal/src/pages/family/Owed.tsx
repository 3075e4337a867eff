import { AGENCY_KIND_NAMES } from "../../components/words.ts";
import { type Column, Table } from "../../govuk/Table.tsx";
import { dueInWords, type OwedLine, type Owing, owedTogether } from "./claim-words.ts";

const columnsOn = (today: string): readonly Column<OwedLine>[] => [
  { key: "what", header: "What", value: ({ sentence }) => sentence },
  { key: "about", header: "About", value: ({ about }) => about.join("; ") },
  { key: "owedBy", header: "From", value: ({ owedBy }) => AGENCY_KIND_NAMES[owedBy] },
  { key: "since", header: "Due", value: ({ since }) => dueInWords(since, today) },
];

/** What a claim still waits for, from whom, and since when. */
export function Owed({ owed, today }: { owed: readonly Owing[]; today: string }) {
  if (owed.length === 0) return null;
  return (
    <Table
      caption="Evidence that a claim waits for"
      captionSize="s"
      columns={columnsOn(today)}
      rows={owedTogether(owed)}
      rowKey={({ sentence, owedBy, since }) => `${owedBy} ${since ?? ""} ${sentence}`}
      firstCellIsHeader={false}
      stack
    />
  );
}
