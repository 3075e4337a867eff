import type { LocalDate } from "../../shared/local-date.ts";
import { sooner } from "./dates.rules.ts";
import { addNeed, type Need } from "./entry-measures.rules.ts";
import type { Criterion } from "./facts.rules.ts";
import type { KnownFacts } from "./known-facts.rules.ts";

/** A compliant assessment names the need with a written statement of evidence; a bare tick is not evidence (S2, November 2016). */
export function assessedNeeds(criterion: Criterion, known: KnownFacts): readonly Need[] {
  const needs: Need[] = [];
  for (const item of known.assessments) {
    if (item.compliantOn === undefined) continue;
    let until: LocalDate | null = item.closedOn ?? null;
    for (const other of known.assessments) {
      if (other.kind === item.kind && other.compliantOn !== undefined && other.compliantOn > item.compliantOn)
        until = sooner(until, other.compliantOn);
    }
    if (until !== null && until <= item.compliantOn) continue;
    for (const entry of item.answers) {
      if (entry.criterion === criterion && entry.answer === "NEED" && entry.evidenced) {
        addNeed(needs, known, criterion, { from: item.compliantOn, until, personId: entry.personId, evidenceIds: [item.id] });
      }
    }
  }
  return needs;
}
