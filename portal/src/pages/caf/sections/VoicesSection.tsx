import { Textarea } from "../../../govuk/Textarea.tsx";
import { DangerFlag } from "../DangerFlag.tsx";
import { useEditing } from "../editing.ts";
import { NotFor } from "../NotFor.tsx";
import { SectionForm } from "../SectionForm.tsx";
import { named } from "../sections.ts";

export function VoicesSection() {
  const { form } = useEditing();
  const people = named(form.form.getValues()).filter(({ member }) => member.relationship !== "EXPECTED_CHILD");
  return (
    <SectionForm id="voices" title="What they say">
      <p className="govuk-body">
        Write down each child’s and each parent’s own words: what is going well, what worries them, what they would like to change. For a
        very young child, what you saw. Leave a box empty where you have not heard somebody yet.
      </p>
      {people.map(({ member, name }) => (
        <div key={member.key}>
          <Textarea {...form.field(`voices.${member.key}`)} label={`What ${name} says`} labelSize="s" rows={4} />
          <NotFor place={`voices.${member.key}`} about={`What ${name} says`} />
          <DangerFlag question={`voices.${member.key}`} about={`About what ${name} says`} />
        </div>
      ))}
    </SectionForm>
  );
}
