import type { LocalDate } from "../../shared/local-date.ts";
import { isApplicable } from "./applicability.rules.ts";
import type { Need } from "./entry-measures.rules.ts";
import type { Criterion } from "./facts.rules.ts";
import { isMember, type KnownFacts } from "./known-facts.rules.ts";
import type { Issue, ProgressMeasure } from "./outcomes-plan.rules.ts";
import { allOf, anyOf, noProgress, type Progress } from "./progress.rules.ts";
import { inWork } from "./progress-employment.rules.ts";
import { fewerEvents, interventionCompleted, judged, quietSince, riskLowered } from "./progress-events.rules.ts";
import { steppedDown } from "./progress-ladder.rules.ts";
import { termsImproved } from "./progress-terms.rules.ts";

/**
 * Progress on one issue of a family that is attached: for each child, for any adult, or for the family as one.
 * `identified` are the times at which the issue was a need, at attachment or since (reading M).
 */
export function issueProgress(
  issue: Pick<Issue, "scope" | "progress">,
  criterion: Criterion,
  known: KnownFacts,
  identified: readonly Need[],
): Progress {
  if (issue.scope === "FAMILY") return measured(issue.progress, criterion, known, undefined, earliestStart(identified, known));
  let persons: (string | undefined)[] = [...new Set(identified.map((need) => need.personId))].sort();
  if (persons.length > 1) persons = persons.filter((personId) => personId !== undefined);
  const parts = persons.map((personId) => {
    const needs = identified.filter((need) => need.personId === personId);
    if (personId !== undefined && !isStillConcerned(known, criterion, personId)) return departed(criterion, known);
    return measured(issue.progress, criterion, known, personId, earliestStart(needs, known));
  });
  return issue.scope === "EACH_CHILD" ? allOf(parts) : anyOf(parts);
}

/** One measure for one person, or for the whole family; `since` is where its comparison begins. */
function measured(
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
        : inWork(measure, known, personId);
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

/** The start of intervention, or of the issue itself where that arose later. */
function earliestStart(needs: readonly Need[], known: KnownFacts): LocalDate {
  const start = known.interventionStart ?? known.asOf;
  const attachedOn = known.attachedOn ?? known.asOf;
  let first: LocalDate | null = null;
  for (const need of needs) if (first === null || need.from < first) first = need.from;
  return first !== null && first > attachedOn && first > start ? first : start;
}

function isStillConcerned(known: KnownFacts, criterion: Criterion, personId: string): boolean {
  return known.members.some(
    (member) => member.personId === personId && isMember(member, known.asOf) && isApplicable(criterion, member.dateOfBirth, known.asOf),
  );
}

/** Reading H: a child who left, or grew out of the age, needs the lead worker's judgement. */
function departed(criterion: Criterion, known: KnownFacts): Progress {
  const judgement = judged(criterion, known, known.attachedOn ?? known.asOf);
  return { ...judgement, sentence: `A person this was about has left the family or passed the age for it. ${judgement.sentence}` };
}
