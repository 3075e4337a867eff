import { MAY, POLICY_ALONE, scenarios } from "../../access/scenario.ts";

export const RECORDING = scenarios("records a meeting of the team around the family", {
  "a practitioner of the school that holds its CAF": MAY,
  "its lead professional": MAY,
  "a practitioner with a seat in its team": MAY,
  "the coordinator of its district": POLICY_ALONE,
});
