import { ageOn, type LocalDate } from "../../shared/local-date.ts";
import type { Relationship } from "./family.rules.ts";

/** In what capacity somebody agrees (domain.md, agreement). */
export const AGREEMENT_CAPACITIES = ["PARENTAL_RESPONSIBILITY", "COMPETENT_CHILD", "AGED_16_OR_17", "ADULT"] as const;
export type AgreementCapacity = (typeof AGREEMENT_CAPACITIES)[number];

/** What a family agrees to: whole-family support, sharing with the agencies named, being counted in the programme. */
export const PURPOSES = ["EARLY_HELP", "SHARING_WITH_AGENCIES", "PROGRAMME"] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Why what rested on a ground in law came to an end. */
export type StopReason = "AGREEMENT_WITHDRAWN" | "LAWFUL_BASIS_ENDED";

/** An agreement that is older is asked for again. */
export const MONTHS_OF_AGREEMENT = 24;

const CHILD_RELATIONSHIPS: ReadonlySet<Relationship> = new Set(["CHILD", "STEP_CHILD", "EXPECTED_CHILD"]);

export interface AgreeingMember {
  readonly relationship: Relationship | null;
  readonly dateOfBirth: LocalDate | null;
}

/** Why a member cannot agree, or take an agreement back, in a capacity; null where they can. */
export function capacityProblem(capacity: AgreementCapacity, member: AgreeingMember, on: LocalDate): string | null {
  const age = member.dateOfBirth ? ageOn(member.dateOfBirth, on) : null;
  if (age === null) return null;
  if (capacity === "PARENTAL_RESPONSIBILITY") {
    return member.relationship && CHILD_RELATIONSHIPS.has(member.relationship)
      ? "A child of the family cannot agree with parental responsibility"
      : null;
  }
  if (capacity === "COMPETENT_CHILD") return age < 0 || age >= 16 ? "Only somebody under 16 agrees as a competent child" : null;
  if (capacity === "AGED_16_OR_17") return age < 16 || age > 17 ? "Only somebody aged 16 or 17 agrees in this capacity" : null;
  return age < 18 ? "Only somebody aged 18 or over agrees as an adult" : null;
}

/** How far a family has come with agreeing, seen from an agency that is not covered. */
export interface AgreedSoFar {
  readonly everAgreed: boolean;
  readonly inForce: boolean;
}

/** What is missing before an agency may work with a family, in words that say how to mend it. */
export function missingGround(agency: string, { everAgreed, inForce }: AgreedSoFar): { readonly code: string; readonly message: string } {
  if (inForce) {
    return {
      code: "NOT_IN_AGREEMENT",
      message: `The family's agreement does not name ${agency}. Record an agreement that does, or a lawful basis, first`,
    };
  }
  if (everAgreed) {
    return {
      code: "AGREEMENT_WITHDRAWN",
      message: `The family has withdrawn its agreement. Record a new one that names ${agency}, or a lawful basis, first`,
    };
  }
  return {
    code: "NOT_ASKED",
    message: `Nobody has recorded that this family agrees. Record an agreement that names ${agency}, or a lawful basis, first`,
  };
}
