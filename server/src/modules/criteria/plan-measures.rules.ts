import { z } from "zod";
import { isLocalDate, type LocalDate } from "../../shared/local-date.ts";
import type {
  BenefitEvidence,
  DwpStageEvidence,
  EarlyHelpEvidence,
  FinanceEvidence,
  HealthEvidence,
  HousingEvidence,
  JudgementEvidence,
  SafeguardingEvidence,
  SchoolRollEvidence,
} from "./evidence-on-record.rules.ts";
import { AGENCY_KINDS, SAFEGUARDING_STATUSES } from "./facts.rules.ts";

/*
 * The measures of which plans are made. The list is closed: a new authority is a new file of them, not new code.
 * A measure says when something is a need (entry), or since when there is progress on it and since when it lasts.
 */
export const day = z
  .string()
  .refine(isLocalDate, "not a calendar day in the form YYYY-MM-DD")
  .transform((text) => text as LocalDate);
const months = z.int().min(1).max(120);
const days = z.int().min(1).max(1000);
const terms = z.int().min(1).max(6);
const percent = z.int().min(1).max(100);
const count = z.int().min(1).max(1000);
const eventKind = z.enum(["OFFENCE", "ASB_INCIDENT", "DOMESTIC_CALL_OUT"]);
const benefit = z.enum(["JSA", "ESA", "INCOME_SUPPORT", "OTHER_OUT_OF_WORK", "UNIVERSAL_CREDIT"]);
const programme = z.enum(["ESF", "WORK_PROGRAMME", "OTHER"]);
const sessions = z.enum(["ALL", "UNAUTHORISED"]);
const subject: z.ZodType<NonNullable<JudgementEvidence["about"]>> = z.enum([
  "MENTAL_HEALTH",
  "ALCOHOL",
  "DRUGS",
  "LONG_TERM_CONDITION",
  "FINANCE",
]);
const setting = z.enum(["SCHOOL", "PRU", "ALTERNATIVE", "NONE"]);

/** A threshold that changes on a date: the last step on or before the day counts. */
const schedule = z
  .array(z.strictObject({ from: day, percent }))
  .min(1)
  .superRefine((steps, context) => {
    steps.forEach((step, index) => {
      const before = steps[index - 1];
      if (before && step.from <= before.from)
        context.addIssue({ code: "custom", path: [index, "from"], message: "steps must be in order of date, without repeats" });
    });
  });

/** Spells and states that are a need while they last, and the words by which a plan may pick among them. */
export const SPELL_WORDS = {
  SAFEGUARDING: SAFEGUARDING_STATUSES,
  EARLY_HELP: ["SIGNIFICANT", "MODERATE", "MINOR"],
  HEALTH_CONCERN: ["MENTAL_HEALTH", "ALCOHOL", "DRUGS", "LONG_TERM_CONDITION"],
  BENEFIT: benefit.options,
  SCHOOL_ROLL: setting.options,
  HOUSING: ["SECURE", "AT_RISK", "TEMPORARY", "HOMELESS"],
  FINANCE: ["DEBT", "ARREARS", "INCOME"],
  DWP_STAGE: ["1", "2", "3", "4", "5"],
  RISK_SCORE: [],
  INTERVENTION: [],
} as const satisfies {
  SAFEGUARDING: readonly SafeguardingEvidence["status"][];
  EARLY_HELP: readonly EarlyHelpEvidence["impact"][];
  HEALTH_CONCERN: readonly HealthEvidence["concern"][];
  BENEFIT: readonly BenefitEvidence["benefit"][];
  SCHOOL_ROLL: readonly SchoolRollEvidence["setting"][];
  HOUSING: readonly HousingEvidence["status"][];
  FINANCE: readonly FinanceEvidence["measure"][];
  DWP_STAGE: readonly `${DwpStageEvidence["stage"]}`[];
  RISK_SCORE: readonly never[];
  INTERVENTION: readonly never[];
};
export type SpellKind = keyof typeof SPELL_WORDS;
const spellKind = z.enum(Object.keys(SPELL_WORDS) as [SpellKind, ...SpellKind[]]);

const simpleEntries = [
  /** Absence at or over a rate, over the last completed terms and all schools. */
  z.strictObject({ measure: z.literal("absence-rate"), terms, sessions, atLeastPercent: schedule }),
  /** So many exclusions, of either sort, in the last completed terms and since. */
  z
    .strictObject({ measure: z.literal("exclusions"), terms, fixedTermAtLeast: count.optional(), permanentAtLeast: count.optional() })
    .refine((entry) => entry.fixedTermAtLeast !== undefined || entry.permanentAtLeast !== undefined, "says how many of neither sort"),
  z.strictObject({ measure: z.literal("events"), kind: eventKind, months, atLeast: count }),
  /** While it lasts; `only` picks some of its words. */
  z
    .strictObject({ measure: z.literal("open-spell"), kind: spellKind, only: z.array(z.string()).min(1).optional() })
    .superRefine((entry, context) => {
      const words: readonly string[] = SPELL_WORDS[entry.kind];
      entry.only?.forEach((word, index) => {
        if (!words.includes(word))
          context.addIssue({ code: "custom", path: ["only", index], message: `"${word}" is no word of ${entry.kind}` });
      });
    }),
] as const;
type SimpleEntry = z.output<(typeof simpleEntries)[number]>;
export type EntryMeasure = SimpleEntry | { measure: "any-of" | "all-of"; of: EntryMeasure[] };
export const entryMeasure: z.ZodType<EntryMeasure> = z.lazy(() =>
  z.discriminatedUnion("measure", [
    ...simpleEntries,
    z.strictObject({ measure: z.literal("any-of"), of: z.array(entryMeasure).min(1) }),
    z.strictObject({ measure: z.literal("all-of"), of: z.array(entryMeasure).min(1) }),
  ]),
);

