import { describe, expect, it } from "vitest";
import { claimsIn } from "./provider-form.ts";

describe("claims that are required", () => {
  it("stand one on a line, with spaces or without, and a value may hold an equals sign", () => {
    expect(claimsIn("organisation.urn = 100200\n\n tid=a=b \n")).toEqual([
      { claim: "organisation.urn", value: "100200" },
      { claim: "tid", value: "a=b" },
    ]);
    expect(claimsIn(" \n")).toEqual([]);
  });

  it.each(["organisation.urn", "organisation.urn =", "= 100200", "a = b\nc"])("are refused as %j", (text) => {
    expect(claimsIn(text)).toBeNull();
  });
});
