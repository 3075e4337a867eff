import { FormattedDate } from "../../components/FormattedDate.tsx";
import { listed, personName } from "../../components/people.ts";
import { useSignedIn } from "../../components/ViewerProvider.tsx";
import { RELATIONSHIP_NAMES } from "../../components/words.ts";
import { type Column, Table } from "../../govuk/Table.tsx";
import { DisagreementsOf } from "../corrections/Disagreements.tsx";
import type { Members_FamilyFragment } from "./Family.generated.ts";
import { Section } from "./Section.tsx";

type Member = Members_FamilyFragment["members"][number];

function age({ age: years, dateOfBirth }: Member["person"]): string {
  if (dateOfBirth === null) return "Not known";
  if (years === null || years < 0) return "Not born yet";
  return years === 0 ? "Under 1" : String(years);
}

const COLUMNS: readonly Column<Member>[] = [
  {
    key: "person",
    header: "Name",
    value: ({ person }) => personName(person),
    cell: ({ person }) => (
      <>
        {personName(person)}
        <DisagreementsOf personId={person.id} about="NAME" />
      </>
    ),
  },
  { key: "relationship", header: "In the family", value: ({ relationship }) => RELATIONSHIP_NAMES[relationship] },
  { key: "age", header: "Age", value: ({ person }) => age(person) },
  {
    key: "born",
    header: "Born",
    value: ({ person }) => person.dateOfBirth ?? "Not known",
    cell: ({ person }) => (
      <>
        {person.dateOfBirth === null ? "Not known" : <FormattedDate date={person.dateOfBirth} />}
        <DisagreementsOf personId={person.id} about="DATE_OF_BIRTH" />
      </>
    ),
  },
];

export function Members({ family }: { family: Members_FamilyFragment }) {
  const { today } = useSignedIn();
  const now = family.members.filter(({ to }) => to === null || to >= today);
  const before = family.members.filter(({ to }) => to !== null && to < today);
  const home = [family.address, family.postcode].filter(Boolean).join(", ");
  return (
    <Section
      id="members"
      title="Who is in the family"
      summary={listed(now.map(({ person }) => person.givenName ?? "Record disposed of")) || "Nobody now"}
    >
      {home !== "" && <p className="govuk-body">Home: {home}</p>}
      <Table
        caption="Who is in the family"
        captionHidden
        columns={COLUMNS}
        rows={now}
        rowKey={({ id }) => id}
        stack
        empty="Nobody is recorded in this family now."
      />
      {before.length > 0 && (
        <Table
          caption="No longer in the family"
          captionSize="s"
          columns={[
            ...COLUMNS,
            { key: "left", header: "Left", value: ({ to }) => to, cell: ({ to }) => to !== null && <FormattedDate date={to} /> },
          ]}
          rows={before}
          rowKey={({ id }) => id}
          stack
        />
      )}
    </Section>
  );
}
