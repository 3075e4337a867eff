import type { EvidenceFlag } from "../../apollo/schema.generated.ts";

/** What was unusual about an entry when it was recorded, for whoever weighs it. */
export const FLAG_WORDS: Readonly<Record<EvidenceFlag, string>> = {
  SAME_FROM_ANOTHER_AGENCY: "Another agency has recorded exactly the same: it may be counted twice",
  OVERLAPS: "Overlaps another entry of the same agency",
  OVERLAPS_ANOTHER_AGENCY: "Overlaps what another agency recorded, or differs from it",
  TWICE_IN_A_DAY: "Happened more than once that day",
  TERM_NOT_ENDED: "Recorded before the term had ended",
  MORE_THAN_A_TERM: "More sessions over all schools than the term has",
  BEFORE_JOINING: "Began before they joined the family",
  BEFORE_BIRTH: "From before the child was born",
  UNUSUAL_AGE: "They were younger or older than such evidence is usually about",
};
