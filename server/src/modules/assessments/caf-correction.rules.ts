import type { CafContent, CafMember } from "./caf-content.rules.ts";
import type { KnownPerson } from "./caf-submission.rules.ts";

const FIELDS = ["givenName", "familyName", "dateOfBirth"] as const;

/** A member on record about whom the CAF says something else than the record does. */
export interface Correction {
  readonly personId: string;
  readonly member: CafMember;
  readonly birthChanged: boolean;
}

/** What would have to be corrected on record for it to say what the CAF says. */
export function correctionsIn(content: CafContent, people: ReadonlyMap<string, KnownPerson>): Correction[] {
  return content.members.flatMap((member) => {
    const known = member.personId ? people.get(member.personId) : undefined;
    if (!member.personId || !known || FIELDS.every((field) => member[field] === known[field])) return [];
    return [{ personId: member.personId, member, birthChanged: member.dateOfBirth !== known.dateOfBirth }];
  });
}
