import { type FormEvent, type ReactNode, useId, useState } from "react";
import { Link, useSearchParams } from "react-router";
import { Button } from "./Button.tsx";

type FilterProps = {
  title?: string | undefined;
  /** What is filtered by now, in words; each can be taken away. */
  active?: readonly { param: string; value: string; label: string }[] | undefined;
  /** Parameters that a new filter does not clear, such as the as-of date and the sort. */
  keep?: readonly string[] | undefined;
  submitLabel?: string | undefined;
  /** The questions that become parameters, where not every box is one: a date has three. */
  params?: readonly string[] | undefined;
  /** What was chosen cannot be used: the questions are shown, on a phone too, with what is wrong. */
  faulty?: boolean | undefined;
  /** Uncontrolled questions whose names are URL parameters and whose default values come from the URL. */
  children: ReactNode;
};

/** From here on the filter stands beside its list. */
const WIDE = "(min-width: 48.0625em)";
const KEEP = ["asOf", "sort"];

function without(params: URLSearchParams, param: string, value: string): string {
  const next = new URLSearchParams();
  for (const [name, text] of params) {
    if (!(name === param && text === value) && name !== "after" && name !== "before") next.append(name, text);
  }
  return `?${next}`;
}

/**
 * Filters live in the URL, so a filtered list can be sent to a colleague. Never put a person's name or
 * date of birth through it: addresses are logged.
 */
export function Filter({
  title = "Filter",
  active = [],
  keep = KEEP,
  submitLabel = "Apply filters",
  params: asked,
  faulty = false,
  children,
}: FilterProps) {
  const headingId = useId();
  const [params, setParams] = useSearchParams();
  // On a phone the list comes first: its filter is folded away until it is asked for.
  const [wide] = useState(() => window.matchMedia(WIDE).matches);
  const kept = new URLSearchParams([...params].filter(([name]) => keep.includes(name)));

  const apply = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const next = new URLSearchParams(kept);
    for (const [name, value] of new FormData(event.currentTarget)) {
      if (typeof value === "string" && value.trim() !== "" && (asked?.includes(name) ?? true)) next.append(name, value.trim());
    }
    setParams(next, { preventScrollReset: true });
  };

  return (
    <search className="app-filter" aria-labelledby={headingId}>
      <h2 className="govuk-heading-m" id={headingId}>
        {title}
      </h2>
      {active.length > 0 && (
        <div className="app-filter__active">
          <h3 className="govuk-heading-s">Filtered by</h3>
          <ul className="app-filter__tags">
            {active.map(({ param, value, label }) => (
              <li key={`${param} ${value}`}>
                <Link className="app-filter__tag" to={without(params, param, value)} preventScrollReset>
                  <span className="govuk-visually-hidden">Remove this filter: </span>
                  {label}
                </Link>
              </li>
            ))}
          </ul>
          <p className="govuk-body">
            <Link className="govuk-link" to={`?${kept}`} preventScrollReset>
              Clear all filters
            </Link>
          </p>
        </div>
      )}
      <details className="app-filter__questions" open={wide || faulty}>
        <summary className="app-filter__toggle">Choose filters</summary>
        <form onSubmit={apply} noValidate>
          {/* A changed address gives the questions new default values; the button outside keeps its focus. */}
          <div key={params.toString()}>{children}</div>
          <Button>{submitLabel}</Button>
        </form>
      </details>
    </search>
  );
}
