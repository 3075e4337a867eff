import type { LocalDate } from "../../shared/local-date.ts";
import { acceptedLead, blockersOf, isOpen } from "./blockers.rules.ts";
import { criterionStanding } from "./criterion-standing.rules.ts";
import type { Criterion, FamilyFacts, Standing } from "./facts.rules.ts";
import { isMember, type KnownFacts, knownFacts, touch } from "./known-facts.rules.ts";
import type { OutcomesPlan } from "./outcomes-plan.rules.ts";
import { type SchoolTerm, termCalendar } from "./terms.rules.ts";

export interface EvaluateOptions {
  /** The day of a claim, where some thresholds go by it; as-of unless given. */
  claimDate?: LocalDate;
  /** What was recorded by the end of this day is known; as-of unless given. */
  knownAt?: LocalDate;
}

/**
 * Where a family stands on a day under a plan: valid on the day, and recorded by the end of it (or of `knownAt`).
 * Pure: no clock, no order of facts, nothing kept between calls but the index of the terms.
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
  const results = plan.criteria.map((criterion) => criterionStanding(criterion, known));
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
  const claimSubmittedOn = firstClaim(facts, known, knownAt);
  return {
    asOf,
    criteria,
    eligible: needs.length >= plan.eligibility.needs,
    blockers: blockersOf(known, needs, plan.eligibility.needs),
    attachedOn: known.attachedOn,
    leadAgencyKind: acceptedLead(known)?.agencyKind ?? (known.attachedOn === null ? null : (facts.attachment?.leadAgencyKind ?? null)),
    outstanding,
    progress: progressOf(known.attachedOn, identified, outstanding.length, sustained),
    trackedForContinuousEmployment:
      worklessness?.identifiedAtAttachment === true &&
      worklessness.standing.sustainedOn === null &&
      offLegacyBenefit(known, known.attachedOn),
    needsTwelveMonths: criteria.some((entry) => entry.needsTwelveMonths),
    cafOnRecord: known.assessments.some((item) => item.kind === "CAF" && item.openedOn <= asOf),
    openCafOpenedOn: openCafOpenedOn(known),
    claimSubmittedOn,
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

/**
 * Off an older out-of-work benefit, with no spell of Universal Credit known: a possible continuous employment
 * claim whose proof of work is still to be found (S2, November 2016, "Continuous Employment"; reading J).
 */
function offLegacyBenefit(known: KnownFacts, attachedOn: LocalDate | null): boolean {
  if (attachedOn === null) return false;
  return known.members.some((member) => {
    if (!isMember(member, known.asOf)) return false;
    let left = false;
    for (const item of known.evidence) {
      if (item.kind !== "BENEFIT" || item.personId !== member.personId || item.from > known.asOf) continue;
      if (item.benefit === "UNIVERSAL_CREDIT" || item.to === undefined || item.to >= known.asOf) return false;
      if (item.to >= attachedOn) left = true;
    }
    return left;
  });
}

function openCafOpenedOn(known: KnownFacts): LocalDate | null {
  let opened: LocalDate | null = null;
  for (const item of known.assessments) {
    if (item.kind === "CAF" && isOpen(item, known) && (opened === null || item.openedOn > opened)) opened = item.openedOn;
  }
  return opened;
}

function firstClaim(facts: FamilyFacts, known: KnownFacts, knownAt: LocalDate): LocalDate | null {
  let first: LocalDate | null = null;
  for (const claim of facts.claims) {
    if (claim.recordedOn > knownAt) continue;
    touch(known, claim.submittedOn);
    if (claim.submittedOn <= known.asOf && (first === null || claim.submittedOn < first)) first = claim.submittedOn;
  }
  return first;
}
