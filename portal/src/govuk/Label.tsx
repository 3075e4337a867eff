import type { ReactNode } from "react";
import { classes } from "./classes.ts";

export type Size = "s" | "m" | "l" | "xl";

type LabelProps = {
  htmlFor?: string | undefined;
  size?: Size | undefined;
  /** The page's one question: the label is its heading too. */
  isPageHeading?: boolean | undefined;
  className?: string | undefined;
  children: ReactNode;
};

export function Label({ htmlFor, size, isPageHeading = false, className, children }: LabelProps) {
  const label = (
    <label className={classes("govuk-label", size && `govuk-label--${size}`, className)} htmlFor={htmlFor}>
      {children}
    </label>
  );
  return isPageHeading ? <h1 className="govuk-label-wrapper">{label}</h1> : label;
}
