import type { LocalDate } from "../../shared/local-date.ts";
import type { Criterion } from "./facts.rules.ts";
import type { KnownFacts } from "./known-facts.rules.ts";
import type { ProgressMeasure } from "./outcomes-plan.rules.ts";
import { allOf, anyOf, noProgress, type Progress } from "./progress.rules.ts";
import { inWork } from "./progress-employment.rules.ts";
import { fewerEvents, interventionCompleted, judged, quietSince, riskLowered } from "./progress-events.rules.ts";
import { steppedDown } from "./progress-ladder.rules.ts";
import { termsImproved } from "./progress-terms.rules.ts";

/** One measure for one person, or for the whole family; `since` is where its comparison begins. */
export function measured(
  measure: ProgressMeasure,
  criterion: Criterion,
  known: KnownFacts,
  personId: string | undefined,
  since: LocalDate,
): Progress {
  switch (measure.measure) {
    case "absence-terms-improved":
    case "exclusion-terms-improved":
      return personId === undefined
        ? noProgress("The returns do not say which child they are about.")
        : termsImproved(measure, known, personId, since);
    case "step-down":
      return steppedDown(measure, known, personId, known.attachedOn ?? since);
    case "employment":
      return personId === undefined
        ? noProgress("The benefit record does not say which adult it is about.")
        : workOf(measure, known, personId);
    case "no-events":
      return quietSince(measure, known);
    case "fewer-events":
      return fewerEvents(measure, known);
    case "intervention-completed":
      return interventionCompleted(criterion, known, since);
    case "risk-score-lower-at-closure":
      return riskLowered(known, since);
    case "judgement":
      return judged(criterion, known, since);
    case "any-of":
      return anyOf(measure.of.map((part) => measured(part, criterion, known, personId, since)));
    case "all-of":
      return allOf(measure.of.map((part) => measured(part, criterion, known, personId, since)));
  }
}

export type EmploymentMeasure = Extract<ProgressMeasure, { measure: "employment" }>;

/** One adult's work by one measure: asked by the criterion and by the claim, and worked out once. */
export function workOf(measure: EmploymentMeasure, known: KnownFacts, personId: string): Progress {
  for (const entry of known.work) if (entry.measure === measure && entry.personId === personId) return entry.progress;
  const progress = inWork(measure, known, personId);
  known.work.push({ measure, personId, progress });
  return progress;
}
