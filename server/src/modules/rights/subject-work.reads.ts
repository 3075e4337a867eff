import { agency, day, fields, type HeldStatement, listed, ofFamily, professional, statement, team } from "./subject-statement.reads.ts";

const workplace = (id: string) => `(SELECT g.name FROM app_user u JOIN agency g ON g.id = u.agency_id WHERE u.id = ${id})`;
const role = (id: string) => `(SELECT u.role FROM app_user u WHERE u.id = ${id})`;

/** Needs that tell of police, health, abuse or safeguarding: what is withheld as evidence must not come out as a verdict. */
const TOUCHY = "'{CRIME_ASB,CHILDREN_WHO_NEED_HELP,DOMESTIC_ABUSE,HEALTH,SUBSTANCE_USE}'::text[]";

const STANDINGS = statement("STANDING", "standing", {
  key: "'standing:' || s.family_id || ':' || s.valid_from",
  title: "'Where the family stood'",
  on: "s.valid_from",
  sensitive: `s.needs && ${TOUCHY}`,
  facts: {
    From: "s.valid_from",
    To: "s.valid_to",
    Needs: listed("s.needs"),
    Eligible: "CASE WHEN s.eligible THEN 'Yes' ELSE 'No' END",
    "Attached on": "s.attached_on",
    "Led by": "s.lead_agency_kind",
    "Needs outstanding": listed("s.outstanding"),
    "Open to": "s.open_to",
    Progress: "s.progress",
    "Waits for": listed("s.blocked_by"),
    "Assessment opened on": "s.open_caf_opened_on",
    "Claim made on": "s.claim_submitted_on",
    "Will change on": "s.next_change_on",
  },
  from: `standing s WHERE ${ofFamily("s.family_id")} ORDER BY s.valid_from, s.family_id`,
});

/** What a verdict says of each person: fields that hold one value, and never another's. */
const detail = (list: "people" | "reasons", title: string) =>
  statement("STANDING", "standing_detail", {
    key: `'standing_detail:' || d.family_id || ':${list}:' || (x.c ->> 'criterion') || ':' || y.place`,
    title,
    on: "d.as_of",
    about: "y.o ->> 'personId'",
    sensitive: `x.c ->> 'criterion' = ANY (${TOUCHY}) AND COALESCE(y.o ->> 'answer', 'NEED') = 'NEED'`,
    facts: { Need: "x.c ->> 'criterion'" },
    moreFacts: fields(`(SELECT jsonb_object_agg(z.key, z.value) FROM jsonb_each(y.o) z
      WHERE z.key <> 'personId' AND jsonb_typeof(z.value) IN ('string', 'number', 'boolean'))`),
    from: `standing_detail d CROSS JOIN jsonb_array_elements(d.criteria) AS x (c)
      CROSS JOIN jsonb_array_elements(COALESCE(x.c -> '${list}', '[]')) WITH ORDINALITY AS y (o, place)
      WHERE ${ofFamily("d.family_id")} ORDER BY d.family_id, x.c ->> 'criterion', y.place`,
  });

const BLOCKERS = statement("STANDING", "standing_detail", {
  key: "'standing_detail:' || d.family_id || ':blockers:' || y.place",
  title: "'What stands in the way'",
  on: "d.as_of",
  facts: { Principle: "y.o ->> 'principle'", "Can be mended by": "y.o ->> 'mendedBy'" },
  from: `standing_detail d CROSS JOIN jsonb_array_elements(d.blockers) WITH ORDINALITY AS y (o, place)
    WHERE ${ofFamily("d.family_id")} ORDER BY d.family_id, y.place`,
});

const ATTACHMENTS = statement("STANDING", "attachment", {
  key: "'attachment:' || t.id",
  title: "'Attached to the programme'",
  on: "t.attached_on",
  facts: { "Led by": "t.lead_agency_kind", "Voided on": "t.voided_on" },
  texts: { "Why it was voided": "t.void_reason" },
  leftOut: professional("t.recorded_by"),
  from: `attachment t WHERE ${ofFamily("t.family_id")} ORDER BY t.attached_on, t.id`,
});

const CLAIMS = statement("STANDING", "claim", {
  key: "'claim:' || k.id",
  title: "'Claim for the family''s progress'",
  on: "k.submitted_on",
  facts: { Route: "k.route" },
  from: `claim k WHERE ${ofFamily("k.family_id")} ORDER BY k.submitted_on, k.id`,
});

