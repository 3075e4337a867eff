import { fromDayNumber, type LocalDate, toDayNumber } from "../../shared/local-date.ts";
import { inWords, nextDay } from "./dates.rules.ts";
import type { BenefitEvidence, Evidence } from "./evidence-on-record.rules.ts";
import { type KnownFacts, touch } from "./known-facts.rules.ts";
import { leadAgency, owes } from "./owing.rules.ts";
import type { ProgressBy } from "./plan-measures.rules.ts";
import { noProgress, type Owed, type Progress } from "./progress.rules.ts";
import type { VerdictNumber } from "./standings.rules.ts";
import { minus, overlap, type Stretch, union } from "./stretches.rules.ts";

type Employment = ProgressBy<"employment">;
type Window = Employment["windows"][number];

/**
 * One adult in work and off out-of-work benefits for so many of the last days; how many depends on the benefit
 * left (S3, table 4; reading C). While on Universal Credit a day counts only under evidence of earnings. The
 * window rolls: it is recounted as of each day, so a proof can lapse as well as come. Of somebody who came onto a
 * benefit after attachment (`cameOn`) no work before that counts: it is what they lost.
 */
export function inWork(measure: Employment, known: KnownFacts, personId: string, cameOn: LocalDate | null): Progress {
  const mine = known.evidence.filter((item) => item.personId === personId && item.from <= known.asOf);
  const work = cameOn === null ? union(jobs(mine)) : minus(union(jobs(mine)), [{ from: -NEVER, to: toDayNumber(cameOn) }]);
  const benefits = mine.filter((item): item is BenefitEvidence => item.kind === "BENEFIT");
  const on = (universal: boolean): Stretch[] =>
    union(benefits.filter((item) => (item.benefit === "UNIVERSAL_CREDIT") === universal).map(stretchOf));
  const legacy = on(false);
  const universal = on(true);
  const earnings = union(mine.filter((item) => item.kind === "UC_EARNINGS" && item.thresholdMet).map(stretchOf));
  const paidElsewhere = union(
    mine.filter((item) => item.kind === "PROGRAMME" && measure.notOn?.includes(item.programme) === true).map(stretchOf),
  );
  const counting = minus(minus(minus(work, legacy), minus(universal, earnings)), paidElsewhere);
  const today = toDayNumber(known.asOf);
  const window = windowFor(measure, benefits);
  const found = rolling(counting, window, today);
  if (found.changesOn !== null) touch(known, fromDayNumber(found.changesOn));
  const spells = { work, legacy, universal, earnings };
  const owed = found.proven
    ? []
    : owing(known, personId, leftOn(benefits, known.asOf), { from: today - window.ofDays + 1, to: today }, spells);
  const evidenceIds = mine
    .filter((item) => item.kind === "EMPLOYMENT" || item.kind === "BENEFIT" || item.kind === "UC_EARNINGS")
    .map((item) => item.id);
  if (work.length === 0) {
    const moved = universal.some((stretch) => stretch.to >= today) ? " Moving to Universal Credit does not show that there is any." : "";
    return noProgress(`No evidence of work yet.${moved}`, [], null, [], owed);
  }
  const inside = (list: readonly Stretch[]): Stretch | undefined => list.find((stretch) => stretch.from <= today && today <= stretch.to);
  const now = inside(counting);
  const past = counting.filter((stretch) => stretch.from <= today);
  const last = past[past.length - 1];
  const relapsedOn = !now && last ? fromDayNumber(last.to + 1) : null;
  const numbers: VerdictNumber[] = [
    { name: "days in work that count", value: found.days, unit: "days" },
    { name: "days that it takes", value: window.days, unit: "days" },
    { name: "of the last days", value: window.ofDays, unit: "days" },
  ];
  if (found.since === null)
    return noProgress(`In work for a time, but not now, or not yet shown to count.${asked(owed)}`, evidenceIds, relapsedOn, numbers, owed);
  const since = fromDayNumber(found.since);
  return {
    significantOn: since,
    sustainedOn: found.provenSince === null ? null : fromDayNumber(found.provenSince),
    expectedOn: found.expectedOn === null ? null : fromDayNumber(found.expectedOn),
    relapsedOn,
    evidenceIds,
    sentence: `In work and off out-of-work benefits from ${inWords(since)}: ${found.days} of the last ${window.ofDays} days; it takes ${window.days}.${asked(owed)}`,
    numbers,
    owed,
  };
}

interface Spells {
  readonly work: readonly Stretch[];
  readonly legacy: readonly Stretch[];
  readonly universal: readonly Stretch[];
  readonly earnings: readonly Stretch[];
}

/**
 * What is to be asked of somebody who has left the benefit, but for those who only moved to Universal Credit, which
 * proves nothing (reading J). Where no database has the work, the lead professional writes it down (S2, Continuous Employment).
 */
