import type { CafCriterion, CorrectionCapacity, CorrectionDecision } from "../../apollo/schema.generated.ts";
import { personName } from "../../components/people.ts";
import { CRITERION_NAMES } from "../../components/words.ts";

export const CAPACITY_NAMES: Readonly<Record<CorrectionCapacity, string>> = {
  THEMSELVES: "They say so themselves",
  PARENTAL_RESPONSIBILITY: "Somebody with parental responsibility says so for them",
  REPRESENTATIVE: "Somebody whom they asked to speak for them",
};

export const DECISION_NAMES: Readonly<Record<CorrectionDecision, string>> = {
  PUT_RIGHT: "Put right",
  NOT_PUT_RIGHT: "Not put right",
  STATEMENT_ADDED: "Their statement stands beside it",
};

type Named = { label: string; criterion?: CafCriterion | null; person: { givenName: string | null; familyName: string | null } | null };

/** "Date of birth of Tia Testing", "CAF-900001, version 1: Health, Tia Testing". */
export function recordName({ label, criterion, person }: Named): string {
  const who = person === null ? "" : personName(person);
  return [criterion ? `${label}: ${CRITERION_NAMES[criterion]}` : label, who].filter(Boolean).join(", ");
}
