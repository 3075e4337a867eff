import { describe, expect, it } from "vitest";
import { attachedOn, attendance, fact, familyOf, judgement, lancashire, terms } from "../../../test/facts.ts";
import { localDate } from "../../shared/local-date.ts";
import { evaluate } from "./evaluate.rules.ts";
import type { Evidence } from "./evidence-on-record.rules.ts";
import type { FamilyFacts } from "./family-facts.rules.ts";
import type { ClaimForecast, Standing } from "./standings.rules.ts";

const d = localDate;
const at = (facts: FamilyFacts, asOf: string): Standing => evaluate(lancashire, terms, facts, d(asOf));
const claim = (facts: FamilyFacts, asOf: string): ClaimForecast => at(facts, asOf).claim;
const owed = (facts: FamilyFacts, asOf: string) =>
  claim(facts, asOf).owed.map(({ criterion, kind, since }) => ({ criterion, kind, since }));

const help = (to?: string): Evidence => fact({ kind: "EARLY_HELP", impact: "MODERATE", from: "2016-01-04", ...(to ? { to } : {}) });
const concern = fact({ kind: "HEALTH_CONCERN", concern: "ALCOHOL", personId: "adult", from: "2016-01-10" });
const benefit = (to?: string): Evidence =>
  fact({ kind: "BENEFIT", benefit: "ESA", personId: "adult", from: "2015-01-01", ...(to ? { to } : {}) });
const work = (from: string): Evidence => fact({ kind: "EMPLOYMENT", personId: "adult", from });
const both = [judgement("CHILDREN_WHO_NEED_HELP", "2016-08-01"), judgement("HEALTH", "2016-08-01")];

describe("significant and sustained progress (S2, Progress to claims; S3, Evidencing outcomes: two keys)", () => {
  const facts = (...more: Evidence[]) => familyOf([help("2016-05-31"), concern, ...more], attachedOn("2016-02-01"));

  it("needs both keys: the data on every problem, and the lead worker's judgement on every one", () => {
    expect(claim(facts(...both), "2016-11-29")).toEqual({ route: "SSP", readyOn: "2016-11-30", owed: [] });
    expect(claim(facts(), "2016-12-31").readyOn).toBeNull();
    expect(claim(facts(judgement("HEALTH", "2016-08-01")), "2016-12-31").readyOn).toBeNull();
  });

  it("is ready from the day that the later key turned", () => {
    expect(claim(facts(...both), "2016-12-31").readyOn).toBe("2016-11-30");
    const late = facts(judgement("HEALTH", "2016-08-01"), judgement("CHILDREN_WHO_NEED_HELP", "2016-12-12"));
    expect(claim(late, "2016-12-31")).toEqual({ route: "SSP", readyOn: "2016-12-12", owed: [] });
  });

  it("counts a judgement made at closure or step-down, and none that came before the problem or before it came back", () => {
    const early = facts(judgement("HEALTH", "2016-08-01"), judgement("CHILDREN_WHO_NEED_HELP", "2016-08-01", false));
    expect(claim(early, "2016-12-31").readyOn).toBeNull();
    const again = familyOf(
      [help("2016-03-31"), fact({ kind: "EARLY_HELP", impact: "MINOR", from: "2016-09-01", to: "2016-09-30" }), concern, ...both],
      attachedOn("2016-02-01"),
    );
    expect(at(again, "2017-06-30").progress).toBe("SIGNIFICANT_AND_SUSTAINED");
    expect(owed(again, "2017-06-30")).toEqual([{ criterion: "CHILDREN_WHO_NEED_HELP", kind: "JUDGEMENT", since: "2017-03-30" }]);
  });

  it("says that the lead worker's judgement is owed by the lead agency, from the day that the data was there", () => {
    expect(owed(facts(), "2016-12-31")).toEqual([
      { criterion: "CHILDREN_WHO_NEED_HELP", kind: "JUDGEMENT", since: "2016-11-30" },
      { criterion: "HEALTH", kind: "JUDGEMENT", since: null },
    ]);
    const led = {
      leadProfessionals: [{ id: "lead", agencyKind: "HOUSING" as const, askedOn: d("2016-01-20"), acceptedOn: d("2016-01-21") }],
    };
    expect(claim({ ...facts(), ...led }, "2016-12-31").owed.map((item) => item.owedBy)).toEqual(["HOUSING", "HOUSING"]);
  });

  it("is held up by a problem that came up since attachment (reading M)", () => {
    const callOut = fact({ kind: "DOMESTIC_CALL_OUT", inSupportOfInjunction: false, from: "2016-10-10", source: "POLICE" });
    expect(claim(facts(...both, callOut), "2016-12-31").readyOn).toBeNull();
    const quiet = facts(...both, callOut, judgement("DOMESTIC_ABUSE", "2017-01-10"));
    expect(claim(quiet, "2017-01-10")).toEqual({ route: "SSP", readyOn: "2017-04-10", owed: [] });
  });

  it("is none for a family with nothing identified, or not attached", () => {
    const none = { route: null, readyOn: null, owed: [] };
    expect(claim(familyOf([], attachedOn("2016-02-01")), "2016-12-31")).toEqual(none);
    expect(claim(familyOf([help("2016-05-31"), concern, ...both]), "2016-12-31")).toEqual(none);
  });

  it("waits for a return that is owed, and time alone no longer brings it", () => {
    const bad = [attendance("2015-09-02", 24), attendance("2016-01-04", 25)];
    const better = [attendance("2016-04-11", 5), attendance("2016-09-05", 4)];
    const school = familyOf([...bad, ...better, judgement("MISSING_EDUCATION", "2017-01-20")], attachedOn("2016-04-08"));
    expect(claim(school, "2017-02-01")).toMatchObject({ route: "SSP", readyOn: "2017-03-31" });
    expect(claim(school, "2017-03-31")).toMatchObject({ route: null, readyOn: null });
    expect(at(school, "2017-02-01").nextChangeOn).toBe("2017-03-31");
  });
});

