import { describe, expect, test } from "vitest";
import { type Closing, closedNow, closingsIn, DRAFT_PLACE_FORM, PLACE_FORM, placeOf, restsOn } from "./closed-answer.rules.ts";

const [MOTHER, FATHER, ACTION, OTHER] = [1, 2, 3, 4].map((n) => `00000000-0000-4000-8000-00000000000${n}`) as [
  string,
  string,
  string,
  string,
];

const closing = (place: string, closedAt = 10, liftedAt: number | null = null): Closing => {
  return { id: `${place} ${closedAt}`, place, personId: FATHER, closedAt, liftedAt };
};
const places = (closings: readonly Closing[], actions = [{ id: ACTION, criterion: "DOMESTIC_ABUSE", personId: MOTHER }]) =>
  closedNow({ closings, actions, corrections: [] }).map(({ place }) => place);

describe("an action rests on an answer", () => {
  test.each([
    ["of the same person and need", "WORKLESSNESS", MOTHER, true],
    ["of somebody, where it is about nobody in particular", "WORKLESSNESS", null, true],
    ["and not on somebody else's", "WORKLESSNESS", FATHER, false],
    ["of a sensitive need, whomever it is about", "DOMESTIC_ABUSE", FATHER, true],
    ["and on no other need", "HEALTH", MOTHER, false],
  ])("%s", (_what, criterion, personId, rests) => {
    const answered = criterion === "HEALTH" ? "DOMESTIC_ABUSE" : criterion;
    expect(restsOn({ id: ACTION, criterion, personId }, { personId: MOTHER, criterion: answered })).toBe(rests);
  });
});

describe("what is closed now", () => {
  const answer = placeOf.answer(MOTHER, "DOMESTIC_ABUSE");
  const action = placeOf.action(ACTION);

  test("is the answer and what rests on it, until it is opened", () => {
    expect(places([closing(answer)])).toEqual([answer, action]);
    expect(places([closing(answer, 10, 20)])).toEqual([]);
  });

  test("leaves out an action that was opened since, and not one that was opened before", () => {
    expect(places([closing(answer), closing(action, 11, 12)])).toEqual([answer]);
    expect(places([closing(answer, 20), closing(action, 11, 12)])).toEqual([answer, action]);
  });

  test("goes on in each correction of an entry of evidence, round a circle only once", () => {
    const corrections = [
      { id: OTHER, supersedes: ACTION },
      { id: ACTION, supersedes: OTHER },
    ];
    const found = closedNow({ closings: [closing(placeOf.evidence(ACTION))], actions: [], corrections });
    expect(found.map(({ place }) => place)).toEqual([placeOf.evidence(ACTION), placeOf.evidence(OTHER)]);
  });
});

describe("what a draft closes", () => {
  test("is kept by person and action; what is marked of somebody who is gone goes with them", () => {
    const people = new Map([
      ["m1", MOTHER],
      ["m2", FATHER],
    ]);
    const closed = [
      { place: "answers.m1.HEALTH", memberKeys: ["m2", "m9"], reason: "He would be angry" },
      { place: "voices.m9", memberKeys: ["m2"], reason: "x" },
      { place: "plan.p1", memberKeys: ["m2"], reason: "x" },
      { place: "reason", memberKeys: [], reason: null },
    ];
    expect(closingsIn({ closed }, people, new Map([["p1", ACTION]]))).toEqual([
      { place: `answers.${MOTHER}.HEALTH`, personId: FATHER, reason: "He would be angry" },
      { place: `actions.${ACTION}`, personId: FATHER, reason: "x" },
    ]);
  });

  test.each(["reason", "voices.m1", "domains.m3.DEVELOPMENT", "answers.m1.HEALTH", "plan.p1"])("may be %s", (place) => {
    expect(DRAFT_PLACE_FORM.test(place)).toBe(true);
  });

  test.each(["familyName", "voices", "answers.m1", "answers.m1.SECRETS", "plan.p1.title", "reason.m1", "voices.m1\n"])(
    "is never %j",
    (place) => {
      expect(DRAFT_PLACE_FORM.test(place) || PLACE_FORM.test(place)).toBe(false);
    },
  );
});
