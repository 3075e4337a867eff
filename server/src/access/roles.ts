/** What somebody can be to this service (design: domain, roles). */
export const PEOPLES_ROLES = [
  "PRACTITIONER",
  "AGENCY_LEAD",
  "COORDINATOR",
  "AUDITOR",
  "BOARD_MEMBER",
  "INFORMATION_OFFICER",
  "ADMINISTRATOR",
] as const;

/** The same, and an agency's system: it signs in by a token, and nobody is ever made one by an invitation. */
export const ROLES = [...PEOPLES_ROLES, "MACHINE"] as const;
export type Role = (typeof ROLES)[number];
