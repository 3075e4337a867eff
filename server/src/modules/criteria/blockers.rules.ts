import { missingAnswers } from "./applicability.rules.ts";
import { type AgencyKind, CAF_CRITERIA, type Criterion } from "./facts.rules.ts";
import type { AssessmentFact, LeadProfessionalFact, MemberFact } from "./family-facts.rules.ts";
import { currentMembers, type KnownFacts } from "./known-facts.rules.ts";
import type { Blocker } from "./standings.rules.ts";

/** Each criterion inside a sentence. */
export const CRITERION_WORDS: Record<Criterion, string> = {
  CRIME_ASB: "crime or anti-social behaviour",
  MISSING_EDUCATION: "missing education",
  CHILDREN_WHO_NEED_HELP: "children who need help",
  WORKLESSNESS: "worklessness",
  DOMESTIC_ABUSE: "domestic abuse",
  HEALTH: "health",
  EARLY_YEARS: "early years",
  SUBSTANCE_USE: "drugs or alcohol",
  FAMILY_RELATIONSHIPS: "family relationships",
  SECURE_HOUSING: "housing",
};

/** The four principles of attachment that do not hold on the day (S2, November 2016: Attached families, 1 to 4). */
export function blockersOf(known: KnownFacts, needs: readonly Criterion[], required: number): readonly Blocker[] {
  const blockers: Blocker[] = [];
  if (needs.length < required) {
    blockers.push({
      principle: "EVIDENCE",
      code: "TOO_FEW_NEEDS",
      message: `There is evidence of need under ${needs.length} of the ${required} criteria that it takes.`,
      mendedBy: "WPEHS",
      personIds: [],
      criteria: needs,
    });
  }
  const assessment = assessmentBlocker(known);
  if (assessment) blockers.push(assessment);
  const plan = planBlocker(known, needs);
  if (plan) blockers.push(plan);
  const lead = leadBlocker(known);
  if (lead) blockers.push(lead);
  return blockers;
}

/** Open on the day and not yet closed. */
export function isOpen(item: AssessmentFact, known: KnownFacts): boolean {
  return item.openedOn <= known.asOf && (item.closedOn === undefined || item.closedOn > known.asOf);
}

/** A full assessment on the day: open, and compliant or dated by social care. */
export function isFull(item: AssessmentFact, known: KnownFacts): boolean {
  return item.compliantOn !== undefined && item.compliantOn <= known.asOf && isOpen(item, known);
}

/** The lead professional who has accepted and not been followed by another. */
export function acceptedLead(known: KnownFacts): LeadProfessionalFact | null {
  let found: LeadProfessionalFact | null = null;
  for (const lead of known.leadProfessionals) {
    if (lead.acceptedOn === undefined || lead.acceptedOn > known.asOf || (lead.endedOn !== undefined && lead.endedOn <= known.asOf))
      continue;
    if (found === null || lead.acceptedOn > (found.acceptedOn ?? "")) found = lead;
  }
  return found;
}

/** The open CAF that was opened last. */
function openCaf(known: KnownFacts): AssessmentFact | null {
  for (let index = known.assessments.length - 1; index >= 0; index--) {
    const item = known.assessments[index];
    if (item && item.kind === "CAF" && isOpen(item, known)) return item;
  }
  return null;
}

function notConsidered(
  item: AssessmentFact,
  members: readonly MemberFact[],
  known: KnownFacts,
): { personIds: readonly string[]; criteria: readonly Criterion[] } {
  if (item.kind === "SOCIAL_CARE") {
    return {
      personIds: members.filter((member) => !item.considered.includes(member.personId)).map((member) => member.personId),
      criteria: [],
    };
  }
  const missing = missingAnswers(members, item.answers, known.asOf);
  return {
    personIds: missing.map((entry) => entry.personId),
    criteria: CAF_CRITERIA.filter((criterion) => missing.some((entry) => entry.criteria.includes(criterion))),
  };
}

