import type { BenefitEvidence, Evidence } from "../../server/src/modules/criteria/evidence-on-record.rules.ts";
import type { SchoolTerm } from "../../server/src/modules/criteria/terms.rules.ts";
import { addDays, daysBetween, type LocalDate, localDate } from "../../server/src/shared/local-date.ts";
import { type Draft, laterOf, pick, type RecipeContext, whole } from "./recipe-parts.ts";

/** The last day of the last term whose returns were in by January 2017. */
export const LAST_RETURN = localDate("2016-07-20");

export type Added<T> = T extends Evidence ? Omit<T, "id" | "recordedOn"> : never;

/** What a fact is added to: of a draft, only this much. */
export interface Dossier {
  readonly context: RecipeContext;
  readonly facts: { readonly recordedOn: LocalDate; readonly evidence: Evidence[] };
}

/** Adds a fact recorded on a day, or when the family came on record if that was later. */
export function addFact(draft: Dossier, recordedOn: LocalDate, fact: Added<Evidence>): string {
  const id = draft.context.ids();
  draft.facts.evidence.push({ ...fact, id, recordedOn: laterOf(recordedOn, draft.facts.recordedOn) } as Evidence);
  return id;
}

/** A spell recorded as open when it began and, at its end, superseded by the same spell with its last day. */
function addSpell(draft: Draft, fact: Added<Evidence>, ended?: { to: LocalDate; recordedOn: LocalDate; end?: "DE_ESCALATED" }): void {
  const open = addFact(draft, addDays(fact.from, whole(draft.context, 0, 4)), fact);
  if (!ended) return;
  draft.facts.superseded.set(open, ended.recordedOn);
  addFact(draft, ended.recordedOn, {
    ...fact,
    supersedes: open,
    to: ended.to,
    ...(ended.end ? { end: ended.end } : {}),
  } as Added<Evidence>);
}

const OUT_OF_WORK: readonly BenefitEvidence["benefit"][] = ["JSA", "ESA", "INCOME_SUPPORT", "OTHER_OUT_OF_WORK"];

/** A return for each term that ended in a span of days; the rate of absence may differ by term. */
export function addAttendance(draft: Draft, from: LocalDate, percentIn: (term: SchoolTerm) => number): void {
  const school = `school-${whole(draft.context, 1, 9)}`;
  for (const term of draft.context.terms) {
    if (term.to >= from && term.to <= LAST_RETURN) addReturn(draft, draft.child, school, term, percentIn(term));
  }
}

/** A child's sessions of one term at one school. */
export function addReturn(draft: Dossier, personId: string, school: string, term: SchoolTerm, percentAbsent: number): void {
  const { context } = draft;
  const possible = Math.round((daysBetween(term.from, term.to) + 1) * 1.3);
  const absent = Math.ceil((possible * percentAbsent) / 100);
  const authorised = Math.floor(absent * context.rng() * 0.6);
  addFact(draft, addDays(term.to, whole(context, 25, 45)), {
    kind: "ATTENDANCE",
    source: "SCHOOL",
    personId,
    term: term.from,
    school,
    possible,
    authorised,
    unauthorised: absent - authorised,
    from: term.from,
    to: term.to,
  });
}

export const poorRate = (context: RecipeContext): number => whole(context, 18, 34);

export function addExclusions(draft: Draft, days: readonly LocalDate[]): void {
  for (const from of days)
    addFact(draft, addDays(from, 10), { kind: "EXCLUSION", source: "SCHOOL", personId: draft.child, permanent: false, from, to: from });
}

export function addEarlyHelp(draft: Draft, from: LocalDate, closedOn?: LocalDate): void {
  const impact = pick(draft.context, ["SIGNIFICANT", "MODERATE"] as const);
  addSpell(
    draft,
    { kind: "EARLY_HELP", source: "WPEHS", impact, from },
    closedOn && { to: closedOn, recordedOn: addDays(closedOn, whole(draft.context, 1, 6)) },
  );
}

export function addSafeguarding(draft: Draft, status: "CHILD_IN_NEED" | "CHILD_PROTECTION", from: LocalDate, closedOn?: LocalDate): void {
  addSpell(
    draft,
    { kind: "SAFEGUARDING", source: "CSC", personId: draft.child, status, from },
    closedOn && { to: closedOn, recordedOn: addDays(closedOn, whole(draft.context, 1, 6)), end: "DE_ESCALATED" },
  );
}

export function addBenefit(
  draft: Draft,
  from: LocalDate,
  endedOn?: LocalDate,
  benefits: readonly BenefitEvidence["benefit"][] = OUT_OF_WORK,
): void {
  addSpell(
    draft,
    { kind: "BENEFIT", source: "DWP", personId: draft.adult, benefit: pick(draft.context, benefits), from },
    endedOn && { to: endedOn, recordedOn: addDays(endedOn, whole(draft.context, 1, 8)) },
  );
}

export function addCallOut(draft: Draft, on: LocalDate): void {
  addFact(draft, addDays(on, whole(draft.context, 1, 3)), {
    kind: "DOMESTIC_CALL_OUT",
    source: "POLICE",
    personId: draft.adult,
    inSupportOfInjunction: false,
    from: on,
  });
}

export function addOffence(draft: Draft, on: LocalDate): void {
  addFact(draft, addDays(on, whole(draft.context, 5, 20)), {
    kind: "OFFENCE",
    source: "POLICE",
    personId: draft.child,
    proven: true,
    serious: false,
    from: on,
  });
}

export function addHealthConcern(draft: Draft, from: LocalDate): void {
  addFact(draft, from, {
    kind: "HEALTH_CONCERN",
    source: "HEALTH",
    personId: draft.adult,
    concern: pick(draft.context, ["MENTAL_HEALTH", "ALCOHOL", "DRUGS", "LONG_TERM_CONDITION"] as const),
    from,
  });
}
