import { z } from "zod";
import { isLocalDate, type LocalDate } from "../../shared/local-date.ts";
import { CRITERIA, SAFEGUARDING_STATUSES } from "./facts.rules.ts";

/*
 * An outcomes plan is an authority's dated rule set, kept as data. The vocabulary of measures below is closed:
 * a new authority is a new file in `seeds/outcomes-plans`, not new code.
 */
const day = z
  .string()
  .refine(isLocalDate, "not a calendar day in the form YYYY-MM-DD")
  .transform((text) => text as LocalDate);
const months = z.int().min(1).max(120);
const percent = z.int().min(1).max(100);
const eventKind = z.enum(["OFFENCE", "ASB_INCIDENT", "DOMESTIC_CALL_OUT"]);
const legacyOrUniversal = z.enum(["JSA", "ESA", "INCOME_SUPPORT", "OTHER_OUT_OF_WORK", "UNIVERSAL_CREDIT"]);
const sessions = z.enum(["ALL", "UNAUTHORISED"]);

/** A threshold that changes on a date: the last step on or before the day counts. */
const schedule = z
  .array(z.strictObject({ from: day, percent }))
  .min(1)
  .refine(
    (steps) => steps.every((step, i) => i === 0 || step.from > (steps[i - 1]?.from ?? "")),
    "steps must be in order of date, without repeats",
  );

/** Where a rule comes from: a paragraph of a paper, or the letter of our reading where the papers are silent. */
const source = z
  .string()
  .regex(
    /^(S[123] .+|assumed: .+|assumed-from-Worcestershire.*)$/,
    "must name a paragraph (S1, S2, S3), or be assumed: <letter> or assumed-from-Worcestershire",
  );

const simpleEntries = [
  z.strictObject({ measure: z.literal("absence-rate"), terms: z.int().min(1).max(6), sessions, atLeastPercent: schedule }),
  z.strictObject({
    measure: z.literal("exclusions"),
    terms: z.int().min(1).max(6),
    fixedTermAtLeast: z.int().min(1),
    permanentAtLeast: z.int().min(1),
  }),
  z.strictObject({ measure: z.literal("events"), kind: eventKind, months, atLeast: z.int().min(1) }),
  z.strictObject({ measure: z.literal("safeguarding-above"), status: z.enum(SAFEGUARDING_STATUSES) }),
  z.strictObject({ measure: z.literal("open-spell"), kind: z.enum(["EARLY_HELP", "HEALTH_CONCERN"]) }),
  z.strictObject({ measure: z.literal("benefit-spell"), benefits: z.array(legacyOrUniversal).min(1) }),
] as const;
type SimpleEntry = z.output<(typeof simpleEntries)[number]>;
export type EntryMeasure = SimpleEntry | { measure: "any-of" | "all-of"; of: EntryMeasure[] };
const entryMeasure: z.ZodType<EntryMeasure> = z.lazy(() =>
  z.discriminatedUnion("measure", [
    ...simpleEntries,
    z.strictObject({ measure: z.literal("any-of"), of: z.array(entryMeasure).min(1) }),
    z.strictObject({ measure: z.literal("all-of"), of: z.array(entryMeasure).min(1) }),
  ]),
);

