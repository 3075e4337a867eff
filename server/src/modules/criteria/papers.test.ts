import { describe, expect, it } from "vitest";
import { fact, familyOf, judgement } from "../../../test/facts.ts";
import {
  asb,
  days,
  excluded,
  HOUSEHOLD,
  lancashire,
  missed,
  offence,
  phaseOne,
  supported,
  under,
  worcestershire,
} from "../../../test/plan-facts.ts";
import { localDate } from "../../shared/local-date.ts";
import type { Evidence } from "./evidence-on-record.rules.ts";
import type { FamilyFacts } from "./family-facts.rules.ts";

/* The cases that the papers settle, each with its paragraph. What meets a rule and what just misses it stand together. */

describe("attendance", () => {
  const bad = [missed("autumn2014", 20), missed("spring2015", 20), missed("summer2015", 20)];
  const after = (percent: number): Evidence[] => [
    missed("autumn2015", percent),
    missed("spring2016", percent),
    missed("summer2016", percent),
  ];
  const claimed = (percent: number, claimDate: string): string | null =>
    under(worcestershire, "MISSING_EDUCATION", supported([...bad, ...after(percent)]), "2016-07-31", { claimDate: localDate(claimDate) })
      .sustainedOn;

  it("is under 15 % for claims before 1 April 2016 and under 10 % from then on (S3, table 2, row 2)", () => {
    expect([claimed(14, "2016-03-31"), claimed(15, "2016-03-31")]).toEqual(["2016-07-20", null]);
    expect([claimed(9, "2016-04-01"), claimed(10, "2016-04-01"), claimed(14, "2016-04-01")]).toEqual(["2016-07-20", null, null]);
  });

  it("counts unauthorised sessions alone in phase 1 (S1, 3.3) and all of them in Worcestershire (S3, table 2, row 2)", () => {
    const bothSorts = [...bad, ...after(8).map((item) => ({ ...item, authorised: 10 }) as Evidence)];
    const at = (plan: typeof phaseOne) => under(plan, "MISSING_EDUCATION", supported(bothSorts), "2016-07-31").sustainedOn;
    expect([at(phaseOne), at(worcestershire)]).toEqual(["2016-07-20", null]);
  });

  it("is summed over all schools of a term (reading D)", () => {
    const two = (second: number): Evidence[] => [
      ...bad,
      missed("autumn2015", 0, { school: "A", possible: 60 }),
      missed("autumn2015", second, { school: "B", possible: 40 }),
      missed("spring2016", 9),
      missed("summer2016", 9),
    ];
    const at = (second: number) => under(worcestershire, "MISSING_EDUCATION", supported(two(second)), "2016-07-31").sustainedOn;
    expect([at(11), at(12)]).toEqual(["2016-07-20", null]);
  });

  it("waits for a late return, which changes today's answer and not what was known then (reading D)", () => {
    const facts = supported([
      ...bad,
      missed("autumn2015", 2),
      missed("spring2016", 2),
      missed("summer2016", 2, { recordedOn: "2016-10-05" }),
    ]);
    const on = (asOf: string, knownAt = asOf) =>
      under(worcestershire, "MISSING_EDUCATION", facts, asOf, { knownAt: localDate(knownAt) }).sustainedOn;
    expect([on("2016-10-04"), on("2016-10-05"), on("2016-10-04", "2016-10-05")]).toEqual([null, "2016-07-20", "2016-07-20"]);
  });

  it("counts a term from the end of its last day (readings C and D)", () => {
    const facts = supported([...bad, ...after(2)]);
    const at = (asOf: string) => under(worcestershire, "MISSING_EDUCATION", facts, asOf).sustainedOn;
    expect([at("2016-07-19"), at("2016-07-20")]).toEqual([null, "2016-07-20"]);
  });

  it("begins a run afresh after a bad term in Lancashire and is added up again in Worcestershire (reading G)", () => {
    const facts = supported([...bad, missed("autumn2015", 2), missed("spring2016", 16), missed("summer2016", 3), missed("autumn2016", 3)]);
    expect(under(lancashire, "MISSING_EDUCATION", facts, "2017-01-31")).toMatchObject({
      significantOn: "2016-07-20",
      sustainedOn: null,
      sustainedExpectedOn: "2017-03-31",
      relapsedOn: "2016-03-24",
    });
    expect(under(worcestershire, "MISSING_EDUCATION", facts, "2017-01-31")).toMatchObject({
      significantOn: "2015-12-18",
      sustainedOn: "2016-07-20",
      relapsedOn: null,
    });
  });

  it("asks for fewer than three fixed-term exclusions as well (S1, 3.3)", () => {
    const facts = (count: number) => supported([...bad, ...after(2), ...days("2016-01", count).map((on) => excluded(on))]);
    const at = (count: number) => under(phaseOne, "MISSING_EDUCATION", facts(count), "2016-07-31").sustainedOn;
    expect([at(2), at(3)]).toEqual(["2016-07-20", null]);
  });
});

