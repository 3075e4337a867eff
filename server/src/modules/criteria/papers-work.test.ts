import { describe, expect, it } from "vitest";
import { fact, familyOf } from "../../../test/facts.ts";
import { national2022, phaseOne, standing, supported, under, worcestershire } from "../../../test/plan-facts.ts";
import { localDate } from "../../shared/local-date.ts";
import type { BenefitEvidence, Evidence, PlacementEvidence } from "./evidence-on-record.rules.ts";

/* The cases about work, money and domestic abuse that the papers settle, each with its paragraph. */

const off = (benefit: BenefitEvidence["benefit"], to: string | undefined = "2015-07-31"): Evidence =>
  fact({ kind: "BENEFIT", personId: "adult", benefit, from: "2014-10-01", ...(to ? { to } : {}) });
const job = (from: string, to?: string, contract?: string): Evidence =>
  fact({ kind: "EMPLOYMENT", personId: "adult", from, ...(to ? { to } : {}), ...(contract ? { contract } : {}) });
const sustained = (evidence: readonly Evidence[], asOf = "2016-06-30", plan = worcestershire): string | null =>
  under(plan, "WORKLESSNESS", supported(evidence), asOf).sustainedOn;

describe("continuous employment (S3, table 4, row 1)", () => {
  it("is 26 of the last 30 weeks after JSA, 14 weeks on end after another benefit (reading C)", () => {
    const broken = [job("2015-08-01", "2015-10-15"), job("2015-11-13")];
    expect(sustained([off("JSA"), ...broken])).toBe("2016-02-26");
    expect(sustained([off("JSA"), ...broken], "2016-02-25")).toBeNull();
    expect(sustained([off("ESA"), ...broken])).toBe("2016-02-18");
    expect(sustained([off("ESA"), ...broken], "2016-02-17")).toBeNull();
    expect(sustained([off("JSA"), job("2015-08-01", "2015-10-15"), job("2015-11-14")], "2016-02-26")).toBeNull();
  });

  it("stands for as long as enough of the last 30 weeks were in work, after a job has ended too", () => {
    const ended = [off("JSA"), job("2015-08-01", "2016-01-29")];
    expect([sustained(ended, "2016-02-26"), sustained(ended, "2016-02-27")]).toEqual(["2016-01-29", null]);
  });

  it("breaks for a day between two contracts, and not inside one (reading C)", () => {
    const day = (one?: string, other?: string) => [off("ESA"), job("2015-08-01", "2015-10-31", one), job("2015-11-02", undefined, other)];
    expect(sustained(day("a", "a"), "2015-11-06")).toBe("2015-11-06");
    expect(sustained(day("a", "b"), "2015-11-06")).toBeNull();
    expect(sustained(day(), "2016-02-07")).toBe("2016-02-07");
    expect(sustained(day(), "2016-02-06")).toBeNull();
    expect(sustained([off("ESA"), job("2015-08-01", "2015-10-31"), job("2015-11-01")], "2015-11-06")).toBe("2015-11-06");
  });

  it("counts on Universal Credit under evidence of earnings alone (reading J)", () => {
    const moved = [off("JSA"), fact({ kind: "BENEFIT", personId: "adult", benefit: "UNIVERSAL_CREDIT", from: "2015-08-01" })];
    const earnings = (to?: string) =>
      fact({ kind: "UC_EARNINGS", personId: "adult", thresholdMet: true, from: "2015-08-01", ...(to ? { to } : {}) });
    expect(under(worcestershire, "WORKLESSNESS", supported(moved), "2016-06-30")).toMatchObject({ need: true, significantOn: null });
    expect(sustained([...moved, job("2015-08-01")])).toBeNull();
    expect(sustained([...moved, job("2015-08-01"), earnings()])).toBe("2016-01-29");
    expect(sustained([...moved, job("2015-08-01"), earnings("2016-01-28")])).toBeNull();
    expect(sustained([...moved, job("2015-08-01"), { ...earnings(), thresholdMet: false } as Evidence])).toBeNull();
  });

  it("is undone by going back on the benefit", () => {
    const back = fact({ kind: "BENEFIT", personId: "adult", benefit: "ESA", from: "2015-12-01" });
    expect(under(worcestershire, "WORKLESSNESS", supported([off("ESA"), job("2015-08-01"), back]), "2015-12-01")).toMatchObject({
      need: true,
      sustainedOn: null,
      relapsedOn: "2015-12-01",
    });
  });
});

