import type { InvolvementGround, Relationship } from "../../apollo/schema.generated.ts";
import { personName } from "../../components/people.ts";
import { CAPACITY_NAMES } from "../caf/words.ts";

export const CAPACITIES = Object.entries(CAPACITY_NAMES).map(([value, label]) => ({ value, label }));

type Member = { relationship: Relationship; person: { id: string; givenName: string | null; familyName: string | null } };

/** Whoever can speak for the family or themselves; a child who is not born yet cannot. */
export function peopleOptions(members: readonly Member[]) {
  const people = members.filter(({ relationship }) => relationship !== "EXPECTED_CHILD");
  return [...new Map(people.map(({ person }) => [person.id, { value: person.id, label: personName(person) }])).values()];
}

const STOPPING: Readonly<Record<InvolvementGround, (count: number) => string>> = {
  CAF: (count) => (count === 1 ? "its CAF is closed" : `its ${count} CAFs are closed`),
  LEAD_PROFESSIONAL: () => "its worker does not lead the family any more, or is not asked to",
  TAF_SEAT: () => "it loses its seat in the team around the family",
  ACTION: (count) => (count === 1 ? "its action in the plan is cancelled" : `its ${count} actions in the plan are cancelled`),
};

/** What will stop, in words to read out. */
export function stopWords({ ground, count }: { ground: InvolvementGround; count: number }): string {
  return STOPPING[ground](count);
}
