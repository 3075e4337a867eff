import { useEffect, useState } from "react";
import { Link, useLocation } from "react-router";
import { classes } from "./classes.ts";

export type NavigationItem = {
  text: string;
  to: string;
  /** "page": this very page. "section": a page below it. */
  current?: "page" | "section" | undefined;
};

type ServiceNavigationProps = {
  serviceName?: string | undefined;
  serviceTo?: string | undefined;
  items: readonly NavigationItem[];
};

const NAVIGATION_ID = "navigation";
const WIDE = "(min-width: 40.0625em)";

/** Folds into a menu button on a phone, once there is more than one thing to fold. */
export function ServiceNavigation({ serviceName, serviceTo, items }: ServiceNavigationProps) {
  const { pathname } = useLocation();
  const [openOn, setOpenOn] = useState<string | null>(null);
  const [narrow, setNarrow] = useState(false);
  useEffect(() => {
    const wide = window.matchMedia(WIDE);
    const measure = () => setNarrow(!wide.matches);
    measure();
    wide.addEventListener("change", measure);
    return () => wide.removeEventListener("change", measure);
  }, []);

  const folds = items.length > 1;
  const folded = folds && narrow;
  // Remembering where it was opened closes it on the next page without a second effect.
  const open = openOn === pathname;

  const inner = (
    <div className="govuk-width-container">
      <div className="govuk-service-navigation__container">
        {serviceName && (
          <span className="govuk-service-navigation__service-name">
            {serviceTo === undefined ? (
              <span className="govuk-service-navigation__text">{serviceName}</span>
            ) : (
              <Link to={serviceTo} className="govuk-service-navigation__link">
                {serviceName}
              </Link>
            )}
          </span>
        )}
        {items.length > 0 && (
          <nav aria-label="Menu" className="govuk-service-navigation__wrapper">
            {folds && (
              <button
                type="button"
                className="govuk-service-navigation__toggle govuk-js-service-navigation-toggle"
                aria-controls={NAVIGATION_ID}
                {...(folded ? { "aria-expanded": open } : { hidden: true, "aria-hidden": true })}
                onClick={() => setOpenOn(open ? null : pathname)}
              >
                Menu
              </button>
            )}
            <ul className="govuk-service-navigation__list" id={NAVIGATION_ID} hidden={folded && !open}>
              {items.map(({ text, to, current }) => (
                <li key={to} className={classes("govuk-service-navigation__item", current && "govuk-service-navigation__item--active")}>
                  <Link
                    className="govuk-service-navigation__link"
                    to={to}
                    aria-current={current === undefined ? undefined : current === "page" ? "page" : "true"}
                  >
                    {current ? <strong className="govuk-service-navigation__active-fallback">{text}</strong> : text}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
        )}
      </div>
    </div>
  );

  return serviceName ? (
    <section aria-label="Service information" className="govuk-service-navigation" data-module="govuk-service-navigation">
      {inner}
    </section>
  ) : (
    <div className="govuk-service-navigation" data-module="govuk-service-navigation">
      {inner}
    </div>
  );
}
