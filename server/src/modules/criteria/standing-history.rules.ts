import { addDays, type LocalDate } from "../../shared/local-date.ts";
import { evaluate } from "./evaluate.rules.ts";
import type { FamilyFacts } from "./family-facts.rules.ts";
import type { OutcomesPlan } from "./outcomes-plan.rules.ts";
import type { Standing } from "./standings.rules.ts";
import type { SchoolTerm } from "./terms.rules.ts";

/** A standing and the days for which it holds, both included. */
export interface DatedStanding {
  from: LocalDate;
  to: LocalDate;
  standing: Standing;
}

/**
 * How a family stood on every day of a span, each day by what was on record that day. It jumps from change to
 * change: the next day on which time alone moves something, or on which something was recorded.
 */
export function standingHistory(
  plan: OutcomesPlan,
  terms: readonly SchoolTerm[],
  facts: FamilyFacts,
  from: LocalDate,
  to: LocalDate,
): readonly DatedStanding[] {
  const recorded = recordingDays(facts);
  const history: DatedStanding[] = [];
  for (let start = from; start <= to; ) {
    const standing = evaluate(plan, terms, facts, start);
    const current = start;
    const byRecord = recorded.find((day) => day > current) ?? null;
    const byTime = standing.nextChangeOn;
    const next = byRecord !== null && (byTime === null || byRecord < byTime) ? byRecord : byTime;
    const end = next !== null && next <= to ? addDays(next, -1) : to;
    history.push({ from: start, to: end, standing });
    start = addDays(end, 1);
  }
  return history;
}

/** The days, in order, on which anything about a family was recorded, corrected or ended. */
function recordingDays(facts: FamilyFacts): readonly LocalDate[] {
  const days = new Set<LocalDate>([facts.recordedOn]);
  const add = (day: LocalDate | undefined): void => {
    if (day !== undefined) days.add(day);
  };
  for (const item of facts.members) {
    add(item.recordedOn);
    add(item.endedRecordedOn);
  }
  for (const item of facts.evidence) add(item.recordedOn);
  for (const day of facts.superseded.values()) add(day);
  for (const item of facts.actions) add(item.recordedOn);
  for (const item of facts.claims) add(item.recordedOn);
  for (const item of facts.assessments) {
    add(item.recordedOn);
    add(item.compliantRecordedOn);
    add(item.closedRecordedOn ?? item.closedOn);
  }
  for (const item of facts.leadProfessionals) {
    add(item.askedOn);
    add(item.acceptedRecordedOn ?? item.acceptedOn);
    add(item.endedRecordedOn ?? item.endedOn);
  }
  if (facts.attachment) {
    add(facts.attachment.recordedOn);
    add(facts.attachment.voidedRecordedOn ?? facts.attachment.voidedOn);
  }
  return [...days].sort();
}
