import { MAY, POLICY_ALONE, scenarios } from "../../access/scenario.ts";

export const ATTACHING = scenarios("attaches a family for which all four principles hold", {
  "the coordinator of its district": MAY,
});

export const ATTACHING_TOO_EARLY = scenarios("attaches a family that nobody leads", {
  "the coordinator of its district": POLICY_ALONE,
});
