import { randomUUID } from "node:crypto";
import type { Api } from "./api-client.ts";
import { insertEvidence } from "./evidence.ts";
import { type Household, household, rows } from "./household.ts";
import { AGENCIES, USERS } from "./town.ts";

export interface Recorded {
  readonly requestId: string;
  readonly version: number;
}

type State = "RECEIVED" | "IDENTITY_PROVED" | "PREPARED" | "DISCLOSED" | "REFUSED" | "WITHDRAWN";

/** A request about somebody, behind the server's back. */
export async function requestAbout(api: Api, personId: string, state: State = "RECEIVED", receivedOn = "2016-12-20"): Promise<Recorded> {
  const requestId = randomUUID();
  const closed = ["DISCLOSED", "REFUSED", "WITHDRAWN"].includes(state);
  await rows(
    api,
    `INSERT INTO subject_request (id, reference, person_id, asked_by, received_on, identity_proved_on, identity_proof, due_on, state,
       closed_on, refusal_ground, handed_over_by, recorded_at, recorded_by)
     VALUES ($1, 'SAR-' || nextval('subject_request_reference'), $2, 'THEMSELVES', $3::date, CASE WHEN $4 THEN $3::date END,
       CASE WHEN $4 THEN 'Passport seen' END, $3::date + 31, $5, CASE WHEN $6 THEN '2017-01-02'::date END,
       CASE WHEN $5 = 'REFUSED' THEN 'EXCESSIVE' END, CASE WHEN $5 = 'DISCLOSED' THEN 'POST' END, '2016-12-20T10:00:00Z', $7)`,
    [requestId, personId, receivedOn, state !== "RECEIVED" && state !== "REFUSED", state, closed, USERS.informationOfficer.id],
  );
  return { requestId, version: 1 };
}

/** A request of which everything is decided and a file is made: ready to be handed over. */
export async function filed(api: Api, personId: string): Promise<Recorded> {
  const recorded = await requestAbout(api, personId, "PREPARED");
  await rows(
    api,
    `INSERT INTO subject_file (id, request_id, format, digest, size, outcomes, made_at, made_by)
     VALUES (gen_random_uuid(), $1, 'JSON', sha256('x'), 1, '[]', '2017-01-03T09:00:00Z', $2)`,
    [recorded.requestId, USERS.informationOfficer.id],
  );
  return recorded;
}

/** By what somebody says whom they mean, as the households of the tests have it: the third of them is Tia, a child of 14. */
export async function asking(api: Api, home: Household) {
  const [family] = await rows<{ reference: string }>(api, "SELECT reference FROM family WHERE id = $1", [home.id]);
  return {
    askedBy: "PARENT",
    requesterName: "Mary Testing",
    authority: "Has parental responsibility: birth certificate seen",
    givenName: "Tia",
    familyName: "Testing",
    dateOfBirth: "2002-05-05",
    familyReference: family?.reference ?? "none",
    postcode: "BB11 1AA",
    receivedOn: "2016-12-20",
    scope: "Everything",
    idempotencyKey: randomUUID(),
  };
}

/** A person of a family of whom nothing waits to be decided on. */
export async function plainPerson(api: Api): Promise<string> {
  const { people } = await household(api);
  return people[3];
}

/** What every record says of others, in words found nowhere else. */
export const SECRETS = {
  father: { given: "Zbigniew", family: "Quillfeather", born: "1978-07-19" },
  mother: { given: "Żaneta", family: "Łopatka", born: "1980-03-02" },
  brother: { given: "Xanthos", family: "Quillfeather", born: "2007-09-30" },
  manager: "Pat Gorringe",
  guest: "Vikram Osei",
  /** Where the father moved to: the family that the person is not in any longer. */
  elsewhere: { address: "77 Hidden Lane", postcode: "PR9 9ZZ" },
} as const;

