import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import { type CafShown, type Content, change, ellerys, made, see, submitted } from "../caf.ts";
import { rows, viewerOf } from "../household.ts";
import type { Account } from "../town.ts";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const DISCARD = `mutation Discard($input: DiscardCafDraftInput!) { result: discardCafDraft(input: $input) { cafId errors { code field message } } }`;
const MEMBERS = `query Members($reference: String!) { caf(reference: $reference) { viewerCanDiscard
  draft { content { members { key viewerCanCorrect } } } versions { content { members { viewerCanCorrect } } } } }`;

interface Discarded {
  readonly cafId: string | null;
  readonly errors: readonly { readonly code: string; readonly field: string | null }[];
}

/** A CAF of the school's that the coordinator has given back, as the school finds it. */
async function returned(content = ellerys()): Promise<CafShown> {
  return giveBack(await submitted(api, content));
}

async function giveBack(caf: CafShown): Promise<CafShown> {
  const { id: cafId, version } = caf;
  const versionNumber = caf.versions[0]?.number ?? 0;
  const input = { cafId, version, versionNumber, compliant: false, reasons: ["OTHER"], note: "Please look at the names" };
  made(await change(api, "coordinator", "reviewCaf", input));
  return (await see(api, "school", caf.reference)) as CafShown;
}

type Members = Content["members"];

/** Submits again what the draft holds, with one member changed. */
function amend(caf: CafShown, key: string, values: Partial<Members[number]>, more: object = {}) {
  const draft = caf.draft?.content as Content;
  const content = {
    ...draft,
    members: draft.members.map((member) => (member.key === key ? { ...member, ...values } : member)),
    answers: draft.answers.map(({ memberKey, criterion, answer, evidence }) => ({ memberKey, criterion, answer, evidence })),
    ...more,
  };
  return change(api, "school", "submitCaf", { cafId: caf.id, version: caf.version, content });
}

const personOf = (caf: CafShown, key: string) => caf.draft?.content.members.find((member) => member.key === key)?.personId ?? "none";
const record = async (personId: string) =>
  (await rows<object>(api, "SELECT given_name, family_name, date_of_birth FROM person WHERE id = $1", [personId]))[0];
const AVA = { given_name: "Ava", family_name: "Ellery", date_of_birth: "2002-02-14" };

describe("a typing mistake in a CAF that came back", () => {
  test("is mended on record, and in the log without its values; the versions keep their shape", async () => {
    const caf = await returned();
    const ava = personOf(caf, "m3");
    const frozen = () => rows(api, "SELECT number, content FROM caf_version WHERE caf_id = $1 AND number = 1", [caf.id]);
    const before = await frozen();
    const amended = made(await amend(caf, "m3", { givenName: "Eva", familyName: "Elery", dateOfBirth: "2003-02-14" }));
    expect(await record(ava)).toEqual({ given_name: "Eva", family_name: "Elery", date_of_birth: "2003-02-14" });
    expect(amended.family?.members).toHaveLength(5);
    expect(amended.versions.map(({ content }) => content.members[2]?.givenName)).toEqual(["Eva", "Eva"]);
    expect(await frozen()).toEqual(before);
    const log = await rows<object>(api, "SELECT family_ids, subject_id, reason FROM audit_event WHERE action = 'person.correct'");
    expect(log).toEqual([{ family_ids: [caf.family?.id], subject_id: ava, reason: null }]);
    const [standing] = await rows<{ as_of: string }>(api, "SELECT as_of::text FROM standing_detail WHERE family_id = $1", [caf.family?.id]);
    expect(standing?.as_of).toBe("2017-01-03");
  });

  test("in the year of birth opens the years before to the child's evidence", async () => {
    const content = ellerys();
    const members = content.members.map((member) => (member.key === "m3" ? { ...member, dateOfBirth: "2011-02-14" } : member));
    const caf = await returned({ ...content, members });
    made(await amend(caf, "m3", { dateOfBirth: "2002-02-14" }));
    const [member] = await rows(api, "SELECT valid_from::text FROM family_member WHERE person_id = $1", [personOf(caf, "m3")]);
    expect(member).toEqual({ valid_from: "2002-02-14" });
  });

  test("is offered to the team that may mend it, in the draft alone", async () => {
    const caf = await returned();
    const seen = await (await api.as("school")).query<{ caf: never }>(MEMBERS, { reference: caf.reference });
    expect(seen.caf).toMatchObject({
      viewerCanDiscard: false,
      draft: { content: { members: Array(5).fill({ viewerCanCorrect: true }) } },
      versions: [{ content: { members: Array(5).fill({ viewerCanCorrect: false }) } }],
    });
  });

  test.each<[string, Partial<Members[number]>, string]>([
    ["no name", { givenName: " " as never }, "givenName"],
    ["a birth of tomorrow", { dateOfBirth: "2017-01-04" }, "dateOfBirth"],
    ["a name that is too long", { familyName: "x".repeat(101) }, "familyName"],
  ])("is not mended by %s", async (_what, values, field) => {
    const caf = await returned();
    expect((await amend(caf, "m3", values)).errors).toMatchObject([{ code: "INVALID", field: `content.members.2.${field}` }]);
    expect(await record(personOf(caf, "m3"))).toEqual(AVA);
  });

  test("takes as many statements for five people as for one", async () => {
    const school = await api.as("school");
    const statements = async (keys: readonly string[]) => {
      const caf = await returned();
      const draft = caf.draft?.content as Content;
      const content = {
        ...draft,
        members: draft.members.map((member) => (keys.includes(member.key) ? { ...member, givenName: `${member.givenName}e` } : member)),
        answers: draft.answers.map(({ memberKey, criterion, answer, evidence }) => ({ memberKey, criterion, answer, evidence })),
      };
      const input = { idempotencyKey: randomUUID(), cafId: caf.id, version: caf.version, content };
      return school.statements("mutation S($input: SubmitCafInput!) { submitCaf(input: $input) { errors { code } } }", { input });
    };
    // one log row for each person
    expect((await statements(["m1", "m2", "m3", "m4", "m5"])) - (await statements(["m1"]))).toBe(4);
  });
});

