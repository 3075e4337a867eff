import type { ReactNode } from "react";
import { Link } from "react-router";

type HeaderProps = {
  homeTo?: string | undefined;
  /** At the other end of the bar: who is signed in, and the way out. */
  end?: ReactNode;
  children: ReactNode;
};

/** The generic header: a service of a county, not of service.gov.uk, so without the crown. */
export function Header({ homeTo = "/", end, children }: HeaderProps) {
  return (
    <div className="govuk-generic-header">
      <div className="govuk-generic-header__container govuk-width-container">
        <div className="govuk-generic-header__logo">
          <Link to={homeTo} className="govuk-generic-header__homepage-link">
            {children}
          </Link>
        </div>
        {end}
      </div>
    </div>
  );
}
