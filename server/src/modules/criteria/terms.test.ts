import { describe, expect, it } from "vitest";
import { fact } from "../../../test/facts.ts";
import { excluded, missed, phaseOne, supported, TERM, worcestershire } from "../../../test/plan-facts.ts";
import { localDate } from "../../shared/local-date.ts";
import { evaluate } from "./evaluate.rules.ts";
import type { Evidence } from "./evidence-on-record.rules.ts";
import type { OutcomesPlan } from "./outcomes-plan.rules.ts";
import type { CriterionStanding } from "./standings.rules.ts";
import { parseSchoolTerms, type SchoolTerm } from "./terms.rules.ts";

const NEXT: Record<string, string> = {
  [TERM.autumn2014]: "2014-12-19",
  [TERM.spring2015]: "2015-03-27",
  [TERM.summer2015]: "2015-07-21",
  [TERM.autumn2015]: "2015-12-18",
  [TERM.spring2016]: "2016-03-24",
  [TERM.summer2016]: "2016-07-20",
};
type Schools = Record<string, { from: string; to: string }>;
const file = (own: Record<string, Schools> = {}) => ({
  authority: "Lancashire",
  source: "ours",
  terms: Object.entries(NEXT).map(([from, to]) => ({ name: `from ${from}`, from, to, ...(own[from] ? { schools: own[from] } : {}) })),
});

describe("a file of school terms", () => {
  const refused = (own: Record<string, Schools>): string => {
    try {
      parseSchoolTerms(file(own));
      return "";
    } catch (error) {
      return String((error as Error).message).split(": ")[0] ?? "";
    }
  };

  it.each<[string, Record<string, Schools>, string]>([
    ["ends before it begins", { [TERM.autumn2015]: { B: { from: "2015-09-02", to: "2015-09-01" } } }, "terms.3.schools.B.to"],
    [
      "overlaps with the school's term before",
      { [TERM.autumn2015]: { B: { from: "2015-07-21", to: "2015-12-18" } } },
      "terms.3.schools.B.from",
    ],
    [
      "overlaps with the authority's term after",
      { [TERM.autumn2015]: { B: { from: "2015-09-02", to: "2016-01-04" } } },
      "terms.3.schools.B.to",
    ],
    [
      "overlaps with another that is the school's own",
      {
        [TERM.autumn2015]: { B: { from: "2015-09-02", to: "2016-01-10" } },
        [TERM.spring2016]: { B: { from: "2016-01-10", to: "2016-03-24" } },
      },
      "terms.4.schools.B.from",
    ],
    ["has a day that is none", { [TERM.autumn2015]: { B: { from: "2015-09-31", to: "2015-12-18" } } }, "terms.3.schools.B.from"],
  ])("in which a school's own term %s is refused, naming the line", (_what, own, path) => {
    expect(refused(own)).toBe(path);
  });

  it("may move a term at one school past the authority's dates, where the next moves too", () => {
    const own = {
      [TERM.autumn2015]: { B: { from: "2015-09-02", to: "2016-01-10" } },
      [TERM.spring2016]: { B: { from: "2016-01-11", to: "2016-03-24" } },
    };
    expect(refused(own)).toBe("");
  });

  it.each([
    [
      "terms.1.from",
      [
        { name: "a", from: "2016-01-01", to: "2016-03-01" },
        { name: "b", from: "2016-03-01", to: "2016-06-01" },
      ],
    ],
    ["terms.0.to", [{ name: "a", from: "2016-01-01", to: "2015-03-01" }]],
  ])("of terms that overlap or end too soon is refused, naming the line %s", (path, terms) => {
    expect(() => parseSchoolTerms({ authority: "X", source: "ours", terms })).toThrow(path);
  });
});

describe("a school with dates of its own", () => {
  const own = parseSchoolTerms(file({ [TERM.summer2016]: { B: { from: "2016-04-04", to: "2016-07-08" } } }));
  const county = parseSchoolTerms(file());
  const education = (plan: OutcomesPlan, terms: readonly SchoolTerm[], evidence: Evidence[], asOf: string): CriterionStanding => {
    const found = evaluate(plan, terms, supported(evidence), localDate(asOf), { knownAt: localDate("2030-01-01") }).criteria.find(
      (entry) => entry.criterion === "MISSING_EDUCATION",
    );
    if (!found) throw new Error("not in the plan");
    return found;
  };
  const at = (school: string): Evidence[] => [
    missed("summer2015", 40, { school }),
    missed("autumn2015", 2, { school }),
    missed("spring2016", 2, { school }),
    missed("summer2016", 2, { school }),
  ];

  it("ends its pupils' terms when it does, and nobody else's", () => {
    expect(education(worcestershire, own, at("B"), "2016-07-08").sustainedOn).toBe("2016-07-08");
    expect(education(worcestershire, own, at("B"), "2016-07-07").sustainedOn).toBeNull();
    expect(education(worcestershire, own, at("A"), "2016-07-19").sustainedOn).toBeNull();
    expect(education(worcestershire, own, at("A"), "2016-07-20").sustainedOn).toBe("2016-07-20");
    expect(education(worcestershire, county, at("B"), "2016-07-19").sustainedOn).toBeNull();
  });

  it("ends a term for a pupil of two schools when both have", () => {
    const both = [...at("B"), missed("summer2016", 1, { school: "A" })];
    expect(education(worcestershire, own, both, "2016-07-19").sustainedOn).toBeNull();
    expect(education(worcestershire, own, both, "2016-07-20").sustainedOn).toBe("2016-07-20");
  });

  it("is the child's by the roll, or by the nearest return, where the term has none yet", () => {
    const [before, autumn, spring] = at("B");
    const returns = [before, autumn, spring].filter((item) => item !== undefined);
    const owes = (evidence: Evidence[], asOf: string) =>
      education(worcestershire, own, evidence, asOf).reasons.some((reason) =>
        reason.sentence.includes("No return yet for from 2016-04-11"),
      );
    expect([owes(returns, "2016-07-07"), owes(returns, "2016-07-08")]).toEqual([false, true]);
    const moved = fact({ kind: "SCHOOL_ROLL", personId: "child", setting: "SCHOOL", school: "A", from: "2016-04-11" });
    expect([owes([...returns, moved], "2016-07-19"), owes([...returns, moved], "2016-07-20")]).toEqual([false, true]);
  });

  it("names the day on which its term ends as the next on which things change", () => {
    const returns = [
      missed("autumn2015", 2, { school: "B" }),
      missed("spring2016", 2, { school: "B" }),
      missed("summer2016", 60, { school: "B" }),
    ];
    const facts = supported(returns.map((item) => ({ ...item, recordedOn: localDate("2016-06-01") })));
    expect(evaluate(worcestershire, own, facts, localDate("2016-06-30")).nextChangeOn).toBe("2016-07-08");
    expect(evaluate(worcestershire, county, facts, localDate("2016-06-30")).nextChangeOn).toBe("2016-07-20");
  });

  it("counts its exclusions by its own dates", () => {
    const early = ["2016-04-04", "2016-04-05", "2016-04-06"].map((on) => excluded(on));
    const facts = [excluded("2015-05-05"), excluded("2015-05-06"), excluded("2015-05-07"), ...at("B"), ...early];
    expect(education(phaseOne, own, facts, "2016-07-20").sustainedOn).toBeNull();
    expect(education(phaseOne, county, facts, "2016-07-20").sustainedOn).toBeNull();
    expect(education(phaseOne, own, facts.slice(0, -1), "2016-07-20").sustainedOn).toBe("2016-07-08");
  });
});
