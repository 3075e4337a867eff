/** What somebody can say is wrong. A name and a date of birth can be written over; everything else stands as it is. */
export const CORRECTION_SUBJECTS = ["NAME", "DATE_OF_BIRTH", "CAF", "EVIDENCE", "PLAN_ACTION", "TAF_MEETING"] as const;
export type CorrectionSubject = (typeof CORRECTION_SUBJECTS)[number];

/** Who says so, of the person concerned. */
export const CORRECTION_CAPACITIES = ["THEMSELVES", "PARENTAL_RESPONSIBILITY", "REPRESENTATIVE"] as const;
export type CorrectionCapacity = (typeof CORRECTION_CAPACITIES)[number];

export const CORRECTION_DECISIONS = ["PUT_RIGHT", "NOT_PUT_RIGHT", "STATEMENT_ADDED"] as const;
export type CorrectionDecision = (typeof CORRECTION_DECISIONS)[number];

/** Put right by a record of its own, which whoever made the first one makes: a correcting entry, or a later version. */
export function correctedByItsOwners(about: CorrectionSubject): boolean {
  return about === "EVIDENCE" || about === "CAF";
}

/** Of the person, and no record of its own. */
export function isDetail(about: CorrectionSubject): about is "NAME" | "DATE_OF_BIRTH" {
  return about === "NAME" || about === "DATE_OF_BIRTH";
}
