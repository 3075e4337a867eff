import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import { AROUND, EACH_KIND, idOf, insertEvidence, ledger } from "../evidence.ts";
import { adding, attendance, scored } from "../evidence-adding.ts";
import { household, rows } from "../household.ts";
import { type Account, AGENCIES } from "../town.ts";

/** Two facts at one time, and what is stored with a flag (decisions/what-the-ledger-refuses-and-what-it-flags.md). */
let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const add = adding(() => api);

type Row = readonly [what: string, kind: string, changes: object, code: string, field: string];

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
