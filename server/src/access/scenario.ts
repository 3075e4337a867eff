/** Those whom the scenarios speak of, each in one relation to the family in question. */
export const PEOPLE = [
  "a practitioner of the school that holds its CAF",
  "its lead professional",
  "the worker who was asked to lead it",
  "a practitioner with a seat in its team",
  "a practitioner of a team with no part in it",
  "the lead of the school's agency",
  "the coordinator of its district",
  "a coordinator of another district",
  "an auditor with no claim of its drawn",
  "a board member",
  "the information officer",
  "an administrator",
] as const;
export type Who = (typeof PEOPLE)[number];

/**
 * Who may do what, in a sentence. Each is held against the policy, which decides, and against row-level security,
 * which must keep out whoever has no business with the family even if the policy were wrong.
 */
export interface Scenario<What extends string> {
  readonly who: Who;
  readonly what: What;
  readonly policy: "may" | "may not";
  readonly rows: "let through" | "kept out";
}

type Outcome = Pick<Scenario<never>, "policy" | "rows">;

/** Nobody but those named; the rest may not, and are kept out. */
export function scenarios<What extends string>(what: What, named: Readonly<Partial<Record<Who, Outcome>>>): readonly Scenario<What>[] {
  return PEOPLE.map((who) => ({ who, what, ...(named[who] ?? NOBODY) }));
}

const NOBODY: Outcome = { policy: "may not", rows: "kept out" };
export const MAY: Outcome = { policy: "may", rows: "let through" };
/** The policy says no, and the rows alone would not have: they know who sees a family, not who said they would do what. */
export const POLICY_ALONE: Outcome = { policy: "may not", rows: "let through" };
