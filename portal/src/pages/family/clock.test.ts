import { expect, test } from "vitest";
import { type CriterionStanding, clockOf, type PersonStanding, personClockOf, stateOf } from "./clock.ts";

const nothing: CriterionStanding = {
  __typename: "CriterionStanding",
  criterion: "CRIME_ASB",
  need: false,
  notAsked: false,
  identified: false,
  needSince: null,
  significantOn: null,
  sustainedOn: null,
  sustainedExpectedOn: null,
  relapsedOn: null,
  openTo: null,
  people: [],
  reasons: [],
};

test.each([
  [{}, ["No need found."], "No need"],
  [{ notAsked: true }, ["Not asked of everyone it applies to."], "Not asked"],
  [{ need: true, needSince: "2016-07-14" }, ["A need since 14 July 2016."], "Need"],
  [{ need: true, identified: true, needSince: "2016-07-14" }, ["A need since 14 July 2016.", "No significant progress yet."], "Need"],
  [
    { identified: true, significantOn: "2017-01-14", sustainedExpectedOn: "2017-07-14" },
    ["Significant progress on 14 January 2017. Sustained on 14 July 2017 if nothing recurs."],
    "Significant progress",
  ],
  [{ identified: true, significantOn: "2016-06-07", sustainedOn: "2016-09-12" }, ["Sustained on 12 September 2016."], "Sustained"],
  [
    { need: true, identified: true, needSince: "2016-11-01", relapsedOn: "2016-11-01", openTo: "CSC" },
    ["A need since 1 November 2016.", "It came back on 1 November 2016.", "The family is open to children’s social care."],
    "Need",
  ],
] as const)("%o reads as %o", (facts, sentences, state) => {
  const standing = { ...nothing, ...facts };
  expect(clockOf(standing)).toEqual(sentences);
  expect(stateOf(standing).text).toBe(state);
});

const nobody: PersonStanding = {
  __typename: "PersonStanding",
  person: { __typename: "Person", id: "1", givenName: "Ana", familyName: null },
  answer: "NO_NEED",
  needSince: null,
  significantOn: null,
  sustainedOn: null,
  sustainedExpectedOn: null,
  relapsedOn: null,
};

test.each([
  [{}, "Asked, no need."],
  [{ answer: "NOT_ASKED" }, "Not asked yet."],
  [{ answer: "NEED", needSince: "2016-07-14" }, "A need since 14 July 2016. No significant progress yet."],
  [
    { answer: "NEED", needSince: "2016-07-14", significantOn: "2017-01-14", sustainedExpectedOn: "2017-07-14" },
    "A need since 14 July 2016. Significant progress on 14 January 2017. Sustained on 14 July 2017 if nothing recurs.",
  ],
  [{ needSince: "2015-07-14", sustainedOn: "2016-07-14" }, "A need from 14 July 2015. Sustained on 14 July 2016."],
] as const)("of a person, %o reads as %s", (facts, words) => {
  expect(personClockOf({ ...nobody, ...facts }).join(" ")).toBe(words);
});