const ACTIONS = statement("PLAN", "plan_action", {
  key: "'plan_action:' || a.id",
  title: "'Action in the plan'",
  on: day("a.recorded_at"),
  about: "a.person_id",
  facts: {
    Need: "a.criterion",
    "To be done by": `COALESCE(${agency("a.agency_id")}, 'The family')`,
    Due: "a.due_on",
    State: "a.status",
    "Ended on": "a.ended_on",
    "Ended because": "a.end_reason",
  },
  texts: { What: "a.title", "To what end": "a.outcome", "How it went": "a.note" },
  leftOut: professional("a.recorded_by"),
  from: `plan_action a WHERE ${ofFamily("a.family_id")} ORDER BY a.recorded_at, a.id`,
});

const LEADS = statement("SUPPORT", "lead_professional", {
  key: "'lead_professional:' || l.id",
  title: "'Lead professional of ' || g.name",
  on: "l.asked_on",
  facts: {
    Team: team("l.team_id"),
    "Asked on": "l.asked_on",
    "Accepted on": "l.accepted_on",
    "Declined on": "l.declined_on",
    "Ended on": "l.ended_on",
    "Ended because": "l.end_reason",
  },
  texts: { "Why it was declined": "l.decline_reason" },
  leftOut: "'{PROFESSIONAL}'::text[]",
  from: `lead_professional l JOIN agency g ON g.id = l.agency_id WHERE ${ofFamily("l.family_id")} ORDER BY l.asked_on, l.id`,
});

const SEATS = statement("SUPPORT", "taf_seat", {
  key: "'taf_seat:' || s.id",
  title: "'A seat in the team around the family'",
  on: "s.valid_from",
  facts: {
    Agency: agency("s.agency_id"),
    Team: team("s.team_id"),
    From: "s.valid_from",
    To: "s.valid_to",
    "Ended because": "s.end_reason",
  },
  from: `taf_seat s WHERE ${ofFamily("s.family_id")} ORDER BY s.valid_from, s.id`,
});

const MEETINGS = statement("SUPPORT", "taf_meeting taf_attendance", {
  key: "'taf_meeting:' || m.id",
  title: "'Meeting of the team around the family'",
  on: "m.held_on",
  facts: {
    "Held by": agency("m.agency_id"),
    "Agencies that came": `(SELECT string_agg(DISTINCT g.name, ', ') FROM taf_attendance t JOIN agency g ON g.id = t.agency_id
      WHERE t.meeting_id = m.id AND t.attended)`,
    "Agencies that did not come": `(SELECT string_agg(DISTINCT g.name, ', ') FROM taf_attendance t JOIN agency g ON g.id = t.agency_id
      WHERE t.meeting_id = m.id AND NOT t.attended)`,
    "Next meeting": "m.next_on",
  },
  texts: { Notes: "m.notes" },
  leftOut: `array_append(array_fill('OTHER_PERSON'::text, ARRAY[(SELECT count(*)::int FROM taf_attendance t
    WHERE t.meeting_id = m.id AND t.guest_name IS NOT NULL)]), 'PROFESSIONAL')`,
  from: `taf_meeting m WHERE ${ofFamily("m.family_id")} ORDER BY m.held_on, m.id`,
});

/** Recipients, as article 15(1)(c) asks. */
const INVOLVEMENTS = statement("SHARING", "involvement", {
  key: "'involvement:' || i.id",
  title: "g.name",
  on: "i.valid_from",
  facts: { Team: team("i.team_id"), Because: "i.ground", From: "i.valid_from", To: "i.valid_to", "Ended at once on": day("i.ended_at") },
  from: `involvement i JOIN team t ON t.id = i.team_id JOIN agency g ON g.id = t.agency_id
    WHERE ${ofFamily("i.family_id")} ORDER BY i.valid_from, i.id`,
});

/** By agency and role: names of staff stay out (see the decision record). */
const LOOKS = statement("ACCESS", "audit_family", {
  key: "'audit_family:' || k.family_id || ':' || k.agency_id || ':' || k.role",
  title: "g.name || ', ' || lower(replace(k.role, '_', ' '))",
  on: "k.first_on",
  facts: { "Times looked": "k.looks", "Changes made": "k.deeds - k.looks", First: "k.first_on", Last: "k.last_on" },
  leftOut: "array_fill('PROFESSIONAL'::text, ARRAY[k.people])",
  from: `(SELECT a.family_id, u.agency_id, u.role, count(*)::int AS deeds, count(DISTINCT a.user_id)::int AS people,
      (count(*) FILTER (WHERE split_part(a.action, '.', 2) IN ('view', 'list', 'check', 'search', 'export')))::int AS looks,
      min(${day("a.business_at")}) AS first_on, max(${day("a.business_at")}) AS last_on
    FROM audit_family a JOIN app_user u ON u.id = a.user_id WHERE ${ofFamily("a.family_id")}
    GROUP BY a.family_id, u.agency_id, u.role) k JOIN agency g ON g.id = k.agency_id ORDER BY k.first_on, g.name, k.role`,
});

