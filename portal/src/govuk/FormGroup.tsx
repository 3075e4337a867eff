import type { ReactNode } from "react";
import { classes } from "./classes.ts";

type FormGroupProps = {
  error?: ReactNode;
  className?: string | undefined;
  children: ReactNode;
};

export function FormGroup({ error, className, children }: FormGroupProps) {
  return <div className={classes("govuk-form-group", Boolean(error) && "govuk-form-group--error", className)}>{children}</div>;
}
