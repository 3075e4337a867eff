import { describe, expect, it } from "vitest";
import { fact, terms } from "../../../test/facts.ts";
import { days, excluded, missed, offence, START, supported } from "../../../test/plan-facts.ts";
import { localDate } from "../../shared/local-date.ts";
import { knownFacts } from "./as-known.rules.ts";
import { entryNeeds } from "./entry-measures.rules.ts";
import type { Evidence } from "./evidence-on-record.rules.ts";
import type { Criterion, EvidenceKind } from "./facts.rules.ts";
import type { ProgressMeasure } from "./plan-measures.rules.ts";
import type { Progress } from "./progress.rules.ts";
import { measured } from "./progress-measures.rules.ts";
import { termCalendar } from "./terms.rules.ts";
import type { Who } from "./who.rules.ts";

const CHILD: Who = { scope: "EACH_CHILD", personId: "child" };
const TEEN: Who = { scope: "EACH_CHILD", personId: "teen" };
const ADULT: Who = { scope: "ANY_ADULT", personId: "adult" };
const FAMILY: Who = { scope: "FAMILY", personId: undefined };
const LEAD = { id: "lead", agencyKind: "HOUSING" as const, askedOn: localDate(START), acceptedOn: localDate(START) };

function progress(measure: ProgressMeasure, criterion: Criterion, who: Who, evidence: readonly Evidence[], asOf: string): Progress {
  const facts = supported(evidence, { leadProfessionals: [LEAD] });
  const known = knownFacts(facts, termCalendar(terms), localDate(asOf), localDate("2030-01-01"), null);
  return measured(measure, criterion, known, who, localDate(START));
}

const under = (percent: number) => [{ from: localDate("2015-04-01"), percent }];
const absence: ProgressMeasure = { measure: "absence-rate", terms: 3, run: "RE_SUMMED", sessions: "ALL", underPercent: under(10) };
const exclusions: ProgressMeasure = { measure: "exclusions", terms: 3, run: "RE_SUMMED", fewerThan: 3, nonePermanent: false };
const fewer: ProgressMeasure = {
  measure: "fewer-events",
  kind: "OFFENCE",
  baselineMonths: 12,
  reviewMonths: 6,
  significantMonths: 6,
  percentFewer: 33,
  noneSerious: true,
  noHarsherSanction: false,
};
const quiet: ProgressMeasure = { measure: "no-events", kind: "DOMESTIC_CALL_OUT", months: 6, significantMonths: 3 };
const employment: ProgressMeasure = { measure: "employment", windows: [{ after: ["JSA", "UNIVERSAL_CREDIT"], days: 182, ofDays: 210 }] };
const left = fact({ kind: "BENEFIT", personId: "adult", benefit: "JSA", from: "2014-10-01", to: "2015-07-31" });
const universal = fact({ kind: "BENEFIT", personId: "adult", benefit: "UNIVERSAL_CREDIT", from: "2015-08-01" });
const job = fact({ kind: "EMPLOYMENT", personId: "adult", from: "2015-08-01" });
const callOut = fact({ kind: "DOMESTIC_CALL_OUT", inSupportOfInjunction: false, from: "2015-06-10" });

type Owing = readonly [EvidenceKind, string, string | null, (string | null)?];
type Numbers = Readonly<Record<string, number>>;

