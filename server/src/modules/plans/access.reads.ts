import { teamJson } from "../agencies/agency.reads.ts";
import type { FamilyParts } from "../families/family.parts.ts";

const IN_FORCE = "x.valid_from <= (SELECT viewer_today()) AND (x.valid_to IS NULL OR x.valid_to >= (SELECT viewer_today()))";

/**
 * Who sees the family today, and why. Coordinators see every involvement. Others see only their own team's rows of
 * that table, so for them the rest is told from what they see of the family anyway: its CAFs, lead, seats and actions.
 * Several grounds of one kind, such as two actions, are one line from the first day to the last.
 */
export const ACCESS_PARTS: FamilyParts = {
  access: `(WITH own AS (
      SELECT x.team_id, x.ground, x.ground_id, x.valid_from, x.valid_to FROM involvement x WHERE x.family_id = f.id AND x.ended_at IS NULL AND ${IN_FORCE}
    ), told AS (
      SELECT c.team_id, 'CAF' AS ground, c.id AS ground_id, COALESCE(c.opened_on, (c.recorded_at AT TIME ZONE 'Europe/London')::date) AS valid_from, NULL::date AS valid_to
        FROM caf c WHERE c.family_id = f.id AND c.status IN ('SUBMITTED', 'RETURNED', 'OPEN')
      UNION ALL SELECT l.team_id, 'LEAD_PROFESSIONAL', l.id, l.asked_on, NULL FROM lead_professional l
        WHERE l.family_id = f.id AND l.declined_on IS NULL AND l.ended_on IS NULL
      UNION ALL SELECT x.team_id, 'TAF_SEAT', x.id, x.valid_from, x.valid_to FROM taf_seat x WHERE x.family_id = f.id AND ${IN_FORCE}
      UNION ALL SELECT a.team_id, 'ACTION', a.id, (a.recorded_at AT TIME ZONE 'Europe/London')::date, NULL FROM plan_action a
        WHERE a.family_id = f.id AND a.status = 'OPEN' AND a.team_id IS NOT NULL
    ), grounds AS (
      SELECT * FROM own
      UNION ALL SELECT * FROM told t WHERE (SELECT viewer_role()) <> 'COORDINATOR'
        AND NOT EXISTS (SELECT 1 FROM own o WHERE o.ground = t.ground AND o.ground_id = t.ground_id)
    ), kinds AS (
      SELECT team_id, ground, min(valid_from) AS valid_from, NULLIF(max(COALESCE(valid_to, 'infinity')), 'infinity') AS valid_to
      FROM grounds GROUP BY team_id, ground
    )
    SELECT COALESCE(json_agg(json_build_object('team', ${teamJson("g.team_id")},
      'ground', CASE g.ground WHEN 'CAF' THEN 'Holds a CAF for the family' WHEN 'LEAD_PROFESSIONAL' THEN 'Lead professional, or asked to be'
        WHEN 'TAF_SEAT' THEN 'Seat in the team around the family' ELSE 'Action in the family''s plan' END,
      'from', g.valid_from, 'to', g.valid_to) ORDER BY g.valid_from, g.ground, g.team_id), '[]')
    FROM kinds g)`,
};
