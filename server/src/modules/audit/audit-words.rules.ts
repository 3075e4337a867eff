/** On what ground somebody saw or changed what a deed is about. */
export const WHYS = ["INVOLVED", "DISTRICT", "CLAIM", "CHECK", "EMERGENCY", "SUBJECT_ACCESS"] as const;
export type Why = (typeof WHYS)[number];

/** Deeds that change nothing: somebody looked. */
const LOOKS = ["view", "list", "check", "search", "export", "copy"] as const;

/** The same in SQL: of `noun.verb` the verb. */
export const lookedSql = (action: string): string => `split_part(${action}, '.', 2) IN ('${LOOKS.join("', '")}')`;
