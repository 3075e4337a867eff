import type { LocalDate } from "../../shared/local-date.ts";
import type { OwedEvidence, VerdictNumber } from "./standings.rules.ts";

/** What a verdict waits for, before it is known under which criterion it stands. */
export type Owed = Omit<OwedEvidence, "criterion">;

/** How far one issue has come: null days are not reached (or not any more). */
export interface Progress {
  significantOn: LocalDate | null;
  sustainedOn: LocalDate | null;
  /** When it will be sustained if nothing further happens; the day itself once it is. */
  expectedOn: LocalDate | null;
  relapsedOn: LocalDate | null;
  sentence: string;
  evidenceIds: readonly string[];
  /** What the verdict was worked out from. */
  numbers: readonly VerdictNumber[];
  /** What is missing for it, and from whom. */
  owed: readonly Owed[];
}

const NONE: readonly never[] = [];

/** Nothing reached, with the sentence that says what is owed or what undid it. */
export function noProgress(
  sentence: string,
  evidenceIds: readonly string[] = NONE,
  relapsedOn: LocalDate | null = null,
  numbers: readonly VerdictNumber[] = NONE,
  owed: readonly Owed[] = NONE,
): Progress {
  return { significantOn: null, sustainedOn: null, expectedOn: null, relapsedOn, sentence, evidenceIds, numbers, owed };
}

/** Every part must be met: the latest of each day, and none at all where one part has none. */
export function allOf(parts: readonly Progress[]): Progress {
  if (parts.length === 1 && parts[0]) return parts[0];
  return {
    significantOn: latestOfAll(parts.map((part) => part.significantOn)),
    sustainedOn: latestOfAll(parts.map((part) => part.sustainedOn)),
    expectedOn: latestOfAll(parts.map((part) => part.expectedOn)),
    relapsedOn: latest(parts.map((part) => part.relapsedOn)),
    sentence: joined(parts),
    ...merged(parts),
  };
}

/** One part is enough: the earliest of each day. A relapse counts only while no part shows progress. */
export function anyOf(parts: readonly Progress[]): Progress {
  if (parts.length === 1 && parts[0]) return parts[0];
  const reached = parts.filter((part) => part.significantOn !== null);
  const shown = reached.length > 0 ? reached : parts;
  return {
    significantOn: earliest(parts.map((part) => part.significantOn)),
    sustainedOn: earliest(parts.map((part) => part.sustainedOn)),
    expectedOn: earliest(parts.map((part) => part.expectedOn)),
    relapsedOn: reached.length > 0 ? null : latest(parts.map((part) => part.relapsedOn)),
    sentence: joined(shown),
    ...merged(shown),
  };
}

/** What the parts rest on; two measures of one row often rest on, or wait for, the same thing. */
function merged(parts: readonly Progress[]): Pick<Progress, "evidenceIds" | "numbers" | "owed"> {
  const evidenceIds: string[] = [];
  const numbers: VerdictNumber[] = [];
  const owed: Owed[] = [];
  for (const part of parts) {
    for (const id of part.evidenceIds) evidenceIds.push(id);
    for (const number of part.numbers) numbers.push(number);
    for (const item of part.owed) if (!owed.some((other) => isSame(item, other))) owed.push(item);
  }
  return { evidenceIds, numbers, owed };
}

function isSame(a: Owed, b: Owed): boolean {
  return a.kind === b.kind && a.personId === b.personId && a.sentence === b.sentence && a.since === b.since;
}

function joined(parts: readonly Progress[]): string {
  const sentences: string[] = [];
  for (const { sentence } of parts) if (!sentences.includes(sentence)) sentences.push(sentence);
  return sentences.join(" ");
}

function latestOfAll(days: readonly (LocalDate | null)[]): LocalDate | null {
  return days.includes(null) ? null : latest(days);
}

function latest(days: readonly (LocalDate | null)[]): LocalDate | null {
  let found: LocalDate | null = null;
  for (const day of days) if (day !== null && (found === null || day > found)) found = day;
  return found;
}

function earliest(days: readonly (LocalDate | null)[]): LocalDate | null {
  let found: LocalDate | null = null;
  for (const day of days) if (day !== null && (found === null || day < found)) found = day;
  return found;
}