function owing(known: KnownFacts, personId: string, since: LocalDate | null, window: Stretch, spells: Spells): readonly Owed[] {
  const { work, legacy, universal, earnings } = spells;
  const isOn = (list: readonly Stretch[]): boolean => list.some((stretch) => stretch.from <= window.to && window.to <= stretch.to);
  if (isOn(legacy)) return [];
  if (isOn(work)) {
    const unproven = minus(overlap(work, universal), earnings).find((stretch) => stretch.to >= window.from && stretch.from <= window.to);
    if (!unproven) return [];
    touch(known, unproven.to === NEVER ? null : fromDayNumber(unproven.to + window.to - window.from + 1));
    const sentence = "That earnings have reached the Universal Credit threshold for all of the time in work.";
    return [owes("UC_EARNINGS", "DWP", personId, sentence, fromDayNumber(unproven.from))];
  }
  if (since === null || isOn(universal)) return [];
  const sentence = "They left the benefit: evidence of the work that they went to, or the lead professional's written confirmation.";
  return [owes("EMPLOYMENT", leadAgency(known), personId, sentence, since)];
}

/** The day after the last benefit that has ended. */
function leftOn(benefits: readonly BenefitEvidence[], asOf: LocalDate): LocalDate | null {
  let last: LocalDate | null = null;
  for (const { to } of benefits) if (to !== undefined && to < asOf && (last === null || to > last)) last = to;
  return last === null ? null : nextDay(last);
}

function asked(owed: readonly Owed[]): string {
  return owed[0]?.kind === "UC_EARNINGS" ? " Earnings on Universal Credit are not yet shown." : "";
}

/** The window that goes with the benefit left last; the longest one where none is known. */
function windowFor(measure: Employment, benefits: readonly BenefitEvidence[]): Window {
  let found: Window | null = null;
  for (const item of benefits) found = measure.windows.find((window) => window.after.includes(item.benefit)) ?? found;
  return found ?? measure.windows.reduce((longest, window) => (window.ofDays > longest.ofDays ? window : longest));
}

const NEVER = 4_000_000;

function stretchOf(item: Evidence): Stretch {
  return { from: toDayNumber(item.from), to: item.to === undefined ? NEVER : toDayNumber(item.to) };
}

/** Days off inside one contract are no break: its spells make one job from the first to the last. */
function jobs(mine: readonly Evidence[]): readonly Stretch[] {
  const found: Stretch[] = [];
  const contracts = new Map<string, Stretch>();
  for (const item of mine) {
    if (item.kind !== "EMPLOYMENT") continue;
    const stretch = stretchOf(item);
    const same = item.contract === undefined ? undefined : contracts.get(item.contract);
    if (same) {
      same.to = Math.max(same.to, stretch.to);
      continue;
    }
    found.push(stretch);
    if (item.contract !== undefined) contracts.set(item.contract, stretch);
  }
  return found;
}

interface Rolling {
  /** Days that count in the window ending today. */
  days: number;
  proven: boolean;
  /** The first day of the unbroken time, up to today, of days that count, or of a window that was full enough. */
  since: number | null;
  /** The first day of the unbroken time, up to today, on which the window was full enough. */
  provenSince: number | null;
  expectedOn: number | null;
  /** The next day on which time alone changes the answer. */
  changesOn: number | null;
}

/**
 * The days that count within a window that rolls forward. Between two days on which a stretch enters or leaves it
 * the count goes up by one a day, down by one, or not at all, so only those days need looking at.
 */
function rolling(counting: readonly Stretch[], { days: needed, ofDays }: Window, today: number): Rolling {
  const turns = new Set<number>();
  for (const { from, to } of counting) for (const turn of [from, to + 1, from + ofDays, to + 1 + ofDays]) turns.add(turn);
  const inWindow = (day: number): number => {
    let total = 0;
    for (const { from, to } of counting) total += Math.max(0, Math.min(to, day) - Math.max(from, day - ofDays + 1) + 1);
    return total;
  };
  const isCounting = (day: number): boolean => counting.some((stretch) => stretch.from <= day && day <= stretch.to);
  const days = inWindow(today);
  const now = isCounting(today);
  const proven = days >= needed;
  let provenSince: number | null = null;
  let changesOn: number | null = null;
  let expectedOn: number | null = null;
  const ordered = [...turns, today + 1].sort((a, b) => a - b);
  for (const [index, turn] of ordered.entries()) {
    if (turn > today + ofDays) break;
    const before = inWindow(turn - 1);
    const step = inWindow(turn) - before;
    const ends = ordered[index + 1] ?? today + ofDays + 1;
    // The first day of this piece on which the count stands on the other side of what is needed.
    const met = before >= needed;
    const crossing = step > 0 && !met ? turn + needed - before - 1 : step < 0 && met ? turn + before - needed : null;
    const crosses = crossing !== null && crossing < ends ? crossing : null;
    if (turn <= today) {
      if (crosses !== null && crosses <= today) provenSince = met ? null : crosses;
      continue;
    }
    if (isCounting(turn) !== now) {
      changesOn ??= turn;
      if (!proven && crosses === turn) expectedOn = turn;
      break;
    }
    if (crosses !== null && crosses <= today + ofDays) {
      changesOn ??= crosses;
      if (!met) expectedOn = crosses;
      if (!met) break;
    }
  }
  const past = counting.filter((stretch) => stretch.from <= today);
  let since: number | null = null;
  for (let index = past.length - 1; index >= 0 && (since === null ? now || proven : inWindow(since - 1) >= needed); index--)
    since = past[index]?.from ?? since;
  return { days, proven, since, provenSince, expectedOn: proven ? provenSince : expectedOn, changesOn };
}
