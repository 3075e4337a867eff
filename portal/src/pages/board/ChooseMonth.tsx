import type { FormEvent } from "react";
import { useSearchParams } from "react-router";
import { formatDate } from "../../components/dates.ts";
import { Button } from "../../govuk/Button.tsx";
import { Select } from "../../govuk/Select.tsx";

/** Who reads published figures alone chooses among published month-ends. */
export function ChooseMonth({ months, asOf }: { months: readonly string[]; asOf: string }) {
  const [, setParams] = useSearchParams();
  const choose = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const chosen = String(new FormData(event.currentTarget).get("asOf"));
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        next.set("asOf", chosen);
        return next;
      },
      { preventScrollReset: true },
    );
  };
  return (
    <form className="app-as-of" onSubmit={choose} noValidate>
      <Select
        key={asOf}
        name="asOf"
        label="Published month-end"
        labelSize="s"
        defaultValue={asOf}
        options={months.map((month) => ({ value: month, label: formatDate(month) }))}
      />
      <Button variant="secondary">Show this month</Button>
    </form>
  );
}
