import fc from "fast-check";
import type { Evidence } from "../src/modules/criteria/evidence-on-record.rules.ts";
import { CRITERIA, SAFEGUARDING_STATUSES } from "../src/modules/criteria/facts.rules.ts";
import { addDays, type LocalDate, localDate } from "../src/shared/local-date.ts";
import { terms } from "./facts.ts";

/**
 * Facts that hang together, as a family's life does: a bad time that gets better, mostly. Facts strewn by chance
 * alone hardly ever come as far as a claim, and would leave the better half of the rules untried.
 */

type Fact = Omit<Evidence, "id">;
const start = localDate("2014-09-01");
const count = (max: number) => fc.integer({ min: 0, max });
const between = (min: number, max: number) => fc.integer({ min, max });
const dayBetween = (from: number, to: number) => between(from, to).map((days) => addDays(start, days));
/** Recorded soon after it began, unless it says when itself. */
const fact = <T extends { readonly kind: Evidence["kind"]; readonly from: LocalDate }>(item: T): Fact =>
  ({ source: "WPEHS", recordedOn: addDays(item.from, 3), ...item }) as unknown as Fact;
const child = fc.constantFrom("child", "sister");

/** A child's returns: so many bad terms, then better ones, some of them late or never sent. */
export const returnsOfAChild = fc
  .tuple(
    child,
    count(2),
    between(1, 4),
    fc.array(fc.tuple(count(14), fc.nat(9)), { minLength: 2, maxLength: 6 }),
    fc.constantFrom("A", "B"),
  )
  .map(([personId, first, bad, good, school]): Fact[] =>
    [...Array.from({ length: bad }, () => [25, 1] as const), ...good].flatMap(([percent, luck], index) => {
      const term = terms[first + index];
      if (!term || luck === 0) return [];
      const sessions = { possible: 100, authorised: 0, unauthorised: percent };
      return [
        fact({
          kind: "ATTENDANCE",
          personId,
          school,
          term: term.from,
          from: term.from,
          to: term.to,
          recordedOn: addDays(term.to, 20 + luck),
          ...sessions,
        }),
      ];
    }),
  );

const exclusions = fc
  .tuple(child, dayBetween(100, 400), fc.array(count(60), { minLength: 3, maxLength: 5 }))
  .map(([personId, from, gaps]): Fact[] => {
    let day = from;
    return gaps.map((gap) => {
      day = addDays(day, gap);
      return fact({ kind: "EXCLUSION", personId, permanent: false, from: day, to: day });
    });
  });

/** Down the ladder rung by rung, and up again now and then. */
const safeguarding = fc
  .tuple(child, dayBetween(0, 300), fc.array(fc.tuple(between(1, 4), between(60, 300)), { minLength: 1, maxLength: 3 }), fc.boolean())
  .map(([personId, from, rungs, ends]): Fact[] => {
    let day = from;
    const sorted = [...rungs].sort(([a], [b]) => a - b);
    return sorted.map(([rung, days], index) => {
      const last = index === sorted.length - 1 && !ends;
      const spell = {
        kind: "SAFEGUARDING" as const,
        personId,
        status: SAFEGUARDING_STATUSES[rung],
        from: day,
        ...(last ? {} : { to: addDays(day, days), end: "DE_ESCALATED" }),
      };
      day = addDays(day, days + 1);
      return fact(spell);
    });
  });

const earlyHelp = fc
  .tuple(dayBetween(0, 400), fc.array(between(60, 250), { minLength: 1, maxLength: 3 }))
  .map(([from, lengths]): Fact[] => {
    let day = from;
    return lengths.map((days, index) => {
      const impact = (["SIGNIFICANT", "MODERATE", "MINOR"] as const)[index];
      const spell = { kind: "EARLY_HELP" as const, impact, from: day, to: addDays(day, days) };
      day = addDays(day, days + 1);
      return fact(spell);
    });
  });

