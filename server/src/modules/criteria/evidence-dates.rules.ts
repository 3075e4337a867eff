import { addMonths, type LocalDate } from "../../shared/local-date.ts";
import type { EvidenceFact } from "./evidence-facts.rules.ts";
import { type Findings, flag, refuseField } from "./evidence-findings.rules.ts";
import { KIND_RULES } from "./evidence-kinds.rules.ts";
import type { SchoolTerm } from "./terms.rules.ts";

/** When a fact holds: its first day, and its last, or null for what goes on or is of one day. */
export interface Span {
  readonly from: LocalDate;
  readonly to: LocalDate | null;
}

/** No fact about anyone living is older; a year mistyped as 0216 is caught. */
const LONGEST_AGO_MONTHS = 12 * 100;

const TODAY_OR_EARLIER = "The day must be today or earlier";

/** When a return's term is at its school, once it has begun there. Dates of its own a return has none. */
export function termOf(
  fact: EvidenceFact,
  school: string | null,
  terms: readonly SchoolTerm[],
  today: LocalDate,
  findings: Findings,
): { readonly from: LocalDate; readonly to: LocalDate } | null {
  for (const field of ["from", "to"] as const)
    if (fact[field]) refuseField(findings, "DATES_NOT_NEEDED", field, "The term says when: leave the dates out");
  const term = terms.find(({ from }) => from === fact.attendance?.term);
  if (!term) {
    refuseField(findings, "UNKNOWN_TERM", "attendance.term", "Choose a school term from the list");
    return null;
  }
  const { from, to } = (school === null ? undefined : term.schools?.[school]) ?? term;
  if (from > today) {
    refuseField(findings, "TERM_NOT_BEGUN", "attendance.term", "This term has not begun");
    return null;
  }
  if (to > today) flag(findings, "TERM_NOT_ENDED");
  return { from, to };
}

/** The first and last day of any other kind, in their order and none of them still to come. */
export function spanOf(fact: EvidenceFact, today: LocalDate, findings: Findings): Span | null {
  const { lasts } = KIND_RULES[fact.kind];
  const from = fact.from ?? null;
  const to = fact.to ?? null;
  if (from === null) refuseField(findings, "FROM_NEEDED", "from", "Enter the day on which it began or happened");
  else if (from > today) refuseField(findings, "IN_THE_FUTURE", "from", TODAY_OR_EARLIER);
  else if (from < addMonths(today, -LONGEST_AGO_MONTHS)) refuseField(findings, "TOO_LONG_AGO", "from", "Check the year");
  if (from === null) return null;
  if (to !== null) checkLastDay(lasts, { from, to }, today, findings);
  else if (lasts === "STRETCH") refuseField(findings, "TO_NEEDED", "to", "Enter the last day that was looked at");
  else if (fact.intervention?.completed || fact.placement?.completed)
    refuseField(findings, "TO_NEEDED", "to", "Enter the day on which it was completed");
  if (to === null && fact.safeguarding?.end)
    refuseField(findings, "END_WITHOUT_A_DAY", "safeguarding.end", "Enter the last day as well, or leave out how it ended");
  return { from, to: lasts === "EVENT" || lasts === "MEASURE" ? null : to };
}

function checkLastDay(lasts: string, { from, to }: { from: LocalDate; to: LocalDate }, today: LocalDate, findings: Findings): void {
  if (lasts === "START") refuseField(findings, "NO_END", "to", "This has a first day alone");
  else if (to < from) refuseField(findings, "END_BEFORE_START", "to", "The last day must not be before the first");
  else if (to > today) refuseField(findings, "IN_THE_FUTURE", "to", `${TODAY_OR_EARLIER}. Leave it out while this goes on`);
  else if ((lasts === "EVENT" || lasts === "MEASURE") && to !== from)
    refuseField(findings, "ONE_DAY", "to", "This is of one day: leave the last day out");
}
