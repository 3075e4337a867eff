import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import { CAF_FIELDS, type CafMutation, type CafShown, change, documentOf, ellerys, everybodyAsked, made, see, submitted } from "../caf.ts";
import { rows, viewerOf } from "../household.ts";
import type { Account } from "../town.ts";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const NOBODY = "00000000-0000-4000-8000-00000000dead";
const EMPTY = { members: [], agenciesInvolved: [], voices: [], domains: [], answers: [], plan: [] };

/** An input that would do, were it from the right person about the right CAF. */
const inputFor = (mutation: CafMutation, caf: { id: string; version: number }) =>
  ({
    startCaf: {},
    saveCafDraft: { cafId: caf.id, version: caf.version, content: EMPTY },
    submitCaf: { cafId: caf.id, version: caf.version, content: ellerys() },
    recordDangerReferral: { cafId: caf.id, question: "reason", reference: "MASH-1", referredAt: "2017-01-03T08:00:00Z" },
    reviewCaf: { cafId: caf.id, version: caf.version, versionNumber: 1, compliant: false, reasons: ["AGREEMENT_UNCLEAR"] },
    closeCaf: { cafId: caf.id, version: caf.version, reason: "OTHER", outcome: "Ended", closedOn: "2017-01-03" },
  })[mutation];

const start = async (as: Account = "school") => made(await change(api, as, "startCaf"));
const passed = async () => {
  const caf = await submitted(api, everybodyAsked(ellerys()));
  return made(await change(api, "coordinator", "reviewCaf", { ...inputFor("reviewCaf", caf), compliant: true, reasons: [] }));
};

describe("roles", () => {
  const WRITES = ["startCaf", "saveCafDraft", "submitCaf", "recordDangerReferral", "closeCaf"] as const;
  const OTHERS = ["schoolLead", "coordinator", "auditor", "board", "informationOfficer", "admin"] as const;

  test.each(OTHERS)("%s may not write a CAF, whatever the mutation", async (account) => {
    const client = await api.as(account);
    for (const mutation of WRITES) {
      const input = {
        ...(mutation === "saveCafDraft" ? {} : { idempotencyKey: randomUUID() }),
        ...inputFor(mutation, { id: NOBODY, version: 1 }),
      };
      const answer = await client.send(documentOf(mutation), { input });
      expect([mutation, answer.errors?.[0]?.extensions?.code]).toEqual([mutation, "FORBIDDEN"]);
    }
  });

  test.each(["school", "schoolLead", "auditor", "board", "informationOfficer", "admin"] as const)(
    "%s may not check the quality of a CAF, nor see what waits",
    async (account) => {
      const client = await api.as(account);
      const input = { idempotencyKey: randomUUID(), ...inputFor("reviewCaf", { id: NOBODY, version: 1 }) };
      expect((await client.send(documentOf("reviewCaf"), { input })).errors?.[0]?.extensions?.code).toBe("FORBIDDEN");
      expect((await client.send("{ cafsToReview { totalCount } }")).errors?.[0]?.extensions?.code).toBe("FORBIDDEN");
    },
  );

  test.each(["board", "informationOfficer", "admin"] as const)("%s may not read a CAF, nor learn whether there is one", async (account) => {
    const { reference } = await submitted(api);
    const codes = [];
    for (const asked of [reference, "CAF-000001"]) {
      const answer = await (await api.as(account)).send("query Caf($asked: String!) { caf(reference: $asked) { id } }", { asked });
      codes.push(answer.errors?.[0]?.extensions?.code);
    }
    expect(codes).toEqual(["FORBIDDEN", "FORBIDDEN"]);
  });

  test("nobody who is not signed in may do anything", async () => {
    const answer = await api.anonymous.send(documentOf("startCaf"), { input: { idempotencyKey: randomUUID() } });
    expect([answer.status, answer.errors?.[0]?.extensions?.code]).toEqual([401, "UNAUTHENTICATED"]);
  });
});

