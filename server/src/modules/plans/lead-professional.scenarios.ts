import { MAY, POLICY_ALONE, scenarios } from "../../access/scenario.ts";

export const ASKING = scenarios("asks somebody to lead a family that nobody leads", {
  "the coordinator of its district": MAY,
  "a practitioner of the school that holds its CAF": POLICY_ALONE,
  "a practitioner with a seat in its team": POLICY_ALONE,
});

export const ASKING_AGAIN = scenarios("asks somebody to lead a family that is led already", {});

export const ANSWERING = scenarios("answers the request to lead", {
  "the worker who was asked to lead it": MAY,
  "a practitioner of the school that holds its CAF": POLICY_ALONE,
  "a practitioner with a seat in its team": POLICY_ALONE,
  "the coordinator of its district": POLICY_ALONE,
});
