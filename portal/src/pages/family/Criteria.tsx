import { Link } from "react-router";
import { answersUnder } from "../../components/closed.ts";
import { FormattedDate } from "../../components/FormattedDate.tsx";
import { NotToBeShared } from "../../components/NotToBeShared.tsx";
import { personName } from "../../components/people.ts";
import { useViewer } from "../../components/ViewerProvider.tsx";
import { CRITERION_NAMES, PROGRESS_NAMES } from "../../components/words.ts";
import { Details } from "../../govuk/Details.tsx";
import { Tag } from "../../govuk/Tag.tsx";
import { type CriterionStanding, clockOf, type PersonStanding, personClockOf, stateOf } from "./clock.ts";
import type { Criteria_FamilyFragment } from "./Family.generated.ts";
import { type Grounds, type Reason, Why } from "./Reasons.tsx";
import { Section } from "./Section.tsx";

type PersonProps = { item: PersonStanding; criterion: string; reasons: readonly Reason[]; grounds: Grounds; of: string };

function Person({ item, criterion, reasons, grounds, of }: PersonProps) {
  const name = personName(item.person);
  return (
    <li>
      <p className="govuk-body">
        <strong>{name}:</strong> {personClockOf(item).join(" ")}
        <NotToBeShared place={`answers.${item.person.id}.${criterion}`} />
      </p>
      {reasons.length > 0 && <Why reasons={reasons} grounds={grounds} of={`${of}: ${name}`} named={false} />}
    </li>
  );
}

type PeopleProps = { item: CriterionStanding; people: readonly PersonStanding[]; grounds: Grounds };

function People({ item, people, grounds }: PeopleProps) {
  const name = CRITERION_NAMES[item.criterion];
  if (people.length === 0) return null;
  return (
    <Details
      summary={
        <>
          Person by person<span className="govuk-visually-hidden"> {name}</span>
        </>
      }
    >
      {item.need && !people.some(({ answer }) => answer === "NEED") && <p className="govuk-body">The need is the family’s as one.</p>}
      <ul className="app-people">
        {people.map((each) => (
          <Person
            key={each.person.id}
            item={each}
            criterion={item.criterion}
            reasons={item.reasons.filter(({ person }) => person?.id === each.person.id)}
            grounds={grounds}
            of={name}
          />
        ))}
      </ul>
    </Details>
  );
}

function Criterion({ item, grounds }: { item: CriterionStanding; grounds: Grounds }) {
  const { text, colour } = stateOf(item);
  return (
    <li className="app-criterion">
      <h3 className="govuk-heading-s app-criterion__name">
        {CRITERION_NAMES[item.criterion]} <Tag colour={colour}>{text}</Tag>
      </h3>
      <NotToBeShared where={answersUnder(item.criterion)} what="An answer under this" />
      <p className="govuk-body">{clockOf(item).join(" ")}</p>
      {item.reasons.length > 0 ? (
        <Why reasons={item.reasons} grounds={grounds} of={CRITERION_NAMES[item.criterion]} />
      ) : (
        <p className="govuk-body-s app-note">The evidence behind this is not shown to you: only its supplier and a few others see it.</p>
      )}
      {/* Whom it does not concern is left to the assessment. */}
      <People
        item={item}
        people={item.people.filter(({ answer, needSince }) => answer !== "NOT_APPLICABLE" || needSince !== null)}
        grounds={grounds}
      />
    </li>
  );
}

/** A criterion without a need: why, where the rules say anything, and who has not been asked. */
function Other({ item, grounds }: { item: CriterionStanding; grounds: Grounds }) {
  const name = CRITERION_NAMES[item.criterion];
  return (
    <li>
      <p className="govuk-body">
        {name}: {clockOf(item).join(" ")}
      </p>
      <NotToBeShared where={answersUnder(item.criterion)} what="An answer under this" />
      {item.reasons.length > 0 && <Why reasons={item.reasons} grounds={grounds} of={name} />}
      <People
        item={item}
        people={item.people.filter(({ answer, needSince }) => answer === "NOT_ASKED" || needSince !== null)}
        grounds={grounds}
      />
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
  const { can } = useViewer();
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
      {can("outcomes-plans.read") && (
        <p className="govuk-body">
          <Link className="govuk-link" to="/outcomes-plans">
            What counts as a need, and as progress
          </Link>
        </p>
      )}
      {concerned.length > 0 && (
        <ul className="app-criteria">
          {concerned.map((item) => (
            <Criterion key={item.criterion} item={item} grounds={family} />
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <ul className="app-criteria app-criteria--others" aria-label="Criteria without a need">
          {others.map((item) => (
            <Other key={item.criterion} item={item} grounds={family} />
          ))}
        </ul>
      )}
    </Section>
  );
}
