import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyPlan, epoch, lateKnown, planOf, someDay, someFamily } from "../../../test/arbitrary-family.ts";
import { returnsOfAChild } from "../../../test/arbitrary-stories.ts";
import { terms } from "../../../test/facts.ts";
import { addDays, type LocalDate } from "../../shared/local-date.ts";
import { evaluate } from "./evaluate.rules.ts";
import type { Evidence } from "./evidence-on-record.rules.ts";
import { CRITERIA, type Criterion } from "./facts.rules.ts";
import type { FamilyFacts } from "./family-facts.rules.ts";
import type { CriterionStanding, PersonStanding, Standing } from "./standings.rules.ts";

const DAYS = ["significantOn", "sustainedOn", "sustainedExpectedOn"] as const;
type Day = (typeof DAYS)[number];
const orNever = (day: LocalDate | null | undefined): string => day ?? "9999";

/** The day from which what happens counts as after: support has begun, and the family is attached. */
function supportedSince(facts: FamilyFacts, asOf: LocalDate): LocalDate | null {
  if (facts.attachment === null) return null;
  let since = facts.attachment.attachedOn;
  for (const lead of facts.leadProfessionals) if (lead.acceptedOn !== undefined && lead.acceptedOn > since) since = lead.acceptedOn;
  for (const item of facts.evidence) if (item.kind === "INTERVENTION_START" && item.from > since) since = item.from;
  return since < asOf ? since : null;
}

/** One more fact, of a day after support began and up to the day asked about. */
type Fact = { readonly criterion: Criterion; readonly item: { readonly kind: Evidence["kind"]; readonly [field: string]: unknown } };
const after = (since: LocalDate, asOf: LocalDate, days: number): LocalDate => {
  const from = addDays(since, 1 + days);
  return from <= asOf ? from : asOf;
};

const person = fc.constantFrom("adult", "child", "sister");
const bad = fc.oneof(
  person.map(
    (personId): Fact => ({ criterion: "DOMESTIC_ABUSE", item: { kind: "DOMESTIC_CALL_OUT", inSupportOfInjunction: false, personId } }),
  ),
  person.map((personId): Fact => ({ criterion: "CRIME_ASB", item: { kind: "OFFENCE", proven: true, serious: true, personId } })),
  person.map((personId): Fact => ({ criterion: "CRIME_ASB", item: { kind: "ASB_INCIDENT", sanctionLevel: 3, personId } })),
  fc.constant<Fact>({ criterion: "MISSING_EDUCATION", item: { kind: "EXCLUSION", permanent: true, personId: "child" } }),
  fc.constant<Fact>({ criterion: "CHILDREN_WHO_NEED_HELP", item: { kind: "SAFEGUARDING", status: "LOOKED_AFTER", personId: "child" } }),
  fc.constant<Fact>({ criterion: "WORKLESSNESS", item: { kind: "BENEFIT", benefit: "JSA", personId: "adult" } }),
  fc
    .constantFrom(...CRITERIA)
    .map((criterion): Fact => ({ criterion, item: { kind: "JUDGEMENT", criterion, progressed: false, atClosure: true } })),
);

const good = fc.oneof(
  {
    arbitrary: fc
      .constantFrom(...CRITERIA)
      .map((criterion): Fact => ({ criterion, item: { kind: "JUDGEMENT", criterion, progressed: true, atClosure: true } })),
    weight: 3,
  },
  fc.constant<Fact>({ criterion: "WORKLESSNESS", item: { kind: "EMPLOYMENT", personId: "adult" } }),
  fc.constant<Fact>({ criterion: "WORKLESSNESS", item: { kind: "UC_EARNINGS", personId: "adult", thresholdMet: true } }),
  fc.constant<Fact>({ criterion: "CRIME_ASB", item: { kind: "SERIOUSNESS", reduced: true } }),
  fc.constantFrom(...CRITERIA).map((criterion): Fact => ({ criterion, item: { kind: "INTERVENTION", criterion, completed: true } })),
  fc.constant<Fact>({
    criterion: "WORKLESSNESS",
    item: { kind: "PLACEMENT", personId: "adult", activity: "QUALIFICATION", accredited: true, completed: true, continues: true },
  }),
  fc.constant<Fact>({ criterion: "CRIME_ASB", item: { kind: "COVERAGE", of: "OFFENCE" } }),
);

const under = (standing: Standing, criterion: Criterion): CriterionStanding | undefined =>
  standing.criteria.find((entry) => entry.criterion === criterion);

