import { useMutation } from "@apollo/client/react";
import { useEffect, useState } from "react";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { DangerNotice } from "../../components/DangerNotice.tsx";
import { isRealDate } from "../../components/dates.ts";
import { PageTitle } from "../../components/PageTitle.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { Button } from "../../govuk/Button.tsx";
import { DateInput } from "../../govuk/DateInput.tsx";
import { ErrorSummary } from "../../govuk/ErrorSummary.tsx";
import { Input } from "../../govuk/Input.tsx";
import { CheckForCafDocument, type CheckForCafMutation } from "./Check.generated.ts";
import { type Asked, CheckAnswer } from "./CheckAnswer.tsx";

/** What was asked for: it stays in the page's memory, so that no name stands in an address. */
type Answered = { asked: Asked; answer: NonNullable<CheckForCafMutation["checkForCaf"]["answer"]>; contact: string | null };

const missing = (field: keyof Asked, message: string) => ({ code: "INVALID", field, message });

/** What the API could only refuse as a whole, told place by place. */
function unfinished({ familyName, dateOfBirth, postcode }: Asked) {
  return [
    ...(familyName.trim() === "" ? [missing("familyName", "Enter the last name")] : []),
    ...(isRealDate(dateOfBirth) ? [] : [missing("dateOfBirth", "Enter a real date of birth, with a day, a month and a four-figure year")]),
    ...(postcode.trim() === "" ? [missing("postcode", "Enter a postcode, like PR1 8XJ")] : []),
  ];
}

type CheckFormProps = { onAnswer: (answered: Answered) => void; onAsk: () => void; onRefused: (refused: boolean) => void };

function CheckForm({ onAnswer, onAsk, onRefused }: CheckFormProps) {
  const [check] = useMutation(CheckForCafDocument, { fetchPolicy: "no-cache" });
  const { field, dateField, errors, busy, submit } = useServerForm({
    defaultValues: { familyName: "", dateOfBirth: "", postcode: "" },
  });
  useEffect(() => onRefused(errors.length > 0), [errors, onRefused]);
  return (
    <form
      noValidate
      autoComplete="off"
      onSubmit={submit(async (values) => {
        onAsk();
        const left = unfinished(values);
        if (left.length > 0) return left;
        const { data } = await check({ variables: { input: values } });
        const { answer, contact, errors: refused } = data?.checkForCaf ?? {};
        if (answer) onAnswer({ asked: values, answer, contact: contact ?? null });
        return refused;
      })}
    >
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <Input
        {...field("familyName")}
        label="Last name"
        labelSize="s"
        hint="Of a child or a parent in the family"
        width={20}
        spellCheck={false}
      />
      <DateInput {...dateField("dateOfBirth")} legend="Their date of birth" legendSize="s" hint="For example, 27 3 2009" />
      <Input
        {...field("postcode")}
        label="Postcode where the family lives"
        labelSize="s"
        hint="For example, PR1 8XJ"
        width={10}
        spellCheck={false}
      />
      <Button busy={busy}>Check</Button>
    </form>
  );
}

function CheckPage() {
  const [answered, setAnswered] = useState<Answered | null>(null);
  const [refused, setRefused] = useState(false);
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <PageTitle title="Check whether a CAF exists" error={refused} />
        <DangerNotice />
        {answered && (
          // A new answer takes the focus again, even when it says the same.
          <CheckAnswer key={JSON.stringify(answered.asked)} {...answered} />
        )}
        <p className="govuk-body">
          A family should tell its story once. Check here before you start an assessment: somebody may already be working with them. Each
          check is recorded.
        </p>
        <CheckForm onAnswer={setAnswered} onAsk={() => setAnswered(null)} onRefused={setRefused} />
      </div>
    </div>
  );
}

export function Component() {
  return (
    <RequirePermission permission="cafs.check">
      <CheckPage />
    </RequirePermission>
  );
}
