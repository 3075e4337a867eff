import type { CafCriterion } from "../../server/src/modules/criteria/facts.rules.ts";
import type { FamilyFacts } from "../../server/src/modules/criteria/family-facts.rules.ts";
import { addDays, addMonths, type LocalDate, localDate } from "../../server/src/shared/local-date.ts";
import { ELIGIBLE_GROUPS, type EligibleGroupName, eligibleFamily } from "./eligible-recipes.ts";
import {
  addAttendance,
  addBenefit,
  addCallOut,
  addEarlyHelp,
  addFact,
  addHealthConcern,
  addOffence,
  addSafeguarding,
  LAST_RETURN,
  poorRate,
} from "./recipe-facts.ts";
import {
  attach,
  beginFamily,
  chance,
  type Draft,
  dayBetween,
  earlierOf,
  type LeadKind,
  laterOf,
  pick,
  type RecipeOptions,
  whole,
} from "./recipe-parts.ts";

const day = localDate;
const REPORT = day("2016-10-31");
/** The last day of an event that the report of 31 October already knew, with time left to record it. */
const LAST_KNOWN = day("2016-10-20");

export interface AttachedGroup {
  families: number;
  leads: readonly LeadKind[];
  /** The days on which a family of the group can have been attached. */
  attached: readonly [LocalDate, LocalDate];
  needsTwelveMonths: boolean;
}

const FIRST = day("2015-05-01");
/**
 * The thirteen groups of `lancashire-feasible-cohort.json` as of 31 October 2016, and the two of the families
 * attached after it. Any choice of days within the windows, and of leads within the lists, gives the figures.
 */
export const ATTACHED_GROUPS = {
  SSP_SUSTAINED: { families: 10, leads: ["WPEHS"], attached: [FIRST, day("2016-03-20")], needsTwelveMonths: false },
  TRACKED: { families: 117, leads: ["WPEHS"], attached: [FIRST, day("2016-09-15")], needsTwelveMonths: true },
  ONE_EDUCATION: { families: 241, leads: ["WPEHS", "CSC"], attached: [FIRST, day("2016-09-15")], needsTwelveMonths: true },
  ONE_WORKLESSNESS_HELP: { families: 200, leads: ["WPEHS", "CSC"], attached: [FIRST, day("2016-09-15")], needsTwelveMonths: false },
  ONE_WORKLESSNESS_EDUCATION: { families: 175, leads: ["WPEHS"], attached: [FIRST, REPORT], needsTwelveMonths: true },
  ONE_CSC_PROTECTION: { families: 100, leads: ["CSC"], attached: [FIRST, REPORT], needsTwelveMonths: true },
  ONE_CSC_IN_NEED: { families: 49, leads: ["CSC"], attached: [FIRST, day("2016-07-31")], needsTwelveMonths: false },
  ONE_WPEHS: { families: 88, leads: ["WPEHS"], attached: [FIRST, REPORT], needsTwelveMonths: true },
  ONE_DOMESTIC_ABUSE: { families: 7, leads: ["WPEHS"], attached: [FIRST, day("2016-09-15")], needsTwelveMonths: false },
  ONE_CRIME: { families: 1, leads: ["WPEHS"], attached: [FIRST, day("2016-09-15")], needsTwelveMonths: false },
  CE_TRACKED: { families: 366, leads: ["WPEHS", "CSC"], attached: [FIRST, day("2016-09-30")], needsTwelveMonths: true },
  REST_TWELVE_MONTHS: { families: 1023, leads: ["WPEHS", "CSC"], attached: [FIRST, REPORT], needsTwelveMonths: true },
  REST: { families: 681, leads: ["WPEHS", "CSC"], attached: [FIRST, REPORT], needsTwelveMonths: false },
  NEW_TWELVE_MONTHS: { families: 318, leads: ["WPEHS", "CSC"], attached: [day("2016-11-14"), day("2016-12-31")], needsTwelveMonths: true },
  NEW_REST: { families: 44, leads: ["WPEHS", "CSC"], attached: [day("2016-11-14"), day("2016-12-31")], needsTwelveMonths: false },
} as const satisfies Record<string, AttachedGroup>;
export type AttachedGroupName = keyof typeof ATTACHED_GROUPS;

/** The facts of one family of a group, with the days on which each was recorded. */
export function recipe(group: AttachedGroupName | EligibleGroupName, options: RecipeOptions): FamilyFacts {
  return group in ELIGIBLE_GROUPS
    ? eligibleFamily(group as EligibleGroupName, options)
    : attachedFamily(group as AttachedGroupName, options);
}

