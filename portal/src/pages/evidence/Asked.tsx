import type { Criterion, EvidenceKind } from "../../apollo/schema.generated.ts";
import type { ServerForm } from "../../apollo/use-server-form.ts";
import { formatDate } from "../../components/dates.ts";
import { useSignedIn } from "../../components/ViewerProvider.tsx";
import { CRITERION_NAMES } from "../../components/words.ts";
import { Radios } from "../../govuk/Choices.tsx";
import { Input } from "../../govuk/Input.tsx";
import { Select } from "../../govuk/Select.tsx";
import type { EvidenceValues } from "./form.ts";
import { inOrder, KIND_FORMS, type Question } from "./kinds.ts";
import { School } from "./Schools.tsx";

export type Surroundings = {
  terms: readonly { name: string; from: string; to: string }[];
  criteria: readonly Criterion[];
  /** What this person may add, and so may have looked for. */
  kinds: readonly EvidenceKind[];
};

type AskedProps = { question: Question; form: ServerForm<EvidenceValues>; around: Surroundings };

const YES_NO = [
  { value: "true", label: "Yes" },
  { value: "false", label: "No" },
];

/** One question of a kind, as the control that suits it. */
export function Asked({ question, form, around }: AskedProps) {
  const { agency, today } = useSignedIn();
  const { name, hint } = question;
  const field = form.field(`facts.${name}`);
  switch (question.ask) {
    case "choice":
      return <Radios {...field} legend={question.legend} legendSize="s" hint={hint} options={question.options} />;
    case "yes-no":
      return <Radios {...field} legend={question.legend} legendSize="s" hint={hint} inline options={YES_NO} />;
    case "number":
      return (
        <Input
          {...field}
          label={question.label}
          labelSize="s"
          hint={hint}
          prefix={question.prefix}
          inputMode="numeric"
          width={question.prefix === undefined ? 4 : 10}
        />
      );
    case "text":
      return <Input {...field} label={question.label} labelSize="s" hint={hint} width={20} spellCheck={false} />;
    case "term":
      return (
        <Select
          {...field}
          label="Which term?"
          labelSize="s"
          emptyLabel="Choose a term"
          options={around.terms
            .filter(({ from }) => from <= today)
            .toReversed()
            .map(({ name: term, from }) => ({ value: from, label: `${term}, from ${formatDate(from, true)}` }))}
        />
      );
    case "criterion":
      return (
        <Radios
          {...field}
          legend={question.legend}
          legendSize="s"
          options={around.criteria.map((value) => ({ value, label: CRITERION_NAMES[value] }))}
        />
      );
    case "looked-for":
      return (
        <Radios
          {...field}
          legend="What did you look for?"
          legendSize="s"
          hint="Whatever you found is added by itself"
          options={inOrder(around.kinds.filter((kind) => kind !== "COVERAGE")).map((value) => ({ value, label: KIND_FORMS[value].title }))}
        />
      );
    case "school":
      // A school speaks for its own pupils.
      return agency.kind === "SCHOOL" ? null : <School form={form} name={name} optional={question.optional ?? false} />;
  }
}
