import { describe, expect, it } from "vitest";
import { toCsv } from "./csv.ts";

describe("a table as a spreadsheet", () => {
  it("is UTF-8 that Excel recognises, with a line to a row", () => {
    expect(
      toCsv([
        ["District", "Attached"],
        ["Burnley", 12],
      ]),
    ).toBe("\uFEFFDistrict,Attached\r\nBurnley,12\r\n");
  });

  it("quotes what would break a line or a cell", () => {
    expect(toCsv([['The "Old" School', "a,b", "two\nlines"]])).toBe('\uFEFF"The ""Old"" School","a,b","two\nlines"\r\n');
  });

  it.each(["=1+1", "+44", "-2", "@SUM(A1)", "\tx", "\rx", "＝1"])("never lets a spreadsheet run %j", (text) => {
    expect(
      toCsv([[text]])
        .replace("\uFEFF", "")
        .replace('"', ""),
    ).toMatch(/^'/);
  });

  it("leaves a negative number a number, and the unknown empty", () => {
    expect(toCsv([[-2, null, undefined]])).toBe("\uFEFF-2,,\r\n");
  });
});
