import { describe, expect, it } from "vitest";
import { attachedOn, fact, familyOf, lancashire, terms } from "../../../test/facts.ts";
import { type LocalDate, localDate } from "../../shared/local-date.ts";
import { evaluate } from "./evaluate.rules.ts";
import type { Evidence } from "./evidence-on-record.rules.ts";
import type { Criterion } from "./facts.rules.ts";
import type { FamilyFacts } from "./family-facts.rules.ts";
import type { CriterionStanding } from "./standings.rules.ts";

const d = localDate;

const absent = (term: string, percent: number, recordedOn: string, school = "A", possible = 100): Evidence =>
  fact({
    kind: "ATTENDANCE",
    personId: "child",
    term,
    school,
    possible,
    authorised: 0,
    unauthorised: percent,
    from: d(term),
    recordedOn: d(recordedOn),
  });
const callOut = (on: string, inSupportOfInjunction = false): Evidence =>
  fact({ kind: "DOMESTIC_CALL_OUT", inSupportOfInjunction, from: d(on) });

function under(
  criterion: Criterion,
  facts: FamilyFacts,
  asOf: string,
  options: { knownAt?: LocalDate; claimDate?: LocalDate } = {},
): CriterionStanding {
  const found = evaluate(lancashire, terms, facts, d(asOf), options).criteria.find((entry) => entry.criterion === criterion);
  if (!found) throw new Error("criterion not in the plan");
  return found;
}

describe("attendance (S2, Significant and Sustained Progress; readings D and E)", () => {
  const bad = [absent("2015-04-13", 22, "2015-08-01"), absent("2015-09-02", 24, "2016-01-10"), absent("2016-01-04", 25, "2016-04-05")];
  const better = [absent("2016-04-11", 5, "2016-08-01"), absent("2016-09-05", 4, "2017-01-15"), absent("2017-01-03", 3, "2017-04-10")];

  it("counts a term from the end of its last day", () => {
    const facts = familyOf([...bad, ...better], attachedOn("2016-04-08"));
    expect(under("MISSING_EDUCATION", facts, "2016-07-19", { knownAt: d("2017-12-01") }).significantOn).toBeNull();
    expect(under("MISSING_EDUCATION", facts, "2016-07-20", { knownAt: d("2017-12-01") }).significantOn).toBe("2016-07-20");
  });

  it("takes three terms in a row to sustain, and says when that will be", () => {
    const facts = familyOf([...bad, ...better], attachedOn("2016-04-08"));
    expect(under("MISSING_EDUCATION", facts, "2016-10-31")).toMatchObject({
      significantOn: "2016-07-20",
      sustainedOn: null,
      sustainedExpectedOn: "2017-03-31",
      needsTwelveMonths: true,
    });
    expect(under("MISSING_EDUCATION", facts, "2017-04-10").sustainedOn).toBe("2017-03-31");
  });

  it("holds a term without its return to be owed, neither zero nor a relapse", () => {
    const facts = familyOf([...bad, ...better], attachedOn("2016-04-08"));
    const standing = under("MISSING_EDUCATION", facts, "2016-12-31");
    expect(standing).toMatchObject({ need: true, significantOn: "2016-07-20", sustainedOn: null, relapsedOn: null });
    expect(standing.reasons.map((reason) => reason.sentence).join(" ")).toContain("No return yet for Autumn 2016");
    const without = familyOf([...bad, better[0] as Evidence, better[2] as Evidence], attachedOn("2016-04-08"));
    expect(under("MISSING_EDUCATION", without, "2017-04-10")).toMatchObject({ significantOn: "2016-07-20", sustainedOn: null });
  });

  it("restarts the run when a term is no better", () => {
    const facts = familyOf([...bad, better[0] as Evidence, absent("2016-09-05", 30, "2017-01-15")], attachedOn("2016-04-08"));
    expect(under("MISSING_EDUCATION", facts, "2017-01-20")).toMatchObject({
      significantOn: null,
      sustainedExpectedOn: null,
      relapsedOn: "2016-12-16",
    });
  });

  it("sums absence over two schools", () => {
    const facts = familyOf([absent("2016-04-11", 0, "2016-08-01", "A", 90), absent("2016-04-11", 9, "2016-08-01", "B", 10)]);
    expect(under("MISSING_EDUCATION", facts, "2016-08-02").need).toBe(false);
    const more = familyOf([absent("2016-04-11", 1, "2016-08-01", "A", 90), absent("2016-04-11", 9, "2016-08-01", "B", 10)]);
    expect(under("MISSING_EDUCATION", more, "2016-08-02").need).toBe(true);
  });

  it("goes by 15 % for claims before April 2016 and by 10 % from then on", () => {
    const facts = familyOf([absent("2015-09-02", 12, "2016-01-10")]);
    expect(under("MISSING_EDUCATION", facts, "2016-03-24").need).toBe(false);
    expect(under("MISSING_EDUCATION", facts, "2016-04-01").need).toBe(true);
    expect(under("MISSING_EDUCATION", facts, "2016-03-24", { claimDate: d("2016-04-01") }).need).toBe(true);
    expect(evaluate(lancashire, terms, facts, d("2016-03-24")).nextChangeOn).toBe("2016-04-01");
  });
});

