import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, type LocalDate, localDate } from "../../shared/local-date.ts";
import { evaluate } from "./evaluate.rules.ts";
import { CAF_CRITERIA, type Evidence, type FamilyFacts, SAFEGUARDING_STATUSES, type Standing } from "./facts.rules.ts";
import { parseOutcomesPlan } from "./outcomes-plan.rules.ts";
import { standingHistory } from "./standing-history.rules.ts";
import { parseSchoolTerms } from "./terms.rules.ts";

const read = (path: string): unknown => JSON.parse(readFileSync(new URL(`../../../../seeds/${path}`, import.meta.url), "utf8"));
const plan = parseOutcomesPlan(read("outcomes-plans/lancashire-2016-17.json"));
const terms = parseSchoolTerms(read("lancashire/school-terms.json"));
const epoch = localDate("2014-09-01");
const lateKnown = localDate("2019-01-01");

const anyDay = fc.integer({ min: 0, max: 1100 }).map((days) => addDays(epoch, days));
const somebody = fc.constantFrom("adult", "child", "sister");
const spell = fc.record({ from: anyDay, length: fc.option(fc.integer({ min: 0, max: 400 })), delay: fc.integer({ min: 0, max: 60 }) });
const criterion = fc.constantFrom(...CAF_CRITERIA);

/** One fact of any kind, on any day; ids are given by place so that order can be shuffled apart from them. */
const oneFact = fc
  .tuple(
    spell,
    somebody,
    fc.oneof(
      fc.record({ kind: fc.constant("EXCLUSION" as const), permanent: fc.boolean() }),
      fc.record({ kind: fc.constant("OFFENCE" as const), proven: fc.boolean(), serious: fc.boolean() }),
      fc.record({ kind: fc.constant("ASB_INCIDENT" as const), sanctionLevel: fc.integer({ min: 0, max: 3 }) }),
      fc.record({ kind: fc.constant("DOMESTIC_CALL_OUT" as const), inSupportOfInjunction: fc.boolean() }),
      fc.record({ kind: fc.constant("RISK_SCORE" as const), score: fc.integer({ min: 0, max: 24 }), atClosure: fc.boolean() }),
      fc.record({ kind: fc.constant("INTERVENTION" as const), criterion, completed: fc.boolean() }),
      fc.record({
        kind: fc.constant("SAFEGUARDING" as const),
        status: fc.constantFrom(...SAFEGUARDING_STATUSES),
        end: fc.constantFrom("DE_ESCALATED" as const, "LOOKED_AFTER" as const, "MOVED_AWAY" as const, "TURNED_18" as const),
      }),
      fc.record({ kind: fc.constant("EARLY_HELP" as const), impact: fc.constant("MODERATE" as const) }),
      fc.record({
        kind: fc.constant("BENEFIT" as const),
        benefit: fc.constantFrom("JSA" as const, "ESA" as const, "UNIVERSAL_CREDIT" as const),
      }),
      fc.record({ kind: fc.constant("EMPLOYMENT" as const) }),
      fc.record({ kind: fc.constant("UC_EARNINGS" as const), thresholdMet: fc.boolean() }),
      fc.record({ kind: fc.constant("HEALTH_CONCERN" as const), concern: fc.constant("ALCOHOL" as const) }),
      fc.record({ kind: fc.constant("JUDGEMENT" as const), criterion, progressed: fc.boolean(), atClosure: fc.boolean() }),
      fc.record({
        kind: fc.constant("ATTENDANCE" as const),
        term: fc.integer({ min: 0, max: 8 }),
        possible: fc.constant(100),
        authorised: fc.integer({ min: 0, max: 10 }),
        unauthorised: fc.integer({ min: 0, max: 30 }),
      }),
    ),
  )
  .map(([days, person, body]): Omit<Evidence, "id"> => {
    const base = {
      source: "WPEHS" as const,
      personId: person,
      from: days.from,
      ...(days.length === null ? {} : { to: addDays(days.from, days.length) }),
      recordedOn: addDays(days.from, days.delay),
    };
    if (body.kind !== "ATTENDANCE") return { ...base, ...body } as Omit<Evidence, "id">;
    const term = terms[body.term];
    if (!term) throw new Error("no such term");
    return {
      ...base,
      ...body,
      personId: "child",
      school: "A",
      term: term.from,
      from: term.from,
      to: term.to,
      recordedOn: addDays(term.to, days.delay),
    } as Omit<Evidence, "id">;
  });

const someFacts = fc
  .array(oneFact, { maxLength: 14 })
  .map((items) => items.map((item, index) => ({ ...item, id: `e${String(index).padStart(2, "0")}` }) as Evidence));
const someFamily = fc.tuple(someFacts, fc.option(anyDay), fc.integer({ min: 0, max: 700 }), fc.boolean()).map(
  ([evidence, attachedOn, childFrom, assessed]): FamilyFacts => ({
    familyId: "f",
    district: "Preston",
    recordedOn: epoch,
    members: [
      { personId: "adult", dateOfBirth: localDate("1985-02-28"), from: epoch, recordedOn: epoch },
      { personId: "child", dateOfBirth: localDate("2004-02-29"), from: epoch, recordedOn: epoch },
      {
        personId: "sister",
        dateOfBirth: localDate("1999-06-30"),
        from: addDays(epoch, childFrom),
        to: addDays(epoch, childFrom + 500),
        recordedOn: addDays(epoch, childFrom),
      },
    ],
    evidence,
    superseded: new Map(),
    assessments: assessed
      ? [
          {
            id: "a",
            kind: "CAF",
            openedOn: addDays(epoch, 100),
            recordedOn: addDays(epoch, 100),
            compliantOn: addDays(epoch, 120),
            closedOn: addDays(epoch, 600),
            considered: ["adult", "child"],
            answers: [{ personId: "adult", criterion: "HEALTH", answer: "NEED", evidenced: true }],
          },
        ]
      : [],
    actions: [
      {
        id: "x",
        criterion: "HEALTH",
        hasOutcome: true,
        from: addDays(epoch, 130),
        to: addDays(epoch, 400),
        recordedOn: addDays(epoch, 130),
      },
    ],
    leadProfessionals: [
      { id: "l", agencyKind: "SCHOOL", askedOn: addDays(epoch, 140), acceptedOn: addDays(epoch, 150), endedOn: addDays(epoch, 700) },
    ],
    attachment: attachedOn === null ? null : { attachedOn, recordedOn: attachedOn, district: "Preston", leadAgencyKind: "WPEHS" },
    claims: [],
  }),
);

