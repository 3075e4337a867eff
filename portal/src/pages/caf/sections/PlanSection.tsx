import { useFieldArray } from "react-hook-form";
import { CAF_CRITERIA, CRITERION_NAMES } from "../../../components/words.ts";
import { AddAnother } from "../../../govuk/AddAnother.tsx";
import { Radios } from "../../../govuk/Choices.tsx";
import { DateInput } from "../../../govuk/DateInput.tsx";
import { InsetText } from "../../../govuk/InsetText.tsx";
import { Select } from "../../../govuk/Select.tsx";
import { Textarea } from "../../../govuk/Textarea.tsx";
import { DangerFlag } from "../DangerFlag.tsx";
import { useEditing } from "../editing.ts";
import { emptyPlanItem, newKey } from "../form.ts";
import { NotFor } from "../NotFor.tsx";
import { SectionForm } from "../SectionForm.tsx";
import { named, needsOf } from "../sections.ts";
import { type Directory, useDirectory } from "../use-directory.ts";

const NEEDS = CAF_CRITERIA.map((value) => ({ value, label: CRITERION_NAMES[value] }));
const MOST_ACTIONS = 40;

function ActionQuestions({ index, teams }: { index: number; teams: Directory["teams"] }) {
  const { form } = useEditing();
  const item = form.form.watch(`plan.${index}`);
  if (item === undefined) return null;
  const people = named(form.form.getValues()).map(({ member, name }) => ({ value: member.key, label: name }));
  return (
    <>
      <Select
        {...form.field(`plan.${index}.criterion`)}
        label="Which need does it answer?"
        labelSize="s"
        emptyLabel="Choose"
        options={NEEDS}
      />
      <Select {...form.field(`plan.${index}.memberKey`)} label="For whom?" labelSize="s" emptyLabel="The whole family" options={people} />
      <Textarea {...form.field(`plan.${index}.title`)} label="What will be done?" labelSize="s" rows={2} />
      <Textarea
        {...form.field(`plan.${index}.outcome`)}
        label="What outcome is wanted?"
        labelSize="s"
        hint="What will be different, and how you will know"
        rows={2}
      />
      <Radios
        {...form.field(`plan.${index}.owner`)}
        legend="Who will do it?"
        legendSize="s"
        options={[
          {
            value: "AGENCY",
            label: "An agency’s team",
            conditional: <Select {...form.field(`plan.${index}.teamId`)} label="Team" emptyLabel="Choose" options={teams} />,
          },
          { value: "FAMILY", label: "The family itself" },
        ]}
      />
      <DateInput {...form.dateField(`plan.${index}.dueOn`)} legend="By when?" legendSize="s" hint="For example, 14 2 2017" />
      <NotFor place={`plan.${item.key}`} about={`Action ${index + 1}`} />
      <DangerFlag question={`plan.${item.key}`} about={`About action ${index + 1}`} />
    </>
  );
}

export function PlanSection() {
  const { form, draft } = useEditing();
  const { fields, append, remove } = useFieldArray({ control: form.form.control, name: "plan" });
  const { teams } = useDirectory(form.form.getValues("district"));
  const plan = form.form.watch("plan");
  const open = needsOf(form.form.getValues(), draft.notApplicable).filter((need) => !plan.some(({ criterion }) => criterion === need));
  return (
    <SectionForm id="plan" title="Plan">
      <p className="govuk-body">For each need: what will be done, by whom, by when, and what should come of it.</p>
      {open.length > 0 && (
        <InsetText>
          Still without an action: <strong>{open.map((criterion) => CRITERION_NAMES[criterion]).join(", ")}</strong>
        </InsetText>
      )}
      <AddAnother
        items={fields}
        min={0}
        max={MOST_ACTIONS}
        itemTitle={(index) => `Action ${index + 1}`}
        addLabel={plan.length === 0 ? "Add an action" : "Add another action"}
        onAdd={() => append(emptyPlanItem(newKey("p"), open[0]), { shouldFocus: false })}
        onRemove={remove}
      >
        {(index) => <ActionQuestions index={index} teams={teams} />}
      </AddAnother>
    </SectionForm>
  );
}
