import type { FamilyFacts } from "../../server/src/modules/criteria/family-facts.rules.ts";
import { addDays, type LocalDate, localDate } from "../../server/src/shared/local-date.ts";
import { addAttendance, addBenefit, addCallOut, addExclusions, addHealthConcern, addOffence, poorRate } from "./recipe-facts.ts";
import {
  addPartialCaf,
  beginFamily,
  type CafRecord,
  chance,
  dayBetween,
  earlierOf,
  pick,
  type RecipeOptions,
  whole,
} from "./recipe-parts.ts";

const day = localDate;

/** How many families eligible and not attached on 31 December 2016 have which needs: C crime, E education, W work, D abuse, H health. */
export const ELIGIBLE_GROUPS = { EWDH: 1, CEW: 5, EWD: 12, EWH: 1, EW: 2563, CE: 3, CW: 6, ED: 18, EH: 1, WD: 22 } as const;
export type EligibleGroupName = keyof typeof ELIGIBLE_GROUPS;

/** Found by matching, worked with by nobody (S2, February 2017, Eligible but Not Attached). */
export function eligibleFamily(group: EligibleGroupName, options: RecipeOptions): FamilyFacts {
  const knownOn = options.dates.knownOn ?? dayBetween(options, day("2016-11-01"), day("2016-12-23"));
  const caf = options.caf ?? "NONE";
  const openedOn = cafOpening(options, caf, knownOn);
  const draft = beginFamily(options, openedOn ?? knownOn, group.includes("C") ? [11, 14] : [8, 14]);
  if (openedOn) {
    const closedOn = caf === "HISTORIC" ? addDays(openedOn, whole(options, 90, 420)) : null;
    addPartialCaf(draft, options.cafHeldBy ?? pick(options, ["SCHOOL", "HEALTH", "HOUSING", "VOLUNTARY"] as const), openedOn, closedOn);
  }
  if (group.includes("C")) addOffence(draft, dayBetween(options, day("2016-03-01"), day("2016-09-20")));
  if (group.includes("E")) {
    if (chance(options, 0.12))
      addExclusions(
        draft,
        [day("2016-01-18"), day("2016-04-26"), day("2016-06-21")].map((from) => addDays(from, whole(options, 0, 20))),
      );
    else addAttendance(draft, day("2015-12-01"), () => poorRate(options));
  }
  if (group.includes("W")) addBenefit(draft, addDays(day("2016-08-15"), -whole(options, 30, 1700)));
  if (group.includes("D")) addCallOut(draft, dayBetween(options, day("2016-07-20"), earlierOf(addDays(knownOn, -5), day("2016-12-10"))));
  if (group.includes("H")) addHealthConcern(draft, dayBetween(options, day("2016-02-01"), day("2016-09-20")));
  // Matching is what made these facts known, whatever was on record before.
  draft.facts.evidence.forEach((item) => {
    item.recordedOn = knownOn;
  });
  return draft.facts;
}

function cafOpening(options: RecipeOptions, caf: CafRecord, knownOn: LocalDate): LocalDate | null {
  switch (caf) {
    case "NONE":
      return null;
    case "HISTORIC":
      return dayBetween(options, day("2012-01-09"), day("2014-11-28"));
    case "OLD_OPEN":
      return dayBetween(options, day("2012-06-04"), day("2016-03-18"));
    case "RECENT_OPEN":
      return dayBetween(options, day("2016-04-11"), addDays(knownOn, -1));
  }
}
