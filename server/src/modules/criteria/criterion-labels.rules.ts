import type { Criterion } from "./facts.rules.ts";

/** A criterion's name where it heads a list. */
export const CRITERION_LABELS: Readonly<Record<Criterion, string>> = {
  CRIME_ASB: "Crime and anti-social behaviour",
  MISSING_EDUCATION: "Missing education",
  CHILDREN_WHO_NEED_HELP: "Children who need help",
  WORKLESSNESS: "Out of work or in debt",
  DOMESTIC_ABUSE: "Domestic abuse",
  HEALTH: "Health",
  EARLY_YEARS: "Early years",
  SUBSTANCE_USE: "Drugs and alcohol",
  FAMILY_RELATIONSHIPS: "Family relationships",
  SECURE_HOUSING: "Secure housing",
};
