import { MAY, scenarios } from "../../access/scenario.ts";

export const ADDING_OWN = scenarios("adds evidence of their own agency's kind", {
  "a practitioner of the school that holds its CAF": MAY,
  "its lead professional": MAY,
  "a practitioner with a seat in its team": MAY,
});

export const ADDING_A_CALL_OUT = scenarios("adds what police alone know", {
  "a practitioner with a seat in its team": MAY,
});

export const JUDGING = scenarios("adds the lead worker's judgement", {
  "its lead professional": MAY,
});

export const COVERING = scenarios("says that police records were looked through", {
  "a practitioner with a seat in its team": MAY,
});

export const CORRECTING = scenarios("corrects a risk score that the police recorded", {
  "a practitioner with a seat in its team": MAY,
});
