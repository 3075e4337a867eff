import { describe, expect, test } from "vitest";
import { localDate } from "../../shared/local-date.ts";
import { type RetentionFacts, retentionOf, retentionState, type ScheduleLine } from "./retention.rules.ts";

const SCHEDULE: readonly ScheduleLine[] = [
  { record: "MATCHED_NEVER_ATTACHED", measure: "MONTHS_KEPT", amount: 6 },
  { record: "CLOSED_CASE", measure: "BIRTHDAY_OF_YOUNGEST_CHILD", amount: 25 },
  { record: "AUDIT_LOG", measure: "YEARS_KEPT", amount: 7 },
];
const day = localDate;
const CLOSED: RetentionFacts = {
  recordedOn: day("2016-03-31"),
  everAttached: true,
  everWorkedWith: true,
  open: false,
  closedOn: day("2016-12-20"),
  youngestBornOn: day("2010-11-11"),
};
const MATCHED: RetentionFacts = { ...CLOSED, everAttached: false, everWorkedWith: false, closedOn: null, recordedOn: day("2016-08-31") };

describe("the retention schedule", () => {
  test.each([
    ["only matched: 6 months after it was recorded, on a day that there is", MATCHED, "MATCHED_NEVER_ATTACHED", "2017-02-28"],
    ["closed: the youngest child's 25th birthday", CLOSED, "CLOSED_CASE", "2035-11-11"],
    ["assessed and never attached is a case too", { ...CLOSED, everAttached: false }, "CLOSED_CASE", "2035-11-11"],
    ["attached by matching alone is a case too", { ...MATCHED, everAttached: true }, "CLOSED_CASE", "2035-11-11"],
    ["a leap day's child: the last of February", { ...CLOSED, youngestBornOn: day("2008-02-29") }, "CLOSED_CASE", "2033-02-28"],
    ["no child known: 25 years from closing", { ...CLOSED, youngestBornOn: null }, "CLOSED_CASE", "2041-12-20"],
    ["closed after that birthday: the day of closing", { ...CLOSED, youngestBornOn: day("1985-01-01") }, "CLOSED_CASE", "2016-12-20"],
  ])("%s", (_, facts, record, on) => {
    expect(retentionOf(facts, SCHEDULE)).toMatchObject({ due: true, record, on });
  });

  test("says in words why, and counts by what the schedule says", () => {
    expect(retentionOf(CLOSED, SCHEDULE)).toMatchObject({ why: "Closed: kept until the youngest child's 25th birthday" });
    const other = SCHEDULE.map((line) => ({ ...line, amount: line.amount + 1, measure: "YEARS_KEPT" as const }));
    expect(retentionOf(MATCHED, other)).toMatchObject({ on: "2023-08-31" });
    expect(retentionOf(CLOSED, other)).toMatchObject({ on: "2042-12-20" });
  });

  test("nothing falls due while the case is open, or without a line for it", () => {
    expect(retentionOf({ ...MATCHED, open: true }, SCHEDULE)).toEqual({ due: false, why: "OPEN" });
    expect(retentionOf(MATCHED, SCHEDULE.slice(1))).toEqual({ due: false, why: "NO_RULE" });
  });
});

describe("a record on its way", () => {
  const due = { due: true, record: "CLOSED_CASE", on: day("2017-01-03"), why: "" } as const;
  const nothing = { held: false, disposed: false, decision: null, keepUntil: null };
  const keep = { ...nothing, decision: "KEEP", keepUntil: day("2017-06-30") } as const;
  test.each([
    ["not due the day before", nothing, "2017-01-02", "NOT_DUE"],
    ["due on the day", nothing, "2017-01-03", "DUE"],
    ["a hold stands before a decision", { ...nothing, held: true, decision: "DISPOSE" }, "2017-01-03", "HELD"],
    ["kept the day before it falls due again", keep, "2017-06-29", "KEPT"],
    ["due again on that day", keep, "2017-06-30", "DUE"],
    ["to be disposed of", { ...nothing, decision: "DISPOSE" }, "2017-01-03", "TO_DISPOSE"],
    ["a decision does not outlive its ground", { ...nothing, decision: "DISPOSE" }, "2017-01-02", "NOT_DUE"],
    ["disposed of", { ...nothing, disposed: true }, "2017-01-02", "DISPOSED"],
  ] as const)("%s", (_, decisions, asOf, state) => {
    expect(retentionState(due, decisions, day(asOf))).toBe(state);
  });
});
