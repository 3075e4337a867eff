import { type ReactNode, useEffect, useLayoutEffect, useRef } from "react";
import { classes } from "./classes.ts";

function Chevron({ up }: { up: boolean }) {
  return <span className={classes("govuk-accordion-nav__chevron", !up && "govuk-accordion-nav__chevron--down")} />;
}

/** Opens or folds everything. */
export function AccordionControls({ open, onToggle }: { open: boolean; onToggle: (open: boolean) => void }) {
  return (
    <div className="govuk-accordion__controls">
      <button type="button" className="govuk-accordion__show-all" aria-expanded={open} onClick={() => onToggle(!open)}>
        <Chevron up={open} />
        <span className="govuk-accordion__show-all-text">{open ? "Hide all sections" : "Show all sections"}</span>
      </button>
    </div>
  );
}

type AccordionButtonProps = {
  contentId: string;
  title: ReactNode;
  /** What is inside, in a few words, for who does not open it. */
  summary?: ReactNode;
  open: boolean;
  onToggle: (open: boolean) => void;
};

/** What stands in a section's heading, as the official script makes it. */
export function AccordionButton({ contentId, title, summary, open, onToggle }: AccordionButtonProps) {
  const divider = <span className="govuk-visually-hidden govuk-accordion__section-heading-divider">, </span>;
  return (
    <button
      type="button"
      className="govuk-accordion__section-button"
      aria-controls={contentId}
      aria-expanded={open}
      onClick={() => onToggle(!open)}
    >
      <span className="govuk-accordion__section-heading-text">
        <span className="govuk-accordion__section-heading-text-focus">{title}</span>
      </span>
      {summary && (
        <>
          {divider}
          <span className="govuk-accordion__section-summary govuk-body">
            <span className="govuk-accordion__section-summary-focus">{summary}</span>
          </span>
        </>
      )}
      {divider}
      <span className="govuk-accordion__section-toggle" data-nosnippet>
        <span className="govuk-accordion__section-toggle-focus">
          <Chevron up={open} />
          <span className="govuk-accordion__section-toggle-text">
            {open ? "Hide" : "Show"}
            <span className="govuk-visually-hidden"> this section</span>
          </span>
        </span>
      </span>
    </button>
  );
}

type FoldedProps = { id: string; className?: string | undefined; open: boolean; onFound: () => void; children: ReactNode };

/** A section's content. Folded it is still found by the browser's search in the page, which opens it. */
export function Folded({ id, className, open, onFound, children }: FoldedProps) {
  const content = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (open) content.current?.removeAttribute("hidden");
    // Not by React, which knows `hidden` as true or false only.
    else content.current?.setAttribute("hidden", "until-found");
  }, [open]);
  useEffect(() => {
    const element = content.current;
    element?.addEventListener("beforematch", onFound);
    return () => element?.removeEventListener("beforematch", onFound);
  }, [onFound]);
  return (
    <div ref={content} id={id} className={className}>
      {children}
    </div>
  );
}