const simpleProgress = [
  z.strictObject({
    measure: z.literal("absence-terms-improved"),
    terms: z.int().min(1).max(6),
    baselineTerms: z.int().min(1).max(6),
    belowBaseline: z.boolean(),
    sessions,
    underPercent: schedule,
  }),
  z.strictObject({
    measure: z.literal("exclusion-terms-improved"),
    terms: z.int().min(1).max(6),
    baselineTerms: z.int().min(1).max(6),
    fewerThan: z.int().min(1),
  }),
  z.strictObject({ measure: z.literal("step-down"), months, monthsFrom: z.partialRecord(z.enum(SAFEGUARDING_STATUSES), months) }),
  z.strictObject({
    measure: z.literal("employment"),
    windows: z
      .array(
        z
          .strictObject({ after: z.array(legacyOrUniversal).min(1), days: z.int().min(1), ofDays: z.int().min(1) })
          .refine((w) => w.days <= w.ofDays, "days cannot exceed ofDays"),
      )
      .min(1),
  }),
  z.strictObject({ measure: z.literal("no-events"), kind: eventKind, months, significantMonths: months }),
  z.strictObject({
    measure: z.literal("fewer-events"),
    kind: eventKind,
    baselineMonths: months,
    reviewMonths: months,
    significantMonths: months,
    percentFewer: percent,
    noneSerious: z.boolean(),
    noHarsherSanction: z.boolean(),
  }),
  z.strictObject({ measure: z.literal("intervention-completed") }),
  z.strictObject({ measure: z.literal("risk-score-lower-at-closure") }),
  z.strictObject({ measure: z.literal("judgement") }),
] as const;
type SimpleProgress = z.output<(typeof simpleProgress)[number]>;
export type ProgressMeasure = SimpleProgress | { measure: "any-of" | "all-of"; of: ProgressMeasure[] };
const progressMeasure: z.ZodType<ProgressMeasure> = z.lazy(() =>
  z.discriminatedUnion("measure", [
    ...simpleProgress,
    z.strictObject({ measure: z.literal("any-of"), of: z.array(progressMeasure).min(1) }),
    z.strictObject({ measure: z.literal("all-of"), of: z.array(progressMeasure).min(1) }),
  ]),
);

/** One row of a plan: what makes the issue a need, and what counts as progress on it. */
const issue = z.strictObject({
  id: z.string().min(1),
  label: z.string().min(1),
  scope: z.enum(["EACH_CHILD", "ANY_ADULT", "FAMILY"]),
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
  issues: z.array(issue).min(1),
  /** For a need that only an assessment names: what counts as progress on it. */
  assessed: z.strictObject({ id: z.string().min(1), label: z.string().min(1), source, progress: progressMeasure, progressSource: source }),
});
export type CriterionPlan = z.output<typeof criterionPlan>;

const outcomesPlan = z
  .strictObject({
    id: z.string().min(1),
    authority: z.string().min(1),
    name: z.string().min(1),
    from: day,
    to: day,
    eligibility: z.strictObject({ id: z.string().min(1), needs: z.int().min(1), of: z.int().min(1), source }),
    targets: z.strictObject({
      attachedBefore: z.int().min(0),
      attachNew: z.int().min(0),
      cumulative: z.int().min(0),
      claims: z.int().min(0),
      by: day,
      source,
    }),
    criteria: z.array(criterionPlan).min(1),
  })
  .superRefine((plan, context) => {
    const fault = (path: (string | number)[], message: string) => context.addIssue({ code: "custom", path, message });
    if (plan.to < plan.from) fault(["to"], "the plan ends before it begins");
    if (plan.eligibility.of !== plan.criteria.length) fault(["eligibility", "of"], `the plan has ${plan.criteria.length} criteria`);
    if (plan.eligibility.needs > plan.eligibility.of) fault(["eligibility", "needs"], "more needs than criteria");
    if (plan.targets.attachedBefore + plan.targets.attachNew !== plan.targets.cumulative)
      fault(["targets", "cumulative"], "is not the sum of its parts");
    const seen = new Set<string>([plan.eligibility.id]);
    plan.criteria.forEach((entry, i) => {
      const ids: [string, (string | number)[]][] = [
        [entry.criterion, ["criteria", i, "criterion"]],
        [entry.assessed.id, ["criteria", i, "assessed", "id"]],
      ];
      entry.issues.forEach((row, j) => {
        ids.push([row.id, ["criteria", i, "issues", j, "id"]]);
      });
      for (const [id, path] of ids) {
        if (seen.has(id)) fault(path, `"${id}" is used twice`);
        seen.add(id);
      }
    });
  });
export type OutcomesPlan = z.output<typeof outcomesPlan>;

/** Reads a plan file. Throws one Error that lists every fault with the path of its line. */
export function parseOutcomesPlan(json: unknown): OutcomesPlan {
  const parsed = outcomesPlan.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new Error(parsed.error.issues.map((fault) => `${fault.path.join(".")}: ${fault.message}`).join("\n"));
}
