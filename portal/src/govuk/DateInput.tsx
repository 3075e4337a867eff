import { type ReactNode, useState } from "react";
import { classes, describedBy } from "./classes.ts";
import { ErrorMessage } from "./ErrorMessage.tsx";
import { Fieldset } from "./Fieldset.tsx";
import { FormGroup } from "./FormGroup.tsx";
import { Hint } from "./Hint.tsx";
import { Label, type Size } from "./Label.tsx";

type Parts = { day: string; month: string; year: string };

/** 2017-02-03 as three boxes; what is not yet a date comes back just as it was typed. */
function toParts(value: string): Parts {
  const [year = "", month = "", day = ""] = value.split("-");
  const plain = (text: string) => text.replace(/^0(?=\d)/, "");
  return { day: plain(day), month: plain(month), year };
}

function toValue({ day, month, year }: Parts): string {
  const two = (text: string) => (/^\d$/.test(text) ? `0${text}` : text);
  const parts = [year, two(month), two(day)].map((part) => part.trim());
  return parts.every((part) => part === "") ? "" : parts.join("-");
}

type DateInputProps = {
  name: string;
  id?: string | undefined;
  legend: ReactNode;
  legendSize?: Size | undefined;
  isPageHeading?: boolean | undefined;
  hint?: ReactNode;
  error?: ReactNode;
  /** An ISO date, "" when empty, or an unfinished one such as "2017-2-": the server judges it. */
  value: string;
  onChange: (value: string) => void;
  onBlur?: (() => void) | undefined;
  /** For a person's own date of birth: lets the browser fill it. */
  autoCompleteBirthday?: boolean | undefined;
};

export function DateInput({
  name,
  id = name,
  legend,
  legendSize,
  isPageHeading,
  hint,
  error,
  value,
  onChange,
  onBlur,
  autoCompleteBirthday = false,
}: DateInputProps) {
  const [typed, setTyped] = useState<Parts>(() => toParts(value));
  // Keep the boxes as typed ("3", not "03") unless the value was changed from outside.
  const shown = toValue(typed) === value ? typed : toParts(value);

  const box = (part: keyof Parts, label: string) => (
    <div className="govuk-date-input__item">
      <FormGroup>
        <Label className="govuk-date-input__label" htmlFor={`${id}-${part}`}>
          {label}
        </Label>
        <input
          className={classes(
            "govuk-input govuk-date-input__input",
            Boolean(error) && "govuk-input--error",
            part === "year" ? "govuk-input--width-4" : "govuk-input--width-2",
          )}
          id={`${id}-${part}`}
          name={`${name}-${part}`}
          type="text"
          inputMode="numeric"
          autoComplete={autoCompleteBirthday ? `bday-${part}` : undefined}
          value={shown[part]}
          onChange={(event) => {
            const next = { ...shown, [part]: event.currentTarget.value };
            setTyped(next);
            onChange(toValue(next));
          }}
          onBlur={onBlur}
        />
      </FormGroup>
    </div>
  );

  return (
    <FormGroup error={error}>
      <Fieldset
        legend={legend}
        legendSize={legendSize}
        isPageHeading={isPageHeading}
        role="group"
        describedBy={describedBy(Boolean(hint) && `${id}-hint`, Boolean(error) && `${id}-error`)}
      >
        {hint && <Hint id={`${id}-hint`}>{hint}</Hint>}
        {error && <ErrorMessage id={`${id}-error`}>{error}</ErrorMessage>}
        <div className="govuk-date-input" id={id}>
          {box("day", "Day")}
          {box("month", "Month")}
          {box("year", "Year")}
        </div>
      </Fieldset>
    </FormGroup>
  );
}
