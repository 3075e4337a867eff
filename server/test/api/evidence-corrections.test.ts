import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import {
  AROUND,
  addEvidence,
  CORRECT,
  correctEvidence,
  EACH_KIND,
  type EvidenceResult,
  factOf,
  idOf,
  insertEvidence,
  ledger,
} from "../evidence.ts";
import { type Household, household, rows } from "../household.ts";
import { type Account, AGENCIES, id, USERS } from "../town.ts";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

async function recorded(kind: string, as: Account, changes: object = {}): Promise<{ home: Household; evidenceId: string }> {
  const home = await household(api, AROUND);
  return { home, evidenceId: idOf(await addEvidence(api, as, home.id, factOf(kind, home, changes))) };
}
const needs = ({ family }: EvidenceResult) => (family?.["standing"] as { needs: string[] } | undefined)?.needs;

describe("correcting a fact", () => {
  test.each(EACH_KIND)("puts another in the place of a $kind, which stays as it was known", async ({ kind, as }) => {
    const { home, evidenceId } = await recorded(kind, as);
    const again = { fact: factOf(kind, home), statement: "The same, in other words" };
    const corrected = await correctEvidence(api, as, evidenceId, again);
    expect(corrected).toMatchObject({
      evidence: { kind, supersededOn: null, statement: "The same, in other words", viewerCanCorrect: true },
      errors: [],
    });
    const correction = idOf(corrected);
    expect((await ledger(api, as, home)).map((each) => each.id)).toEqual([correction]);
    const whole = await ledger(api, as, home, "(corrected: true)");
    expect(whole).toHaveLength(2);
    expect(whole.find((each) => each.id === evidenceId)).toMatchObject({
      supersededOn: "2017-01-03",
      supersededBy: { name: USERS[as].name },
      neverWas: false,
      viewerCanCorrect: false,
      statement: "As our records say",
    });
    expect(await rows(api, "SELECT supersedes_id, withdrawn, agency_id, source FROM evidence WHERE id = $1", [correction])).toEqual([
      { supersedes_id: evidenceId, withdrawn: false, agency_id: USERS[as].agency.id, source: USERS[as].agency.kind },
    ]);
    expect(await rows(api, "SELECT action, family_ids FROM audit_event WHERE subject_id = $1", [correction])).toEqual([
      { action: "evidence.correct", family_ids: [home.id] },
    ]);
  });

  test("works the family out anew: an end, another child, a fact that never was", async () => {
    const open = { to: null, safeguarding: { status: "CHILD_IN_NEED" } };
    const { home, evidenceId } = await recorded("SAFEGUARDING", "socialWorker", open);
    const ended = { to: "2016-12-31", safeguarding: { status: "CHILD_IN_NEED", end: "DE_ESCALATED" } };
    const closed = await correctEvidence(api, "socialWorker", evidenceId, { fact: factOf("SAFEGUARDING", home, ended) });
    expect(needs(closed)).toEqual([]);
    const other = await correctEvidence(api, "socialWorker", idOf(closed), {
      fact: factOf("SAFEGUARDING", home, { ...open, personId: home.people[4] }),
    });
    expect(other).toMatchObject({ evidence: { person: { givenName: "Tess" } } });
    expect(needs(other)).toEqual(["CHILDREN_WHO_NEED_HELP"]);
    const withdrawn = await correctEvidence(api, "socialWorker", idOf(other), { withdraw: true, statement: "Another family of that name" });
    expect(needs(withdrawn)).toEqual([]);
  });

  test("may be done again to what stands now", async () => {
    const { home, evidenceId } = await recorded("RISK_SCORE", "police");
    const to = (score: number) => ({ fact: factOf("RISK_SCORE", home, { riskScore: { score, atClosure: false } }) });
    const second = idOf(await correctEvidence(api, "police", evidenceId, to(12)));
    expect((await correctEvidence(api, "police", evidenceId, to(11))).errors).toMatchObject([
      { code: "ALREADY_CORRECTED", field: "evidenceId" },
    ]);
    expect((await correctEvidence(api, "police", second, to(11))).errors).toEqual([]);
    expect((await ledger(api, "police", home, "(corrected: true)")).map(({ supersededOn }) => supersededOn !== null)).toHaveLength(3);
  });

  test("is for a colleague of the agency as much as for whoever recorded it", async () => {
    const { home, evidenceId } = await recorded("OFFENCE", "police");
    await rows(api, "UPDATE evidence SET recorded_by = $2 WHERE id = $1", [evidenceId, USERS.otherPolice.id]);
    const fact = factOf("OFFENCE", home, { offence: { proven: true, serious: true } });
    expect(await correctEvidence(api, "police", evidenceId, { fact })).toMatchObject({
      evidence: { label: "Serious offence" },
      errors: [],
    });
  });
});

