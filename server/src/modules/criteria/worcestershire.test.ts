import { describe, expect, it } from "vitest";
import { fact, judgement } from "../../../test/facts.ts";
import { asb, days, excluded, missed, offence, supported, under, worcestershire } from "../../../test/plan-facts.ts";
import type { Evidence } from "./evidence-on-record.rules.ts";
import type { Criterion } from "./facts.rules.ts";

interface Row {
  readonly row: string;
  readonly rule: string;
  readonly criterion: Criterion;
  readonly need: readonly Evidence[];
  /** What just meets the row by a day, and what just misses it; a later day is asked about where that is the difference. */
  readonly met: readonly Evidence[];
  readonly missed: readonly Evidence[];
  readonly asOf: string;
  readonly dayBefore?: string;
}

const offences = (personId: string): readonly Evidence[] => days("2015-03", 6).map((on) => offence(on, personId));
const after = (count: number, personId: string): readonly Evidence[] => days("2015-11", count).map((on) => offence(on, personId));
const present = [missed("autumn2015", 2), missed("spring2016", 2), missed("summer2016", 2)];
const absent = [missed("autumn2014", 20), missed("spring2015", 22), missed("summer2015", 25)];
const spell = (from: string, to: string | undefined, item: Pick<Extract<Evidence, { kind: "EARLY_HELP" }>, "impact">): Evidence =>
  fact({ kind: "EARLY_HELP", from, ...(to ? { to } : {}), ...item });
const protection = (end: "DE_ESCALATED" | "LOOKED_AFTER"): Evidence =>
  fact({ kind: "SAFEGUARDING", personId: "child", status: "CHILD_PROTECTION", from: "2015-02-01", to: "2015-08-31", end });
const benefit = (name: "JSA" | "ESA"): Evidence =>
  fact({ kind: "BENEFIT", personId: "adult", benefit: name, from: "2014-10-01", to: "2015-07-31" });
const job = fact({ kind: "EMPLOYMENT", personId: "adult", from: "2015-08-01" });
const stillOn = fact({ kind: "BENEFIT", personId: "adult", benefit: "ESA", from: "2014-10-01" });
const placement = (to: string, more: { completed?: boolean; continues?: boolean } = {}): Evidence =>
  fact({
    kind: "PLACEMENT",
    personId: "adult",
    activity: "VOLUNTEERING",
    accredited: false,
    completed: false,
    continues: false,
    from: "2015-09-01",
    to,
    ...more,
  });
const stage = (on: string, value: 2 | 3): Evidence => fact({ kind: "DWP_STAGE", personId: "adult", stage: value, from: on });
const debt = (on: string, pounds: number): Evidence => fact({ kind: "FINANCE", measure: "DEBT", pounds, from: on });
const callOut = (on: string, inSupportOfInjunction = false): Evidence =>
  fact({ kind: "DOMESTIC_CALL_OUT", inSupportOfInjunction, from: on });
const programme = (completed: boolean): Evidence =>
  fact({ kind: "INTERVENTION", criterion: "DOMESTIC_ABUSE", completed, from: "2015-07-01", ...(completed ? { to: "2015-10-31" } : {}) });
const risk = (on: string, score: number, atClosure: boolean): Evidence =>
  fact({ kind: "RISK_SCORE", personId: "partner", score, atClosure, from: on });
const health = (concern: "MENTAL_HEALTH" | "ALCOHOL" | "DRUGS" | "LONG_TERM_CONDITION", row: number, rule: string): Row => {
  const judged = (atClosure: boolean, about = concern): Evidence =>
    fact({ kind: "JUDGEMENT", criterion: "HEALTH", progressed: true, atClosure, about, from: "2015-12-01" });
  return {
    row: `table 6, row ${row}`,
    rule,
    criterion: "HEALTH",
    need: [fact({ kind: "HEALTH_CONCERN", personId: "adult", concern, from: "2015-01-01" })],
    met: [judged(true)],
    missed: [judged(false), judged(true, concern === "DRUGS" ? "ALCOHOL" : "DRUGS")],
    asOf: "2015-12-01",
  };
};