function attachedFamily(group: AttachedGroupName, options: RecipeOptions): FamilyFacts {
  const { attached, leads } = ATTACHED_GROUPS[group];
  const lead: LeadKind = options.lead ?? leads[0];
  const claimedOn = options.dates.claimedOn;
  const proven = group === "CE_TRACKED" && claimedOn !== undefined;
  const latest = proven ? day("2016-06-30") : attached[1];
  const attachedOn = earlierOf(options.dates.attachedOn ?? dayBetween(options, attached[0], latest), latest);
  if (attachedOn < attached[0]) throw new RangeError(`${group}: ${attachedOn} is before the first day on which it can be attached`);
  const isNew = group === "NEW_TWELVE_MONTHS" || group === "NEW_REST";
  const improves = group === "TRACKED" || group === "ONE_WORKLESSNESS_EDUCATION" || group === "ONE_CSC_PROTECTION" || group === "ONE_WPEHS";
  // Improvement is counted in whole terms after the lead professional accepted: for Summer 2016, before 11 April.
  const acceptBy = improves ? earlierOf(attachedOn, day("2016-04-08")) : attachedOn;
  const recordedOn = isNew
    ? laterOf(day("2016-11-02"), addDays(acceptBy, -whole(options, 20, 45)))
    : addDays(acceptBy, -whole(options, 40, 100));
  const acceptedOn = dayBetween(options, laterOf(addDays(recordedOn, 8), addDays(acceptBy, -14)), acceptBy);
  const draft = beginFamily(options, recordedOn, group === "ONE_CRIME" ? [12, 14] : [8, 14]);
  const needs = fill(group, draft, lead, attachedOn, claimedOn);
  attach(draft, lead, needs, attachedOn, acceptedOn);
  if (claimedOn && (group === "SSP_SUSTAINED" || proven)) {
    draft.facts.claims.push({ route: proven ? "CE" : "SSP", submittedOn: claimedOn, recordedOn: claimedOn });
  }
  return draft.facts;
}

/** Adds the group's needs and what became of them by 31 October; answers with the criteria. */
function fill(
  group: AttachedGroupName,
  draft: Draft,
  lead: LeadKind,
  attachedOn: LocalDate,
  claimedOn: LocalDate | undefined,
): readonly CafCriterion[] {
  const closed = (by: LocalDate = LAST_KNOWN): LocalDate => dayBetween(draft.context, addDays(attachedOn, 20), by);
  switch (group) {
    case "SSP_SUSTAINED": {
      const closedOn = closed(day("2016-04-28"));
      addEarlyHelp(draft, draft.facts.recordedOn, closedOn);
      addCallOut(draft, addDays(attachedOn, -whole(draft.context, 5, 60)));
      for (const criterion of ["CHILDREN_WHO_NEED_HELP", "DOMESTIC_ABUSE"] as const) {
        addFact(draft, addDays(closedOn, 3), {
          kind: "JUDGEMENT",
          source: "WPEHS",
          criterion,
          progressed: true,
          atClosure: true,
          from: closedOn,
        });
      }
      return ["CHILDREN_WHO_NEED_HELP", "DOMESTIC_ABUSE"];
    }
    case "TRACKED":
      improvedAttendance(draft, attachedOn);
      addEarlyHelp(draft, draft.facts.recordedOn, closed());
      return ["MISSING_EDUCATION", "CHILDREN_WHO_NEED_HELP"];
    case "ONE_EDUCATION":
      poorAttendance(draft, attachedOn);
      help(draft, lead, closed());
      return ["MISSING_EDUCATION", "CHILDREN_WHO_NEED_HELP"];
    case "ONE_WORKLESSNESS_HELP":
      onBenefit(draft);
      help(draft, lead, closed());
      return ["WORKLESSNESS", "CHILDREN_WHO_NEED_HELP"];
    case "ONE_WORKLESSNESS_EDUCATION":
      onBenefit(draft);
      improvedAttendance(draft, attachedOn);
      return ["WORKLESSNESS", "MISSING_EDUCATION"];
    case "ONE_CSC_PROTECTION":
      addSafeguarding(draft, "CHILD_PROTECTION", draft.facts.recordedOn);
      improvedAttendance(draft, attachedOn);
      return ["CHILDREN_WHO_NEED_HELP", "MISSING_EDUCATION"];
    case "ONE_CSC_IN_NEED":
      addSafeguarding(draft, "CHILD_IN_NEED", draft.facts.recordedOn);
      addCallOut(draft, addDays(attachedOn, -whole(draft.context, 5, 60)));
      return ["CHILDREN_WHO_NEED_HELP", "DOMESTIC_ABUSE"];
    case "ONE_WPEHS":
      addEarlyHelp(draft, draft.facts.recordedOn);
      improvedAttendance(draft, attachedOn);
      return ["CHILDREN_WHO_NEED_HELP", "MISSING_EDUCATION"];
    case "ONE_DOMESTIC_ABUSE":
      callOutsGoingOn(draft, attachedOn);
      addEarlyHelp(draft, draft.facts.recordedOn, closed());
      return ["DOMESTIC_ABUSE", "CHILDREN_WHO_NEED_HELP"];
    case "ONE_CRIME":
      addOffence(draft, addDays(attachedOn, -40));
      addOffence(draft, dayBetween(draft.context, day("2016-09-20"), day("2016-10-05")));
      addEarlyHelp(draft, draft.facts.recordedOn, closed());
      return ["CRIME_ASB", "CHILDREN_WHO_NEED_HELP"];
    case "CE_TRACKED":
      poorAttendance(draft, attachedOn);
      help(draft, lead);
      leftBenefit(draft, attachedOn, claimedOn);
      return ["CHILDREN_WHO_NEED_HELP", "MISSING_EDUCATION", "WORKLESSNESS"];
    case "REST_TWELVE_MONTHS":
    case "NEW_TWELVE_MONTHS": {
      poorAttendance(draft, attachedOn);
      const work = chance(draft.context, 0.4);
      if (work) onBenefit(draft);
      if (work && lead === "WPEHS" && chance(draft.context, 0.3)) return ["MISSING_EDUCATION", "WORKLESSNESS"];
      if (lead === "CSC" && chance(draft.context, 0.5)) addSafeguarding(draft, "CHILD_PROTECTION", draft.facts.recordedOn);
      else help(draft, lead);
      return work ? ["MISSING_EDUCATION", "CHILDREN_WHO_NEED_HELP", "WORKLESSNESS"] : ["MISSING_EDUCATION", "CHILDREN_WHO_NEED_HELP"];
    }
    case "REST":
    case "NEW_REST": {
      help(draft, lead);
      const second = pick(draft.context, ["WORKLESSNESS", "WORKLESSNESS", "DOMESTIC_ABUSE", "HEALTH"] as const);
      if (second === "WORKLESSNESS") onBenefit(draft);
      else if (second === "HEALTH") addHealthConcern(draft, draft.facts.recordedOn);
      else callOutsGoingOn(draft, attachedOn);
      return ["CHILDREN_WHO_NEED_HELP", second];
    }
  }
}