describe("whose CAF it is", () => {
  test("a draft is the team's alone: to others it does not exist", async () => {
    const caf = await start();
    for (const account of ["police", "coordinator", "schoolLead", "auditor"] as const)
      expect(await see(api, account, caf.reference)).toBeNull();
    for (const mutation of ["saveCafDraft", "submitCaf", "recordDangerReferral", "closeCaf"] as const) {
      expect((await change(api, "police", mutation, inputFor(mutation, caf))).errors).toEqual([
        expect.objectContaining({ code: "NOT_FOUND", field: "cafId" }),
      ]);
    }
  });

  test("a submitted one is read by the teams involved, and changed by its own alone", async () => {
    const caf = await passed();
    expect((await see(api, "police", caf.reference))?.status).toBe("OPEN");
    expect(await see(api, "otherPolice", caf.reference)).toBeNull();
    expect((await change(api, "police", "closeCaf", inputFor("closeCaf", caf))).errors[0]?.code).toBe("NOT_YOUR_TEAM");
    expect((await change(api, "otherPolice", "closeCaf", inputFor("closeCaf", caf))).errors[0]?.code).toBe("NOT_FOUND");
  });

  test("why a sensitive need was found is for its agency and the coordinator; others see that it is met", async () => {
    const caf = await submitted(api);
    const evidence = async (account: Account) => {
      const answers = (await see(api, account, caf.reference))?.versions[0]?.content.answers.filter(({ answer }) => answer === "NEED");
      return answers?.map((entry) => [entry.criterion, entry.evidence !== null, entry.evidenceWithheld]).sort();
    };
    const full = [
      ["HEALTH", true, false],
      ["MISSING_EDUCATION", true, false],
    ];
    expect(await evidence("school")).toEqual(full);
    expect(await evidence("coordinator")).toEqual(full);
    expect(await evidence("housing")).toEqual([
      ["HEALTH", false, true],
      ["MISSING_EDUCATION", true, false],
    ]);
  });

  test("a coordinator checks CAFs of their own districts only", async () => {
    const caf = await submitted(api);
    expect((await change(api, "pendleCoordinator", "reviewCaf", inputFor("reviewCaf", caf))).errors[0]?.code).toBe("NOT_FOUND");
    expect(await see(api, "pendleCoordinator", caf.reference)).toBeNull();
  });

  test("a CAF for a family that the team does not see cannot be started", async () => {
    const caf = await submitted(api);
    expect((await change(api, "otherSchool", "startCaf", { familyId: caf.family?.id })).errors).toEqual([
      expect.objectContaining({ code: "NOT_FOUND", field: "familyId" }),
    ]);
    expect((await change(api, "otherSchool", "startCaf", { familyId: NOBODY })).errors[0]?.code).toBe("NOT_FOUND");
  });

  test("what has been submitted cannot be written, submitted or checked at the wrong time", async () => {
    const caf = await submitted(api);
    expect((await change(api, "school", "saveCafDraft", inputFor("saveCafDraft", caf))).errors[0]?.code).toBe("NOT_BEING_WRITTEN");
    expect((await change(api, "school", "submitCaf", inputFor("submitCaf", caf))).errors[0]?.code).toBe("NOT_BEING_WRITTEN");
    expect((await change(api, "school", "closeCaf", inputFor("closeCaf", caf))).errors[0]?.code).toBe("NOT_OPEN");
    const open = await passed();
    expect((await change(api, "coordinator", "reviewCaf", inputFor("reviewCaf", open))).errors[0]?.code).toBe("NOT_SUBMITTED");
  });
});

describe("below the API, in the tables themselves", () => {
  const touch = (account: Account, sql: string, cafId: string) => api.app.database.as(viewerOf(account), (tx) => tx.execute(sql, [cafId]));
  const TAKE = "UPDATE caf SET version = version + 1 WHERE id = $1";
  const READ = "SELECT 1 FROM caf_version WHERE caf_id = $1";

  test.each<[Account, number, number]>([
    ["school", 1, 1],
    ["police", 1, 0],
    ["otherPolice", 0, 0],
    ["schoolLead", 1, 0],
    ["coordinator", 1, 1],
    ["pendleCoordinator", 0, 0],
    ["auditor", 0, 0],
    ["board", 0, 0],
    ["informationOfficer", 0, 0],
    ["admin", 0, 0],
  ])("%s reads %i and changes %i of one CAF that police help with", async (account, read, changed) => {
    const caf = await submitted(api);
    expect([await touch(account, READ, caf.id), await touch(account, TAKE, caf.id)]).toEqual([read, changed]);
  });

  test("nobody rewrites a version, not even its author", async () => {
    const caf = await submitted(api);
    expect(await touch("school", "UPDATE caf_version SET words = NULL WHERE caf_id = $1", caf.id)).toBe(0);
    await expect(touch("school", "UPDATE caf_version SET content = '{}' WHERE caf_id = $1", caf.id)).rejects.toThrow(/permission denied/u);
  });
});

