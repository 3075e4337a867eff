import type { LocalDate } from "../../shared/local-date.ts";
import { continuousEmployment } from "./continuous-employment.rules.ts";
import type { CriterionResult } from "./criterion-standing.rules.ts";
import { later } from "./dates.rules.ts";
import type { AgencyKind, Criterion } from "./facts.rules.ts";
import type { ClaimFact } from "./family-facts.rules.ts";
import { foreseen, type KnownFacts, ofKind, touch } from "./known-facts.rules.ts";
import type { EntryMeasure } from "./plan-measures.rules.ts";
import { judged } from "./progress-judgements.rules.ts";
import type { ClaimForecast, OwedEvidence } from "./standings.rules.ts";

/** What a claim rests on besides the facts. */
export interface ClaimGrounds {
  readonly results: readonly CriterionResult[];
  /** The kind of agency that leads the family: its worker judges, and confirms what no database holds. */
  readonly leadAgencyKind: AgencyKind | null;
  /** The first claim made by the day. */
  readonly claimed: ClaimFact | null;
}

/**
 * By which route a family could be claimed, and from when if nothing further happens (S2, November 2016: Progress to
 * claims). A claim that was made stands, whatever comes after (reading G), and phase 2 pays one result per family.
 */
export function claimForecast(known: KnownFacts, { results, leadAgencyKind, claimed }: ClaimGrounds): ClaimForecast {
  if (claimed) return { route: claimed.route, readyOn: claimed.submittedOn, owed: [] };
  const { attachedOn } = known;
  if (attachedOn === null) return { route: null, readyOn: null, owed: [] };
  const lead = leadAgencyKind ?? "WPEHS";
  const sustained = everyProblemSustained(known, attachedOn, results, lead);
  const employment = continuousEmployment(known, attachedOn, results, lead);
  const bySustained = sustained.readyOn !== null && (employment.readyOn === null || sustained.readyOn <= employment.readyOn);
  const { readyOn, owed } = bySustained ? sustained : employment;
  if (readyOn === null) return { route: null, readyOn, owed: together(sustained.owed, employment.owed) };
  touch(known, readyOn);
  return { route: bySustained ? "SSP" : "CE", readyOn, owed };
}

/**
 * Significant and sustained progress on every problem identified at attachment or since (reading M), with two keys
 * (S3, Evidencing outcomes): the data shows that each is sustained, and the lead worker judges, at closure or
 * step-down, that each is better, likely to last, and in need of less support.
 */
function everyProblemSustained(
  known: KnownFacts,
  attachedOn: LocalDate,
  results: readonly CriterionResult[],
  lead: AgencyKind,
): { readyOn: LocalDate | null; owed: readonly OwedEvidence[] } {
  const owed: OwedEvidence[] = [];
  let readyOn: LocalDate | null = null;
  let reachable = true;
  for (const result of results) {
    if (!result.standing.identified) continue;
    const { criterion, sustainedOn, sustainedExpectedOn } = result.standing;
    for (const item of result.owed) if (item.kind !== "JUDGEMENT") owed.push({ criterion, ...item });
    const judgement = judgedOn(result, known, attachedOn);
    if (judgement === null) owed.push(owedJudgement(criterion, sustainedOn, lead));
    const data = foreseen({ sustainedOn, expectedOn: sustainedExpectedOn }, known);
    if (data === null || judgement === null) reachable = false;
    else readyOn = later(later(data, judgement), readyOn);
  }
  return { readyOn: reachable ? readyOn : null, owed };
}

/**
 * The day of the lead worker's judgement at closure. It says nothing of a problem that has come up or come back after
 * it: an incident, another spell, a term that broke the run. That a term's end finds absence added up over a year still
 * too high is nothing new.
 */
function judgedOn({ issues, standing }: CriterionResult, known: KnownFacts, attachedOn: LocalDate): LocalDate | null {
  const { criterion, relapsedOn } = standing;
  if (!ofKind(known, "JUDGEMENT").some((item) => item.criterion === criterion && item.atClosure)) return null;
  let since = later(attachedOn, relapsedOn);
  for (const { issue, needs } of issues) {
    const byTerms = issue.entry !== undefined && countsTerms(issue.entry);
    let begun: LocalDate | null = null;
    for (const { from } of needs) {
      if (from <= known.asOf && (begun === null || (byTerms ? from < begun : from > begun))) begun = from;
    }
    since = later(since, begun);
  }
  return judged(criterion, known, since).sustainedOn;
}

function countsTerms(entry: EntryMeasure): boolean {
  return entry.measure === "absence-rate" || entry.measure === "exclusions" || ("of" in entry && entry.of.some(countsTerms));
}

function owedJudgement(criterion: Criterion, since: LocalDate | null, owedBy: AgencyKind): OwedEvidence {
  return {
    criterion,
    personId: null,
    kind: "JUDGEMENT",
    sentence: "The lead worker's judgement at closure or step-down: it is better, likely to last, and needs less support.",
    owedBy,
    since,
  };
}

/** What both routes wait for, each piece once. */
function together(one: readonly OwedEvidence[], other: readonly OwedEvidence[]): readonly OwedEvidence[] {
  const more = other.filter(
    (item) => !one.some((same) => same.criterion === item.criterion && same.personId === item.personId && same.kind === item.kind),
  );
  return more.length === 0 ? one : [...one, ...more];
}
