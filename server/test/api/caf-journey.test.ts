import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import { type CafShown, change, ellerys, everybodyAsked, made, see, submitted } from "../caf.ts";
import { rows } from "../household.ts";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const review = (caf: CafShown, input: object) =>
  change(api, "coordinator", "reviewCaf", {
    cafId: caf.id,
    version: caf.version,
    versionNumber: caf.versions[0]?.number ?? 0,
    compliant: true,
    reasons: [],
    ...input,
  });

describe("from a first draft to an open CAF", () => {
  const content = ellerys("Ellery", "BB11 1AA");
  let caf: CafShown;

  test("a draft begins empty, with a reference of its own", async () => {
    caf = made(await change(api, "school", "startCaf"));
    expect(caf).toMatchObject({ status: "DRAFT", version: 1, family: null, versions: [], viewerCanEdit: true, viewerCanReview: false });
    expect(caf.reference).toMatch(/^CAF-\d{6}$/u);
    expect(caf.principles[1]).toEqual({ principle: "ASSESSMENT", holds: false, missing: ["Add everyone in the family"] });
  });

  test("an unfinished draft saves, and is read again as it was typed", async () => {
    const members = [{ key: "m1", givenName: " Dawn " }, { key: "m2" }];
    const saved = made(
      await change(api, "school", "saveCafDraft", { cafId: caf.id, version: caf.version, content: { ...EMPTY, members, postcode: "BB1" } }),
    );
    expect(saved.version).toBe(2);
    expect(saved.draft?.content).toMatchObject({
      postcode: "BB1",
      members: [{ key: "m1", givenName: "Dawn", relationship: null }, { key: "m2" }],
    });
    expect(saved.principles[1]?.missing[0]).toMatch(/^Say for Dawn whether there is a need about crime/u);
    expect(saved.principles[1]?.missing[1]).toMatch(/^Say for the second member whether/u);
    caf = saved;
  });

  test("a referral to MASH is recorded at once, beside an unfinished draft", async () => {
    const referred = { cafId: caf.id, question: "answers.m3.HEALTH", reference: " MASH-77 ", referredAt: "2017-01-03T08:30:00Z" };
    caf = made(await change(api, "school", "recordDangerReferral", referred));
    expect(caf.draft?.dangerReferrals).toEqual([{ question: "answers.m3.HEALTH", reference: "MASH-77" }]);
  });

  test("submission brings the family on record, opens it to the teams of its plan, and empties the draft", async () => {
    caf = made(await change(api, "school", "submitCaf", { cafId: caf.id, version: caf.version, content }));
    expect(caf).toMatchObject({ status: "SUBMITTED", openedOn: "2017-01-03", draft: null, viewerCanEdit: false });
    expect(caf.family?.reference).toMatch(/^F-\d{6}$/u);
    expect(caf.family?.members).toHaveLength(5);
    expect(caf.versions[0]?.content).toMatchObject({
      familyName: "Ellery",
      postcode: "BB11 1AA",
      reason: content.reason,
      members: content.members,
      agreement: content.agreement,
      voices: content.voices,
      domains: content.domains,
      answers: content.answers,
      plan: content.plan,
      agenciesInvolved: ["GP surgery"],
      familyAgrees: true,
    });
    const actions = await rows(
      api,
      "SELECT a.owner, t.name FROM plan_action a JOIN team t ON t.id = a.team_id WHERE family_id = $1 ORDER BY t.name",
      [caf.family?.id],
    );
    expect(actions.map((row) => Object.values(row as object)[1])).toEqual(["Burnley area", "Burnley neighbourhood team", "Pastoral team"]);
    const standing = await rows<{ needs: string[] }>(api, "SELECT needs FROM standing WHERE family_id = $1 AND valid_to IS NULL", [
      caf.family?.id,
    ]);
    expect(standing).toHaveLength(1);
  });

  test("what is kept for ever names nobody: names and words stand in columns of their own", async () => {
    const [kept] = await rows<{ content: object; draft: unknown }>(
      api,
      "SELECT v.content, c.draft FROM caf_version v JOIN caf c ON c.id = v.caf_id WHERE c.id = $1",
      [caf.id],
    );
    expect(kept?.draft).toBeNull();
    // But for ids, made up at random, in which any figures may stand.
    const words = JSON.stringify(kept?.content).replaceAll(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gu, "");
    expect(words).not.toMatch(/Ellery|Ava|Dawn|sessions|Mill Row|1982/u);
    const [log] = await rows<{ said: string }>(api, "SELECT string_agg(to_jsonb(a)::text, ' ') AS said FROM audit_event a");
    expect(log?.said).not.toMatch(/Ellery|Ava|BB11/u);
  });

  test("the coordinator cannot pass it while a child was not asked about", async () => {
    const refused = await review(caf, {});
    expect(refused.caf).toBeNull();
    expect(refused.errors).toEqual([
      { code: "NOT_CONSIDERED", field: "compliant", message: "Cleo has not been asked about help for the child, domestic abuse or health" },
    ]);
  });

  test("it comes back with reasons, and what was submitted is there to be written on", async () => {
    const returned = made(await review(caf, { compliant: false, reasons: ["MEMBER_NOT_CONSIDERED"], note: "Please ask about Cleo" }));
    expect(returned).toMatchObject({ status: "RETURNED", draft: null, viewerCanReview: false });
    caf = (await see(api, "school", caf.reference)) as CafShown;
    expect(caf.versions[0]?.review).toEqual({ result: "RETURNED", reasons: ["MEMBER_NOT_CONSIDERED"], note: "Please ask about Cleo" });
    expect(caf.viewerCanEdit).toBe(true);
    expect(caf.draft?.content).toMatchObject({ ...content, members: content.members.map(({ key }) => ({ key })) });
    expect(caf.principles.find(({ principle }) => principle === "ASSESSMENT")?.missing).toEqual([
      "Say for Cleo whether there is a need about help for the child, domestic abuse or health",
    ]);
  });

  test("amended, it is a second version; done and unchanged actions stay, replaced ones are cancelled", async () => {
    const [done] = await rows<{ id: string }>(
      api,
      "UPDATE plan_action SET status = 'DONE', ended_on = '2017-01-03', note = 'Met her' WHERE family_id = $1 AND team_id = $2 RETURNING id",
      [caf.family?.id, "00000000-0000-4000-8000-000000000101"],
    );
    const draft = everybodyAsked(caf.draft?.content as never);
    const [first, second, third] = draft.plan;
    const amended = {
      ...draft,
      answers: draft.answers.map(({ memberKey, criterion, answer, evidence }) => ({ memberKey, criterion, answer, evidence })),
      members: [
        ...draft.members,
        { key: "m6", givenName: "Dora", familyName: "Ellery", dateOfBirth: "1950-01-02", relationship: "GRANDPARENT" },
      ],
      plan: [first, { ...second, title: "Drive her to school" }, third],
    };
    caf = made(await change(api, "school", "submitCaf", { cafId: caf.id, version: caf.version, content: amended }));
    expect(caf).toMatchObject({ status: "SUBMITTED", draft: null });
    expect(caf.versions.map(({ number }) => number)).toEqual([2, 1]);
    expect(caf.family?.members.map(({ person }) => person.givenName)).toContain("Dora");
    const actions = await rows<{ id: string; status: string; title: string }>(
      api,
      "SELECT id, status, title FROM plan_action WHERE family_id = $1 ORDER BY status, title",
      [caf.family?.id],
    );
    expect(actions.map(({ status, title }) => [status, title])).toEqual([
      ["CANCELLED", "Walk the bus route with her"],
      ["DONE", "Meet Ava at the gate each morning"],
      ["OPEN", "Drive her to school"],
      ["OPEN", "Mend the damp in the bedroom"],
    ]);
    expect(actions[1]?.id).toBe(done?.id);
    const grounds = await rows<{ valid_to: string | null }>(
      api,
      "SELECT valid_to::text FROM involvement WHERE ground = 'ACTION' AND ground_id = $1",
      [actions[0]?.id],
    );
    expect(grounds).toEqual([{ valid_to: "2017-01-03" }]);
  });

  test("somebody who has left has a last day; an agreement that says the same is recorded once", async () => {
    const returned = made(await review(caf, { compliant: false, reasons: ["OTHER"], note: "Dora lives elsewhere" }));
    const writing = (await see(api, "school", returned.reference)) as CafShown;
    const draft = writing.draft?.content as never as ReturnType<typeof ellerys>;
    const content = {
      ...draft,
      members: draft.members.slice(0, 5),
      answers: draft.answers.map(({ memberKey, criterion, answer, evidence }) => ({ memberKey, criterion, answer, evidence })),
    };
    caf = made(await change(api, "school", "submitCaf", { cafId: writing.id, version: writing.version, content }));
    expect(caf.family?.members.find(({ person }) => person.givenName === "Dora")?.to).toBe("2017-01-03");
    expect(await rows(api, "SELECT 1 FROM agreement WHERE family_id = $1", [caf.family?.id])).toHaveLength(1);
  });

  test("passed, it is open, and the family counts as fully assessed", async () => {
    caf = made(await review(caf, {}));
    expect(caf).toMatchObject({ status: "OPEN", viewerCanReview: false });
    const [standing] = await rows<{ needs: string[]; eligible: boolean; caf_on_record: boolean }>(
      api,
      "SELECT needs, eligible, caf_on_record FROM standing WHERE family_id = $1 AND valid_to IS NULL",
      [caf.family?.id],
    );
    expect(standing).toMatchObject({ eligible: true, caf_on_record: true });
    expect(standing?.needs.toSorted()).toEqual(["HEALTH", "MISSING_EDUCATION"]);
  });

  test("closed by its team, it opens the family to them for four weeks more", async () => {
    const open = (await see(api, "school", caf.reference)) as CafShown;
    expect(open.viewerCanClose).toBe(true);
    const closed = await change(api, "school", "closeCaf", {
      cafId: caf.id,
      version: caf.version,
      reason: "NEEDS_MET",
      outcome: "Ava is back at school",
      closedOn: "2017-01-03",
    });
    expect(closed.caf).toMatchObject({ status: "CLOSED", viewerCanClose: false });
    const [ground] = await rows<{ valid_to: string }>(
      api,
      "SELECT valid_to::text FROM involvement WHERE ground = 'CAF' AND ground_id = $1",
      [caf.id],
    );
    expect(ground?.valid_to).toBe("2017-01-31");
  });
});

