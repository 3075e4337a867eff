import { describe, expect, test } from "vitest";
import { placeInWords } from "./place-words.ts";

const names = {
  person: (id: string) => (id === "a" ? "Ava" : "Somebody"),
  action: (id: string) => (id === "x" ? "See a doctor" : null),
  evidence: () => null,
};

describe("what is closed, in words", () => {
  test.each([
    ["answers.a.DOMESTIC_ABUSE", "Ava: domestic abuse"],
    ["voices.a", "What Ava says"],
    ["domains.a.PARENTS_AND_CARERS", "Ava’s life: parents and carers"],
    ["actions.x", "Action: See a doctor"],
    ["actions.gone", "Action: one of the plan"],
    ["evidence.e", "Evidence: one entry"],
    ["reason", "The reason for the assessment"],
  ])("%s", (place, words) => {
    expect(placeInWords(place, names)).toBe(words);
  });
});
