import {
  agencies,
  agency,
  anotherOf,
  day,
  fields,
  type HeldStatement,
  isMember,
  listed,
  ofFamily,
  professional,
  statement,
  team,
} from "./subject-statement.reads.ts";

const PERSON = statement("PERSON", "person", {
  key: "'person:' || p.id",
  title: "'Your details'",
  on: day("p.recorded_at"),
  about: "p.id",
  facts: {
    "Given name": "p.given_name",
    "Family name": "p.family_name",
    "Date of birth": "p.date_of_birth",
    "Details removed on": day("p.disposed_at"),
  },
  from: "person p WHERE p.id = $2",
});

const MEMBERSHIPS = statement("FAMILY", "family_member family district", {
  key: "'family_member:' || m.id",
  title: "'In the family ' || f.reference",
  on: "m.valid_from",
  about: "m.person_id",
  facts: {
    "Place in the family": "m.relationship",
    From: "m.valid_from",
    To: "m.valid_to",
    District: "(SELECT d.name FROM district d WHERE d.code = f.district_code)",
    "How the family came on record": "f.source",
    "On record since": day("f.recorded_at"),
  },
  from: `family_member m JOIN family f ON f.id = m.family_id WHERE ${ofFamily("m.family_id")} ORDER BY m.valid_from, m.id`,
});

/** Where the family lives is the person's only as long as they live with it: otherwise it is the others' home. */
const HOME = statement("FAMILY", "family family_member", {
  key: "'home:' || f.id",
  title: "'Name and home of the family ' || f.reference",
  on: day("f.recorded_at"),
  about: `CASE WHEN ${isMember("$2", "f.id")} THEN $2 ELSE ${anotherOf("f.id")} END`,
  sensitive: "f.restricted",
  facts: {
    Name: "CASE WHEN lower(f.name) = lower((SELECT sp.family_name FROM person sp WHERE sp.id = $2)) THEN f.name END",
    Address: "f.address",
    Postcode: "f.postcode",
    Restricted: "CASE WHEN f.restricted THEN 'Yes' END",
  },
  leftOut: `CASE WHEN f.name IS NULL OR lower(f.name) = lower((SELECT sp.family_name FROM person sp WHERE sp.id = $2)) THEN '{}'::text[]
    ELSE '{OTHER_PERSON}' END`,
  from: `family f WHERE ${ofFamily("f.id")} AND (f.address IS NOT NULL OR f.postcode IS NOT NULL) ORDER BY f.reference`,
});

const AGREEMENTS = statement("AGREEMENT", "agreement", {
  key: "'agreement:' || a.id",
  title: "'Agreement to take part'",
  on: "a.agreed_on",
  facts: {
    Agreed: "CASE WHEN a.agreed THEN 'Yes' ELSE 'No' END",
    "Given by": "CASE WHEN a.person_id = $2 THEN 'You' WHEN a.person_id IS NULL THEN NULL ELSE 'Another member of the family' END",
    "In what capacity": "CASE WHEN a.person_id = $2 THEN a.capacity END",
    "To these agencies": agencies("a.agency_ids"),
    Purposes: listed("a.purposes"),
    "Withdrawn on": "a.withdrawn_on",
    "Withdrawn by":
      "CASE WHEN a.withdrawn_person_id = $2 THEN 'You' WHEN a.withdrawn_person_id IS NULL THEN NULL ELSE 'Another member of the family' END",
  },
  leftOut: `array_cat(${professional("a.recorded_by")}, CASE WHEN a.person_id IS NULL OR a.person_id = $2 THEN '{}'::text[] ELSE '{OTHER_PERSON}' END)`,
  from: `agreement a WHERE ${ofFamily("a.family_id")} ORDER BY a.agreed_on, a.id`,
});

const LAWFUL_BASES = statement("AGREEMENT", "lawful_basis", {
  key: "'lawful_basis:' || b.id",
  title: "'Work without agreement'",
  on: "b.decided_on",
  sensitive: "true",
  facts: { Agency: agency("b.agency_id"), Basis: "b.basis", "Decided on": "b.decided_on", "Ended on": "b.ended_on" },
  texts: { Why: "b.reason" },
  leftOut: `array_cat(${professional("b.manager")}, ${professional("b.recorded_by")})`,
  from: `lawful_basis b WHERE ${ofFamily("b.family_id")} ORDER BY b.decided_on, b.id`,
});