/** Taking part in a programme is how some plans find a need: then it is not favourable alone. */
const isEntryOf = (plan: string, { kind }: Fact["item"]): boolean =>
  JSON.stringify(planOf(plan)).includes(`"open-spell","kind":"${kind}"`) && kind === "INTERVENTION";

/** What a fact of a day after support began makes of a standing; null where there is no such day. */
function before(plan: string, facts: FamilyFacts, asOf: LocalDate, days: number, { criterion, item }: Fact) {
  const since = supportedSince(facts, asOf);
  if (since === null || isEntryOf(plan, item)) return null;
  const from = after(since, asOf, days);
  const extra = { id: "zz", source: "WPEHS", from, recordedOn: from, ...item } as Evidence;
  const [was, now] = [facts, { ...facts, evidence: [...facts.evidence, extra] }].map((each) =>
    evaluate(planOf(plan), terms, each, asOf, { knownAt: lateKnown }),
  );
  return was && now ? { was, now, criterion, from, kind: item.kind } : null;
}

/** Whether a problem was theirs already; to somebody else a new one only comes. */
const isTheirs = ({ answer, relapsedOn, ...days }: PersonStanding): boolean =>
  answer === "NEED" || relapsedOn !== null || DAYS.some((day) => days[day] !== null);

/** No day of the first standing, of criterion or person, comes earlier in the second. */
function comesNoEarlier(first: Standing, second: Standing): void {
  for (const entry of first.criteria) {
    const other = under(second, entry.criterion);
    if (!entry.identified || !other?.identified) continue;
    const pairs: [string, Pick<PersonStanding, Day>, Pick<PersonStanding, Day>][] = [[entry.criterion, entry, other]];
    for (const someone of entry.people) {
      const same = other.people.find((each) => each.personId === someone.personId);
      if (same && isTheirs(someone) && isTheirs(same)) pairs.push([`${entry.criterion} of ${someone.personId}`, someone, same]);
    }
    for (const [what, one, two] of pairs)
      for (const day of DAYS) expect(orNever(two[day]) >= orNever(one[day]), `${what} ${day}: ${one[day]}, then ${two[day]}`).toBe(true);
  }
}

/**
 * When a claim could be made, evidence that is owed taken to come as it should: a claim that waits for a return of a
 * term gone by is nearer than one that waits for a term to come, though the forecast names no day for it.
 */
function readiness({ claim, criteria }: Standing): string {
  if (claim.readyOn !== null || claim.owed.some((item) => item.kind === "JUDGEMENT")) return orNever(claim.readyOn);
  const days = criteria.filter((entry) => entry.identified).map((entry) => orNever(entry.sustainedExpectedOn));
  return days.sort().at(-1) ?? "9999";
}

/**
 * Whether there was a problem of that criterion by the day before, or there would be nothing to relapse from, and
 * nothing of its kind since: what comes to light before another moves the beginning of the problem, and with that of
 * what has been better since.
 */
function relapses(plan: string, facts: FamilyFacts, { from, criterion, kind }: NonNullable<ReturnType<typeof before>>): boolean {
  if (kind !== "JUDGEMENT" && facts.evidence.some((other) => other.kind === kind && other.from > from)) return false;
  return under(evaluate(planOf(plan), terms, facts, addDays(from, -1), { knownAt: lateKnown }), criterion)?.identified === true;
}

describe("unfavourable evidence", () => {
  it("brings no day forward, and no claim", () => {
    fc.assert(
      fc.property(anyPlan, someFamily, bad, someDay, fc.nat(500), (plan, facts, relapse, asOf, days) => {
        const found = before(plan, facts, asOf, days, relapse);
        if (!found || !relapses(plan, facts, found)) return;
        comesNoEarlier(found.was, found.now);
        expect(readiness(found.now) >= readiness(found.was), `claim ${readiness(found.was)} became ${readiness(found.now)}`).toBe(true);
      }),
      { numRuns: 4000 },
    );
  }, 120_000);

  it("takes no need away", () => {
    fc.assert(
      fc.property(anyPlan, someFamily, bad, someDay, fc.nat(500), (plan, facts, relapse, asOf, days) => {
        const found = before(plan, facts, asOf, days, relapse);
        for (const entry of found?.was.criteria ?? [])
          if (entry.need) expect(found && under(found.now, entry.criterion)?.need, entry.criterion).toBe(true);
      }),
      { numRuns: 3000 },
    );
  }, 120_000);
});