describe("what is sent", () => {
  /** A submission that fails leaves nothing behind, and what had been saved stays. */
  async function refusals(change_: (content: ReturnType<typeof ellerys>) => object): Promise<[string | null, string][]> {
    const caf = await start();
    const saved = made(await change(api, "school", "saveCafDraft", { ...inputFor("saveCafDraft", caf), content: ellerys() }));
    const counts = () =>
      rows(
        api,
        "SELECT (SELECT count(*) FROM family) AS a, (SELECT count(*) FROM person) AS b, (SELECT count(*) FROM caf_version) AS c, (SELECT count(*) FROM plan_action) AS d, (SELECT count(*) FROM submission_key) AS e",
      );
    const before = await counts();
    const result = await change(api, "school", "submitCaf", { cafId: caf.id, version: saved.version, content: change_(ellerys()) });
    expect(result.caf).toBeNull();
    expect(await counts()).toEqual(before);
    expect(await see(api, "school", caf.reference)).toMatchObject({
      version: saved.version,
      status: "DRAFT",
      draft: { content: saved.draft?.content },
    });
    return result.errors.map(({ field, message }) => [field, message]);
  }
  const withMember = (index: number, values: object) => (content: ReturnType<typeof ellerys>) => ({
    ...content,
    members: content.members.map((member, at) => (at === index ? { ...member, ...values } : member)),
  });
  const withPlan = (values: object) => (content: ReturnType<typeof ellerys>) => ({
    ...content,
    plan: content.plan.map((item, at) => (at === 0 ? { ...item, ...values } : item)),
  });
  const withAgreement = (values: object | null) => (content: ReturnType<typeof ellerys>) => ({
    ...content,
    agreement: values && { ...content.agreement, ...values },
  });

  test.each<[string, string, string, (content: ReturnType<typeof ellerys>) => object]>([
    [
      "somebody born tomorrow",
      "content.members.2.dateOfBirth",
      "Date of birth must be today or in the past",
      withMember(2, { dateOfBirth: "2017-01-04" }),
    ],
    [
      "somebody of 130",
      "content.members.0.dateOfBirth",
      "Date of birth must be in the last 120 years",
      withMember(0, { dateOfBirth: "1886-01-01" }),
    ],
    ["somebody without a name", "content.members.1.givenName", "Enter a first name", withMember(1, { givenName: "  " })],
    [
      "a name that is too long",
      "content.members.1.givenName",
      "First name must be 100 characters or fewer",
      withMember(1, { givenName: "x".repeat(101) }),
    ],
    [
      "a person who is not in the family",
      "content.members.1.personId",
      "This person is not a member of the family on record",
      withMember(1, { personId: NOBODY }),
    ],
    ["an id that is none", "content.members.1.personId", "This person is not known", withMember(1, { personId: "1; DROP TABLE" })],
    ["no postcode", "content.postcode", "Enter a full UK postcode, like PR1 8XJ", (content) => ({ ...content, postcode: "BB" })],
    [
      "no such district",
      "content.district",
      "Choose the district in which the family lives",
      (content) => ({ ...content, district: "narnia" }),
    ],
    [
      "nobody",
      "content.members",
      "Add everyone in the family",
      (content) => ({
        ...content,
        members: [],
        voices: [],
        domains: [],
        answers: [],
        agreement: { ...content.agreement, memberKey: null },
        reason: "x",
      }),
    ],
    [
      "a need without evidence",
      "content.answers.4.evidence",
      "Write down the evidence of this need",
      (content) => ({ ...content, answers: content.answers.map((entry, at) => (at === 4 ? { ...entry, answer: "NEED" } : entry)) }),
    ],
    [
      "an action due yesterday",
      "content.plan.0.dueOn",
      "The day by which this will be done must be today or in the future",
      withPlan({ dueOn: "2017-01-02" }),
    ],
    ["an action of no team", "content.plan.0.teamId", "Choose the team that will do this", withPlan({ teamId: NOBODY })],
    ["an action without outcome", "content.plan.0.outcome", "Say what outcome is wanted", withPlan({ outcome: null })],
    [
      "agreement of tomorrow",
      "content.agreement.agreedOn",
      "The day on which the family agreed must be today or in the past",
      withAgreement({ agreedOn: "2017-01-04" }),
    ],
    [
      "agreement of an agency that is none",
      "content.agreement.agencyIds",
      "Choose agencies from the list",
      withAgreement({ agencyIds: [NOBODY] }),
    ],
    [
      "a child who agrees as a parent",
      "content.agreement.capacity",
      "A child of the family cannot agree with parental responsibility",
      withAgreement({ memberKey: "m3" }),
    ],
    ["no agreement", "content.agreement.agreed", "Say whether the family agrees to this assessment", withAgreement(null)],
  ])("refuses %s at its place, keeps nothing and loses nothing", async (_what, field, message, broken) => {
    const faults = await refusals(broken);
    expect(faults).toContainEqual([field, message]);
    if (_what !== "nobody") expect(faults).toHaveLength(1);
  });

  test("a value of the wrong kind is a 400 that does not repeat it", async () => {
    const caf = await start();
    const client = await api.as("school");
    const answer = await client.send(documentOf("saveCafDraft"), {
      input: { cafId: caf.id, version: 1, content: { ...EMPTY, members: [{ key: "m1", dateOfBirth: "Ava's birthday" }] } },
    });
    expect([answer.status, answer.errors?.[0]?.extensions?.code]).toEqual([400, "BAD_USER_INPUT"]);
    expect(JSON.stringify(answer.errors)).not.toContain("Ava");
  });

  test.each<[CafMutation, string, object, string, string]>([
    ["startCaf", "a key that is none", { idempotencyKey: "again" }, "idempotencyKey", "INVALID"],
    ["saveCafDraft", "an id that is none", { cafId: "12" }, "cafId", "INVALID"],
    ["saveCafDraft", "prose that is too long", { content: { ...EMPTY, reason: "x".repeat(4_001) } }, "content.reason", "INVALID"],
    ["saveCafDraft", "a key that could be prose", { content: { ...EMPTY, plan: [{ key: "P 1" }] } }, "content.plan.0.key", "INVALID"],
    ["recordDangerReferral", "a referral of the day after tomorrow", { referredAt: "2017-01-05T08:00:00Z" }, "referredAt", "IN_THE_FUTURE"],
    ["recordDangerReferral", "a blank reference", { reference: " " }, "reference", "INVALID"],
    ["recordDangerReferral", "a question in prose", { question: "what Ava said" }, "question", "INVALID"],
  ])("%s refuses %s", async (mutation, _what, broken, field, code) => {
    const caf = await start();
    expect((await change(api, "school", mutation, { ...inputFor(mutation, caf), ...broken })).errors).toEqual([
      expect.objectContaining({ field, code }),
    ]);
  });

  test.each<[string, object, string, string]>([
    ["without a reason", { reasons: [] }, "reasons", "NO_REASON"],
    ["another reason that is not said", { reasons: ["OTHER"], note: " " }, "note", "NO_NOTE"],
    ["another version than the one submitted", { versionNumber: 2 }, "null", "STALE"],
    ["a version of the record that has gone", { version: 7 }, "null", "STALE"],
    ["a note that is too long", { note: "x".repeat(4_001) }, "note", "INVALID"],
  ])("a return is refused: %s", async (_what, broken, field, code) => {
    const caf = await submitted(api);
    const { errors } = await change(api, "coordinator", "reviewCaf", { ...inputFor("reviewCaf", caf), ...broken });
    expect(errors.map((error) => [String(error.field), error.code])).toEqual([[field, code]]);
  });

  test.each([
    ["2017-01-04", "IN_THE_FUTURE"],
    ["2017-01-02", "BEFORE_OPENING"],
  ])("a CAF that was opened on 3 January is not closed on %s", async (closedOn, code) => {
    expect((await change(api, "school", "closeCaf", { ...inputFor("closeCaf", await passed()), closedOn })).errors).toEqual([
      expect.objectContaining({ field: "closedOn", code }),
    ]);
  });
});

