import type {
  BenefitEvidence,
  EarlyHelpEvidence,
  FinanceEvidence,
  HealthEvidence,
  HousingEvidence,
  PlacementEvidence,
  ProgrammeEvidence,
  SchoolRollEvidence,
} from "./evidence-on-record.rules.ts";
import type { SafeguardingEnd } from "./facts.rules.ts";

/** The words of a union, none left out: the compiler asks for each as a key. */
const wordsOf = <T extends string>(words: Readonly<Record<T, true>>): readonly T[] => Object.keys(words) as T[];

export const SAFEGUARDING_ENDS = wordsOf<SafeguardingEnd>({ DE_ESCALATED: true, LOOKED_AFTER: true, MOVED_AWAY: true, TURNED_18: true });
export const EARLY_HELP_IMPACTS = wordsOf<EarlyHelpEvidence["impact"]>({ SIGNIFICANT: true, MODERATE: true, MINOR: true });
export const BENEFITS = wordsOf<BenefitEvidence["benefit"]>({
  JSA: true,
  ESA: true,
  INCOME_SUPPORT: true,
  OTHER_OUT_OF_WORK: true,
  UNIVERSAL_CREDIT: true,
});
export const HEALTH_CONCERNS = wordsOf<HealthEvidence["concern"]>({
  MENTAL_HEALTH: true,
  ALCOHOL: true,
  DRUGS: true,
  LONG_TERM_CONDITION: true,
});
export const SCHOOL_SETTINGS = wordsOf<SchoolRollEvidence["setting"]>({ SCHOOL: true, PRU: true, ALTERNATIVE: true, NONE: true });
export const PROGRAMMES = wordsOf<ProgrammeEvidence["programme"]>({ ESF: true, WORK_PROGRAMME: true, OTHER: true });
export const PLACEMENT_ACTIVITIES = wordsOf<PlacementEvidence["activity"]>({
  PLACEMENT: true,
  VOLUNTEERING: true,
  TRAINING: true,
  QUALIFICATION: true,
});
export const FINANCE_MEASURES = wordsOf<FinanceEvidence["measure"]>({ DEBT: true, ARREARS: true, INCOME: true });
export const HOUSING_STATUSES = wordsOf<HousingEvidence["status"]>({ SECURE: true, AT_RISK: true, TEMPORARY: true, HOMELESS: true });

/**
 * What was unusual about a fact when it was recorded. Such facts are stored, because real records are like that; the
 * decision record "What the ledger refuses, and what it flags" says why of each.
 */
export const EVIDENCE_FLAGS = [
  /** Another agency has told us exactly the same: it may be counted twice. */
  "SAME_FROM_ANOTHER_AGENCY",
  /** It overlaps another spell of its kind from the same agency, as two benefits or two jobs do. */
  "OVERLAPS",
  /** It overlaps, or says otherwise than, what another agency recorded for the same time. */
  "OVERLAPS_ANOTHER_AGENCY",
  /** The same thing happened twice on one day, as its recorder says. */
  "TWICE_IN_A_DAY",
  /** A return for a term that had not ended. */
  "TERM_NOT_ENDED",
  /** Over all schools more sessions were possible than the term has. */
  "MORE_THAN_A_TERM",
  /** It began before the person joined the family, and went on. */
  "BEFORE_JOINING",
  /** A safeguarding status of a child not yet born. */
  "BEFORE_BIRTH",
  /** The person was younger or older than such facts are usually about. */
  "UNUSUAL_AGE",
] as const;
export type EvidenceFlag = (typeof EVIDENCE_FLAGS)[number];