function assessmentBlocker(known: KnownFacts): Blocker | null {
  const members = currentMembers(known);
  let nearest: { personIds: readonly string[]; criteria: readonly Criterion[]; mendedBy: AgencyKind } | null = null;
  for (const item of known.assessments) {
    if (!isFull(item, known)) continue;
    const gap = notConsidered(item, members, known);
    if (gap.personIds.length === 0) return null;
    if (nearest === null || gap.personIds.length < nearest.personIds.length)
      nearest = { ...gap, mendedBy: item.heldBy ?? (item.kind === "SOCIAL_CARE" ? "CSC" : "WPEHS") };
  }
  if (nearest === null) return unfinishedAssessment(known, members);
  return {
    principle: "ASSESSMENT",
    code: "MEMBERS_NOT_CONSIDERED",
    message: `The assessment does not consider ${memberCount(nearest.personIds.length)} of the family under every criterion.`,
    ...nearest,
  };
}

/** No full assessment: none at all, an open one that leaves somebody out, or a whole one not yet passed. */
function unfinishedAssessment(known: KnownFacts, members: readonly MemberFact[]): Blocker {
  const open = openCaf(known);
  const blocker = { principle: "ASSESSMENT" as const, criteria: [] };
  if (!open) {
    const personIds = members.map((member) => member.personId);
    return { ...blocker, code: "NO_FULL_ASSESSMENT", message: "No full assessment of the family is open.", mendedBy: "WPEHS", personIds };
  }
  const gap = notConsidered(open, members, known);
  if (gap.personIds.length === 0) {
    return {
      ...blocker,
      code: "AWAITING_QUALITY_CHECK",
      message: "The assessment considers everybody and has not yet passed the quality check.",
      mendedBy: "WPEHS",
      personIds: [],
    };
  }
  return {
    ...blocker,
    ...gap,
    code: "ASSESSMENT_INCOMPLETE",
    message: `The open assessment does not yet consider ${memberCount(gap.personIds.length)} of the family under every criterion.`,
    mendedBy: open.heldBy ?? "WPEHS",
  };
}

function memberCount(count: number): string {
  return count === 1 ? "one member" : `${count} members`;
}

function planBlocker(known: KnownFacts, needs: readonly Criterion[]): Blocker | null {
  const current = known.actions.filter((action) => action.from <= known.asOf && (action.to === undefined || action.to >= known.asOf));
  const unanswered = needs.filter((criterion) => !current.some((action) => action.criterion === criterion && action.hasOutcome));
  if (current.length > 0 && unanswered.length === 0) return null;
  const mendedBy = acceptedLead(known)?.agencyKind ?? openCaf(known)?.heldBy ?? "WPEHS";
  if (current.length === 0)
    return {
      principle: "PLAN",
      code: "NO_PLAN",
      message: "There is no plan with actions for the family.",
      mendedBy,
      personIds: [],
      criteria: needs,
    };
  const named = unanswered.map((criterion) => CRITERION_WORDS[criterion]).join(", ");
  return {
    principle: "PLAN",
    code: "NEEDS_WITHOUT_ACTION",
    message: `No action with a wanted outcome answers: ${named}.`,
    mendedBy,
    personIds: [],
    criteria: unanswered,
  };
}

function leadBlocker(known: KnownFacts): Blocker | null {
  if (acceptedLead(known)) return null;
  const blocker = { principle: "LEAD_PROFESSIONAL" as const, personIds: [], criteria: [] };
  for (let index = known.leadProfessionals.length - 1; index >= 0; index--) {
    const lead = known.leadProfessionals[index];
    if (!lead || lead.askedOn > known.asOf || (lead.endedOn !== undefined && lead.endedOn <= known.asOf)) continue;
    return {
      ...blocker,
      code: "LEAD_PROFESSIONAL_NOT_ACCEPTED",
      message: "A lead professional has been asked and has not yet accepted.",
      mendedBy: lead.agencyKind,
    };
  }
  return { ...blocker, code: "NO_LEAD_PROFESSIONAL", message: "Nobody has been asked to be lead professional.", mendedBy: "WPEHS" };
}
