import type { ReactNode } from "react";
import { Link } from "react-router";

/** The generic header: a service of a county, not of service.gov.uk, so without the crown. */
export function Header({ homeTo = "/", children }: { homeTo?: string | undefined; children: ReactNode }) {
  return (
    <div className="govuk-generic-header">
      <div className="govuk-generic-header__container govuk-width-container">
        <div className="govuk-generic-header__logo">
          <Link to={homeTo} className="govuk-generic-header__homepage-link">
            {children}
          </Link>
        </div>
      </div>
    </div>
  );
}