describe("favourable evidence", () => {
  it("sets no day back, and no claim", () => {
    fc.assert(
      fc.property(anyPlan, someFamily, good, someDay, fc.nat(500), (plan, facts, better, asOf, days) => {
        const found = before(plan, facts, asOf, days, better);
        if (!found) return;
        comesNoEarlier(found.now, found.was);
        expect(readiness(found.now) <= readiness(found.was), `claim ${readiness(found.was)} became ${readiness(found.now)}`).toBe(true);
      }),
      { numRuns: 4000 },
    );
  }, 120_000);

  it("makes no need", () => {
    fc.assert(
      fc.property(anyPlan, someFamily, good, someDay, fc.nat(500), (plan, facts, better, asOf, days) => {
        const found = before(plan, facts, asOf, days, better);
        for (const entry of found?.was.criteria ?? [])
          if (!entry.need) expect(found && under(found.now, entry.criterion)?.need, entry.criterion).toBe(false);
      }),
      { numRuns: 3000 },
    );
  }, 120_000);
});

describe("a child's return for a term that is owed", () => {
  const withReturns = fc.tuple(someFamily, returnsOfAChild).map(
    ([facts, returns]): FamilyFacts => ({
      ...facts,
      evidence: [...facts.evidence, ...returns.map((item, index) => ({ ...item, id: `return-${index}` }) as Evidence)],
    }),
  );
  const owedTerm = fc.tuple(anyPlan, withReturns, someDay, fc.nat(8));

  it.each([
    ["without an absence sets no day back", 0],
    ["with nothing but absences brings no day forward", 100],
  ])(
    "%s",
    (_what, absent) => {
      fc.assert(
        fc.property(owedTerm, ([plan, facts, asOf, index]) => {
          const term = terms[index];
          const since = supportedSince(facts, asOf);
          if (!term || since === null || term.from <= since || term.to > asOf) return;
          if (facts.evidence.some((item) => item.kind === "ATTENDANCE" && item.personId === "child" && item.term === term.from)) return;
          // Where the problem began in that term or later, the return moves its beginning, and with it what is better since.
          const earlier = evaluate(planOf(plan), terms, facts, addDays(term.from, -1), { knownAt: lateKnown });
          if (!under(earlier, "MISSING_EDUCATION")?.identified) return;
          const item = {
            kind: "ATTENDANCE",
            personId: "child",
            school: "A",
            term: term.from,
            from: term.from,
            to: term.to,
            possible: 100,
            authorised: 0,
            unauthorised: absent,
          };
          const extra = { id: "zz", source: "SCHOOL", recordedOn: term.to, ...item } as Evidence;
          const was = evaluate(planOf(plan), terms, facts, asOf, { knownAt: lateKnown });
          const now = evaluate(planOf(plan), terms, { ...facts, evidence: [...facts.evidence, extra] }, asOf, { knownAt: lateKnown });
          if (absent === 0) comesNoEarlier(now, was);
          else comesNoEarlier(was, now);
        }),
        { numRuns: 2000 },
      );
    },
    120_000,
  );
});

it("the families that these properties try come as far as a claim", () => {
  const reached = new Set<string>();
  fc.assert(
    fc.property(anyPlan, someFamily, someDay, (plan, facts, asOf) => {
      const { claim, criteria } = evaluate(planOf(plan), terms, facts, asOf, { knownAt: lateKnown });
      if (claim.readyOn !== null) reached.add(`${claim.route} ${claim.readyOn > asOf ? "foreseen" : "ready"}`);
      for (const entry of criteria) {
        if (entry.sustainedOn !== null) reached.add(`sustained ${entry.criterion}`);
        if (entry.relapsedOn !== null && entry.relapsedOn > epoch) reached.add(`relapsed ${entry.criterion}`);
      }
    }),
    { numRuns: 2500, seed: 1 },
  );
  expect([...reached].sort()).toEqual(
    expect.arrayContaining([
      "CE foreseen",
      "CE ready",
      "SSP foreseen",
      "SSP ready",
      ...plansCriteria.map((criterion) => `sustained ${criterion}`),
    ]),
  );
}, 120_000);

/** The criteria that a CAF asks about: every plan file has some of them. */
const plansCriteria = ["CRIME_ASB", "MISSING_EDUCATION", "CHILDREN_WHO_NEED_HELP", "WORKLESSNESS", "DOMESTIC_ABUSE", "HEALTH"] as const;
