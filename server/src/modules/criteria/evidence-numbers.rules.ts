import { addDays, type LocalDate } from "../../shared/local-date.ts";
import type { EvidenceFact } from "./evidence-facts.rules.ts";
import { type Findings, refuseField } from "./evidence-findings.rules.ts";

interface Term {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** The checklist that S3 table 5 gives as its example asks 24 questions, each worth a point (guidance). */
const RISK_SCORES: Range = { from: 0, to: 24 };
/** From no sanction to an order of a court (ours; S3 table 1 counts levels and names none). */
const SANCTION_LEVELS: Range = { from: 0, to: 5 };
/** S3 table 4. */
const STAGES: Range = { from: 1, to: 5 };
/** Nobody in this programme owes or earns more; an amount in pence is caught (ours). */
const POUNDS: Range = { from: 0, to: 1_000_000 };

/** Numbers that cannot be. */
export function checkNumbers(fact: EvidenceFact, findings: Findings): void {
  const within = (value: number | undefined, { from, to }: Range, field: string, what: string) => {
    if (value !== undefined && (value < from || value > to))
      refuseField(findings, "OUT_OF_RANGE", field, `${what} must be from ${from.toLocaleString("en-GB")} to ${to.toLocaleString("en-GB")}`);
  };
  within(fact.riskScore?.score, RISK_SCORES, "riskScore.score", "The risk score");
  within(fact.asbIncident?.sanctionLevel, SANCTION_LEVELS, "asbIncident.sanctionLevel", "The level of the sanction");
  within(fact.dwpStage?.stage, STAGES, "dwpStage.stage", "The stage");
  within(fact.finance?.pounds, POUNDS, "finance.pounds", "The amount in pounds");
}

/** A return's sessions: no more than the term has had so far, and no more missed than there were. */
export function checkSessions(fact: EvidenceFact, term: Term, today: LocalDate, findings: Findings): void {
  if (!fact.attendance) return;
  const { possible, authorised, unauthorised } = fact.attendance;
  if (possible < 1) refuseField(findings, "NO_SESSIONS", "attendance.possible", "Enter how many sessions were possible");
  else if (possible > sessionsOf(term, today))
    refuseField(findings, "MORE_THAN_THE_TERM_HAS", "attendance.possible", "There were not so many sessions in this term");
  if (authorised < 0) refuseField(findings, "NEGATIVE", "attendance.authorised", "Enter a number of sessions, or 0");
  if (unauthorised < 0) refuseField(findings, "NEGATIVE", "attendance.unauthorised", "Enter a number of sessions, or 0");
  else if (authorised + unauthorised > possible)
    refuseField(findings, "ABSENT_MORE_THAN_POSSIBLE", "attendance.unauthorised", "More sessions were missed than were possible");
}

/** A morning and an afternoon of each weekday up to today; a school's holidays and closures only make it fewer. */
export function sessionsOf({ from, to }: Term, today: LocalDate): number {
  let sessions = 0;
  for (let day = from; day <= to && day <= today; day = addDays(day, 1)) if (isWeekday(day)) sessions += 2;
  return sessions;
}

function isWeekday(day: LocalDate): boolean {
  return ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}
