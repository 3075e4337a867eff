import type { LocalDate } from "../../shared/local-date.ts";
import { inWords, later, nextDay } from "./dates.rules.ts";
import type { FinanceEvidence, JudgementEvidence, RiskScoreEvidence } from "./evidence-on-record.rules.ts";
import type { Criterion } from "./facts.rules.ts";
import { concernsFamily, concernsMember, type KnownFacts, ofKind, touch } from "./known-facts.rules.ts";
import { leadAgency, owes } from "./owing.rules.ts";
import type { ProgressBy } from "./plan-measures.rules.ts";
import { allOf, noProgress, type Progress } from "./progress.rules.ts";
import type { VerdictNumber } from "./standings.rules.ts";

type Subject = NonNullable<JudgementEvidence["about"]>;

export const SUBJECTS: Record<Subject, string> = {
  MENTAL_HEALTH: "mental health",
  ALCOHOL: "drinking",
  DRUGS: "drug use",
  LONG_TERM_CONDITION: "living with the condition",
  FINANCE: "money",
};

/**
 * The lead worker's judgement: progress from the first of an unbroken run, sustained when made at closure or
 * step-down. A judgement about one part of a criterion says nothing of the others; one about all of it does.
 */
export function judged(criterion: Criterion, known: KnownFacts, since: LocalDate, about?: Subject, personId?: string): Progress {
  let significantOn: LocalDate | null = null;
  let sustainedOn: LocalDate | null = null;
  let relapsedOn: LocalDate | null = null;
  const evidenceIds: string[] = [];
  for (const item of ofKind(known, "JUDGEMENT")) {
    if (item.criterion !== criterion || item.from < since || item.from > known.asOf) continue;
    if (item.about !== undefined && item.about !== about) continue;
    if (!concernsMember(known, item) || (personId !== undefined && item.personId !== undefined && item.personId !== personId)) continue;
    evidenceIds.push(item.id);
    if (item.progressed) {
      significantOn ??= item.from;
      if (item.atClosure) sustainedOn ??= item.from;
    } else {
      if (significantOn !== null) relapsedOn = item.from;
      significantOn = null;
      sustainedOn = null;
    }
  }
  const finances = about === "FINANCE" ? figures(known, evidenceIds) : null;
  const numbers = finances?.numbers ?? [];
  const what = about === undefined ? "this" : SUBJECTS[about];
  const owe = (sentence: string) => [owes("JUDGEMENT", leadAgency(known), personId, sentence)];
  if (significantOn === null)
    return noProgress(
      `The lead worker has not recorded a judgement of progress${about === undefined ? "" : ` about ${what}`}.${finances?.sentence ?? ""}`,
      evidenceIds,
      relapsedOn,
      numbers,
      owe(`The lead worker's judgement whether ${what} has improved.`),
    );
  return {
    significantOn,
    sustainedOn,
    expectedOn: sustainedOn,
    relapsedOn,
    evidenceIds,
    sentence: `The lead worker judged on ${inWords(significantOn)} that ${what} has improved${sustainedOn ? ", and confirmed it at closure or step-down" : ""}.${finances?.sentence ?? ""}`,
    numbers,
    owed: sustainedOn === null ? owe(`The lead worker's judgement about ${what} at closure or step-down.`) : [],
  };
}

const MEASURES = ["DEBT", "ARREARS", "INCOME"] as const;
const MONEY: Record<FinanceEvidence["measure"], string> = { DEBT: "debt", ARREARS: "arrears", INCOME: "income" };

/** Debt, arrears and income as first recorded and as they stand: what the judgement about money rests on. */
function figures(known: KnownFacts, evidenceIds: string[]): { numbers: readonly VerdictNumber[]; sentence: string } {
  const numbers: VerdictNumber[] = [];
  const words: string[] = [];
  for (const measure of MEASURES) {
    const found = ofKind(known, "FINANCE").filter(
      (item) => item.measure === measure && item.from <= known.asOf && concernsFamily(known, item),
    );
    const [first] = found;
    const last = found[found.length - 1];
    if (!first || !last) continue;
    for (const item of found) evidenceIds.push(item.id);
    numbers.push({ name: `${MONEY[measure]} at first`, value: first.pounds, unit: "pounds" });
    if (last === first) continue;
    numbers.push({ name: `${MONEY[measure]} at last`, value: last.pounds, unit: "pounds" });
    words.push(` Recorded ${MONEY[measure]} went from £${first.pounds} to £${last.pounds}.`);
  }
  return { numbers, sentence: words.join("") };
}

/**
 * A planned intervention that was completed counts as sustained from that day (S3, table 5); where the plan says
 * so, taking part in it is progress already, for as long as it goes on.
 */