describe("children who need help (S2; reading L)", () => {
  const plan2015 = (end: "DE_ESCALATED" | "MOVED_AWAY" | "LOOKED_AFTER"): FamilyFacts =>
    familyOf(
      [fact({ kind: "SAFEGUARDING", personId: "child", status: "CHILD_PROTECTION", from: d("2015-03-01"), to: d("2015-10-31"), end })],
      attachedOn("2015-06-01"),
    );

  it("is sustained twelve months after the protection plan ended by de-escalation", () => {
    expect(under("CHILDREN_WHO_NEED_HELP", plan2015("DE_ESCALATED"), "2016-10-30")).toMatchObject({
      significantOn: "2015-11-01",
      sustainedOn: null,
      sustainedExpectedOn: "2016-10-31",
      needsTwelveMonths: true,
    });
    expect(under("CHILDREN_WHO_NEED_HELP", plan2015("DE_ESCALATED"), "2016-10-31").sustainedOn).toBe("2016-10-31");
  });

  it.each(["MOVED_AWAY", "LOOKED_AFTER"] as const)("starts no clock when the plan ended by %s", (end) => {
    expect(under("CHILDREN_WHO_NEED_HELP", plan2015(end), "2016-12-01")).toMatchObject({
      significantOn: null,
      sustainedOn: null,
      sustainedExpectedOn: null,
    });
  });

  it("restarts when the child goes back up the ladder", () => {
    const facts = plan2015("DE_ESCALATED");
    const again = {
      ...facts,
      evidence: [...facts.evidence, fact({ kind: "SAFEGUARDING", personId: "child", status: "CHILD_IN_NEED", from: d("2016-02-01") })],
    };
    expect(under("CHILDREN_WHO_NEED_HELP", again, "2016-12-01")).toMatchObject({
      need: true,
      significantOn: null,
      relapsedOn: "2016-02-01",
      openTo: "CSC",
    });
  });
});

describe("domestic abuse (S3, table 5)", () => {
  it("does not count a call-out in support of an injunction", () => {
    expect(under("DOMESTIC_ABUSE", familyOf([callOut("2016-10-01", true)]), "2016-10-31").need).toBe(false);
    expect(under("DOMESTIC_ABUSE", familyOf([callOut("2016-10-01")]), "2016-10-31").need).toBe(true);
  });

  it("counts the last six months: after the same day six months ago, up to the day", () => {
    expect(under("DOMESTIC_ABUSE", familyOf([callOut("2016-04-30")]), "2016-10-29").need).toBe(true);
    expect(under("DOMESTIC_ABUSE", familyOf([callOut("2016-04-30")]), "2016-10-30").need).toBe(false);
  });
});

