import type { Criterion } from "../apollo/schema.generated.ts";
import { CAF_CRITERIA } from "./words.ts";

type Plan = { inForce: boolean; criteria: readonly { criterion: Criterion }[] };

/** The needs that the outcomes plan in force knows; without a plan, those that an assessment asks about. */
export function criteriaInForce(plans: readonly Plan[]): readonly Criterion[] {
  return plans.find(({ inForce }) => inForce)?.criteria.map(({ criterion }) => criterion) ?? CAF_CRITERIA;
}
