import type { ReactNode } from "react";
import { Link } from "react-router";

type FooterProps = { items: readonly { text: string; to: string }[]; children?: ReactNode };

/** Support links only: the crown and its copyright line belong to central government. */
export function Footer({ items, children }: FooterProps) {
  return (
    <div className="govuk-footer">
      <div className="govuk-width-container">
        <div className="govuk-footer__meta">
          <div className="govuk-footer__meta-item govuk-footer__meta-item--grow">
            <h2 className="govuk-visually-hidden">Support links</h2>
            <ul className="govuk-footer__inline-list">
              {items.map(({ text, to }) => (
                <li key={to} className="govuk-footer__inline-list-item">
                  <Link className="govuk-footer__link" to={to}>
                    {text}
                  </Link>
                </li>
              ))}
            </ul>
            {children && <div className="govuk-footer__meta-custom">{children}</div>}
          </div>
        </div>
      </div>
    </div>
  );
}