describe("offences and anti-social behaviour", () => {
  const before = (count: number, who = "teen"): Evidence[] => days("2015-03", count).map((on) => offence(on, who));
  const since = (count: number, who = "teen", serious = false): Evidence[] => days("2015-10", count).map((on) => offence(on, who, serious));
  const crime = (evidence: readonly Evidence[], plan = worcestershire) => under(plan, "CRIME_ASB", supported(evidence), "2015-12-01");

  it("compare rates over windows of unequal length, in whole numbers (reading B)", () => {
    expect(crime([...before(6), ...since(2)]).sustainedOn).toBe("2015-12-01");
    expect(crime([...before(5), ...since(2)]).sustainedOn).toBeNull();
  });

  it("do not accept fewer but serious, unless the youth offending service determines otherwise (S3, table 1, row 1 and note 2)", () => {
    const facts = [...before(6), ...since(1, "teen", true)];
    expect(crime(facts).sustainedOn).toBeNull();
    const less = fact({ kind: "SERIOUSNESS", personId: "teen", reduced: true, from: "2015-11-20" });
    expect(crime([...facts, less]).sustainedOn).toBe("2015-11-20");
    expect(crime([...facts, less, offence("2015-11-25", "teen", true)])).toMatchObject({ sustainedOn: null, significantOn: null });
  });

  it("count each young person by themselves in Worcestershire, all minors together in phase 1 (S3, table 1, row 1; S1, 3.3)", () => {
    const young = HOUSEHOLD.map((member) => (member.personId === "child" ? { ...member, dateOfBirth: localDate("2003-05-05") } : member));
    const facts = supported([...before(6, "teen"), ...before(2, "child"), ...since(1, "child")], { members: young });
    expect(under(phaseOne, "CRIME_ASB", facts, "2015-12-01").sustainedOn).toBe("2015-12-01");
    expect(under(worcestershire, "CRIME_ASB", facts, "2015-12-01").sustainedOn).toBeNull();
  });

  it("tell an offence before the eighteenth birthday from one after it (S3, table 1, rows 1 and 2)", () => {
    const grown = HOUSEHOLD.map((member) => (member.personId === "teen" ? { ...member, dateOfBirth: localDate("1997-03-02") } : member));
    const rules = (...on: string[]) =>
      under(
        worcestershire,
        "CRIME_ASB",
        supported(
          on.map((day) => offence(day)),
          { members: grown },
        ),
        START_OF_JUNE,
      )
        .reasons.filter((reason) => reason.about === "NEED")
        .map((reason) => reason.rule);
    expect([rules("2015-03-01"), rules("2015-03-02")]).toEqual([["crime.young"], ["crime.adults"]]);
    expect(under(phaseOne, "CRIME_ASB", supported([offence("2015-03-02")], { members: grown }), START_OF_JUNE).need).toBe(false);
  });

  it("leave to the lead worker's judgement a young person who has come of age (reading H)", () => {
    const grown = HOUSEHOLD.map((member) => (member.personId === "teen" ? { ...member, dateOfBirth: localDate("1997-11-30") } : member));
    const facts = supported(before(6), { members: grown });
    expect(under(worcestershire, "CRIME_ASB", facts, "2015-11-29").sustainedExpectedOn).toBe("2015-12-01");
    expect(under(worcestershire, "CRIME_ASB", facts, "2015-12-01")).toMatchObject({ identified: true, significantOn: null });
  });

  it("take 60 % fewer incidents in phase 1 and 66 % in Worcestershire (S1, 3.3; S3, table 1, row 3)", () => {
    const facts = [...days("2014-09", 5), ...days("2015-03", 5)].map((on) => asb(on));
    const fewer = (count: number) => [...facts, ...days("2015-10", count).map((on) => asb(on))];
    expect([crime(fewer(2), phaseOne).sustainedOn, crime(fewer(3), phaseOne).sustainedOn]).toEqual(["2015-12-01", null]);
    expect([crime(fewer(1)).sustainedOn, crime(fewer(2)).sustainedOn]).toEqual(["2015-12-01", null]);
    const judged = judgement("CRIME_ASB", "2015-12-01");
    expect(crime([...fewer(2), judged]).sustainedOn).toBe("2015-12-01");
  });

  it("do not accept fewer incidents under a harsher sanction (S3, table 1, row 3)", () => {
    const facts = days("2015-03", 3).map((on) => asb(on, 1));
    expect(crime([...facts, asb("2015-10-01", 1)]).sustainedOn).toBe("2015-12-01");
    expect(crime([...facts, asb("2015-10-01", 2)]).sustainedOn).toBeNull();
  });

  it("are never fewer than none (reading B)", () => {
    expect(crime([offence("2015-06-20", "adult")])).toMatchObject({ need: true, significantOn: null, sustainedExpectedOn: null });
  });
});

