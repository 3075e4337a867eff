import type { LocalDate } from "../../shared/local-date.ts";
import { isApplicable } from "./applicability.rules.ts";
import { holdsOn, type Need } from "./entry-measures.rules.ts";
import type { Criterion } from "./facts.rules.ts";
import { isMember, type KnownFacts } from "./known-facts.rules.ts";
import type { Issue } from "./outcomes-plan.rules.ts";
import { allOf, anyOf, type Progress } from "./progress.rules.ts";
import { judged } from "./progress-judgements.rules.ts";
import { measured } from "./progress-measures.rules.ts";
import { isChild, type Scope } from "./who.rules.ts";

/** How far one issue has come for one person, or for the family as one where `personId` is undefined. */
export interface ProgressPart {
  readonly personId: string | undefined;
  readonly progress: Progress;
  /** The times at which it was a need of theirs, or of the family. */
  readonly needs: readonly Need[];
}

export interface IssueProgress {
  readonly progress: Progress;
  readonly parts: readonly ProgressPart[];
}

/**
 * Progress on one issue of a family that is attached: for each child, for any adult, or for all of them as one.
 * `identified` are the times at which the issue was a need, at attachment or since (reading M).
 */
export function issueProgress(
  issue: Pick<Issue, "scope" | "progress">,
  criterion: Criterion,
  known: KnownFacts,
  identified: readonly Need[],
): IssueProgress {
  const { scope } = issue;
  if (scope !== "EACH_CHILD" && scope !== "ANY_ADULT") {
    const progress = measured(issue.progress, criterion, known, { scope, personId: undefined }, earliestStart(identified, known));
    return { progress, parts: [{ personId: undefined, progress, needs: identified }] };
  }
  const parts = personsOf(identified).map((personId): ProgressPart => {
    const needs = identified.filter((need) => need.personId === personId);
    const progress =
      personId !== undefined && !isStillConcerned(known, criterion, { scope, personId })
        ? departed(criterion, known)
        : measured(issue.progress, criterion, known, { scope, personId }, earliestStart(needs, known));
    return { personId, progress, needs };
  });
  return { progress: allOf(scope === "EACH_CHILD" ? parts.map((part) => part.progress) : adultsTogether(parts, known)), parts };
}

/**
 * One adult is enough of those who were in need at attachment. Another's need that has come up since is a problem of
 * its own (reading M), or one more adult out of work would open an easier way.
 */
function adultsTogether(parts: readonly ProgressPart[], { attachedOn }: KnownFacts): readonly Progress[] {
  const wasThere = ({ needs }: ProgressPart): boolean => attachedOn !== null && needs.some((need) => holdsOn(need, attachedOn));
  const enough = parts.filter(wasThere).map((part) => part.progress);
  const since = parts.filter((part) => !wasThere(part)).map((part) => part.progress);
  return enough.length > 0 ? [anyOf(enough), ...since] : since;
}

/** Whose need it was, in order; what is known of the family as one counts where nobody is named. */
function personsOf(needs: readonly Need[]): readonly (string | undefined)[] {
  const persons: string[] = [];
  for (const { personId } of needs) if (personId !== undefined && !persons.includes(personId)) persons.push(personId);
  return persons.length === 0 ? [undefined] : persons.sort();
}

/** The start of intervention, or of the issue itself where that arose later. */
function earliestStart(needs: readonly Need[], known: KnownFacts): LocalDate {
  const start = known.interventionStart ?? known.asOf;
  const attachedOn = known.attachedOn ?? known.asOf;
  let first: LocalDate | null = null;
  for (const need of needs) if (first === null || need.from < first) first = need.from;
  return first !== null && first > attachedOn && first > start ? first : start;
}

function isStillConcerned(known: KnownFacts, criterion: Criterion, { scope, personId }: { scope: Scope; personId: string }): boolean {
  if (scope === "EACH_CHILD" && isChild(known, personId, known.asOf) === false) return false;
  return known.members.some(
    (member) => member.personId === personId && isMember(member, known.asOf) && isApplicable(criterion, member.dateOfBirth, known.asOf),
  );
}

/** Reading H: a child who left, or grew out of the age, needs the lead worker's judgement. */
function departed(criterion: Criterion, known: KnownFacts): Progress {
  const judgement = judged(criterion, known, known.attachedOn ?? known.asOf);
  return { ...judgement, sentence: `A person this was about has left the family or passed the age for it. ${judgement.sentence}` };
}
