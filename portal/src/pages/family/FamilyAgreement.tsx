import { Link } from "react-router";
import { formatDate } from "../../components/dates.ts";
import { listed, personName } from "../../components/people.ts";
import { ButtonLink } from "../../govuk/Button.tsx";
import { Details } from "../../govuk/Details.tsx";
import { SummaryList } from "../../govuk/SummaryList.tsx";
import { WarningText } from "../../govuk/WarningText.tsx";
import { CAPACITY_NAMES, PURPOSES } from "../caf/words.ts";
import type { AgreementRecordFragment, FamilyAgreement_FamilyFragment, LawfulBasisRecordFragment } from "./Family.generated.ts";
import { Section } from "./Section.tsx";

type Agreement = AgreementRecordFragment;
type Basis = LawfulBasisRecordFragment;

const names = (all: readonly { name: string }[]) => listed(all.map(({ name }) => name));
/** Each begins as a sentence does; in one of several only the first may. */
const sentenceOf = (all: readonly string[]) =>
  listed(all.map((each, index) => (index === 0 ? each : each.charAt(0).toLowerCase() + each.slice(1))));
const named = (person: Agreement["person"]) => (person === null ? "Not known" : personName(person));

function AgreementInForce({ agreement, here }: { agreement: Agreement; here: string }) {
  const purposes = PURPOSES.filter(({ value }) => agreement.purposes.includes(value)).map(({ label }) => label);
  const title = `Agreed on ${formatDate(agreement.agreedOn)}`;
  return (
    <>
      <h3 className="govuk-heading-s">{title}</h3>
      <SummaryList
        rows={[
          { key: "Who agreed", value: `${named(agreement.person)}. ${CAPACITY_NAMES[agreement.capacity]}.` },
          { key: "To which agencies", value: names(agreement.agencies) },
          { key: "To what", value: sentenceOf(purposes) },
          ...(agreement.recordedBy === null ? [] : [{ key: "Recorded by", value: agreement.recordedBy.name }]),
        ]}
      />
      {agreement.viewerCanWithdraw && (
        <p className="govuk-body govuk-!-display-none-print">
          <Link className="govuk-link" to={`${here}/agreement/${agreement.id}/withdraw`}>
            Record that they withdraw this<span className="govuk-visually-hidden"> ({title.toLowerCase()})</span>
          </Link>
        </p>
      )}
    </>
  );
}

function BasisInForce({ basis, here }: { basis: Basis; here: string }) {
  return (
    <>
      <h3 className="govuk-heading-s">Without agreement: {basis.agency.name}</h3>
      <SummaryList
        rows={[
          { key: "Why", value: basis.reason ?? "To keep a child safe. The reason is for those whom it concerns." },
          { key: "Who decided", value: `${basis.manager ?? "Name removed"}, on ${formatDate(basis.decidedOn)}` },
          { key: "Recorded by", value: basis.recordedBy.name },
        ]}
      />
      {basis.viewerCanEnd && (
        <p className="govuk-body">
          <Link className="govuk-link" to={`${here}/lawful-basis/${basis.id}/end`}>
            End this<span className="govuk-visually-hidden"> lawful basis for {basis.agency.name}</span>
          </Link>
        </p>
      )}
    </>
  );
}

function pastAgreement({
  agreed,
  agreedOn,
  person,
  recordedBy,
  withdrawnOn,
  withdrawnBy,
  withdrawalRecordedBy,
  agencies,
}: Agreement): string {
  const whom = names(agencies);
  if (!agreed) {
    const by = recordedBy === null ? "" : `, by ${recordedBy.name}`;
    return `Asked on ${formatDate(agreedOn)}${by}: ${person === null ? "the family" : personName(person)} did not agree.`;
  }
  const end = withdrawnOn === null ? "" : formatDate(withdrawnOn);
  if (withdrawnBy === null) return `Agreed on ${formatDate(agreedOn)} to ${whom}; another agreement took its place on ${end}.`;
  const recorder = withdrawalRecordedBy === null ? "" : `, recorded by ${withdrawalRecordedBy.name}`;
  return `Agreed on ${formatDate(agreedOn)} to ${whom}; withdrawn on ${end} by ${personName(withdrawnBy)}${recorder}.`;
}

