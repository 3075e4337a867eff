import { EVIDENCE_LABEL } from "../criteria/evidence.reads.ts";
import type { FamilyParts } from "../families/family.parts.ts";

const day = (instant: string) => `(${instant} AT TIME ZONE 'Europe/London')::date`;
const named = (person: string) =>
  `COALESCE(NULLIF(concat_ws(' ', ${person}.given_name, ${person}.family_name), ''), 'Somebody whose details were removed')`;
const worker = (id: string) =>
  `(SELECT wu.name || ', ' || wa.name FROM app_user wu JOIN agency wa ON wa.id = wu.agency_id WHERE wu.id = ${id})`;
const agency = (id: string) => `(SELECT ta.name FROM agency ta WHERE ta.id = ${id})`;

const RETURN_REASONS = `(SELECT string_agg(CASE rr
    WHEN 'MEMBER_NOT_CONSIDERED' THEN 'a member of the family was not considered'
    WHEN 'CRITERION_NOT_ASKED' THEN 'a criterion was not asked about'
    WHEN 'NEED_WITHOUT_EVIDENCE' THEN 'a need has no written evidence'
    WHEN 'PLAN_MISSES_NEED' THEN 'the plan leaves out a need'
    WHEN 'AGREEMENT_UNCLEAR' THEN 'the agreement is unclear'
    ELSE 'another reason' END, '; ') FROM unnest(r.reasons) rr)`;

