import { isApplicable } from "./applicability.rules.ts";
import type { Asked } from "./asked.rules.ts";
import type { Need } from "./entry-measures.rules.ts";
import type { Answer } from "./facts.rules.ts";
import type { ProgressPart } from "./issue-progress.rules.ts";
import type { KnownFacts } from "./known-facts.rules.ts";
import { beginning, needOn } from "./need-times.rules.ts";
import type { CriterionPlan } from "./outcomes-plan.rules.ts";
import { allOf, type Progress } from "./progress.rules.ts";
import { rowsTogether } from "./rows-together.rules.ts";
import type { PersonStanding } from "./standings.rules.ts";

/** Everything that the standing of people under one criterion follows from. */
export interface CriterionFindings {
  readonly plan: CriterionPlan;
  /** The criterion's place among the plan's, which is the bit of `asked`. */
  readonly place: number;
  /** All times of need, whoever's. */
  readonly needs: readonly Need[];
  /** How far each issue has come, for whom. */
  readonly issues: readonly { readonly issue: { readonly id: string }; readonly parts: readonly ProgressPart[] }[];
}

/**
 * Where each person stands under one criterion (reading I: need, or asked and no need, for every current member to
 * whom it applies). Somebody who has left, or grown out of it, is there while an issue is theirs (reading H).
 */
export function peopleUnder(findings: CriterionFindings, known: KnownFacts, asked: Asked): readonly PersonStanding[] {
  const people: PersonStanding[] = [];
  asked.members.forEach(({ personId, dateOfBirth }, index) => {
    const need = needOn(findings.needs, known.asOf, personId);
    const wasAsked = (((asked.criteria[index] ?? 0) >> findings.place) & 1) === 1;
    const answer: Answer = need
      ? "NEED"
      : !isApplicable(findings.plan.criterion, dateOfBirth, known.asOf)
        ? "NOT_APPLICABLE"
        : wasAsked
          ? "NO_NEED"
          : "NOT_ASKED";
    people.push(personStanding(personId, answer, need, findings, known));
  });
  for (const { parts } of findings.issues) {
    for (const { personId } of parts) {
      if (personId === undefined || people.some((person) => person.personId === personId)) continue;
      people.push(personStanding(personId, "NOT_APPLICABLE", null, findings, known));
    }
  }
  return people.length > asked.members.length ? people.sort((a, b) => (a.personId < b.personId ? -1 : 1)) : people;
}

function personStanding(
  personId: string,
  answer: Answer,
  need: Need | null,
  findings: CriterionFindings,
  known: KnownFacts,
): PersonStanding {
  const { needs, issues } = findings;
  const progress = issues.length === 0 ? null : progressOf(personId, findings, known);
  return {
    personId,
    answer,
    needSince: need ? beginning(needs, need, personId) : null,
    significantOn: progress?.significantOn ?? null,
    sustainedOn: progress?.sustainedOn ?? null,
    sustainedExpectedOn: progress?.expectedOn ?? null,
    relapsedOn: progress?.relapsedOn ?? null,
  };
}

/**
 * On all of a person's issues together. An issue that is measured for the family as one is that of whomever it was
 * about: of those that the record names, or where it names nobody, of all who have had such a need.
 */
function progressOf(personId: string, findings: CriterionFindings, known: KnownFacts): Progress | null {
  const theirs: { id: string; progress: Progress; needs: readonly Need[] }[] = [];
  for (const { issue, parts } of findings.issues) {
    for (const part of parts) {
      if (!isTheirs(personId, part, findings, known)) continue;
      const needs = part.needs.filter((need) => need.personId === undefined || need.personId === personId);
      theirs.push({ id: issue.id, progress: part.progress, needs });
    }
  }
  return theirs.length === 0 ? null : allOf(rowsTogether(findings.plan, known, theirs));
}

function isTheirs(personId: string, part: ProgressPart, { needs }: CriterionFindings, { asOf, attachedOn }: KnownFacts): boolean {
  if (part.personId !== undefined) return part.personId === personId;
  if (part.needs.some((need) => need.personId === personId)) return true;
  if (!part.needs.some((need) => need.personId === undefined)) return false;
  return needs.some(
    (need) => need.personId === personId && need.from <= asOf && (need.until === null || (attachedOn !== null && need.until > attachedOn)),
  );
}
