import { formatDate } from "../../components/dates.ts";
import { personName } from "../../components/people.ts";
import type { ClosedAnswersFragment } from "./Closed.generated.ts";
import type { PlaceNames } from "./place-words.ts";

/** The family's own words for people, actions and evidence. */
export function namesIn({ members, actions, evidence }: Pick<ClosedAnswersFragment, "members" | "actions" | "evidence">): PlaceNames {
  return {
    person: (id) => {
      const member = members.find(({ person }) => person.id === id);
      return member ? personName(member.person) : "Somebody who has left the family";
    },
    action: (id) => actions.find((action) => action.id === id)?.title ?? null,
    evidence: (id) => {
      const entry = evidence.find((each) => each.id === id);
      return entry ? `${entry.label}, ${formatDate(entry.from, true)}` : null;
    },
  };
}
