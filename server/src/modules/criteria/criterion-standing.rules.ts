import type { LocalDate } from "../../shared/local-date.ts";
import { isApplicable } from "./applicability.rules.ts";
import { isFull } from "./blockers.rules.ts";
import { inWords, sooner } from "./dates.rules.ts";
import { addNeed, entryNeeds, holdsOn, type Need } from "./entry-measures.rules.ts";
import type { Criterion, CriterionStanding, EvidenceKind, OpenTo, Reason } from "./facts.rules.ts";
import { currentMembers, isMember, type KnownFacts, touch } from "./known-facts.rules.ts";
import type { CriterionPlan, Issue } from "./outcomes-plan.rules.ts";
import { allOf, type Progress } from "./progress.rules.ts";
import { issueProgress } from "./progress-measures.rules.ts";

/** What a criterion's standing is made of, kept for the questions that span criteria. */
export interface CriterionResult {
  standing: CriterionStanding;
  identifiedAtAttachment: boolean;
}

/** Where one family stands under one criterion of a plan. */
export function criterionStanding(plan: CriterionPlan, known: KnownFacts): CriterionResult {
  const { asOf, attachedOn } = known;
  const { criterion } = plan;
  const reasons: Reason[] = [];
  const parts: Progress[] = [];
  const all: Need[] = [];
  let identified = false;
  let identifiedAtAttachment = false;
  let needsTwelveMonths = false;
  let byData = false;
  for (const issue of plan.issues) {
    const needs = entryNeeds(issue.entry, criterion, known);
    if (needs.length === 0) continue;
    noteNeeds(known, needs, all);
    const current = needs.filter((need) => holdsOn(need, asOf));
    const [first] = current;
    if (first)
      reasons.push({
        rule: issue.id,
        source: issue.entrySource,
        sentence: `${issue.label}: a need since ${inWords(beginning(needs, first))}.`,
        evidenceIds: evidenceOf(current),
      });
    if (attachedOn === null) continue;
    const since = needs.filter((need) => need.from <= asOf && (need.until === null || need.until > attachedOn));
    if (since.length === 0) continue;
    byData = identified = true;
    if (since.some((need) => holdsOn(need, attachedOn))) {
      identifiedAtAttachment = true;
      if (takesTwelveMonths(issue, known, attachedOn)) needsTwelveMonths = true;
    }
    const progress = issueProgress(issue, criterion, known, since);
    parts.push(progress);
    reasons.push({ rule: issue.id, source: issue.progressSource, sentence: progress.sentence, evidenceIds: progress.evidenceIds });
  }
  const assessed = assessedNeeds(criterion, known);
  if (assessed.length > 0) {
    noteNeeds(known, assessed, all);
    const current = assessed.filter((need) => holdsOn(need, asOf));
    const [first] = current;
    if (first)
      reasons.push({
        rule: plan.assessed.id,
        source: plan.assessed.source,
        sentence: `${plan.assessed.label}: a need since ${inWords(first.from)}.`,
        evidenceIds: evidenceOf(current),
      });
    const since =
      attachedOn === null ? [] : assessed.filter((need) => need.from <= asOf && (need.until === null || need.until > attachedOn));
    if (attachedOn !== null && since.length > 0) {
      identified = true;
      if (since.some((need) => holdsOn(need, attachedOn))) identifiedAtAttachment = true;
      if (!byData) {
        const progress = issueProgress({ scope: "FAMILY", progress: plan.assessed.progress }, criterion, known, since);
        parts.push(progress);
        reasons.push({
          rule: plan.assessed.id,
          source: plan.assessed.progressSource,
          sentence: progress.sentence,
          evidenceIds: progress.evidenceIds,
        });
      }
    }
  }
  const now = all.find((need) => holdsOn(need, asOf));
  const progress = parts.length > 0 ? allOf(parts) : null;
  return {
    identifiedAtAttachment,
    standing: {
      criterion,
      need: now !== undefined,
      notAsked: isNotAsked(criterion, known),
      needSince: now ? beginning(all, now) : null,
      identified,
      significantOn: progress?.significantOn ?? null,
      sustainedOn: progress?.sustainedOn ?? null,
      sustainedExpectedOn: progress?.expectedOn ?? null,
      relapsedOn: progress?.relapsedOn ?? null,
      needsTwelveMonths,
      openTo: criterion === "CHILDREN_WHO_NEED_HELP" ? openTo(known) : null,
      reasons,
    },
  };
}

function noteNeeds(known: KnownFacts, needs: readonly Need[], all: Need[]): void {
  for (const need of needs) {
    touch(known, need.from);
    touch(known, need.until);
    all.push(need);
  }
}

/** The first day of an unbroken stretch of need that holds on the day of evaluation. */
function beginning(needs: readonly Need[], now: Need): LocalDate {
  let start = now.from;
  for (let moved = true; moved; ) {
    moved = false;
    for (const need of needs) {
      if (need.from < start && (need.until === null || need.until >= start)) {
        start = need.from;
        moved = true;
      }
    }
  }
  return start;
}

