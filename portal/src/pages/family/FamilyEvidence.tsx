import { useQuery } from "@apollo/client/react";
import { Link, useSearchParams } from "react-router";
import { formatDate } from "../../components/dates.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { ButtonLink } from "../../govuk/Button.tsx";
import { EvidenceTable } from "./EvidenceTable.tsx";
import { type FamilyEvidence_FamilyFragment, FamilyLedgerDocument } from "./Family.generated.ts";
import { LedgerChooser } from "./LedgerChooser.tsx";
import { type LedgerChoice, ledgerChoiceIn, ledgerInWords, ledgerParams } from "./ledger-choice.ts";
import { Section } from "./Section.tsx";

/** The ledger of another day, or with what was corrected since. */
function EarlierLedger({ familyId, choice, words }: { familyId: string; choice: LedgerChoice; words: string }) {
  const query = useQuery(FamilyLedgerDocument, { variables: { id: familyId, ...choice }, fetchPolicy: "cache-and-network" });
  return (
    <>
      <p className="govuk-body" role="status">
        {words}{" "}
        <Link className="govuk-link" to="?" preventScrollReset>
          Show what stands now
        </Link>
      </p>
      <Loaded query={query} what="the evidence">
        {({ family }) => (
          <EvidenceTable familyId={familyId} entries={family?.evidence ?? []} empty="None that you may see was recorded by then." />
        )}
      </Loaded>
    </>
  );
}

export function FamilyEvidence({ family }: { family: FamilyEvidence_FamilyFragment }) {
  const [latest] = family.evidence.toSorted((a, b) => b.from.localeCompare(a.from));
  const [params] = useSearchParams();
  const choice = ledgerChoiceIn(params);
  const words = ledgerInWords(choice);
  return (
    <Section
      id="evidence"
      title="Evidence"
      summary={
        latest === undefined
          ? "None that you may see"
          : `${family.evidence.length === 1 ? "1 entry" : `${family.evidence.length} entries`}, the latest from ${formatDate(latest.from, true)}`
      }
      actions={
        family.viewerCanAddEvidence.length > 0 && (
          <ButtonLink to={`/families/${family.id}/evidence/new`} variant="secondary">
            Add evidence
          </ButtonLink>
        )
      }
    >
      <p className="govuk-body">
        Sensitive evidence from police, health and social care is shown to its supplier, to coordinators and to the lead professional only.
      </p>
      <LedgerChooser key={ledgerParams(choice).toString()} choice={choice} />
      {words === null ? (
        <EvidenceTable familyId={family.id} entries={family.evidence} empty="None is recorded that you may see." />
      ) : (
        <EarlierLedger familyId={family.id} choice={choice} words={words} />
      )}
    </Section>
  );
}
