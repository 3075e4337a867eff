import { listed, personName } from "../../components/people.ts";
import { AGENCY_KIND_NAMES, CRITERION_NAMES, PRINCIPLE_NAMES, PRINCIPLES } from "../../components/words.ts";
import { type Column, Table } from "../../govuk/Table.tsx";
import type { Blockers_FamilyFragment } from "./Family.generated.ts";
import { Section } from "./Section.tsx";

type Blocker = NonNullable<Blockers_FamilyFragment["standing"]>["blockers"][number];

function about({ people, criteria }: Blocker): string {
  const who = listed(people.map(personName));
  const what = listed(criteria.map((criterion) => CRITERION_NAMES[criterion]));
  return [who, what].filter(Boolean).join(": ") || "The family as a whole";
}

const COLUMNS: readonly Column<Blocker>[] = [
  { key: "message", header: "What is missing", value: ({ message }) => message },
  { key: "about", header: "About", value: about },
  { key: "mendedBy", header: "Who can mend it", value: ({ mendedBy }) => AGENCY_KIND_NAMES[mendedBy] },
];

/** The principles that do not hold yet, and whose turn it is. */
export function Blockers({ family }: { family: Blockers_FamilyFragment }) {
  const { standing } = family;
  if (standing === null || standing.attachedOn !== null) return null;
  const { blockers } = standing;
  const holding = PRINCIPLES.filter((principle) => !blockers.some((blocker) => blocker.principle === principle));
  return (
    <Section
      id="blockers"
      title="What stands in the way of attaching"
      summary={blockers.length === 0 ? "Nothing" : blockers.length === 1 ? "1 thing is missing" : `${blockers.length} things are missing`}
    >
      {blockers.length === 0 ? (
        <p className="govuk-body">Nothing: all four principles hold.</p>
      ) : (
        <Table caption="What stands in the way" captionHidden columns={COLUMNS} rows={blockers} rowKey={({ code }) => code} stack />
      )}
      {holding.length > 0 && blockers.length > 0 && (
        <p className="govuk-body">Already there: {listed(holding.map((principle) => PRINCIPLE_NAMES[principle].toLowerCase()))}.</p>
      )}
    </Section>
  );
}
