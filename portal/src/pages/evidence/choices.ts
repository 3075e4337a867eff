import type {
  Benefit,
  EarlyHelpImpact,
  FinanceMeasure,
  HealthConcern,
  HousingStatus,
  PlacementActivity,
  Programme,
  SafeguardingEnd,
  SafeguardingStatus,
  SchoolSetting,
} from "../../apollo/schema.generated.ts";

export type Option = { value: string; label: string };

/** Every word of a closed list, none left out: the compiler asks for each. */
const optionsOf = <Word extends string>(words: Readonly<Record<Word, string>>): readonly Option[] =>
  Object.entries<string>(words).map(([value, label]) => ({ value, label }));

export const SCHOOL_SETTINGS = optionsOf<SchoolSetting>({
  SCHOOL: "A school",
  PRU: "A pupil referral unit",
  ALTERNATIVE: "Alternative provision",
  NONE: "On no roll",
});
export const SAFEGUARDING_STATUSES = optionsOf<SafeguardingStatus>({
  LOOKED_AFTER: "Looked after",
  CHILD_PROTECTION: "Child protection plan",
  CHILD_IN_NEED: "Child in need plan",
  EARLY_HELP: "Early help",
  UNIVERSAL: "Universal services only",
});
export const SAFEGUARDING_ENDS = optionsOf<SafeguardingEnd>({
  DE_ESCALATED: "Less help is needed now",
  LOOKED_AFTER: "The child became looked after",
  MOVED_AWAY: "The child moved away",
  TURNED_18: "The child turned 18",
});
export const IMPACTS = optionsOf<EarlyHelpImpact>({ SIGNIFICANT: "Significant", MODERATE: "Moderate", MINOR: "Minor" });
export const BENEFITS = optionsOf<Benefit>({
  JSA: "Jobseeker’s Allowance",
  ESA: "Employment and Support Allowance",
  INCOME_SUPPORT: "Income Support",
  UNIVERSAL_CREDIT: "Universal Credit",
  OTHER_OUT_OF_WORK: "Another out-of-work benefit",
});
export const PROGRAMMES = optionsOf<Programme>({
  ESF: "A European Social Fund programme",
  WORK_PROGRAMME: "The Work Programme",
  OTHER: "Another programme towards work",
});
export const ACTIVITIES = optionsOf<PlacementActivity>({
  PLACEMENT: "A work placement",
  VOLUNTEERING: "Volunteering",
  TRAINING: "Training",
  QUALIFICATION: "Studying for a qualification",
});
export const MEASURES = optionsOf<FinanceMeasure>({ DEBT: "Debt", ARREARS: "Arrears", INCOME: "Income" });
export const HOUSING = optionsOf<HousingStatus>({
  SECURE: "Securely",
  AT_RISK: "Their home is at risk",
  TEMPORARY: "In temporary housing",
  HOMELESS: "Homeless",
});
export const CONCERNS = optionsOf<HealthConcern>({
  MENTAL_HEALTH: "Mental health",
  ALCOHOL: "Alcohol",
  DRUGS: "Drugs",
  LONG_TERM_CONDITION: "A long-term condition",
});
