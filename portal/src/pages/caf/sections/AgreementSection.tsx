import { AgencyChoices } from "../../../components/AgencyChoices.tsx";
import { Checkboxes, Radios } from "../../../govuk/Choices.tsx";
import { DateInput } from "../../../govuk/DateInput.tsx";
import { InsetText } from "../../../govuk/InsetText.tsx";
import { Select } from "../../../govuk/Select.tsx";
import { DangerFlag } from "../DangerFlag.tsx";
import { useEditing } from "../editing.ts";
import { SectionForm } from "../SectionForm.tsx";
import { named } from "../sections.ts";
import { useDirectory } from "../use-directory.ts";
import { CAPACITY_NAMES, PURPOSES } from "../words.ts";

const CAPACITIES = Object.entries(CAPACITY_NAMES).map(([value, label]) => ({ value, label }));

export function AgreementSection() {
  const { form } = useEditing();
  const district = form.form.getValues("district");
  const { agencies } = useDirectory(district);
  const agreed = form.form.watch("agreement.agreed");
  const people = named(form.form.getValues()).filter(({ member }) => member.relationship !== "EXPECTED_CHILD");
  return (
    <SectionForm id="agreement" title="Agreement">
      <p className="govuk-body">A CAF needs the family’s agreement. They may take it back at any time.</p>
      <Radios
        {...form.field("agreement.agreed")}
        legend="Does the family agree to this assessment?"
        legendSize="m"
        options={[
          { value: "yes", label: "Yes" },
          { value: "no", label: "No" },
        ]}
      />
      {agreed === "no" && (
        <InsetText>
          Without agreement this CAF cannot be submitted. If a child may be at risk of significant harm, call MASH now: that needs no
          agreement.
        </InsetText>
      )}
      <DangerFlag question="agreement" about="About the family’s agreement" />
      <Select
        {...form.field("agreement.memberKey")}
        label="Who agrees for the family?"
        labelSize="s"
        emptyLabel="Choose"
        options={people.map(({ member, name }) => ({ value: member.key, label: name }))}
      />
      <Radios {...form.field("agreement.capacity")} legend="How can they agree?" legendSize="s" options={CAPACITIES} />
      <DateInput {...form.dateField("agreement.agreedOn")} legend="When did they agree?" legendSize="s" hint="For example, 3 1 2017" />
      <Checkboxes
        {...form.field("agreement.purposes")}
        legend="What do they agree to?"
        legendSize="s"
        hint="Choose all that they agreed to"
        options={PURPOSES}
      />
      <AgencyChoices
        field={form.field("agreement.agencyIds")}
        legend="With which agencies may it be shared?"
        hint={
          district ? "Agencies that work where the family lives" : "Choose the family’s district first to see only those that work there"
        }
        chosen={form.form.watch("agreement.agencyIds") || []}
        agencies={agencies}
      />
    </SectionForm>
  );
}
