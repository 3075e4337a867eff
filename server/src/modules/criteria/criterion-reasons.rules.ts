import { inWords } from "./dates.rules.ts";
import { holdsOn, type Need } from "./entry-measures.rules.ts";
import type { ProgressPart } from "./issue-progress.rules.ts";
import type { KnownFacts } from "./known-facts.rules.ts";
import { beginning, evidenceOf, personsOf } from "./need-times.rules.ts";
import type { CriterionPlan, Issue } from "./outcomes-plan.rules.ts";
import type { Reason } from "./standings.rules.ts";

/** Names a rule of the plan in words, with its paragraph. */
interface Rule {
  readonly id: string;
  readonly label: string;
  readonly source: string;
}

export const entryRule = (issue: Issue): Rule => ({ id: issue.id, label: issue.label, source: issue.entrySource });
export const assessedRule = ({ id, label, source }: NonNullable<CriterionPlan["assessed"]>): Rule => ({ id, label, source });

/** Why there is a need today by one rule: once for each person, or for the family as one. */
export function needReasons(rule: Rule, known: KnownFacts, needs: readonly Need[], out: Reason[]): void {
  const current = needs.filter((need) => holdsOn(need, known.asOf));
  for (const personId of personsOf(current)) {
    const theirs = current.filter((need) => need.personId === personId);
    const [first] = theirs;
    if (!first) continue;
    out.push({
      rule: rule.id,
      source: rule.source,
      about: "NEED",
      personId: personId ?? null,
      sentence: `${rule.label}: a need since ${inWords(beginning(needs, first, personId))}.`,
      numbers: [],
      evidenceIds: evidenceOf(theirs),
    });
  }
}

/** How far one issue has come, for each person or for the family as one; what identified it is part of the evidence. */
export function progressReasons(rule: string, source: string, parts: readonly ProgressPart[], out: Reason[]): void {
  for (const { personId, progress, needs } of parts) {
    out.push({
      rule,
      source,
      about: "PROGRESS",
      personId: personId ?? null,
      sentence: progress.sentence,
      numbers: progress.numbers,
      evidenceIds: evidenceOf(needs, progress.evidenceIds),
    });
  }
}