/** Off a benefit and into work, after a while; on Universal Credit with its earnings shown, or not. */
const work = fc
  .tuple(
    fc.constantFrom("JSA", "ESA", "INCOME_SUPPORT", "OTHER_OUT_OF_WORK"),
    dayBetween(0, 100),
    between(300, 600),
    count(40),
    fc.option(between(30, 500)),
    fc.option(fc.boolean()),
  )
  .map(([benefit, from, days, gap, lasts, universal]): Fact[] => {
    const left = addDays(from, days);
    const job = addDays(left, gap + 1);
    const until = lasts === null ? {} : { to: addDays(job, lasts) };
    return [
      fact({ kind: "BENEFIT", personId: "adult", benefit, from, to: left }),
      fact({ kind: "EMPLOYMENT", personId: "adult", from: job, ...until }),
      ...(universal === null ? [] : [fact({ kind: "BENEFIT", personId: "adult", benefit: "UNIVERSAL_CREDIT", from: job })]),
      ...(universal === true ? [fact({ kind: "UC_EARNINGS", personId: "adult", thresholdMet: true, from: job, ...until })] : []),
    ];
  });

/** Many incidents, then few, with a feed that covers them. */
const incidents = fc
  .tuple(
    fc.constantFrom(
      { kind: "OFFENCE" as const, proven: true, serious: false },
      { kind: "ASB_INCIDENT" as const, sanctionLevel: 1 },
      { kind: "DOMESTIC_CALL_OUT" as const, inSupportOfInjunction: false },
    ),
    fc.constantFrom("adult", "child", "sister"),
    fc.array(between(0, 500), { minLength: 1, maxLength: 5 }),
    fc.array(between(500, 900), { maxLength: 1 }),
    fc.boolean(),
  )
  .map(([incident, personId, before, after, covered]): Fact[] => [
    ...[...before, ...after].map((days) => fact({ ...incident, personId, from: addDays(start, days) })),
    ...(covered ? [fact({ kind: "COVERAGE", of: incident.kind, from: start })] : []),
  ]);

const concern = fc
  .tuple(fc.constantFrom("MENTAL_HEALTH", "ALCOHOL", "DRUGS", "LONG_TERM_CONDITION"), dayBetween(0, 400), fc.option(between(100, 500)))
  .map(([kind, from, days]): Fact[] => [
    fact({ kind: "HEALTH_CONCERN", personId: "adult", concern: kind, from, ...(days === null ? {} : { to: addDays(from, days) }) }),
  ]);

/** What the lead worker thinks of everything, on two days, the second of them at closure. */
const judgements = fc
  .tuple(dayBetween(400, 800), between(1, 200))
  .map(([first, later]): Fact[] =>
    [first, addDays(first, later)].flatMap((from, index) =>
      CRITERIA.map((criterion) => fact({ kind: "JUDGEMENT", criterion, progressed: true, atClosure: index === 1, from })),
    ),
  );

/** What else other authorities' plans look at, getting better. */
const others = fc.tuple(fc.nat(6), dayBetween(0, 400), between(50, 300)).map(([which, from, days]): Fact[] => {
  const then = addDays(from, days);
  type Body = { readonly kind: Evidence["kind"] };
  const two = <B extends Body, A extends Body>(before: B, after: A): Fact[] => [fact({ ...before, from }), fact({ ...after, from: then })];
  switch (which) {
    case 0:
      return two(
        { kind: "RISK_SCORE", personId: "adult", score: 18, atClosure: false },
        { kind: "RISK_SCORE", personId: "adult", score: 6, atClosure: true },
      );
    case 1:
      return two({ kind: "DWP_STAGE", personId: "adult", stage: 1 }, { kind: "DWP_STAGE", personId: "adult", stage: 4 });
    case 2:
      return two(
        { kind: "SCHOOL_ROLL", personId: "child", setting: "NONE" },
        { kind: "SCHOOL_ROLL", personId: "child", setting: "SCHOOL" },
      );
    case 3:
      return two({ kind: "HOUSING", status: "HOMELESS" }, { kind: "HOUSING", status: "SECURE" });
    case 4:
      return two({ kind: "FINANCE", measure: "DEBT", pounds: 4000 }, { kind: "FINANCE", measure: "DEBT", pounds: 0 });
    case 5:
      return CRITERIA.map((criterion) => fact({ kind: "INTERVENTION", criterion, completed: true, from, to: then }));
    default:
      return [
        fact({
          kind: "PLACEMENT",
          personId: "adult",
          activity: "TRAINING",
          accredited: true,
          completed: true,
          continues: false,
          from,
          to: then,
        }),
        fact({ kind: "PROGRAMME", personId: "adult", programme: "ESF", from: then }),
      ];
  }
});

export const oneStory: fc.Arbitrary<Fact[]> = fc.oneof(
  returnsOfAChild,
  exclusions,
  safeguarding,
  earlyHelp,
  work,
  incidents,
  concern,
  others,
  {
    arbitrary: judgements,
    weight: 2,
  },
);
