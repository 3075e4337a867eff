import { MAY, POLICY_ALONE, scenarios } from "../../access/scenario.ts";

export const CLOSING = scenarios("closes an answer of its CAF to a member", {
  "a practitioner of the school that holds its CAF": MAY,
  "its lead professional": MAY,
  "a practitioner with a seat in its team": POLICY_ALONE,
  "the coordinator of its district": MAY,
});

export const OPENING = scenarios("opens an answer of its CAF again to a member", {
  "a practitioner of the school that holds its CAF": MAY,
  "its lead professional": MAY,
  "a practitioner with a seat in its team": POLICY_ALONE,
  "the coordinator of its district": MAY,
});
