import type { ReactNode } from "react";
import { Link, type To } from "react-router";
import { classes } from "./classes.ts";

type SummaryAction = {
  text: string;
  /** Completes the action for a screen reader: "Change" + "date of birth". */
  hiddenText: string;
  to?: To | undefined;
  onClick?: (() => void) | undefined;
};

export type SummaryRow = { key: ReactNode; value: ReactNode; actions?: readonly SummaryAction[] | undefined };

type SummaryListProps = {
  rows: readonly SummaryRow[];
  noBorder?: boolean | undefined;
  /** Puts the list in a card under this title. */
  card?: { title: string; headingLevel?: 2 | 3 | 4 | undefined; actions?: readonly SummaryAction[] | undefined };
};

function Action({ action, of }: { action: SummaryAction; of?: string | undefined }) {
  const inner = (
    <>
      {action.text}
      <span className="govuk-visually-hidden">
        {" "}
        {action.hiddenText}
        {of && ` (${of})`}
      </span>
    </>
  );
  if (action.to !== undefined) {
    return (
      <Link className="govuk-link" to={action.to}>
        {inner}
      </Link>
    );
  }
  return (
    <button type="button" className="app-link-button" onClick={action.onClick}>
      {inner}
    </button>
  );
}

function Actions({ actions, of }: { actions: readonly SummaryAction[]; of?: string | undefined }) {
  const [only, ...more] = actions;
  if (only !== undefined && more.length === 0) return <Action action={only} of={of} />;
  return (
    <ul className="govuk-summary-list__actions-list">
      {actions.map((action) => (
        <li key={`${action.text} ${action.hiddenText}`} className="govuk-summary-list__actions-list-item">
          <Action action={action} of={of} />
        </li>
      ))}
    </ul>
  );
}

export function SummaryList({ rows, noBorder = false, card }: SummaryListProps) {
  const anyActions = rows.some((row) => (row.actions?.length ?? 0) > 0);
  const list = (
    <dl className={classes("govuk-summary-list", noBorder && "govuk-summary-list--no-border")}>
      {rows.map((row, index) => {
        const actions = row.actions ?? [];
        return (
          <div
            key={typeof row.key === "string" ? row.key : String(index)}
            className={classes("govuk-summary-list__row", anyActions && actions.length === 0 && "govuk-summary-list__row--no-actions")}
          >
            <dt className="govuk-summary-list__key">{row.key}</dt>
            <dd className="govuk-summary-list__value">{row.value}</dd>
            {actions.length > 0 && (
              <dd className="govuk-summary-list__actions">
                <Actions actions={actions} of={card?.title} />
              </dd>
            )}
          </div>
        );
      })}
    </dl>
  );
  if (card === undefined) return list;

  const Heading = `h${card.headingLevel ?? 2}` as const;
  const cardActions = card.actions ?? [];
  return (
    <div className="govuk-summary-card">
      <div className="govuk-summary-card__title-wrapper">
        <Heading className="govuk-summary-card__title">{card.title}</Heading>
        {cardActions.length === 1 && (
          <div className="govuk-summary-card__actions">
            {cardActions.map((action) => (
              <Action key={action.text} action={action} of={card.title} />
            ))}
          </div>
        )}
        {cardActions.length > 1 && (
          <ul className="govuk-summary-card__actions">
            {cardActions.map((action) => (
              <li key={`${action.text} ${action.hiddenText}`} className="govuk-summary-card__action">
                <Action action={action} of={card.title} />
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className="govuk-summary-card__content">{list}</div>
    </div>
  );
}