describe("what is on record stays as it is", () => {
  test("for somebody whom another CAF brought on record", async () => {
    const first = await submitted(api);
    const draft = made(await change(api, "police", "startCaf", { familyId: first.family?.id }));
    const members = draft.draft?.content.members ?? [];
    const { answers: _answers, voices: _voices, domains: _domains, plan: _plan, ...rest } = ellerys();
    const wrong = members.map((member) => (member.givenName === "Ava" ? { ...member, givenName: "Eva" } : member));
    const content = (list: Members) => ({
      ...rest,
      members: list.map(({ key, personId, givenName, familyName, dateOfBirth, relationship }) => ({
        key,
        personId: personId ?? null,
        givenName,
        familyName,
        dateOfBirth,
        relationship,
      })),
      answers: [],
      voices: [],
      domains: [],
      plan: [],
      agreement: { ...rest.agreement, memberKey: members.find(({ givenName }) => givenName === "Dawn")?.key },
    });
    const submit = (list: Members) =>
      change(api, "police", "submitCaf", { cafId: draft.id, version: draft.version, content: content(list) });
    const at = members.findIndex(({ givenName }) => givenName === "Ava");
    expect((await submit(wrong)).errors).toMatchObject([{ code: "ON_RECORD", field: `content.members.${at}.givenName` }]);
    expect(await record(members[at]?.personId ?? "")).toEqual(AVA);
  });

  test("for somebody who is in another family too, one that the team does not see", async () => {
    const caf = await returned();
    const other = await submitted(api, { ...ellerys(), district: "pendle" }, "otherSchool");
    await rows(
      api,
      "INSERT INTO family_member (id, family_id, person_id, relationship, valid_from, recorded_at) VALUES ($1, $2, $3, 'CHILD', '2016-01-01', now())",
      [randomUUID(), other.family?.id, personOf(caf, "m3")],
    );
    const { errors } = await amend(caf, "m3", { givenName: "Eva" });
    expect(errors).toMatchObject([{ code: "ON_RECORD", field: "content.members.2.givenName" }]);
    expect(errors[0]?.message).not.toMatch(/famil/u);
    expect(await record(personOf(caf, "m3"))).toEqual(AVA);
    expect((await amend(caf, "m4", { givenName: "Benn" })).errors).toEqual([]);
  });

  test("for somebody whose values were lawfully disposed of: they do not come back", async () => {
    const caf = await returned();
    await rows(api, "UPDATE person SET given_name = NULL, disposed_at = now() WHERE id = $1", [personOf(caf, "m3")]);
    await amend(caf, "m3", { givenName: "Ava" });
    expect(await record(personOf(caf, "m3"))).toMatchObject({ given_name: null });
  });

  test("for everybody but the team that holds the CAF", async () => {
    const caf = await returned();
    const input = { cafId: caf.id, version: caf.version, content: ellerys() };
    expect((await change(api, "police", "submitCaf", input)).errors).toMatchObject([{ code: "NOT_YOUR_TEAM", field: "cafId" }]);
    expect((await change(api, "otherPolice", "submitCaf", input)).errors).toMatchObject([{ code: "NOT_FOUND", field: "cafId" }]);
  });

  const through = async (account: Account, sql: string, personId: string) => {
    try {
      return await api.app.database.as(viewerOf(account), (tx) => tx.execute(sql, [personId]));
    } catch (error) {
      return (error as { code?: string }).code;
    }
  };
  const RENAME = "UPDATE person SET given_name = 'Eva' WHERE id = $1";

  test.each<[Account, number]>([
    ["school", 1],
    ["coordinator", 1],
    ["otherSchool", 0],
    ["otherPolice", 0],
    ["pendleCoordinator", 0],
    ["schoolLead", 0],
    ["auditor", 0],
    ["board", 0],
    ["informationOfficer", 0],
    ["admin", 0],
  ])("in the table itself: %s renames %i of one", async (account, changed) => {
    const caf = await submitted(api);
    const [person] = await rows<{ id: string }>(api, "SELECT id FROM person WHERE recorded_by_caf_id = $1 LIMIT 1", [caf.id]);
    expect(await through(account, RENAME, person?.id ?? "")).toBe(changed);
  });

  test("in every other column, and where it was disposed of", async () => {
    const caf = await submitted(api);
    const [person] = await rows<{ id: string }>(api, "SELECT id FROM person WHERE recorded_by_caf_id = $1 LIMIT 1", [caf.id]);
    const id = person?.id ?? "";
    for (const set of ["disposed_at = NULL", "recorded_at = now()", "recorded_by_caf_id = NULL"])
      expect(await through("school", `UPDATE person SET ${set} WHERE id = $1`, id)).toBe("42501");
    await rows(api, "UPDATE person SET disposed_at = now() WHERE id = $1", [id]);
    expect(await through("school", RENAME, id)).toBe(0);
  });
});

