import { expect, test } from "vitest";
import type { CriterionStanding } from "../family/clock.ts";
import { whatChanged } from "./what-changed.ts";

const criterion: CriterionStanding = {
  __typename: "CriterionStanding",
  criterion: "DOMESTIC_ABUSE",
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
const standing = {
  asOf: "2017-01-03",
  eligible: false,
  attachedOn: "2016-12-20",
  criteria: [criterion],
  claim: { route: null, readyOn: null },
};
const inNeed = { ...criterion, need: true, identified: true, needSince: "2017-01-02" };

test("names each need that moved, and the claim where it did", () => {
  expect(whatChanged(standing, { ...standing, criteria: [inNeed] })).toEqual([
    "Domestic abuse: A need since 2 January 2017. No significant progress yet.",
  ]);
  expect(whatChanged(standing, { ...standing, claim: { route: "CE", readyOn: "2017-01-01" } })[0]).toMatch(/^A claim has been ready/);
});

test("of a family not yet attached it says whether it is eligible, and nothing of a claim", () => {
  const before = { ...standing, attachedOn: null };
  expect(whatChanged(before, { ...before, eligible: true })).toEqual(["The family is now eligible."]);
});

test("says so when nothing changed", () => {
  expect(whatChanged(standing, standing)).toEqual(["It changes nothing in where the family stands today."]);
});
