import { day, type HeldStatement, ofFamily, professional, statement } from "./subject-statement.reads.ts";

const workplace = (id: string) => `(SELECT g.name FROM app_user u JOIN agency g ON g.id = u.agency_id WHERE u.id = ${id})`;
const role = (id: string) => `(SELECT u.role FROM app_user u WHERE u.id = ${id})`;

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
  title: "'Subject access request ' || q.reference",
  on: "q.received_on",
  about: "q.person_id",
  facts: { State: "q.state", "Due on": "q.due_on", "Closed on": "q.closed_on" },
  texts: { "Asked for": "q.scope", "Why it was closed so": "q.close_reason" },
  leftOut: "CASE WHEN q.requester_name IS NULL THEN '{}'::text[] ELSE '{OTHER_PERSON}' END",
  from: "subject_request q WHERE q.person_id = $2 AND q.closed_on IS NOT NULL ORDER BY q.received_on, q.id",
});

/** Who looked and who was kept out, how long the record is kept, and who asked for it before. */
/** What was said to be wrong is the person's whom it concerns, with their own words and the answer. */
const CORRECTIONS = statement("KEEPING", "correction_request", {
  key: "'correction_request:' || c.id",
  title: "'What was said to be wrong'",
  on: "c.received_on",
  about: "c.person_id",
  facts: {
    Record: "c.about",
    "Received on": "c.received_on",
    "Said by": "c.capacity",
    Decision: "c.decision",
    "Decided on": "c.decided_on",
    "Time extended on": "c.extended_on",
  },
  texts: {
    "What the record said": "c.said",
    "What is wrong": "c.wrong",
    "The person's statement": "c.statement",
    "Why it takes longer": "c.extend_reason",
    "Reason for the decision": "c.decision_reason",
    "What is right": "c.put_right",
  },
  leftOut: professional("c.recorded_by"),
  from: `correction_request c WHERE ${ofFamily("c.family_id")} ORDER BY c.received_on, c.id`,
});

export const OVERSIGHT_STATEMENTS: readonly HeldStatement[] = [
  LOOKS,
  RESTRICTIONS,
  NAMED,
  EMERGENCIES,
  HOLDS,
  RETENTION_REVIEWS,
  DISPOSALS,
  REQUESTS,
  CORRECTIONS,
];
