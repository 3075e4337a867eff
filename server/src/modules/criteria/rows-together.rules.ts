import { holdsOn, type Need } from "./entry-measures.rules.ts";
import type { KnownFacts } from "./known-facts.rules.ts";
import type { CriterionPlan } from "./outcomes-plan.rules.ts";
import type { EntryMeasure } from "./plan-measures.rules.ts";
import { anyOf, type Progress } from "./progress.rules.ts";

/** How far one row of a criterion has come. */
interface RowProgress {
  readonly id: string;
  readonly progress: Progress;
  /** When it was a need, at attachment or since. */
  readonly needs: readonly Need[];
}

/**
 * What has to be met under one criterion (reading F): every row that was a need, where the plan does not say that
 * one of several is enough; then one of those of them that were. But what incidents have brought up since attachment
 * has no baseline and is a problem of its own (reading M), or one more incident would open an easier way.
 */
export function rowsTogether(
  { alternatives, issues }: Pick<CriterionPlan, "alternatives" | "issues">,
  { attachedOn }: Pick<KnownFacts, "attachedOn">,
  rows: readonly RowProgress[],
): readonly Progress[] {
  if (!alternatives || rows.length < 2) return rows.map((row) => row.progress);
  const isWay = ({ id, needs }: RowProgress): boolean => {
    const issue = issues.find((each) => each.id === id);
    return !issue || !countsIncidents(issue.entry) || (attachedOn !== null && needs.some((need) => holdsOn(need, attachedOn)));
  };
  const alone = rows.filter((row) => !isWay(row) || !alternatives.some((group) => group.rows.includes(row.id)));
  const groups = alternatives.map((group) => rows.filter((row) => group.rows.includes(row.id) && isWay(row)));
  return [
    ...alone.map((row) => row.progress),
    ...groups.filter((group) => group.length > 0).map((group) => anyOf(group.map((row) => row.progress))),
  ];
}

function countsIncidents(entry: EntryMeasure): boolean {
  return entry.measure === "events" || ("of" in entry && entry.of.some(countsIncidents));
}
