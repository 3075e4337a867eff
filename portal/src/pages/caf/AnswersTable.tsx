import { Link } from "react-router";
import type { Answer, CafAnswerInput, CafContentInput } from "../../apollo/schema.generated.ts";
import { NotToBeShared } from "../../components/NotToBeShared.tsx";
import { ANSWER_NAMES, CAF_CRITERIA, CRITERION_NAMES } from "../../components/words.ts";
import { type Column, Table } from "../../govuk/Table.tsx";

/** A CAF as somebody reads it, or as it is being written. */
export type ReadContent = Omit<CafContentInput, "answers"> & { answers: readonly (CafAnswerInput & { evidenceWithheld?: boolean })[] };

type AnswersTableProps = {
  content: ReadContent;
  name: (key: string) => string;
  card: { title: string; headingLevel: 2 | 3; actions?: { text: string; hiddenText: string; to: string }[] };
};

const SHORT: Readonly<Record<Answer, string>> = { ...ANSWER_NAMES, NO_NEED: "No need", NOT_APPLICABLE: "–" };

function answerOf(content: ReadContent, key: string, criterion: (typeof CAF_CRITERIA)[number]) {
  return content.answers.find((each) => each.memberKey === key && each.criterion === criterion);
}

type Member = ReadContent["members"][number];

const classOf = (answer: Answer) => `app-answers__${answer.toLowerCase().replaceAll("_", "-")}`;

function columnsOf(content: ReadContent, name: AnswersTableProps["name"]): Column<Member>[] {
  return [
    { key: "person", header: "Person", value: ({ key }) => name(key) },
    ...CAF_CRITERIA.map(
      (criterion): Column<Member> => ({
        key: criterion,
        header: CRITERION_NAMES[criterion],
        value: ({ key }) => answerOf(content, key, criterion)?.answer ?? "NOT_ASKED",
        cell: ({ key }) => {
          const answer = answerOf(content, key, criterion)?.answer ?? "NOT_ASKED";
          return (
            <span className={classOf(answer)}>
              {answer === "NOT_APPLICABLE" && <span className="govuk-visually-hidden">Does not apply</span>}
              <span aria-hidden={answer === "NOT_APPLICABLE" || undefined}>{SHORT[answer]}</span>
              <NotToBeShared place={`answers.${key}.${criterion}`} />
            </span>
          );
        },
      }),
    ),
  ];
}

/** Who needs what, at one look, on a phone person by person; the evidence of each need below. */
export function AnswersTable({ content, name, card }: AnswersTableProps) {
  const Heading = `h${card.headingLevel}` as const;
  const evidence = content.answers.filter(({ answer }) => answer === "NEED");
  const [action] = card.actions ?? [];
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
      <div className="govuk-summary-card__content app-answers">
        <Table
          caption="Answers about each person"
          captionHidden
          columns={columnsOf(content, name)}
          rows={content.members}
          rowKey={({ key }) => key}
          empty="Nobody is in the family yet."
          stack
        />
        {evidence.length > 0 && (
          <dl className="app-evidence">
            {evidence.map(({ memberKey, criterion, evidence: statement, evidenceWithheld }) => (
              <div key={`${memberKey} ${criterion}`}>
                <dt>
                  {name(memberKey)}: {CRITERION_NAMES[criterion]}
                </dt>
                <dd className={statement ? "app-words" : "app-missing"}>
                  {statement || (evidenceWithheld ? "Written down, but not shown to you" : "Not given")}
                  <NotToBeShared place={`answers.${memberKey}.${criterion}`} />
                </dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </div>
  );
}
