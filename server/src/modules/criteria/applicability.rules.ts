import { ageOn, type LocalDate, yearOf } from "../../shared/local-date.ts";
import { birthday } from "./dates.rules.ts";
import { type Answer, CAF_CRITERIA, type CafCriterion, type Criterion } from "./facts.rules.ts";

/**
 * The ages, in full years, at which a criterion can apply to a person (ours, domain.md's "Criterion"):
 * attendance 5 to 16, crime from 10, work from 16; help for children under 18.
 */
const AGES: Record<Criterion, { from: number; until: number } | null> = {
  CRIME_ASB: { from: 10, until: 200 },
  MISSING_EDUCATION: { from: 5, until: 17 },
  CHILDREN_WHO_NEED_HELP: { from: 0, until: 18 },
  WORKLESSNESS: { from: 16, until: 200 },
  DOMESTIC_ABUSE: null,
  HEALTH: null,
  EARLY_YEARS: { from: 0, until: 6 },
  SUBSTANCE_USE: null,
  FAMILY_RELATIONSHIPS: null,
  SECURE_HOUSING: null,
};

/** The birthdays on which the answer to some question about a person changes, in order. */
export const AGES_THAT_MATTER: readonly number[] = [
  ...new Set(Object.values(AGES).flatMap((ages) => (ages ? [ages.from, ages.until] : []))),
]
  .filter((age) => age < 200)
  .sort((a, b) => a - b);

/** Whether a criterion is to be asked about a person; an unknown date of birth rules nothing out. */
export function isApplicable(criterion: Criterion, dateOfBirth: LocalDate | null, asOf: LocalDate): boolean {
  const ages = AGES[criterion];
  if (!ages || dateOfBirth === null) return true;
  const age = ageOn(dateOfBirth, asOf);
  return age >= ages.from && age < ages.until;
}

/** First day on which a criterion applies to a person; null when it always has, or had in a year before that of a day. */
export function appliesFrom(criterion: Criterion, dateOfBirth: LocalDate | null, by: LocalDate): LocalDate | null {
  const ages = AGES[criterion];
  if (!ages || dateOfBirth === null || ages.from === 0 || yearOf(by) - yearOf(dateOfBirth) > ages.from) return null;
  return birthday(dateOfBirth, ages.from);
}

/** First day on which a criterion no longer applies to a person; null when it goes on applying up to the year after a day's. */
export function appliesUntil(criterion: Criterion, dateOfBirth: LocalDate | null, by: LocalDate | null): LocalDate | null {
  const ages = AGES[criterion];
  if (!ages || dateOfBirth === null || ages.until >= 200 || (by !== null && yearOf(by) - yearOf(dateOfBirth) < ages.until)) return null;
  return birthday(dateOfBirth, ages.until);
}

export interface MissingAnswer {
  personId: string;
  criteria: readonly CafCriterion[];
}

/**
 * Whom, and about what, a whole-family assessment has not asked (reading I): each current member needs NEED or
 * NO_NEED under each criterion that applies at their age. Empty when it considers everybody.
 */
export function missingAnswers(
  members: readonly { personId: string; dateOfBirth: LocalDate | null }[],
  answers: readonly { personId: string; criterion: CafCriterion; answer: Answer }[],
  asOf: LocalDate,
): readonly MissingAnswer[] {
  const missing: MissingAnswer[] = [];
  for (const member of members) {
    let asked = 0;
    for (const entry of answers) {
      if (entry.personId === member.personId && (entry.answer === "NEED" || entry.answer === "NO_NEED"))
        asked |= 1 << CAF_CRITERIA.indexOf(entry.criterion);
    }
    const criteria = CAF_CRITERIA.filter(
      (criterion, index) => (asked & (1 << index)) === 0 && isApplicable(criterion, member.dateOfBirth, asOf),
    );
    if (criteria.length > 0) missing.push({ personId: member.personId, criteria });
  }
  return missing;
}
