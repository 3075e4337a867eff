import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import { type Household, household, rows, viewerOf } from "../household.ts";
import { asking, filed, largeFamily, requestAbout } from "../subject-access.ts";
import { act, faults, holdingOf, must } from "../subject-requests.ts";
import { town, USERS } from "../town.ts";

let api: Api;
let home: Household;
beforeAll(async () => {
  api = await startApi(town, { withoutJobs: true });
  home = await largeFamily(api);
});
afterAll(() => api.stop());

describe("the way of a request", () => {
  test("from asking to handing over, with its clock, its file and what was written down of it", async () => {
    const input = { ...(await asking(api, home)), familyName: "lopatka" };
    const recorded = must(await act(api, "recordSubjectRequest", input));
    expect(recorded).toMatchObject({ state: "RECEIVED", dueOn: "2017-01-20", subjectName: "Tia Łopatka" });
    expect(must(await act(api, "recordSubjectRequest", input)).id).toBe(recorded.id);
    const { id: requestId } = recorded;
    expect(await holdingOf(api, requestId)).toBeNull();
    expect(faults(await act(api, "prepareSubjectRequest", { requestId, version: 1 }))).toEqual(["IDENTITY_NOT_PROVED requestId"]);

    const proof = { requestId, version: 1, proof: "Passport and birth certificate seen" };
    expect(faults(await act(api, "proveSubjectIdentity", { ...proof, provedOn: "2016-12-19" }))).toEqual(["TOO_EARLY provedOn"]);
    expect(faults(await act(api, "proveSubjectIdentity", { ...proof, provedOn: "2017-01-04" }))).toEqual(["FUTURE provedOn"]);
    const proved = must(await act(api, "proveSubjectIdentity", { ...proof, provedOn: "2017-01-03" }));
    expect(proved).toMatchObject({ state: "IDENTITY_PROVED", dueOn: "2017-02-03", version: 2 });
    expect(faults(await act(api, "proveSubjectIdentity", { ...proof, version: 2, provedOn: "2017-01-03" }))).toEqual([
      "PROVED_ALREADY requestId",
    ]);
    expect(faults(await act(api, "extendSubjectRequest", { requestId, version: 1, months: 2, reason: "Much is held" }))).toEqual([
      "STALE null",
    ]);
    const extended = must(await act(api, "extendSubjectRequest", { requestId, version: 2, months: 2, reason: "Much is held" }));
    expect(extended.dueOn).toBe("2017-04-03");
    expect(faults(await act(api, "extendSubjectRequest", { requestId, version: 3, months: 1, reason: "More" }))).toEqual([
      "EXTENDED_ALREADY requestId",
    ]);
    expect(faults(await act(api, "extendSubjectRequest", { requestId, version: 3, months: 3, reason: "More" }))).toEqual([
      "INVALID months",
    ]);

    const holding = (await holdingOf(api, requestId)) ?? expect.fail("nothing is held");
    const waiting = holding.items.filter(({ needsDecision }) => needsDecision);
    expect(holding.undecided).toBe(waiting.length);
    expect(waiting.length).toBeGreaterThan(8);
    expect(faults(await act(api, "prepareSubjectRequest", { requestId, version: 3 }))).toEqual(["UNDECIDED requestId"]);
    await act(api, "decideSubjectItems", { requestId, itemKeys: waiting.map(({ key }) => key), decision: "AS_MASKED" });
    expect(faults(await act(api, "makeSubjectFile", { requestId, format: "PDF" }))).toEqual(["NOT_PREPARED requestId"]);
    expect(must(await act(api, "prepareSubjectRequest", { requestId, version: 3 })).state).toBe("PREPARED");
    const over = { requestId, version: 4, handedOverOn: "2017-01-03", handedOverBy: "IN_PERSON" };
    expect(faults(await act(api, "discloseSubjectRequest", over))).toEqual(["NO_FILE requestId"]);

    const { file, request } = await act(api, "makeSubjectFile", { requestId, format: "PDF" });
    const bytes = Buffer.from(file?.base64 ?? "", "base64");
    const digest = createHash("sha256").update(bytes).digest("hex");
    expect(file).toMatchObject({ fileName: `${recorded.reference}.pdf`, mediaType: "application/pdf", digest });
    expect(request?.files).toEqual([{ format: "PDF", digest, size: bytes.length }]);
    expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");

    expect(must(await act(api, "discloseSubjectRequest", over))).toMatchObject({
      state: "DISCLOSED",
      closedOn: "2017-01-03",
      subjectName: null,
    });
    expect(await holdingOf(api, requestId)).toBeNull();
    for (const [name, more] of [
      ["makeSubjectFile", { format: "JSON" }],
      ["decideSubjectItems", { itemKeys: [waiting[0]?.key], decision: "IN_FULL", reason: "x" }],
      ["withdrawSubjectRequest", { version: 5, reason: "x" }],
      ["refuseSubjectRequest", { version: 5, ground: "EXCESSIVE", reason: "x" }],
    ] as const)
      expect(faults(await act(api, name, { requestId, ...more })), name).toEqual(["CLOSED requestId"]);

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
      faults(await act(api, "recordSubjectRequest", { ...(await input()), familyName: "Łopatka", ...more }));
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
    expect(faults(await act(api, "recordSubjectRequest", twin))).toEqual(["NOT_FOUND familyName"]);
  });

  test("is extended within its first month alone", async () => {
    const { requestId } = await requestAbout(api, home.people[2], "IDENTITY_PROVED", "2016-12-02");
    expect(faults(await act(api, "extendSubjectRequest", { requestId, version: 1, months: 1, reason: "Much is held" }))).toEqual([]);
    const late = await requestAbout(api, home.people[2], "IDENTITY_PROVED", "2016-12-01");
    expect(
      must(await act(api, "extendSubjectRequest", { requestId: late.requestId, version: 1, months: 1, reason: "Much is held" })).dueOn,
    ).toBe("2017-02-01");
    const later = await requestAbout(api, home.people[2], "IDENTITY_PROVED", "2016-11-30");
    expect(
      faults(await act(api, "extendSubjectRequest", { requestId: later.requestId, version: 1, months: 1, reason: "Much is held" })),
    ).toEqual(["TOO_LATE requestId"]);
  });

  test("is refused with its ground, or withdrawn, and then reads nothing more", async () => {
    const one = await requestAbout(api, home.people[2]);
    expect(must(await act(api, "refuseSubjectRequest", { ...one, ground: "EXCESSIVE", reason: "The fourth this month" })).state).toBe(
      "REFUSED",
    );
    const other = await requestAbout(api, home.people[2], "PREPARED");
    expect(must(await act(api, "withdrawSubjectRequest", { ...other, reason: "By telephone" })).state).toBe("WITHDRAWN");
    expect(await holdingOf(api, other.requestId)).toBeNull();
    expect(await holdingOf(api, one.requestId)).toBeNull();
  });

  test("what was decided after a file was made opens the request again, and the file no longer counts", async () => {
    const { requestId, version } = await filed(api, home.people[2]);
    const [item] = (await holdingOf(api, requestId))?.items.filter(({ texts }) => texts.length > 0) ?? [];
    await act(api, "decideSubjectItems", {
      requestId,
      itemKeys: [item?.key],
      decision: "WITHHELD",
      ground: "SERIOUS_HARM",
      reason: "Her doctor says so",
    });
    const over = { requestId, version: version + 1, handedOverOn: "2017-01-03", handedOverBy: "POST" };
    expect(faults(await act(api, "discloseSubjectRequest", over))).toEqual(["NOT_PREPARED requestId"]);
  });
});