/** Reading G: each term is judged by itself and a bad one begins the run afresh, or the last terms are added up again. */
const run = z.enum(["RESTARTS", "RE_SUMMED"]);
const notLonger = { message: "cannot be longer than the time that sustains it", path: ["significantMonths"] };

const simpleProgress = [
  z.strictObject({
    measure: z.literal("absence-rate"),
    terms,
    run,
    sessions,
    underPercent: schedule,
    /** Also below the child's own rate over so many terms before intervention (reading E). */
    belowBaselineTerms: terms.optional(),
  }),
  z.strictObject({
    measure: z.literal("exclusions"),
    terms,
    run,
    fewerThan: count,
    nonePermanent: z.boolean(),
    belowBaselineTerms: terms.optional(),
  }),
  z.strictObject({ measure: z.literal("on-roll"), settings: z.array(setting.exclude(["NONE"])).min(1) }),
  z
    .strictObject({
      measure: z.literal("step-down"),
      ladder: z.enum(["SAFEGUARDING", "IMPACT"]),
      months,
      /** Longer or shorter from some rungs. */
      monthsFrom: z.partialRecord(z.enum(SAFEGUARDING_STATUSES), months).optional(),
      /** Whose recorded judgement that things have de-escalated counts as a step. */
      confirmedBy: z.array(z.enum(AGENCY_KINDS)).min(1).optional(),
    })
    .refine((step) => step.ladder === "SAFEGUARDING" || step.monthsFrom === undefined, {
      message: "only the safeguarding ladder has these rungs",
      path: ["monthsFrom"],
    }),
  z
    .strictObject({
      measure: z.literal("employment"),
      windows: z
        .array(
          z
            .strictObject({ after: z.array(benefit).min(1), days, ofDays: days })
            .refine((window) => window.days <= window.ofDays, { message: "more days than the window has", path: ["days"] }),
        )
        .min(1),
      /** Days on a programme that pays for the same result do not count. */
      notOn: z.array(programme).min(1).optional(),
    })
    .superRefine((employment, context) => {
      const seen = new Set<string>();
      employment.windows.forEach((window, i) => {
        window.after.forEach((name, j) => {
          if (seen.has(name)) context.addIssue({ code: "custom", path: ["windows", i, "after", j], message: `${name} has two windows` });
          seen.add(name);
        });
      });
    }),
  z.strictObject({ measure: z.literal("enrolled"), programmes: z.array(programme).min(1), months }),
  /** Work placement, volunteering, or training: completed, attended for so many days on end, or to be continued. */
  z.strictObject({ measure: z.literal("placement"), days }),
  /** A better rating on the five stages to work. It shows progress, and lasts only by another measure. */
  z.strictObject({ measure: z.literal("dwp-stage-improved") }),
  z
    .strictObject({
      measure: z.literal("no-events"),
      kind: eventKind,
      months,
      significantMonths: months,
      /** Counts only where a feed covers the months: "not found" is not "not covered". */
      covered: z.boolean().optional(),
    })
    .refine((quiet) => quiet.significantMonths <= quiet.months, notLonger),
  z
    .strictObject({
      measure: z.literal("fewer-events"),
      kind: eventKind,
      baselineMonths: months,
      reviewMonths: months,
      significantMonths: months,
      percentFewer: percent,
      noneSerious: z.boolean(),
      noHarsherSanction: z.boolean(),
      covered: z.boolean().optional(),
    })
    .refine((fewer) => fewer.significantMonths <= fewer.reviewMonths, notLonger),
  /** As police and the YOS determine, and record. */
  z.strictObject({ measure: z.literal("seriousness-reduced") }),
  z.strictObject({ measure: z.literal("intervention"), significant: z.enum(["BEGUN", "COMPLETED"]) }),
  z.strictObject({ measure: z.literal("risk-score-lower"), significant: z.enum(["ANY_TIME", "AT_CLOSURE"]) }),
  /** The lead worker's: it lasts once made at closure or step-down. */
  z.strictObject({ measure: z.literal("judgement"), about: subject.optional() }),
] as const;
type SimpleProgress = z.output<(typeof simpleProgress)[number]>;
export type ProgressMeasure = SimpleProgress | { measure: "any-of" | "all-of"; of: ProgressMeasure[] };
export const progressMeasure: z.ZodType<ProgressMeasure> = z.lazy(() =>
  z.discriminatedUnion("measure", [
    ...simpleProgress,
    z.strictObject({ measure: z.literal("any-of"), of: z.array(progressMeasure).min(1) }),
    z.strictObject({ measure: z.literal("all-of"), of: z.array(progressMeasure).min(1) }),
  ]),
);

export type Entry<M extends EntryMeasure["measure"]> = Extract<EntryMeasure, { measure: M }>;
export type ProgressBy<M extends ProgressMeasure["measure"]> = Extract<ProgressMeasure, { measure: M }>;
