import type { Role } from "../../access/roles.ts";
import { closingsOfFamilies } from "../assessments/closed-answer.reads.ts";
import { CORRECTED, CORRECTION_LABEL, DUE_ON } from "../corrections/correction.reads.ts";

/** A team around the family meets about every six weeks (design: domain, lead professional); a meeting is a task from two weeks before. */
const TAF_WEEKS = 6;
const TAF_SOON_DAYS = 14;
/** How long whoever received a record is told that it was corrected. */
const TOLD_DAYS = 28;

/** Agreements and assessments are reviewed by their date, and tokens renewed before they run out. */
const REVIEW_SOON_DAYS = 28;
const RENEW_SOON_DAYS = 14;

const MINE = "= ANY ((SELECT viewer_teams())::uuid[])";
const TODAY = "(SELECT viewer_today())";
const day = (instant: string) => `(${instant} AT TIME ZONE 'Europe/London')::date`;

// Each source yields: kind, title, due_on, waiting_since, family_id, family_name, caf_reference, rank, and the place whose words
// its title has, as what is closed goes by. The joins to
// family leave out what row-level security does not show.

const LEAD_REQUESTS = `SELECT 'ANSWER_LEAD_PROFESSIONAL_REQUEST' AS kind, 'Answer whether you will lead this family' AS title,
    NULL::date AS due_on, l.asked_on AS waiting_since, f.id AS family_id, f.name AS family_name, NULL::text AS caf_reference, 1 AS rank, NULL::text AS place
  FROM lead_professional l JOIN family f ON f.id = l.family_id
  WHERE l.user_id = (SELECT viewer_user()) AND l.accepted_on IS NULL AND l.declined_on IS NULL AND l.ended_on IS NULL`;

const RETURNED_CAFS = `SELECT 'AMEND_RETURNED_CAF', 'Amend ' || c.reference || ', which was returned', NULL::date,
    (SELECT max(${day("r.reviewed_at")}) FROM caf_review r WHERE r.caf_id = c.id), f.id, f.name, c.reference, 2, NULL::text
  FROM caf c JOIN family f ON f.id = c.family_id WHERE c.status = 'RETURNED' AND c.team_id ${MINE}`;

const OPEN_ACTIONS = `SELECT 'DO_ACTION', COALESCE(a.title, 'Do an action in the plan'), a.due_on, ${day("a.recorded_at")}, f.id, f.name, NULL::text, 3, 'actions.' || a.id
  FROM plan_action a JOIN family f ON f.id = a.family_id
  WHERE a.status = 'OPEN' AND a.team_id ${MINE}`;

const FAMILY_ACTIONS = `SELECT 'DO_ACTION', 'Ask the family how it went: ' || COALESCE(a.title, 'an action in their plan'), a.due_on, ${day("a.recorded_at")},
    f.id, f.name, NULL::text, 3, 'actions.' || a.id
  FROM plan_action a JOIN family f ON f.id = a.family_id
    JOIN lead_professional l ON l.family_id = a.family_id AND l.accepted_on IS NOT NULL AND l.ended_on IS NULL
  WHERE a.status = 'OPEN' AND a.owner = 'FAMILY' AND l.user_id = (SELECT viewer_user())`;

const MEETINGS = `SELECT 'HOLD_TAF', 'Hold the next meeting of the team around the family', due.due_on, l.accepted_on, f.id, f.name, NULL::text, 3, NULL::text
  FROM lead_professional l JOIN family f ON f.id = l.family_id
    LEFT JOIN LATERAL (SELECT m.held_on, m.next_on FROM taf_meeting m WHERE m.family_id = l.family_id ORDER BY m.held_on DESC, m.id DESC LIMIT 1) last ON true
    CROSS JOIN LATERAL (SELECT COALESCE(last.next_on, COALESCE(last.held_on, l.accepted_on) + ${TAF_WEEKS * 7}) AS due_on) due
  WHERE l.user_id = (SELECT viewer_user()) AND l.accepted_on IS NOT NULL AND l.ended_on IS NULL AND due.due_on <= ${TODAY} + ${TAF_SOON_DAYS}`;

const DRAFTS = `SELECT 'FINISH_DRAFT', 'Finish ' || c.reference, NULL::date, ${day("c.recorded_at")}, f.id, COALESCE(f.name, c.draft ->> 'familyName'), c.reference, 4, NULL::text
  FROM caf c LEFT JOIN family f ON f.id = c.family_id WHERE c.status = 'DRAFT' AND c.team_id ${MINE}`;

const DISPUTED_PLACE = "COALESCE('actions.' || cr.action_id, 'evidence.' || cr.evidence_id)";

