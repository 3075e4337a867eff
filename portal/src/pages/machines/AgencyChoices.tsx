import type { AgencyKind } from "../../apollo/schema.generated.ts";
import type { FieldOf } from "../../apollo/use-server-form.ts";
import { AGENCY_KIND_NAMES } from "../../components/words.ts";
import { Checkboxes } from "../../govuk/Choices.tsx";
import { Details } from "../../govuk/Details.tsx";
import { ErrorMessage } from "../../govuk/ErrorMessage.tsx";
import { Fieldset } from "../../govuk/Fieldset.tsx";
import { FormGroup } from "../../govuk/FormGroup.tsx";
import { type DirectoryAgency, folded } from "./agency-groups.ts";

type AgencyChoicesProps = { field: FieldOf; chosen: readonly string[]; agencies: readonly DirectoryAgency[] };

const optionsOf = (agencies: readonly DirectoryAgency[]) => agencies.map(({ id, name }) => ({ value: id, label: name }));

function said(kind: AgencyKind, agencies: readonly DirectoryAgency[], chosen: readonly string[]): string {
  const ticked = agencies.filter(({ id }) => chosen.includes(id)).length;
  return `${AGENCY_KIND_NAMES[kind]}: ${agencies.length} agencies${ticked > 0 ? `, ${ticked} chosen` : ""}`;
}

/** Of which agencies there are many, such as schools, is folded away, so that the others are found at a look. */
export function AgencyChoices({ field: { error, ...field }, chosen, agencies }: AgencyChoicesProps) {
  const { few, many } = folded(agencies);
  return (
    <FormGroup error={error}>
      <Fieldset legend="Which agencies have signed it?" legendSize="s" describedBy={error && `${field.id}-error`}>
        {error && <ErrorMessage id={`${field.id}-error`}>{error}</ErrorMessage>}
        <div id={field.id} className="app-choices-folded">
          {few.length > 0 && (
            <Checkboxes {...field} id={`${field.id}-few`} legend="One by one" legendHidden small options={optionsOf(few)} />
          )}
          {many.map(({ kind, agencies: ofKind }) => (
            <Details key={kind} summary={said(kind, ofKind, chosen)}>
              <Checkboxes
                {...field}
                id={`${field.id}-${kind}`}
                legend={AGENCY_KIND_NAMES[kind]}
                legendHidden
                small
                options={optionsOf(ofKind)}
              />
            </Details>
          ))}
        </div>
      </Fieldset>
    </FormGroup>
  );
}
