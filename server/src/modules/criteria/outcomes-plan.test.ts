import { describe, expect, it } from "vitest";
import { lancashire, national2022, phaseOne, planFile, worcestershire } from "../../../test/plan-facts.ts";
import { CRITERIA } from "./facts.rules.ts";
import { type OutcomesPlan, parseOutcomesPlan } from "./outcomes-plan.rules.ts";

/** A plan file before it is read: any line may be put to anything. */
type Loose = { [key: string]: Loose } & Loose[] & string;
const PLACE = "criteria.1.issues.0";

/** Reads Worcestershire's plan with one line changed, and gives the paths of the faults that it is refused for. */
function faultsOf(change: (file: Loose) => void, name = "worcestershire-2015-16"): readonly string[] {
  const file = structuredClone(planFile(name)) as Loose;
  change(file);
  try {
    parseOutcomesPlan(file);
    return [];
  } catch (error) {
    return String((error as Error).message)
      .split("\n")
      .map((line) => line.slice(0, line.indexOf(": ")));
  }
}

/** Puts a value at a path of the file, whatever stood there. */
const put =
  (path: string, value: unknown): ((file: Loose) => void) =>
  (file) => {
    const keys = path.split(".");
    const last = keys.pop() ?? "";
    let place = file as Loose;
    for (const key of keys) place = place[key] as Loose;
    Object.assign(place, { [last]: value });
  };

