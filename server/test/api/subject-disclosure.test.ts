import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import { type Household, household, rows, sealAll } from "../household.ts";
import { toDispose } from "../retention.ts";
import { largeFamily, requestAbout, SECRETS } from "../subject-access.ts";
import { act, disclosedOf, type Told } from "../subject-requests.ts";
import { type Account, town, USERS } from "../town.ts";

let api: Api;
let home: Household;
beforeAll(async () => {
  api = await startApi(town, { withoutJobs: true });
  home = await largeFamily(api);
  await (await api.as("police")).query("query Look($id: ID!) { family(id: $id) { reference } }", { id: home.id });
  await sealAll(api);
});
afterAll(() => api.stop());

/** Nothing of these may stand in what is handed over, however it is written. */
const OF_OTHERS = [
  ...[SECRETS.father, SECRETS.mother, SECRETS.brother].flatMap(({ given, born }) => [given, born]),
  SECRETS.father.family,
  "19 July",
  "2 March",
  "30 September",
  "Secret of the",
  "Gorringe",
  "Osei",
  "Vikram",
  "Barnaby",
  "Thistlewood",
  ...Object.values(USERS).map(({ name }) => name),
  "Okoro",
];

describe("what is handed over", () => {
  test("holds everything about a child of a large family and nothing of anybody else", async () => {
    const { json, pdf } = await disclosedOf(api, home.people[2]);
    for (const [kind, text] of [
      ["JSON", json],
      ["PDF", pdf],
    ] as const) {
      for (const other of OF_OTHERS) expect(text.toLowerCase(), `${kind}: ${other}`).not.toContain(other.toLowerCase());
      for (const own of [
        "Łopatka",
        "5 May 2002",
        "4 Weavers Row",
        "BB11 1AA",
        "I want my dad",
        "She likes drawing",
        "so was her neighbour's dog",
        "Her draft says: asthma",
        "ICS-4711",
        "Community health trust",
        "seen with bruises",
        "Constabulary",
      ])
        expect(text, kind).toContain(own);
    }
    const { held, withheld } = JSON.parse(json) as {
      held: { part: string; records: unknown[] }[];
      withheld: { reason: string; count: number }[];
    };
    expect(held.map(({ part }) => part)).toEqual(
      [
        "Who you are",
        "Your family and where it lives",
        "Agreement and lawful basis",
        "Assessments (CAF)",
        "Facts that agencies recorded",
        "Needs, progress and where the family stood",
        "What was planned and done",
        "Lead professionals and meetings",
        "Agencies that were given sight of the record",
        "Who has looked, and who was kept out",
      ].concat(held.length > 10 ? ["How long the record is kept, and earlier requests"] : []),
    );
    expect(withheld.find(({ reason }) => reason.startsWith("It is about another person"))?.count).toBeGreaterThan(20);
    expect(withheld.some(({ reason }) => reason.startsWith("Name of a professional"))).toBe(true);
  });

  test("is short for a person of whom little is known, and whole for one of two families", async () => {
    const sparse = await household(api, { matchedOnly: true });
    const { json } = await disclosedOf(api, sparse.people[4]);
    expect(JSON.parse(json).held.length).toBeLessThan(6);
    expect(json).toContain("11 November 2010");

    const second = await household(api, { district: "pendle" });
    await rows(api, "UPDATE family SET address = $2, postcode = $3, name = 'Quillfeather' WHERE id = $1", [
      second.id,
      SECRETS.elsewhere.address,
      SECRETS.elsewhere.postcode,
    ]);
    await rows(
      api,
      `INSERT INTO family_member (id, family_id, person_id, relationship, valid_from, valid_to, recorded_at)
       VALUES (gen_random_uuid(), $1, $2, 'CHILD', '2016-12-01', '2016-12-20', '2016-12-01T10:00:00Z')`,
      [second.id, home.people[2]],
    );
    const both = await disclosedOf(api, home.people[2]);
    const [one, other] = await rows<{ reference: string }>(api, "SELECT reference FROM family WHERE id = ANY ($1)", [[home.id, second.id]]);
    for (const text of [both.json, both.pdf]) {
      expect(text).toContain(one?.reference);
      expect(text).toContain(other?.reference);
      expect(text).not.toMatch(/Hidden Lane|PR9|Quillfeather|Max|Mary/u);
    }
  });

  test("of a family whose record was disposed of holds dates and kinds alone", async () => {
    const gone = await household(api, { needs: ["MISSING_EDUCATION"] });
    await rows(
      api,
      "UPDATE person SET given_name = NULL, family_name = NULL, date_of_birth = NULL, disposed_at = '2017-01-02T09:00:00Z' WHERE id = ANY ($1)",
      [gone.people],
    );
    await rows(api, "UPDATE family SET name = NULL, address = NULL, postcode = NULL WHERE id = $1", [gone.id]);
    const { json, pdf } = await disclosedOf(api, gone.people[2]);
    for (const text of [json, pdf]) {
      expect(text).toContain("2 January 2017");
      expect(text).toContain("Missing education");
      expect(text).not.toMatch(/Testing|Tia|Mill Street/u);
    }
  });
});

describe("nobody else", () => {
  test("sees a request, what is decided or what is held; handing over asks for fresh proof", async () => {
    const { requestId } = await requestAbout(api, home.people[2], "PREPARED");
    for (const account of (Object.keys(USERS) as Account[]).filter((name) => name !== "informationOfficer")) {
      const client = await api.as(account);
      for (const document of ["{ subjectRequests(open: true) { total } }", `{ subjectHolding(requestId: "${requestId}") { undecided } }`])
        expect((await client.send(document)).errors?.[0]?.extensions?.code, account).toBe("FORBIDDEN");
    }
    const officer = await api.as("informationOfficer");
    await rows(api, "UPDATE session SET proved_at = '-infinity'");
    const make = "mutation($input: MakeSubjectFileInput!) { makeSubjectFile(input: $input) { errors { code } } }";
    expect((await officer.send(make, { input: { requestId, format: "PDF" } })).errors?.[0]?.extensions?.code).toBe("STEP_UP_REQUIRED");
    await rows(api, "UPDATE session SET proved_at = now()");
  });

  test("disposes of what somebody has asked for", async () => {
    const { familyId, reviewId } = await toDispose(api);
    const [member] = await rows<{ person_id: string }>(api, "SELECT person_id FROM family_member WHERE family_id = $1 LIMIT 1", [familyId]);
    const { requestId } = await requestAbout(api, member?.person_id ?? "none");
    const dispose = "mutation($input: DisposeRecordInput!) { disposeRecord(input: $input) { errors { code } record { state } } }";
    const admin = await api.as("admin");
    expect((await admin.query<{ disposeRecord: Told }>(dispose, { input: { familyId, reviewId } })).disposeRecord.errors).toEqual([
      { code: "ASKED_FOR" },
    ]);
    await act(api, "withdrawSubjectRequest", { requestId, version: 1, reason: "By letter" });
    expect((await admin.query<{ disposeRecord: Told }>(dispose, { input: { familyId, reviewId } })).disposeRecord.errors).toEqual([]);
  });
});
