import type { StopStatement } from "../families/ground-stops.ts";

/** What of a family's plan and team ends with an agency's last ground in law; the reason stands in the record. */
export const PLAN_STOPS: readonly StopStatement[] = [
  `UPDATE lead_professional SET ended_on = GREATEST(asked_on, $3::date), end_reason = $5::text, ended_recorded_at = $4, version = version + 1
   WHERE family_id = $1 AND agency_id <> ALL ($2::uuid[]) AND declined_on IS NULL AND ended_on IS NULL`,
  // Yesterday was the seat's last whole day: today it is empty already, even one that was given today.
  `UPDATE taf_seat SET valid_to = $3::date - 1, end_reason = $5::text
   WHERE family_id = $1 AND agency_id <> ALL ($2::uuid[]) AND (valid_to IS NULL OR valid_to >= $3::date)
     AND $4::timestamptz IS NOT NULL`,
  `UPDATE plan_action SET status = 'CANCELLED', ended_on = $3::date, end_reason = $5::text, ended_recorded_at = $4, version = version + 1
   WHERE family_id = $1 AND agency_id <> ALL ($2::uuid[]) AND status = 'OPEN'`,
];
