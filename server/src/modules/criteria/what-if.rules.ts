import { addMonths, type LocalDate } from "../../shared/local-date.ts";
import { CRITERION_WORDS } from "./blockers.rules.ts";
import { inWords, later, monthInWords } from "./dates.rules.ts";
import { evaluate } from "./evaluate.rules.ts";
import type { Evidence } from "./evidence-on-record.rules.ts";
import type { ClaimRoute, Criterion } from "./facts.rules.ts";
import type { FamilyFacts } from "./family-facts.rules.ts";
import type { OutcomesPlan } from "./outcomes-plan.rules.ts";
import type { ClaimForecast, Standing } from "./standings.rules.ts";
import { judgements, type Scene, SUPPOSED, type Supposition, suppose } from "./suppositions.rules.ts";
import type { SchoolTerm } from "./terms.rules.ts";

/** How far ahead a forecast looks: what lies beyond three years is no plan for anybody (ours). */
export const MONTHS_AHEAD = 36;

/** Something that would change on a day. */
export interface ForecastStep {
  readonly on: LocalDate;
  /** Null where it spans them. */
  readonly criterion: Criterion | null;
  readonly sentence: string;
  /** What the rules say of it; rests on evidence that not everybody may see. */
  readonly why: string | null;
}

/** When a claim would be ready if something were so, and what happens on the way. */
export interface Forecast {
  readonly asOf: LocalDate;
  /** The last day looked at. */
  readonly until: LocalDate;
  readonly claim: ClaimForecast;
  /** The school term of the day on which a claim would be ready, or its month outside term. */
  readonly period: string | null;
  readonly sentence: string;
  readonly steps: readonly ForecastStep[];
}

/** The forecast, and what was looked at for it. */
export interface WhatIf {
  readonly forecast: Forecast;
  /** Each criterion's evidence on record, of which a viewer may be closed some. */
  readonly restsOn: ReadonlyMap<Criterion, ReadonlySet<string>>;
}

/**
 * What would become of a family if something were so: walked from today from change to change, up to three years on,
 * until a claim is ready. Nothing happens but what is supposed.
 */
export function whatIf(
  plan: OutcomesPlan,
  terms: readonly SchoolTerm[],
  facts: FamilyFacts,
  asOf: LocalDate,
  suppositions: readonly Supposition[],
): WhatIf {
  const until = addMonths(asOf, MONTHS_AHEAD);
  const scene: Scene = { today: asOf, until, terms, criteria: plan.criteria.map((entry) => entry.criterion) };
  const supposed = suppose(facts, suppositions, scene);
  const confirmations = suppositions.filter((item) => item.kind === "LEAD_WORKER_CONFIRMS");
  const standings = [evaluate(plan, terms, facts, asOf)];
  const steps: ForecastStep[] = [];
  for (let day: LocalDate | null = asOf; day !== null && day <= until; ) {
    const today = day;
    let standing = evaluate(plan, terms, supposed, today);
    let confirmed = confirmations.some((item) => item.on === today);
    if (!isReady(standing) && confirmations.some((item) => item.on === null)) {
      const judged = evaluate(plan, terms, withJudgements(supposed, scene, today), today);
      if (isReady(judged)) {
        confirmed = true;
        standing = judged;
      }
    }
    if (confirmed)
      steps.push({
        on: today,
        criterion: null,
        sentence: "The lead worker confirms, at closure, that every problem is better.",
        why: null,
      });
    steps.push(...changes(standings.at(-1), standing));
    standings.push(standing);
    if (isReady(standing)) break;
    day = standing.nextChangeOn;
  }
  return { forecast: forecastOf(standings, steps, scene), restsOn: evidenceUnder(standings) };
}

function isReady({ asOf, claim }: Standing): boolean {
  return claim.readyOn !== null && claim.readyOn <= asOf;
}

function withJudgements(facts: FamilyFacts, { criteria, today }: Scene, on: LocalDate): FamilyFacts {
  const added = judgements(criteria, on).map(
    (item, index) => ({ ...item, id: `${SUPPOSED}judgement-${index}`, recordedOn: today }) as Evidence,
  );
  return { ...facts, evidence: [...facts.evidence, ...added] };
}