describe("a plan file", () => {
  it.each<[string, string, unknown, string?]>([
    ["an unknown entry measure", "criteria.0.issues.0.entry.measure", "star-sign"],
    ["an unknown progress measure", "criteria.0.issues.0.progress.of.0.measure", "horoscope"],
    [
      "a measure of progress where an entry stands",
      "criteria.0.issues.0.entry",
      { measure: "judgement" },
      "criteria.0.issues.0.entry.measure",
    ],
    ["a field that no measure has", "criteria.0.issues.0.entry", { measure: "events", kind: "OFFENCE", months: 12, atLeast: 1, colour: 1 }],
    ["an unknown criterion", "criteria.0.criterion", "WEATHER"],
    ["an unknown scope", "criteria.0.issues.0.scope", "EACH_DOG"],
    ["a window of no months", "criteria.0.issues.0.entry.months", 0],
    ["a negative window", "criteria.0.issues.0.entry.months", -1],
    ["a count of none", "criteria.0.issues.0.entry.atLeast", 0],
    ["half a month", "criteria.0.issues.0.entry.months", 1.5],
    ["a percentage over 100", "criteria.0.issues.0.progress.of.0.percentFewer", 101],
    ["a percentage of nothing", "criteria.0.issues.0.progress.of.0.percentFewer", 0],
    ["a negative threshold", "criteria.1.issues.1.entry.atLeastPercent.0.percent", -15],
    ["a threshold over 100", "criteria.1.issues.1.progress.underPercent.0.percent", 150],
    ["thresholds out of order", "criteria.1.issues.1.progress.underPercent.1.from", "2014-01-01"],
    ["a threshold dated twice", "criteria.1.issues.1.progress.underPercent.1.from", "2015-04-01"],
    ["a day that is none", "criteria.1.issues.1.progress.underPercent.1.from", "2015-02-30"],
    ["no threshold at all", "criteria.1.issues.1.progress.underPercent", []],
    ["a plan that ends before it begins", "to", "2015-03-31"],
    ["more days than the window has", "criteria.3.issues.0.progress.windows.0.days", 211],
    ["a benefit with two windows", "criteria.3.issues.0.progress.windows.1.after.0", "JSA"],
    ["significant after sustained", "criteria.4.issues.0.progress.significantMonths", 7],
    ["rungs of the other ladder", "criteria.2.issues.1.progress.monthsFrom", { CHILD_PROTECTION: 12 }],
    ["a word of another kind", "criteria.2.issues.0.entry.only.0", "JSA"],
    ["exclusions of neither sort", "criteria.1.issues.0.entry", { measure: "exclusions", terms: 3 }],
    ["a rule without its source", "criteria.0.issues.0.entrySource", "somewhere"],
    ["a reading that has no letter", "criteria.0.issues.0.entrySource", "assumed: Z"],
    ["a table that there is not", "criteria.0.issues.0.progressSource", "assumed-from-Worcestershire, table 7"],
    ["a rule's id used twice", "criteria.1.issues.1.id", "education.exclusions"],
    ["the id of another criterion's rule", "criteria.1.assessed.id", "crime.young"],
    ["a criterion twice", "criteria.1.criterion", "CRIME_ASB"],
    ["more needs than criteria", "eligibility.needs", 7],
    ["a number of criteria that it has not", "eligibility.of", 5],
    ["a row among alternatives that there is not", "criteria.4.alternatives.0.rows.0", "abuse.weather"],
    ["a row named twice among alternatives", "criteria.4.alternatives.0.rows.1", "abuse.call-outs"],
    ["one row as alternatives", "criteria.4.alternatives.0.rows", ["abuse.call-outs"]],
    ["a criterion that nothing makes a need", "criteria.5", { criterion: "HEALTH", issues: [] }, "criteria.5.issues"],
  ])("with %s is refused, naming the line", (_what, path, value, named = path) => {
    expect(faultsOf(put(path, value))).toContain(named);
  });

  it.each<[string, string, unknown, string]>([
    ["absence of the family as one", "scope", "FAMILY", "entry.measure"],
    ["absence of any adult", "scope", "ANY_ADULT", "progress.measure"],
    ["a benefit of each child", "entry", { measure: "open-spell", kind: "BENEFIT" }, "entry.measure"],
    ["work of each child", "progress", { measure: "employment", windows: [{ after: ["JSA"], days: 1, ofDays: 1 }] }, "progress.measure"],
    [
      "a placement of each child, inside another measure",
      "progress",
      { measure: "any-of", of: [{ measure: "judgement" }, { measure: "placement", days: 91 }] },
      "progress.of.1.measure",
    ],
  ])("with %s is refused, naming the line", (_what, field, value, named) => {
    expect(faultsOf(put(`${PLACE}.${field}`, value))).toContain(`${PLACE}.${named}`);
  });

  it("with a row that nothing could sustain is refused, naming the line", () => {
    const stage = { measure: "dwp-stage-improved" };
    expect(faultsOf(put("criteria.3.issues.1.progress", stage))).toEqual(["criteria.3.issues.1.progress.measure"]);
    expect(faultsOf(put("criteria.3.issues.1.progress", { measure: "all-of", of: [stage, { measure: "judgement" }] }))).toHaveLength(1);
    expect(faultsOf(put("criteria.3.issues.1.progress", { measure: "any-of", of: [stage, { measure: "judgement" }] }))).toEqual([]);
  });

  it("with measures too deep inside one another, or that refer to themselves, is refused, naming the line", () => {
    const nested = (depth: number): unknown => (depth === 0 ? { measure: "judgement" } : { measure: "any-of", of: [nested(depth - 1)] });
    expect(faultsOf(put(`${PLACE}.progress`, nested(3)))).toEqual([]);
    expect(faultsOf(put(`${PLACE}.progress`, nested(4)))).toEqual([`${PLACE}.progress.of.0.of.0.of.0.of.0`]);
    const circle: { measure: string; of: unknown[] } = { measure: "all-of", of: [] };
    circle.of.push(circle);
    expect(faultsOf(put(`${PLACE}.entry`, circle))).toEqual([`${PLACE}.entry.of.0.of.0.of.0.of.0`]);
    expect(faultsOf(put("criteria.0.assessed.progress", circle))).toEqual(["criteria.0.assessed.progress.of.0.of.0.of.0.of.0"]);
  });

  it("with targets that do not add up is refused, naming the line", () => {
    expect(faultsOf(put("targets.cumulative", 4304), "lancashire-2016-17")).toEqual(["targets.cumulative"]);
  });

  it.each([null, 7, "plan", [], {}, { criteria: "none" }, { criteria: [null, 3, { issues: [null] }] }])(
    "that is none is refused: %j",
    (json) => {
      expect(() => parseOutcomesPlan(json)).toThrow();
    },
  );
});

describe("the plans in seeds/outcomes-plans", () => {
  const ids = (plan: OutcomesPlan) => plan.criteria.map((entry) => entry.criterion);

  it("name three criteria in phase 1, the six of phase 2, and the ten headings of 2022", () => {
    expect(ids(phaseOne)).toEqual(["CRIME_ASB", "MISSING_EDUCATION", "WORKLESSNESS"]);
    expect(ids(worcestershire)).toEqual(ids(lancashire));
    expect(ids(lancashire)).toHaveLength(6);
    expect([...ids(national2022)].sort()).toEqual([...CRITERIA].sort());
    expect([phaseOne, lancashire, worcestershire, national2022].map((plan) => plan.eligibility.needs)).toEqual([2, 2, 2, 3]);
  });

  it("say what they leave out, where they do", () => {
    expect([phaseOne, worcestershire, national2022].every((plan) => (plan.leftOut?.length ?? 0) > 0)).toBe(true);
  });

  it("have targets only where an authority set itself some", () => {
    expect([phaseOne, worcestershire, national2022].map((plan) => plan.targets)).toEqual([undefined, undefined, undefined]);
    expect(lancashire.targets).toMatchObject({ cumulative: 4303, claims: 1320 });
  });
});
