import { Link } from "react-router";
import { formatDate } from "../../components/dates.ts";
import { NotToBeShared } from "../../components/NotToBeShared.tsx";
import { personName } from "../../components/people.ts";
import { Details } from "../../govuk/Details.tsx";
import type { CriterionStanding } from "./clock.ts";
import type { Criteria_FamilyFragment } from "./Family.generated.ts";
import { numberInWords, sourceInWords } from "./reason-words.ts";

export type Reason = CriterionStanding["reasons"][number];
/** What a reason may rest on, as far as this person sees it. */
export type Grounds = Pick<Criteria_FamilyFragment, "evidence" | "cafs">;

function Behind({ ids, grounds }: { ids: readonly string[]; grounds: Grounds }) {
  const seen = grounds.evidence.filter(({ id }) => ids.includes(id));
  const cafs = grounds.cafs.filter(({ id }) => ids.includes(id));
  const withheld = new Set(ids).size - seen.length - cafs.length;
  return (
    <ul className="govuk-list app-reason__evidence">
      {seen.map(({ id, label, from }) => (
        <li key={id}>
          <Link className="govuk-link" to={{ search: "", hash: `#evidence-${id}` }}>
            {label}, {formatDate(from)}
          </Link>
        </li>
      ))}
      {cafs.map(({ id, reference }) => (
        <li key={id}>
          <Link className="govuk-link" to={`/cafs/${reference}`}>
            The assessment {reference}
          </Link>
        </li>
      ))}
      {withheld > 0 && (
        <li>
          {withheld === 1 ? "1 entry" : `${withheld} entries`} that {withheld === 1 ? "is" : "are"} not shown to you
        </li>
      )}
    </ul>
  );
}

function One({ reason, grounds, named }: { reason: Reason; grounds: Grounds; named: boolean }) {
  const { sentence, rule, source, numbers, evidenceIds, person } = reason;
  return (
    <li className="app-reason">
      <p className="govuk-body">
        {named && person !== null && <strong>{personName(person)}: </strong>}
        {sentence}
        <NotToBeShared where={(place) => evidenceIds.some((id) => place === `evidence.${id}`)} what="What this rests on" />
      </p>
      <dl className="app-reason__grounds">
        {numbers.length > 0 && (
          <div>
            <dt>Worked out from</dt>
            <dd>
              <ul className="govuk-list">
                {numbers.map((number) => (
                  <li key={number.name}>{numberInWords(number)}</li>
                ))}
              </ul>
            </dd>
          </div>
        )}
        {evidenceIds.length > 0 && (
          <div>
            <dt>Evidence</dt>
            <dd>
              <Behind ids={evidenceIds} grounds={grounds} />
            </dd>
          </div>
        )}
        <div>
          <dt>Rule</dt>
          <dd>
            {sourceInWords(source)} <span className="app-reason__rule">({rule})</span>
          </dd>
        </div>
      </dl>
    </li>
  );
}

const HEADINGS = { NEED: "The need", PROGRESS: "Progress" } as const;

type WhyProps = { reasons: readonly Reason[]; grounds: Grounds; of: string; named?: boolean };

/** "Why?": the reasons behind a verdict, each with its rule, its numbers and its evidence. */
export function Why({ reasons, grounds, of, named = true }: WhyProps) {
  return (
    <Details
      summary={
        <>
          Why?<span className="govuk-visually-hidden"> {of}</span>
        </>
      }
    >
      {(["NEED", "PROGRESS"] as const).map((about) => {
        const some = reasons.filter((reason) => reason.about === about);
        if (some.length === 0) return null;
        return (
          <div key={about}>
            <p className="govuk-body govuk-!-font-weight-bold">{HEADINGS[about]}</p>
            <ul className="app-reasons">
              {some.map((reason) => (
                <One key={`${reason.rule} ${reason.person?.id ?? ""} ${reason.sentence}`} reason={reason} grounds={grounds} named={named} />
              ))}
            </ul>
          </div>
        );
      })}
    </Details>
  );
}
