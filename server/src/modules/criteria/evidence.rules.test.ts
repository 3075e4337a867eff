import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { addDays, type LocalDate, localDate } from "../../shared/local-date.ts";
import { checkEvidence, type EvidenceContext } from "./evidence-checks.rules.ts";
import type { Recorded } from "./evidence-company.rules.ts";
import { type EvidenceFact, PART_OF } from "./evidence-facts.rules.ts";
import { KIND_RULES } from "./evidence-kinds.rules.ts";
import { type LedgerRow, readLedger } from "./evidence-ledger.rules.ts";
import { sessionsOf } from "./evidence-numbers.rules.ts";
import { groundFor, SUPPLIERS } from "./evidence-suppliers.rules.ts";
import { EVIDENCE_KINDS } from "./facts.rules.ts";

const day = localDate;
const AUTUMN = { name: "Autumn 2016", from: day("2016-09-05"), to: day("2016-12-16") };
const SPRING = { name: "Spring 2017", from: day("2017-01-03"), to: day("2017-03-31") };
const CHILD = { personId: "child", dateOfBirth: day("2005-08-20"), from: day("2014-01-01"), to: null };
const ADULT = { personId: "adult", dateOfBirth: day("1984-03-03"), from: day("2014-01-01"), to: day("2016-11-30") };
const CONTEXT: EvidenceContext = {
  today: day("2017-01-03"),
  terms: [AUTUMN, SPRING],
  agency: { id: "ours", kind: "SCHOOL" },
  schoolKind: null,
  members: [CHILD, ADULT],
  ledger: [],
};

/** The codes of the faults, or of the flags after a plus. */
function found(fact: EvidenceFact, context: Partial<EvidenceContext> = {}): string {
  const checked = checkEvidence(fact, { ...CONTEXT, ...context });
  return "kind" in checked ? ["+", ...checked.flags].join(" ").trim() : checked.map(({ code }) => code).join(" ");
}

const status = (from: string, to: string | null, changes: Partial<EvidenceFact> = {}): EvidenceFact => ({
  kind: "SAFEGUARDING",
  personId: "child",
  from: day(from),
  to: to === null ? null : day(to),
  safeguarding: { status: "CHILD_IN_NEED" },
  ...changes,
});
const recorded = (from: string, to: string | null, facts: Recorded["facts"], agencyId = "ours"): Recorded => ({
  id: "before",
  agencyId,
  personId: "child",
  from: day(from),
  to: to === null ? null : day(to),
  facts,
});

describe("every kind", () => {
  it.each(EVIDENCE_KINDS)("%s has rules, a part and a supplier", (kind) => {
    expect(KIND_RULES[kind]).toBeDefined();
    expect(PART_OF[kind]).not.toBeUndefined();
    for (const supplier of SUPPLIERS)
      expect(groundFor(supplier, kind) ?? "ours").toMatch(/^(S3 (table [1-6]|note 2)|S3, evidencing outcomes|ours)/u);
  });
});

describe("a person's time in the family", () => {
  test.each([
    ["from the day on which they joined", status("2014-01-01", null), "+"],
    ["from the day before", status("2013-12-31", null), "+ BEFORE_JOINING"],
    ["ended on the day on which they joined", status("2013-05-01", "2014-01-01"), "+ BEFORE_JOINING"],
    ["ended the day before", status("2013-05-01", "2013-12-31"), "NOT_IN_THE_FAMILY_THEN"],
    ["from the day on which they left", { ...status("2016-11-30", null), personId: "adult" }, "+ UNUSUAL_AGE"],
    ["from the day after they left", { ...status("2016-12-01", null), personId: "adult" }, "NOT_IN_THE_FAMILY_THEN"],
    ["until today", status("2016-12-01", "2017-01-03"), "+"],
    ["until tomorrow", status("2016-12-01", "2017-01-04"), "IN_THE_FUTURE"],
    ["of one day", status("2016-12-01", "2016-12-01"), "+"],
    ["a hundred years ago to the day", status("1917-01-03", null, { personId: "ancient" }), "+ BEFORE_JOINING"],
    ["a day more", status("1917-01-02", null, { personId: "ancient" }), "TOO_LONG_AGO"],
  ])("%s", (_what, fact, outcome) => {
    const ancient = { ...CHILD, personId: "ancient", dateOfBirth: null };
    expect(found(fact, { members: [CHILD, ADULT, ancient] })).toBe(outcome);
  });

  test("who came back is a member again; whose birth is not known has no age", () => {
    const back = { ...ADULT, dateOfBirth: null, from: day("2016-12-10"), to: null };
    expect(found(status("2016-12-05", "2016-12-09", { personId: "adult" }), { members: [ADULT, back] })).toBe("NOT_IN_THE_FAMILY_THEN");
    expect(found(status("2016-12-05", "2016-12-10", { personId: "adult" }), { members: [{ ...ADULT, dateOfBirth: null }, back] })).toBe(
      "+ BEFORE_JOINING",
    );
  });

  test.each([
    ["40 weeks before the birth", 280, "+ BEFORE_BIRTH"],
    ["41", 287, "BEFORE_BIRTH"],
    ["on the day of it", 0, "+"],
  ])("a plan %s", (_what, days, outcome) => {
    const from = addDays(CHILD.dateOfBirth, -days);
    expect(found({ ...status("2016-12-01", null), from }, { members: [{ ...CHILD, from: CHILD.dateOfBirth }] })).toBe(outcome);
  });
});

