import type { ReactNode } from "react";

type IdentityBarProps = {
  title: ReactNode;
  /** Short facts in a row: reference, district, level. */
  facts?: readonly { label: string; value: ReactNode }[] | undefined;
  actions?: ReactNode;
};

/** Whose record this is, kept at the top of every page about it. */
export function IdentityBar({ title, facts = [], actions }: IdentityBarProps) {
  return (
    <div className="app-identity-bar">
      <div className="app-identity-bar__details">
        <div className="app-identity-bar__title">{title}</div>
        {facts.length > 0 && (
          <dl className="app-identity-bar__facts">
            {facts.map(({ label, value }) => (
              <div key={label} className="app-identity-bar__fact">
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
      {actions && <div className="app-identity-bar__actions">{actions}</div>}
    </div>
  );
}
