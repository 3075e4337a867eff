const WHOLE = new Intl.NumberFormat("en-GB");

/** A figure as the API gives it: the number is absent where a small one is hidden. */
export type FigureValue = { value: number | null; suppressed: boolean };

/** For CSV and sorting: the number, or the letter that stands for a hidden one. */
export function figureText({ value, suppressed }: FigureValue): number | string | null {
  return suppressed ? "c" : value;
}

/** A hidden number is "c", as in published statistics, and says so to those who hear it. */
export function Figure({ figure }: { figure: FigureValue }) {
  if (figure.suppressed) {
    return (
      <abbr className="app-figure app-figure--suppressed" title="Small number, hidden so that no family can be recognised">
        c
      </abbr>
    );
  }
  return <span className="app-figure">{figure.value === null ? "–" : WHOLE.format(figure.value)}</span>;
}

/** Goes under any table in which a figure may be hidden. */
export function SuppressionNote() {
  return (
    <p className="govuk-body-s app-note">
      <strong>c</strong> stands for a small number, hidden so that no family can be recognised. Some larger numbers are hidden too, so that
      the small ones cannot be worked out from the totals.
    </p>
  );
}