/** Each source of dated things: day, kind, title, detail, and a rank that orders what happened on one day as it came about. */
const SOURCES = [
  `SELECT m.valid_from, 'MEMBER_JOINED', ${named("p")} || ' joined the family', NULL, 1
    FROM family_member m JOIN person p ON p.id = m.person_id WHERE m.family_id = f.id`,
  `SELECT m.valid_to, 'MEMBER_LEFT', ${named("p")} || ' left the family', NULL, 2
    FROM family_member m JOIN person p ON p.id = m.person_id WHERE m.family_id = f.id AND m.valid_to <= (SELECT viewer_today())`,
  `SELECT e.valid_from, 'EVIDENCE', ${EVIDENCE_LABEL},
      NULLIF(concat_ws(' ', p.given_name, p.family_name), ''), 3
    FROM evidence e LEFT JOIN person p ON p.id = e.person_id
    WHERE e.family_id = f.id AND e.valid_from <= (SELECT viewer_today())
      AND e.kind NOT IN ('OFFENCE', 'ASB_INCIDENT', 'DOMESTIC_CALL_OUT', 'RISK_SCORE', 'SAFEGUARDING', 'HEALTH_CONCERN')
      AND NOT EXISTS (SELECT 1 FROM evidence later WHERE later.supersedes_id = e.id)`,
  `SELECT ${day("v.submitted_at")}, 'CAF_SUBMITTED',
      CASE WHEN v.number = 1 THEN 'CAF submitted' ELSE 'Amended CAF submitted' END, c.reference || ', ' || ${agency("c.agency_id")}, 4
    FROM caf c JOIN caf_version v ON v.caf_id = c.id WHERE c.family_id = f.id`,
  `SELECT ${day("r.reviewed_at")}, CASE r.result WHEN 'COMPLIANT' THEN 'CAF_PASSED' ELSE 'CAF_RETURNED' END,
      CASE r.result WHEN 'COMPLIANT' THEN 'CAF passed its quality check' ELSE 'CAF returned' END,
      c.reference || CASE r.result WHEN 'RETURNED' THEN COALESCE(': ' || ${RETURN_REASONS}, '') ELSE '' END, 5
    FROM caf c JOIN caf_review r ON r.caf_id = c.id WHERE c.family_id = f.id`,
  `SELECT c.opened_on, 'CAF_OPENED', 'CAF opened', c.reference || ', ' || ${agency("c.agency_id")}, 6
    FROM caf c WHERE c.family_id = f.id AND c.opened_on IS NOT NULL`,
  `SELECT c.closed_on, 'CAF_CLOSED', 'CAF closed', c.reference || CASE c.close_reason WHEN 'NEEDS_MET' THEN ': needs met'
      WHEN 'STEPPED_UP' THEN ': stepped up' WHEN 'FAMILY_WITHDREW' THEN ': the family withdrew'
      WHEN 'MOVED_AWAY' THEN ': the family moved away' ELSE '' END, 7
    FROM caf c WHERE c.family_id = f.id AND c.closed_on IS NOT NULL`,
  `SELECT s.assessed_on, 'SOCIAL_CARE_ASSESSMENT', 'Assessed by children''s social care', NULL, 4
    FROM social_care_assessment s WHERE s.family_id = f.id`,
  `SELECT l.asked_on, 'LEAD_PROFESSIONAL_ASKED', 'Lead professional asked', ${worker("l.user_id")}, 8
    FROM lead_professional l WHERE l.family_id = f.id`,
  `SELECT l.accepted_on, 'LEAD_PROFESSIONAL_ACCEPTED', 'Lead professional accepted', ${worker("l.user_id")}, 9
    FROM lead_professional l WHERE l.family_id = f.id AND l.accepted_on IS NOT NULL`,
  `SELECT l.declined_on, 'LEAD_PROFESSIONAL_DECLINED', 'Lead professional declined', ${worker("l.user_id")}, 9
    FROM lead_professional l WHERE l.family_id = f.id AND l.declined_on IS NOT NULL`,
  `SELECT l.ended_on, 'LEAD_PROFESSIONAL_ENDED', 'Lead professional ended', ${worker("l.user_id")}, 10
    FROM lead_professional l WHERE l.family_id = f.id AND l.ended_on IS NOT NULL AND l.declined_on IS NULL`,
  `SELECT ${day("a.recorded_at")}, 'ACTION_ADDED', 'Action added to the plan', concat_ws(', ', a.title, COALESCE(${agency("a.agency_id")}, 'the family')), 11
    FROM plan_action a WHERE a.family_id = f.id`,
  `SELECT a.ended_on, CASE a.status WHEN 'DONE' THEN 'ACTION_DONE' ELSE 'ACTION_CANCELLED' END,
      CASE a.status WHEN 'DONE' THEN 'Action done' ELSE 'Action cancelled' END,
      concat_ws(', ', a.title, COALESCE(${agency("a.agency_id")}, 'the family')), 12
    FROM plan_action a WHERE a.family_id = f.id AND a.ended_on IS NOT NULL`,
  `SELECT m.held_on, 'TAF_HELD', 'Team around the family met',
      (SELECT count(*) FILTER (WHERE ta.attended) || ' of ' || count(*) || ' came' FROM taf_attendance ta WHERE ta.meeting_id = m.id), 13
    FROM taf_meeting m WHERE m.family_id = f.id`,
  `SELECT t.attached_on, 'ATTACHED', 'Family attached', NULL, 14 FROM attachment t WHERE t.family_id = f.id`,
  `SELECT t.voided_on, 'ATTACHMENT_VOIDED', 'Attachment voided', t.void_reason, 15 FROM attachment t WHERE t.family_id = f.id AND t.voided_on IS NOT NULL`,
  `SELECT k.submitted_on, 'CLAIM_SUBMITTED', 'Claim submitted', NULL, 16 FROM claim k WHERE k.family_id = f.id`,
];

/** Everything dated about a family that the viewer may see, newest first. Sensitive evidence is named nowhere in it. */
export const TIMELINE_PARTS: FamilyParts = {
  timeline: `(SELECT COALESCE(json_agg(json_build_object('on', ev.happened_on, 'kind', ev.kind, 'title', ev.title, 'detail', ev.detail)
      ORDER BY ev.happened_on DESC, ev.rank DESC, ev.title, ev.detail), '[]')
    FROM (${SOURCES.join(" UNION ALL ")}) AS ev (happened_on, kind, title, detail, rank))`,
};
