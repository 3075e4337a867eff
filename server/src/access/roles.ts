/** What somebody can be to this service (design: domain, roles); an agency's system signs in by a token, and nobody is invited as one. */
export const ROLES = [
  "PRACTITIONER",
  "AGENCY_LEAD",
  "COORDINATOR",
  "AUDITOR",
  "BOARD_MEMBER",
  "INFORMATION_OFFICER",
  "ADMINISTRATOR",
  "MACHINE",
] as const;
export type Role = (typeof ROLES)[number];
