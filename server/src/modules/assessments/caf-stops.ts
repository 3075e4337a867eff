import type { StopStatement } from "../families/ground-stops.ts";

/** A CAF of an agency that has lost its ground in law is closed; an unfinished amendment goes with it. */
export const CAF_STOPS: readonly StopStatement[] = [
  `UPDATE caf SET status = 'CLOSED', closed_on = GREATEST(opened_on, $3::date), closed_recorded_at = $4, draft = NULL, draft_saved_at = NULL,
     close_reason = CASE $5::text WHEN 'AGREEMENT_WITHDRAWN' THEN 'FAMILY_WITHDREW' ELSE 'OTHER' END, version = version + 1
   WHERE family_id = $1 AND agency_id <> ALL ($2::uuid[]) AND status IN ('SUBMITTED', 'RETURNED', 'OPEN')`,
];
