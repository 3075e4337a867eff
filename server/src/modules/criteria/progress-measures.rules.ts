import type { LocalDate } from "../../shared/local-date.ts";
import type { Criterion } from "./facts.rules.ts";
import type { KnownFacts } from "./known-facts.rules.ts";
import type { ProgressBy, ProgressMeasure } from "./plan-measures.rules.ts";
import { allOf, anyOf, noProgress, type Progress } from "./progress.rules.ts";
import { inWork } from "./progress-employment.rules.ts";
import { fewerEvents, quietSince, seriousnessReduced } from "./progress-events.rules.ts";
import { intervened, judged, riskLowered } from "./progress-judgements.rules.ts";
import { steppedDown } from "./progress-ladder.rules.ts";
import { onRoll } from "./progress-school.rules.ts";
import { overTerms } from "./progress-terms.rules.ts";
import { enrolled, placed, stageImproved } from "./progress-to-work.rules.ts";
import type { Who } from "./who.rules.ts";

/** One measure for those whom its row is about; `since` is where its comparison begins. */
export function measured(measure: ProgressMeasure, criterion: Criterion, known: KnownFacts, who: Who, since: LocalDate): Progress {
  const { personId } = who;
  switch (measure.measure) {
    case "absence-rate":
    case "exclusions":
      return personId === undefined ? nobody("child") : overTerms(measure, known, personId, since);
    case "on-roll":
      return personId === undefined ? nobody("child") : onRoll(measure, known, personId, since);
    case "step-down":
      return steppedDown(measure, criterion, known, personId, known.attachedOn ?? since);
    case "employment":
      return personId === undefined ? nobody("adult") : workOf(measure, known, personId, isLater(since, known) ? since : null);
    case "enrolled":
      return personId === undefined ? nobody("adult") : enrolled(measure, known, personId);
    case "placement":
      return personId === undefined ? nobody("adult") : placed(measure, known, personId, since);
    case "dwp-stage-improved":
      return personId === undefined ? nobody("adult") : stageImproved(known, personId, since);
    case "no-events":
      return quietSince(measure, known, who);
    case "fewer-events":
      return fewerEvents(measure, known, who);
    case "seriousness-reduced":
      return seriousnessReduced(known, who, since);
    case "intervention":
      return intervened(measure, criterion, known, since);
    case "risk-score-lower":
      return riskLowered(measure, known, since);
    case "judgement":
      return judged(criterion, known, since, measure.about, personId);
    case "any-of":
      return anyOf(measure.of.map((part) => measured(part, criterion, known, who, since)));
    case "all-of":
      return allOf(measure.of.map((part) => measured(part, criterion, known, who, since)));
  }
}

function nobody(who: "child" | "adult"): Progress {
  return noProgress(`The record does not say which ${who} it is about.`);
}

export type EmploymentMeasure = ProgressBy<"employment">;

/** Whether a comparison begins with the issue itself, which has come up since attachment and the start of support. */
function isLater(since: LocalDate, { interventionStart }: KnownFacts): boolean {
  return interventionStart !== null && since > interventionStart;
}

/** One adult's work by one measure: asked by the criterion and by the claim, and worked out once. */
export function workOf(measure: EmploymentMeasure, known: KnownFacts, personId: string, since: LocalDate | null): Progress {
  for (const entry of known.work)
    if (entry.measure === measure && entry.personId === personId && entry.since === since) return entry.progress;
  const progress = inWork(measure, known, personId, since);
  known.work.push({ measure, personId, since, progress });
  return progress;
}
