import { describe, expect, it } from "vitest";
import { faultsIn, filtersIn, inWords, toFilter } from "./filters.ts";

const ID = "0198c1f0-3b5a-7000-8000-000000000001";
const NONE = { userId: null, family: null, action: null, from: null, to: null };

describe("what an address asks of the audit log", () => {
  it("is an id, a family, a deed and days", () => {
    const params = new URLSearchParams({ user: ID, family: "f-100084", action: "family.view", from: "2017-01-01", to: "2017-01-03" });
    expect(filtersIn(params)).toEqual({ userId: ID, family: "f-100084", action: "family.view", from: "2017-01-01", to: "2017-01-03" });
  });

  it("is nothing where it cannot be meant", () => {
    const params = new URLSearchParams({ user: "Sade Okoro", family: "the Wildings", action: "look", from: "2017-02-30", to: "today" });
    expect(filtersIn(params)).toEqual(NONE);
    expect(Object.keys(faultsIn(params))).toEqual(["family", "from", "to"]);
  });

  it("is faulty where the last day is before the first, and not where nothing is asked", () => {
    expect(Object.keys(faultsIn(new URLSearchParams({ from: "2017-01-03", to: "2017-01-02" })))).toEqual(["to"]);
    expect(faultsIn(new URLSearchParams({ from: "2017-01-03", to: "2017-01-03" }))).toEqual({});
    expect(faultsIn(new URLSearchParams({ from: "", family: " " }))).toEqual({});
  });
});

describe("what the server is asked", () => {
  it("goes by the id of a person where there is one, and otherwise by what was typed", () => {
    expect(toFilter({ ...NONE, userId: ID }, "Sade").user).toBe(ID);
    expect(toFilter(NONE, "Sade").user).toBe("Sade");
    expect(toFilter(NONE, "").user).toBeNull();
  });
});

describe("what the log is narrowed to", () => {
  it("is said in words, a person by their name", () => {
    const filters = { userId: ID, family: "F-100084", action: "family.view", from: "2017-01-01", to: null };
    expect(inWords(filters, "Sade Okoro").map(({ label }) => label)).toEqual([
      "Sade Okoro",
      "Family F-100084",
      "Looked at a family",
      "From 1 Jan 2017",
    ]);
  });
});
