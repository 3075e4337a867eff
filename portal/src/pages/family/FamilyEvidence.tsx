import { formatDate } from "../../components/dates.ts";
import { FormattedDate } from "../../components/FormattedDate.tsx";
import { personName } from "../../components/people.ts";
import { AGENCY_KIND_NAMES } from "../../components/words.ts";
import { type Column, Table } from "../../govuk/Table.tsx";
import type { FamilyEvidence_FamilyFragment } from "./Family.generated.ts";
import { Section } from "./Section.tsx";

type Evidence = FamilyEvidence_FamilyFragment["evidence"][number];

const SHOWN = 5;

const COLUMNS: readonly Column<Evidence>[] = [
  {
    key: "label",
    header: "What",
    value: ({ label }) => label,
    cell: ({ label, statement }) => (
      <>
        {label}
        {statement !== null && <span className="app-under">{statement}</span>}
      </>
    ),
  },
  { key: "person", header: "About", value: ({ person }) => (person === null ? "The family" : personName(person)) },
  { key: "source", header: "From", value: ({ source }) => AGENCY_KIND_NAMES[source] },
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
    cell: ({ recordedOn }) => <FormattedDate date={recordedOn} short />,
  },
];

export function FamilyEvidence({ family }: { family: FamilyEvidence_FamilyFragment }) {
  const rows = family.evidence.toSorted((a, b) => b.from.localeCompare(a.from));
  const [latest] = rows;
  return (
    <Section
      id="evidence"
      title="Evidence"
      summary={
        latest === undefined
          ? "None that you may see"
          : `${rows.length === 1 ? "1 entry" : `${rows.length} entries`}, the latest from ${formatDate(latest.from, true)}`
      }
    >
      <p className="govuk-body">
        Sensitive evidence from police, health and social care is shown to its supplier, to coordinators and to the lead professional only.
      </p>
      <Table
        caption="Evidence"
        captionHidden
        columns={COLUMNS}
        rows={rows}
        rowKey={({ id }) => id}
        first={SHOWN}
        stack
        empty="None is recorded that you may see."
      />
    </Section>
  );
}
