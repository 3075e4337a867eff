import { useFieldArray } from "react-hook-form";
import { RELATIONSHIP_NAMES } from "../../../components/words.ts";
import { AddAnother } from "../../../govuk/AddAnother.tsx";
import { DateInput } from "../../../govuk/DateInput.tsx";
import { ErrorMessage } from "../../../govuk/ErrorMessage.tsx";
import { Input } from "../../../govuk/Input.tsx";
import { Select } from "../../../govuk/Select.tsx";
import { Textarea } from "../../../govuk/Textarea.tsx";
import { DangerFlag } from "../DangerFlag.tsx";
import { useEditing } from "../editing.ts";
import { emptyMember, emptyWords, newKey } from "../form.ts";
import { SectionForm } from "../SectionForm.tsx";
import { nameOf } from "../sections.ts";
import { useDirectory } from "../use-directory.ts";

const RELATIONSHIPS = Object.entries(RELATIONSHIP_NAMES).map(([value, label]) => ({ value, label }));
const MOST_MEMBERS = 30;

function MemberQuestions({ index }: { index: number }) {
  const { form } = useEditing();
  const member = form.form.watch(`members.${index}`);
  if (member === undefined) return null;
  const expected = member.relationship === "EXPECTED_CHILD";
  const fixed = !member.viewerCanCorrect;
  return (
    <>
      {fixed && <p className="govuk-hint">On record already. If a name or date is wrong, ask the information officer to correct it.</p>}
      <Select
        {...form.field(`members.${index}.relationship`)}
        label="Relationship to the family"
        labelSize="s"
        emptyLabel="Choose"
        options={RELATIONSHIPS}
      />
      <Input
        {...form.field(`members.${index}.givenName`)}
        label={expected ? "First name, if chosen" : "First name"}
        width={20}
        readOnly={fixed}
        spellCheck={false}
      />
      <Input
        {...form.field(`members.${index}.familyName`)}
        label={expected ? "Last name, if known" : "Last name"}
        width={20}
        readOnly={fixed}
        spellCheck={false}
      />
      <DateInput
        {...form.dateField(`members.${index}.dateOfBirth`)}
        legend={expected ? "Date on which the baby is expected" : "Date of birth"}
        legendSize="s"
        hint="For example, 27 3 2009"
      />
      <DangerFlag question={`members.${member.key}`} about={`About ${nameOf(member, index)}`} />
    </>
  );
}

function Members() {
  const { form } = useEditing();
  const { fields, append, remove } = useFieldArray({ control: form.form.control, name: "members" });
  const wrong = form.errors.find(({ path }) => path === "members");
  const members = form.form.watch("members");
  const add = () => {
    const key = newKey("m");
    const { voice, domains, answers } = emptyWords();
    form.form.setValue(`voices.${key}`, voice);
    form.form.setValue(`domains.${key}`, domains);
    form.form.setValue(`answers.${key}`, answers);
    append(emptyMember(key, form.form.getValues("familyName").trim()), { shouldFocus: false });
  };
  return (
    <div id={wrong?.fieldId} className={wrong ? "govuk-form-group--error" : undefined}>
      <h2 className="govuk-heading-m">Everyone in the household</h2>
      <p className="govuk-body">
        Parents, carers, children, other adults, and a baby who is expected. At least one adult and one child under 18.
      </p>
      {wrong && <ErrorMessage>{wrong.message}</ErrorMessage>}
      <AddAnother
        items={fields}
        max={MOST_MEMBERS}
        itemTitle={(index) => {
          const member = members[index];
          return member === undefined ? `Person ${index + 1}` : nameOf(member, index);
        }}
        addLabel="Add another person"
        onAdd={add}
        onRemove={remove}
      >
        {(index) => <MemberQuestions index={index} />}
      </AddAnother>
    </div>
  );
}

export function FamilySection() {
  const { form } = useEditing();
  const { districts } = useDirectory(null);
  return (
    <SectionForm id="family" title="The family">
      <Input
        {...form.field("familyName")}
        label="Family name"
        labelSize="s"
        hint="What the family is known by"
        width={20}
        spellCheck={false}
      />
      <Textarea {...form.field("address")} label="Address" labelSize="s" rows={3} spellCheck={false} />
      <Input {...form.field("postcode")} label="Postcode" labelSize="s" width={10} spellCheck={false} />
      <Select {...form.field("district")} label="District in which they live" labelSize="s" emptyLabel="Choose" options={districts} />
      <Members />
    </SectionForm>
  );
}
