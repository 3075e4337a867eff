import type { ReactNode } from "react";

export type Place = { id: string; title: string };

/** One part of the family's page, which its contents list and other pages can lead to. */
export function Section({ id, title, actions, children }: Place & { actions?: ReactNode; children: ReactNode }) {
  return (
    <section className="app-family__section" aria-labelledby={id}>
      <h2 className="govuk-heading-m" id={id} tabIndex={-1}>
        {title}
      </h2>
      {children}
      {actions}
    </section>
  );
}

export function Contents({ places }: { places: readonly Place[] }) {
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
