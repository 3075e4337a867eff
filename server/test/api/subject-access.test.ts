import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import { type Household, household, rows, sealAll } from "../household.ts";
import { readPdf } from "../pdf.ts";
import { asking, filed, largeFamily, requestAbout, SECRETS } from "../subject-access.ts";
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

interface Item {
  readonly key: string;
  readonly part: string;
  readonly title: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly texts: readonly { readonly written: string; readonly given: string; readonly masked: number }[];
  readonly needsDecision: boolean;
  readonly decision: { readonly decision: string; readonly reason: string | null } | null;
}
interface Holding {
  readonly undecided: number;
  readonly items: readonly Item[];
  readonly withheld: readonly { readonly reason: string; readonly count: number }[];
}
interface Request {
  readonly id: string;
  readonly reference: string;
  readonly version: number;
  readonly state: string;
  readonly dueOn: string;
  readonly subjectName: string | null;
  readonly closedOn: string | null;
  readonly files: readonly { readonly format: string; readonly digest: string; readonly size: number }[];
}
interface Told {
  readonly request?: Request | null;
  readonly holding?: Holding | null;
  readonly file?: { readonly fileName: string; readonly mediaType: string; readonly base64: string; readonly digest: string } | null;
  readonly errors: readonly { readonly code: string; readonly field: string | null }[];
}
const HOLDING =
  "undecided items { key part title facts { label value } texts { written given masked } needsDecision decision { decision reason } } withheld { reason count }";
const REQUEST = "id reference version state dueOn subjectName closedOn files { format digest size }";
const SHAPES: Readonly<Record<string, string>> = {
  decideSubjectItems: `holding { ${HOLDING} }`,
  makeSubjectFile: `file { fileName mediaType base64 digest } request { ${REQUEST} }`,
};

async function act(name: string, input: Record<string, unknown>, account: Account = "informationOfficer"): Promise<Told> {
  const document = `mutation Act($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) {
    told: ${name}(input: $input) { ${SHAPES[name] ?? `request { ${REQUEST} }`} errors { code field } } }`;
  return (await (await api.as(account)).query<{ told: Told }>(document, { input })).told;
}
const faults = ({ errors }: Told) => errors.map(({ code, field }) => `${code} ${field}`);
const must = ({ request, errors }: Told): Request => request ?? expect.fail(JSON.stringify(errors));

async function holdingOf(requestId: string): Promise<Holding | null> {
  const { subjectHolding } = await (await api.as("informationOfficer")).query<{ subjectHolding: Holding | null }>(
    `query Held($id: ID!) { subjectHolding(requestId: $id) { ${HOLDING} } }`,
    { id: requestId },
  );
  return subjectHolding;
}

/** From proof to a file of each kind, everything given as it is masked. */
async function disclosedOf(personId: string): Promise<{ json: string; pdf: string; requestId: string }> {
  const { requestId } = await requestAbout(api, personId, "IDENTITY_PROVED");
  const holding = (await holdingOf(requestId)) ?? expect.fail("nothing is held");
  const itemKeys = holding.items.filter(({ needsDecision }) => needsDecision).map(({ key }) => key);
  if (itemKeys.length > 0)
    expect((await act("decideSubjectItems", { requestId, itemKeys, decision: "AS_MASKED" })).holding?.undecided).toBe(0);
  must(await act("prepareSubjectRequest", { requestId, version: 1 }));
  const made = async (format: string) => Buffer.from((await act("makeSubjectFile", { requestId, format })).file?.base64 ?? "", "base64");
  return { json: (await made("JSON")).toString("utf8"), pdf: (await readPdf(await made("PDF"))).text, requestId };
}