const pastBasis = ({ agency, decidedOn, endedOn }: Basis) =>
  `${agency.name} worked without agreement from ${formatDate(decidedOn)} to ${endedOn === null ? "" : formatDate(endedOn)}.`;

function summaryOf(agreements: readonly Agreement[], bases: readonly Basis[], leftOut: number): string {
  const agencies = new Map(agreements.flatMap((agreement) => agreement.agencies).map(({ id, name }) => [id, name]));
  const [only = ""] = agencies.values();
  const parts = [
    agencies.size === 0 ? "none in force" : `agreed to ${agencies.size === 1 ? only : `${agencies.size} agencies`}`,
    bases.length > 0 && `${bases.length} without agreement`,
    leftOut > 0 && `${leftOut} not covered`,
  ];
  const text = parts.filter(Boolean).join(", ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What the family agreed to and whom that leaves out, what goes on without its agreement, and what is over. */
export function FamilyAgreement({ family }: { family: FamilyAgreement_FamilyFragment }) {
  const here = `/families/${family.id}`;
  const agreements = family.agreements.filter(({ inForce }) => inForce);
  const bases = family.lawfulBases.filter(({ inForce }) => inForce);
  const past = [
    ...family.agreements.filter(({ inForce }) => !inForce).map((agreement) => ({ id: agreement.id, text: pastAgreement(agreement) })),
    ...family.lawfulBases.filter(({ inForce }) => !inForce).map((basis) => ({ id: basis.id, text: pastBasis(basis) })),
  ];
  const declined = family.agreements.find(({ agreed }) => !agreed);
  const leftOut = family.agenciesWithoutGround;
  return (
    <Section
      id="agreement"
      title="Agreement"
      summary={summaryOf(agreements, bases, leftOut.length)}
      actions={
        <div className="govuk-button-group">
          {family.viewerCanRecordAgreement && (
            <ButtonLink to={`${here}/agreement/new`} variant="secondary">
              Record an agreement
            </ButtonLink>
          )}
          {family.viewerCanRecordAgreement && (
            <ButtonLink to={`${here}/agreement/declined`} variant="secondary">
              Record that they did not agree
            </ButtonLink>
          )}
          {family.viewerCanRecordLawfulBasis && (
            <ButtonLink to={`${here}/lawful-basis/new`} variant="secondary">
              Record a lawful basis without agreement
            </ButtonLink>
          )}
        </div>
      }
    >
      {agreements.length === 0 && (
        <p className="govuk-body">
          {family.agreements.length === 0
            ? "Nobody has recorded that this family agrees. Until somebody does, no other agency can be brought in."
            : "No agreement is in force. Until there is one, no other agency can be brought in."}
          {declined && ` ${pastAgreement(declined)}`}
        </p>
      )}
      {agreements.map((agreement) => (
        <AgreementInForce key={agreement.id} agreement={agreement} here={here} />
      ))}
      {bases.map((basis) => (
        <BasisInForce key={basis.id} basis={basis} here={here} />
      ))}
      {leftOut.length > 0 && (
        <WarningText>
          {names(leftOut)} {leftOut.length === 1 ? "sees" : "see"} this family, and neither an agreement nor a lawful basis names{" "}
          {leftOut.length === 1 ? "it" : "them"}.
        </WarningText>
      )}
      {past.length > 0 && (
        <Details summary="What is over">
          <ul className="govuk-list govuk-list--bullet">
            {past.map(({ id, text }) => (
              <li key={id}>{text}</li>
            ))}
          </ul>
        </Details>
      )}
    </Section>
  );
}
