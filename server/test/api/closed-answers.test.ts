import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import { type CafShown, change, ellerys, everybodyAsked, made, see, submitted } from "../caf.ts";
import { household, rows, viewerOf } from "../household.ts";
import { openedInEmergency } from "../recipes.ts";
import { type Account, USERS } from "../town.ts";

/** Dawn told the school what Rob does to her. Everybody who works with the family knows; Rob is shown none of it. */
let api: Api;
beforeAll(async () => {
  api = await startApi(undefined, { withoutJobs: true });
});
afterAll(() => api.stop());

const WORDS = "Dawn showed a bruise and said that Rob did it";
const WHY = "He would take it out on her";
const ACTION = "Meet Dawn at the refuge";

function story(name?: string) {
  const plain = everybodyAsked(ellerys(name));
  const answers = plain.answers.map((entry) =>
    entry.memberKey === "m1" && entry.criterion === "DOMESTIC_ABUSE" ? { ...entry, answer: "NEED", evidence: WORDS } : entry,
  );
  const action = { ...(plain.plan[0] ?? expect.fail()), key: "p9", criterion: "DOMESTIC_ABUSE", title: ACTION };
  const closed = [{ place: "answers.m1.DOMESTIC_ABUSE", memberKeys: ["m2"], reason: WHY }];
  return { plain, told: { ...plain, answers, plan: [...plain.plan, action], closed } };
}

const personOf = (caf: CafShown, name: string) =>
  caf.family?.members.find(({ person }) => person.givenName === name)?.person.id ?? expect.fail(`no ${name}`);
const familyOf = (caf: CafShown) => caf.family?.id ?? expect.fail("no family");

const COPY = `mutation C($input: MakeFamilyCopyInput!) { makeFamilyCopy(input: $input) { copy {
  madeOn readers familyName reference assessed members { name relationship } language interpreter reason agenciesInvolved
  agreement { agreed name capacity agreedOn purposes agencies } voices { name words } lives { name domain strengths needs }
  needs { name criterion words } familyAgrees familyView actions { title outcome team agency dueOn doneOn }
  lead { name agency phone } nextMeetingOn } errors { code field } } }`;
interface Copied {
  readonly makeFamilyCopy: { readonly copy: Record<string, unknown> | null; readonly errors: readonly { code: string }[] };
}

async function copyFor(account: Account, familyId: string, personIds: readonly string[]) {
  return (await (await api.as(account)).query<Copied>(COPY, { input: { familyId, personIds } })).makeFamilyCopy;
}

async function textFor(familyId: string, ...personIds: string[]): Promise<string> {
  const { copy, errors } = await copyFor("school", familyId, personIds);
  expect(errors).toEqual([]);
  return JSON.stringify(copy);
}

const MARKS = "closedAnswers { place personId name reason inherited viewerCanOpen }";
interface Mark {
  readonly place: string;
  readonly personId: string;
  readonly name: string;
  readonly reason: string | null;
  readonly inherited: boolean;
  readonly viewerCanOpen: boolean;
}
async function marks(account: Account, id: string): Promise<readonly Mark[]> {
  const document = `query M($id: ID!) { family(id: $id) { ${MARKS} } }`;
  const { family } = await (await api.as(account)).query<{ family: { closedAnswers: Mark[] } | null }>(document, { id });
  return family?.closedAnswers ?? expect.fail("not seen");
}

interface Changed {
  readonly family: { readonly closedAnswers: readonly Mark[] } | null;
  readonly errors: readonly { readonly code: string; readonly field: string | null }[];
}
async function deed(account: Account, name: "closeAnswer" | "openAnswer", input: object): Promise<Changed> {
  const type = name === "closeAnswer" ? "CloseAnswerInput" : "OpenAnswerInput";
  const document = `mutation D($input: ${type}!) { ${name}(input: $input) { family { ${MARKS} } errors { code field } } }`;
  const answer = await (await api.as(account)).query<Record<string, Changed>>(document, {
    input: { reason: "She asked us to", idempotencyKey: randomUUID(), ...input },
  });
  return answer[name] ?? expect.fail("no answer");
}

