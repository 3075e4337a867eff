/** What a user can be to this service (design: domain, roles). */
export const ROLES = [
  "PRACTITIONER",
  "AGENCY_LEAD",
  "COORDINATOR",
  "AUDITOR",
  "BOARD_MEMBER",
  "INFORMATION_OFFICER",
  "ADMINISTRATOR",
] as const;
export type Role = (typeof ROLES)[number];
