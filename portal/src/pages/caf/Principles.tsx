import type { ReactNode } from "react";
import { PRINCIPLE_NAMES } from "../../components/words.ts";
import { Tag } from "../../govuk/Tag.tsx";
import type { PrincipleCheck } from "./draft-saver.ts";

/** Which of the four principles hold, and what is missing, in the API's own sentences. */
export function Principles({
  principles,
  heading,
  children,
}: {
  principles: readonly PrincipleCheck[];
  heading: string;
  children?: ReactNode;
}) {
  const holding = principles.filter(({ holds }) => holds).length;
  return (
    <section className="app-principles" aria-labelledby="principles">
      <h2 className="govuk-heading-m" id="principles">
        {heading}
      </h2>
      <p className="govuk-body-s">
        {holding} of {principles.length} principles hold. {children}
      </p>
      <ul className="app-principles__list">
        {principles.map(({ principle, holds, missing }) => (
          <li key={principle} className="app-principles__item">
            <div className="app-principles__name">
              <strong>{PRINCIPLE_NAMES[principle]}</strong> <Tag colour={holds ? "green" : "grey"}>{holds ? "Holds" : "Not yet"}</Tag>
            </div>
            {missing.length > 0 && (
              <ul className="govuk-list govuk-list--bullet app-principles__missing">
                {missing.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
