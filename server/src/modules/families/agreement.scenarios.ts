import { MAY, POLICY_ALONE, scenarios } from "../../access/scenario.ts";

const WHOEVER_WORKS_WITH_THEM = {
  "a practitioner of the school that holds its CAF": MAY,
  "its lead professional": MAY,
  "a practitioner with a seat in its team": MAY,
  "the coordinator of its district": MAY,
} as const;

export const AGREEING = scenarios("records that a family agrees", WHOEVER_WORKS_WITH_THEM);

export const DECLINING = scenarios("records that a family was asked and did not agree", WHOEVER_WORKS_WITH_THEM);

export const WITHDRAWING = scenarios("records that a family withdrew its agreement", WHOEVER_WORKS_WITH_THEM);

export const WITHDRAWING_AGAIN = scenarios("withdraws an agreement that was withdrawn before", {});

/** Nobody works with it, and it has not been asked: the coordinator alone is to go and ask. */
export const AGREEING_OF_A_MATCHED_FAMILY = scenarios("records that a family which was only matched agrees", {
  "the coordinator of its district": MAY,
});

export const GOING_ON_WITHOUT = scenarios("records a lawful basis without agreement", {
  "the coordinator of its district": MAY,
});

export const ENDING_THE_BASIS = scenarios("ends a lawful basis", { "the coordinator of its district": MAY });

/** Whom the family's agreement leaves out is let in by nobody, whatever else they may do for the family. */
export const INVOLVING_THE_UNCOVERED = scenarios("gives an action to an agency that no agreement names", {});

export const INVOLVING_THE_COVERED = scenarios("gives an action to an agency that the agreement names", {
  ...WHOEVER_WORKS_WITH_THEM,
  "a practitioner with a seat in its team": MAY,
});

/** What ended with the agreement stays ended. */
export const REOPENING = scenarios("opens a ground again that ended with the agreement", {});

export const LOOKING_AT_A_MATCHED_FAMILY = scenarios("looks at a family that was only matched", {
  "the coordinator of its district": MAY,
});

export const LOOKING_AFTER_WITHDRAWAL = scenarios("looks at a family that withdrew its agreement", {
  "the coordinator of its district": MAY,
});

/** The reason may tell of harm; the rows show the basis to whoever sees the family, the policy of the read hides why. */
export const READING_THE_REASON = scenarios("reads why a lawful basis was recorded", {
  "the coordinator of its district": MAY,
  "its lead professional": MAY,
  "a practitioner of the school that holds its CAF": POLICY_ALONE,
  "the lead of the school's agency": POLICY_ALONE,
  "a practitioner with a seat in its team": POLICY_ALONE,
});
