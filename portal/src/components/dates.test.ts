import { describe, expect, it } from "vitest";
import { countyInstant, formatDate, formatInstant, formatTime, isRealDate } from "./dates.ts";

describe("dates in words", () => {
  it("are written as people say them, whatever the time zone of the device", () => {
    expect(formatDate("2017-07-14")).toBe("14 July 2017");
    expect(formatDate("2017-01-03", true)).toBe("3 Jan 2017");
  });

  it("leave alone what is no date", () => {
    expect(formatDate("soon")).toBe("soon");
    expect(formatInstant("")).toBe("");
  });

  it("read an instant by the county's clock, summer time included", () => {
    expect(formatInstant("2017-07-14T08:05:00Z")).toBe("14 July 2017 at 09:05");
    expect(formatTime("2017-01-03T14:32:00Z")).toBe("14:32");
  });
});

describe("dates as they are typed", () => {
  it.each(["2017-02-03", "2016-02-29", "0900-01-01"])("%s is a day", (date) => {
    expect(isRealDate(date)).toBe(true);
  });

  it.each(["", "2017-2-", "2017-02-29", "2017-13-01", "17-02-03", "2017-02-30", "2017-02-03 "])("%j is none", (date) => {
    expect(isRealDate(date)).toBe(false);
  });

  it("become instants by the county's clock, winter and summer", () => {
    expect(countyInstant("2017-01-03", "9:05")).toBe("2017-01-03T09:05:00.000Z");
    expect(countyInstant("2017-07-14", "00:30")).toBe("2017-07-13T23:30:00.000Z");
    expect(countyInstant("2017-07-14", "24:00")).toBeNull();
    expect(countyInstant("2017-07-", "09:00")).toBeNull();
  });
});
