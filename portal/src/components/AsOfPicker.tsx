import { type FormEvent, useState } from "react";
import { useSearchParams } from "react-router";
import { Button } from "../govuk/Button.tsx";
import { DateInput } from "../govuk/DateInput.tsx";
import { formatDate } from "./dates.ts";

function isDate(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** The day that a report is asked for: from the address ("?asOf=2016-12-31"), or else the given one. */
export function useAsOf(otherwise: string): string {
  const [params] = useSearchParams();
  const asked = params.get("asOf") ?? "";
  return isDate(asked) ? asked : otherwise;
}

type AsOfPickerProps = { asOf: string; today: string; legend?: string };

/** Any day up to today; the answer is what was known by the end of that day. */
export function AsOfPicker({ asOf, today, legend = "Show the position as of" }: AsOfPickerProps) {
  const [, setParams] = useSearchParams();
  const [value, setValue] = useState(asOf);
  const [error, setError] = useState<string | null>(null);
  const apply = (event: FormEvent) => {
    event.preventDefault();
    if (!isDate(value)) {
      setError("Enter a real date, such as 31 12 2016");
    } else if (value > today) {
      setError(`Enter ${formatDate(today)} or an earlier date`);
    } else {
      setError(null);
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          next.set("asOf", value);
          return next;
        },
        { preventScrollReset: true },
      );
    }
  };
  return (
    <form className="app-as-of" onSubmit={apply} noValidate>
      <DateInput name="asOf" legend={legend} legendSize="s" value={value} onChange={setValue} error={error} />
      <Button variant="secondary">Show this date</Button>
    </form>
  );
}
