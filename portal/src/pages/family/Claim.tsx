import { Link } from "react-router";
import { FormattedDate } from "../../components/FormattedDate.tsx";
import { claimInWords } from "./claim-words.ts";
import type { Claim_FamilyFragment } from "./Family.generated.ts";
import { Owed } from "./Owed.tsx";
import { Section } from "./Section.tsx";

/** By which route the family could be claimed, when, and what is still owed for it. */
export function Claim({ family }: { family: Claim_FamilyFragment }) {
  const { standing } = family;
  if (standing === null || standing.attachedOn === null) return null;
  const { claim, asOf, claimSubmittedOn } = standing;
  return (
    <Section id="claim" title="Claim" summary={claimSubmittedOn === null ? claimInWords(claim, asOf) : "Made"}>
      {claimSubmittedOn === null ? (
        <>
          <p className="govuk-body">{claimInWords(claim, asOf)}</p>
          <Owed owed={claim.owed} today={asOf} />
          <p className="govuk-body govuk-!-display-none-print">
            <Link className="govuk-link" to={`/families/${family.id}/what-if`}>
              Try out what would bring a claim nearer
            </Link>
          </p>
        </>
      ) : (
        <p className="govuk-body">
          A claim was made on <FormattedDate date={claimSubmittedOn} />, and it stands.
        </p>
      )}
    </Section>
  );
}
