import { FormattedDate } from "../../components/FormattedDate.tsx";
import { teamName } from "../../components/people.ts";
import { type Column, Table } from "../../govuk/Table.tsx";
import type { FamilyAccess_FamilyFragment } from "./Family.generated.ts";
import { Section } from "./Section.tsx";

type Access = FamilyAccess_FamilyFragment["access"][number];

const COLUMNS: readonly Column<Access>[] = [
  { key: "team", header: "Team", value: ({ team }) => teamName(team) },
  { key: "ground", header: "Why", value: ({ ground }) => ground },
  { key: "from", header: "From", value: ({ from }) => from, cell: ({ from }) => <FormattedDate date={from} short /> },
  {
    key: "to",
    header: "Until",
    value: ({ to }) => to ?? "Goes on",
    cell: ({ to }) => (to === null ? <span className="app-nowrap">Goes on</span> : <FormattedDate date={to} short />),
  },
];

export function FamilyAccess({ family }: { family: FamilyAccess_FamilyFragment }) {
  const teams = new Set(family.access.map(({ team }) => team.id)).size;
  return (
    <Section
      id="access"
      title="Who can see this family, and why"
      summary={teams === 0 ? "No team" : teams === 1 ? "1 team" : `${teams} teams`}
    >
      <p className="govuk-body">
        Coordinators of the district see it too, and auditors where it is in their sample. Each look at this page is recorded.
      </p>
      <Table
        caption="Teams that can see this family"
        captionHidden
        columns={COLUMNS}
        rows={family.access}
        rowKey={({ team, ground }) => `${team.id} ${ground}`}
        empty="No team is involved yet."
        stack
      />
    </Section>
  );
}
