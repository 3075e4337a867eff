import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import { ADD, AROUND, addEvidence, EACH_KIND, factOf, idOf, insertEvidence, ledger } from "../evidence.ts";
import { type Household, household, rows } from "../household.ts";
import { type Account, AGENCIES, id } from "../town.ts";

/** What the ledger does not take, and what it takes with a flag (decisions/what-the-ledger-refuses-and-what-it-flags.md). */
let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const supplierOf = (kind: string): Account => EACH_KIND.find((each) => each.kind === kind)?.as ?? "school";
const add = (home: Household, kind: string, changes: object = {}, as: Account = supplierOf(kind)) =>
  addEvidence(api, as, home.id, factOf(kind, home, changes));
const attendance = (changes: object) => ({
  attendance: { term: "2016-09-05", schoolId: AGENCIES.school.id, possible: 140, authorised: 4, unauthorised: 10, ...changes },
});
const scored = (score: number) => ({ riskScore: { score, atClosure: false } });

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

describe("what is on record already", () => {
  test.each(EACH_KIND)("exactly the same $kind from the same agency is refused", async ({ kind }) => {
    const home = await household(api, AROUND);
    idOf(await add(home, kind));
    expect((await add(home, kind)).errors).toMatchObject([{ code: "DUPLICATE", field: "fact.from" }]);
    expect(await ledger(api, "coordinator", home)).toHaveLength(1);
  });

  test.each(["OFFENCE", "ASB_INCIDENT", "DOMESTIC_CALL_OUT"])("a second %s on one day is kept when its recorder says so", async (kind) => {
    const home = await household(api, AROUND);
    idOf(await add(home, kind, { anotherThatDay: true }));
    expect((await add(home, kind, { anotherThatDay: true })).evidence).toMatchObject({ flags: ["TWICE_IN_A_DAY"] });
    expect(await ledger(api, "coordinator", home)).toHaveLength(2);
  });

  test.each<Row>([
    ["a second case of early help", "EARLY_HELP", { from: "2016-12-20" }, "ALREADY_RECORDED", "fact.from"],
    ["the same benefit again", "BENEFIT", { from: "2016-12-20" }, "ALREADY_RECORDED", "fact.from"],
    ["the same job again", "EMPLOYMENT", { from: "2016-12-20" }, "ALREADY_RECORDED", "fact.from"],
    ["another return of the same school", "ATTENDANCE", attendance({ unauthorised: 11 }), "ALREADY_RECORDED", "fact.from"],
    ["another score of that day", "RISK_SCORE", scored(9), "ALREADY_RECORDED", "fact.from"],
    ["another start", "INTERVENTION_START", { from: "2016-12-28" }, "ALREADY_RECORDED", "fact.from"],
    ["a home both at risk and safe", "HOUSING", { from: "2016-12-28", housing: { status: "SECURE" } }, "ALREADY_RECORDED", "fact.from"],
    ["an exclusion within another", "EXCLUSION", { from: "2016-12-07", to: "2016-12-07" }, "ALREADY_RECORDED", "fact.from"],
  ])("%s is refused (%s)", async (_what, kind, changes, code, field) => {
    const home = await household(api, AROUND);
    idOf(await add(home, kind));
    expect((await add(home, kind, changes)).errors).toMatchObject([{ code, field }]);
  });

  test.each<readonly [string, string, object, readonly string[]]>([
    ["another benefit", "BENEFIT", { benefit: { benefit: "ESA" } }, ["OVERLAPS"]],
    ["a second job", "EMPLOYMENT", { employment: { contract: "PAY-8" } }, ["OVERLAPS"]],
    ["a job of which nothing is known", "EMPLOYMENT", { employment: null }, ["OVERLAPS"]],
    ["a second roll", "SCHOOL_ROLL", { schoolRoll: { setting: "ALTERNATIVE" } }, ["OVERLAPS"]],
    ["a second placement", "PLACEMENT", { from: "2016-12-07" }, ["OVERLAPS"]],
    ["a second status", "SAFEGUARDING", { safeguarding: { status: "CHILD_PROTECTION" } }, ["OVERLAPS"]],
    ["another concern", "HEALTH_CONCERN", { healthConcern: { concern: "DRUGS" } }, []],
    ["another heading judged", "JUDGEMENT", { judgement: { criterion: "HEALTH", progressed: true, atClosure: false } }, []],
    ["a debt beside arrears", "FINANCE", { finance: { measure: "DEBT", pounds: 1250 } }, []],
    ["a later score", "RISK_SCORE", { from: "2016-12-12" }, []],
    ["another look through the same records", "COVERAGE", { to: "2016-12-31" }, []],
  ])("%s is kept, as real records are (%s)", async (_what, kind, changes, flags) => {
    const home = await household(api, AROUND);
    idOf(await add(home, kind));
    expect(await add(home, kind, changes)).toMatchObject({ evidence: { flags }, errors: [] });
  });

  test("a status that begins on the day on which the last one ended follows it", async () => {
    const home = await household(api, AROUND);
    idOf(await add(home, "SAFEGUARDING"));
    const next = { from: "2016-12-29", to: null, safeguarding: { status: "EARLY_HELP" } };
    expect(await add(home, "SAFEGUARDING", next)).toMatchObject({ evidence: { flags: [] }, errors: [] });
  });

  test("another person's fact is another fact", async () => {
    const home = await household(api, AROUND);
    idOf(await add(home, "BENEFIT"));
    expect(await add(home, "BENEFIT", { personId: home.people[0] })).toMatchObject({ evidence: { flags: [] }, errors: [] });
  });
});

