import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyPlan, factOf, lateKnown, oneFact, planOf, someDay, someFamily } from "../../../test/arbitrary-family.ts";
import { terms } from "../../../test/facts.ts";
import { addDays, type LocalDate } from "../../shared/local-date.ts";
import { evaluate } from "./evaluate.rules.ts";
import type { Evidence } from "./evidence-on-record.rules.ts";
import { EVIDENCE_KINDS, type EvidenceKind } from "./facts.rules.ts";
import type { FamilyFacts } from "./family-facts.rules.ts";
import { standingHistory } from "./standing-history.rules.ts";
import type { Reason, Standing } from "./standings.rules.ts";

/**
 * All that a page or a report shows, without the day asked about and the forecast of the next change. Days in work so
 * far go up by one every day: they belong to the day asked about.
 */
function verdict(standing: Standing): unknown {
  const { asOf: _asOf, nextChangeOn: _next, criteria, ...rest } = standing;
  return { ...rest, criteria: criteria.map(({ reasons, ...entry }) => ({ ...entry, reasons: reasons.map(withoutCount) })) };
}

function withoutCount({ sentence, numbers, ...rest }: Reason): unknown {
  return {
    ...rest,
    sentence: sentence.replace(/\d+ of the last/gu, "some of the last"),
    numbers: numbers.filter((number) => number.name !== "days in work that count"),
  };
}

const withFact = (facts: FamilyFacts, ...extra: readonly object[]): FamilyFacts => ({
  ...facts,
  evidence: [...facts.evidence, ...extra.map((item, index) => ({ ...item, id: `extra-${index}` }) as Evidence)],
});

/** What of a plan's text shows that it looks at a kind of evidence; the others are looked at under every plan. */
const LOOKED_AT: Partial<Record<EvidenceKind, RegExp>> = {
  ATTENDANCE: /"(absence-rate|exclusions)"/u,
  EXCLUSION: /"exclusions"/u,
  OFFENCE: /"OFFENCE"|"seriousness-reduced"/u,
  ASB_INCIDENT: /"ASB_INCIDENT"/u,
  DOMESTIC_CALL_OUT: /"DOMESTIC_CALL_OUT"/u,
  RISK_SCORE: /"(risk-score-lower|RISK_SCORE)"/u,
  INTERVENTION: /"(intervention|INTERVENTION)"/u,
  HEALTH_CONCERN: /"HEALTH_CONCERN"/u,
  EMPLOYMENT: /"employment"/u,
  UC_EARNINGS: /"employment"/u,
  SCHOOL_ROLL: /"(on-roll|SCHOOL_ROLL)"/u,
  SERIOUSNESS: /"seriousness-reduced"/u,
  PROGRAMME: /"(enrolled|notOn)"/u,
  PLACEMENT: /"placement"/u,
  DWP_STAGE: /"(dwp-stage-improved|DWP_STAGE)"/u,
  FINANCE: /"FINANCE"/u,
  HOUSING: /"HOUSING"/u,
  COVERAGE: /"covered"/u,
};
const ignoredBy = (plan: string): readonly EvidenceKind[] => {
  const text = JSON.stringify(planOf(plan));
  return EVIDENCE_KINDS.filter((kind) => LOOKED_AT[kind]?.test(text) === false);
};

