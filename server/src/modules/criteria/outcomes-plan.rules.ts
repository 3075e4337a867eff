import { z } from "zod";
import { CRITERIA, SAFEGUARDING_STATUSES } from "./facts.rules.ts";
import { checkAlternatives, checkIssue, checkProgress, type Path, tooDeep } from "./plan-checks.rules.ts";
import { day, entryMeasure, progressMeasure } from "./plan-measures.rules.ts";
import { SCOPES } from "./who.rules.ts";

/*
 * An outcomes plan is an authority's dated rule set, kept as data. The vocabulary of measures is closed
 * (`plan-measures.rules.ts`): a new authority is a new file in `seeds/outcomes-plans`, not new code.
 */

/**
 * Where a rule comes from: a paragraph of a paper, the letter of our reading where the papers are silent, another
 * authority's table, or public guidance outside the papers.
 */
const source = z
  .string()
  .regex(
    /^(S[0-3] \S.*|assumed: [B-JLM]\b.*|assumed-from-Worcestershire, table [1-6]\b.*|guidance: \S.*)$/,
    "must name a paragraph (S1, S2, S3), or be assumed: <letter>, assumed-from-Worcestershire, table <number>, or guidance: <which>",
  );
const name = z.string().min(1);

/** One row of a plan: what makes the issue a need, and what counts as progress on it. */
const issue = z.strictObject({
  id: name,
  label: name,
  scope: z.enum(SCOPES),
  entry: entryMeasure,
  entrySource: source,
  progress: progressMeasure,
  progressSource: source,
  /** The issues that take twelve months to sustain: always, or only at these safeguarding statuses. */
  twelveMonths: z.union([z.boolean(), z.strictObject({ statuses: z.array(z.enum(SAFEGUARDING_STATUSES)).min(1) })]),
});
export type Issue = z.output<typeof issue>;

const criterionPlan = z.strictObject({
  criterion: z.enum(CRITERIA),
  issues: z.array(issue),
  /** Rows of which one is enough among those that were a need (reading F); of the others every one must be met. */
  alternatives: z
    .array(z.strictObject({ rows: z.array(name).min(2), source }))
    .min(1)
    .optional(),
  /** For a need that only an assessment names: what counts as progress on it. None where a plan goes by data alone. */
  assessed: z.strictObject({ id: name, label: name, source, progress: progressMeasure, progressSource: source }).optional(),
});
export type CriterionPlan = z.output<typeof criterionPlan>;

const outcomesPlan = z
  .strictObject({
    id: name,
    authority: name,
    name,
    from: day,
    to: day,
    eligibility: z.strictObject({ id: name, needs: z.int().min(1), of: z.int().min(1), source }),
    /** What the authority is to reach under the plan, where the papers say. */
    targets: z
      .strictObject({
        attachedBefore: z.int().min(0),
        attachNew: z.int().min(0),
        cumulative: z.int().min(0),
        claims: z.int().min(0),
        by: day,
        source,
      })
      .optional(),
    criteria: z.array(criterionPlan).min(1),
    /** What the plan's own paper says and this file does not, and why. */
    leftOut: z.array(name).min(1).optional(),
  })
  .superRefine((plan, context) => {
    const fault = (path: Path, message: string): void => context.addIssue({ code: "custom", path: [...path], message });
    if (plan.to < plan.from) fault(["to"], "the plan ends before it begins");
    if (plan.eligibility.of !== plan.criteria.length) fault(["eligibility", "of"], `the plan has ${plan.criteria.length} criteria`);
    if (plan.eligibility.needs > plan.eligibility.of) fault(["eligibility", "needs"], "more needs than criteria");
    if (plan.targets && plan.targets.attachedBefore + plan.targets.attachNew !== plan.targets.cumulative)
      fault(["targets", "cumulative"], "is not the sum of its parts");
    const seen = new Set<string>();
    const once = (id: string, path: Path): void => {
      if (seen.has(id)) fault(path, `"${id}" is used twice`);
      seen.add(id);
    };
    once(plan.eligibility.id, ["eligibility", "id"]);
    plan.criteria.forEach((entry, i) => {
      const path = ["criteria", i];
      once(entry.criterion, [...path, "criterion"]);
      if (entry.issues.length === 0 && !entry.assessed) fault([...path, "issues"], "nothing says when this is a need");
      if (entry.assessed) {
        once(entry.assessed.id, [...path, "assessed", "id"]);
        checkProgress(entry.assessed.progress, "FAMILY", [...path, "assessed", "progress"], fault);
      }
      entry.issues.forEach((row, j) => {
        once(row.id, [...path, "issues", j, "id"]);
        checkIssue(row, [...path, "issues", j], fault);
      });
      checkAlternatives(entry, path, fault);
    });
  });
export type OutcomesPlan = z.output<typeof outcomesPlan>;

/** Reads a plan file. Throws one Error that lists every fault with the path of its line. */
export function parseOutcomesPlan(json: unknown): OutcomesPlan {
  const deep = tooDeep(json);
  if (deep) throw new Error(`${deep.join(".")}: measures stand too deep inside one another, or refer to themselves`);
  const parsed = outcomesPlan.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new Error(parsed.error.issues.map((fault) => `${fault.path.join(".")}: ${fault.message}`).join("\n"));
}