describe("the same from two agencies", () => {
  test("is kept and flagged: each may be the one that is right", async () => {
    const home = await household(api, AROUND);
    idOf(await add(home, "ATTENDANCE"));
    const again = await add(home, "ATTENDANCE", {}, "earlyHelp");
    expect(again).toMatchObject({
      evidence: { source: "WPEHS", flags: ["BEFORE_JOINING", "SAME_FROM_ANOTHER_AGENCY", "MORE_THAN_A_TERM"] },
      errors: [],
    });
  });

  test("or otherwise from the other, too", async () => {
    const home = await household(api, AROUND);
    idOf(await add(home, "EMPLOYMENT", { employment: null }, "jobcentre"));
    const other = await add(home, "EMPLOYMENT", { from: "2016-12-14", employment: null }, "housing");
    expect(other).toMatchObject({ evidence: { source: "HOUSING", flags: ["OVERLAPS_ANOTHER_AGENCY"] }, errors: [] });
  });

  test("tells nobody of a record that they may not see", async () => {
    const home = await household(api, AROUND);
    idOf(await add(home, "RISK_SCORE", {}, "police"));
    const mine = await add(home, "RISK_SCORE", {}, "earlyHelp");
    expect(mine).toMatchObject({ evidence: { flags: [] }, errors: [] });
    const flags = async (as: Account) => (await ledger(api, as, home)).map((each) => [each.source, ...each.flags]).sort();
    expect(await flags("earlyHelp")).toEqual([["WPEHS"]]);
    for (const as of ["housing", "coordinator"] as const) {
      expect(await flags(as)).toEqual([["POLICE"], ["WPEHS", "SAME_FROM_ANOTHER_AGENCY"]]);
    }
  });
});

describe("kept with a flag", () => {
  test("a spell from before somebody joined that went on afterwards", async () => {
    const home = await household(api, AROUND);
    expect(await add(home, "BENEFIT", { from: "2014-05-01" })).toMatchObject({ evidence: { flags: ["BEFORE_JOINING"] }, errors: [] });
  });

  test("a plan for a child not yet born, but nothing else and nothing earlier", async () => {
    const home = await household(api, AROUND);
    const baby = home.people[4];
    await rows(api, "UPDATE person SET date_of_birth = '2016-12-25' WHERE id = $1", [baby]);
    const plan = { personId: baby, from: "2016-11-01", to: null, safeguarding: { status: "CHILD_PROTECTION" } };
    expect(await add(home, "SAFEGUARDING", plan)).toMatchObject({ evidence: { flags: ["BEFORE_BIRTH"] }, errors: [] });
    expect((await add(home, "SAFEGUARDING", { ...plan, from: "2016-03-01" })).errors).toMatchObject([{ code: "BEFORE_BIRTH" }]);
    expect((await add(home, "HEALTH_CONCERN", { personId: baby, from: "2016-12-24" })).errors).toMatchObject([
      { code: "BEFORE_BIRTH", field: "fact.from" },
    ]);
  });

  test("a return for a term that goes on, with no more sessions than there have been", async () => {
    const home = await household(api, AROUND);
    const early = (possible: number) => attendance({ term: "2017-01-03", possible, authorised: 0, unauthorised: 1 });
    expect((await add(home, "ATTENDANCE", early(3))).errors).toMatchObject([{ code: "MORE_THAN_THE_TERM_HAS" }]);
    expect(await add(home, "ATTENDANCE", early(2))).toMatchObject({ evidence: { flags: ["TERM_NOT_ENDED"] }, errors: [] });
  });

  test("two schools' returns that together have more sessions than the term; half each is usual", async () => {
    const home = await household(api, AROUND);
    await insertEvidence(api, home, "otherSchool", {
      person_id: home.people[2],
      kind: "ATTENDANCE",
      valid_from: "2016-09-05",
      valid_to: "2016-12-16",
      facts: { term: "2016-09-05", school: AGENCIES.otherSchool.id, possible: 70, authorised: 0, unauthorised: 0 },
    });
    const mine = await add(home, "ATTENDANCE", attendance({ possible: 80 }));
    expect(mine.evidence).toMatchObject({ flags: ["BEFORE_JOINING"] });
    const more = await add(home, "ATTENDANCE", attendance({ term: "2016-04-11", possible: 100 }));
    expect(more.errors).toMatchObject([{ code: "NOT_IN_THE_FAMILY_THEN" }]);
    const other = await household(api, AROUND);
    await insertEvidence(api, other, "otherSchool", {
      person_id: other.people[2],
      kind: "ATTENDANCE",
      valid_from: "2016-09-05",
      valid_to: "2016-12-16",
      facts: { term: "2016-09-05", school: AGENCIES.otherSchool.id, possible: 71, authorised: 0, unauthorised: 0 },
    });
    expect((await add(other, "ATTENDANCE", attendance({ possible: 80 }))).evidence).toMatchObject({
      flags: ["BEFORE_JOINING", "MORE_THAN_A_TERM"],
    });
  });

  test.each([
    ["an offence of a child of nine", "OFFENCE", 3],
    ["an exclusion of an adult", "EXCLUSION", 0],
    ["a job of a child", "EMPLOYMENT", 2],
    ["a plan about an adult", "SAFEGUARDING", 1],
  ] as const)("%s", async (_what, kind, who) => {
    const home = await household(api, AROUND);
    expect(await add(home, kind, { personId: home.people[who] })).toMatchObject({ evidence: { flags: ["UNUSUAL_AGE"] }, errors: [] });
  });
});
