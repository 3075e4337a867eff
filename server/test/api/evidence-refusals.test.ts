import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import { ADD, AROUND, factOf } from "../evidence.ts";
import { adding, attendance, scored } from "../evidence-adding.ts";
import { household, rows } from "../household.ts";
import { AGENCIES, id } from "../town.ts";

/** What the ledger does not take (decisions/what-the-ledger-refuses-and-what-it-flags.md). */
let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const add = adding(() => api);

type Row = readonly [what: string, kind: string, changes: object, code: string, field: string];
const REFUSED: readonly Row[] = [
  ["no part that says what it is", "OFFENCE", { offence: null }, "PART_NEEDED", "fact.offence"],
  ["a part of another kind besides", "OFFENCE", { finance: { measure: "DEBT", pounds: 5 } }, "PART_NOT_NEEDED", "fact.finance"],
  ["a part for a kind that has none", "INTERVENTION_START", { housing: { status: "SECURE" } }, "PART_NOT_NEEDED", "fact.housing"],
  ["nobody whom it is about", "OFFENCE", { personId: null }, "PERSON_NEEDED", "fact.personId"],
  ["a person, where it is about the family", "INTERVENTION_START", { personId: id(0x98f) }, "NO_PERSON_NEEDED", "fact.personId"],
  ["a person who is not there", "OFFENCE", { personId: id(0x98e) }, "NOT_A_MEMBER", "fact.personId"],
  ["a person who is no id at all", "OFFENCE", { personId: "Tia" }, "INVALID", "fact.personId"],
  ["no day", "OFFENCE", { from: null }, "FROM_NEEDED", "fact.from"],
  ["a day to come", "OFFENCE", { from: "2017-01-04" }, "IN_THE_FUTURE", "fact.from"],
  ["an end to come", "BENEFIT", { to: "2017-01-04" }, "IN_THE_FUTURE", "fact.to"],
  ["an end before its start", "BENEFIT", { to: "2016-12-04" }, "END_BEFORE_START", "fact.to"],
  ["a year that was mistyped", "EARLY_HELP", { from: "0216-12-05" }, "TOO_LONG_AGO", "fact.from"],
  ["a last day of what is of one day", "OFFENCE", { to: "2016-12-11" }, "ONE_DAY", "fact.to"],
  ["a last day of what has none", "INTERVENTION_START", { to: "2016-12-31" }, "NO_END", "fact.to"],
  ["a look through records without an end", "COVERAGE", { to: null }, "TO_NEEDED", "fact.to"],
  ["a programme completed on no day", "INTERVENTION", { to: null }, "TO_NEEDED", "fact.to"],
  ["training completed on no day", "PLACEMENT", { to: null }, "TO_NEEDED", "fact.to"],
  ["how it ended, without a last day", "SAFEGUARDING", { to: null }, "END_WITHOUT_A_DAY", "fact.safeguarding.end"],
  ["a day before the person was born", "HEALTH_CONCERN", { from: "1980-03-01" }, "BEFORE_BIRTH", "fact.from"],
  ["an event from before they joined the family", "OFFENCE", { from: "2016-11-30" }, "NOT_IN_THE_FAMILY_THEN", "fact.personId"],
  [
    "a spell that was over before they joined",
    "BENEFIT",
    { from: "2016-05-01", to: "2016-11-30" },
    "NOT_IN_THE_FAMILY_THEN",
    "fact.personId",
  ],
  ["a term that is none", "ATTENDANCE", attendance({ term: "2016-09-06" }), "UNKNOWN_TERM", "fact.attendance.term"],
  ["a term that has not begun", "ATTENDANCE", attendance({ term: "2017-04-18" }), "TERM_NOT_BEGUN", "fact.attendance.term"],
  ["a day beside a term", "ATTENDANCE", { from: "2016-09-05" }, "DATES_NOT_NEEDED", "fact.from"],
  ["no sessions", "ATTENDANCE", attendance({ possible: 0, authorised: 0, unauthorised: 0 }), "NO_SESSIONS", "fact.attendance.possible"],
  ["more sessions than the term has", "ATTENDANCE", attendance({ possible: 151 }), "MORE_THAN_THE_TERM_HAS", "fact.attendance.possible"],
  [
    "more missed than were possible",
    "ATTENDANCE",
    attendance({ authorised: 131 }),
    "ABSENT_MORE_THAN_POSSIBLE",
    "fact.attendance.unauthorised",
  ],
  ["fewer than none authorised", "ATTENDANCE", attendance({ authorised: -1 }), "NEGATIVE", "fact.attendance.authorised"],
  ["fewer than none unauthorised", "ATTENDANCE", attendance({ unauthorised: -1 }), "NEGATIVE", "fact.attendance.unauthorised"],
  [
    "another school's return",
    "ATTENDANCE",
    attendance({ schoolId: AGENCIES.otherSchool.id }),
    "NOT_YOUR_SCHOOL",
    "fact.attendance.schoolId",
  ],
  [
    "a school for a child on no roll",
    "SCHOOL_ROLL",
    { schoolRoll: { setting: "NONE", schoolId: AGENCIES.school.id } },
    "NO_SCHOOL_NEEDED",
    "fact.schoolRoll.schoolId",
  ],
  ["a score above the scale", "RISK_SCORE", scored(25), "OUT_OF_RANGE", "fact.riskScore.score"],
  ["a score below it", "RISK_SCORE", scored(-1), "OUT_OF_RANGE", "fact.riskScore.score"],
  ["a sanction beyond any", "ASB_INCIDENT", { asbIncident: { sanctionLevel: 6 } }, "OUT_OF_RANGE", "fact.asbIncident.sanctionLevel"],
  ["a sixth stage of five", "DWP_STAGE", { dwpStage: { stage: 6 } }, "OUT_OF_RANGE", "fact.dwpStage.stage"],
  ["an amount below nothing", "FINANCE", { finance: { measure: "DEBT", pounds: -1 } }, "OUT_OF_RANGE", "fact.finance.pounds"],
  ["prose for a reference", "EMPLOYMENT", { employment: { contract: "Smith & Sons" } }, "INVALID", "fact.employment.contract"],
  ["once more, of what cannot happen twice", "BENEFIT", { anotherThatDay: true }, "ONLY_FOR_EVENTS", "fact.anotherThatDay"],
];

