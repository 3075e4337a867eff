import { describe, expect, test } from "vitest";
import { percentDone, spokenOf } from "./reevaluation-words.ts";

const run = (familiesDone: number, state: "RUNNING" | "PAUSED" = "RUNNING") => ({ state, families: 1_000, familiesDone });

describe("how far a re-evaluation is", () => {
  test("is never said to be whole before it is, and a county without families is done", () => {
    expect([percentDone(run(0)), percentDone(run(999)), percentDone(run(1_000))]).toEqual([0, 99, 100]);
    expect(percentDone({ state: "RUNNING", families: 0, familiesDone: 0 })).toBe(100);
  });

  test("is told to a screen reader by quarters and by state, not at each step", () => {
    const told = new Set(Array.from({ length: 1_000 }, (_, done) => spokenOf(run(done))));
    expect([...told]).toEqual([
      "Re-evaluation: running.",
      "Re-evaluation: running, over 25% done.",
      "Re-evaluation: running, over 50% done.",
      "Re-evaluation: running, over 75% done.",
    ]);
    expect(spokenOf(run(300, "PAUSED"))).toBe("Re-evaluation: paused.");
  });
});
