import { type InputHTMLAttributes, type Ref, useState } from "react";
import { classes, describedBy } from "./classes.ts";
import { ErrorMessage } from "./ErrorMessage.tsx";
import type { FieldProps } from "./field.ts";
import { Hint } from "./Hint.tsx";
import { Label } from "./Label.tsx";

type PasswordInputProps = FieldProps &
  Omit<InputHTMLAttributes<HTMLInputElement>, keyof FieldProps | "type"> & {
    ref?: Ref<HTMLInputElement> | undefined;
  };

/** A password that can be shown while it is typed, so that it need not be typed twice. */
export function PasswordInput({ name, label, labelSize, isPageHeading, hint, error, id = name, className, ...rest }: PasswordInputProps) {
  const [shown, setShown] = useState(false);
  return (
    <div
      className={classes("govuk-form-group", Boolean(error) && "govuk-form-group--error", "govuk-password-input")}
      data-module="govuk-password-input"
    >
      <Label htmlFor={id} size={labelSize} isPageHeading={isPageHeading}>
        {label}
      </Label>
      {hint && <Hint id={`${id}-hint`}>{hint}</Hint>}
      {error && <ErrorMessage id={`${id}-error`}>{error}</ErrorMessage>}
      <div className="govuk-input__wrapper govuk-password-input__wrapper">
        <input
          spellCheck={false}
          autoCapitalize="none"
          {...rest}
          className={classes(
            "govuk-input govuk-password-input__input govuk-js-password-input-input",
            className,
            Boolean(error) && "govuk-input--error",
          )}
          id={id}
          name={name}
          type={shown ? "text" : "password"}
          aria-describedby={describedBy(Boolean(hint) && `${id}-hint`, Boolean(error) && `${id}-error`)}
        />
        <button
          type="button"
          className="govuk-button govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle"
          data-module="govuk-button"
          aria-controls={id}
          aria-label={shown ? "Hide password" : "Show password"}
          onClick={() => setShown(!shown)}
        >
          {shown ? "Hide" : "Show"}
        </button>
      </div>
    </div>
  );
}