const ROWS: readonly Row[] = [
  {
    row: "table 1, row 1",
    rule: "crime.young",
    criterion: "CRIME_ASB",
    need: offences("teen"),
    met: after(2, "teen"),
    missed: after(3, "teen"),
    asOf: "2015-12-01",
  },
  {
    row: "table 1, row 2",
    rule: "crime.adults",
    criterion: "CRIME_ASB",
    need: [...days("2015-03", 3).map((on) => offence(on, "adult")), ...days("2015-04", 3).map((on) => offence(on, "partner"))],
    met: [...after(1, "adult"), ...after(1, "partner")],
    missed: [...after(2, "adult"), ...after(1, "partner")],
    asOf: "2015-12-01",
  },
  {
    row: "table 1, row 3",
    rule: "crime.asb",
    criterion: "CRIME_ASB",
    need: days("2015-03", 3).map((on) => asb(on, 2)),
    met: [asb("2015-10-01", 2)],
    missed: [asb("2015-10-01", 2), asb("2015-10-02", 2)],
    asOf: "2015-12-01",
  },
  {
    row: "table 2, row 1",
    rule: "education.exclusions",
    criterion: "MISSING_EDUCATION",
    need: [...days("2015-05", 3).map((on) => excluded(on)), ...present],
    met: days("2015-11", 2).map((on) => excluded(on)),
    missed: days("2015-11", 3).map((on) => excluded(on)),
    asOf: "2016-07-20",
  },
  {
    row: "table 2, row 2",
    rule: "education.attendance",
    criterion: "MISSING_EDUCATION",
    need: absent,
    met: [missed("autumn2015", 10), missed("spring2016", 10), missed("summer2016", 9)],
    missed: [missed("autumn2015", 10), missed("spring2016", 10), missed("summer2016", 10)],
    asOf: "2016-07-20",
  },
  {
    row: "table 2, row 3",
    rule: "education.roll",
    criterion: "MISSING_EDUCATION",
    need: [excluded("2015-05-05", true), ...present],
    met: [fact({ kind: "SCHOOL_ROLL", personId: "child", setting: "PRU", from: "2015-09-02" })],
    missed: [
      fact({ kind: "SCHOOL_ROLL", personId: "child", setting: "PRU", from: "2015-09-02" }),
      fact({ kind: "SCHOOL_ROLL", personId: "child", setting: "NONE", from: "2016-07-20" }),
    ],
    asOf: "2016-07-20",
  },
  {
    row: "table 3, row 1",
    rule: "help.safeguarding",
    criterion: "CHILDREN_WHO_NEED_HELP",
    need: [],
    met: [protection("DE_ESCALATED")],
    missed: [protection("LOOKED_AFTER")],
    asOf: "2016-02-29",
    dayBefore: "2016-02-28",
  },
  {
    row: "table 3, row 2",
    rule: "help.impact",
    criterion: "CHILDREN_WHO_NEED_HELP",
    need: [spell("2015-02-01", "2015-08-31", { impact: "SIGNIFICANT" })],
    met: [spell("2015-09-01", undefined, { impact: "MODERATE" })],
    missed: [spell("2015-09-01", "2016-01-31", { impact: "MODERATE" }), spell("2016-02-01", undefined, { impact: "SIGNIFICANT" })],
    asOf: "2016-02-29",
    dayBefore: "2016-02-28",
  },
  {
    row: "table 4, row 1",
    rule: "work.employment",
    criterion: "WORKLESSNESS",
    need: [benefit("JSA")],
    met: [job],
    missed: [fact({ kind: "EMPLOYMENT", personId: "adult", from: "2015-08-02" })],
    asOf: "2016-01-29",
    dayBefore: "2016-01-28",
  },
  {
    row: "table 4, row 1",
    rule: "work.employment",
    criterion: "WORKLESSNESS",
    need: [benefit("ESA")],
    met: [job],
    missed: [fact({ kind: "EMPLOYMENT", personId: "adult", from: "2015-08-02" })],
    asOf: "2015-11-06",
    dayBefore: "2015-11-05",
  },
  {
    row: "table 4, row 2",
    rule: "work.progress",
    criterion: "WORKLESSNESS",
    need: [stillOn],
    met: [placement("2015-11-30")],
    missed: [placement("2015-11-29")],
    asOf: "2015-11-30",
    dayBefore: "2015-11-29",
  },
  {
    row: "table 4, row 2",
    rule: "work.progress",
    criterion: "WORKLESSNESS",
    need: [stillOn, stage("2015-05-01", 2), stage("2015-10-01", 3)],
    met: [placement("2015-09-20", { continues: true })],
    missed: [placement("2015-09-20")],
    asOf: "2015-12-01",
  },
  {
    row: "table 4, row 3",
    rule: "work.finance",
    criterion: "WORKLESSNESS",
    need: [debt("2015-05-01", 2000), debt("2015-11-01", 500)],
    met: [judgement("WORKLESSNESS", "2015-12-01")],
    missed: [judgement("WORKLESSNESS", "2015-12-01", false)],
    asOf: "2015-12-01",
  },
  {
    row: "table 5, row 1",
    rule: "abuse.call-outs",
    criterion: "DOMESTIC_ABUSE",
    need: [callOut("2015-05-01"), callOut("2015-06-10")],
    met: [callOut("2015-09-01", true)],
    missed: [callOut("2015-09-01")],
    asOf: "2015-12-10",
    dayBefore: "2015-12-09",
  },
  {
    row: "table 5, row 2",
    rule: "abuse.intervention",
    criterion: "DOMESTIC_ABUSE",
    need: [],
    met: [programme(true)],
    missed: [programme(false)],
    asOf: "2015-10-31",
    dayBefore: "2015-10-30",
  },
  {
    row: "table 5, row 3",
    rule: "abuse.risk",
    criterion: "DOMESTIC_ABUSE",
    need: [risk("2015-05-01", 14, false)],
    met: [risk("2015-12-01", 13, true)],
    missed: [risk("2015-11-30", 13, false), risk("2015-12-01", 14, true)],
    asOf: "2015-12-01",
  },
  health("MENTAL_HEALTH", 1, "health.mental"),
  health("ALCOHOL", 2, "health.alcohol"),
  health("DRUGS", 3, "health.drugs"),
  health("LONG_TERM_CONDITION", 4, "health.condition"),
];