describe("the way of a request", () => {
  test("from asking to handing over, with its clock, its file and what was written down of it", async () => {
    const input = { ...(await asking(api, home)), familyName: "lopatka" };
    const recorded = must(await act("recordSubjectRequest", input));
    expect(recorded).toMatchObject({ state: "RECEIVED", dueOn: "2017-01-20", subjectName: "Tia Łopatka" });
    expect(must(await act("recordSubjectRequest", input)).id).toBe(recorded.id);
    const { id: requestId } = recorded;
    expect(await holdingOf(requestId)).toBeNull();
    expect(faults(await act("prepareSubjectRequest", { requestId, version: 1 }))).toEqual(["IDENTITY_NOT_PROVED requestId"]);

    const proof = { requestId, version: 1, proof: "Passport and birth certificate seen" };
    expect(faults(await act("proveSubjectIdentity", { ...proof, provedOn: "2016-12-19" }))).toEqual(["TOO_EARLY provedOn"]);
    expect(faults(await act("proveSubjectIdentity", { ...proof, provedOn: "2017-01-04" }))).toEqual(["FUTURE provedOn"]);
    const proved = must(await act("proveSubjectIdentity", { ...proof, provedOn: "2017-01-03" }));
    expect(proved).toMatchObject({ state: "IDENTITY_PROVED", dueOn: "2017-02-03", version: 2 });
    expect(faults(await act("proveSubjectIdentity", { ...proof, version: 2, provedOn: "2017-01-03" }))).toEqual([
      "PROVED_ALREADY requestId",
    ]);
    expect(faults(await act("extendSubjectRequest", { requestId, version: 1, months: 2, reason: "Much is held" }))).toEqual(["STALE null"]);
    const extended = must(await act("extendSubjectRequest", { requestId, version: 2, months: 2, reason: "Much is held" }));
    expect(extended.dueOn).toBe("2017-04-03");
    expect(faults(await act("extendSubjectRequest", { requestId, version: 3, months: 1, reason: "More" }))).toEqual([
      "EXTENDED_ALREADY requestId",
    ]);
    expect(faults(await act("extendSubjectRequest", { requestId, version: 3, months: 3, reason: "More" }))).toEqual(["INVALID months"]);

    const holding = (await holdingOf(requestId)) ?? expect.fail("nothing is held");
    const waiting = holding.items.filter(({ needsDecision }) => needsDecision);
    expect(holding.undecided).toBe(waiting.length);
    expect(waiting.length).toBeGreaterThan(8);
    expect(faults(await act("prepareSubjectRequest", { requestId, version: 3 }))).toEqual(["UNDECIDED requestId"]);
    await act("decideSubjectItems", { requestId, itemKeys: waiting.map(({ key }) => key), decision: "AS_MASKED" });
    expect(faults(await act("makeSubjectFile", { requestId, format: "PDF" }))).toEqual(["NOT_PREPARED requestId"]);
    expect(must(await act("prepareSubjectRequest", { requestId, version: 3 })).state).toBe("PREPARED");
    const over = { requestId, version: 4, handedOverOn: "2017-01-03", handedOverBy: "IN_PERSON" };
    expect(faults(await act("discloseSubjectRequest", over))).toEqual(["NO_FILE requestId"]);

    const { file, request } = await act("makeSubjectFile", { requestId, format: "PDF" });
    const bytes = Buffer.from(file?.base64 ?? "", "base64");
    const digest = createHash("sha256").update(bytes).digest("hex");
    expect(file).toMatchObject({ fileName: `${recorded.reference}.pdf`, mediaType: "application/pdf", digest });
    expect(request?.files).toEqual([{ format: "PDF", digest, size: bytes.length }]);
    expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");

    expect(must(await act("discloseSubjectRequest", over))).toMatchObject({
      state: "DISCLOSED",
      closedOn: "2017-01-03",
      subjectName: null,
    });
    expect(await holdingOf(requestId)).toBeNull();
    for (const [name, more] of [
      ["makeSubjectFile", { format: "JSON" }],
      ["decideSubjectItems", { itemKeys: [waiting[0]?.key], decision: "IN_FULL", reason: "x" }],
      ["withdrawSubjectRequest", { version: 5, reason: "x" }],
      ["refuseSubjectRequest", { version: 5, ground: "EXCESSIVE", reason: "x" }],
    ] as const)
      expect(faults(await act(name, { requestId, ...more })), name).toEqual(["CLOSED requestId"]);

    const [kept] = await rows<{ outcomes: { key: string; outcome: string; digest: string }[] }>(
      api,
      "SELECT outcomes FROM subject_file WHERE request_id = $1",
      [requestId],
    );
    expect(kept?.outcomes.length).toBeGreaterThan(holding.items.length);
    expect(JSON.stringify(kept)).not.toMatch(/Zbigniew|Tia|Łopatka/u);
    const deeds = await rows<{ action: string; why: string; family_ids: string[] }>(
      api,
      "SELECT DISTINCT ON (action) action, why, family_ids FROM audit_event WHERE subject_id = $1 ORDER BY action",
      [requestId],
    );
    expect(deeds.map(({ action }) => action)).toEqual([
      "subject-file.make",
      "subject-holding.decide",
      "subject-holding.view",
      "subject-request.disclose",
      "subject-request.extend",
      "subject-request.prepare",
      "subject-request.prove",
      "subject-request.record",
    ]);
    expect(deeds.every(({ why, family_ids: of }) => why === "SUBJECT_ACCESS" && of.includes(home.id))).toBe(true);
  });

  test("says at its field what is wrong with a request, and the same of nobody and of two", async () => {
    const input = async () => asking(api, home);
    const wrong = async (more: Record<string, unknown>) =>
      faults(await act("recordSubjectRequest", { ...(await input()), familyName: "Łopatka", ...more }));
    expect(await wrong({ familyReference: null, postcode: null })).toEqual(["REQUIRED familyReference"]);
    expect(await wrong({ familyReference: "100" })).toEqual(["INVALID familyReference"]);
    expect(await wrong({ postcode: "Burnley" })).toEqual(["INVALID postcode"]);
    expect(await wrong({ receivedOn: "2017-01-04" })).toEqual(["FUTURE receivedOn"]);
    expect(await wrong({ requesterName: " " })).toEqual(["REQUIRED requesterName"]);
    expect(await wrong({ authority: null })).toEqual(["REQUIRED authority"]);
    expect(await wrong({ dateOfBirth: "2002-05-06" })).toEqual(["NOT_FOUND familyName"]);
    const twins = await household(api);
    await rows(api, "UPDATE person SET given_name = 'Tia', date_of_birth = '2002-05-05' WHERE id = ANY ($1)", [twins.people.slice(2, 4)]);
    const twin = { ...(await asking(api, twins)), askedBy: "THEMSELVES" };
    expect(faults(await act("recordSubjectRequest", twin))).toEqual(["NOT_FOUND familyName"]);
  });

  test("is extended within its first month alone", async () => {
    const { requestId } = await requestAbout(api, home.people[2], "IDENTITY_PROVED", "2016-12-02");
    expect(faults(await act("extendSubjectRequest", { requestId, version: 1, months: 1, reason: "Much is held" }))).toEqual([]);
    const late = await requestAbout(api, home.people[2], "IDENTITY_PROVED", "2016-12-01");
    expect(
      must(await act("extendSubjectRequest", { requestId: late.requestId, version: 1, months: 1, reason: "Much is held" })).dueOn,
    ).toBe("2017-02-01");
    const later = await requestAbout(api, home.people[2], "IDENTITY_PROVED", "2016-11-30");
    expect(
      faults(await act("extendSubjectRequest", { requestId: later.requestId, version: 1, months: 1, reason: "Much is held" })),
    ).toEqual(["TOO_LATE requestId"]);
  });

  test("is refused with its ground, or withdrawn, and then reads nothing more", async () => {
    const one = await requestAbout(api, home.people[2]);
    expect(must(await act("refuseSubjectRequest", { ...one, ground: "EXCESSIVE", reason: "The fourth this month" })).state).toBe("REFUSED");
    const other = await requestAbout(api, home.people[2], "PREPARED");
    expect(must(await act("withdrawSubjectRequest", { ...other, reason: "By telephone" })).state).toBe("WITHDRAWN");
    expect(await holdingOf(other.requestId)).toBeNull();
    expect(await holdingOf(one.requestId)).toBeNull();
  });

  test("what was decided after a file was made opens the request again, and the file no longer counts", async () => {
    const { requestId, version } = await filed(api, home.people[2]);
    const [item] = (await holdingOf(requestId))?.items.filter(({ texts }) => texts.length > 0) ?? [];
    await act("decideSubjectItems", {
      requestId,
      itemKeys: [item?.key],
      decision: "WITHHELD",
      ground: "SERIOUS_HARM",
      reason: "Her doctor says so",
    });
    const over = { requestId, version: version + 1, handedOverOn: "2017-01-03", handedOverBy: "POST" };
    expect(faults(await act("discloseSubjectRequest", over))).toEqual(["NOT_PREPARED requestId"]);
  });
});