describe("evaluate", () => {
  it("does not depend on the order in which facts were read", () => {
    const shuffled = <T>(list: readonly T[]) => fc.shuffledSubarray([...list], { minLength: list.length });
    const both = someFamily.chain((facts) =>
      fc.tuple(
        fc.constant(facts),
        fc
          .record({
            evidence: shuffled(facts.evidence),
            members: shuffled(facts.members),
            assessments: shuffled(facts.assessments),
            leadProfessionals: shuffled(facts.leadProfessionals),
          })
          .map((other): FamilyFacts => ({ ...facts, ...other })),
      ),
    );
    fc.assert(
      fc.property(anyPlan, both, someDay, (plan, [facts, other], asOf) => {
        expect(evaluate(planOf(plan), terms, other, asOf)).toEqual(evaluate(planOf(plan), terms, facts, asOf));
      }),
      { numRuns: 1000 },
    );
  }, 120_000);

  it("is not moved by facts about strangers, facts not yet recorded, or superseded ones", () => {
    const some = fc.array(oneFact, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(
        anyPlan,
        someFamily,
        some,
        someDay,
        fc.constantFrom("stranger", "later", "superseded"),
        (plan, facts, extra, asOf, how) => {
          const added = extra.map((item) => ({
            ...item,
            ...(how === "stranger" ? { personId: "stranger" } : {}),
            ...(how === "later" ? { recordedOn: addDays(asOf, 1) } : {}),
          }));
          const gone = how === "superseded" ? added.map((_, index) => [`extra-${index}`, asOf] as const) : [];
          const other = { ...withFact(facts, ...added), superseded: new Map([...facts.superseded, ...gone]) };
          expect(verdict(evaluate(planOf(plan), terms, other, asOf))).toEqual(verdict(evaluate(planOf(plan), terms, facts, asOf)));
        },
      ),
      { numRuns: 2500 },
    );
  }, 120_000);

  it("is not moved by evidence of a kind that no rule of the plan looks at", () => {
    const planAndFact = anyPlan
      .filter((plan) => ignoredBy(plan).length > 0)
      .chain((plan) => fc.tuple(fc.constant(plan), fc.constantFrom(...ignoredBy(plan)).chain(factOf)));
    fc.assert(
      fc.property(planAndFact, someFamily, someDay, ([plan, extra], facts, asOf) => {
        expect(verdict(evaluate(planOf(plan), terms, withFact(facts, extra), asOf))).toEqual(
          verdict(evaluate(planOf(plan), terms, facts, asOf)),
        );
      }),
      { numRuns: 1500 },
    );
  }, 120_000);

  it("says of an earlier day what was known then, whatever is recorded later", () => {
    const later = fc.record({
      evidence: fc.array(oneFact, { maxLength: 3 }),
      correction: fc.option(fc.nat(15)),
      member: fc.boolean(),
      closed: fc.boolean(),
      voided: fc.option(fc.integer({ min: 0, max: 900 })),
    });
    fc.assert(
      fc.property(
        anyPlan,
        someFamily,
        someDay,
        someDay,
        fc.integer({ min: 1, max: 400 }),
        later,
        (plan, facts, asOf, knownAt, delay, more) => {
          const recordedOn = addDays(knownAt, delay);
          const corrected = more.correction === null ? undefined : facts.evidence[more.correction]?.id;
          const other: FamilyFacts = {
            ...withFact(facts, ...more.evidence.map((item) => ({ ...item, recordedOn }))),
            superseded:
              corrected === undefined || facts.superseded.has(corrected)
                ? facts.superseded
                : new Map([...facts.superseded, [corrected, recordedOn]]),
            members: more.member
              ? [...facts.members, { personId: "brother", dateOfBirth: addDays(asOf, -2000), from: addDays(asOf, -100), recordedOn }]
              : facts.members,
            assessments: more.closed
              ? facts.assessments.map((item) =>
                  item.closedOn === undefined ? { ...item, closedOn: item.openedOn, closedRecordedOn: recordedOn } : item,
                )
              : facts.assessments,
            attachment:
              more.voided !== null && facts.attachment && facts.attachment.voidedOn === undefined
                ? { ...facts.attachment, voidedOn: addDays(facts.attachment.attachedOn, more.voided), voidedRecordedOn: recordedOn }
                : facts.attachment,
          };
          // A day from which something holds that is on record but not yet known must not show through as a next change either.
          const strict = (standing: Standing) => ({ ...standing });
          expect(strict(evaluate(planOf(plan), terms, other, asOf, { knownAt }))).toEqual(
            strict(evaluate(planOf(plan), terms, facts, asOf, { knownAt })),
          );
        },
      ),
      { numRuns: 1500 },
    );
  }, 120_000);

  it("says the same after a correction that repeats a correction", () => {
    fc.assert(
      fc.property(
        anyPlan,
        someFamily,
        oneFact,
        fc.nat(15),
        someDay,
        fc.nat(60),
        fc.nat(60),
        (plan, facts, better, index, asOf, first, second) => {
          const old = facts.evidence[index];
          if (!old || facts.superseded.has(old.id)) return;
          const on = addDays(asOf, -first);
          const again = addDays(asOf, -Math.min(first, second));
          const once = { ...withFact(facts, { ...better, recordedOn: on }), superseded: new Map([...facts.superseded, [old.id, on]]) };
          const twice = {
            ...withFact(facts, { ...better, recordedOn: on }, { ...better, recordedOn: again }),
            superseded: new Map([...facts.superseded, [old.id, on], ["extra-0", again]]),
          };
          const said = (facts: FamilyFacts) =>
            JSON.stringify(verdict(evaluate(planOf(plan), terms, facts, asOf))).replaceAll("extra-1", "extra-0");
          expect(said(twice)).toBe(said(once));
        },
      ),
      { numRuns: 1500 },
    );
  }, 120_000);
});

/** As text: a hundred thousand days are compared, and only two that differ need be shown with what differs. */
const textOf = (standing: Standing) => JSON.stringify(verdict(standing));

describe("the next change", () => {
  it("is named too early rather than too late: nothing changes before it", () => {
    fc.assert(
      fc.property(anyPlan, someFamily, someDay, (plan, facts, start) => {
        let standing = evaluate(planOf(plan), terms, facts, start, { knownAt: lateKnown });
        let text = textOf(standing);
        for (let step = 1, day: LocalDate = start; step <= 420; step++) {
          day = addDays(day, 1);
          const today = evaluate(planOf(plan), terms, facts, day, { knownAt: lateKnown });
          if (standing.nextChangeOn !== null && day >= standing.nextChangeOn) {
            standing = today;
            text = textOf(standing);
          } else if (textOf(today) !== text) expect(verdict(today), `on ${day}`).toEqual(verdict(standing));
        }
      }),
      { numRuns: 300 },
    );
  }, 120_000);

  it("makes a history that agrees with asking day by day", () => {
    fc.assert(
      fc.property(anyPlan, someFamily, someDay, (plan, facts, from) => {
        const to = addDays(from, 200);
        let expectedFrom = from;
        for (const part of standingHistory(planOf(plan), terms, facts, from, to)) {
          expect(part.from).toBe(expectedFrom);
          const text = textOf(part.standing);
          for (let day = part.from; day <= part.to; day = addDays(day, 1)) {
            const asked = evaluate(planOf(plan), terms, facts, day);
            if (textOf(asked) !== text) expect(verdict(asked), `on ${day}`).toEqual(verdict(part.standing));
          }
          expectedFrom = addDays(part.to, 1);
        }
        expect(expectedFrom).toBe(addDays(to, 1));
      }),
      { numRuns: 100 },
    );
  }, 120_000);
});
