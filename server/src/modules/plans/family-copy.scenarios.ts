import { MAY, POLICY_ALONE, scenarios } from "../../access/scenario.ts";

/** The rows are those from which it is made: whoever sees the family reads them. */
export const COPYING = scenarios("makes a copy for a member", {
  "a practitioner of the school that holds its CAF": MAY,
  "its lead professional": MAY,
  "a practitioner with a seat in its team": POLICY_ALONE,
  "the lead of the school's agency": POLICY_ALONE,
  "the coordinator of its district": MAY,
});