/** A large family with something in every table; whom a request is about is the child Tia. */
export async function largeFamily(api: Api): Promise<Household> {
  const needs = ["WORKLESSNESS", "MISSING_EDUCATION", "CHILDREN_WHO_NEED_HELP"] as const;
  const home = await household(api, { needs, planned: needs, lead: "earlyHelp", seats: ["police", "health"] });
  const [mother, father, tia, brother] = home.people;
  const put = (sql: string, ...given: unknown[]) => rows(api, sql, given);
  for (const [id, { given, family, born }] of [
    [mother, SECRETS.mother],
    [father, SECRETS.father],
    [brother, SECRETS.brother],
  ] as const)
    await put("UPDATE person SET given_name = $2, family_name = $3, date_of_birth = $4 WHERE id = $1", id, given, family, born);
  await put("UPDATE person SET family_name = 'Łopatka' WHERE id = $1", tia);
  await put("UPDATE family SET name = 'Łopatka', address = '4 Weavers Row' WHERE id = $1", home.id);
  const about = "Tia told Ms Okoro that Zbigniew shouts at Xanthos; ring 01632 960777. She likes drawing.";
  const words = {
    reason: "Xanthos QUILLFEATHER was excluded and Zbigniew's drinking worries Żaneta.",
    "voices.m2": "I want my dad Zbigniew to come home. Łukasz is my friend.",
    "voices.m1": "Secret of the father: he owes money",
    "answers.m2.MISSING_EDUCATION": about,
    "answers.m1.WORKLESSNESS": "Secret of the father: lost his licence",
    "domains.m2.DEVELOPMENT.needs": "She sleeps badly since 19/07/2016",
    "domains.m3.DEVELOPMENT.needs": "Secret of the brother: bed wetting",
  };
  const [version] = await rows<{ content: Record<string, unknown> }>(api, "SELECT content FROM caf_version WHERE caf_id = $1", [
    home.cafId,
  ]);
  const content = {
    ...version?.content,
    voices: [{ memberKey: "m1" }, { memberKey: "m2" }],
    domains: [
      { memberKey: "m2", domain: "DEVELOPMENT" },
      { memberKey: "m3", domain: "DEVELOPMENT" },
    ],
  };
  await put("UPDATE caf_version SET content = $2, words = $3 WHERE caf_id = $1", home.cafId, content, words);
  await put(
    `INSERT INTO caf_version (caf_id, number, content, words, submitted_at, submitted_by)
     VALUES ($1, 2, $2, $3, '2016-12-12T10:00:00Z', $4)`,
    home.cafId,
    content,
    { ...words, reason: "Better since Christmas, Żaneta says." },
    USERS.school.id,
  );
  await put("UPDATE caf_review SET note = 'Well written, Sade Okoro' WHERE caf_id = $1", home.cafId);
  await put("UPDATE plan_action SET note = 'Zbigniew came twice' WHERE family_id = $1", home.id);
  await put(
    `INSERT INTO plan_action (id, family_id, person_id, criterion, owner, title, has_outcome, due_on, status, recorded_at) VALUES
     (gen_random_uuid(), $1, $2, 'MISSING_EDUCATION', 'FAMILY', 'Tia walks to school with Xanthos', false, '2017-02-01', 'OPEN', '2016-12-20T09:00:00Z'),
     (gen_random_uuid(), $1, $3, 'HEALTH', 'FAMILY', 'Secret of the father: see a doctor', false, '2017-02-01', 'OPEN', '2016-12-20T09:00:00Z')`,
    home.id,
    tia,
    father,
  );
  await put(
    `INSERT INTO lawful_basis (id, family_id, agency_id, basis, reason, manager, decided_on, recorded_at, recorded_by)
     VALUES (gen_random_uuid(), $1, $2, 'SAFEGUARDING', 'Żaneta was seen with bruises', $3, '2016-12-20', '2016-12-20T10:00:00Z', $4)`,
    home.id,
    AGENCIES.csc.id,
    SECRETS.manager,
    USERS.coordinator.id,
  );
  await put(
    `WITH m AS (INSERT INTO taf_meeting (id, family_id, agency_id, team_id, recorded_by, held_on, notes, recorded_at)
       VALUES (gen_random_uuid(), $1, $2, $3, $4, '2016-12-15', 'Vikram Osei spoke for Zbigniew. Tia was there, and so was her neighbour''s dog.', '2016-12-15T10:00:00Z') RETURNING id)
     INSERT INTO taf_attendance (meeting_id, position, agency_id, team_id, guest_name, attended)
     SELECT m.id, 1, $2::uuid, $3::uuid, NULL, true FROM m UNION ALL SELECT m.id, 2, NULL, NULL, $5, true FROM m
     UNION ALL SELECT m.id, 3, NULL, NULL, 'Neighbour', true FROM m`,
    home.id,
    AGENCIES.school.id,
    AGENCIES.school.teams[0]?.id,
    USERS.school.id,
    SECRETS.guest,
  );
  await put(
    `INSERT INTO social_care_assessment (id, family_id, reference, assessed_on, considered, recorded_at)
     VALUES (gen_random_uuid(), $1, 'ICS-4711', '2016-12-08', $2, '2016-12-08T10:00:00Z')`,
    home.id,
    [tia, brother],
  );
  await put(
    `INSERT INTO emergency_access (id, family_id, family_reference, user_id, reason, recorded_at)
     SELECT gen_random_uuid(), f.id, f.reference, $2, 'Zbigniew was at the door', '2017-01-02T09:00:00Z' FROM family f WHERE f.id = $1`,
    home.id,
    USERS.health.id,
  );
  const draft = {
    members: [
      { key: "m0", personId: tia, givenName: "Tia", familyName: "Łopatka", relationship: "CHILD" },
      { key: "m1", personId: null, givenName: "Barnaby", familyName: "Thistlewood", relationship: "OTHER_ADULT" },
    ],
    answers: [{ memberKey: "m0", criterion: "HEALTH", answer: "NEED", evidence: "Her draft says: asthma, as Barnaby told" }],
    voices: [{ memberKey: "m1", words: "Secret of the lodger: none of your business" }],
  };
  await put(
    `INSERT INTO caf (id, reference, family_id, agency_id, team_id, author_id, status, draft, draft_saved_at, recorded_at)
     VALUES (gen_random_uuid(), 'CAF-' || nextval('caf_reference'), $1, $2, $3, $4, 'DRAFT', $5, '2017-01-02T10:00:00Z', '2017-01-02T10:00:00Z')`,
    home.id,
    AGENCIES.health.id,
    AGENCIES.health.teams[0]?.id,
    USERS.health.id,
    draft,
  );
  const evidence = async (as: "school" | "police", row: object, statement: string | null) =>
    put("UPDATE evidence SET statement = $2 WHERE id = $1", await insertEvidence(api, home, as, row), statement);
  const attended = { possible: 140, authorised: 4, unauthorised: 9 };
  await evidence("school", { person_id: tia, kind: "ATTENDANCE", valid_from: "2016-09-01", valid_to: "2016-12-16", facts: attended }, null);
  const benefit = { person_id: father, kind: "BENEFIT", valid_from: "2016-06-01", facts: { benefit: "JSA" } };
  await evidence("school", benefit, "Secret of the father: on JSA");
  const callOut = { person_id: null, kind: "DOMESTIC_CALL_OUT", valid_from: "2016-11-11", facts: { injunction: false } };
  await evidence("police", callOut, "Zbigniew Quillfeather was at 4 Weavers Row");
  return home;
}