describe("employment (S3, table 4; reading C)", () => {
  const off = (benefit: "JSA" | "ESA", jobTo?: string): FamilyFacts =>
    familyOf(
      [
        fact({ kind: "BENEFIT", personId: "adult", benefit, from: d("2015-01-01"), to: d("2016-02-29") }),
        fact({ kind: "EMPLOYMENT", personId: "adult", from: d("2016-03-01"), ...(jobTo ? { to: d(jobTo) } : {}) }),
      ],
      attachedOn("2016-01-15"),
    );

  it("asks for 182 of 210 days after JSA, and for 98 on end after another benefit", () => {
    expect(under("WORKLESSNESS", off("JSA"), "2016-04-01")).toMatchObject({
      significantOn: "2016-03-01",
      sustainedOn: null,
      sustainedExpectedOn: "2016-08-29",
    });
    expect(under("WORKLESSNESS", off("JSA"), "2016-08-29").sustainedOn).toBe("2016-08-29");
    expect(under("WORKLESSNESS", off("ESA"), "2016-06-06").sustainedOn).toBe("2016-06-06");
  });

  it("proves nothing for somebody who left the benefit for Universal Credit without evidence of earnings", () => {
    const facts = off("JSA");
    const universal = {
      ...facts,
      evidence: [...facts.evidence, fact({ kind: "BENEFIT", personId: "adult", benefit: "UNIVERSAL_CREDIT", from: d("2016-03-01") })],
    };
    expect(under("WORKLESSNESS", universal, "2016-12-01")).toMatchObject({ significantOn: null, sustainedOn: null });
    const earning = {
      ...universal,
      evidence: [...universal.evidence, fact({ kind: "UC_EARNINGS", personId: "adult", thresholdMet: true, from: d("2016-03-01") })],
    };
    expect(under("WORKLESSNESS", earning, "2016-12-01").sustainedOn).toBe("2016-08-29");
  });

  it("takes two spells of one contract for one job", () => {
    const spells = (contract?: string): Evidence[] =>
      [
        { from: d("2016-03-01"), to: d("2016-04-15") },
        { from: d("2016-04-17"), to: d("2016-12-31") },
      ].map((spell) => fact({ kind: "EMPLOYMENT", personId: "adult", ...spell, ...(contract ? { contract } : {}) }));
    const benefit = fact({ kind: "BENEFIT", personId: "adult", benefit: "ESA", from: d("2015-01-01"), to: d("2016-02-29") });
    expect(under("WORKLESSNESS", familyOf([benefit, ...spells("one")], attachedOn("2016-01-15")), "2016-06-10").sustainedOn).toBe(
      "2016-06-06",
    );
    expect(under("WORKLESSNESS", familyOf([benefit, ...spells()], attachedOn("2016-01-15")), "2016-06-10").sustainedOn).toBeNull();
  });
});

describe("offences against a baseline (S3, table 1; reading B)", () => {
  const offences = (before: number, after: number, serious = false): FamilyFacts =>
    familyOf(
      [
        ...Array.from({ length: before }, (_, i) =>
          fact({ kind: "OFFENCE", personId: "adult", proven: true, serious: false, from: d(`2015-${String(i + 1).padStart(2, "0")}-10`) }),
        ),
        ...Array.from({ length: after }, (_, i) =>
          fact({ kind: "OFFENCE", personId: "adult", proven: true, serious, from: d(`2016-0${i + 2}-10`) }),
        ),
      ],
      attachedOn("2015-12-31"),
    );

  it("compares rates over unequal windows in whole numbers", () => {
    expect(under("CRIME_ASB", offences(6, 2), "2016-06-30").sustainedOn).toBe("2016-06-30");
    expect(under("CRIME_ASB", offences(5, 2), "2016-06-30").sustainedOn).toBeNull();
  });

  it("does not accept fewer but serious", () => {
    expect(under("CRIME_ASB", offences(6, 1, true), "2016-06-30").sustainedOn).toBeNull();
  });
});
