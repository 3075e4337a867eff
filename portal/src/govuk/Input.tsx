import type { InputHTMLAttributes, ReactNode, Ref } from "react";
import { classes, describedBy } from "./classes.ts";
import { ErrorMessage } from "./ErrorMessage.tsx";
import { FormGroup } from "./FormGroup.tsx";
import type { FieldProps } from "./field.ts";
import { Hint } from "./Hint.tsx";
import { Label } from "./Label.tsx";

type InputProps = FieldProps &
  Omit<InputHTMLAttributes<HTMLInputElement>, keyof FieldProps | "width"> & {
    /** How many characters to make room for. */
    width?: 2 | 3 | 4 | 5 | 10 | 20 | 30 | undefined;
    prefix?: ReactNode;
    suffix?: ReactNode;
    ref?: Ref<HTMLInputElement> | undefined;
  };

export function Input({
  name,
  label,
  labelSize,
  isPageHeading,
  hint,
  error,
  id = name,
  width,
  prefix,
  suffix,
  type = "text",
  className,
  ...rest
}: InputProps) {
  const input = (
    <input
      {...rest}
      className={classes(
        "govuk-input",
        width !== undefined && `govuk-input--width-${width}`,
        className,
        Boolean(error) && "govuk-input--error",
      )}
      id={id}
      name={name}
      type={type}
      aria-describedby={describedBy(Boolean(hint) && `${id}-hint`, Boolean(error) && `${id}-error`)}
    />
  );
  return (
    <FormGroup error={error}>
      <Label htmlFor={id} size={labelSize} isPageHeading={isPageHeading}>
        {label}
      </Label>
      {hint && <Hint id={`${id}-hint`}>{hint}</Hint>}
      {error && <ErrorMessage id={`${id}-error`}>{error}</ErrorMessage>}
      {prefix || suffix ? (
        <div className="govuk-input__wrapper">
          {prefix && (
            <div className="govuk-input__prefix" aria-hidden="true">
              {prefix}
            </div>
          )}
          {input}
          {suffix && (
            <div className="govuk-input__suffix" aria-hidden="true">
              {suffix}
            </div>
          )}
        </div>
      ) : (
        input
      )}
    </FormGroup>
  );
}