describe("withdrawing a fact", () => {
  test("says that it never was: it counts no longer, and is shown as withdrawn to whoever asks for what was corrected", async () => {
    const { home, evidenceId } = await recorded("BENEFIT", "jobcentre");
    const withdrawn = await correctEvidence(api, "jobcentre", evidenceId, { withdraw: true, statement: "It was her brother's claim" });
    expect(withdrawn).toMatchObject({
      evidence: {
        id: evidenceId,
        neverWas: true,
        supersededOn: "2017-01-03",
        supersededBy: { name: USERS.jobcentre.name },
        viewerCanCorrect: false,
      },
      family: { evidence: [] },
      errors: [],
    });
    expect(await ledger(api, "coordinator", home)).toEqual([]);
    expect(await ledger(api, "coordinator", home, "(corrected: true)")).toMatchObject([{ id: evidenceId, neverWas: true }]);
    expect(await rows(api, "SELECT withdrawn, statement FROM evidence WHERE supersedes_id = $1", [evidenceId])).toEqual([
      { withdrawn: true, statement: "It was her brother's claim" },
    ]);
    expect(
      await rows(api, "SELECT 1 FROM audit_event WHERE action = 'evidence.withdraw' AND $1 = ANY (family_ids)", [home.id]),
    ).toHaveLength(1);
  });

  test("leaves room to add it anew, if it was so after all; the withdrawal itself cannot be corrected", async () => {
    const { home, evidenceId } = await recorded("BENEFIT", "jobcentre");
    idOf(await correctEvidence(api, "jobcentre", evidenceId, { withdraw: true }));
    const [row] = await rows<{ id: string }>(api, "SELECT id FROM evidence WHERE supersedes_id = $1", [evidenceId]);
    const fact = factOf("BENEFIT", home);
    expect((await correctEvidence(api, "jobcentre", row?.id ?? "none", { fact })).errors).toMatchObject([
      { code: "WITHDRAWN", field: "evidenceId" },
    ]);
    expect((await correctEvidence(api, "jobcentre", evidenceId, { fact })).errors).toMatchObject([{ code: "ALREADY_CORRECTED" }]);
    expect((await addEvidence(api, "jobcentre", home.id, fact)).errors).toEqual([]);
    expect(await ledger(api, "coordinator", home)).toHaveLength(1);
  });

  test("is no evidence that its agency supplied", async () => {
    const { evidenceId } = await recorded("EXCLUSION", "school");
    const document = '{ contribution(asOf: "2017-01-03") { figures { evidenceSupplied } } }';
    const supplied = async () =>
      (await (await api.as("schoolLead")).query<{ contribution: { figures: { evidenceSupplied: number } } }>(document)).contribution.figures
        .evidenceSupplied;
    const before = await supplied();
    idOf(await correctEvidence(api, "school", evidenceId, { withdraw: true }));
    expect(await supplied()).toBe(before);
  });
});

