import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type EvaluateOptions, evaluate } from "../src/modules/criteria/evaluate.rules.ts";
import type { AttendanceEvidence, Evidence } from "../src/modules/criteria/evidence-on-record.rules.ts";
import type { Criterion } from "../src/modules/criteria/facts.rules.ts";
import type { FamilyFacts } from "../src/modules/criteria/family-facts.rules.ts";
import { type OutcomesPlan, parseOutcomesPlan } from "../src/modules/criteria/outcomes-plan.rules.ts";
import type { CriterionStanding, Standing } from "../src/modules/criteria/standings.rules.ts";
import { type LocalDate, localDate } from "../src/shared/local-date.ts";
import { repositoryRoot } from "../src/shared/paths.ts";
import { fact, familyOf, terms } from "./facts.ts";

/** The outcomes plans, and a family of two adults, a young person and a child whose facts are put to them. */

export const planFile = (name: string): unknown =>
  JSON.parse(readFileSync(join(repositoryRoot, "seeds/outcomes-plans", `${name}.json`), "utf8"));
export const phaseOne = parseOutcomesPlan(planFile("national-phase-1"));
export const lancashire = parseOutcomesPlan(planFile("lancashire-2016-17"));
export const worcestershire = parseOutcomesPlan(planFile("worcestershire-2015-16"));
export const national2022 = parseOutcomesPlan(planFile("national-2022"));

export const START = "2015-06-01";
const member = (personId: string, born: string) => {
  const since = localDate("2014-09-01");
  return { personId, dateOfBirth: localDate(born), from: since, recordedOn: since };
};
export const HOUSEHOLD = [
  member("adult", "1984-05-05"),
  member("partner", "1982-02-02"),
  member("teen", "2001-08-08"),
  member("child", "2006-05-05"),
] as const;

/** Attached on 1 June 2015, when support began. */
export function supported(evidence: readonly Evidence[], more: Partial<FamilyFacts> = {}): FamilyFacts {
  const on = localDate(START);
  return familyOf([fact({ kind: "INTERVENTION_START", from: START }), ...evidence], {
    members: HOUSEHOLD,
    attachment: { attachedOn: on, recordedOn: on, district: "preston", leadAgencyKind: "WPEHS" },
    ...more,
  });
}

/** Known by a day long after, unless said otherwise. */
export function standing(plan: OutcomesPlan, facts: FamilyFacts, asOf: string, options: EvaluateOptions = {}): Standing {
  return evaluate(plan, terms, facts, localDate(asOf), { knownAt: localDate("2030-01-01"), ...options });
}

export function under(
  plan: OutcomesPlan,
  criterion: Criterion,
  facts: FamilyFacts,
  asOf: string,
  options: EvaluateOptions = {},
): CriterionStanding {
  const found = standing(plan, facts, asOf, options).criteria.find((entry) => entry.criterion === criterion);
  if (!found) throw new Error(`${criterion} is not in the plan`);
  return found;
}

/** The first days of the Lancashire terms from Summer 2014/15 on. */
export const TERM = {
  autumn2014: "2014-09-02",
  spring2015: "2015-01-05",
  summer2015: "2015-04-13",
  autumn2015: "2015-09-02",
  spring2016: "2016-01-04",
  summer2016: "2016-04-11",
  autumn2016: "2016-09-05",
} as const;

type Return = Partial<Pick<AttendanceEvidence, "personId" | "school" | "possible" | "authorised">> & { recordedOn?: string };

/** A return of one term: so many sessions missed without leave, of 100 unless said otherwise. */
export function missed(term: keyof typeof TERM, unauthorised: number, more: Return = {}): Evidence {
  const from = TERM[term];
  const to: LocalDate | undefined = terms.find((entry) => entry.from === from)?.to;
  if (!to) throw new Error("no such term");
  return fact({
    kind: "ATTENDANCE",
    personId: "child",
    school: "A",
    term: from,
    possible: 100,
    authorised: 0,
    unauthorised,
    from,
    to,
    recordedOn: to,
    ...more,
  });
}

export const offence = (on: string, personId = "teen", serious = false): Evidence =>
  fact({ kind: "OFFENCE", personId, proven: true, serious, from: on });
export const asb = (on: string, sanctionLevel = 0): Evidence => fact({ kind: "ASB_INCIDENT", personId: "teen", sanctionLevel, from: on });
export const excluded = (on: string, permanent = false): Evidence =>
  fact({ kind: "EXCLUSION", personId: "child", permanent, from: on, to: on });
export const days = (month: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${month}-${String(index + 1).padStart(2, "0")}`);
