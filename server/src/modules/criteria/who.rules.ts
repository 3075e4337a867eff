import type { LocalDate } from "../../shared/local-date.ts";
import { birthday } from "./dates.rules.ts";
import type { Evidence } from "./evidence-on-record.rules.ts";
import { concernsFamily, type KnownFacts } from "./known-facts.rules.ts";

/**
 * Whom a row of a plan is about. Each child: every one under 18 must meet it. Any adult: one of those of working
 * age is enough. Together: what the children, or the adults, do is added up.
 */
export const SCOPES = ["EACH_CHILD", "CHILDREN_TOGETHER", "ANY_ADULT", "ADULTS_TOGETHER", "FAMILY"] as const;
export type Scope = (typeof SCOPES)[number];

/** The same with the person, once a row is asked about one of them. */
export interface Who {
  readonly scope: Scope;
  readonly personId: string | undefined;
}

/** Whether an event counts under a row: by who did it, and by how old they were that day. */
export function isAbout(known: KnownFacts, who: Who, item: Evidence): boolean {
  if (who.personId !== undefined) return item.personId === who.personId && concernsFamily(known, item);
  if (!concernsFamily(known, item)) return false;
  switch (who.scope) {
    case "EACH_CHILD":
    case "CHILDREN_TOGETHER":
      return item.personId === undefined || isChild(known, item.personId, item.from) !== false;
    case "ANY_ADULT":
    case "ADULTS_TOGETHER":
      return item.personId === undefined || isChild(known, item.personId, item.from) !== true;
    case "FAMILY":
      return true;
  }
}

/** Under 18 on a day (reading H); null where the date of birth is not known, which rules nothing out. */
export function isChild(known: KnownFacts, personId: string, on: LocalDate): boolean | null {
  for (const member of known.members) {
    if (member.personId === personId) return member.dateOfBirth === null ? null : birthday(member.dateOfBirth, 18) > on;
  }
  return null;
}