const CAFS = statement("ASSESSMENT", "caf", {
  key: "'caf:' || c.id",
  title: "'Assessment ' || c.reference",
  on: day("c.recorded_at"),
  facts: {
    Status: "c.status",
    "Held by": `concat_ws(', ', ${agency("c.agency_id")}, ${team("c.team_id")})`,
    "Opened on": "c.opened_on",
    "Closed on": "c.closed_on",
    "Closed because": "c.close_reason",
  },
  texts: { "What came of it": "c.close_outcome" },
  leftOut: "'{PROFESSIONAL}'::text[]",
  from: `caf c WHERE ${ofFamily("c.family_id")} ORDER BY c.recorded_at, c.id`,
});

const REVIEWS = statement("ASSESSMENT", "caf_review caf", {
  key: "'caf_review:' || r.caf_id || ':' || r.version_number",
  title: "'Quality check of ' || c.reference || ', version ' || r.version_number",
  on: day("r.reviewed_at"),
  facts: { Result: "r.result", Reasons: listed("r.reasons") },
  texts: { Note: "r.note" },
  leftOut: "'{PROFESSIONAL}'::text[]",
  from: `caf_review r JOIN caf c ON c.id = r.caf_id WHERE ${ofFamily("c.family_id")} ORDER BY r.reviewed_at, r.caf_id`,
});

const REFERRALS = statement("ASSESSMENT", "danger_referral caf", {
  key: "'danger_referral:' || d.id",
  title: "'Referral because somebody may have been in danger'",
  on: day("d.referred_at"),
  sensitive: "true",
  facts: { Question: "d.question" },
  texts: { Reference: "d.reference" },
  leftOut: "'{PROFESSIONAL}'::text[]",
  from: `danger_referral d JOIN caf c ON c.id = d.caf_id WHERE ${ofFamily("c.family_id")} ORDER BY d.referred_at, d.id`,
});

const SOCIAL_CARE = statement("ASSESSMENT", "social_care_assessment", {
  key: "'social_care_assessment:' || s.id",
  title: "'Assessed by children''s social care'",
  on: "s.assessed_on",
  about: `CASE WHEN $2 = ANY (s.considered) THEN $2 ELSE ${anotherOf("s.family_id")} END`,
  sensitive: "true",
  facts: { "Assessed on": "s.assessed_on" },
  texts: { Reference: "s.reference" },
  leftOut: "array_fill('OTHER_PERSON'::text, ARRAY[cardinality(array_remove(s.considered, $2))])",
  from: `social_care_assessment s WHERE ${ofFamily("s.family_id")} ORDER BY s.assessed_on, s.id`,
});

const EVIDENCE = statement("EVIDENCE", "evidence", {
  key: "'evidence:' || e.id",
  title: "e.kind",
  on: "e.valid_from",
  about: "e.person_id",
  sensitive: "e.sensitive",
  facts: {
    From: "e.valid_from",
    To: "e.valid_to",
    "Told by": `COALESCE(${agency("e.agency_id")}, e.source)`,
    "Recorded on": day("e.recorded_at"),
    State: `CASE WHEN EXISTS (SELECT 1 FROM evidence l WHERE l.supersedes_id = e.id AND l.withdrawn) THEN 'Withdrawn since'
      WHEN EXISTS (SELECT 1 FROM evidence l WHERE l.supersedes_id = e.id) THEN 'Corrected since' WHEN e.withdrawn THEN 'Withdraws an earlier record'
      WHEN e.supersedes_id IS NOT NULL THEN 'Corrects an earlier record' END`,
    "What was unusual": "NULLIF(array_to_string(e.flags, ', '), '')",
  },
  moreFacts: fields("e.facts"),
  texts: { "In the supplier's words": "e.statement" },
  leftOut: professional("e.recorded_by"),
  from: `evidence e WHERE ${ofFamily("e.family_id")} ORDER BY e.valid_from, e.id`,
});

export const CASE_STATEMENTS: readonly HeldStatement[] = [
  PERSON,
  MEMBERSHIPS,
  HOME,
  AGREEMENTS,
  LAWFUL_BASES,
  CAFS,
  REVIEWS,
  REFERRALS,
  SOCIAL_CARE,
  EVIDENCE,
];
