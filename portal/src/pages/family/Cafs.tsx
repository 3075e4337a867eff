import { Link } from "react-router";
import { formatDate } from "../../components/dates.ts";
import { CAF_STATUS_NAMES, CLOSE_REASON_NAMES } from "../../components/words.ts";
import { type Column, Table } from "../../govuk/Table.tsx";
import type { Cafs_FamilyFragment } from "./Family.generated.ts";
import { Section } from "./Section.tsx";

type Caf = Cafs_FamilyFragment["cafs"][number];

function datesOf({ openedOn, closedOn, closeReason }: Caf): string {
  const opened = openedOn === null ? null : `Opened ${formatDate(openedOn, true)}`;
  const closed = closedOn === null ? null : `closed ${formatDate(closedOn, true)}`;
  const reason = closeReason === null ? "" : `: ${CLOSE_REASON_NAMES[closeReason].toLowerCase()}`;
  return ([opened, closed].filter(Boolean).join(", ") || "Not opened yet") + reason;
}

const COLUMNS: readonly Column<Caf>[] = [
  {
    key: "reference",
    header: "CAF",
    value: ({ reference }) => reference,
    cell: ({ reference }) => (
      <Link className="govuk-link" to={`/cafs/${reference}`}>
        {reference}
      </Link>
    ),
  },
  { key: "status", header: "Status", value: ({ status }) => CAF_STATUS_NAMES[status] },
  { key: "dates", header: "Dates", value: datesOf },
  { key: "team", header: "Team", value: ({ team }) => team.name },
];

export function Cafs({ family }: { family: Cafs_FamilyFragment }) {
  return (
    <Section
      id="cafs"
      title="Assessments"
      summary={family.cafs.map(({ reference, status }) => `${reference}: ${CAF_STATUS_NAMES[status].toLowerCase()}`).join("; ") || "No CAF"}
    >
      <Table
        caption="CAFs of this family"
        captionHidden
        columns={COLUMNS}
        rows={family.cafs}
        rowKey={({ id }) => id}
        empty="No CAF is recorded for this family."
        stack
      />
    </Section>
  );
}
