import type { ReactNode } from "react";
import { classes } from "./classes.ts";

type HintProps = { id?: string | undefined; className?: string | undefined; children: ReactNode };

export function Hint({ id, className, children }: HintProps) {
  return (
    <div id={id} className={classes("govuk-hint", className)}>
      {children}
    </div>
  );
}
