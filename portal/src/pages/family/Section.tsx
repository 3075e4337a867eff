import { type ReactNode, useCallback } from "react";
import { AccordionButton, AccordionControls, Folded } from "../../govuk/Accordion.tsx";
import { classes } from "../../govuk/classes.ts";
import { useFolds } from "./folds.ts";

export type Place = { id: string; title: string };

type SectionProps = Place & {
  /** What is in it, in a few words: all that a phone shows until it is opened. */
  summary: string;
  actions?: ReactNode;
  children: ReactNode;
};

/** One part of the family's page, which its contents list and other pages can lead to. */
export function Section({ id, title, summary, actions, children }: SectionProps) {
  const { folding, isOpen, set } = useFolds();
  const open = isOpen(id);
  const contentId = `${id}-content`;
  const openIt = useCallback(() => set([id], true), [id, set]);
  return (
    <section
      className={folding ? classes("govuk-accordion__section", open && "govuk-accordion__section--expanded") : "app-family__section"}
      aria-labelledby={id}
    >
      <div className={folding ? "govuk-accordion__section-header" : undefined}>
        <h2 className={folding ? "govuk-accordion__section-heading" : "govuk-heading-m"} id={id} tabIndex={-1}>
          {folding ? (
            <AccordionButton contentId={contentId} title={title} summary={summary} open={open} onToggle={(wanted) => set([id], wanted)} />
          ) : (
            title
          )}
        </h2>
      </div>
      <Folded id={contentId} className={folding ? "govuk-accordion__section-content" : undefined} open={open} onFound={openIt}>
        {children}
        {actions}
      </Folded>
    </section>
  );
}

/** The parts of the page; on a phone their folded headings are its table of contents, elsewhere there is a list beside them. */
export function Sections({ places, children }: { places: readonly Place[]; children: ReactNode }) {
  const { folding, isOpen, set } = useFolds();
  const ids = places.map(({ id }) => id);
  const all = ids.every(isOpen);
  return (
    <div className="app-family">
      {folding ? <AccordionControls open={all} onToggle={(open) => set(ids, open)} /> : <Contents places={places} />}
      <div className={folding ? "govuk-accordion" : undefined}>{children}</div>
    </div>
  );
}

function Contents({ places }: { places: readonly Place[] }) {
  return (
    <nav className="app-contents" aria-label="On this page">
      <ul className="govuk-list">
        {places.map(({ id, title }) => (
          <li key={id}>
            <a className="govuk-link" href={`#${id}`}>
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