describe("an agreement given anew", () => {
  const agreements = (caf: CafShown) =>
    rows(
      api,
      `SELECT purposes, agreed_on::text, withdrawn_on::text, withdrawn_recorded_at IS NOT NULL AS known FROM agreement
       WHERE family_id = $1 ORDER BY recorded_at`,
      [caf.family?.id],
    );

  test("ends the one before on the day on which it was given; the same again ends nothing", async () => {
    const content = ellerys();
    const caf = await returned({ ...content, agreement: { ...content.agreement, agreedOn: "2016-12-20" } });
    const given = { ...(caf.draft?.content.agreement as object), purposes: ["EARLY_HELP"], agreedOn: "2017-01-02" };
    const second = made(await amend(caf, "m3", {}, { agreement: given }));
    const both = [
      { purposes: ["EARLY_HELP", "SHARING_WITH_AGENCIES"], agreed_on: "2016-12-20", withdrawn_on: "2017-01-02", known: true },
      { purposes: ["EARLY_HELP"], agreed_on: "2017-01-02", withdrawn_on: null, known: false },
    ];
    expect(await agreements(caf)).toEqual(both);
    made(await amend(await giveBack(second), "m3", {}));
    expect(await agreements(caf)).toEqual(both);
  });

  test("dated before the one that it replaces, it ends that one on its own first day", async () => {
    const caf = await returned();
    const given = { ...(caf.draft?.content.agreement as object), agreedOn: "2016-12-01" };
    made(await amend(caf, "m3", {}, { agreement: given }));
    expect(await agreements(caf)).toMatchObject([
      { agreed_on: "2017-01-03", withdrawn_on: "2017-01-03" },
      { agreed_on: "2016-12-01", withdrawn_on: null },
    ]);
  });

  test("leaves alone what the family agreed with others", async () => {
    const content = ellerys();
    const caf = await returned(content);
    await submitted(api, content, "housing");
    made(await amend(caf, "m3", {}, { agreement: { ...(caf.draft?.content.agreement as object), purposes: ["EARLY_HELP"] } }));
    expect((await agreements(caf)).filter((row) => (row as { known: boolean }).known)).toHaveLength(1);
    expect(await agreements(caf)).toHaveLength(3);
  });
});

