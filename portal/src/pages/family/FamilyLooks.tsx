import { FormattedDate } from "../../components/FormattedDate.tsx";
import { type Column, Table } from "../../govuk/Table.tsx";
import type { FamilyLooks_FamilyFragment } from "./Family.generated.ts";
import { Section } from "./Section.tsx";

type Look = NonNullable<FamilyLooks_FamilyFragment["looks"]>[number];

const COLUMNS: readonly Column<Look>[] = [
  {
    key: "worker",
    header: "Who",
    value: ({ worker }) => `${worker.name}, ${worker.agency.name}`,
    cell: ({ worker }) => (
      <>
        {worker.name}
        <span className="app-under">{worker.agency.name}</span>
      </>
    ),
  },
  { key: "looks", header: "Looks", value: ({ looks }) => looks, numeric: true, sortable: true },
  { key: "changes", header: "Changes", value: ({ changes }) => changes, numeric: true, sortable: true },
  { key: "first", header: "First", value: ({ firstOn }) => firstOn, cell: ({ firstOn }) => <FormattedDate date={firstOn} short /> },
  {
    key: "last",
    header: "Last",
    value: ({ lastOn }) => lastOn,
    cell: ({ lastOn }) => <FormattedDate date={lastOn} short />,
    sortable: true,
  },
];

/** For coordinators, from the audit log. Not offered as a file: nothing about a family is written to the device. */
export function FamilyLooks({ family: { looks } }: { family: FamilyLooks_FamilyFragment }) {
  if (looks === null) return null;
  return (
    <Section id="looks" title="Who has looked" summary={looks.length === 1 ? "1 person" : `${looks.length} people`}>
      <p className="govuk-body">
        Everybody who has seen this family here, in lists too, or changed something of it. The last minute is still to come.
      </p>
      <Table
        caption="Who has looked at this family"
        captionHidden
        columns={COLUMNS}
        rows={looks}
        rowKey={({ worker }) => worker.id}
        empty="Nobody has looked at this family yet."
        sortParam="looks"
        stack
      />
    </Section>
  );
}
