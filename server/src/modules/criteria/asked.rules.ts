import { isFull } from "./blockers.rules.ts";
import type { Criterion, EvidenceKind } from "./facts.rules.ts";
import type { MemberFact } from "./family-facts.rules.ts";
import { currentMembers, type KnownFacts } from "./known-facts.rules.ts";
import type { CriterionPlan, OutcomesPlan } from "./outcomes-plan.rules.ts";
import type { EntryMeasure, ProgressMeasure } from "./plan-measures.rules.ts";

/** The members on the day, and under which of the plan's criteria each has been asked about. */
export interface Asked {
  readonly members: readonly MemberFact[];
  /** One number for each member: a bit is set for each criterion of the plan, by its place there. */
  readonly criteria: readonly number[];
}

/** Who has been asked about what: there is data of a kind that the criterion looks at, or a full assessment's answer. */
export function askedOf(plan: OutcomesPlan, known: KnownFacts): Asked {
  const members = currentMembers(known);
  const { byKind, place, all } = lookedAt(plan);
  const criteria = members.map(() => 0);
  const add = (personId: string, bits: number): void => {
    for (let index = 0; index < members.length; index++) {
      if (members[index]?.personId === personId) criteria[index] = (criteria[index] ?? 0) | bits;
    }
  };
  for (const item of known.evidence) {
    const bits = byKind.get(item.kind);
    if (bits !== undefined && item.personId !== undefined && item.from <= known.asOf) add(item.personId, bits);
  }
  for (const item of known.assessments) {
    if (!isFull(item, known)) continue;
    if (item.kind === "SOCIAL_CARE") for (const personId of item.considered) add(personId, all);
    else
      for (const entry of item.answers) {
        const index = place.get(entry.criterion);
        if (index !== undefined && (entry.answer === "NEED" || entry.answer === "NO_NEED")) add(entry.personId, 1 << index);
      }
  }
  return { members, criteria };
}

interface LookedAt {
  readonly byKind: ReadonlyMap<EvidenceKind, number>;
  readonly place: ReadonlyMap<Criterion, number>;
  readonly all: number;
}

const plans = new WeakMap<OutcomesPlan, LookedAt>();

/** Under which of a plan's criteria each kind of evidence is looked at, worked out once per plan. */
function lookedAt(plan: OutcomesPlan): LookedAt {
  const known = plans.get(plan);
  if (known) return known;
  const byKind = new Map<EvidenceKind, number>();
  plan.criteria.forEach((criterion, index) => {
    for (const kind of kindsOf(criterion)) byKind.set(kind, (byKind.get(kind) ?? 0) | (1 << index));
  });
  const found: LookedAt = {
    byKind,
    place: new Map(plan.criteria.map(({ criterion }, index) => [criterion, index])),
    all: (1 << plan.criteria.length) - 1,
  };
  plans.set(plan, found);
  return found;
}

function kindsOf(plan: CriterionPlan): readonly EvidenceKind[] {
  return [
    ...plan.issues.flatMap((issue) => [...entryKinds(issue.entry), ...progressKinds(issue.progress)]),
    ...(plan.assessed ? progressKinds(plan.assessed.progress) : []),
  ];
}

function entryKinds(measure: EntryMeasure): readonly EvidenceKind[] {
  switch (measure.measure) {
    case "absence-rate":
      return ["ATTENDANCE"];
    case "exclusions":
      return ["EXCLUSION"];
    case "events":
    case "open-spell":
      return [measure.kind];
    case "any-of":
    case "all-of":
      return measure.of.flatMap(entryKinds);
  }
}

/** What was done about a need, and what the lead worker thinks of it, is not the asking. */
function progressKinds(measure: ProgressMeasure): readonly EvidenceKind[] {
  switch (measure.measure) {
    case "absence-rate":
      return ["ATTENDANCE"];
    case "exclusions":
      return ["EXCLUSION"];
    case "on-roll":
      return ["SCHOOL_ROLL"];
    case "step-down":
      return ["SAFEGUARDING", "EARLY_HELP"];
    case "employment":
      return ["BENEFIT", "EMPLOYMENT", "UC_EARNINGS"];
    case "no-events":
    case "fewer-events":
      return [measure.kind];
    case "risk-score-lower":
      return ["RISK_SCORE"];
    case "dwp-stage-improved":
      return ["DWP_STAGE"];
    case "enrolled":
    case "placement":
    case "seriousness-reduced":
    case "intervention":
    case "judgement":
      return [];
    case "any-of":
    case "all-of":
      return measure.of.flatMap(progressKinds);
  }
}
