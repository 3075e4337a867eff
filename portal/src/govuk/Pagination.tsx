import { Link, type To } from "react-router";

type PaginationLink = {
  to: To;
  /** "Next page" when left out. */
  text?: string | undefined;
  /** What is there: "51 to 100 of 6,052". */
  label?: string | undefined;
};

type PaginationProps = {
  previous?: PaginationLink | undefined;
  next?: PaginationLink | undefined;
  landmarkLabel?: string | undefined;
};

const ARROWS = {
  prev: "m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z",
  next: "m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z",
};

function ArrowLink({ kind, link }: { kind: "prev" | "next"; link: PaginationLink }) {
  const word = kind === "prev" ? "Previous" : "Next";
  return (
    <div className={`govuk-pagination__${kind}`}>
      <Link className="govuk-link govuk-pagination__link" to={link.to} rel={kind}>
        <svg
          className={`govuk-pagination__icon govuk-pagination__icon--${kind}`}
          xmlns="http://www.w3.org/2000/svg"
          height="13"
          width="15"
          aria-hidden="true"
          focusable="false"
          viewBox="0 0 15 13"
        >
          <path d={ARROWS[kind]} />
        </svg>
        <span
          className={link.label ? "govuk-pagination__link-title" : "govuk-pagination__link-title govuk-pagination__link-title--decorated"}
        >
          {link.text ?? (
            <>
              {word}
              <span className="govuk-visually-hidden"> page</span>
            </>
          )}
        </span>
        {link.label && (
          <>
            <span className="govuk-visually-hidden">:</span>
            <span className="govuk-pagination__link-label">{link.label}</span>
          </>
        )}
      </Link>
    </div>
  );
}

/** Lists go by keyset, so there are no page numbers to jump to: only before and after. */
export function Pagination({ previous, next, landmarkLabel = "Pagination" }: PaginationProps) {
  if (previous === undefined && next === undefined) return null;
  return (
    <nav className="govuk-pagination govuk-pagination--block" aria-label={landmarkLabel}>
      {previous && <ArrowLink kind="prev" link={previous} />}
      {next && <ArrowLink kind="next" link={next} />}
    </nav>
  );
}
