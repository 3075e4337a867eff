import { byMember } from "../../components/closed.ts";
import { InsetText } from "../../govuk/InsetText.tsx";
import type { ClosedAnswersFragment } from "./Closed.generated.ts";
import { namesIn } from "./names.ts";
import { placeInWords } from "./place-words.ts";

/** For a meeting: what is not to be read out while a member of the family is there. */
export function NotReadOut({ family }: { family: ClosedAnswersFragment }) {
  const names = namesIn(family);
  if (family.closedAnswers.length === 0) return null;
  return (
    <InsetText>
      <h2 className="govuk-heading-m">Do not read out</h2>
      {byMember(family.closedAnswers).map(({ personId, name, places }) => (
        <div key={personId}>
          <h3 className="govuk-heading-s">While {name} is there</h3>
          <ul className="govuk-list govuk-list--bullet">
            {places.map(({ place }) => (
              <li key={place}>{placeInWords(place, names)}</li>
            ))}
          </ul>
        </div>
      ))}
    </InsetText>
  );
}
