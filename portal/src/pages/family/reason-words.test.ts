import { expect, test } from "vitest";
import { claimInWords, dueInWords, owedTogether } from "./claim-words.ts";
import { ledgerChoiceIn, ledgerInWords, ledgerParams } from "./ledger-choice.ts";
import { numberInWords, sourceInWords } from "./reason-words.ts";

test.each([
  ["assumed: F", "Assumed: reading F of the rules"],
  ["assumed-from-Worcestershire, table 1 (B)", "Assumed from the Worcestershire outcomes plan, table 1 (reading B)"],
  ["S2 November 2016, Attached families, 1", "Lancashire partnership papers, November 2016, Attached families, 1"],
  ["S3 table 5, row 2", "Worcestershire outcomes plan, table 5, row 2"],
  ["guidance: Supporting Families, chapter 5", "Guidance: Supporting Families, chapter 5"],
])("the source %s reads as %s", (source, words) => {
  expect(sourceInWords(source)).toBe(words);
});

test.each([
  [{ name: "absence", unit: "percent", value: 18.32 }, "Absence: 18.3%"],
  [{ name: "debt at first", unit: "pounds", value: 1200 }, "Debt at first: £1,200"],
  [{ name: "terms so far", unit: "terms", value: 1 }, "Terms so far: 1"],
  [{ name: "of the last", unit: "days", value: 210 }, "Of the last: 210 days"],
  [{ name: "score at closure", unit: "points", value: 1 }, "Score at closure: 1 point"],
  [{ name: "harshest sanction before", unit: "level", value: 3 }, "Harshest sanction before: 3"],
  [{ name: "fixed-term exclusions", unit: "incidents", value: 2 }, "Fixed-term exclusions: 2"],
])("%o reads as %s", (number, words) => {
  expect(numberInWords(number)).toBe(words);
});

test("a claim is none, ready or to come", () => {
  const today = "2017-01-03";
  expect(claimInWords({ route: null, readyOn: null }, today)).toBe("No claim can be foreseen as things are.");
  expect(claimInWords({ route: "CE", readyOn: "2016-11-24" }, today)).toMatch(/^A claim has been ready since 24 November 2016: somebody/);
  expect(claimInWords({ route: "SSP", readyOn: "2017-06-20" }, today)).toMatch(/^A claim will be ready on 20 June 2017 if nothing further/);
});

test("the same owed of several people is one line, and what is due comes first", () => {
  const person = (id: string) => ({ id, givenName: id, familyName: null });
  const owed = { sentence: "The return.", owedBy: "SCHOOL", criterion: "MISSING_EDUCATION" } as const;
  expect(
    owedTogether([
      { ...owed, sentence: "Word of it.", since: null, person: null },
      { ...owed, since: "2016-12-17", person: person("Ana") },
      { ...owed, since: "2016-12-17", person: person("Ben") },
    ]),
  ).toEqual([
    { sentence: "The return.", owedBy: "SCHOOL", since: "2016-12-17", about: ["Ana (missing education)", "Ben (missing education)"] },
    { sentence: "Word of it.", owedBy: "SCHOOL", since: null, about: ["Missing education"] },
  ]);
});

test.each([
  [null, "Not yet"],
  ["2017-01-03", "Since 3 January 2017"],
  ["2017-04-01", "From 1 April 2017"],
])("what is owed since %s is due %s", (since, words) => {
  expect(dueInWords(since, "2017-01-03")).toBe(words);
});

test("the ledger’s days come from the address and go into it, and what is no day is left out", () => {
  const choice = ledgerChoiceIn(new URLSearchParams("asOf=2016-10-31&knownAt=2016-02-30&corrected=yes"));
  expect(choice).toEqual({ asOf: "2016-10-31", knownAt: null, corrected: true });
  expect(ledgerParams(choice).toString()).toBe("asOf=2016-10-31&corrected=yes");
  expect(ledgerInWords(choice)).toBe(
    "Shown: what had begun by 31 October 2016, as known on that day, with what was corrected or withdrawn.",
  );
  expect(ledgerInWords(ledgerChoiceIn(new URLSearchParams()))).toBeNull();
});