describe("two at one time", () => {
  const NEED = { status: "CHILD_IN_NEED" };
  test.each([
    ["one after the other", recorded("2016-01-01", "2016-06-01", NEED), "+"],
    ["the second from the first's last day", recorded("2016-01-01", "2016-07-01", NEED), "+"],
    ["a day more", recorded("2016-01-01", "2016-07-02", NEED), "ALREADY_RECORDED"],
    ["the first still open", recorded("2016-01-01", null, NEED), "ALREADY_RECORDED"],
    ["another status", recorded("2016-01-01", null, { status: "EARLY_HELP" }), "+ OVERLAPS"],
    ["another agency's", recorded("2016-01-01", null, NEED, "theirs"), "+ OVERLAPS_ANOTHER_AGENCY"],
    ["the same", recorded("2016-07-01", null, NEED), "DUPLICATE"],
    ["the same from another agency", recorded("2016-07-01", null, NEED, "theirs"), "+ SAME_FROM_ANOTHER_AGENCY"],
    ["of another person", { ...recorded("2016-07-01", null, NEED), personId: "adult" }, "+"],
    ["within it", recorded("2016-08-01", "2016-08-02", NEED), "ALREADY_RECORDED"],
    ["that it begins before and ends", recorded("2016-08-01", null, NEED), "ALREADY_RECORDED"],
  ])("%s", (_what, before, outcome) => {
    expect(found(status("2016-07-01", null), { ledger: [before] })).toBe(outcome);
  });
});

describe("a term's sessions", () => {
  test.each([
    ["a whole term", AUTUMN, "2017-01-03", 150],
    ["its first day", SPRING, "2017-01-03", 2],
    ["to a Sunday", SPRING, "2017-01-08", 8],
    ["before it begins", SPRING, "2017-01-02", 0],
  ] as const)("%s", (_what, term, today, sessions) => {
    expect(sessionsOf(term, day(today))).toBe(sessions);
  });

  test("are those of the school, where it keeps dates of its own", () => {
    const terms = [
      {
        ...AUTUMN,
        schools: { ours: { from: day("2016-09-05"), to: day("2017-01-06") }, other: { from: day("2017-01-04"), to: day("2017-01-06") } },
      },
    ];
    expect(found(returned(174, 0), { terms })).toBe("+ TERM_NOT_ENDED");
    expect(found(returned(175, 0), { terms })).toBe("MORE_THAN_THE_TERM_HAS");
    expect(found(returned(1, 0), { terms, agency: { id: "other", kind: "SCHOOL" } })).toBe("TERM_NOT_BEGUN");
  });

  const returned = (possible: number, absent: number): EvidenceFact => ({
    kind: "ATTENDANCE",
    personId: "child",
    attendance: { term: AUTUMN.from, possible, authorised: absent, unauthorised: 0 },
  });
  test.each([
    [returned(150, 150), "+"],
    [returned(151, 0), "MORE_THAN_THE_TERM_HAS"],
    [returned(1, 1), "+"],
    [returned(1, 2), "ABSENT_MORE_THAN_POSSIBLE"],
    [returned(0, 0), "NO_SESSIONS"],
  ])("%o", (fact, outcome) => {
    expect(found(fact)).toBe(outcome);
  });
});

const rowsOf = fc
  .array(fc.record({ from: fc.nat(40), recorded: fc.nat(40), corrects: fc.option(fc.nat(8)), withdrawn: fc.boolean() }), { maxLength: 9 })
  .map((drafts) => {
    const corrected = new Set<string>();
    return drafts.map(({ from, recorded: on, corrects, withdrawn }, index): LedgerRow => {
      const target = corrects !== null && corrects < index && !corrected.has(`e${corrects}`) ? `e${corrects}` : null;
      if (target) corrected.add(target);
      return { id: `e${index}`, from: at(from), recordedOn: at(on + index), supersedes: target, withdrawn: target !== null && withdrawn };
    });
  });
const at = (days: number): LocalDate => addDays(day("2016-10-01"), days);
const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).sort();

describe("the ledger", () => {
  test("does not depend on the order of its rows", () => {
    fc.assert(
      fc.property(rowsOf, fc.nat(60), (rows, known) => {
        const question = { knownAt: at(known) };
        expect(ids(readLedger(rows.toReversed(), question))).toEqual(ids(readLedger(rows, question)));
      }),
    );
  });

  test("of a past day is the same whatever is recorded later", () => {
    fc.assert(
      fc.property(rowsOf, fc.nat(60), (rows, known) => {
        const until = at(known);
        const then = rows.filter(({ recordedOn }) => recordedOn <= until);
        expect(ids(readLedger(rows, { knownAt: until }))).toEqual(ids(readLedger(then, {})));
      }),
    );
  });

  test("shows each fact that stands, and with what was corrected every fact there ever was", () => {
    fc.assert(
      fc.property(rowsOf, (rows) => {
        const superseded = new Set(rows.map(({ supersedes }) => supersedes));
        const facts = rows.filter(({ withdrawn }) => !withdrawn);
        expect(ids(readLedger(rows, {}))).toEqual(ids(facts.filter(({ id }) => !superseded.has(id))));
        const whole = readLedger(rows, { corrected: true });
        expect(ids(whole)).toEqual(ids(facts));
        for (const row of whole) expect(row.supersededOn !== null).toBe(superseded.has(row.id));
      }),
    );
  });
});
