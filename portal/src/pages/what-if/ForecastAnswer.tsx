import { formatDate } from "../../components/dates.ts";
import { listed } from "../../components/people.ts";
import { InsetText } from "../../govuk/InsetText.tsx";
import { Timeline } from "../../govuk/Timeline.tsx";
import { Owed } from "../family/Owed.tsx";
import type { ForecastFragment } from "./WhatIf.generated.ts";

type ForecastAnswerProps = { forecast: ForecastFragment; supposed: readonly string[] };

/** The sentence first, then what would happen on the way and what would still be owed. */
export function ForecastAnswer({ forecast, supposed }: ForecastAnswerProps) {
  const { asOf, sentence, steps, claim, until } = forecast;
  return (
    <>
      <p className="govuk-body" id="what-if-supposed">
        {supposed.length === 0 ? "As things are, if nothing further happens:" : `If ${listed(supposed)}, and nothing else happens:`}
      </p>
      <InsetText>
        <strong>{sentence}</strong>
      </InsetText>
      <h3 className="govuk-heading-s">On the way</h3>
      {steps.length === 0 ? (
        <p className="govuk-body">Nothing would change up to {formatDate(until)}.</p>
      ) : (
        <Timeline
          headingLevel={4}
          entries={steps.map(({ on, sentence: title, why }) => ({
            id: `${on} ${title}`,
            title,
            when: formatDate(on),
            dateTime: on,
            body: why === null ? undefined : <p className="govuk-body-s">{why}</p>,
          }))}
        />
      )}
      <Owed owed={claim.owed} today={asOf} />
    </>
  );
}
