import { useMutation } from "@apollo/client/react";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { ReturnReason } from "../../apollo/schema.generated.ts";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { RETURN_REASON_NAMES } from "../../components/words.ts";
import { Button } from "../../govuk/Button.tsx";
import { Checkboxes, Radios } from "../../govuk/Choices.tsx";
import { ErrorSummary } from "../../govuk/ErrorSummary.tsx";
import { Textarea } from "../../govuk/Textarea.tsx";
import { ReviewCafDocument } from "./QualityAssurance.generated.ts";

const isReason = (value: string): value is ReturnReason => Object.hasOwn(RETURN_REASON_NAMES, value);
const REASONS = Object.entries(RETURN_REASON_NAMES).map(([value, label]) => ({ value, label }));
const UNDECIDED = { code: "INVALID", field: "compliant", message: "Choose whether to pass or to return this CAF" };
const values: { compliant: string; reasons: string[]; note: string } = { compliant: "", reasons: [], note: "" };

type ReviewFormProps = { cafId: string; reference: string; version: number; versionNumber: number };

/** Pass it, or return it with at least one reason; the note goes to the team that wrote it. */
export function ReviewForm({ cafId, reference, version, versionNumber }: ReviewFormProps) {
  const navigate = useNavigate();
  const [review] = useMutation(ReviewCafDocument);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const { field, errors, busy, submit } = useServerForm({ defaultValues: values });
  return (
    <form
      noValidate
      onSubmit={submit(async ({ compliant, reasons, note }) => {
        if (compliant === "") return [UNDECIDED];
        const passed = compliant === "yes";
        const input = {
          cafId,
          version,
          versionNumber,
          compliant: passed,
          reasons: passed ? [] : reasons.filter(isReason),
          note: note.trim() || null,
          idempotencyKey,
        };
        const { data } = await review({ variables: { input } });
        if (data?.reviewCaf.caf) {
          await navigate("/quality-assurance", { state: { done: `${reference} ${passed ? "has passed" : "was returned"}` } });
        }
        return data?.reviewCaf.errors;
      })}
    >
      <h2 className="govuk-heading-m">Your decision</h2>
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <Radios
        {...field("compliant")}
        legend="Does this CAF pass?"
        legendSize="s"
        options={[
          { value: "yes", label: "Yes, it passes", hint: "It becomes a full assessment, and the CAF is open" },
          {
            value: "no",
            label: "No, return it",
            conditional: <Checkboxes {...field("reasons")} legend="What is missing?" hint="Choose at least one" small options={REASONS} />,
          },
        ]}
      />
      <Textarea {...field("note")} label="Note to the team" hint="What they did well, or what exactly to change" rows={4} />
      <Button busy={busy}>Record the decision</Button>
    </form>
  );
}
