import { describe, expect, it } from "vitest";
import { localDate } from "../../shared/local-date.ts";
import { isApplicable, missingAnswers } from "./applicability.rules.ts";
import { type Answer, CAF_CRITERIA, type CafCriterion } from "./facts.rules.ts";

const d = localDate;
const son = { personId: "son", dateOfBirth: d("2005-03-03") };
const everyAnswer = (members: readonly { personId: string }[]): { personId: string; criterion: CafCriterion; answer: Answer }[] =>
  members.flatMap((member) => CAF_CRITERIA.map((criterion) => ({ personId: member.personId, criterion, answer: "NO_NEED" as const })));

describe("missingAnswers and isApplicable (reading I)", () => {
  it("asks by age: attendance 5 to 16, crime from 10, work from 16, help under 18", () => {
    const on = d("2016-03-02");
    expect(CAF_CRITERIA.filter((criterion) => isApplicable(criterion, d("2005-03-03"), on))).toEqual([
      "CRIME_ASB",
      "MISSING_EDUCATION",
      "CHILDREN_WHO_NEED_HELP",
      "DOMESTIC_ABUSE",
      "HEALTH",
    ]);
    expect(isApplicable("CRIME_ASB", d("2006-03-03"), on)).toBe(false);
    expect(isApplicable("CRIME_ASB", d("2006-03-02"), on)).toBe(true);
    expect([isApplicable("MISSING_EDUCATION", d("1999-03-02"), on), isApplicable("MISSING_EDUCATION", d("1999-03-03"), on)]).toEqual([
      false,
      true,
    ]);
    expect(CAF_CRITERIA.every((criterion) => isApplicable(criterion, null, on))).toBe(true);
  });
  it("takes not asked and not applicable for no answer where the criterion applies", () => {
    const answers = everyAnswer([son]).map((entry) =>
      entry.criterion === "HEALTH"
        ? { ...entry, answer: "NOT_ASKED" as const }
        : entry.criterion === "WORKLESSNESS"
          ? { ...entry, answer: "NOT_APPLICABLE" as const }
          : entry,
    );
    expect(missingAnswers([son], answers, d("2016-03-01"))).toEqual([{ personId: "son", criteria: ["HEALTH"] }]);
    expect(missingAnswers([son], answers, d("2021-03-03"))).toEqual([{ personId: "son", criteria: ["WORKLESSNESS", "HEALTH"] }]);
  });
});
