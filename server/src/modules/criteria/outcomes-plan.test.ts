import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseOutcomesPlan } from "./outcomes-plan.rules.ts";
import { parseSchoolTerms } from "./terms.rules.ts";

const planFile: unknown = JSON.parse(
  readFileSync(new URL("../../../../seeds/outcomes-plans/lancashire-2016-17.json", import.meta.url), "utf8"),
);

describe("a plan file", () => {
  const faulty = (
    change: (file: {
      criteria: {
        criterion: string;
        issues: { id: string; entry: Record<string, unknown>; entrySource: string; progress: { underPercent?: unknown[] } }[];
      }[];
      eligibility: { needs: number };
    }) => void,
  ): (() => unknown) => {
    const copy = structuredClone(planFile) as Parameters<typeof change>[0];
    change(copy);
    return () => parseOutcomesPlan(copy);
  };
  it.each([
    [
      "an unknown measure",
      "criteria.0.issues.0.entry.measure",
      faulty((file) => Object.assign(file.criteria[0]?.issues[0]?.entry ?? {}, { measure: "star-sign" })),
    ],
    [
      "a negative window",
      "criteria.0.issues.0.entry.months",
      faulty((file) => Object.assign(file.criteria[0]?.issues[0]?.entry ?? {}, { months: -1 })),
    ],
    [
      "a rule without its source",
      "criteria.0.issues.0.entrySource",
      faulty((file) => Object.assign(file.criteria[0]?.issues[0] ?? {}, { entrySource: "somewhere" })),
    ],
    [
      "an id used twice",
      "criteria.1.issues.1.id",
      faulty((file) => Object.assign(file.criteria[1]?.issues[1] ?? {}, { id: "education.attendance" })),
    ],
    [
      "a threshold dated twice",
      "criteria.1.issues.0.progress.underPercent.2.from",
      faulty((file) => file.criteria[1]?.issues[0]?.progress.underPercent?.push({ from: "2016-04-01", percent: 8 })),
    ],
    ["a criterion left out", "eligibility.of", faulty((file) => file.criteria.pop())],
    ["more needs than criteria", "eligibility.needs", faulty((file) => Object.assign(file.eligibility, { needs: 7 }))],
  ])("with %s is refused, naming the line", (_what, path, parse) => {
    expect(parse).toThrow(new RegExp(`^${path.replaceAll(".", "\\.")}: `, "m"));
  });
  it("of terms that overlap is refused, naming the line", () => {
    expect(() =>
      parseSchoolTerms({
        authority: "X",
        source: "ours",
        terms: [
          { name: "a", from: "2016-01-01", to: "2016-03-01" },
          { name: "b", from: "2016-03-01", to: "2016-06-01" },
        ],
      }),
    ).toThrow("terms.1.from");
  });
});
