import { AGENCY_KINDS } from "../criteria/facts.rules.js";
export const KIND_FIGURES = ["cafsSubmitted", "cafsCompliant", "familiesLed", "actionsDone", "actionsOverdue"];
/** The criteria whose combinations the paper shows (S2, February 2017): those not open to a service already. */
export const CRITERIA_OF_PAIRS = ["CRIME_ASB", "MISSING_EDUCATION", "WORKLESSNESS", "DOMESTIC_ABUSE", "HEALTH"];
/** The unordered pairs of them, in the order of the paper's table. */
export const PAIRS = CRITERIA_OF_PAIRS.flatMap((first, index) => CRITERIA_OF_PAIRS.slice(index + 1).map((second) => [first, second]));
/** The criteria of "one outstanding" in the paper's order (S2, November 2016); health, which it lacks, only where any. */
const OUTSTANDING_ORDER = [
  { criterion: "MISSING_EDUCATION", openTo: null, always: true },
  { criterion: "WORKLESSNESS", openTo: null, always: true },
  { criterion: "CHILDREN_WHO_NEED_HELP", openTo: "CSC", always: true },
  { criterion: "CHILDREN_WHO_NEED_HELP", openTo: "WPEHS", always: true },
  { criterion: "CHILDREN_WHO_NEED_HELP", openTo: null, always: false },
  { criterion: "DOMESTIC_ABUSE", openTo: null, always: true },
  { criterion: "CRIME_ASB", openTo: null, always: true },
  { criterion: "HEALTH", openTo: null, always: false },
];
/** One entry per line of the paper's table, zeros included. */
export function outstandingLines(numbers) {
  return OUTSTANDING_ORDER.flatMap(({ criterion, openTo, always }) => {
    const found = numbers.oneOutstanding.find((line) => line.criterion === criterion && line.openTo === openTo);
    return found || always ? [{ criterion, openTo, families: found?.families ?? 0 }] : [];
  });
}
/** The kinds of lead agency with any attached family: the county's two services first, as in the paper. */
export function kindsOf(numbers) {
  const order = ["WPEHS", "CSC", ...AGENCY_KINDS.filter((kind) => kind !== "WPEHS" && kind !== "CSC")];
  return order.filter((kind) => numbers.rows.some((row) => (row.byKind[kind] ?? 0) > 0));
}
/** A whole percentage, half up, in integers; null of nothing. */
export function wholePercent(part, whole) {
  return whole === 0 ? null : Math.floor((200 * part + whole) / (2 * whole));
}
/** A percentage to one decimal, half up, computed once from the counts: 3,420 of 4,303 is 79.5 and not a rounded 80. */
export function percentToOneDecimal(part, whole) {
  return whole === 0 ? null : Math.floor((2000 * part + whole) / (2 * whole)) / 10;
}
/** 1 April of the financial year of a day: CAFs opened since then are the paper's recent ones (S2, February 2017). */
export function financialYearStart(day) {
  const year = Number(day.slice(0, 4)) - (day.slice(5) < "04-01" ? 1 : 0);
  return `${String(year).padStart(4, "0")}-04-01`;
}
export function sumOf(values) {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
