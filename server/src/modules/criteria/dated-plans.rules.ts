import type { LocalDate } from "../../shared/local-date.ts";
import type { OutcomesPlan } from "./outcomes-plan.rules.ts";
import type { SchoolTerm } from "./terms.rules.ts";

/** A plan and the day from which it answers, until the next one's; the first answers for all days before it too. */
export interface DatedPlan {
  readonly id: string;
  readonly from: LocalDate;
  readonly plan: OutcomesPlan;
}

/** What standings are worked out by, as of one moment. */
export interface Rules {
  /** In order of time, one for a day at most; the last is in force. */
  readonly plans: readonly DatedPlan[];
  readonly terms: readonly SchoolTerm[];
  /** While the county is being worked out anew: the first day from which a family may not be settled yet. */
  readonly owedSince: LocalDate | null;
}

/** The plan by which a day goes: the one in force at its end, or the first where it was not yet there. */
export function planOn(plans: readonly DatedPlan[], day: LocalDate): DatedPlan {
  const found = plans.findLast(({ from }) => from <= day) ?? plans[0];
  if (!found) throw new RangeError("there is no outcomes plan");
  return found;
}

/** The plan in force. */
export function planInForce({ plans }: Pick<Rules, "plans">): DatedPlan {
  const last = plans.at(-1);
  if (!last) throw new RangeError("there is no outcomes plan");
  return last;
}
