import type { AgreementCapacity, CafCriterion } from "../../apollo/schema.generated.ts";

/** The three sides of a child's life, in the contract's words. */
export const DOMAINS = ["DEVELOPMENT", "PARENTS_AND_CARERS", "FAMILY_AND_ENVIRONMENT"] as const;
export type Domain = (typeof DOMAINS)[number];

export const DOMAIN_NAMES: Readonly<Record<Domain, string>> = {
  DEVELOPMENT: "Development",
  PARENTS_AND_CARERS: "Parents and carers",
  FAMILY_AND_ENVIRONMENT: "Family and environment",
};

/** What to think of; not a list to tick off. */
export const DOMAIN_TOPICS: Readonly<Record<Domain, readonly string[]>> = {
  DEVELOPMENT: [
    "Health: general, physical, speech and language",
    "Feelings, getting on with others, and behaviour",
    "Identity, and relationships with family and friends",
    "Looking after themselves",
    "Learning: understanding, taking part, progress and hopes",
  ],
  PARENTS_AND_CARERS: ["Everyday care and safety", "Warmth and stability", "Guidance, boundaries and things to do"],
  FAMILY_AND_ENVIRONMENT: [
    "The family’s history, how it gets on, and its well-being",
    "Wider family",
    "Housing, work and money",
    "Community and education",
  ],
};

export const CAPACITY_NAMES: Readonly<Record<AgreementCapacity, string>> = {
  PARENTAL_RESPONSIBILITY: "They have parental responsibility",
  COMPETENT_CHILD: "A child under 16 who understands what this means",
  AGED_16_OR_17: "They are 16 or 17 and agree for themselves",
  ADULT: "They are an adult and agree for themselves",
};

/** What the family can agree to, by the contract's words. */
export const PURPOSES = [
  { value: "EARLY_HELP", label: "Help for the whole family" },
  { value: "SHARING_WITH_AGENCIES", label: "Sharing what is written here with the agencies named" },
  { value: "PROGRAMME", label: "Being counted in the county’s programme" },
] as const;

/** What each criterion asks about a person, in a few words. */
export const CRITERION_HINTS: Readonly<Record<CafCriterion, string>> = {
  CRIME_ASB: "In trouble with the police, or causing trouble to neighbours",
  MISSING_EDUCATION: "Absent, excluded, or without a school place",
  CHILDREN_WHO_NEED_HELP: "Needs early help, or is known to social care",
  WORKLESSNESS: "Out of work, on out-of-work benefits, or in debt",
  DOMESTIC_ABUSE: "Suffers it, lives with it, or does it",
  HEALTH: "Physical or mental health, drugs or alcohol",
};