// Whoever made the record looks into it, and puts it right where it is wrong.
const DISPUTED = `SELECT 'LOOK_AT_DISPUTED_RECORD', 'A person says that this is wrong: ' || ${CORRECTION_LABEL}, ${DUE_ON}, cr.received_on,
    f.id, f.name, NULL::text, 2, ${DISPUTED_PLACE}
  FROM correction_request cr JOIN family f ON f.id = cr.family_id
  WHERE cr.decided_at IS NULL AND NOT (${CORRECTED})
    AND (cr.evidence_id IN (SELECT e.id FROM evidence e WHERE e.agency_id = (SELECT viewer_agency()))
      OR cr.caf_id IN (SELECT c.id FROM caf c WHERE c.team_id ${MINE})
      OR cr.action_id IN (SELECT a.id FROM plan_action a WHERE a.team_id ${MINE})
      OR cr.meeting_id IN (SELECT m.id FROM taf_meeting m WHERE m.team_id ${MINE}))`;

// Whoever received the record is told what became of it (UK GDPR, article 19).
const CORRECTIONS = `SELECT 'READ_CORRECTION', CASE cr.decision WHEN 'PUT_RIGHT' THEN 'This was put right: ' ELSE 'A statement stands beside this now: ' END
      || ${CORRECTION_LABEL}, NULL::date, cr.decided_on, f.id, f.name, NULL::text, 4, ${DISPUTED_PLACE}
  FROM correction_request cr JOIN family f ON f.id = cr.family_id
  WHERE cr.decision IN ('PUT_RIGHT', 'STATEMENT_ADDED') AND cr.decided_on > ${TODAY} - ${TOLD_DAYS}`;

const OVERDUE_IN_BRANCH = `SELECT 'DO_ACTION' AS kind, 'Overdue for ' || t.name || ': ' || COALESCE(a.title, 'an action in a plan') AS title, a.due_on AS due_on,
    ${day("a.recorded_at")} AS waiting_since, f.id AS family_id, f.name AS family_name, NULL::text AS caf_reference, 3 AS rank, 'actions.' || a.id AS place
  FROM plan_action a JOIN family f ON f.id = a.family_id JOIN team t ON t.id = a.team_id
  WHERE a.status = 'OPEN' AND a.team_id ${MINE} AND a.due_on < ${TODAY}`;

const REVIEWS = `SELECT 'REVIEW_CAF' AS kind, 'Check the quality of ' || c.reference AS title, NULL::date AS due_on,
    (SELECT max(${day("v.submitted_at")}) FROM caf_version v WHERE v.caf_id = c.id) AS waiting_since,
    f.id AS family_id, f.name AS family_name, c.reference AS caf_reference, 1 AS rank, NULL::text AS place
  FROM caf c JOIN family f ON f.id = c.family_id WHERE c.status = 'SUBMITTED'`;

const READY = `SELECT 'ATTACH_FAMILY', 'Attach this family: nothing stands in the way', NULL::date, s.valid_from, f.id, f.name, NULL::text, 2, NULL::text
  FROM standing s JOIN family f ON f.id = s.family_id
  WHERE s.valid_to IS NULL AND s.eligible AND s.attached_on IS NULL AND s.blocked_by = '{}'`;

// Month-ends since the first publication that were left out; the last one where nothing was ever published.
const UNPUBLISHED = `SELECT 'PUBLISH_MONTH', 'Publish the figures for ' || to_char(month.last_day, 'FMDD FMMonth YYYY'), NULL::date, month.last_day,
    NULL::uuid, NULL::text, NULL::text, 3, NULL::text
  FROM (SELECT (first_day + interval '1 month' - interval '1 day')::date AS last_day
    FROM generate_series(
      date_trunc('month', COALESCE((SELECT min(p.as_of) FROM publication p), (date_trunc('month', ${TODAY}) - interval '1 day')::date)),
      date_trunc('month', ${TODAY}) - interval '1 month', interval '1 month') AS first_day) month
  WHERE NOT EXISTS (SELECT 1 FROM publication p WHERE p.as_of = month.last_day)`;

/** A month is short: what is due within a week, or should have been answered. */
const ACCESS_SOON_DAYS = 7;

const SUBJECT_REQUESTS = `SELECT 'ANSWER_SUBJECT_REQUEST' AS kind, 'Answer subject access request ' || r.reference AS title, r.due_on AS due_on,
    r.received_on AS waiting_since, NULL::uuid AS family_id, NULL::text AS family_name, NULL::text AS caf_reference, 1 AS rank, NULL::text AS place
  FROM subject_request r WHERE r.closed_on IS NULL AND r.due_on <= ${TODAY} + ${ACCESS_SOON_DAYS}`;

