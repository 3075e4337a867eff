import { agency, day, fields, type HeldStatement, listed, ofFamily, professional, statement, team } from "./subject-statement.reads.ts";

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
  },
  // When time alone changes it is often a birthday: that of a child of the family.
  leftOut: "CASE WHEN s.next_change_on IS NULL THEN '{}'::text[] ELSE '{OTHER_PERSON}' END",
  from: `standing s WHERE ${ofFamily("s.family_id")} ORDER BY s.valid_from, s.family_id`,
});

/** The fields of an entry that hold one value each. */
const scalars = (json: string, without: string) =>
  fields(`(SELECT jsonb_object_agg(z.key, z.value) FROM jsonb_each(${json}) z
  WHERE z.key NOT IN (${without}) AND jsonb_typeof(z.value) IN ('string', 'number', 'boolean'))`);

/** What a verdict says of each person: fields that hold one value, and never another's. */
const detail = (list: "people" | "reasons", title: string) =>
  statement("STANDING", "standing_detail", {
    key: `'standing_detail:' || d.family_id || ':${list}:' || (x.c ->> 'criterion') || ':' || y.place`,
    title,
    on: "d.as_of",
    about: "y.o ->> 'personId'",
    sensitive: `x.c ->> 'criterion' = ANY (${TOUCHY}) AND COALESCE(y.o ->> 'answer', 'NEED') = 'NEED'`,
    facts: { Need: "x.c ->> 'criterion'" },
    moreFacts: scalars("y.o", "'personId'"),
    from: `standing_detail d CROSS JOIN jsonb_array_elements(d.criteria) AS x (c)
      CROSS JOIN jsonb_array_elements(COALESCE(x.c -> '${list}', '[]')) WITH ORDINALITY AS y (o, place)
      WHERE ${ofFamily("d.family_id")} ORDER BY d.family_id, x.c ->> 'criterion', y.place`,
  });

const OWED = statement("STANDING", "standing_detail", {
  key: "'standing_detail:' || d.family_id || ':owed:' || y.place",
  title: "'What a claim still waits for'",
  on: "d.as_of",
  about: "y.o ->> 'personId'",
  sensitive: `y.o ->> 'criterion' = ANY (${TOUCHY})`,
  facts: { Need: "y.o ->> 'criterion'" },
  moreFacts: scalars("y.o", "'personId', 'criterion'"),
  from: `standing_detail d CROSS JOIN jsonb_array_elements(COALESCE(d.claim -> 'owed', '[]')) WITH ORDINALITY AS y (o, place)
    WHERE ${ofFamily("d.family_id")} ORDER BY d.family_id, y.place`,
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

export const WORK_STATEMENTS: readonly HeldStatement[] = [
  STANDINGS,
  detail("people", "'What was worked out about you'"),
  detail("reasons", "'Why it was worked out so'"),
  OWED,
  BLOCKERS,
  ATTACHMENTS,
  CLAIMS,
  ACTIONS,
  LEADS,
  SEATS,
  MEETINGS,
  INVOLVEMENTS,
];
