import { Fragment, type InputHTMLAttributes, type ReactNode, type Ref } from "react";
import { classes, describedBy } from "./classes.ts";
import { ErrorMessage } from "./ErrorMessage.tsx";
import { Fieldset } from "./Fieldset.tsx";
import { FormGroup } from "./FormGroup.tsx";
import { Hint } from "./Hint.tsx";
import { Label, type Size } from "./Label.tsx";

export type Choice = {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
  /** Shown, by style alone, while this choice is made. */
  conditional?: ReactNode;
  /** A word such as "or" above this choice. */
  divider?: string | undefined;
  disabled?: boolean | undefined;
  /** Checkboxes only: choosing this one unticks the others. */
  exclusive?: boolean | undefined;
};

type InputAttributes = Omit<InputHTMLAttributes<HTMLInputElement>, "type" | "value" | "defaultValue" | "checked" | "className" | "size">;

type ChoicesProps = InputAttributes & {
  name: string;
  id?: string | undefined;
  legend: ReactNode;
  legendSize?: Size | undefined;
  legendHidden?: boolean | undefined;
  isPageHeading?: boolean | undefined;
  hint?: ReactNode;
  error?: ReactNode;
  options: readonly Choice[];
  small?: boolean | undefined;
  ref?: Ref<HTMLInputElement> | undefined;
};

type RadiosProps = ChoicesProps & {
  inline?: boolean | undefined;
  /** Given: controlled. Left out: the browser (or a form library's ref) keeps the choice. */
  value?: string | null | undefined;
  defaultValue?: string | undefined;
};

type CheckboxesProps = ChoicesProps & {
  values?: readonly string[] | undefined;
  defaultValues?: readonly string[] | undefined;
};

type Kind = "radios" | "checkboxes";

function Choices({
  kind,
  name,
  id = name,
  legend,
  legendSize,
  legendHidden,
  isPageHeading,
  hint,
  error,
  options,
  small = false,
  inline = false,
  state,
  ...input
}: ChoicesProps & {
  kind: Kind;
  inline?: boolean | undefined;
  state: (value: string) => { checked?: boolean; defaultChecked?: boolean };
}) {
  const block = `govuk-${kind}`;
  return (
    <FormGroup error={error}>
      <Fieldset
        legend={legend}
        legendSize={legendSize}
        legendHidden={legendHidden}
        isPageHeading={isPageHeading}
        describedBy={describedBy(Boolean(hint) && `${id}-hint`, Boolean(error) && `${id}-error`)}
      >
        {hint && <Hint id={`${id}-hint`}>{hint}</Hint>}
        {error && <ErrorMessage id={`${id}-error`}>{error}</ErrorMessage>}
        <div className={classes(block, small && `${block}--small`, inline && `${block}--inline`)} data-module={block}>
          {options.map((option, index) => {
            const optionId = index === 0 ? id : `${id}-${index + 1}`;
            return (
              <Fragment key={option.value}>
                {option.divider && <div className={`${block}__divider`}>{option.divider}</div>}
                <div className={`${block}__item`}>
                  <input
                    {...input}
                    {...state(option.value)}
                    className={`${block}__input`}
                    id={optionId}
                    name={name}
                    type={kind === "radios" ? "radio" : "checkbox"}
                    value={option.value}
                    disabled={option.disabled ?? input.disabled}
                    data-aria-controls={option.conditional ? `conditional-${optionId}` : undefined}
                    data-behaviour={option.exclusive ? "exclusive" : undefined}
                    aria-describedby={option.hint ? `${optionId}-item-hint` : undefined}
                  />
                  <Label className={`${block}__label`} htmlFor={optionId}>
                    {option.label}
                  </Label>
                  {option.hint && (
                    <Hint id={`${optionId}-item-hint`} className={`${block}__hint`}>
                      {option.hint}
                    </Hint>
                  )}
                </div>
                {option.conditional && (
                  <div className={`${block}__conditional`} id={`conditional-${optionId}`}>
                    {option.conditional}
                  </div>
                )}
              </Fragment>
            );
          })}
        </div>
      </Fieldset>
    </FormGroup>
  );
}

export function Radios({ value, defaultValue, ...rest }: RadiosProps) {
  return (
    <Choices
      {...rest}
      kind="radios"
      state={(option) => {
        if (value !== undefined) return { checked: option === value };
        return defaultValue === undefined ? {} : { defaultChecked: option === defaultValue };
      }}
    />
  );
}

export function Checkboxes({ values, defaultValues, ...rest }: CheckboxesProps) {
  return (
    <Choices
      {...rest}
      kind="checkboxes"
      state={(option) => {
        if (values !== undefined) return { checked: values.includes(option) };
        return defaultValues === undefined ? {} : { defaultChecked: defaultValues.includes(option) };
      }}
    />
  );
}
