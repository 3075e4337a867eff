import type { LocalDate } from "../../shared/local-date.ts";
import { isApplicable } from "./applicability.rules.ts";
import type { Need } from "./entry-measures.rules.ts";
import type { Criterion } from "./facts.rules.ts";
import { isMember, type KnownFacts } from "./known-facts.rules.ts";
import type { Issue } from "./outcomes-plan.rules.ts";
import type { ProgressMeasure } from "./plan-measures.rules.ts";
import { allOf, anyOf, noProgress, type Progress } from "./progress.rules.ts";
import { inWork } from "./progress-employment.rules.ts";
import { fewerEvents, quietSince, seriousnessReduced } from "./progress-events.rules.ts";
import { intervened, judged, riskLowered } from "./progress-judgements.rules.ts";
import { steppedDown } from "./progress-ladder.rules.ts";
import { onRoll } from "./progress-school.rules.ts";
import { overTerms } from "./progress-terms.rules.ts";
import { enrolled, placed, stageImproved } from "./progress-to-work.rules.ts";
import type { Who } from "./who.rules.ts";

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
  if (issue.scope !== "EACH_CHILD" && issue.scope !== "ANY_ADULT")
    return measured(issue.progress, criterion, known, { scope: issue.scope, personId: undefined }, earliestStart(identified, known));
  let persons: (string | undefined)[] = [...new Set(identified.map((need) => need.personId))].sort();
  if (persons.length > 1) persons = persons.filter((personId) => personId !== undefined);
  const parts = persons.map((personId) => {
    const needs = identified.filter((need) => need.personId === personId);
    if (personId !== undefined && !isStillConcerned(known, criterion, personId)) return departed(criterion, known);
    return measured(issue.progress, criterion, known, { scope: issue.scope, personId }, earliestStart(needs, known));
  });
  return issue.scope === "EACH_CHILD" ? allOf(parts) : anyOf(parts);
}

/** One measure for those whom its row is about; `since` is where its comparison begins. */
function measured(measure: ProgressMeasure, criterion: Criterion, known: KnownFacts, who: Who, since: LocalDate): Progress {
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
      return personId === undefined ? nobody("adult") : inWork(measure, known, personId);
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
