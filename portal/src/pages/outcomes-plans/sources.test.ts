import { describe, expect, test } from "vitest";
import { sourceOf } from "./sources.ts";

describe("the source of a rule", () => {
  test.each([
    ["S3 table 2, row 1", { kind: "paper", text: "S3 table 2, row 1" }],
    ["assumed: D, with the thresholds of S3 table 2", { kind: "assumed", text: "Reading D, with the thresholds of S3 table 2" }],
    ["assumed-from-Worcestershire, table 1 (B)", { kind: "assumed", text: "From Worcestershire, table 1 (B)" }],
    ["guidance: chapter 5", { kind: "guidance", text: "chapter 5" }],
  ])("%s is told apart", (source, told) => {
    expect(sourceOf(source)).toEqual(told);
  });
});
