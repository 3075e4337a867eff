import type { Ref, TextareaHTMLAttributes } from "react";
import { classes, describedBy } from "./classes.ts";
import { ErrorMessage } from "./ErrorMessage.tsx";
import { FormGroup } from "./FormGroup.tsx";
import type { FieldProps } from "./field.ts";
import { Hint } from "./Hint.tsx";
import { Label } from "./Label.tsx";

type TextareaProps = FieldProps &
  Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, keyof FieldProps> & {
    ref?: Ref<HTMLTextAreaElement> | undefined;
  };

export function Textarea({ name, label, labelSize, isPageHeading, hint, error, id = name, rows = 5, className, ...rest }: TextareaProps) {
  return (
    <FormGroup error={error}>
      <Label htmlFor={id} size={labelSize} isPageHeading={isPageHeading}>
        {label}
      </Label>
      {hint && <Hint id={`${id}-hint`}>{hint}</Hint>}
      {error && <ErrorMessage id={`${id}-error`}>{error}</ErrorMessage>}
      <textarea
        {...rest}
        className={classes("govuk-textarea", Boolean(error) && "govuk-textarea--error", className)}
        id={id}
        name={name}
        rows={rows}
        aria-describedby={describedBy(Boolean(hint) && `${id}-hint`, Boolean(error) && `${id}-error`)}
      />
    </FormGroup>
  );
}
