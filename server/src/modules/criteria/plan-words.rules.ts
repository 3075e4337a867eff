import type { Entry, EntryMeasure, ProgressMeasure, SpellKind } from "./plan-measures.rules.ts";
import { progressInWords } from "./plan-progress-words.rules.ts";
import { EVENTS, listed, scheduled, sessionsOf, times, wordOf } from "./plan-vocabulary.rules.ts";
import type { Scope } from "./who.rules.ts";

/** A measure in words for those who read a plan: several lines where it is made of several measures. */
export interface RuleWords {
  /** Whether any one of the lines is enough; otherwise every one must hold. */
  readonly anyOne: boolean;
  readonly lines: readonly string[];
}

export const SCOPE_WORDS: Readonly<Record<Scope, string>> = {
  EACH_CHILD: "Each child",
  CHILDREN_TOGETHER: "The children together",
  ANY_ADULT: "Any adult of working age",
  ADULTS_TOGETHER: "The adults together",
  FAMILY: "The family",
};

/** What a plan that goes by assessments takes from one. */
export const ASSESSED_WORDS: RuleWords = { anyOne: false, lines: ["A compliant assessment names it, with its evidence"] };

const SPELLS: Readonly<Record<SpellKind, string>> = {
  SAFEGUARDING: "The child's status",
  EARLY_HELP: "Early help for concerns whose impact",
  HEALTH_CONCERN: "A health concern on record",
  BENEFIT: "The benefit received",
  SCHOOL_ROLL: "The child is on the roll of",
  HOUSING: "Where the family lives",
  FINANCE: "Money matters on record",
  DWP_STAGE: "The stage on the five stages to work",
  RISK_SCORE: "A risk score on record, before closure",
  INTERVENTION: "A planned programme about it that somebody takes part in",
};

function exclusions({ terms, fixedTermAtLeast, permanentAtLeast }: Entry<"exclusions">): string {
  const sorts = [
    ...(fixedTermAtLeast === undefined ? [] : [`for a fixed term at least ${times(fixedTermAtLeast)}`]),
    ...(permanentAtLeast === undefined ? [] : [permanentAtLeast === 1 ? "for good" : `for good at least ${times(permanentAtLeast)}`]),
  ];
  return `Excluded ${sorts.join(" or ")} in the last ${terms} completed terms or since`;
}

function entryLine(measure: EntryMeasure): string {
  switch (measure.measure) {
    case "absence-rate":
      return `Absent from at least this share of ${sessionsOf(measure.sessions)}, over the last ${measure.terms} completed terms and all schools: ${scheduled(measure.atLeastPercent)}`;
    case "exclusions":
      return exclusions(measure);
    case "events":
      return `At least ${measure.atLeast} of these in the last ${measure.months} months: ${EVENTS[measure.kind]}`;
    case "open-spell":
      return `${SPELLS[measure.kind]}${measure.only ? `: ${listed(measure.only.map(wordOf))}` : ""}, while it lasts`;
    case "any-of":
      return measure.of.map(entryLine).join("; or ");
    case "all-of":
      return measure.of.map(entryLine).join("; and ");
  }
}

/** What makes a row a need. */
export function entryWords(measure: EntryMeasure): RuleWords {
  return inLines(measure, entryLine);
}

/** What counts as progress on a row, and when it has lasted. */
export function progressWords(measure: ProgressMeasure): RuleWords {
  return inLines(measure, progressInWords);
}

type Whole<M> = { readonly measure: string; readonly of?: readonly M[] };

function inLines<M extends Whole<M>>(measure: M, lineOf: (part: M) => string): RuleWords {
  return { anyOne: measure.measure === "any-of", lines: (measure.of ?? [measure]).map(lineOf) };
}