export function intervened(measure: ProgressBy<"intervention">, criterion: Criterion, known: KnownFacts, since: LocalDate): Progress {
  let begunOn: LocalDate | null = null;
  let completedOn: LocalDate | null = null;
  let brokenOffOn: LocalDate | null = null;
  const evidenceIds: string[] = [];
  for (const item of ofKind(known, "INTERVENTION")) {
    if (item.criterion !== criterion || !concernsFamily(known, item)) continue;
    const ended = item.to ?? (item.completed ? item.from : undefined);
    if (ended !== undefined && ended < since) continue;
    if (item.completed && ended !== undefined) touch(known, ended);
    const completed = item.completed && ended !== undefined && ended <= known.asOf;
    const begun = item.from <= known.asOf && (completed || ended === undefined || ended >= known.asOf);
    if (!begun) {
      if (!item.completed && ended !== undefined && ended < known.asOf) brokenOffOn = nextDay(ended);
      continue;
    }
    if (!completed && measure.significant === "COMPLETED") continue;
    evidenceIds.push(item.id);
    const from = later(item.from, since);
    if (begunOn === null || from < begunOn) begunOn = from;
    if (completed && (completedOn === null || ended < completedOn)) completedOn = ended;
  }
  const owed = [owes("INTERVENTION", leadAgency(known), undefined, "Word that the planned programme has been completed.")];
  if (begunOn === null)
    return measure.significant === "BEGUN"
      ? noProgress("No programme that somebody takes part in is on record.", evidenceIds, brokenOffOn, [], owed)
      : noProgress("No completed intervention is on record.", evidenceIds, null, [], owed);
  return {
    significantOn: measure.significant === "BEGUN" ? begunOn : completedOn,
    sustainedOn: completedOn,
    expectedOn: completedOn,
    relapsedOn: null,
    evidenceIds,
    sentence:
      completedOn === null
        ? `Taking part in a planned programme since ${inWords(begunOn)}; it counts as lasting once completed.`
        : `The planned intervention was completed on ${inWords(completedOn)}.`,
    numbers: [],
    owed: completedOn === null ? owed : [],
  };
}

/** Lower than when first measured, of everybody who was; it lasts once measured at closure. */
export function riskLowered(measure: ProgressBy<"risk-score-lower">, known: KnownFacts, since: LocalDate): Progress {
  const byPerson = new Map<string | undefined, RiskScoreEvidence[]>();
  for (const item of ofKind(known, "RISK_SCORE")) {
    if (item.from > known.asOf || !concernsFamily(known, item)) continue;
    const scores = byPerson.get(item.personId);
    if (scores) scores.push(item);
    else byPerson.set(item.personId, [item]);
  }
  const parts = [...byPerson].map(([personId, scores]) => riskOf(measure, known, since, personId, scores));
  return parts.length > 0 ? allOf(parts) : noProgress("No risk score is on record to compare with.");
}

function riskOf(
  measure: ProgressBy<"risk-score-lower">,
  known: KnownFacts,
  since: LocalDate,
  personId: string | undefined,
  scores: readonly RiskScoreEvidence[],
): Progress {
  const [first] = scores;
  let significantOn: LocalDate | null = null;
  let sustainedOn: LocalDate | null = null;
  let relapsedOn: LocalDate | null = null;
  let lower: RiskScoreEvidence | null = null;
  for (const item of scores) {
    if (!first || item === first || item.from < since) continue;
    if (item.score >= first.score) {
      if (significantOn !== null) relapsedOn = item.from;
      significantOn = sustainedOn = lower = null;
    } else if (item.atClosure || measure.significant === "ANY_TIME") {
      significantOn ??= item.from;
      if (item.atClosure) sustainedOn ??= item.from;
      lower = item;
    }
  }
  const points = (name: string, value: number): VerdictNumber => ({ name, value, unit: "points" });
  const owed = sustainedOn === null ? [owes("RISK_SCORE", leadAgency(known), personId, "The risk score at closure or step-down.")] : [];
  const numbers = first ? [points("risk score at first", first.score), ...(lower ? [points("risk score since", lower.score)] : [])] : [];
  if (significantOn === null || !first || !lower)
    return noProgress(
      "No lower risk score at closure is on record.",
      scores.map((item) => item.id),
      relapsedOn,
      numbers,
      owed,
    );
  return {
    significantOn,
    sustainedOn,
    expectedOn: sustainedOn,
    relapsedOn: null,
    evidenceIds: [first.id, lower.id],
    sentence: `The risk score fell from ${first.score} to ${lower.score}${lower.atClosure ? " at closure" : ""} on ${inWords(lower.from)}.`,
    numbers,
    owed,
  };
}
