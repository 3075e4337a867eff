import { formatInstant } from "../../components/dates.ts";
import { useEditing } from "./editing.ts";

type DangerFlagProps = {
  /** The question's name in this CAF, such as answers.m3.HEALTH. */
  question: string;
  /** The same in words, for the heading and for screen readers. */
  about: string;
};

/** Stands beside a question: danger is reported from here, without leaving what one was writing. */
export function DangerFlag({ question, about }: DangerFlagProps) {
  const { flagDanger, referrals } = useEditing();
  const recorded = referrals.filter((referral) => referral.question === question);
  return (
    <div className="app-danger-flag">
      <button type="button" className="app-link-button" onClick={() => flagDanger(question, about)}>
        A child in danger?<span className="govuk-visually-hidden"> {about}</span>
      </button>
      {recorded.map(({ reference, referredAt }) => (
        <p key={reference} className="app-danger-flag__recorded">
          Referred to MASH {formatInstant(referredAt)}, reference {reference}
        </p>
      ))}
    </div>
  );
}
