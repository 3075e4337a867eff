import type { LocalDate } from "../../shared/local-date.ts";
import { knownFacts } from "./as-known.rules.ts";
import { askedOf } from "./asked.rules.ts";
import { acceptedLead, blockersOf, isOpen } from "./blockers.rules.ts";
import { claimForecast } from "./claim-forecast.rules.ts";
import { leftBenefitOn } from "./continuous-employment.rules.ts";
import { criterionStanding } from "./criterion-standing.rules.ts";
import type { Criterion } from "./facts.rules.ts";
import type { ClaimFact, FamilyFacts } from "./family-facts.rules.ts";
import { isMember, type KnownFacts, touch } from "./known-facts.rules.ts";
import type { OutcomesPlan } from "./outcomes-plan.rules.ts";
import type { Standing } from "./standings.rules.ts";
import { type SchoolTerm, termCalendar } from "./terms.rules.ts";

export interface EvaluateOptions {
  /** The day of a claim, where some thresholds go by it; as-of unless given. */
  claimDate?: LocalDate;
  /** What was recorded by the end of this day is known; as-of unless given. */
  knownAt?: LocalDate;
}

/**
 * Where a family stands on a day under a plan: valid on the day, and recorded by the end of it (or of `knownAt`).
 * Pure: no clock, no order of facts, nothing kept between calls but what follows from the terms and the plan alone.
 */
export function evaluate(
  plan: OutcomesPlan,
  terms: readonly SchoolTerm[],
  facts: FamilyFacts,
  asOf: LocalDate,
  options: EvaluateOptions = {},
): Standing {
  const knownAt = options.knownAt ?? asOf;
  const known = knownFacts(facts, termCalendar(terms), asOf, knownAt, options.claimDate ?? null);
  const asked = askedOf(plan, known);
  const results = plan.criteria.map((criterion, place) => criterionStanding(criterion, place, known, asked));
  const criteria = results.map((result) => result.standing);
  const needs: Criterion[] = [];
  const outstanding: Criterion[] = [];
  let identified = 0;
  let sustained = 0;
  for (const entry of criteria) {
    if (entry.need) needs.push(entry.criterion);
    if (!entry.identified) continue;
    identified++;
    if (entry.significantOn === null) outstanding.push(entry.criterion);
    if (entry.sustainedOn !== null) sustained++;
  }
  const worklessness = results.find((result) => result.standing.criterion === "WORKLESSNESS");
  const claimed = firstClaim(facts, known, knownAt);
  const lead = acceptedLead(known)?.agencyKind ?? (known.attachedOn === null ? null : (facts.attachment?.leadAgencyKind ?? null));
  const claim = claimForecast(known, { results, leadAgencyKind: lead, claimed });
  return {
    asOf,
    criteria,
    eligible: needs.length >= plan.eligibility.needs,
    blockers: blockersOf(known, needs, plan.eligibility.needs),
    attachedOn: known.attachedOn,
    leadAgencyKind: lead,
    outstanding,
    progress: progressOf(known.attachedOn, identified, outstanding.length, sustained),
    trackedForContinuousEmployment:
      worklessness?.identifiedAtAttachment === true &&
      worklessness.standing.sustainedOn === null &&
      hasLeftBenefit(known, known.attachedOn),
    needsTwelveMonths: criteria.some((entry) => entry.needsTwelveMonths),
    cafOnRecord: known.assessments.some((item) => item.kind === "CAF" && item.openedOn <= asOf),
    openCafOpenedOn: openCafOpenedOn(known),
    claimSubmittedOn: claimed?.submittedOn ?? null,
    claim,
    nextChangeOn: known.horizon,
  };
}

/** The classes are disjoint (domain.md, "Outstanding"). With nothing identified there is nothing to claim for. */
function progressOf(attachedOn: LocalDate | null, identified: number, outstanding: number, sustained: number): Standing["progress"] {
  if (attachedOn === null) return "NOT_ATTACHED";
  if (identified === 0 || outstanding > 1) return "OUTSTANDING";
  if (outstanding === 1) return "ONE_OUTSTANDING";
  return sustained === identified ? "SIGNIFICANT_AND_SUSTAINED" : "TRACKED_TO_SUSTAINED";
}

/** A possible claim for continuous employment whose proof of work is still to be found (domain.md, "Outstanding"). */
function hasLeftBenefit(known: KnownFacts, attachedOn: LocalDate | null): boolean {
  if (attachedOn === null) return false;
  return known.members.some((member) => isMember(member, known.asOf) && leftBenefitOn(known, member.personId, attachedOn) !== null);
}

function openCafOpenedOn(known: KnownFacts): LocalDate | null {
  let opened: LocalDate | null = null;
  for (const item of known.assessments) {
    if (item.kind === "CAF" && isOpen(item, known) && (opened === null || item.openedOn > opened)) opened = item.openedOn;
  }
  return opened;
}

function firstClaim(facts: FamilyFacts, known: KnownFacts, knownAt: LocalDate): ClaimFact | null {
  let first: ClaimFact | null = null;
  for (const claim of facts.claims) {
    if (claim.recordedOn > knownAt) continue;
    touch(known, claim.submittedOn);
    if (claim.submittedOn > known.asOf) continue;
    if (first === null || claim.submittedOn < first.submittedOn || (claim.submittedOn === first.submittedOn && claim.route > first.route))
      first = claim;
  }
  return first;
}
