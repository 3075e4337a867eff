/**
 * Tables that hold nothing of a person or family for a disclosure, each with its reason. A test walks the catalogue: what
 * tells about a person or a family is read for a disclosure (HELD_STATEMENTS) or stands here.
 */
export const NOT_DISCLOSED: Readonly<Record<string, string>> = {
  closed_answer: "What colleagues keep from which member, and why; what is so kept is marked for the officer, who decides on it",
  audit_event: "What it says of a family's looks is read from audit_family; the rest is how the service is kept safe",
  draft_disposal:
    "That an assessment which was begun and never sent in is gone, and whose it was: no word of it is left, nor whom it was about",
  submission_key: "Marks of what a worker sent twice: nothing about the family but that it was sent",
  subject_decision: "How this very request, or an earlier one, is answered: legal advice and the rights of others stand in it",
  subject_file: "Digests of files that the person was given already",
};