function help(draft: Draft, lead: LeadKind, closedOn?: LocalDate): void {
  if (lead === "CSC") addSafeguarding(draft, "CHILD_IN_NEED", draft.facts.recordedOn, closedOn);
  else addEarlyHelp(draft, draft.facts.recordedOn, closedOn);
}

function onBenefit(draft: Draft): void {
  addBenefit(draft, addDays(draft.facts.recordedOn, -whole(draft.context, 60, 1400)));
}

function poorAttendance(draft: Draft, attachedOn: LocalDate): void {
  addAttendance(draft, addMonths(earlierOf(attachedOn, LAST_RETURN), -13), () => poorRate(draft.context));
}

function improvedAttendance(draft: Draft, attachedOn: LocalDate): void {
  const from = addMonths(earlierOf(attachedOn, day("2016-04-08")), -13);
  addAttendance(draft, from, (term) => (term.to === LAST_RETURN ? whole(draft.context, 3, 7) : poorRate(draft.context)));
}

/** One before attachment and, where that was long ago by 31 October, another since. */
function callOutsGoingOn(draft: Draft, attachedOn: LocalDate): void {
  const first = addDays(attachedOn, -whole(draft.context, 3, 40));
  addCallOut(draft, first);
  if (first < day("2016-08-15")) addCallOut(draft, dayBetween(draft.context, laterOf(day("2016-08-15"), attachedOn), LAST_KNOWN));
}

/** Off the benefit, work not shown; for a claim, written confirmation of work came in November or December. */
function leftBenefit(draft: Draft, attachedOn: LocalDate, claimedOn: LocalDate | undefined): void {
  const from = addDays(draft.facts.recordedOn, -whole(draft.context, 60, 1400));
  if (claimedOn === undefined) {
    addBenefit(draft, from, dayBetween(draft.context, addDays(attachedOn, 10), LAST_KNOWN));
    return;
  }
  const endedOn = dayBetween(draft.context, addDays(attachedOn, 10), day("2016-07-20"));
  addBenefit(draft, from, endedOn, ["ESA", "INCOME_SUPPORT"]);
  addFact(draft, dayBetween(draft.context, day("2016-11-01"), claimedOn), {
    kind: "EMPLOYMENT",
    source: "WPEHS",
    personId: draft.adult,
    contract: "one",
    from: addDays(endedOn, 1),
  });
}
