import type { ReactNode } from "react";
import { classes } from "./classes.ts";

type DetailsProps = {
  summary: ReactNode;
  open?: boolean | undefined;
  /** The summary says what a press does ("Show 3 earlier") and nothing else: on paper, where all is open, it is left out. */
  press?: boolean | undefined;
  children: ReactNode;
};

export function Details({ summary, open, press = false, children }: DetailsProps) {
  return (
    <details className={classes("govuk-details", press && "app-details--press")} open={open}>
      <summary className="govuk-details__summary">
        <span className="govuk-details__summary-text">{summary}</span>
      </summary>
      <div className="govuk-details__text">{children}</div>
    </details>
  );
}
