import { MAY, POLICY_ALONE, scenarios } from "../../access/scenario.ts";

export const ADDING = scenarios("adds an action to the plan", {
  "a practitioner of the school that holds its CAF": MAY,
  "its lead professional": MAY,
  "a practitioner with a seat in its team": MAY,
  "the coordinator of its district": MAY,
});

export const COMPLETING_FOR_A_TEAM = scenarios("marks the school's action as done", {
  "a practitioner of the school that holds its CAF": MAY,
  "its lead professional": POLICY_ALONE,
  "a practitioner with a seat in its team": POLICY_ALONE,
  "the coordinator of its district": POLICY_ALONE,
});

export const COMPLETING_FOR_THE_FAMILY = scenarios("marks the family's own action as done", {
  "its lead professional": MAY,
  "a practitioner of the school that holds its CAF": POLICY_ALONE,
  "a practitioner with a seat in its team": POLICY_ALONE,
  "the coordinator of its district": POLICY_ALONE,
});