describe("an answer closed while the CAF is written", () => {
  test("is shown to those who work with the family as not for him, and why to those whose record it is", async () => {
    const caf = await submitted(api, story().told);
    const [rob, dawn] = [personOf(caf, "Rob"), personOf(caf, "Dawn")];
    const shown = await marks("school", familyOf(caf));
    expect(
      shown.map(({ place, name, inherited }) => [place.replace(dawn, "DAWN").replace(/[0-9a-f-]{36}/u, "ID"), name, inherited]),
    ).toEqual([
      ["answers.DAWN.DOMESTIC_ABUSE", "Rob Marsh", false],
      ["actions.ID", "Rob Marsh", true],
    ]);
    expect(shown.every(({ personId, reason, viewerCanOpen }) => personId === rob && reason === WHY && viewerCanOpen)).toBe(true);
    const others = await marks("police", familyOf(caf));
    expect(others.map(({ reason, viewerCanOpen }) => [reason, viewerCanOpen])).toEqual([
      [null, false],
      [null, false],
    ]);
    const document =
      "query V($reference: String!) { caf(reference: $reference) { versions { closed { place name } content { closed { place } } } } }";
    const read = await (await api.as("school")).query<{ caf: { versions: object[] } }>(document, { reference: caf.reference });
    expect(read.caf.versions).toEqual([
      {
        closed: [
          { place: "answers.m1.DOMESTIC_ABUSE", name: "Rob Marsh" },
          { place: "plan.p9", name: "Rob Marsh" },
        ],
        content: { closed: [] },
      },
    ]);
  });

  test("is in her copy, and neither in his nor in one for both; his is what it were had she told nothing", async () => {
    const name = `Ellery ${randomUUID().slice(0, 4)}`;
    const { told, plain } = story(name);
    const [caf, silent] = [await submitted(api, told), await submitted(api, { ...plain, postcode: "BB11 9ZZ" })];
    const hers = await textFor(familyOf(caf), personOf(caf, "Dawn"));
    expect(hers).toContain(WORDS);
    expect(hers).toContain(ACTION);
    const his = await textFor(familyOf(caf), personOf(caf, "Rob"));
    for (const kept of [WORDS, ACTION, "DOMESTIC_ABUSE", WHY, "answers.", personOf(caf, "Dawn")]) expect(his).not.toContain(kept);
    const reference = (of: CafShown) => of.family?.reference ?? "none";
    expect(his).toBe((await textFor(familyOf(silent), personOf(silent, "Rob"))).replace(reference(silent), reference(caf)));
    const both = await textFor(familyOf(caf), personOf(caf, "Rob"), personOf(caf, "Dawn"));
    expect(both).not.toContain(WORDS);
    expect(both).not.toContain(ACTION);
  });

  test("asks why, and holds in every later version and in the next CAF of another team", async () => {
    const { told } = story();
    const { id, version } = made(await change(api, "school", "startCaf"));
    const unsaid = { ...told, closed: [{ ...told.closed[0], reason: " " }] };
    const refused = await change(api, "school", "submitCaf", { cafId: id, version, content: unsaid });
    expect(refused.errors.map(({ field }) => field)).toEqual(["content.closed.0.reason"]);
    const first = made(await change(api, "school", "submitCaf", { cafId: id, version, content: told }));
    const back = { cafId: id, version: first.version, versionNumber: 1, compliant: false, reasons: ["OTHER"], note: "Again" };
    made(await change(api, "coordinator", "reviewCaf", back));
    const returned = (await see(api, "school", first.reference)) ?? expect.fail();
    const again = { ...(returned.draft?.content ?? expect.fail()), familyView: "We are glad of it" };
    const members = again.members.map(({ key, personId, givenName, familyName, dateOfBirth, relationship }) => ({
      key,
      personId,
      givenName,
      familyName,
      dateOfBirth,
      relationship,
    }));
    const answers = again.answers.map(({ memberKey, criterion, answer, evidence }) => ({ memberKey, criterion, answer, evidence }));
    const content = { ...again, members, answers, plan: again.plan.map((item) => ({ ...item })) };
    const second = made(await change(api, "school", "submitCaf", { cafId: id, version: returned.version, content }));
    const his = await textFor(familyOf(second), personOf(second, "Rob"));
    expect(his).toContain("We are glad of it");
    expect(his).not.toContain(WORDS);
    const next = made(await change(api, "police", "startCaf", { familyId: familyOf(second) }));
    const prefilled = next.draft?.content.members ?? expect.fail();
    const keyOf = (name: string) => prefilled.find(({ givenName }) => givenName === name)?.key ?? "none";
    const swap = new Map(["Dawn", "Rob", "Ava", "Ben", "Cleo"].map((name, index) => [`m${index + 1}`, keyOf(name)]));
    const rekeyed = <T extends { memberKey: string | null }>(entry: T) => ({
      ...entry,
      memberKey: swap.get(entry.memberKey ?? "") ?? null,
    });
    const policeContent = {
      ...content,
      members: prefilled.map(({ key, personId, givenName, familyName, dateOfBirth, relationship }) => ({
        key,
        personId,
        givenName,
        familyName,
        dateOfBirth,
        relationship,
      })),
      agreement: rekeyed(content.agreement),
      voices: content.voices.map(rekeyed),
      domains: content.domains.map(rekeyed),
      answers: answers.map(rekeyed),
      plan: content.plan.map(({ key, ...item }) => ({ ...item, key: `q${key}` })),
    };
    made(await change(api, "police", "submitCaf", { cafId: next.id, version: next.version, content: policeContent }));
    const { copy } = await copyFor("coordinator", familyOf(second), [personOf(second, "Rob")]);
    expect(JSON.stringify(copy)).not.toContain(WORDS);
    expect(JSON.stringify(copy)).not.toContain(ACTION);
  });
});