const START_OF_JUNE = "2015-06-02";

describe("help for children", () => {
  const protection = (more: { to: string }, end: "DE_ESCALATED" | "MOVED_AWAY" = "DE_ESCALATED"): Evidence =>
    fact({ kind: "SAFEGUARDING", personId: "child", status: "CHILD_PROTECTION", from: "2015-02-01", end, ...more });
  const help = (plan: typeof lancashire, facts: FamilyFacts, asOf: string) => under(plan, "CHILDREN_WHO_NEED_HELP", facts, asOf);

  it("lasts after twelve months off a protection plan in Lancashire, after six in Worcestershire (S2, November 2016; S3, table 3)", () => {
    const facts = supported([protection({ to: "2015-08-31" })]);
    expect([help(worcestershire, facts, "2016-02-28").sustainedOn, help(worcestershire, facts, "2016-02-29").sustainedOn]).toEqual([
      null,
      "2016-02-29",
    ]);
    expect([help(lancashire, facts, "2016-08-30").sustainedOn, help(lancashire, facts, "2016-08-31").sustainedOn]).toEqual([
      null,
      "2016-08-31",
    ]);
    expect([help(worcestershire, facts, "2016-02-01").needsTwelveMonths, help(lancashire, facts, "2016-02-01").needsTwelveMonths]).toEqual([
      false,
      true,
    ]);
  });

  it("takes the social worker's confirmation for a step, until things rise again (S3, table 3, row 1)", () => {
    const confirmed = [
      fact({ kind: "SAFEGUARDING", personId: "child", status: "CHILD_PROTECTION", from: "2015-02-01" }),
      fact({
        kind: "JUDGEMENT",
        criterion: "CHILDREN_WHO_NEED_HELP",
        personId: "child",
        progressed: true,
        atClosure: false,
        source: "CSC",
        from: "2015-09-01",
      }),
    ];
    expect(help(worcestershire, supported(confirmed), "2016-02-29")).toMatchObject({
      significantOn: "2015-09-01",
      sustainedOn: "2016-02-29",
    });
    expect(help(lancashire, supported(confirmed), "2016-02-29").significantOn).toBeNull();
    const again = fact({ kind: "SAFEGUARDING", personId: "child", status: "LOOKED_AFTER", from: "2015-12-01" });
    expect(help(worcestershire, supported([...confirmed, again]), "2016-02-29")).toMatchObject({
      significantOn: null,
      relapsedOn: "2015-12-01",
    });
  });

  it("waits for the lead worker's judgement about a child who has left (reading H)", () => {
    const left = HOUSEHOLD.map((member) => (member.personId === "child" ? { ...member, to: localDate("2015-12-31") } : member));
    const facts = supported([protection({ to: "2015-08-31" })], { members: left });
    expect(help(worcestershire, facts, "2015-12-31").significantOn).toBe("2015-09-01");
    const gone = help(worcestershire, facts, "2016-02-29");
    expect(gone).toMatchObject({ significantOn: null, sustainedOn: null });
    expect(gone.reasons.some((reason) => reason.personId === "child" && reason.sentence.includes("has left the family"))).toBe(true);
    const judged = fact({
      kind: "JUDGEMENT",
      criterion: "CHILDREN_WHO_NEED_HELP",
      personId: "child",
      progressed: true,
      atClosure: true,
      from: "2016-02-15",
    });
    expect(help(worcestershire, { ...facts, evidence: [...facts.evidence, judged] }, "2016-02-29").sustainedOn).toBe("2016-02-15");
  });

  it("counts a child under shared care in both families (reading H)", () => {
    const mine = protection({ to: "2015-08-31" });
    const other = familyOf([mine], {
      familyId: "other",
      members: [HOUSEHOLD[1], { ...HOUSEHOLD[3], from: localDate("2015-04-01"), to: localDate("2015-07-31") }],
    });
    expect(help(worcestershire, supported([mine]), "2015-06-30").need).toBe(true);
    expect(help(worcestershire, other, "2015-06-30").need).toBe(true);
    expect(help(worcestershire, other, "2015-08-01").need).toBe(false);
    expect(help(worcestershire, supported([mine]), "2015-08-01").need).toBe(true);
  });
});
