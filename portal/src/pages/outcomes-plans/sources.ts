/** Where a rule of a plan comes from, told apart: a paper, guidance outside the papers, or our own reading. */
export type Source = { kind: "paper" | "guidance" | "assumed"; text: string };

export function sourceOf(source: string): Source {
  if (source.startsWith("assumed: ")) return { kind: "assumed", text: `Reading ${source.slice("assumed: ".length)}` };
  if (source.startsWith("assumed-from-")) return { kind: "assumed", text: `From ${source.slice("assumed-from-".length)}` };
  if (source.startsWith("guidance: ")) return { kind: "guidance", text: source.slice("guidance: ".length) };
  return { kind: "paper", text: source };
}

/** The papers by the names under which the plans quote them. */
export const PAPERS: readonly (readonly [string, string])[] = [
  ["S1", "Lancashire County Council, Cabinet Committee on Performance Improvement, 17 January 2013"],
  ["S2", "Chorley, South Ribble and West Lancashire Children’s Partnership Board, 16 March 2017, with its papers"],
  ["S3", "Worcestershire, Children and Families Overview and Scrutiny Panel, 11 May 2016: the outcomes plan"],
];

/** Our readings, each by its letter: what a plan goes by where its paper is silent or loose. */
export const READINGS: readonly (readonly [string, string])[] = [
  ["B", "Numbers over times of unequal length are compared month for month. What was never there is never reduced."],
  ["C", "Months end on the same day of the month. 26 of 30 weeks are 182 of 210 days; a day off inside one contract is no break."],
  [
    "D",
    "Absence is all sessions missed of all that were possible, over three completed terms and all schools. A missing return is owed, not nought.",
  ],
  ["E", "Improvement at school is a completed term that is better than the child’s own terms before support, and within the threshold."],
  ["F", "Where the plan names alternatives, one of them is enough. Elsewhere every row that was a need must be met."],
  ["G", "After a relapse clocks start afresh. What is counted over the last months is counted again."],
  ["H", "Each child is every member of the family who is under 18 on that day."],
  ["I", "An assessment is full when everybody in the family has an answer to every question that applies to them."],
  ["J", "Moving from a benefit to Universal Credit does not by itself show that there is work."],
  ["L", "Off a child protection plan means stepped down. Becoming looked after, moving away or turning 18 starts no clock."],
  ["M", "The needs that count are those at attachment and those found since."],
];
