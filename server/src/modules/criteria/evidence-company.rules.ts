import type { LocalDate } from "../../shared/local-date.ts";
import type { Span } from "./evidence-dates.rules.ts";
import { type StoredFacts, sameFacts } from "./evidence-facts.rules.ts";
import { type Findings, flag, refuseField } from "./evidence-findings.rules.ts";
import { KIND_RULES } from "./evidence-kinds.rules.ts";
import type { EvidenceKind } from "./facts.rules.ts";

/** A fact of the same kind that stands in the family's ledger, whoever supplied it. */
export interface Recorded extends Span {
  readonly id: string;
  readonly agencyId: string | null;
  readonly personId: string | null;
  readonly facts: StoredFacts;
}

export interface Newcomer extends Span {
  readonly kind: EvidenceKind;
  readonly agencyId: string;
  readonly personId: string | null;
  readonly facts: StoredFacts;
  /** Its recorder knows of the other one, and means another. */
  readonly anotherThatDay: boolean;
}

/** Whether two records are of the same person and time, and say the same. */
export function sameRecord(a: Omit<Recorded, "id" | "agencyId">, b: Omit<Recorded, "id" | "agencyId">): boolean {
  return a.personId === b.personId && a.from === b.from && a.to === b.to && sameFacts(a.facts, b.facts);
}

/**
 * Holds a fact against those that stand. Only what its own agency recorded can refuse it: another agency's record may be
 * hidden from whoever adds this one, and no refusal may tell of it.
 */
export function checkCompany(newcomer: Newcomer, ledger: readonly Recorded[], findings: Findings): void {
  const event = KIND_RULES[newcomer.kind].lasts === "EVENT";
  if (newcomer.anotherThatDay && !event)
    refuseField(findings, "ONLY_FOR_EVENTS", "anotherThatDay", "Only something that happens on a day can happen twice on it");
  for (const other of ledger) {
    if (other.personId !== newcomer.personId) continue;
    const own = other.agencyId === newcomer.agencyId;
    if (sameRecord(newcomer, other)) {
      if (!own) flag(findings, "SAME_FROM_ANOTHER_AGENCY");
      else if (event && newcomer.anotherThatDay) flag(findings, "TWICE_IN_A_DAY");
      else refuseField(findings, "DUPLICATE", "from", event ? `${SAME} Say so if it happened again that day` : SAME);
    } else clash(newcomer, other, own, findings);
  }
}

const SAME = "Your agency has recorded exactly this already.";
const OVERLAPPING = "Your agency has recorded this for the same time already. Correct that record instead";

function clash(newcomer: Newcomer, other: Recorded, own: boolean, findings: Findings): void {
  const rules = KIND_RULES[newcomer.kind].clash;
  if (!rules || !meet(newcomer, other, KIND_RULES[newcomer.kind].lasts === "MEASURE")) return;
  const alike = rules.alike?.every((field) => newcomer.facts[field] !== undefined && newcomer.facts[field] === other.facts[field]) ?? false;
  if (!alike && rules.otherwise === "USUAL") return;
  if (!own) flag(findings, "OVERLAPS_ANOTHER_AGENCY");
  else if (!alike) flag(findings, "OVERLAPS");
  else if (!findings.faults.some(({ code }) => code === "ALREADY_RECORDED")) refuseField(findings, "ALREADY_RECORDED", "from", OVERLAPPING);
}

const END = "9999-12-31" as LocalDate;

/** Whether two share time. One that begins on the other's last day follows it: records end and begin on one day. */
function meet(a: Span, b: Span, measures: boolean): boolean {
  if (measures || a.from === b.from) return a.from === b.from;
  const [first, second] = a.from < b.from ? [a, b] : [b, a];
  return second.from < (first.to ?? END);
}

/** Over all schools a child has no more sessions than a term: more is possible for a child on two rolls, and worth a look. */
export function checkTermTotal(newcomer: Newcomer, ledger: readonly Recorded[], sessions: number, findings: Findings): void {
  let total = 0;
  for (const { personId, facts } of [newcomer, ...ledger])
    if (personId === newcomer.personId && facts["term"] === newcomer.facts["term"]) total += Number(facts["possible"]);
  if (total > sessions) flag(findings, "MORE_THAN_A_TERM");
}
