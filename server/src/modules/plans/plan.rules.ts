/** How far a request to lead a family has come. */
export const LEAD_PROFESSIONAL_STATUSES = ["ASKED", "ACCEPTED", "DECLINED", "ENDED"] as const;
export type LeadProfessionalStatus = (typeof LEAD_PROFESSIONAL_STATUSES)[number];

/** How far an action has come. */
export const ACTION_STATUSES = ["OPEN", "DONE", "CANCELLED"] as const;
export type ActionStatus = (typeof ACTION_STATUSES)[number];