describe("what the officer decides", () => {
  test("is kept row by row, counts while the item is what it was, and needs its ground and reason", async () => {
    const { requestId } = await requestAbout(api, home.people[2], "IDENTITY_PROVED");
    const items = (await holdingOf(requestId))?.items ?? [];
    const said = items.find(({ key }) => key.endsWith("answers.m2.MISSING_EDUCATION")) ?? expect.fail("her answer is not there");
    expect(said.texts[0]).toMatchObject({
      given:
        "Tia told Ms [name withheld] that [name withheld] shouts at [name withheld]; ring [contact details withheld]. She likes drawing.",
      masked: 4,
    });
    const decide = (more: Record<string, unknown>) => act("decideSubjectItems", { requestId, itemKeys: [said.key], ...more });
    expect(faults(await decide({ decision: "WITHHELD" }))).toEqual(["REQUIRED ground"]);
    expect(faults(await decide({ decision: "WITHHELD", ground: "THIRD_PARTY" }))).toEqual(["REQUIRED reason"]);
    expect(faults(await decide({ decision: "IN_FULL" }))).toEqual(["REQUIRED reason"]);
    expect(faults(await decide({ decision: "AS_MASKED", ground: "THIRD_PARTY", reason: "x", passages: ["not there"] }))).toEqual([
      "NOT_FOUND passages",
    ]);
    const keyOfFather = said.key.replace("answers.m2.MISSING_EDUCATION", "answers.m1.WORKLESSNESS");
    expect(faults(await decide({ itemKeys: [keyOfFather], decision: "IN_FULL", reason: "x" }))).toEqual(["NOT_FOUND itemKeys"]);

    const shown = async (more: Record<string, unknown>) => {
      const { holding, errors } = await decide(more);
      return holding?.items.find(({ key }) => key === said.key) ?? expect.fail(JSON.stringify(errors));
    };
    const marked = await shown({
      decision: "AS_MASKED",
      ground: "SAFEGUARDING",
      reason: "A case is open",
      passages: [" She likes drawing. "],
    });
    expect(marked.texts[0]?.given).toMatch(
      /\[contact details withheld\]\. \[withheld: It could put a child or adult in danger \(schedule 3\)\]$/u,
    );
    expect((await shown({ decision: "IN_FULL", reason: "All three have consented" })).texts[0]?.given).toContain("Zbigniew shouts");
    expect((await shown({ decision: "WITHHELD", ground: "LEGAL_PRIVILEGE", reason: "Advice" })).texts[0]?.given).toMatch(/^\[withheld: /u);
    const kept = await rows<{ decision: string; reason: string }>(
      api,
      "SELECT decision, reason FROM subject_decision WHERE request_id = $1 ORDER BY number",
      [requestId],
    );
    expect(kept.map(({ decision, reason }) => `${decision} ${reason}`)).toEqual([
      "AS_MASKED A case is open",
      "IN_FULL All three have consented",
      "WITHHELD Advice",
    ]);

    await rows(api, "UPDATE caf_version SET words = words || $2 WHERE caf_id = $1", [
      home.cafId,
      { "answers.m2.MISSING_EDUCATION": "She came back" },
    ]);
    const again = (await holdingOf(requestId))?.items.find(({ key }) => key === said.key);
    expect(again).toMatchObject({ decision: null, texts: [{ given: "She came back" }] });
    await rows(api, "UPDATE caf_version SET words = words || $2 WHERE caf_id = $1", [
      home.cafId,
      { "answers.m2.MISSING_EDUCATION": said.texts[0]?.written },
    ]);
  });
});

/** Nothing of these may stand in what is handed over, however it is written. */
const OF_OTHERS = [
  ...[SECRETS.father, SECRETS.mother, SECRETS.brother].flatMap(({ given, born }) => [given, born]),
  SECRETS.father.family,
  "19 July 1978",
  "Secret of the",
  "Gorringe",
  "Osei",
  "Vikram",
  ...Object.values(USERS).map(({ name }) => name),
  "Okoro",
];

describe("what is handed over", () => {
  test("holds everything about a child of a large family and nothing of anybody else", async () => {
    const { json, pdf } = await disclosedOf(home.people[2]);
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
    const { json } = await disclosedOf(sparse.people[4]);
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
    const both = await disclosedOf(home.people[2]);
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
    const { json, pdf } = await disclosedOf(gone.people[2]);
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
    const { toDispose } = await import("../retention.ts");
    const { familyId, reviewId } = await toDispose(api);
    const [member] = await rows<{ person_id: string }>(api, "SELECT person_id FROM family_member WHERE family_id = $1 LIMIT 1", [familyId]);
    const { requestId } = await requestAbout(api, member?.person_id ?? "none");
    const dispose = "mutation($input: DisposeRecordInput!) { disposeRecord(input: $input) { errors { code } record { state } } }";
    const admin = await api.as("admin");
    expect((await admin.query<{ disposeRecord: Told }>(dispose, { input: { familyId, reviewId } })).disposeRecord.errors).toEqual([
      { code: "ASKED_FOR" },
    ]);
    await act("withdrawSubjectRequest", { requestId, version: 1, reason: "By letter" });
    expect((await admin.query<{ disposeRecord: Told }>(dispose, { input: { familyId, reviewId } })).disposeRecord.errors).toEqual([]);
  });
});
