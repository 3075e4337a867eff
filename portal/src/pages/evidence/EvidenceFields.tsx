import type { EvidenceKind } from "../../apollo/schema.generated.ts";
import type { ServerForm } from "../../apollo/use-server-form.ts";
import { personName } from "../../components/people.ts";
import { Checkboxes } from "../../govuk/Choices.tsx";
import { DateInput } from "../../govuk/DateInput.tsx";
import { Select } from "../../govuk/Select.tsx";
import { Textarea } from "../../govuk/Textarea.tsx";
import { Asked, type Surroundings } from "./Asked.tsx";
import { asksForLastDay, type EvidenceValues } from "./form.ts";
import { KIND_FORMS, type KindForm } from "./kinds.ts";

type Member = { person: { id: string; givenName: string | null; familyName: string | null } };

type EvidenceFieldsProps = {
  kind: EvidenceKind;
  form: ServerForm<EvidenceValues>;
  members: readonly Member[];
  around: Surroundings;
  /** The service knows of the same thing on that day, and asks whether it happened again. */
  asksWhetherAgain: boolean;
};

const FIRST_DAYS: Readonly<Record<KindForm["lasts"], string>> = {
  DAY: "When did it happen?",
  MEASURE: "On which day was this so?",
  START: "When did it begin?",
  SPELL: "When did it begin?",
  STRETCH: "From which day did you look?",
  TERM: "",
};

/** The questions of one kind of evidence, and no others. */
export function EvidenceFields({ kind, form, members, around, asksWhetherAgain }: EvidenceFieldsProps) {
  const { about, lasts, questions } = KIND_FORMS[kind];
  const { field, dateField } = form;
  return (
    <>
      {about !== "FAMILY" && (
        <Select
          {...field("personId")}
          label="Who is it about?"
          labelSize="s"
          emptyLabel={about === "EITHER" ? "The whole family" : "Choose somebody"}
          options={members.map(({ person }) => ({ value: person.id, label: personName(person) }))}
        />
      )}
      {lasts !== "TERM" && <DateInput {...dateField("from")} legend={FIRST_DAYS[lasts]} legendSize="s" hint="For example, 3 1 2017" />}
      {asksWhetherAgain && (
        <Checkboxes
          {...field("anotherThatDay")}
          legend="Did it happen more than once?"
          legendSize="s"
          options={[{ value: "yes", label: "Yes, this is another one on the same day" }]}
        />
      )}
      {asksForLastDay(kind) && (
        <DateInput
          {...dateField("to")}
          legend={lasts === "STRETCH" ? "Up to which day?" : "When did it end?"}
          legendSize="s"
          hint={lasts === "STRETCH" ? "For example, 3 1 2017" : "Leave empty while it goes on"}
        />
      )}
      {questions.map((question) => (
        <Asked key={question.name} question={question} form={form} around={around} />
      ))}
      <Textarea
        {...field("statement")}
        label="What does this rest on?"
        labelSize="s"
        hint="For example, who confirmed it in writing, or what you saw. Needed where it does not come from your agency’s own records."
        rows={3}
      />
    </>
  );
}