describe("what a verdict rests on, and what is owed for it", () => {
  it.each<[string, ProgressMeasure, Criterion, Who, readonly Evidence[], string, Numbers, readonly Owing[]]>([
    [
      "a term's return, by the school",
      absence,
      "MISSING_EDUCATION",
      CHILD,
      [missed("autumn2015", 5), missed("summer2016", 4, { possible: 50 })],
      "2016-07-31",
      { "sessions missed": 9, "sessions possible": 150, absence: 6, "must be under": 10, "terms so far": 1, "terms that it takes": 3 },
      [["ATTENDANCE", "SCHOOL", "child", "2016-03-25"]],
    ],
    [
      "nothing where every return is in",
      exclusions,
      "MISSING_EDUCATION",
      CHILD,
      [missed("autumn2015", 5), excluded("2015-10-01"), excluded("2015-10-02")],
      "2015-12-31",
      { "fixed-term exclusions": 2, "must be fewer than": 3, "terms so far": 1 },
      [],
    ],
    [
      "the roll, by the school",
      { measure: "on-roll", settings: ["SCHOOL"] },
      "MISSING_EDUCATION",
      CHILD,
      [],
      "2015-12-01",
      {},
      [["SCHOOL_ROLL", "SCHOOL", "child"]],
    ],
    [
      "nothing but time on a ladder",
      { measure: "step-down", ladder: "SAFEGUARDING", months: 6 },
      "CHILDREN_WHO_NEED_HELP",
      CHILD,
      [fact({ kind: "SAFEGUARDING", personId: "child", status: "CHILD_IN_NEED", from: "2015-01-01" })],
      "2015-12-01",
      { "months to be held": 6 },
      [],
    ],
    [
      "the impact at the end of early help",
      { measure: "step-down", ladder: "IMPACT", months: 6 },
      "CHILDREN_WHO_NEED_HELP",
      CHILD,
      [fact({ kind: "EARLY_HELP", impact: "SIGNIFICANT", from: "2015-01-01", to: "2015-10-31" })],
      "2015-12-01",
      { "months to be held": 6 },
      [["EARLY_HELP", "WPEHS", "child"]],
    ],
    [
      "work after a benefit, in writing by whoever leads",
      employment,
      "WORKLESSNESS",
      ADULT,
      [left],
      "2015-12-01",
      {},
      [["EMPLOYMENT", "HOUSING", "adult", "2015-08-01"]],
    ],
    ["nothing of somebody who only moved to Universal Credit", employment, "WORKLESSNESS", ADULT, [left, universal], "2015-12-01", {}, []],
    [
      "earnings on Universal Credit, by the Jobcentre",
      employment,
      "WORKLESSNESS",
      ADULT,
      [left, universal, job, fact({ kind: "UC_EARNINGS", personId: "adult", thresholdMet: true, from: "2015-08-01", to: "2015-09-30" })],
      "2015-12-01",
      { "days in work that count": 61, "days that it takes": 182, "of the last days": 210 },
      [["UC_EARNINGS", "DWP", "adult", "2015-10-01"]],
    ],
    [
      "a programme, by the Jobcentre",
      { measure: "enrolled", programmes: ["ESF"], months: 6 },
      "WORKLESSNESS",
      ADULT,
      [],
      "2015-12-01",
      {},
      [["PROGRAMME", "DWP", "adult"]],
    ],
    [
      "the end of a placement",
      { measure: "placement", days: 91 },
      "WORKLESSNESS",
      ADULT,
      [
        fact({
          kind: "PLACEMENT",
          personId: "adult",
          activity: "PLACEMENT",
          accredited: false,
          completed: false,
          continues: false,
          from: "2015-11-01",
        }),
      ],
      "2015-12-01",
      { "days on end that it takes": 91 },
      [["PLACEMENT", "DWP", "adult"]],
    ],
    [
      "a newer rating",
      { measure: "dwp-stage-improved" },
      "WORKLESSNESS",
      ADULT,
      [fact({ kind: "DWP_STAGE", personId: "adult", stage: 2, from: "2015-05-01" })],
      "2015-12-01",
      { "stage at first": 2 },
      [["DWP_STAGE", "DWP", "adult"]],
    ],
    ["nothing but quiet", quiet, "DOMESTIC_ABUSE", FAMILY, [callOut], "2015-12-01", { "months without another that it takes": 6 }, []],
    [
      "nothing but fewer offences",
      fewer,
      "CRIME_ASB",
      TEEN,
      [...days("2015-03", 6).map((on) => offence(on)), offence("2015-10-01", "teen", true)],
      "2015-12-01",
      { "before support began": 6, "in the last 6 months": 1, "fewer, month for month": 66.7, "fewer that it takes": 33, serious: 1 },
      [],
    ],
    [
      "a determination, by the youth offending service",
      { measure: "seriousness-reduced" },
      "CRIME_ASB",
      TEEN,
      [offence("2015-10-01")],
      "2015-12-01",
      {},
      [["SERIOUSNESS", "YOS", "teen"]],
    ],
    [
      "a determination, by the police for adults",
      { measure: "seriousness-reduced" },
      "CRIME_ASB",
      { scope: "ADULTS_TOGETHER", personId: undefined },
      [offence("2015-10-01", "adult")],
      "2015-12-01",
      {},
      [["SERIOUSNESS", "POLICE", null]],
    ],
    [
      "the completion of a programme",
      { measure: "intervention", significant: "BEGUN" },
      "DOMESTIC_ABUSE",
      FAMILY,
      [],
      "2015-12-01",
      {},
      [["INTERVENTION", "HOUSING", null]],
    ],
    [
      "the risk score at closure",
      { measure: "risk-score-lower", significant: "ANY_TIME" },
      "DOMESTIC_ABUSE",
      FAMILY,
      [9, 5].map((score, index) => fact({ kind: "RISK_SCORE", personId: "adult", score, atClosure: false, from: `2015-0${index + 5}-15` })),
      "2015-12-01",
      { "risk score at first": 9, "risk score since": 5 },
      [["RISK_SCORE", "HOUSING", "adult"]],
    ],
    ["the lead worker's judgement", { measure: "judgement" }, "HEALTH", FAMILY, [], "2015-12-01", {}, [["JUDGEMENT", "HOUSING", null]]],
    [
      "the judgement at closure, with the figures that it rests on",
      { measure: "judgement", about: "FINANCE" },
      "WORKLESSNESS",
      FAMILY,
      [
        ...[1500, 300].map((pounds, index) => fact({ kind: "FINANCE", measure: "ARREARS", pounds, from: `2015-0${index + 5}-01` })),
        fact({ kind: "JUDGEMENT", criterion: "WORKLESSNESS", progressed: true, atClosure: false, from: "2015-11-01" }),
      ],
      "2015-12-01",
      { "arrears at first": 1500, "arrears at last": 300 },
      [["JUDGEMENT", "HOUSING", null]],
    ],
  ])("%s", (_what, measure, criterion, who, evidence, asOf, numbers, owed) => {
    const found = progress(measure, criterion, who, evidence, asOf);
    expect(Object.fromEntries(found.numbers.map(({ name, value }) => [name, value]))).toMatchObject(numbers);
    expect(found.owed.map((item) => [item.kind, item.owedBy, item.personId, item.since])).toEqual(
      owed.map(([kind, owedBy, personId, since = null]) => [kind, owedBy, personId, since]),
    );
    expect([found.sentence, ...found.owed.map((item) => item.sentence)].every((sentence) => /^[A-Z].*\.$/.test(sentence))).toBe(true);
  });

  it("counts so many events of each child by themselves, and of the children together where the plan says so", () => {
    const facts = supported([offence("2015-05-01", "teen"), offence("2015-05-02", "child")]);
    const known = knownFacts(facts, termCalendar(terms), localDate("2015-06-01"), localDate("2030-01-01"), null);
    const needs = (scope: Who["scope"]) =>
      entryNeeds({ measure: "events", kind: "OFFENCE", months: 12, atLeast: 2 }, "HEALTH", known, scope).length;
    expect([needs("EACH_CHILD"), needs("CHILDREN_TOGETHER"), needs("ADULTS_TOGETHER"), needs("FAMILY")]).toEqual([0, 1, 0, 1]);
  });

  it("is that of the parts reached, where one is enough, and of every part otherwise, each thing once", () => {
    const judgement: ProgressMeasure = { measure: "judgement" };
    const both = (name: "any-of" | "all-of", evidence: readonly Evidence[]) =>
      progress(
        { measure: name, of: [judgement, judgement, { measure: "intervention", significant: "COMPLETED" }] },
        "HEALTH",
        FAMILY,
        evidence,
        "2015-12-01",
      ).owed.map((item) => item.kind);
    expect([both("any-of", []), both("all-of", [])]).toEqual([
      ["JUDGEMENT", "INTERVENTION"],
      ["JUDGEMENT", "INTERVENTION"],
    ]);
    const judged = fact({ kind: "JUDGEMENT", criterion: "HEALTH", progressed: true, atClosure: true, from: "2015-11-01" });
    expect([both("any-of", [judged]), both("all-of", [judged])]).toEqual([[], ["INTERVENTION"]]);
  });
});
