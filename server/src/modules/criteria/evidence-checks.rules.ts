import type { LocalDate } from "../../shared/local-date.ts";
import type { Fault } from "../../shared/refusal.ts";
import { checkCompany, checkTermTotal, type Newcomer, type Recorded } from "./evidence-company.rules.ts";
import { type Span, spanOf, termOf } from "./evidence-dates.rules.ts";
import { type EvidenceFact, partFaults, type StoredFacts, storedFacts } from "./evidence-facts.rules.ts";
import { type Findings, refuseField } from "./evidence-findings.rules.ts";
import { checkNumbers, checkSessions, sessionsOf } from "./evidence-numbers.rules.ts";
import { checkPerson, checkPersonThen, type Membership } from "./evidence-people.rules.ts";
import type { EvidenceFlag } from "./evidence-words.rules.ts";
import type { AgencyKind, EvidenceKind } from "./facts.rules.ts";
import type { SchoolTerm } from "./terms.rules.ts";

/** What a fact is held against. */
export interface EvidenceContext {
  readonly today: LocalDate;
  readonly terms: readonly SchoolTerm[];
  /** Whose fact it is. */
  readonly agency: { readonly id: string; readonly kind: AgencyKind };
  /** What kind of agency the school that was named is; null where there is none, or none was named. */
  readonly schoolKind: AgencyKind | null;
  readonly members: readonly Membership[];
  /** The facts of the kind that stand, the one that is being corrected left out. */
  readonly ledger: readonly Recorded[];
}

/** A fact as it is stored. */
export interface SettledFact extends Span {
  readonly kind: EvidenceKind;
  readonly personId: string | null;
  readonly facts: StoredFacts;
  readonly flags: readonly EvidenceFlag[];
}

/** A fact that can be stored, with what is unusual about it, or every reason why it cannot. Fields are named as in the fact. */
export function checkEvidence(fact: EvidenceFact, context: EvidenceContext): SettledFact | readonly Fault[] {
  const parts = partFaults(fact);
  if (parts.length > 0) return parts;
  const { terms, today, members } = context;
  const findings: Findings = { faults: [], flags: [] };
  const personId = fact.personId ?? null;
  const school = schoolOf(fact, context, findings);
  const term = fact.kind === "ATTENDANCE" ? termOf(fact, school, terms, today, findings) : null;
  const span: Span | null = term ?? (fact.kind === "ATTENDANCE" ? null : spanOf(fact, today, findings));
  checkPerson(fact.kind, personId, members, findings);
  checkNumbers(fact, findings);
  if (term) checkSessions(fact, term, today, findings);
  if (!span || findings.faults.length > 0) return findings.faults;
  if (personId !== null) checkPersonThen(fact.kind, personId, span, members, today, findings);
  if (findings.faults.length > 0) return findings.faults;
  const newcomer: Newcomer = {
    kind: fact.kind,
    agencyId: context.agency.id,
    personId,
    from: span.from,
    to: span.to,
    facts: storedFacts(fact, school),
    anotherThatDay: fact.anotherThatDay ?? false,
  };
  checkCompany(newcomer, context.ledger, findings);
  if (term) checkTermTotal(newcomer, context.ledger, sessionsOf(term, today), findings);
  if (findings.faults.length > 0) return findings.faults;
  const { kind, from, to, facts } = newcomer;
  return { kind, personId, from, to, facts, flags: findings.flags };
}

/** A school gives its own returns; whoever gives one for a school says which. */
function schoolOf(fact: EvidenceFact, { agency, schoolKind }: EvidenceContext, findings: Findings): string | null {
  const part = fact.kind === "ATTENDANCE" ? "attendance" : "schoolRoll";
  const named = fact[part]?.schoolId ?? null;
  const field = `${part}.schoolId`;
  if (!fact[part]) return null;
  if (fact.schoolRoll?.setting === "NONE") {
    if (named !== null) refuseField(findings, "NO_SCHOOL_NEEDED", field, "A child on no roll has no school");
    return null;
  }
  if (agency.kind === "SCHOOL") {
    if (named !== null && named !== agency.id) refuseField(findings, "NOT_YOUR_SCHOOL", field, "A school speaks for its own pupils alone");
    return agency.id;
  }
  if (named === null) refuseField(findings, "SCHOOL_NEEDED", field, "Choose the school");
  else if (schoolKind !== "SCHOOL") refuseField(findings, "NOT_A_SCHOOL", field, "Choose a school from the list");
  return named;
}
