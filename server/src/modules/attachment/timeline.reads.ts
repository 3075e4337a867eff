import { EVIDENCE_LABEL } from "../criteria/evidence-label.reads.ts";
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

const owner = `COALESCE(${agency("a.agency_id")}, 'the family')`;

/**
 * Each source of dated things: day, kind, title, detail, when that was recorded, a rank for what was recorded at one and
 * the same time, and what of it can be closed to somebody. Each table is read once, because row-level security makes every further reading of one dear to
 * plan; what has not happened has no day and is left out at the end.
 */
const SOURCES = [
  `SELECT ev.* FROM family_member m JOIN person p ON p.id = m.person_id CROSS JOIN LATERAL (VALUES
      (m.valid_from, 'MEMBER_JOINED', ${named("p")} || ' joined the family', NULL, m.recorded_at, 1, NULL),
      (CASE WHEN m.valid_to <= (SELECT viewer_today()) THEN m.valid_to END, 'MEMBER_LEFT', ${named("p")} || ' left the family', NULL,
        COALESCE(m.ended_recorded_at, m.recorded_at), 2, NULL)) ev
    WHERE m.family_id = f.id`,
  `SELECT e.valid_from, 'EVIDENCE', ${EVIDENCE_LABEL}, NULLIF(concat_ws(' ', p.given_name, p.family_name), ''), e.recorded_at, 3, 'evidence.' || e.id
    FROM evidence e LEFT JOIN person p ON p.id = e.person_id
    WHERE e.family_id = f.id AND e.valid_from <= (SELECT viewer_today())
      AND NOT e.sensitive AND NOT e.withdrawn
      AND NOT EXISTS (SELECT 1 FROM evidence later WHERE later.supersedes_id = e.id)`,
  // A CAF is opened by its first submission.
  `SELECT ev.* FROM caf c CROSS JOIN LATERAL (
      SELECT sent.* FROM caf_version v CROSS JOIN LATERAL (VALUES
          (${day("v.submitted_at")}, 'CAF_SUBMITTED', CASE WHEN v.number = 1 THEN 'CAF submitted' ELSE 'Amended CAF submitted' END,
            c.reference || ', ' || ${agency("c.agency_id")}, v.submitted_at, 4, NULL),
          (CASE WHEN v.number = 1 THEN c.opened_on END, 'CAF_OPENED', 'CAF opened', c.reference || ', ' || ${agency("c.agency_id")},
            v.submitted_at, 6, NULL)) sent
        WHERE v.caf_id = c.id
      UNION ALL SELECT ${day("r.reviewed_at")}, CASE r.result WHEN 'COMPLIANT' THEN 'CAF_PASSED' ELSE 'CAF_RETURNED' END,
        CASE r.result WHEN 'COMPLIANT' THEN 'CAF passed its quality check' ELSE 'CAF returned' END,
        c.reference || CASE r.result WHEN 'RETURNED' THEN COALESCE(': ' || ${RETURN_REASONS}, '') ELSE '' END, r.reviewed_at, 7, NULL
      FROM caf_review r WHERE r.caf_id = c.id
      UNION ALL VALUES (c.closed_on, 'CAF_CLOSED', 'CAF closed', c.reference || CASE c.close_reason WHEN 'NEEDS_MET' THEN ': needs met'
          WHEN 'STEPPED_UP' THEN ': stepped up' WHEN 'FAMILY_WITHDREW' THEN ': the family withdrew'
          WHEN 'MOVED_AWAY' THEN ': the family moved away' ELSE '' END, c.closed_recorded_at, 8, NULL)) ev
    WHERE c.family_id = f.id AND c.status <> 'DRAFT'`,
  // Where another agreement of the same CAF took its place, nobody of the family withdrew it.
  `SELECT ev.* FROM agreement g CROSS JOIN LATERAL (VALUES
      (g.agreed_on, CASE WHEN g.agreed THEN 'AGREEMENT_GIVEN' ELSE 'AGREEMENT_DECLINED' END,
        CASE WHEN g.agreed THEN 'The family agreed' ELSE 'The family was asked and did not agree' END,
        'Recorded by ' || ${worker("g.recorded_by")}, g.recorded_at, 5, NULL),
      (CASE WHEN g.withdrawn_person_id IS NOT NULL THEN g.withdrawn_on END, 'AGREEMENT_WITHDRAWN', 'The family withdrew its agreement',
        'Recorded by ' || ${worker("g.withdrawn_recorded_by")}, COALESCE(g.withdrawn_recorded_at, g.recorded_at), 18, NULL)) ev
    WHERE g.family_id = f.id`,
  `SELECT s.assessed_on, 'SOCIAL_CARE_ASSESSMENT', 'Assessed by children''s social care', NULL, s.recorded_at, 4, NULL
    FROM social_care_assessment s WHERE s.family_id = f.id`,
  `SELECT ev.happened_on, ev.kind, ev.title, ${worker("l.user_id")}, ev.recorded_at, ev.rank, NULL
    FROM lead_professional l CROSS JOIN LATERAL (VALUES
      (l.asked_on, 'LEAD_PROFESSIONAL_ASKED', 'Lead professional asked', l.recorded_at, 9),
      (l.accepted_on, 'LEAD_PROFESSIONAL_ACCEPTED', 'Lead professional accepted', COALESCE(l.accepted_recorded_at, l.recorded_at), 10),
      (l.declined_on, 'LEAD_PROFESSIONAL_DECLINED', 'Lead professional declined', COALESCE(l.ended_recorded_at, l.recorded_at), 10),
      (CASE WHEN l.declined_on IS NULL THEN l.ended_on END, 'LEAD_PROFESSIONAL_ENDED', 'Lead professional ended',
        COALESCE(l.ended_recorded_at, l.recorded_at), 11)) ev (happened_on, kind, title, recorded_at, rank)
    WHERE l.family_id = f.id`,
  `SELECT ev.happened_on, ev.kind, ev.title, concat_ws(', ', a.title, ${owner}), ev.recorded_at, ev.rank, 'actions.' || a.id
    FROM plan_action a CROSS JOIN LATERAL (VALUES
      (${day("a.recorded_at")}, 'ACTION_ADDED', 'Action added to the plan', a.recorded_at, 12),
      (a.ended_on, CASE a.status WHEN 'DONE' THEN 'ACTION_DONE' ELSE 'ACTION_CANCELLED' END,
        CASE a.status WHEN 'DONE' THEN 'Action done' ELSE 'Action cancelled' END,
        COALESCE(a.ended_recorded_at, a.recorded_at), 13)) ev (happened_on, kind, title, recorded_at, rank)
    WHERE a.family_id = f.id`,
  `SELECT m.held_on, 'TAF_HELD', 'Team around the family met',
      (SELECT count(*) FILTER (WHERE ta.attended) || ' of ' || count(*) || ' came' FROM taf_attendance ta WHERE ta.meeting_id = m.id),
      m.recorded_at, 14, NULL
    FROM taf_meeting m WHERE m.family_id = f.id`,
  `SELECT ev.* FROM attachment t CROSS JOIN LATERAL (VALUES
      (t.attached_on, 'ATTACHED', 'Family attached', NULL, t.recorded_at, 15, NULL),
      (t.voided_on, 'ATTACHMENT_VOIDED', 'Attachment voided', t.void_reason, COALESCE(t.voided_recorded_at, t.recorded_at), 16, NULL)) ev
    WHERE t.family_id = f.id`,
  `SELECT k.submitted_on, 'CLAIM_SUBMITTED', 'Claim submitted', NULL, k.recorded_at, 17, NULL FROM claim k WHERE k.family_id = f.id`,
];

/**
 * Everything dated about a family that the viewer may see, newest first; within a day, what was recorded last comes
 * first, whatever its kind. Sensitive evidence is named nowhere in it.
 */
export const TIMELINE_PARTS: FamilyParts = {
  timeline: `(SELECT COALESCE(json_agg(json_build_object('on', ev.happened_on, 'kind', ev.kind, 'title', ev.title, 'detail', ev.detail, 'place', ev.place)
      ORDER BY ev.happened_on DESC, ev.recorded_at DESC NULLS LAST, ev.rank DESC, ev.title, ev.detail), '[]')
    FROM (${SOURCES.join(" UNION ALL ")}) AS ev (happened_on, kind, title, detail, recorded_at, rank, place)
    WHERE ev.happened_on IS NOT NULL)`,
};
