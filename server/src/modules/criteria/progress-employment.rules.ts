import { fromDayNumber, type LocalDate, toDayNumber } from "../../shared/local-date.ts";
import { inWords } from "./dates.rules.ts";
import type { Evidence } from "./facts.rules.ts";
import { type KnownFacts, touch } from "./known-facts.rules.ts";
import type { ProgressMeasure } from "./outcomes-plan.rules.ts";
import { noProgress, type Progress } from "./progress.rules.ts";

type Employment = Extract<ProgressMeasure, { measure: "employment" }>;
interface Stretch {
  from: number;
  to: number;
}
const OPEN = 4_000_000;

/**
 * One adult in work and off out-of-work benefits for so many of the last days; how many depends on the benefit
 * left (S3, table 4; reading C). While on Universal Credit a day counts only under evidence of earnings. The
 * window rolls: it is recounted as of each day, so a proof can lapse as well as come.
 */
export function inWork(measure: Employment, known: KnownFacts, personId: string): Progress {
  const mine = known.evidence.filter((item) => item.personId === personId && item.from <= known.asOf);
  const work = stretches(mine, "EMPLOYMENT");
  const [firstJob] = work;
  if (!firstJob) return noProgress("No evidence of work yet.");
  const legacy = stretches(mine, "LEGACY");
  const universal = stretches(mine, "UNIVERSAL_CREDIT");
  const earnings = stretches(mine, "UC_EARNINGS");
  const window = windowFor(measure, mine, known.asOf);
  const counts = (day: number): boolean => within(work, day) && !within(legacy, day) && (!within(universal, day) || within(earnings, day));

  const today = toDayNumber(known.asOf);
  let inWindow = 0;
  let counting = false;
  let proven = false;
  let countingSince: number | null = null;
  let provenSince: number | null = null;
  let stoppedOn: number | null = null;
  for (let day = firstJob.from; day <= today; day++) {
    const now = counts(day);
    if (now && !counting) countingSince = day;
    if (!now && counting) stoppedOn = day;
    counting = now;
    inWindow += (now ? 1 : 0) - (day - window.ofDays >= firstJob.from && counts(day - window.ofDays) ? 1 : 0);
    const met = inWindow >= window.days;
    if (met && !proven) provenSince = day;
    proven = met;
  }
  let expected: number | null = proven ? provenSince : null;
  for (let day = today + 1, ahead = inWindow; day <= today + window.ofDays; day++) {
    const now = counts(day);
    ahead += (now ? 1 : 0) - (day - window.ofDays >= firstJob.from && counts(day - window.ofDays) ? 1 : 0);
    const met = ahead >= window.days;
    if (now !== counting || met !== proven) {
      touch(known, fromDayNumber(day));
      if (met && expected === null) expected = day;
      if (met || now !== counting) break;
    }
  }
  const evidenceIds = mine
    .filter((item) => item.kind === "EMPLOYMENT" || item.kind === "BENEFIT" || item.kind === "UC_EARNINGS")
    .map((item) => item.id);
  const relapsedOn = !counting && stoppedOn !== null ? fromDayNumber(stoppedOn) : null;
  if (!counting && !proven) return noProgress("In work for a time, but not now, or not yet shown to count.", evidenceIds, relapsedOn);
  const since = countingSince ?? firstJob.from;
  return {
    significantOn: fromDayNumber(since),
    sustainedOn: proven && provenSince !== null ? fromDayNumber(provenSince) : null,
    expectedOn: expected === null ? null : fromDayNumber(expected),
    relapsedOn,
    evidenceIds,
    sentence: `In work and off out-of-work benefits from ${inWords(fromDayNumber(since))}; the test is ${window.days} of the last ${window.ofDays} days.`,
    numbers: [],
    owed: [],
  };
}

/** The window that goes with the benefit left last; the longest one where none is known. */
function windowFor(measure: Employment, mine: readonly Evidence[], asOf: LocalDate): { days: number; ofDays: number } {
  let found: { days: number; ofDays: number } | null = null;
  for (const item of mine) {
    if (item.kind !== "BENEFIT" || item.from > asOf) continue;
    found = measure.windows.find((window) => window.after.includes(item.benefit)) ?? found;
  }
  return found ?? measure.windows.reduce((longest, window) => (window.ofDays > longest.ofDays ? window : longest));
}

type Kind = "EMPLOYMENT" | "LEGACY" | "UNIVERSAL_CREDIT" | "UC_EARNINGS";

function stretches(items: readonly Evidence[], kind: Kind): readonly Stretch[] {
  const found: Stretch[] = [];
  const contracts = new Map<string, Stretch>();
  for (const item of items) {
    const matches =
      kind === "LEGACY"
        ? item.kind === "BENEFIT" && item.benefit !== "UNIVERSAL_CREDIT"
        : kind === "UNIVERSAL_CREDIT"
          ? item.kind === "BENEFIT" && item.benefit === "UNIVERSAL_CREDIT"
          : kind === "UC_EARNINGS"
            ? item.kind === "UC_EARNINGS" && item.thresholdMet
            : item.kind === "EMPLOYMENT";
    if (!matches) continue;
    const stretch = { from: toDayNumber(item.from), to: item.to === undefined ? OPEN : toDayNumber(item.to) };
    const contract = item.kind === "EMPLOYMENT" ? item.contract : undefined;
    const same = contract === undefined ? undefined : contracts.get(contract);
    if (same) same.to = Math.max(same.to, stretch.to);
    else {
      found.push(stretch);
      if (contract !== undefined) contracts.set(contract, stretch);
    }
  }
  return found;
}

function within(list: readonly Stretch[], day: number): boolean {
  for (const stretch of list) if (stretch.from <= day && day <= stretch.to) return true;
  return false;
}
