import type { Transaction } from "../../database/database.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { figuresOf, type StandingFigures } from "../attachment/standing-rows.rules.ts";
import { evaluate } from "../criteria/evaluate.rules.ts";
import { streamFacts } from "../criteria/facts.reads.ts";
import type { OutcomesPlan } from "../criteria/outcomes-plan.rules.ts";
import type { SchoolTerm } from "../criteria/terms.rules.ts";
import type { Standings } from "./report.reads.ts";

const BATCH = 500;

/**
 * The county's standings on a day by what was on record at the end of another, worked out from the facts in one
 * streaming pass. Families that no report can tell apart are counted together, so that what is kept does not grow
 * with the county. The transaction must be allowed to read facts (SYSTEM_STANDINGS).
 */
export async function standingsKnownAt(
  tx: Transaction,
  plan: OutcomesPlan,
  terms: readonly SchoolTerm[],
  asOf: LocalDate,
  knownAt: LocalDate,
): Promise<Standings> {
  const counts = new Map<string, number>();
  for await (const batch of streamFacts(tx, BATCH)) {
    for (const facts of batch) {
      if (facts.recordedOn > knownAt) continue;
      const key = JSON.stringify(columnsOf(figuresOf(facts, evaluate(plan, terms, facts, asOf, { knownAt }))));
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const rows = [...counts].map(([key, n]) => `{"n":${n},${key.slice(1)}`);
  return { given: `[${rows.join(",")}]` };
}

/** The columns of the table of standings that reports count by; the day of attachment only as attached or not. */
function columnsOf(figures: StandingFigures) {
  return {
    district_code: figures.districtCode,
    needs: figures.needs,
    eligible: figures.eligible,
    attached_on: figures.attachedOn === null ? null : "2000-01-01",
    lead_agency_kind: figures.leadAgencyKind,
    outstanding: figures.outstanding,
    open_to: figures.openTo,
    progress: figures.progress,
    tracked_continuous_employment: figures.trackedContinuousEmployment,
    needs_twelve_months: figures.needsTwelveMonths,
    caf_on_record: figures.cafOnRecord,
    open_caf_opened_on: figures.openCafOpenedOn,
    claim_submitted_on: figures.claimSubmittedOn === null ? null : "2000-01-01",
  };
}
