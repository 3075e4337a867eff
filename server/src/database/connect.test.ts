import { describe, expect, it } from "vitest";
import { faultOfServer } from "./connect.ts";

const GOOD = { number: 150_000, version: "15.0", encoding: "UTF8", sortsNames: true };

describe("a Postgres that somebody gives us", () => {
  it("will do from version 15 on, in UTF-8, with the collations of ICU", () => {
    expect(faultOfServer(GOOD)).toBeUndefined();
    expect(faultOfServer({ ...GOOD, number: 180_004, version: "18.4" })).toBeUndefined();
  });

  it.each([
    [{ number: 140_022, version: "14.22" }, /Postgres 14\.22, and version 15 or later/u],
    [{ encoding: "LATIN1" }, /encoded in LATIN1.*ENCODING 'UTF8'/u],
    [{ sortsNames: false }, /no collation en-x-icu/u],
  ])("will not do with %o", (fault, reason) => {
    expect(faultOfServer({ ...GOOD, ...fault })).toMatch(reason);
  });
});