describe("continuous employment (S2, Continuous Employment; S3, table 4)", () => {
  it("stands alone: other problems may be outstanding, and no judgement is asked for", () => {
    const facts = familyOf([benefit("2016-02-29"), work("2016-03-01"), concern], attachedOn("2016-01-15"));
    expect(at(facts, "2016-06-06").outstanding).toEqual(["HEALTH"]);
    expect(claim(facts, "2016-04-01")).toEqual({ route: "CE", readyOn: "2016-06-06", owed: [] });
    expect(claim(facts, "2016-06-06")).toEqual({ route: "CE", readyOn: "2016-06-06", owed: [] });
  });

  it("is not carried by the lead worker's judgement", () => {
    const facts = familyOf([benefit("2016-02-29"), concern, judgement("WORKLESSNESS", "2016-06-01")], attachedOn("2016-01-15"));
    expect(at(facts, "2016-12-31").criteria.find((entry) => entry.criterion === "WORKLESSNESS")?.sustainedOn).toBe("2016-06-01");
    expect(claim(facts, "2016-12-31").route).toBeNull();
  });

  it("asks of an adult who left the benefit for the work that they went to, in writing where no database has it", () => {
    const facts = familyOf([benefit("2016-02-29")], attachedOn("2016-01-15"));
    expect(at(facts, "2016-06-01").trackedForContinuousEmployment).toBe(true);
    expect(claim(facts, "2016-06-01").owed).toContainEqual({
      criterion: "WORKLESSNESS",
      personId: "adult",
      kind: "EMPLOYMENT",
      sentence: expect.stringContaining("written confirmation"),
      owedBy: "WPEHS",
      since: "2016-03-01",
    });
    const universal = fact({ kind: "BENEFIT", benefit: "UNIVERSAL_CREDIT", personId: "adult", from: "2016-03-01" });
    expect(claim({ ...facts, evidence: [...facts.evidence, universal] }, "2016-06-01").owed.map((item) => item.kind)).not.toContain(
      "EMPLOYMENT",
    );
  });

  it("counts somebody who was on the benefit at attachment and is still in the family", () => {
    const since = familyOf(
      [fact({ kind: "BENEFIT", benefit: "ESA", personId: "adult", from: "2016-02-01", to: "2016-02-29" }), work("2016-03-01")],
      attachedOn("2016-01-15"),
    );
    expect(claim(since, "2016-12-31").route).toBeNull();
    const facts = familyOf([benefit("2016-02-29"), work("2016-03-01")], attachedOn("2016-01-15"));
    const [adult, child] = facts.members;
    if (!adult || !child) throw new Error("no members");
    expect(claim({ ...facts, members: [{ ...adult, to: d("2016-06-30") }, child] }, "2016-07-01").route).toBeNull();
  });

  it("gives way to significant and sustained progress where that is ready by then", () => {
    const facts = familyOf([benefit("2016-02-29"), work("2016-03-01"), judgement("WORKLESSNESS", "2016-05-01")], attachedOn("2016-01-15"));
    expect(claim(facts, "2016-04-30")).toEqual({ route: "CE", readyOn: "2016-06-06", owed: [] });
    expect(claim(facts, "2016-05-01")).toEqual({ route: "SSP", readyOn: "2016-05-01", owed: [] });
  });
});

describe("a claim that was made (reading G)", () => {
  it("stands, whatever comes after", () => {
    const facts = familyOf([help("2016-05-31"), ...both], {
      ...attachedOn("2016-02-01"),
      claims: [{ route: "SSP", submittedOn: d("2016-12-05"), recordedOn: d("2016-12-05") }],
    });
    const relapsed = { ...facts, evidence: [...facts.evidence, help()] };
    for (const family of [facts, relapsed]) expect(claim(family, "2016-12-31")).toEqual({ route: "SSP", readyOn: "2016-12-05", owed: [] });
    expect(claim(facts, "2016-12-04")).toEqual({ route: "SSP", readyOn: "2016-11-30", owed: [] });
  });
});
