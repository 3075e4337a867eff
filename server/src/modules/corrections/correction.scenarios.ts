import { MAY, POLICY_ALONE, scenarios } from "../../access/scenario.ts";

export const RECORDING_A_CORRECTION = scenarios("takes down that something recorded is wrong", {
  "its lead professional": MAY,
  "the coordinator of its district": MAY,
  "the information officer": MAY,
});

export const DECIDING_A_CORRECTION = scenarios("decides that the record is not put right", { "the information officer": MAY });

/** The agency that recorded it has not put it right yet, which Postgres cannot tell from its having done so. */
export const PUTTING_RIGHT_TOO_EARLY = scenarios("decides that evidence which nobody has corrected is put right", {
  "the information officer": POLICY_ALONE,
});
