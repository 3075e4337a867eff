import type { LocalDate } from "../../shared/local-date.ts";
import type { CriterionResult } from "./criterion-standing.rules.ts";
import { nextDay } from "./dates.rules.ts";
import { holdsOn } from "./entry-measures.rules.ts";
import type { AgencyKind, Criterion } from "./facts.rules.ts";
import { foreseen, isMember, type KnownFacts, ofKind, touch } from "./known-facts.rules.ts";
import type { ProgressMeasure } from "./plan-measures.rules.ts";
import type { Progress } from "./progress.rules.ts";
import { type EmploymentMeasure, workOf } from "./progress-measures.rules.ts";
import type { OwedEvidence } from "./standings.rules.ts";

/** When the first adult has been in work for long enough, past or foreseen, and what the proof still waits for. */
export interface EmploymentRoute {
  readonly readyOn: LocalDate | null;
  readonly owed: readonly OwedEvidence[];
}

/**
 * The claim for continuous employment alone, whatever else is outstanding (S2, November 2016: Continuous Employment;
 * S3, table 4): an adult who was on an out-of-work benefit at attachment has been in work and off it for as long as
 * the plan asks. No judgement carries it. Where no database has the evidence, the lead professional writes it down.
 */
export function continuousEmployment(
  known: KnownFacts,
  attachedOn: LocalDate,
  results: readonly CriterionResult[],
  lead: AgencyKind,
): EmploymentRoute {
  const everybody: OwedEvidence[] = [];
  let nearest: { readyOn: LocalDate; owed: readonly OwedEvidence[] } | null = null;
  for (const { standing, issues } of results) {
    for (const { issue, parts } of issues) {
      const measure = employmentIn(issue.progress);
      if (!measure) continue;
      for (const { personId, needs } of parts) {
        if (personId === undefined || !isHere(known, personId) || !needs.some((need) => holdsOn(need, attachedOn))) continue;
        const work = workOf(measure, known, personId, null);
        touch(known, work.expectedOn);
        const owed = work.sustainedOn === null ? owedFor(known, standing.criterion, personId, work, { attachedOn, lead }) : [];
        const readyOn = foreseen(work, known);
        if (readyOn !== null && (nearest === null || readyOn < nearest.readyOn)) nearest = { readyOn, owed };
        everybody.push(...owed);
      }
    }
  }
  return nearest ?? { readyOn: null, owed: everybody };
}

/** What the proof of one adult's work waits for; of the work itself, once they have left the benefit, where none is known. */
function owedFor(
  known: KnownFacts,
  criterion: Criterion,
  personId: string,
  work: Progress,
  { attachedOn, lead }: { attachedOn: LocalDate; lead: AgencyKind },
): readonly OwedEvidence[] {
  if (work.owed.length > 0) return work.owed.map((item) => ({ criterion, ...item }));
  const since = work.significantOn === null ? leftBenefitOn(known, personId, attachedOn) : null;
  if (since === null) return [];
  const sentence = "They left the benefit: evidence of the work that they went to, or the lead professional's written confirmation.";
  return [{ criterion, personId, kind: "EMPLOYMENT", sentence, owedBy: lead, since }];
}

/**
 * Since when somebody has been off every older out-of-work benefit that they were on at attachment or since, with no
 * spell of Universal Credit known: their proof of work is still to be found (S2, Continuous Employment; reading J).
 */
export function leftBenefitOn(known: KnownFacts, personId: string, attachedOn: LocalDate): LocalDate | null {
  let left: LocalDate | null = null;
  for (const item of ofKind(known, "BENEFIT")) {
    if (item.personId !== personId || item.from > known.asOf) continue;
    if (item.benefit === "UNIVERSAL_CREDIT" || item.to === undefined || item.to >= known.asOf) return null;
    if (item.to >= attachedOn && (left === null || item.to > left)) left = item.to;
  }
  return left === null ? null : nextDay(left);
}

function isHere(known: KnownFacts, personId: string): boolean {
  return known.members.some((member) => member.personId === personId && isMember(member, known.asOf));
}

const measures = new WeakMap<ProgressMeasure, EmploymentMeasure | null>();

/** The measure of employment in a rule, if it has one; looked for once per rule. */
function employmentIn(measure: ProgressMeasure): EmploymentMeasure | null {
  const found = measures.get(measure);
  if (found !== undefined) return found;
  const inside = measure.measure === "employment" ? measure : "of" in measure ? firstOf(measure.of) : null;
  measures.set(measure, inside);
  return inside;
}

function firstOf(parts: readonly ProgressMeasure[]): EmploymentMeasure | null {
  for (const part of parts) {
    const found = employmentIn(part);
    if (found) return found;
  }
  return null;
}