// By the reference that the record keeps: the information officer does not see the family itself.
const EMERGENCIES = `SELECT 'LOOK_INTO_EMERGENCY_ACCESS' AS kind, 'Look into an emergency access to ' || ea.family_reference AS title, NULL::date AS due_on,
    ${day("ea.opened_at")} AS waiting_since, NULL::uuid AS family_id, NULL::text AS family_name, NULL::text AS caf_reference, 1 AS rank, NULL::text AS place
  FROM emergency_access ea WHERE ea.looked_into_at IS NULL`;

const CORRECTION_REQUESTS = `SELECT 'ANSWER_CORRECTION_REQUEST', 'Answer what somebody says is wrong in ' || cr.family_reference, ${DUE_ON}, cr.received_on,
    NULL::uuid, NULL::text, NULL::text, 1, NULL::text
  FROM correction_request cr WHERE cr.decided_at IS NULL`;

const SHARING_REVIEWS = `SELECT 'REVIEW_SHARING_AGREEMENT', 'Review the sharing agreement ' || sa.title, sa.review_due_on, sa.review_due_on,
    NULL::uuid, NULL::text, NULL::text, 2, NULL::text
  FROM sharing_agreement sa
  WHERE sa.ended_on IS NULL AND sa.valid_to >= ${TODAY} AND sa.review_due_on <= ${TODAY} + ${REVIEW_SOON_DAYS}
  UNION ALL
  SELECT 'REVIEW_SHARING_AGREEMENT', 'Review the impact assessment ' || ia.title, ia.review_due_on, ia.review_due_on, NULL::uuid, NULL::text, NULL::text, 2, NULL::text
  FROM impact_assessment ia JOIN sharing_agreement sa ON sa.id = ia.agreement_id
  WHERE ia.ended_on IS NULL AND sa.ended_on IS NULL AND sa.valid_to >= ${TODAY} AND ia.review_due_on <= ${TODAY} + ${REVIEW_SOON_DAYS}
    AND NOT EXISTS (SELECT 1 FROM impact_assessment newer
      WHERE newer.agreement_id = sa.id AND newer.ended_on IS NULL AND newer.review_due_on > ia.review_due_on)`;

// By the system's clock, as tokens are; so the day stands in the title and not beside the business date.
const TOKENS = `SELECT 'RENEW_MACHINE_CLIENT' AS kind,
    'Replace the token of ' || u.name || ', which runs out on ' || to_char(${day("mc.expires_at")}, 'FMDD FMMonth YYYY') AS title, NULL::date AS due_on,
    ${day("mc.expires_at")} AS waiting_since, NULL::uuid AS family_id, NULL::text AS family_name, NULL::text AS caf_reference, 1 AS rank, NULL::text AS place
  FROM machine_client mc JOIN app_user u ON u.id = mc.id
  WHERE mc.revoked_at IS NULL AND u.disabled_at IS NULL AND mc.expires_at > now() AND mc.expires_at <= now() + make_interval(days => ${RENEW_SOON_DAYS})`;

const SOURCES: Readonly<Partial<Record<Role, readonly string[]>>> = {
  PRACTITIONER: [LEAD_REQUESTS, RETURNED_CAFS, OPEN_ACTIONS, FAMILY_ACTIONS, MEETINGS, DISPUTED, CORRECTIONS, DRAFTS],
  AGENCY_LEAD: [OVERDUE_IN_BRANCH],
  COORDINATOR: [REVIEWS, READY, UNPUBLISHED],
  INFORMATION_OFFICER: [SUBJECT_REQUESTS, EMERGENCIES, CORRECTION_REQUESTS, SHARING_REVIEWS],
  ADMINISTRATOR: [TOKENS],
};

/**
 * The statement that reads a role's tasks, most urgent first: what is overdue, then by kind, then what is due or has
 * waited longest; and what is closed in their families. $1 is how many. Null for a role that has none.
 */
export function tasksStatement(role: Role): string | null {
  const sources = SOURCES[role];
  if (!sources) return null;
  return `WITH task AS MATERIALIZED (${sources.join(" UNION ALL ")}),
    shown AS MATERIALIZED (SELECT * FROM task
      ORDER BY COALESCE(due_on < ${TODAY}, false) DESC, rank, due_on NULLS LAST, waiting_since, caf_reference, family_id, title LIMIT $1)
    SELECT (SELECT count(*) FROM task) AS total, COALESCE((SELECT json_agg(json_build_object('kind', t.kind, 'title', t.title,
        'dueOn', t.due_on, 'overdue', COALESCE(t.due_on < ${TODAY}, false), 'familyId', t.family_id, 'familyName', t.family_name,
        'cafReference', t.caf_reference, 'place', t.place)) FROM shown t), '[]') AS tasks,
      ${closingsOfFamilies("SELECT s.family_id FROM shown s WHERE s.place IS NOT NULL")} AS closings`;
}
