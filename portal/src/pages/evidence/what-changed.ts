import { CRITERION_NAMES } from "../../components/words.ts";
import { claimInWords } from "../family/claim-words.ts";
import { type CriterionStanding, clockOf, stateOf } from "../family/clock.ts";

type Standing = {
  asOf: string;
  eligible: boolean;
  attachedOn: string | null;
  criteria: readonly CriterionStanding[];
  claim: Parameters<typeof claimInWords>[0];
};

const inWords = (item: CriterionStanding) => `${stateOf(item).text}. ${clockOf(item).join(" ")}`;

/** What a new entry has changed in where the family stands today, in sentences that name nobody. */
export function whatChanged(before: Standing | null, after: Standing | null): string[] {
  if (before === null || after === null) return [];
  const changes: string[] = [];
  for (const item of after.criteria) {
    const was = before.criteria.find(({ criterion }) => criterion === item.criterion);
    if (was !== undefined && inWords(was) !== inWords(item)) changes.push(`${CRITERION_NAMES[item.criterion]}: ${clockOf(item).join(" ")}`);
  }
  if (after.attachedOn === null && before.eligible !== after.eligible)
    changes.push(after.eligible ? "The family is now eligible." : "The family is no longer eligible.");
  const claim = claimInWords(after.claim, after.asOf);
  if (after.attachedOn !== null && claimInWords(before.claim, before.asOf) !== claim) changes.push(claim);
  return changes.length > 0 ? changes : ["It changes nothing in where the family stands today."];
}