describe("what the officer decides", () => {
  test("is kept row by row, counts while the item is what it was, and needs its ground and reason", async () => {
    const { requestId } = await requestAbout(api, home.people[2], "IDENTITY_PROVED");
    const items = (await holdingOf(api, requestId))?.items ?? [];
    const said = items.find(({ key }) => key.endsWith("answers.m2.MISSING_EDUCATION")) ?? expect.fail("her answer is not there");
    expect(said.texts[0]).toMatchObject({
      given:
        "Tia told Ms [name withheld] that [name withheld] shouts at [name withheld]; ring [contact details withheld]. She likes drawing.",
      masked: 4,
    });
    const decide = (more: Record<string, unknown>) => act(api, "decideSubjectItems", { requestId, itemKeys: [said.key], ...more });
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
    expect(marked.texts[0]?.given).toMatch(/\[contact details withheld\]\. \[withheld\]$/u);
    expect((await shown({ decision: "IN_FULL", reason: "All three have consented" })).texts[0]?.given).toContain("Zbigniew shouts");
    expect((await shown({ decision: "WITHHELD", ground: "LEGAL_PRIVILEGE", reason: "Advice" })).texts[0]?.given).toBe("[withheld]");
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
    const again = (await holdingOf(api, requestId))?.items.find(({ key }) => key === said.key);
    expect(again).toMatchObject({ decision: null, texts: [{ given: "She came back" }] });
    await rows(api, "UPDATE caf_version SET words = words || $2 WHERE caf_id = $1", [
      home.cafId,
      { "answers.m2.MISSING_EDUCATION": said.texts[0]?.written },
    ]);
  });

  test("names what colleagues closed to the person, also where nothing is written in it, and lapses when they close it later", async () => {
    const tia = home.people[2];
    const { requestId } = await requestAbout(api, tia, "IDENTITY_PROVED");
    const read = async () => (await holdingOf(api, requestId))?.items ?? [];
    const keyOf = (end: string) => async () => (await read()).find(({ key }) => key.endsWith(end)) ?? expect.fail(`${end} is not there`);
    const voice = keyOf("voices.m2");
    expect(await voice()).toMatchObject({ closed: false });
    await act(api, "decideSubjectItems", { requestId, itemKeys: [(await voice()).key], decision: "AS_MASKED" });
    expect(await voice()).toMatchObject({ decision: { decision: "AS_MASKED" } });
    const close = (place: string, personId: string) =>
      rows(
        api,
        `INSERT INTO closed_answer (id, family_id, caf_id, place, person_id, reason, closed_on, closed_by, recorded_at)
         VALUES (gen_random_uuid(), $1, $2, $3, $4, 'She is afraid', '2017-01-03', $5, '2017-01-03T09:00:00Z')`,
        [home.id, home.cafId, place, personId, USERS.school.id],
      );
    await close(`voices.${tia}`, home.people[0]);
    expect(await voice()).toMatchObject({ closed: false });
    for (const place of [`voices.${tia}`, `answers.${tia}.MISSING_EDUCATION`]) await close(place, tia);
    expect(await voice()).toMatchObject({ closed: true, needsDecision: true, decision: null });
    const closed = (await read()).filter((item) => item.closed);
    expect(closed.some(({ key }) => key.endsWith("answers.m2.MISSING_EDUCATION"))).toBe(true);
    expect(closed.some(({ part }) => part === "STANDING")).toBe(true);
    expect(closed.every(({ needsDecision }) => needsDecision)).toBe(true);
    await rows(
      api,
      "UPDATE closed_answer SET lifted_on = closed_on, lifted_by = closed_by, lifted_recorded_at = now() WHERE family_id = $1",
      [home.id],
    );
    expect((await read()).some((item) => item.closed)).toBe(false);
  });
});