describe("Worcestershire's outcomes plan (S3, six tables)", () => {
  it.each(ROWS)("$row: $rule, just met and just missed", ({ row, rule, criterion, need, met, missed: missing, asOf, dayBefore }) => {
    const there = under(worcestershire, criterion, supported([...need, ...met]), asOf);
    expect(there).toMatchObject({ identified: true, sustainedOn: expect.any(String) });
    const source = there.reasons.find((reason) => reason.rule === rule && reason.about === "PROGRESS")?.source;
    expect(source).toMatch(new RegExp(`^S3 ${row}\\b`));
    expect(under(worcestershire, criterion, supported([...need, ...missing]), asOf)).toMatchObject({ identified: true, sustainedOn: null });
    if (dayBefore) expect(under(worcestershire, criterion, supported([...need, ...met]), dayBefore).sustainedOn).toBeNull();
  });

  it("has every row of the six tables", () => {
    const rows = worcestershire.criteria.flatMap((entry) =>
      entry.issues.map((issue) => /table \d, row \d/.exec(issue.progressSource)?.[0]),
    );
    const counts = [3, 3, 2, 3, 3, 4];
    expect(rows.sort()).toEqual(counts.flatMap((count, i) => Array.from({ length: count }, (_, j) => `table ${i + 1}, row ${j + 1}`)));
    expect(new Set(ROWS.map((each) => each.row)).size).toBe(rows.length);
  });
});