describe("progress to work", () => {
  const placed = (activity: PlacementEvidence["activity"], more: Partial<PlacementEvidence> = {}): Evidence =>
    ({
      ...fact({
        kind: "PLACEMENT",
        personId: "adult",
        activity,
        accredited: false,
        completed: false,
        continues: false,
        from: "2015-09-01",
      }),
      ...more,
    }) as Evidence;
  const open = off("ESA", undefined);

  it("is accredited training, not any (S3, table 4, row 2)", () => {
    expect(sustained([open, placed("TRAINING")])).toBeNull();
    expect(sustained([open, placed("TRAINING", { accredited: true })])).toBe("2015-11-30");
    expect(sustained([open, placed("QUALIFICATION")])).toBe("2015-11-30");
  });

  it("lasts once completed, before thirteen weeks too (S3, table 4, row 2)", () => {
    expect(sustained([open, placed("PLACEMENT", { to: localDate("2015-09-20"), completed: true })])).toBe("2015-09-20");
    expect(sustained([open, placed("PLACEMENT", { to: localDate("2015-09-20") })])).toBeNull();
  });

  it("shows in a better stage, and lasts by a placement (S3, table 4, row 2)", () => {
    const stage = (on: string, value: 1 | 2 | 3) => fact({ kind: "DWP_STAGE", personId: "adult", stage: value, from: on });
    const rated = [open, stage("2015-05-01", 2), stage("2015-10-01", 3)];
    const at = (evidence: readonly Evidence[]) => under(worcestershire, "WORKLESSNESS", supported(evidence), "2015-12-31");
    expect(at(rated)).toMatchObject({ significantOn: "2015-10-01", sustainedOn: null });
    expect(at([open, stage("2015-05-01", 2), stage("2015-10-01", 2)]).significantOn).toBeNull();
    expect(at([...rated, stage("2015-11-01", 1)])).toMatchObject({ significantOn: null, relapsedOn: "2015-11-01" });
    expect(at([...rated, placed("VOLUNTEERING")])).toMatchObject({ significantOn: "2015-09-01", sustainedOn: "2015-11-30" });
  });

  it("in phase 1 is joining the ESF provision or the Work Programme within six months (S1, 3.3)", () => {
    const joined = fact({ kind: "PROGRAMME", personId: "adult", programme: "WORK_PROGRAMME", from: "2015-09-01" });
    expect(sustained([open, joined], "2015-09-01", phaseOne)).toBe("2015-09-01");
    expect(sustained([open, joined], "2016-02-29", phaseOne)).toBe("2015-09-01");
    expect(sustained([open, joined], "2016-03-01", phaseOne)).toBeNull();
    expect(sustained([open, { ...joined, programme: "OTHER" } as Evidence], "2015-09-01", phaseOne)).toBeNull();
  });

  it("is not paid for twice: in phase 1 days of work on those programmes do not count (S1, 3.3)", () => {
    const enrolled = fact({ kind: "PROGRAMME", personId: "adult", programme: "ESF", from: "2015-02-01", to: "2015-08-31" });
    expect(sustained([off("JSA"), job("2015-08-01")], "2016-01-29", phaseOne)).toBe("2016-01-29");
    expect(sustained([off("JSA"), job("2015-08-01"), enrolled], "2016-01-29", phaseOne)).toBeNull();
    expect(sustained([off("JSA"), job("2015-08-01"), enrolled], "2016-02-29", phaseOne)).toBe("2016-02-29");
  });
});

describe("domestic abuse (S3, table 5)", () => {
  const callOut = (on: string): Evidence => fact({ kind: "DOMESTIC_CALL_OUT", inSupportOfInjunction: false, from: on });
  const programme = fact({ kind: "INTERVENTION", criterion: "DOMESTIC_ABUSE", completed: true, from: "2015-07-01", to: "2015-10-31" });

  it("is met by any one row of those that were a need (reading F)", () => {
    const calls = [callOut("2015-05-01"), callOut("2015-10-01")];
    const at = (evidence: readonly Evidence[]) => under(worcestershire, "DOMESTIC_ABUSE", supported(evidence), "2015-12-01");
    expect(at(calls)).toMatchObject({ identified: true, significantOn: null });
    expect(at([...calls, programme])).toMatchObject({ significantOn: "2015-07-01", sustainedOn: "2015-10-31" });
  });

  it("elsewhere every row that was a need must be met (reading F)", () => {
    const concern = (name: "ALCOHOL" | "DRUGS") => fact({ kind: "HEALTH_CONCERN", personId: "adult", concern: name, from: "2015-01-01" });
    const judged = (about?: "ALCOHOL") =>
      fact({ kind: "JUDGEMENT", criterion: "HEALTH", progressed: true, atClosure: true, from: "2015-12-01", ...(about ? { about } : {}) });
    const at = (evidence: readonly Evidence[]) => under(worcestershire, "HEALTH", supported(evidence), "2015-12-01").sustainedOn;
    expect(at([concern("ALCOHOL"), judged("ALCOHOL")])).toBe("2015-12-01");
    expect(at([concern("ALCOHOL"), concern("DRUGS"), judged("ALCOHOL")])).toBeNull();
    expect(at([concern("ALCOHOL"), concern("DRUGS"), judged()])).toBe("2015-12-01");
  });
});

describe("needs", () => {
  const debt = fact({ kind: "FINANCE", measure: "DEBT", pounds: 900, from: "2022-11-01" });
  const drink = fact({ kind: "HEALTH_CONCERN", personId: "adult", concern: "ALCOHOL", from: "2022-11-01" });
  const housing = (status: "AT_RISK" | "SECURE", from: string) => fact({ kind: "HOUSING", status, from });

  it("make a family eligible under three headings of ten in 2022 (Supporting Families programme guidance, chapters 4 and 5)", () => {
    const eligible = (...evidence: Evidence[]) => standing(national2022, familyOf(evidence), "2022-12-01").eligible;
    expect(eligible(debt, drink)).toBe(false);
    expect(eligible(debt, drink, housing("AT_RISK", "2022-11-01"))).toBe(true);
  });

  it("about debt end once there is none", () => {
    const paid = fact({ kind: "FINANCE", measure: "DEBT", pounds: 0, from: "2023-02-01" });
    const need = (asOf: string) => under(national2022, "WORKLESSNESS", familyOf([debt, paid]), asOf).need;
    expect([need("2023-01-31"), need("2023-02-01")]).toEqual([true, false]);
  });

  it("end with the state that made them, when the next one is recorded", () => {
    const facts = familyOf([housing("AT_RISK", "2022-11-01"), housing("SECURE", "2023-02-01")]);
    const need = (asOf: string) => under(national2022, "SECURE_HOUSING", facts, asOf).need;
    expect([need("2023-01-31"), need("2023-02-01")]).toEqual([true, false]);
  });
});
