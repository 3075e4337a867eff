import type { Transaction } from "../../database/database.ts";
import { workerJson } from "../agencies/agency.reads.ts";
import type { Worker } from "../agencies/agency.type.ts";
import { CRITERION_LABELS } from "./criterion-labels.rules.ts";
import { type CriterionPlan, parseOutcomesPlan } from "./outcomes-plan.rules.ts";
import type { OutcomesPlan, PlanCriterion, PlanIssue } from "./outcomes-plan.type.ts";
import { ASSESSED_WORDS, entryWords, progressWords, SCOPE_WORDS } from "./plan-words.rules.ts";

interface PlanRow {
  readonly id: string;
  readonly document: unknown;
  readonly addedAt: Date;
  readonly addedBy: Worker | null;
  readonly inForceSince: Date | null;
}

/** The plan in force first, then as they were added, the newest first. */
const PLANS = `SELECT p.id, p.document, p.added_at AS "addedAt", ${workerJson("p.added_by")} AS "addedBy", i.from_at AS "inForceSince"
  FROM outcomes_plan p
  LEFT JOIN plan_in_force i ON i.plan_id = p.id AND i.number = (SELECT max(number) FROM plan_in_force)
  WHERE $1::uuid IS NULL OR p.id = $1
  ORDER BY i.number IS NULL, p.added_at DESC, p.document ->> 'id'`;

/** Every plan on record, or the one of an id. */
export async function readPlans(tx: Transaction, id: string | null): Promise<OutcomesPlan[]> {
  return (await tx.query<PlanRow>(PLANS, [id])).map(shownPlan);
}

function shownPlan({ id, document, addedAt, addedBy, inForceSince }: PlanRow): OutcomesPlan {
  const plan = parseOutcomesPlan(document);
  const { authority, name, from, to, eligibility } = plan;
  return {
    id,
    authority,
    name,
    from,
    to,
    inForce: inForceSince !== null,
    inForceSince,
    addedAt,
    addedBy,
    needsForEligibility: eligibility.needs,
    eligibilitySource: eligibility.source,
    criteria: plan.criteria.map(shownCriterion),
    leftOut: plan.leftOut ?? [],
  };
}

/** What an assessment alone names is a row like the others, and comes last, where the plan goes by assessments too. */
function shownCriterion({ criterion, issues, assessed, alternatives = [] }: CriterionPlan): PlanCriterion {
  const rows = issues.map(({ id, label, scope, entry, entrySource, progress, progressSource }) => ({
    id,
    label,
    who: SCOPE_WORDS[scope],
    entry: entryWords(entry),
    entrySource,
    progress: progressWords(progress),
    progressSource,
  }));
  return {
    criterion,
    label: CRITERION_LABELS[criterion],
    issues: assessed ? [...rows, shownAssessed(assessed)] : rows,
    alternatives: alternatives.map((each) => ({ rows: [...each.rows], source: each.source })),
  };
}

function shownAssessed({ id, label, source, progress, progressSource }: NonNullable<CriterionPlan["assessed"]>): PlanIssue {
  const words = { entry: ASSESSED_WORDS, progress: progressWords(progress) };
  return { id, label, who: SCOPE_WORDS.FAMILY, ...words, entrySource: source, progressSource };
}