/** All that a report or a page shows, without the day asked about and the forecast of the next change. */
function verdict(standing: Standing): unknown {
  const { asOf: _asOf, nextChangeOn: _next, criteria, ...rest } = standing;
  return { ...rest, criteria: criteria.map(({ reasons, ...entry }) => ({ ...entry, rules: reasons.map((reason) => reason.rule) })) };
}

describe("evaluate", () => {
  it("does not depend on the order in which facts were read", () => {
    fc.assert(
      fc.property(
        someFamily.chain((facts) =>
          fc.tuple(fc.constant(facts), fc.shuffledSubarray([...facts.evidence], { minLength: facts.evidence.length })),
        ),
        anyDay,
        ([facts, shuffled], asOf) => {
          const other = { ...facts, evidence: shuffled, members: [...facts.members].reverse() };
          expect(evaluate(plan, terms, other, asOf)).toEqual(evaluate(plan, terms, facts, asOf));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("is not moved by facts about strangers, facts not yet recorded, or superseded ones", () => {
    fc.assert(
      fc.property(someFamily, oneFact, anyDay, fc.constantFrom("stranger", "later", "superseded"), (facts, extra, asOf, how) => {
        const added = {
          ...extra,
          id: "zz",
          ...(how === "stranger" ? { personId: "stranger" } : {}),
          ...(how === "later" ? { recordedOn: addDays(asOf, 1) } : {}),
        } as Evidence;
        const superseded = how === "superseded" ? new Map([["zz", asOf]]) : facts.superseded;
        const other = { ...facts, evidence: [added, ...facts.evidence], superseded };
        expect(verdict(evaluate(plan, terms, other, asOf))).toEqual(verdict(evaluate(plan, terms, facts, asOf)));
      }),
      { numRuns: 1500 },
    );
  });

  it("changes on no day before the one it names as the next", () => {
    fc.assert(
      fc.property(someFamily, anyDay, (facts, start) => {
        let standing = evaluate(plan, terms, facts, start, { knownAt: lateKnown });
        for (let step = 1, day: LocalDate = start; step <= 420; step++) {
          day = addDays(day, 1);
          const today = evaluate(plan, terms, facts, day, { knownAt: lateKnown });
          if (standing.nextChangeOn !== null && day >= standing.nextChangeOn) standing = today;
          else expect(verdict(today), `on ${day}`).toEqual(verdict(standing));
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it("has a history that agrees with asking day by day", () => {
    fc.assert(
      fc.property(someFamily, anyDay, (facts, from) => {
        const to = addDays(from, 200);
        const history = standingHistory(plan, terms, facts, from, to);
        let expectedFrom = from;
        for (const part of history) {
          expect(part.from).toBe(expectedFrom);
          for (let day = part.from; day <= part.to; day = addDays(day, 1))
            expect(verdict(evaluate(plan, terms, facts, day)), `on ${day}`).toEqual(verdict(part.standing));
          expectedFrom = addDays(part.to, 1);
        }
        expect(expectedFrom).toBe(addDays(to, 1));
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it("brings no sustained day forward for another relapse", () => {
    const relapses = anyDay.chain((from) =>
      fc.constantFrom<Evidence>(
        { id: "zz", kind: "DOMESTIC_CALL_OUT", inSupportOfInjunction: false, source: "POLICE", personId: "adult", from, recordedOn: from },
        { id: "zz", kind: "OFFENCE", proven: true, serious: true, source: "POLICE", personId: "adult", from, recordedOn: from },
        { id: "zz", kind: "EXCLUSION", permanent: true, source: "SCHOOL", personId: "child", from, recordedOn: from },
      ),
    );
    fc.assert(
      fc.property(someFamily, relapses, anyDay, (facts, relapse, asOf) => {
        if (
          facts.attachment === null ||
          relapse.from <= (facts.attachment.attachedOn > addDays(epoch, 150) ? facts.attachment.attachedOn : addDays(epoch, 150))
        )
          return;
        const before = evaluate(plan, terms, facts, asOf, { knownAt: lateKnown });
        const after = evaluate(plan, terms, { ...facts, evidence: [...facts.evidence, relapse] }, asOf, { knownAt: lateKnown });
        before.criteria.forEach((entry, index) => {
          const now = after.criteria[index];
          if (!entry.identified || !now) return;
          for (const day of ["significantOn", "sustainedOn", "sustainedExpectedOn"] as const) {
            expect((now[day] ?? "9999") >= (entry[day] ?? "9999"), `${entry.criterion} ${day}: ${entry[day]} became ${now[day]}`).toBe(
              true,
            );
          }
        });
      }),
      { numRuns: 1500 },
    );
  });
});
