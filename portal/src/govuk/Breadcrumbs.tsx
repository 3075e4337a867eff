import { Link, type To } from "react-router";

export type Crumb = { text: string; to?: To | undefined };

/** The way down from home; the last crumb, without an address, is this page. */
export function Breadcrumbs({ items }: { items: readonly Crumb[] }) {
  return (
    <nav className="govuk-breadcrumbs govuk-breadcrumbs--collapse-on-mobile" aria-label="Breadcrumb">
      <ol className="govuk-breadcrumbs__list">
        {items.map(({ text, to }) =>
          to === undefined ? (
            <li key={text} className="govuk-breadcrumbs__list-item" aria-current="page">
              {text}
            </li>
          ) : (
            <li key={text} className="govuk-breadcrumbs__list-item">
              <Link className="govuk-breadcrumbs__link" to={to}>
                {text}
              </Link>
            </li>
          ),
        )}
      </ol>
    </nav>
  );
}
