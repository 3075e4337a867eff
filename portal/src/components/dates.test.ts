import { describe, expect, it } from "vitest";
import { formatDate, formatInstant, formatTime } from "./dates.ts";

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
