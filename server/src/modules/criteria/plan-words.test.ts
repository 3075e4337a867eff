import { describe, expect, it } from "vitest";
import { lancashire, national2022, phaseOne, worcestershire } from "../../../test/plan-facts.ts";
import type { OutcomesPlan } from "./outcomes-plan.rules.ts";
import { entryWords, progressWords, type RuleWords } from "./plan-words.rules.ts";

const PLANS = [phaseOne, lancashire, worcestershire, national2022];

function rowOf(plan: OutcomesPlan, id: string): { entry: RuleWords; progress: RuleWords } {
  const row = plan.criteria.flatMap(({ issues }) => issues).find((each) => each.id === id) ?? expect.fail(`there is no row ${id}`);
  return { entry: entryWords(row.entry), progress: progressWords(row.progress) };
}

describe("a plan in words", () => {
  it("has a line for every measure of every row, and none with a word of the file in it", () => {
    const words = PLANS.flatMap(({ criteria }) =>
      criteria.flatMap(({ issues, assessed }) => [
        ...issues.flatMap(({ entry, progress }) => [...entryWords(entry).lines, ...progressWords(progress).lines]),
        ...(assessed ? progressWords(assessed.progress).lines : []),
      ]),
    );
    expect(words.length).toBeGreaterThan(60);
    expect(words.filter((line) => !/^[A-Z]/u.test(line))).toEqual([]);
    expect(words.filter((line) => /[A-Z]+_[A-Z]+|undefined|NONE|ALL\b/u.test(line))).toEqual([]);
  });

  it("says how a threshold changes on a date", () => {
    expect(rowOf(worcestershire, "education.attendance")).toEqual({
      entry: {
        anyOne: false,
        lines: [
          "Absent from at least this share of all sessions, over the last 3 completed terms and all schools: 15%, from 1 April 2016 10%",
        ],
      },
      progress: {
        anyOne: false,
        lines: ["Over the last 3 terms added up, absent from less than this share of all sessions: 15%, from 1 April 2016 10%"],
      },
    });
  });

  it("counts events as they count: proven, and compared month for month", () => {
    expect(rowOf(lancashire, "crime.offences")).toEqual({
      entry: { anyOne: false, lines: ["At least 1 of these in the last 12 months: proven offences"] },
      progress: {
        anyOne: false,
        lines: [
          "At least 33% fewer in 6 months than in the 12 months before support began, month for month, none of them serious (significant after 3 months): proven offences",
        ],
      },
    });
  });

  it("says whether one line is enough or all must hold", () => {
    const { entry, progress } = rowOf(worcestershire, "education.roll");
    expect([entry.anyOne, entry.lines.length, progress.anyOne, progress.lines.length]).toEqual([true, 2, false, 3]);
    expect(entry.lines[0]).toBe("Excluded for good in the last 3 completed terms or since");
  });

  it("says how long a step down is held, and from where longer", () => {
    expect(rowOf(lancashire, "help.open").progress.lines).toEqual([
      "A step down to a lower level of help, by de-escalation, and held for 6 months (12 where it was on a child protection plan)",
    ]);
  });

  it("says which windows go with which benefit", () => {
    expect(rowOf(worcestershire, "work.employment").progress.lines).toEqual([
      "In work and off out-of-work benefits: after Jobseeker's Allowance or Universal Credit for 182 of the last 210 days; after Employment and Support Allowance, Income Support or another out-of-work benefit for 98 days on end; on Universal Credit, days with earnings over its threshold alone count",
    ]);
  });
});
