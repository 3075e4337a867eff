/** What a member may be to the family. */
export const RELATIONSHIPS = [
  "PARENT",
  "STEP_PARENT",
  "CARER",
  "CHILD",
  "STEP_CHILD",
  "GRANDPARENT",
  "OTHER_ADULT",
  "EXPECTED_CHILD",
] as const;
export type Relationship = (typeof RELATIONSHIPS)[number];

/** Where a family stands on the way to attachment, worked out from its standing. */
export const FAMILY_STAGES = [
  "MATCHED",
  "ASSESSMENT_UNDER_WAY",
  "AWAITING_LEAD_PROFESSIONAL",
  "READY_TO_ATTACH",
  "ATTACHED",
  "NOT_ELIGIBLE",
] as const;
export type FamilyStage = (typeof FAMILY_STAGES)[number];

const POSTCODE = /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/u;

/** A postcode as it is stored (`PR1 8XJ`), or null for text that is none. Upper case, one space. */
export function normalisePostcode(text: string): string | null {
  const joined = text.replace(/\s+/gu, "").toUpperCase();
  return POSTCODE.test(joined) ? `${joined.slice(0, -3)} ${joined.slice(-3)}` : null;
}

/** A name as names are compared: case, accents, spaces, hyphens and apostrophes make no difference. */
export function comparableName(name: string): string {
  return name
    .normalize("NFD")
    .replace(/[\p{M}\s'’‘`.-]/gu, "")
    .toLowerCase();
}
