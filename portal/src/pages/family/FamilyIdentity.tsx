import { formatTime } from "../../components/dates.ts";
import { familyTitle } from "../../components/people.ts";
import { STAGE_NAMES } from "../../components/words.ts";
import { IdentityBar } from "../../govuk/IdentityBar.tsx";
import { Tag, type TagColour } from "../../govuk/Tag.tsx";
import type { FamilyIdentity_FamilyFragment as Family } from "./Family.generated.ts";

const COLOURS: Readonly<Record<Family["stage"], TagColour>> = {
  MATCHED: "grey",
  ASSESSMENT_UNDER_WAY: "yellow",
  AWAITING_LEAD_PROFESSIONAL: "yellow",
  READY_TO_ATTACH: "teal",
  ATTACHED: "green",
  NOT_ELIGIBLE: "grey",
};

function StageTag({ stage }: { stage: Family["stage"] }) {
  return <Tag colour={COLOURS[stage]}>{STAGE_NAMES[stage]}</Tag>;
}

/** Whose record this is, on the family's own page and beside every form about it. */
export function FamilyIdentity({ family, named = true }: { family: Family; named?: boolean }) {
  return (
    <>
      <IdentityBar
        title={named ? familyTitle(family) : family.reference}
        facts={[
          ...(named ? [{ label: "Reference", value: family.reference }] : []),
          { label: "District", value: family.district.name },
          ...(family.postcode === null ? [] : [{ label: "Postcode", value: family.postcode }]),
          { label: "Stage", value: <StageTag stage={family.stage} /> },
        ]}
      />
      {family.openedInEmergencyUntil !== null && (
        <p className="govuk-body app-record-note">
          <Tag colour="orange">Emergency access</Tag> You can read this family until {formatTime(family.openedInEmergencyUntil)} and change
          nothing. The information officer has been told.
        </p>
      )}
      {family.restricted && (
        <p className="govuk-body app-record-note">
          <Tag colour="red">Restricted</Tag> Only named people may see this family. Do not pass anything on.
        </p>
      )}
    </>
  );
}
