import { type FormEvent, useState } from "react";
import { useSearchParams } from "react-router";
import { formatDate, isRealDate } from "../../components/dates.ts";
import { useSignedIn } from "../../components/ViewerProvider.tsx";
import { Button } from "../../govuk/Button.tsx";
import { Checkboxes } from "../../govuk/Choices.tsx";
import { DateInput } from "../../govuk/DateInput.tsx";
import { Details } from "../../govuk/Details.tsx";
import { type LedgerChoice, ledgerParams } from "./ledger-choice.ts";

type Typed = { asOf: string; knownAt: string; corrected: boolean };

function faultOf(day: string, today: string): string | undefined {
  if (day === "") return undefined;
  if (!isRealDate(day)) return "Enter a real date, such as 31 12 2016, or leave it empty";
  return day > today ? `Enter ${formatDate(today)} or an earlier date` : undefined;
}

/** The ledger as it was on a day: what had begun, what was known, and what was put right since. */
export function LedgerChooser({ choice }: { choice: LedgerChoice }) {
  const { today } = useSignedIn();
  const [, setParams] = useSearchParams();
  const [typed, setTyped] = useState<Typed>({ asOf: choice.asOf ?? "", knownAt: choice.knownAt ?? "", corrected: choice.corrected });
  const [tried, setTried] = useState(false);
  const faults = { asOf: faultOf(typed.asOf, today), knownAt: faultOf(typed.knownAt, today) };
  const apply = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (faults.asOf !== undefined || faults.knownAt !== undefined) return;
    const { asOf, knownAt, corrected } = typed;
    setParams(ledgerParams({ asOf: asOf || null, knownAt: knownAt || null, corrected }), { preventScrollReset: true });
  };
  const chosen = choice.asOf !== null || choice.knownAt !== null || choice.corrected;
  return (
    <Details summary="Show corrections, or an earlier day" open={chosen}>
      <form className="app-ledger-chooser" onSubmit={apply} noValidate>
        <DateInput
          name="ledger-as-of"
          legend="What had begun by this day"
          legendSize="s"
          hint="Leave empty for everything up to today"
          value={typed.asOf}
          onChange={(asOf) => setTyped((before) => ({ ...before, asOf }))}
          error={tried ? faults.asOf : undefined}
        />
        <DateInput
          name="ledger-known-at"
          legend="As it was known on this day"
          legendSize="s"
          hint="Leave empty for what is known now, or was known on the day above"
          value={typed.knownAt}
          onChange={(knownAt) => setTyped((before) => ({ ...before, knownAt }))}
          error={tried ? faults.knownAt : undefined}
        />
        <Checkboxes
          name="ledger-corrected"
          legend="Corrections"
          legendHidden
          small
          values={typed.corrected ? ["yes"] : []}
          onChange={({ currentTarget: { checked } }) => setTyped((before) => ({ ...before, corrected: checked }))}
          options={[{ value: "yes", label: "Also show what was corrected or withdrawn" }]}
        />
        <Button variant="secondary">Show this</Button>
      </form>
    </Details>
  );
}
