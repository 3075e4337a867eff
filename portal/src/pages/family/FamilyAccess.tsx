import { formatDate, formatInstant, formatTime } from "../../components/dates.ts";
import { FormattedDate } from "../../components/FormattedDate.tsx";
import { teamName } from "../../components/people.ts";
import { useViewer } from "../../components/ViewerProvider.tsx";
import { ButtonLink } from "../../govuk/Button.tsx";
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

function Named({ viewers }: { viewers: FamilyAccess_FamilyFragment["namedViewers"] }) {
  return (
    <>
      <h3 className="govuk-heading-s">Of those, the people who are named</h3>
      <ul className="govuk-list govuk-list--bullet">
        {viewers.map(({ worker, namedOn }) => (
          <li key={worker.id}>
            {worker.name}, {worker.agency.name}
            {namedOn !== null && ` (since ${formatDate(namedOn)})`}
          </li>
        ))}
      </ul>
    </>
  );
}

function Emergencies({ accesses }: { accesses: FamilyAccess_FamilyFragment["emergencyAccesses"] }) {
  return (
    <>
      <h3 className="govuk-heading-s">Opened in an emergency</h3>
      <ul className="govuk-list govuk-list--bullet">
        {accesses.map(({ id, worker, openedAt, endsAt, reason }) => (
          <li key={id}>
            {worker.name}, {worker.agency.name}: {formatInstant(openedAt)} until {formatTime(endsAt)}
            {reason !== null && <span className="app-under">{reason}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}

export function FamilyAccess({ family }: { family: FamilyAccess_FamilyFragment }) {
  const { can } = useViewer();
  const teams = new Set(family.access.map(({ team }) => team.id)).size;
  return (
    <Section
      id="access"
      title="Who can see this family, and why"
      actions={
        <>
          {(family.viewerCanRestrict || family.viewerCanChangeRestriction) && (
            <ButtonLink to={`/families/${family.id}/restriction`} variant="secondary">
              {family.restricted ? "Change who may see it" : "Restrict this family"}
            </ButtonLink>
          )}
          {can("cases.hand-over") && (
            <ButtonLink to={`/families/${family.id}/hand-over`} variant="secondary">
              Hand this case over
            </ButtonLink>
          )}
        </>
      }
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
      {family.restricted && <Named viewers={family.namedViewers} />}
      {family.emergencyAccesses.length > 0 && <Emergencies accesses={family.emergencyAccesses} />}
    </Section>
  );
}
