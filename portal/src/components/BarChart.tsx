import { type ReactNode, useId } from "react";
import { Details } from "../govuk/Details.tsx";

export type Bar = {
  label: string;
  /** Absent where it is hidden or not known; `text` then says which. */
  value: number | null;
  /** Shown at the bar's end; the value when left out. */
  text?: string | undefined;
};

type BarChartProps = {
  title: string;
  bars: readonly Bar[];
  /** A line that the bars are measured against, such as a target. */
  target?: { value: number; label: string } | undefined;
  /** The same figures as a table, one click away. */
  table: ReactNode;
};

const WHOLE = new Intl.NumberFormat("en-GB");

/**
 * Horizontal bars, each with its name and its number in words, so that colour carries nothing alone.
 * Only the bars are drawing: the words stay text, which keeps its size on a phone.
 */
export function BarChart({ title, bars, target, table }: BarChartProps) {
  const titleId = useId();
  const most = Math.max(1, target?.value ?? 0, ...bars.map(({ value }) => value ?? 0));
  const percent = (value: number) => `${((value / most) * 100).toFixed(2)}%`;

  return (
    <figure className="app-chart">
      <figcaption className="govuk-heading-s" id={titleId}>
        {title}
      </figcaption>
      {target && (
        <p className="govuk-body-s app-chart__key">
          <span className="app-chart__key-mark" aria-hidden="true" /> {target.label}: {WHOLE.format(target.value)}
        </p>
      )}
      <ul className="app-chart__rows" aria-labelledby={titleId}>
        {bars.map(({ label, value, text }) => (
          <li key={label} className="app-chart__row">
            <span className="app-chart__label">{label}</span>
            <svg className="app-chart__bar" width="100%" height="24" aria-hidden="true" focusable="false">
              <rect className="app-chart__track" width="100%" height="24" />
              <rect className="app-chart__fill" width={percent(value ?? 0)} height="24" />
              {target &&
                // A white edge first: the line must stand out from the bar and from the ground alike.
                ["app-chart__target-edge", "app-chart__target"].map((name) => (
                  <line key={name} className={name} x1={percent(target.value)} x2={percent(target.value)} y1="0" y2="24" />
                ))}
            </svg>
            <span className="app-chart__value">{text ?? (value === null ? "not known" : WHOLE.format(value))}</span>
          </li>
        ))}
      </ul>
      <Details press summary="Show these figures as a table">
        {table}
      </Details>
    </figure>
  );
}