describe("refused, with nothing half written", () => {
  test.each(REFUSED)("%s (%s)", async (_what, kind, changes, code, field) => {
    const home = await household(api, AROUND);
    const { errors, evidence } = await add(home, kind, changes);
    expect(errors).toMatchObject([{ code, field }]);
    expect(evidence).toBeNull();
    expect(await rows(api, "SELECT 1 FROM evidence WHERE family_id = $1", [home.id])).toEqual([]);
    expect(await rows(api, "SELECT 1 FROM audit_event WHERE $1 = ANY (family_ids) AND action LIKE 'evidence.%'", [home.id])).toEqual([]);
  });

  test("everything that is wrong is said at once", async () => {
    const home = await household(api, AROUND);
    const { errors } = await add(home, "ATTENDANCE", {
      personId: null,
      ...attendance({ term: "2016-09-06", schoolId: AGENCIES.police.id }),
    });
    expect(errors.map(({ field }) => field)).toEqual(["fact.attendance.schoolId", "fact.attendance.term", "fact.personId"]);
  });

  test("somebody of another family, in the words that stand for nobody", async () => {
    const [home, other] = [await household(api, AROUND), await household(api, AROUND)];
    const { errors } = await add(home, "OFFENCE", { personId: other.people[2] });
    expect(errors).toEqual((await add(home, "OFFENCE", { personId: id(0x98d) })).errors);
    expect(errors).toMatchObject([{ code: "NOT_A_MEMBER" }]);
  });

  test("what happened after somebody left; the lead professional's judgement about them is still owed", async () => {
    const home = await household(api, AROUND);
    await rows(api, "UPDATE family_member SET valid_to = '2016-12-20' WHERE person_id = $1", [home.people[2]]);
    expect((await add(home, "OFFENCE", { from: "2016-12-21" })).errors).toMatchObject([{ code: "NOT_IN_THE_FAMILY_THEN" }]);
    expect((await add(home, "OFFENCE", { from: "2016-12-20" })).errors).toEqual([]);
    expect((await add(home, "JUDGEMENT", { personId: home.people[2] })).errors).toEqual([]);
  });

  test.each([
    ["no school", null, "SCHOOL_NEEDED"],
    ["an agency that is none", AGENCIES.police.id, "NOT_A_SCHOOL"],
    ["an agency that is not there", id(0x98c), "NOT_A_SCHOOL"],
    ["what is no id", "Calder Vale", "INVALID"],
  ])("a return from the county that names %s", async (_what, schoolId, code) => {
    const home = await household(api, AROUND);
    expect((await add(home, "ATTENDANCE", attendance({ schoolId }), "earlyHelp")).errors).toMatchObject([
      { code, field: "fact.attendance.schoolId" },
    ]);
  });

  test.each([
    ["a kind that is none", { kind: "RUMOUR" }],
    ["a day that does not exist", { from: "2016-02-30" }],
    ["half a point", scored(1.5)],
  ])("before it begins: %s", async (_what, changes) => {
    const home = await household(api, AROUND);
    const input = { familyId: home.id, fact: factOf("RISK_SCORE", home, changes), idempotencyKey: randomUUID() };
    const answer = await (await api.as("police")).send(ADD, { input });
    expect(answer.errors?.[0]?.extensions?.code).toBe("BAD_USER_INPUT");
  });
});
