import type { Ref, SelectHTMLAttributes } from "react";
import { classes, describedBy } from "./classes.ts";
import { ErrorMessage } from "./ErrorMessage.tsx";
import { FormGroup } from "./FormGroup.tsx";
import type { FieldProps } from "./field.ts";
import { Hint } from "./Hint.tsx";
import { Label } from "./Label.tsx";

export type SelectOption = { value: string; label: string; disabled?: boolean | undefined };

type SelectProps = FieldProps &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, keyof FieldProps> & {
    options: readonly SelectOption[];
    /** The first, empty choice; left out when a choice always exists. */
    emptyLabel?: string | undefined;
    ref?: Ref<HTMLSelectElement> | undefined;
  };

export function Select({
  name,
  label,
  labelSize,
  isPageHeading,
  hint,
  error,
  id = name,
  options,
  emptyLabel,
  className,
  ...rest
}: SelectProps) {
  return (
    <FormGroup error={error}>
      <Label htmlFor={id} size={labelSize} isPageHeading={isPageHeading}>
        {label}
      </Label>
      {hint && <Hint id={`${id}-hint`}>{hint}</Hint>}
      {error && <ErrorMessage id={`${id}-error`}>{error}</ErrorMessage>}
      <select
        // A form sets its value once, when the control appears: choices that come later must bring a new control with them.
        key={options.map(({ value }) => value).join(" ")}
        {...rest}
        className={classes("govuk-select", className, Boolean(error) && "govuk-select--error")}
        id={id}
        name={name}
        aria-describedby={describedBy(Boolean(hint) && `${id}-hint`, Boolean(error) && `${id}-error`)}
      >
        {emptyLabel !== undefined && <option value="">{emptyLabel}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    </FormGroup>
  );
}
