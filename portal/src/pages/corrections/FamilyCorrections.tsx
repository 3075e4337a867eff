import { ButtonLink } from "../../govuk/Button.tsx";
import { Section } from "../family/Section.tsx";
import type { FamilyCorrections_FamilyFragment } from "./Corrections.generated.ts";
import { Disagreement } from "./Disagreements.tsx";

/** Everything that somebody says is wrong, in one place; each also stands beside what it is about. */
export function FamilyCorrections({ family }: { family: FamilyCorrections_FamilyFragment }) {
  const requests = family.correctionRequests;
  const waiting = requests.filter(({ decision }) => decision === null).length;
  const some = requests.length === 1 ? "1 thing" : `${requests.length} things`;
  return (
    <Section
      id="corrections"
      title="What people say is wrong"
      summary={requests.length === 0 ? "Nothing" : `${some}${waiting > 0 ? `, ${waiting} not decided yet` : ""}`}
      actions={
        family.viewerCanRecordCorrection && (
          <ButtonLink to={`/corrections/new?family=${family.reference}`} variant="secondary">
            Record that something is wrong
          </ButtonLink>
        )
      }
    >
      {requests.length === 0 ? (
        <p className="govuk-body">
          Nobody has said that something recorded is wrong. Whoever does so has a right to an answer within a month: tell the lead
          professional or a coordinator.
        </p>
      ) : (
        <ul className="govuk-list govuk-list--spaced">
          {requests.map((request) => (
            <li key={request.id}>
              <Disagreement request={request} named />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