describe("the layer below", () => {
  test("lets nobody rewrite who asked, what was decided or what is closed, and no other role see any of it", async () => {
    const { requestId } = await requestAbout(api, home.people[2], "IDENTITY_PROVED");
    const closed = await requestAbout(api, home.people[2], "DISCLOSED");
    const officer = viewerOf("informationOfficer");
    const as = (viewer: typeof officer, sql: string, ...given: unknown[]) => api.app.database.as(viewer, (tx) => tx.execute(sql, given));
    const [item] = (await holdingOf(api, requestId))?.items ?? [];
    await act(api, "decideSubjectItems", { requestId, itemKeys: [item?.key], decision: "WITHHELD", ground: "THIRD_PARTY", reason: "So" });
    await expect(as(officer, "UPDATE subject_request SET requester_name = 'x' WHERE id = $1", requestId)).rejects.toThrow(/only disposal/u);
    await expect(as(officer, "UPDATE subject_request SET person_id = $2 WHERE id = $1", requestId, home.people[0])).rejects.toThrow(
      /permission denied/u,
    );
    expect(await as(officer, "UPDATE subject_request SET state = 'PREPARED' WHERE id = $1", closed.requestId)).toBe(0);
    expect(await as(officer, "UPDATE subject_decision SET reason = 'x' WHERE request_id = $1", requestId)).toBe(0);
    await expect(as(officer, "UPDATE subject_decision SET decision = 'IN_FULL' WHERE request_id = $1", requestId)).rejects.toThrow(
      /permission denied/u,
    );
    await expect(as(officer, "DELETE FROM subject_file")).rejects.toThrow(/permission denied/u);
    const decide = `INSERT INTO subject_decision (id, request_id, item_key, item_digest, decision, decided_at, decided_by)
      VALUES (gen_random_uuid(), $1, 'x', sha256('x'), 'AS_MASKED', now(), $2)`;
    await expect(as(officer, decide, closed.requestId, officer.userId)).rejects.toThrow(/row-level security/u);
    await expect(as(officer, decide, requestId, viewerOf("admin").userId)).rejects.toThrow(/row-level security/u);
    expect(await as(officer, "SELECT FROM person")).toBe(0);
    for (const account of ["admin", "coordinator", "school", "auditor", "board", "schoolLead"] as const)
      for (const table of ["subject_request", "subject_decision", "subject_file"])
        expect(await as(viewerOf(account), `SELECT FROM ${table}`), `${account} ${table}`).toBe(0);
  });
});
