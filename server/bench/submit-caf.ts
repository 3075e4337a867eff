import type { Client } from "pg";
import type { Operation, Practitioner, Subjects } from "./operation.ts";
import { pick } from "./operation.ts";

/*
 * A school's practitioner submits the CAF of a family that is new to the county, from a draft made before the run.
 * This server is sent the form as the portal sends it, checks all of it, looks for the family, asks the rules where it
 * stands and writes. The others are sent the finished rows, ids and standing included, and only write them: the same
 * rows, under the same row-level security. They validate nothing and work nothing out, so their figures flatter them.
 */

const TODAY = "2017-01-03";
const SINCE = "2002-02-14";
const CRITERIA = ["CRIME_ASB", "MISSING_EDUCATION", "CHILDREN_WHO_NEED_HELP", "WORKLESSNESS", "DOMESTIC_ABUSE", "HEALTH"];
const ADULT = CRITERIA.filter((criterion) => criterion !== "MISSING_EDUCATION" && criterion !== "CHILDREN_WHO_NEED_HELP");
const PUPIL = CRITERIA.filter((criterion) => criterion !== "WORKLESSNESS");
const INFANT = ["CHILDREN_WHO_NEED_HELP", "DOMESTIC_ABUSE", "HEALTH"];
const MEMBERS = [
  { key: "m1", givenName: "Orla", dateOfBirth: "1983-04-16", relationship: "PARENT", since: SINCE, asked: ADULT },
  { key: "m2", givenName: "Piers", dateOfBirth: "1981-12-01", relationship: "STEP_PARENT", since: TODAY, asked: ADULT },
  { key: "m3", givenName: "Isla", dateOfBirth: SINCE, relationship: "CHILD", since: SINCE, asked: PUPIL },
  { key: "m4", givenName: "Noah", dateOfBirth: "2006-07-30", relationship: "CHILD", since: "2006-07-30", asked: PUPIL },
  { key: "m5", givenName: "Wren", dateOfBirth: "2013-11-02", relationship: "CHILD", since: "2013-11-02", asked: INFANT },
] as const;
const NEEDS: Readonly<Record<string, string>> = {
  "m3.MISSING_EDUCATION": "Away for 29 of the autumn term's 140 sessions",
  "m1.HEALTH": "Under the care of her doctor for low mood",
};
const ANSWERS = MEMBERS.flatMap(({ key: memberKey, asked }) =>
  asked.map((criterion) => {
    const evidence = NEEDS[`${memberKey}.${criterion}`] ?? null;
    return { memberKey, criterion, answer: memberKey === "m5" ? "NOT_ASKED" : evidence ? "NEED" : "NO_NEED", evidence };
  }),
);
const PLAN = [
  { key: "p1", criterion: "MISSING_EDUCATION", title: "A walk to school with a friend", outcome: "Isla is in school every day" },
  { key: "p2", criterion: "HEALTH", title: "A talk with the practice nurse", outcome: "Orla has somebody to ring" },
];
const WORDS = { language: "English", safeContact: "Ring before noon", reason: "Isla is often away", familyView: "We want some help" };
const PURPOSES = ["EARLY_HELP", "SHARING_WITH_AGENCIES"];
const NAME = "Thistlewood";
const ADDRESS = "9 Loom Street";
const DISTRICT = "burnley";

/** An id by kind and number, so that every side can name the rows of the n-th submission. */
const id = (kind: number, n: number): string => `${String(kind).padStart(8, "0")}-0000-4000-8000-${n.toString(16).padStart(12, "0")}`;
const [CAF, KEY, FAMILY, PERSON, ACTION] = [1, 2, 3, 4, 5] as const;

const LETTERS = "ABDEFGHJLNPQRSTUWXYZ";
/** Few families share a postcode, as in life. */
const postcodeOf = (n: number): string =>
  `PR${(Math.floor(n / 4000) % 90) + 10} ${n % 10}${LETTERS[Math.floor(n / 10) % 20]}${LETTERS[Math.floor(n / 200) % 20]}`;

const agreementOf = ({ agencyId }: Practitioner) => ({
  agreed: true,
  memberKey: "m1",
  capacity: "PARENTAL_RESPONSIBILITY",
  agreedOn: TODAY,
  agencyIds: [agencyId],
  purposes: PURPOSES,
});

/** The form, for this server. */
function formOf(n: number, practitioner: Practitioner) {
  return {
    cafId: id(CAF, n),
    version: 1,
    idempotencyKey: id(KEY, n),
    content: {
      ...WORDS,
      familyName: NAME,
      postcode: postcodeOf(n),
      address: ADDRESS,
      district: DISTRICT,
      members: MEMBERS.map(({ since: _, asked: __, ...member }) => ({ ...member, familyName: NAME })),
      agenciesInvolved: [],
      agreement: agreementOf(practitioner),
      voices: [],
      domains: [],
      answers: ANSWERS,
      plan: PLAN.map((item) => ({ ...item, memberKey: null, owner: "AGENCY", teamId: practitioner.teamId, dueOn: "2017-02-10" })),
      familyAgrees: true,
    },
  };
}

