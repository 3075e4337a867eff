import type { AgencyKind } from "../apollo/schema.generated.ts";
import type { FieldOf } from "../apollo/use-server-form.ts";
import { Checkboxes } from "../govuk/Choices.tsx";
import { describedBy } from "../govuk/classes.ts";
import { Details } from "../govuk/Details.tsx";
import { ErrorMessage } from "../govuk/ErrorMessage.tsx";
import { Fieldset } from "../govuk/Fieldset.tsx";
import { FormGroup } from "../govuk/FormGroup.tsx";
import { Hint } from "../govuk/Hint.tsx";
import { type AgencyOption, folded } from "./agency-groups.ts";
import { AGENCY_KIND_NAMES } from "./words.ts";

type AgencyChoicesProps = {
  field: FieldOf;
  legend: string;
  hint?: string;
  chosen: readonly string[];
  agencies: readonly AgencyOption[];
};

function said(kind: AgencyKind, agencies: readonly AgencyOption[], chosen: readonly string[]): string {
  const ticked = agencies.filter(({ value }) => chosen.includes(value)).length;
  return `${AGENCY_KIND_NAMES[kind]}: ${agencies.length} agencies${ticked > 0 ? `, ${ticked} chosen` : ""}`;
}

/** Of which agencies there are many, such as schools, is folded away, so that the others are found at a look. */
export function AgencyChoices({ field: { error, ...field }, legend, hint, chosen, agencies }: AgencyChoicesProps) {
  const { id } = field;
  const { few, many } = folded(agencies);
  if (many.length === 0) {
    return <Checkboxes {...field} error={error} legend={legend} legendSize="s" hint={hint} small options={few} />;
  }
  return (
    <FormGroup error={error}>
      <Fieldset
        legend={legend}
        legendSize="s"
        describedBy={describedBy(hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`)}
      >
        {hint && <Hint id={`${id}-hint`}>{hint}</Hint>}
        {error && <ErrorMessage id={`${id}-error`}>{error}</ErrorMessage>}
        <div id={id} className="app-choices-folded">
          {few.length > 0 && <Checkboxes {...field} id={`${id}-few`} legend="One by one" legendHidden small options={few} />}
          {many.map(({ kind, agencies: ofKind }) => (
            <Details key={kind} summary={said(kind, ofKind, chosen)}>
              <Checkboxes {...field} id={`${id}-${kind}`} legend={AGENCY_KIND_NAMES[kind]} legendHidden small options={ofKind} />
            </Details>
          ))}
        </div>
      </Fieldset>
    </FormGroup>
  );
}
