/** What becomes of a session in the midst of it, and whether the one who holds its cookie is still let in. "Somebody ..." */
export const SESSION_SITUATIONS = {
  "whose session goes on": "may",
  "whose name alone was changed": "may",
  "who has done nothing for fourteen minutes": "may",
  "who has done nothing for sixteen minutes": "may not",
  "whose eight hours are over": "may not",
  "whose account was disabled": "may not",
  "whose account was disabled and enabled again": "may not",
  "who was given another role": "may not",
  "who was given another role and their own again": "may not",
  "who went to another agency": "may not",
  "who went to another team": "may not",
  "who was given other districts": "may not",
  "who signed out": "may not",
  "who signed out everywhere, in another window": "may not",
  "whose cookie was cut short": "may not",
  "whose cookie holds the hash of the token": "may not",
  "whose cookie holds another's user id": "may not",
} as const satisfies Readonly<Record<string, "may" | "may not">>;
export type SessionSituation = keyof typeof SESSION_SITUATIONS;

/** ... is told who they are, reads families, and changes something. Who may at all is another sentence's to say. */
export const SESSION_DEEDS = ["is told who they are", "reads", "changes something"] as const;
export type SessionDeed = (typeof SESSION_DEEDS)[number];