describe("sent twice, or too late", () => {
  test.each<[CafMutation, (broken: CafShown) => object]>([
    ["startCaf", () => ({ familyId: NOBODY })],
    ["submitCaf", () => ({ content: ellerys() })],
    ["recordDangerReferral", () => ({ reference: "MASH-2" })],
  ])("%s with the same key does its work once; with other contents it is a conflict", async (mutation, other) => {
    const caf = await start();
    const input = { idempotencyKey: randomUUID(), ...inputFor(mutation, caf) };
    const [first, second] = await Promise.all([change(api, "school", mutation, input), change(api, "school", mutation, input)]);
    expect(made(second).id).toBe(made(first).id);
    expect(made(await change(api, "school", mutation, input)).version).toBe(made(first).version);
    const referrals = await rows(api, "SELECT 1 FROM danger_referral WHERE caf_id = $1", [caf.id]);
    expect(referrals).toHaveLength(mutation === "recordDangerReferral" ? 1 : 0);
    const conflict = await change(api, "school", mutation, { ...input, ...other(caf) });
    expect(conflict.errors).toEqual([expect.objectContaining({ code: "IDEMPOTENCY_CONFLICT", field: "idempotencyKey" })]);
  });

  test("of two who save over each other, the second is told and nothing of theirs is kept", async () => {
    const caf = await start();
    const save = (reason: string) =>
      change(api, "school", "saveCafDraft", { ...inputFor("saveCafDraft", caf), content: { ...EMPTY, reason } });
    const results = await Promise.all([save("one"), save("two")]);
    expect(results.flatMap(({ errors }) => errors.map(({ code }) => code))).toEqual(["STALE"]);
    const kept = results.find((result) => result.caf)?.caf;
    expect((await see(api, "school", caf.reference))?.draft?.content.reason).toBe(kept?.draft?.content.reason);
  });
});