describe("refused", () => {
  test.each([
    ["what is not there", { evidenceId: id(0x98b) }, "NOT_FOUND", "evidenceId"],
    ["what is no id", { evidenceId: "that one" }, "INVALID", "evidenceId"],
    ["nothing in its place", { fact: null }, "FACT_NEEDED", "fact"],
    ["something in the place of what never was", { withdraw: true }, "FACT_NOT_NEEDED", "fact"],
    ["a withdrawal without a reason", { withdraw: true, fact: null, statement: " " }, "STATEMENT_NEEDED", "statement"],
    ["too many words", { statement: "w".repeat(4001) }, "INVALID", "statement"],
    ["a key that is none", { idempotencyKey: "again" }, "INVALID", "idempotencyKey"],
  ])("%s", async (_what, input, code, field) => {
    const { home, evidenceId } = await recorded("RISK_SCORE", "police");
    const fact = factOf("RISK_SCORE", home, { riskScore: { score: 3, atClosure: false } });
    const { errors, evidence } = await correctEvidence(api, "police", evidenceId, { fact, ...input });
    expect(errors).toMatchObject([{ code, field }]);
    expect(evidence).toBeNull();
    expect(await rows(api, "SELECT 1 FROM evidence WHERE family_id = $1", [home.id])).toHaveLength(1);
  });

  test("another kind, another heading, and no change at all", async () => {
    const { home, evidenceId } = await recorded("RISK_SCORE", "police");
    const correct = (fact: object) => correctEvidence(api, "police", evidenceId, { fact, statement: "As our records say" });
    expect((await correct(factOf("OFFENCE", home))).errors).toMatchObject([{ code: "ANOTHER_KIND", field: "fact.kind" }]);
    expect((await correct(factOf("RISK_SCORE", home))).errors).toMatchObject([{ code: "NOTHING_CHANGED", field: "fact" }]);
    const judged = await recorded("JUDGEMENT", "housing");
    const heading = factOf("JUDGEMENT", judged.home, { judgement: { criterion: "HEALTH", progressed: true, atClosure: false } });
    expect((await correctEvidence(api, "housing", judged.evidenceId, { fact: heading })).errors).toMatchObject([
      { code: "ANOTHER_HEADING" },
    ]);
  });

  test("what could not be added either, each fault by its field", async () => {
    const { home, evidenceId } = await recorded("OFFENCE", "police");
    const other = await household(api, AROUND);
    const to = async (changes: object) =>
      (await correctEvidence(api, "police", evidenceId, { fact: factOf("OFFENCE", home, changes) })).errors;
    expect(await to({ from: "2017-01-04" })).toMatchObject([{ code: "IN_THE_FUTURE", field: "fact.from" }]);
    expect(await to({ personId: other.people[2] })).toMatchObject([{ code: "NOT_A_MEMBER", field: "fact.personId" }]);
    idOf(await addEvidence(api, "police", home.id, factOf("OFFENCE", home, { from: "2016-12-12" })));
    expect(await to({ from: "2016-12-12" })).toMatchObject([{ code: "DUPLICATE", field: "fact.from" }]);
  });

  test("another agency's record, even of a kind that both supply; a feed's own; one that they may not see", async () => {
    const { home, evidenceId } = await recorded("ATTENDANCE", "school");
    const fact = factOf("ATTENDANCE", home, {
      attendance: { term: "2016-09-05", schoolId: AGENCIES.school.id, possible: 9, authorised: 0, unauthorised: 0 },
    });
    expect((await correctEvidence(api, "earlyHelp", evidenceId, { fact })).errors).toMatchObject([
      { code: "NOT_YOUR_AGENCYS", field: "evidenceId" },
    ]);
    const feed = await insertEvidence(api, home, "school", {
      agency_id: null,
      person_id: home.people[2],
      kind: "EXCLUSION",
      valid_from: "2016-12-05",
      facts: { permanent: false },
    });
    const exclusion = { fact: factOf("EXCLUSION", home) };
    expect((await correctEvidence(api, "school", feed, exclusion)).errors).toMatchObject([{ code: "FROM_A_FEED", field: "evidenceId" }]);
    const offence = idOf(await addEvidence(api, "police", home.id, factOf("OFFENCE", home)));
    const hidden = (await correctEvidence(api, "school", offence, exclusion)).errors;
    expect(hidden).toMatchObject([{ code: "NOT_FOUND", field: "evidenceId" }]);
    expect((await correctEvidence(api, "school", id(0x98a), exclusion)).errors).toEqual(hidden);
    expect((await correctEvidence(api, "otherSchool", evidenceId, exclusion)).errors).toEqual(hidden);
  });

  test("a judgement, by whoever leads the family no longer", async () => {
    const { home, evidenceId } = await recorded("JUDGEMENT", "housing");
    await rows(api, "UPDATE lead_professional SET ended_on = '2017-01-02' WHERE family_id = $1", [home.id]);
    expect((await correctEvidence(api, "housing", evidenceId, { withdraw: true })).errors).toMatchObject([
      { code: "NOT_THE_LEAD_PROFESSIONAL" },
    ]);
  });
});

