import type { FigureValue } from "../../components/Figure.tsx";

const WHOLE = new Intl.NumberFormat("en-GB");

const part = (figure: FigureValue) => (figure.suppressed ? "c" : figure.value === null ? "–" : WHOLE.format(figure.value));

/** A percentage never stands alone: "44% (123 of 280)". */
export function share(percent: number | null, numerator: FigureValue, denominator: FigureValue): string {
  const of = `${part(numerator)} of ${part(denominator)}`;
  return percent === null ? of : `${percent}% (${of})`;
}

/** The first day of the financial year in which a day lies: published figures count open CAFs from then on. */
export function financialYearStart(day: string): string {
  const year = Number(day.slice(0, 4));
  return `${day.slice(5) < "04-01" ? year - 1 : year}-04-01`;
}

export const hiddenIn = (figures: readonly FigureValue[]): boolean => figures.some(({ suppressed }) => suppressed);