describe("the queue", () => {
  test("is oldest first, by district, and turns its pages", async () => {
    const [first, second] = [await submitted(api), await submitted(api)];
    const client = await api.as("coordinator");
    const QUEUE = `query Queue($district: String, $first: Int, $after: String) { cafsToReview(district: $district, first: $first, after: $after) {
      totalCount edges { cursor node { ${CAF_FIELDS} } } pageInfo { hasNextPage endCursor } } }`;
    type Page = {
      cafsToReview: {
        totalCount: number;
        edges: { cursor: string; node: CafShown }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
    };
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const { cafsToReview: page }: Page = await client.query<Page>(QUEUE, { first: 3, after, district: "burnley" });
      seen.push(...page.edges.map(({ node }) => node.reference));
      expect(page.totalCount).toBeGreaterThanOrEqual(2);
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.slice(-2)).toEqual([first.reference, second.reference]);
    expect((await client.query<Page>(QUEUE, { district: "pendle" })).cafsToReview.totalCount).toBe(0);
    expect((await client.send(QUEUE, { after: "made up" })).errors?.[0]?.extensions?.code).toBe("BAD_USER_INPUT");
  });
});

describe("statements", () => {
  test("do not grow with what a CAF holds", async () => {
    const caf = await submitted(api);
    const school = await api.as("school");
    const coordinator = await api.as("coordinator");
    const page = `query Caf($reference: String!) { caf(reference: $reference) { ${CAF_FIELDS} } }`;
    // begin, viewer, families, the CAF, its audit row, commit
    expect(await school.statements(page, { reference: caf.reference })).toBe(5);
    expect(await coordinator.statements(`{ cafsToReview(first: 50) { totalCount edges { node { ${CAF_FIELDS} } } } }`)).toBe(5);
    const family = `query Family($id: ID!) { family(id: $id) { id cafs { ${CAF_FIELDS.replace(/family \{.*\n/u, "\n")} } } }`;
    expect(await school.statements(family, { id: caf.family?.id })).toBe(5);
    const draft = await start();
    // begin, viewer, families, lock, facts, the draft, audit, the CAF, commit
    expect(await school.statements(documentOf("saveCafDraft"), { input: inputFor("saveCafDraft", draft) })).toBe(8);
    const wholly = { idempotencyKey: randomUUID(), cafId: draft.id, version: 2, content: ellerys() };
    const much = { ...wholly, idempotencyKey: randomUUID(), cafId: (await start()).id, version: 1 };
    const twice = { ...much, content: { ...ellerys(), plan: ellerys().plan.flatMap((item) => [item, { ...item, key: `${item.key}b` }]) } };
    // once: lock, key; lock, facts, words, match (3); family, ground, people (2), agreement, plan, its grounds, the CAF; standing (7), audit, key, the CAF
    expect(await school.statements(documentOf("submitCaf"), { input: wholly })).toBe(31);
    expect(await school.statements(documentOf("submitCaf"), { input: twice })).toBe(31);
  });
});
