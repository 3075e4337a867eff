import { FormattedDate } from "../../components/FormattedDate.tsx";
import { CRITERION_NAMES, PROGRESS_NAMES } from "../../components/words.ts";
import { Details } from "../../govuk/Details.tsx";
import { Tag } from "../../govuk/Tag.tsx";
import { type CriterionStanding, clockOf, stateOf } from "./clock.ts";
import type { Criteria_FamilyFragment } from "./Family.generated.ts";
import { Section } from "./Section.tsx";

function Why({ item }: { item: CriterionStanding }) {
  const name = CRITERION_NAMES[item.criterion];
  if (item.reasons.length === 0) {
    if (!item.need && !item.identified) return null;
    return (
      <p className="govuk-body-s app-note">The evidence behind this is not shown to you: only its supplier and a few others see it.</p>
    );
  }
  return (
    <Details
      summary={
        <>
          Why?<span className="govuk-visually-hidden"> {name}</span>
        </>
      }
    >
      <ul className="govuk-list govuk-list--bullet">
        {item.reasons.map(({ rule, source, sentence }) => (
          <li key={`${rule} ${sentence}`}>
            {sentence} <span className="app-source">Source: {source}</span>
          </li>
        ))}
      </ul>
    </Details>
  );
}

function Criterion({ item }: { item: CriterionStanding }) {
  const { text, colour } = stateOf(item);
  return (
    <li className="app-criterion">
      <h3 className="govuk-heading-s app-criterion__name">
        {CRITERION_NAMES[item.criterion]} <Tag colour={colour}>{text}</Tag>
      </h3>
      <p className="govuk-body">{clockOf(item).join(" ")}</p>
      <Why item={item} />
    </li>
  );
}

function summaryOf(concerned: readonly CriterionStanding[]): string {
  if (concerned.length === 0) return "No need found";
  const sustained = concerned.filter(({ sustainedOn }) => sustainedOn !== null).length;
  const needs = concerned.length === 1 ? "1 need" : `${concerned.length} needs`;
  return sustained === 0 ? needs : `${needs}, ${sustained} of them sustained`;
}

/** Each criterion with its clock; those with a need first, the rest in a list of their own. */
export function Criteria({ family }: { family: Criteria_FamilyFragment }) {
  const { standing } = family;
  if (standing === null) {
    return (
      <Section id="criteria" title="Needs and progress" summary="Not worked out yet">
        <p className="govuk-body">Nothing has been worked out for this family yet.</p>
      </Section>
    );
  }
  const concerned = standing.criteria.filter(({ need, identified }) => need || identified);
  const others = standing.criteria.filter(({ need, identified }) => !need && !identified);
  return (
    <Section id="criteria" title="Needs and progress" summary={summaryOf(concerned)}>
      <p className="govuk-body">
        {standing.attachedOn === null ? (
          standing.eligible ? (
            "Eligible: there are needs under two or more criteria."
          ) : (
            "Not eligible: needs under at least two criteria are required."
          )
        ) : (
          <>
            Attached on <FormattedDate date={standing.attachedOn} />. {PROGRESS_NAMES[standing.progress]}.
          </>
        )}
        {standing.claimSubmittedOn !== null && (
          <>
            {" "}
            Claim submitted on <FormattedDate date={standing.claimSubmittedOn} />.
          </>
        )}
      </p>
      {concerned.length > 0 && (
        <ul className="app-criteria">
          {concerned.map((item) => (
            <Criterion key={item.criterion} item={item} />
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <ul className="app-criteria app-criteria--others" aria-label="Criteria without a need">
          {others.map((item) => (
            <li key={item.criterion} className="govuk-body">
              {CRITERION_NAMES[item.criterion]}: {clockOf(item).join(" ")}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
