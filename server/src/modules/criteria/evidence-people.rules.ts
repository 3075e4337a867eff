import { addDays, ageOn, type LocalDate } from "../../shared/local-date.ts";
import type { Span } from "./evidence-dates.rules.ts";
import { type Findings, flag, refuseField } from "./evidence-findings.rules.ts";
import { KIND_RULES } from "./evidence-kinds.rules.ts";
import type { EvidenceKind } from "./facts.rules.ts";

/** Somebody's time in the family. */
export interface Membership {
  readonly personId: string;
  readonly dateOfBirth: LocalDate | null;
  readonly from: LocalDate;
  readonly to: LocalDate | null;
}

/** As long as a child can be known of before its birth. */
const DAYS_BEFORE_BIRTH = 40 * 7;

/** A person where the kind is about one, none where it is about the family, and nobody of another family. */
export function checkPerson(kind: EvidenceKind, personId: string | null, members: readonly Membership[], findings: Findings): void {
  const { about } = KIND_RULES[kind];
  if (personId === null && about === "PERSON") refuseField(findings, "PERSON_NEEDED", "personId", "Choose whom this is about");
  if (personId === null) return;
  if (about === "FAMILY") refuseField(findings, "NO_PERSON_NEEDED", "personId", "This is about the whole family");
  // Whoever is unknown and whoever is another family's get the same words.
  else if (!members.some((each) => each.personId === personId))
    refuseField(findings, "NOT_A_MEMBER", "personId", "Choose somebody of this family");
}

/** Whether the person was born, and of this family, when it held. */
export function checkPersonThen(
  kind: EvidenceKind,
  personId: string,
  span: Span,
  members: readonly Membership[],
  today: LocalDate,
  findings: Findings,
): void {
  const own = members.filter((each) => each.personId === personId);
  const last = lastDayOf(kind, span, today);
  const then = own.filter(({ from, to }) => from <= last && (to === null || to >= span.from));
  // A judgement about a child who has left is still owed (reading H), and a child not yet born is known of.
  const known = kind === "JUDGEMENT" ? own.some(({ from }) => from <= span.from) : then.length > 0;
  if (!known) refuseField(findings, "NOT_IN_THE_FAMILY_THEN", "personId", "They were not in this family at that time");
  const born = own.find(({ dateOfBirth }) => dateOfBirth !== null)?.dateOfBirth ?? null;
  if (born !== null && span.from < born) checkBeforeBirth(kind, born, span.from, findings);
  else if (then.length > 0 && then.every(({ from }) => from > span.from)) flag(findings, "BEFORE_JOINING");
  const { ages } = KIND_RULES[kind];
  if (born === null || ages === null || span.from < born) return;
  const age = ageOn(born, span.from);
  if (age < ages.from || age > ages.to) flag(findings, "UNUSUAL_AGE");
}

function lastDayOf(kind: EvidenceKind, { from, to }: Span, today: LocalDate): LocalDate {
  const { lasts } = KIND_RULES[kind];
  return lasts === "EVENT" || lasts === "MEASURE" ? from : (to ?? today);
}

/** Plans are made to protect children before they are born; nothing else is true of them then. */
function checkBeforeBirth(kind: EvidenceKind, born: LocalDate, from: LocalDate, findings: Findings): void {
  if (kind === "SAFEGUARDING" && from >= addDays(born, -DAYS_BEFORE_BIRTH)) flag(findings, "BEFORE_BIRTH");
  else refuseField(findings, "BEFORE_BIRTH", "from", "This is before the person was born");
}
