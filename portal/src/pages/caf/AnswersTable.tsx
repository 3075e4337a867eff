import { Link } from "react-router";
import type { Answer, CafContentInput } from "../../apollo/schema.generated.ts";
import { ANSWER_NAMES, CAF_CRITERIA, CRITERION_NAMES } from "../../components/words.ts";
import { ScrollRegion } from "../../govuk/ScrollRegion.tsx";

type AnswersTableProps = {
  content: CafContentInput;
  name: (key: string) => string;
  card: { title: string; headingLevel: 2 | 3; actions?: { text: string; hiddenText: string; to: string }[] };
};

const SHORT: Readonly<Record<Answer, string>> = { ...ANSWER_NAMES, NO_NEED: "No need", NOT_APPLICABLE: "–" };

function answerOf(content: CafContentInput, key: string, criterion: (typeof CAF_CRITERIA)[number]) {
  return content.answers.find((each) => each.memberKey === key && each.criterion === criterion);
}

/** Who needs what, at one look; the evidence of each need below. */
export function AnswersTable({ content, name, card }: AnswersTableProps) {
  const Heading = `h${card.headingLevel}` as const;
  const evidence = content.answers.filter(({ answer }) => answer === "NEED");
  const [action] = card.actions ?? [];
  const captionId = `answers-${content.members.map(({ key }) => key).join("-")}`;
  return (
    <div className="govuk-summary-card">
      <div className="govuk-summary-card__title-wrapper">
        <Heading className="govuk-summary-card__title">{card.title}</Heading>
        {action && (
          <div className="govuk-summary-card__actions">
            <Link className="govuk-link" to={action.to}>
              {action.text}
              <span className="govuk-visually-hidden"> {action.hiddenText}</span>
            </Link>
          </div>
        )}
      </div>
      <div className="govuk-summary-card__content">
        <ScrollRegion labelledBy={captionId}>
          <table className="govuk-table app-answers">
            <caption className="govuk-visually-hidden" id={captionId}>
              Answers about each person
            </caption>
            <thead className="govuk-table__head">
              <tr className="govuk-table__row">
                <th scope="col" className="govuk-table__header">
                  Person
                </th>
                {CAF_CRITERIA.map((criterion) => (
                  <th key={criterion} scope="col" className="govuk-table__header">
                    {CRITERION_NAMES[criterion]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody className="govuk-table__body">
              {content.members.map(({ key }) => (
                <tr key={key} className="govuk-table__row">
                  <th scope="row" className="govuk-table__header">
                    {name(key)}
                  </th>
                  {CAF_CRITERIA.map((criterion) => {
                    const answer = answerOf(content, key, criterion)?.answer ?? "NOT_ASKED";
                    return (
                      <td key={criterion} className={`govuk-table__cell app-answers__${answer.toLowerCase().replaceAll("_", "-")}`}>
                        {answer === "NOT_APPLICABLE" && <span className="govuk-visually-hidden">Does not apply</span>}
                        <span aria-hidden={answer === "NOT_APPLICABLE" || undefined}>{SHORT[answer]}</span>
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
        {evidence.length > 0 && (
          <dl className="app-evidence">
            {evidence.map(({ memberKey, criterion, evidence: statement }) => (
              <div key={`${memberKey} ${criterion}`}>
                <dt>
                  {name(memberKey)}: {CRITERION_NAMES[criterion]}
                </dt>
                <dd className={statement ? "app-words" : "app-missing"}>
                  {statement || (action ? "Not given" : "Not given, or not for you to see")}
                </dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </div>
  );
}
