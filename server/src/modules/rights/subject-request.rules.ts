/** Who asks for what is held about somebody. */
export const SUBJECT_ASKERS = ["THEMSELVES", "PARENT", "SOLICITOR", "ANOTHER"] as const;
export type SubjectAsker = (typeof SUBJECT_ASKERS)[number];

/** Why a request is not answered (UK GDPR articles 11 and 12(5), and the exemptions of the Data Protection Act 2018). */
export const REFUSAL_GROUNDS = ["UNFOUNDED", "EXCESSIVE", "EXEMPT", "IDENTITY_NOT_PROVED", "NO_AUTHORITY"] as const;
export type RefusalGround = (typeof REFUSAL_GROUNDS)[number];

export const HANDING_OVER = ["IN_PERSON", "POST", "SECURE_EMAIL", "SECURE_DOWNLOAD"] as const;
export type HandingOver = (typeof HANDING_OVER)[number];