/** The finished rows, for the others. */
function rowsOf(n: number, practitioner: Practitioner, { standing }: Subjects) {
  const actions = PLAN.map((item, index) => ({ ...item, id: id(ACTION, n * 8 + index) }));
  const people = MEMBERS.map((member, index) => ({ ...member, id: id(PERSON, n * 8 + index) }));
  const answers = ANSWERS.map(({ evidence, ...entry }) => ({ ...entry, evidenced: evidence !== null }));
  return {
    ...practitioner,
    caf: id(CAF, n),
    key: id(KEY, n),
    family: id(FAMILY, n),
    at: `${TODAY}T09:00:00Z`,
    today: TODAY,
    district: DISTRICT,
    name: NAME,
    postcode: postcodeOf(n),
    address: ADDRESS,
    people: people.map(({ id: person, givenName, dateOfBirth, relationship, since }) => ({
      person,
      given_name: givenName,
      date_of_birth: dateOfBirth,
      relationship,
      since,
    })),
    actions: actions.map(({ id: action, criterion, title, outcome }) => ({ action, criterion, title, outcome, due_on: "2017-02-10" })),
    purposes: PURPOSES,
    content: {
      members: people.map(({ key, id: personId, relationship }) => ({ key, personId, relationship })),
      answers,
      agreement: agreementOf(practitioner),
      voices: [],
      domains: [],
      plan: actions.map(({ id: actionId, key, criterion }) => ({
        key,
        criterion,
        memberKey: null,
        owner: "AGENCY",
        teamId: practitioner.teamId,
        dueOn: "2017-02-10",
        actionId,
      })),
      district: DISTRICT,
      familyAgrees: true,
    },
    words: {
      ...WORDS,
      ...Object.fromEntries(Object.entries(NEEDS).map(([place, said]) => [`answers.${place}`, said])),
      ...Object.fromEntries(
        PLAN.flatMap(({ key, title, outcome }) => [
          [`plan.${key}.title`, title],
          [`plan.${key}.outcome`, outcome],
        ]),
      ),
    },
    standing,
  };
}

/** Enough for a machine several times as fast as the one that this was written on. */
const DRAFTS = 100_000;

/** Drafts to submit, in turn for each practitioner; run by somebody whom row-level security does not bind. */
export async function makeDrafts(admin: Client, practitioners: readonly Practitioner[]): Promise<void> {
  await admin.query(
    `INSERT INTO caf (id, reference, agency_id, team_id, author_id, status, draft, draft_saved_at, recorded_at)
     SELECT ('${id(CAF, 0).slice(0, -12)}' || lpad(to_hex(n), 12, '0'))::uuid, 'CAF-9' || lpad(n::text, 6, '0'), (p.who ->> 'agencyId')::uuid,
       (p.who ->> 'teamId')::uuid, (p.who ->> 'userId')::uuid, 'DRAFT', '{}', $2::timestamptz, $2::timestamptz
     FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS p (who, place)
     CROSS JOIN generate_series(p.place - 1, ${DRAFTS - 1}, ${practitioners.length}) n`,
    [JSON.stringify(practitioners), `${TODAY}T08:00:00Z`],
  );
}

export const SUBMIT_CAF: Operation = {
  name: "submit-caf",
  operationName: "SubmitCaf",
  writes: true,
  wtwf: "mutation SubmitCaf($input: SubmitCafInput!) { submitCaf(input: $input) { caf { id reference status version openedOn } errors { code field } } }",
  postgraphile: `mutation SubmitCaf($payload: JSON!) { submitCaf(input: { payload: $payload }) { caf: result { id: rowId reference status version openedOn } } }`,
  viewer: (n, { practitioners }) => 1 + (n % practitioners.length),
  variables: (n, subjects, contender) => {
    if (n >= DRAFTS) throw new Error("The drafts have run out: make more of them");
    const practitioner = pick(subjects.practitioners, n);
    return contender === "wtwf" ? { input: formOf(n, practitioner) } : { payload: rowsOf(n, practitioner, subjects) };
  },
  comparable: (data) => {
    const { submitCaf } = data as { submitCaf: { caf: Record<string, unknown> | null; errors?: readonly unknown[] } };
    if (!submitCaf.caf) throw new Error(`submit-caf was refused: ${JSON.stringify(submitCaf.errors)}`);
    // Each contender submits a draft of its own.
    return { ...submitCaf.caf, id: null, reference: null };
  },
};

/** The id of the CAF that the n-th submission is about. */
export const cafIdOf = (n: number): string => id(CAF, n);