const EMPTY = { members: [], agenciesInvolved: [], voices: [], domains: [], answers: [], plan: [] };

describe("a family that is on record already", () => {
  test("gets the CAF instead of a double when an adult and a child agree, and its answer looks like any other", async () => {
    const content = ellerys("Quayle", "BB11 2BB");
    const first = await submitted(api, content);
    const again = { ...content, members: content.members.map((member) => ({ ...member, givenName: member.givenName.toUpperCase() })) };
    const second = await submitted(api, again, "housing");
    expect(second.family?.id).toBe(first.family?.id);
    expect(second.family?.members).toHaveLength(5);
    expect(await rows(api, "SELECT 1 FROM family WHERE postcode = 'BB11 2BB'")).toHaveLength(1);
  });

  test("is not joined to when only a child agrees, when the postcode differs, or when it is restricted", async () => {
    const content = ellerys("Rudd", "BB11 3CC");
    const first = await submitted(api, content);
    const otherAdults = {
      ...content,
      members: content.members.map((member, index) => (index < 2 ? { ...member, familyName: "Stone" } : member)),
    };
    const moved = { ...content, postcode: "BB11 3DD" };
    const ids = [first.family?.id, (await submitted(api, otherAdults)).family?.id, (await submitted(api, moved)).family?.id];
    await rows(api, "UPDATE family SET restricted = true WHERE id = $1", [first.family?.id]);
    ids.push((await submitted(api, content, "housing")).family?.id);
    expect(new Set(ids).size).toBe(4);
  });

  test("has its members in the draft from the start, each as the person on record", async () => {
    const first = await submitted(api);
    const next = made(await change(api, "police", "startCaf", { familyId: first.family?.id }));
    const members = next.draft?.content.members ?? [];
    expect(members.map(({ personId }) => personId).sort()).toEqual(first.family?.members.map(({ person }) => person.id).sort());
    const changed = members.map((member) => (member.givenName === "Ava" ? { ...member, givenName: "Eva" } : member));
    const { answers: _, ...rest } = ellerys();
    const content = {
      ...rest,
      familyName: next.draft?.content.familyName,
      postcode: next.draft?.content.postcode,
      members: changed,
      answers: [],
      voices: [],
      domains: [],
      plan: [],
      agreement: { ...rest.agreement, memberKey: members.find(({ givenName }) => givenName === "Dawn")?.key },
    };
    const refused = await change(api, "police", "submitCaf", { cafId: next.id, version: next.version, content });
    expect(refused.errors).toEqual([
      expect.objectContaining({
        code: "ON_RECORD",
        field: `content.members.${members.findIndex(({ givenName }) => givenName === "Ava")}.givenName`,
      }),
    ]);
    const kept = made(
      await change(api, "police", "submitCaf", { cafId: next.id, version: next.version, content: { ...content, members } }),
    );
    expect(kept.family?.id).toBe(first.family?.id);
    expect(kept.family?.members).toHaveLength(5);
  });
});