/** What one standing says that the one before it did not, criterion by criterion. */
function changes(before: Standing | undefined, now: Standing): readonly ForecastStep[] {
  return now.criteria.flatMap((entry, index) => {
    const was = before?.criteria[index];
    if (!was) return [];
    const { criterion } = entry;
    const what = CRITERION_WORDS[criterion];
    const why = entry.reasons.filter((reason) => reason.about === "PROGRESS").map((reason) => reason.sentence);
    const step = (on: LocalDate, sentence: string): ForecastStep => ({ on, criterion, sentence, why: [...new Set(why)].join(" ") || null });
    const steps: ForecastStep[] = [];
    if (entry.need !== was.need) steps.push(step(now.asOf, entry.need ? `A need: ${what}.` : `No longer a need: ${what}.`));
    if (!entry.identified) return steps;
    if (entry.significantOn !== null && was.significantOn === null) steps.push(step(entry.significantOn, `Significant progress: ${what}.`));
    if (entry.significantOn === null && was.significantOn !== null) steps.push(step(now.asOf, `Progress lost: ${what}.`));
    if (entry.sustainedOn !== null && was.sustainedOn === null) steps.push(step(entry.sustainedOn, `Sustained: ${what}.`));
    if (entry.sustainedOn === null && was.sustainedOn !== null) steps.push(step(now.asOf, `No longer sustained: ${what}.`));
    return steps;
  });
}

function forecastOf(standings: readonly Standing[], steps: ForecastStep[], scene: Scene): Forecast {
  const last = standings.at(-1);
  if (!last) throw new RangeError("nothing was looked at");
  const { today: asOf, until } = scene;
  const { route, readyOn, owed } = last.claim;
  const ready = isReady(last) && route !== null && readyOn !== null;
  if (ready && last.claimSubmittedOn === null)
    steps.push({ on: later(asOf, readyOn), criterion: null, sentence: `A claim is ready, for ${ROUTES[route]}.`, why: null });
  steps.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  const forecast = { asOf, until, steps };
  if (!ready) return { ...forecast, claim: { route: null, readyOn: null, owed }, period: null, sentence: noClaim(last, scene) };
  const period = periodOf(readyOn, scene.terms);
  const sentence =
    last.claimSubmittedOn !== null
      ? `A claim was made on ${inWords(readyOn)}, and it stands.`
      : readyOn <= asOf
        ? `A claim is ready now, for ${ROUTES[route]}.`
        : `A claim would be ready in ${period}, on ${inWords(readyOn)}, for ${ROUTES[route]}.`;
  return { ...forecast, claim: last.claim, period, sentence };
}

const ROUTES: Readonly<Record<ClaimRoute, string>> = { SSP: "significant and sustained progress", CE: "continuous employment" };

function noClaim(last: Standing, { until, terms }: Scene): string {
  if (last.attachedOn === null) return "The family is not attached, so there is nothing to claim for yet.";
  const calendar = terms.at(-1);
  const short =
    calendar &&
    calendar.to < until &&
    last.criteria.some((entry) => entry.criterion === "MISSING_EDUCATION" && entry.identified && entry.sustainedOn === null);
  return `No claim would be ready by ${inWords(until)}.${short ? ` School terms are known up to ${inWords(calendar.to)}.` : ""}`;
}

/** The school term in which a day lies; outside term its month. */
function periodOf(day: LocalDate, terms: readonly SchoolTerm[]): string {
  return terms.find((term) => term.from <= day && day <= term.to)?.name ?? monthInWords(day);
}

function evidenceUnder(standings: readonly Standing[]): WhatIf["restsOn"] {
  const restsOn = new Map<Criterion, Set<string>>();
  for (const { criteria } of standings) {
    for (const { criterion, reasons } of criteria) {
      const ids = restsOn.get(criterion) ?? new Set<string>();
      for (const reason of reasons) for (const id of reason.evidenceIds) if (!id.startsWith(SUPPOSED)) ids.add(id);
      restsOn.set(criterion, ids);
    }
  }
  return restsOn;
}