describe("closing afterwards, and opening again", () => {
  test("is for those whose record it is, with a reason, and an action that rests on the need follows it", async () => {
    const { closed: _closed, ...untold } = story().told;
    const caf = await submitted(api, untold);
    const [familyId, rob, dawn] = [familyOf(caf), personOf(caf, "Rob"), personOf(caf, "Dawn")];
    const place = `answers.${dawn}.DOMESTIC_ABUSE`;
    const close = { familyId, cafId: caf.id, place, personIds: [rob] };
    expect((await deed("police", "closeAnswer", close)).errors).toEqual([{ code: "NOT_YOUR_RECORD", field: "place" }]);
    expect((await deed("otherPolice", "closeAnswer", close)).errors).toEqual([{ code: "NOT_FOUND", field: "familyId" }]);
    expect((await deed("school", "closeAnswer", { ...close, reason: " " })).errors.map(({ field }) => field)).toEqual(["reason"]);
    expect((await deed("school", "closeAnswer", { ...close, personIds: [randomUUID()] })).errors[0]?.code).toBe("NOT_A_MEMBER");
    expect((await deed("school", "closeAnswer", { ...close, place: `answers.${randomUUID()}.HEALTH` })).errors[0]?.code).toBe("NOT_FOUND");
    const closed = await deed("school", "closeAnswer", close);
    expect(closed.family?.closedAnswers.map(({ inherited }) => inherited)).toEqual([false, true]);
    const action = closed.family?.closedAnswers[1]?.place ?? expect.fail();

    const add = "mutation A($input: AddPlanActionInput!) { addPlanAction(input: $input) { action { id } errors { code } } }";
    const later = {
      familyId,
      criterion: "DOMESTIC_ABUSE",
      title: "A course for Rob",
      outcome: "Safer",
      owner: "FAMILY",
      dueOn: "2017-02-01",
    };
    await (await api.as("coordinator")).query(add, { input: { ...later, personId: rob, idempotencyKey: randomUUID() } });
    expect(await textFor(familyId, rob)).not.toContain("A course for Rob");

    const opening = { familyId, place: action, personId: rob };
    expect((await deed("police", "openAnswer", opening)).errors).toEqual([{ code: "NOT_YOUR_RECORD", field: "place" }]);
    expect((await deed("coordinator", "openAnswer", opening)).errors).toEqual([]);
    const opened = await textFor(familyId, rob);
    expect(opened).toContain(ACTION);
    for (const kept of [WORDS, "DOMESTIC_ABUSE", "A course for Rob"]) expect(opened).not.toContain(kept);
    expect((await deed("school", "openAnswer", { familyId, place, personId: rob })).family?.closedAnswers).toEqual([]);
    expect((await deed("school", "openAnswer", { familyId, place, personId: rob })).errors[0]?.code).toBe("NOT_CLOSED");
    const deeds = await rows<{ action: string; count: number }>(
      api,
      `SELECT action, count(*)::int FROM audit_event WHERE family_ids = ARRAY[$1::uuid] AND subject_id = $2 AND action ~ '^(answer|family).(close|open|copy)' GROUP BY 1 ORDER BY 1`,
      [familyId, rob],
    );
    expect(deeds).toEqual([
      { action: "answer.close", count: 1 },
      { action: "answer.open", count: 2 },
      { action: "family.copy", count: 2 },
    ]);
  });

  test("goes on in the entry that corrects a closed one, and says nothing of evidence that is not the viewer's to see", async () => {
    const home = await household(api, { seats: ["police", "health"] });
    const [mother, father] = home.people;
    const [first, second] = [randomUUID(), randomUUID()];
    for (const [evidenceId, supersedes] of [
      [first, null],
      [second, first],
    ]) {
      await rows(
        api,
        `INSERT INTO evidence (id, family_id, person_id, kind, source, agency_id, valid_from, facts, supersedes_id, recorded_at, recorded_by)
         VALUES ($1, $2, $3, 'DOMESTIC_CALL_OUT', 'POLICE', $4, '2016-12-24', '{}', $5, '2016-12-28T10:00:00Z', $6)`,
        [evidenceId, home.id, mother, USERS.police.agency.id, supersedes, USERS.police.id],
      );
    }
    const close = { familyId: home.id, place: `evidence.${second}`, personIds: [father] };
    expect((await deed("health", "closeAnswer", close)).errors[0]?.code).toBe("NOT_FOUND");
    await rows(
      api,
      `INSERT INTO closed_answer (id, family_id, evidence_id, place, person_id, reason, closed_on, closed_by, recorded_at)
       VALUES ($1, $2, $3, $4, $5, 'x', '2017-01-03', $6, '2017-01-03T09:00:00Z')`,
      [randomUUID(), home.id, first, `evidence.${first}`, father, USERS.police.id],
    );
    expect((await marks("police", home.id)).map(({ place, inherited }) => [place, inherited])).toEqual([
      [`evidence.${first}`, false],
      [`evidence.${second}`, true],
    ]);
    expect(await marks("health", home.id)).toEqual([]);
    const kept = await api.app.database.as(viewerOf("health"), (tx) =>
      tx.query("SELECT 1 FROM closed_answer WHERE family_id = $1", [home.id]),
    );
    expect(kept).toEqual([]);
  });

  test("is for nobody who reads the family in an emergency, nor is a copy of it", async () => {
    const caf = await submitted(api, story().told);
    await openedInEmergency(api, { id: familyOf(caf) });
    const rob = personOf(caf, "Rob");
    const [mark] = await marks("health", familyOf(caf));
    expect(mark?.viewerCanOpen).toBe(false);
    expect((await deed("health", "openAnswer", { familyId: familyOf(caf), place: mark?.place, personId: rob })).errors[0]?.code).toBe(
      "READ_ONLY",
    );
    expect((await copyFor("health", familyOf(caf), [rob])).errors.map(({ code }) => code)).toEqual(["READ_ONLY"]);
    expect((await copyFor("police", familyOf(caf), [rob])).errors.map(({ code }) => code)).toEqual(["NOT_YOUR_RECORD"]);
    expect((await copyFor("otherPolice", familyOf(caf), [rob])).errors.map(({ code }) => code)).toEqual(["NOT_FOUND"]);
    const another = await household(api);
    expect((await copyFor("school", familyOf(caf), [another.people[0]])).errors.map(({ code }) => code)).toEqual(["NOT_A_MEMBER"]);
    const written = (account: Account) =>
      api.app.database.as(viewerOf(account), (tx) =>
        tx.execute("UPDATE closed_answer SET lifted_on = '2017-01-03', lifted_by = $2, lift_reason = 'x' WHERE family_id = $1", [
          familyOf(caf),
          USERS[account].id,
        ]),
      );
    for (const account of ["health", "otherPolice", "schoolLead", "board", "pendleCoordinator"] as const)
      expect(await written(account)).toBe(0);
    const rewritten = api.app.database.as(viewerOf("school"), (tx) =>
      tx.execute("UPDATE closed_answer SET reason = 'y', lifted_by = closed_by, lifted_on = closed_on WHERE family_id = $1", [
        familyOf(caf),
      ]),
    );
    await expect(rewritten).rejects.toThrow("only disposal writes this");
  });
});