describe("a draft that came to nothing", () => {
  const start = async (as: Account = "school", input: object = {}) => made(await change(api, as, "startCaf", input));
  const discard = async (as: Account, { id, version }: { id: string; version: number }) =>
    (await (await api.as(as)).query<{ result: Discarded }>(DISCARD, { input: { cafId: id, version } })).result;
  const there = async (caf: { id: string }) => (await rows(api, "SELECT 1 FROM caf WHERE id = $1", [caf.id])).length;

  test("is gone for good, and the log says who threw it away", async () => {
    const draft = await start();
    made(await change(api, "school", "saveCafDraft", { cafId: draft.id, version: 1, content: ellerys() }));
    expect(await discard("school", { id: draft.id, version: 2 })).toEqual({ cafId: draft.id, errors: [] });
    expect([await there(draft), await see(api, "school", draft.reference)]).toEqual([0, null]);
    expect(await rows(api, "SELECT family_ids FROM audit_event WHERE action = 'caf.discard' AND subject_id = $1", [draft.id])).toEqual([
      { family_ids: [] },
    ]);
    expect((await discard("school", draft)).errors).toMatchObject([{ code: "NOT_FOUND", field: "cafId" }]);
    const key = { idempotencyKey: randomUUID() };
    const again = await start("school", key);
    await discard("school", again);
    expect(await change(api, "school", "startCaf", key)).toMatchObject({ caf: null, errors: [{ code: "DISCARDED" }] });
  });

  test("about a family on record leaves the family as it is", async () => {
    const { family } = await submitted(api);
    const draft = await start("police", { familyId: family?.id });
    expect((await discard("police", draft)).errors).toEqual([]);
    expect(await rows(api, "SELECT 1 FROM family_member WHERE family_id = $1", [family?.id])).toHaveLength(5);
    expect(await rows(api, "SELECT family_ids FROM audit_event WHERE action = 'caf.discard' AND subject_id = $1", [draft.id])).toEqual([
      { family_ids: [family?.id] },
    ]);
  });

  test("is kept where a colleague has written in it meanwhile", async () => {
    const draft = await start();
    made(await change(api, "school", "saveCafDraft", { cafId: draft.id, version: 1, content: ellerys() }));
    expect((await discard("school", draft)).errors).toMatchObject([{ code: "STALE", field: null }]);
    expect(await there(draft)).toBe(1);
  });

  test("is kept where MASH was called from it", async () => {
    const draft = await start();
    const referred = { cafId: draft.id, question: "reason", reference: "MASH-9", referredAt: "2017-01-03T08:00:00Z" };
    made(await change(api, "school", "recordDangerReferral", referred));
    expect((await discard("school", draft)).errors).toMatchObject([{ code: "REFERRED", field: "cafId" }]);
    const seen = await (await api.as("school")).query<{ caf: { viewerCanDiscard: boolean } }>(MEMBERS, { reference: draft.reference });
    expect([seen.caf.viewerCanDiscard, await there(draft)]).toEqual([false, 1]);
  });

  test("is its team's alone, and what was submitted is nobody's, to throw away", async () => {
    const draft = await start();
    for (const account of ["police", "otherSchool"] as const)
      expect((await discard(account, draft)).errors, account).toMatchObject([{ code: "NOT_FOUND", field: "cafId" }]);
    for (const account of ["coordinator", "schoolLead", "auditor", "board", "informationOfficer", "admin"] as const) {
      const answer = await (await api.as(account)).send(DISCARD, { input: { cafId: draft.id, version: 1 } });
      expect(answer.errors?.[0]?.extensions?.code, account).toBe("FORBIDDEN");
    }
    for (const caf of [await submitted(api), await returned()])
      expect((await discard("school", caf)).errors).toMatchObject([{ code: "NOT_A_DRAFT", field: "cafId" }]);
  });

  test.each<[Account, number]>([
    ["school", 1],
    ["police", 0],
    ["otherSchool", 0],
    ["schoolLead", 0],
    ["coordinator", 0],
    ["auditor", 0],
    ["board", 0],
    ["informationOfficer", 0],
    ["admin", 0],
  ])("in the table itself: %s deletes %i of one draft, and nothing that was submitted", async (account, gone) => {
    const [draft, sent] = [await start(), await submitted(api)];
    const remove = (cafId: string) => api.app.database.as(viewerOf(account), (tx) => tx.execute("DELETE FROM caf WHERE id = $1", [cafId]));
    expect([await remove(draft.id), await remove(sent.id)]).toEqual([gone, 0]);
  });
});