test("two who correct the same fact at once: one does, and the second is told", async () => {
  for (let round = 0; round < 4; round++) {
    const { home, evidenceId } = await recorded("RISK_SCORE", "police");
    const to = (score: number) =>
      correctEvidence(api, "police", evidenceId, { fact: factOf("RISK_SCORE", home, { riskScore: { score, atClosure: false } }) });
    const results = await Promise.all([to(1), to(2), correctEvidence(api, "police", evidenceId, { withdraw: true })]);
    expect(results.flatMap(({ errors }) => errors.map(({ code }) => code))).toEqual(["ALREADY_CORRECTED", "ALREADY_CORRECTED"]);
    expect(await rows(api, "SELECT 1 FROM evidence WHERE supersedes_id = $1", [evidenceId])).toHaveLength(1);
  }
});

test("two agencies that tell the same at once: both are kept, and the second is flagged", async () => {
  const home = await household(api, AROUND);
  const fact = factOf("RISK_SCORE", home);
  await Promise.all([addEvidence(api, "police", home.id, fact), addEvidence(api, "earlyHelp", home.id, fact)]);
  const flags = await rows<{ flags: string[] }>(api, "SELECT flags FROM evidence WHERE family_id = $1", [home.id]);
  expect(flags.map((row) => row.flags.length).sort()).toEqual([0, 1]);
});

test("answers as before when it is sent again, even after the correction was itself corrected", async () => {
  const { home, evidenceId } = await recorded("RISK_SCORE", "police");
  const idempotencyKey = randomUUID();
  const send = (score = 3) =>
    correctEvidence(api, "police", evidenceId, {
      fact: factOf("RISK_SCORE", home, { riskScore: { score, atClosure: false } }),
      idempotencyKey,
    });
  const first = await send();
  expect(await send()).toEqual(first);
  expect((await send(4)).errors).toMatchObject([{ code: "IDEMPOTENCY_CONFLICT" }]);
  idOf(await correctEvidence(api, "police", idOf(first), { withdraw: true }));
  expect(await send()).toMatchObject({ evidence: { id: idOf(first), neverWas: true } });
});

test("correcting takes a fixed number of statements", async () => {
  const { home, evidenceId } = await recorded("OFFENCE", "police");
  const police = await api.as("police");
  const fact = factOf("OFFENCE", home, { offence: { proven: false, serious: false } });
  const input = { evidenceId, withdraw: false, fact, statement: "Not proven", idempotencyKey: randomUUID() };
  // The rules in force are read once, and remembered until they change.
  await police.send("{ schoolTerms { name } }");
  const corrected = await police.statements(CORRECT, { input });
  const [correction] = await rows<{ id: string }>(api, "SELECT id FROM evidence WHERE supersedes_id = $1", [evidenceId]);
  const withdrawal = { evidenceId: correction?.id, withdraw: true, statement: "Not them", idempotencyKey: randomUUID() };
  const withdrawn = await police.statements(CORRECT, { input: withdrawal });
  // What was not proven counted for nothing: its withdrawal changes no standing.
  expect({ corrected, withdrawn }).toEqual({ corrected: 24, withdrawn: 21 });
});
