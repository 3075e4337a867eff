import type { ReactNode } from "react";

type PanelProps = { title: ReactNode; headingLevel?: 1 | 2 | undefined; children?: ReactNode };

/** The receipt of something done. The title is the page's h1 unless told otherwise. */
export function Panel({ title, headingLevel = 1, children }: PanelProps) {
  const Heading = headingLevel === 1 ? "h1" : "h2";
  return (
    <div className="govuk-panel govuk-panel--confirmation">
      <Heading className="govuk-panel__title" {...(headingLevel === 1 ? { tabIndex: -1 } : {})}>
        {title}
      </Heading>
      {children && <div className="govuk-panel__body">{children}</div>}
    </div>
  );
}