const RESTRICTIONS = statement("ACCESS", "family_restriction", {
  key: "'family_restriction:' || r.id",
  title: "'Seen by named people alone'",
  on: "r.restricted_on",
  sensitive: "true",
  facts: { From: "r.restricted_on", "Lifted on": "r.lifted_on" },
  texts: { Why: "r.reason", "Why it was lifted": "r.lift_reason" },
  leftOut: "'{PROFESSIONAL}'::text[]",
  from: `family_restriction r WHERE ${ofFamily("r.family_id")} ORDER BY r.restricted_on, r.id`,
});

const NAMED = statement("ACCESS", "family_named_viewer", {
  key: "'family_named_viewer:' || n.id",
  title: "'Named as somebody who goes on seeing the record'",
  on: "n.named_on",
  sensitive: "true",
  facts: { Agency: workplace("n.user_id"), Role: role("n.user_id"), Until: day("n.ended_at") },
  leftOut: "'{PROFESSIONAL}'::text[]",
  from: `family_named_viewer n WHERE ${ofFamily("n.family_id")} ORDER BY n.named_on, n.id`,
});

const EMERGENCIES = statement("ACCESS", "emergency_access", {
  key: "'emergency_access:' || e.id",
  title: "'Opened in an emergency'",
  on: day("e.opened_at"),
  sensitive: "true",
  facts: { Agency: workplace("e.user_id"), Role: role("e.user_id"), "Looked into on": day("e.looked_into_at") },
  texts: { Why: "e.reason", "What was found of it": "e.finding" },
  leftOut: "'{PROFESSIONAL}'::text[]",
  from: `emergency_access e WHERE ${ofFamily("e.family_id")} ORDER BY e.opened_at, e.id`,
});

const HOLDS = statement("KEEPING", "legal_hold", {
  key: "'legal_hold:' || h.id",
  title: "'Kept on hold'",
  on: day("h.placed_at"),
  sensitive: "true",
  facts: { "Lifted on": day("h.lifted_at") },
  texts: { Why: "h.reason" },
  leftOut: "'{PROFESSIONAL}'::text[]",
  from: `legal_hold h WHERE ${ofFamily("h.family_id")} ORDER BY h.placed_at, h.id`,
});

const RETENTION_REVIEWS = statement("KEEPING", "retention_review", {
  key: "'retention_review:' || r.id",
  title: "'Decided whether the record is kept'",
  on: day("r.reviewed_at"),
  facts: { Decision: "r.decision", "Kept until": "r.keep_until" },
  texts: { Why: "r.reason" },
  leftOut: "'{PROFESSIONAL}'::text[]",
  from: `retention_review r WHERE ${ofFamily("r.family_id")} ORDER BY r.reviewed_at, r.id`,
});

const DISPOSALS = statement("KEEPING", "disposal", {
  key: "'disposal:' || d.id",
  title: "'Names and everything written were disposed of'",
  on: day("d.disposed_at"),
  facts: { "Fell due on": "d.due_on", "By the rule for": "d.record" },
  leftOut: "'{PROFESSIONAL,PROFESSIONAL}'::text[]",
  from: `disposal d WHERE ${ofFamily("d.family_id")} ORDER BY d.disposed_at`,
});

const REQUESTS = statement("KEEPING", "subject_request", {
  key: "'subject_request:' || q.id",
  title: "'Request for what is held, ' || q.reference",
  on: "q.received_on",
  about: "q.person_id",
  facts: { State: "q.state", "Due on": "q.due_on", "Closed on": "q.closed_on" },
  texts: { "Asked for": "q.scope", "Why it was closed so": "q.close_reason" },
  leftOut: "CASE WHEN q.requester_name IS NULL THEN '{}'::text[] ELSE '{OTHER_PERSON}' END",
  from: "subject_request q WHERE q.person_id = $2 AND q.closed_on IS NOT NULL ORDER BY q.received_on, q.id",
});

export const WORK_STATEMENTS: readonly HeldStatement[] = [
  STANDINGS,
  detail("people", "'What was worked out about you'"),
  detail("reasons", "'Why it was worked out so'"),
  BLOCKERS,
  ATTACHMENTS,
  CLAIMS,
  ACTIONS,
  LEADS,
  SEATS,
  MEETINGS,
  INVOLVEMENTS,
  LOOKS,
  RESTRICTIONS,
  NAMED,
  EMERGENCIES,
  HOLDS,
  RETENTION_REVIEWS,
  DISPOSALS,
  REQUESTS,
];
