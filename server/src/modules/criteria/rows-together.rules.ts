import type { CriterionPlan } from "./outcomes-plan.rules.ts";
import { anyOf, type Progress } from "./progress.rules.ts";

/** How far one row of a criterion has come. */
interface RowProgress {
  readonly id: string;
  readonly progress: Progress;
}

/**
 * What has to be met under one criterion (reading F): every row that was a need, where the plan does not say that
 * one of several is enough; then one of those of them that were.
 */
export function rowsTogether({ alternatives }: Pick<CriterionPlan, "alternatives">, rows: readonly RowProgress[]): readonly Progress[] {
  if (!alternatives) return rows.map((row) => row.progress);
  const alone = rows.filter((row) => !alternatives.some((group) => group.rows.includes(row.id)));
  const groups = alternatives.map((group) => rows.filter((row) => group.rows.includes(row.id)));
  return [
    ...alone.map((row) => row.progress),
    ...groups.filter((group) => group.length > 0).map((group) => anyOf(group.map((row) => row.progress))),
  ];
}
