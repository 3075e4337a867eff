import { Radios } from "../../../govuk/Choices.tsx";
import { Textarea } from "../../../govuk/Textarea.tsx";
import { DangerFlag } from "../DangerFlag.tsx";
import { useEditing } from "../editing.ts";
import { NotFor } from "../NotFor.tsx";
import { SectionForm } from "../SectionForm.tsx";

export function FamilyViewSection() {
  const { form } = useEditing();
  return (
    <SectionForm id="family-view" title="The family’s view">
      <p className="govuk-body">
        Read the assessment through with the family before you submit it. Each of them gets a copy, without what is closed to them.
      </p>
      <Radios
        {...form.field("familyAgrees")}
        legend="Does the family agree with what is written here?"
        legendSize="s"
        options={[
          { value: "yes", label: "Yes" },
          { value: "no", label: "No, or not with all of it" },
        ]}
      />
      <Textarea
        {...form.field("familyView")}
        label="What the family says about this assessment"
        labelSize="s"
        hint="In their own words. Where they disagree, what they see differently."
        rows={6}
      />
      <NotFor place="familyView" about="The family’s view" />
      <DangerFlag question="familyView" about="About the family’s view" />
    </SectionForm>
  );
}
