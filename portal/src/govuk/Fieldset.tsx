import type { ReactNode } from "react";
import { classes } from "./classes.ts";
import type { Size } from "./Label.tsx";

type FieldsetProps = {
  legend?: ReactNode;
  legendSize?: Size | undefined;
  legendHidden?: boolean | undefined;
  isPageHeading?: boolean | undefined;
  describedBy?: string | undefined;
  role?: "group" | undefined;
  className?: string | undefined;
  children: ReactNode;
};

export function Fieldset({
  legend,
  legendSize,
  legendHidden = false,
  isPageHeading = false,
  describedBy,
  role,
  className,
  children,
}: FieldsetProps) {
  return (
    <fieldset className={classes("govuk-fieldset", className)} role={role} aria-describedby={describedBy}>
      {legend !== undefined && (
        <legend
          className={classes(
            "govuk-fieldset__legend",
            legendSize && `govuk-fieldset__legend--${legendSize}`,
            legendHidden && "govuk-visually-hidden",
          )}
        >
          {isPageHeading ? <h1 className="govuk-fieldset__heading">{legend}</h1> : legend}
        </legend>
      )}
      {children}
    </fieldset>
  );
}