function evidenceOf(needs: readonly Need[]): readonly string[] {
  return needs.length === 1 && needs[0] ? needs[0].evidenceIds : [...new Set(needs.flatMap((need) => need.evidenceIds))];
}

/** A compliant assessment names the need with a written statement of evidence; a bare tick is not evidence. */
function assessedNeeds(criterion: Criterion, known: KnownFacts): readonly Need[] {
  const needs: Need[] = [];
  for (const item of known.assessments) {
    if (item.compliantOn === undefined) continue;
    let until: LocalDate | null = item.closedOn ?? null;
    for (const other of known.assessments) {
      if (other.kind === item.kind && other.compliantOn !== undefined && other.compliantOn > item.compliantOn)
        until = sooner(until, other.compliantOn);
    }
    if (until !== null && until <= item.compliantOn) continue;
    for (const entry of item.answers) {
      if (entry.criterion === criterion && entry.answer === "NEED" && entry.evidenced) {
        addNeed(needs, known, criterion, { from: item.compliantOn, until, personId: entry.personId, evidenceIds: [item.id] });
      }
    }
  }
  return needs;
}

function takesTwelveMonths(issue: Issue, known: KnownFacts, attachedOn: LocalDate): boolean {
  const rule = issue.twelveMonths;
  if (typeof rule === "boolean") return rule;
  return known.evidence.some(
    (item) =>
      item.kind === "SAFEGUARDING" &&
      rule.statuses.includes(item.status) &&
      item.from <= attachedOn &&
      (item.to === undefined || item.to >= attachedOn) &&
      (item.personId === undefined || known.members.some((member) => member.personId === item.personId && isMember(member, attachedOn))),
  );
}

/** CSC while a child is looked after, on a protection plan or in need; else the county's early help service. */
function openTo(known: KnownFacts): OpenTo | null {
  let found: OpenTo | null = null;
  for (const item of known.evidence) {
    if (item.from > known.asOf || (item.to !== undefined && item.to < known.asOf)) continue;
    if (
      item.personId !== undefined &&
      !known.members.some(
        (member) =>
          member.personId === item.personId &&
          isMember(member, known.asOf) &&
          isApplicable("CHILDREN_WHO_NEED_HELP", member.dateOfBirth, known.asOf),
      )
    )
      continue;
    if (
      item.kind === "SAFEGUARDING" &&
      (item.status === "LOOKED_AFTER" || item.status === "CHILD_PROTECTION" || item.status === "CHILD_IN_NEED")
    )
      return "CSC";
    if (item.kind === "EARLY_HELP" || (item.kind === "SAFEGUARDING" && item.status === "EARLY_HELP")) found = "WPEHS";
  }
  return found;
}

const CRITERION_OF: Partial<Record<EvidenceKind, Criterion>> = {
  ATTENDANCE: "MISSING_EDUCATION",
  EXCLUSION: "MISSING_EDUCATION",
  OFFENCE: "CRIME_ASB",
  ASB_INCIDENT: "CRIME_ASB",
  DOMESTIC_CALL_OUT: "DOMESTIC_ABUSE",
  RISK_SCORE: "DOMESTIC_ABUSE",
  SAFEGUARDING: "CHILDREN_WHO_NEED_HELP",
  EARLY_HELP: "CHILDREN_WHO_NEED_HELP",
  BENEFIT: "WORKLESSNESS",
  EMPLOYMENT: "WORKLESSNESS",
  UC_EARNINGS: "WORKLESSNESS",
  HEALTH_CONCERN: "HEALTH",
  SCHOOL_ROLL: "MISSING_EDUCATION",
  SERIOUSNESS: "CRIME_ASB",
  PROGRAMME: "WORKLESSNESS",
  PLACEMENT: "WORKLESSNESS",
  DWP_STAGE: "WORKLESSNESS",
  FINANCE: "WORKLESSNESS",
  HOUSING: "SECURE_HOUSING",
};

/** Some member to whom the criterion applies, of whom there is neither data nor a full assessment's answer. */
function isNotAsked(criterion: Criterion, known: KnownFacts): boolean {
  for (const member of currentMembers(known)) {
    if (!isApplicable(criterion, member.dateOfBirth, known.asOf)) continue;
    if (
      known.evidence.some((item) => item.personId === member.personId && item.from <= known.asOf && CRITERION_OF[item.kind] === criterion)
    )
      continue;
    const answered = known.assessments.some(
      (item) =>
        isFull(item, known) &&
        (item.kind === "SOCIAL_CARE"
          ? item.considered.includes(member.personId)
          : item.answers.some(
              (entry) =>
                entry.personId === member.personId &&
                entry.criterion === criterion &&
                (entry.answer === "NEED" || entry.answer === "NO_NEED"),
            )),
    );
    if (!answered) return true;
  }
  return false;
}
