import type { LocalDate } from "../../shared/local-date.ts";
import { holdsOn, type Need } from "./entry-measures.rules.ts";

/** The need that holds on a day, of one person where one is named (undefined: the family as one; null: whoever's). */
export function needOn(needs: readonly Need[], on: LocalDate, personId: string | undefined | null): Need | null {
  for (const need of needs) if ((personId === null || need.personId === personId) && holdsOn(need, on)) return need;
  return null;
}

/** The first day of an unbroken stretch of need, up to and with one that holds now. */
export function beginning(needs: readonly Need[], now: Need, personId: string | undefined | null): LocalDate {
  let start = now.from;
  for (let moved = true; moved; ) {
    moved = false;
    for (const need of needs) {
      if (need.from < start && (need.until === null || need.until >= start) && (personId === null || need.personId === personId)) {
        start = need.from;
        moved = true;
      }
    }
  }
  return start;
}

/** The ids of all the evidence that some needs rest on, each once. */
export function evidenceOf(needs: readonly Need[], more: readonly string[] = []): readonly string[] {
  const [only] = needs;
  if (needs.length === 1 && only && more.length === 0) return only.evidenceIds;
  const ids: string[] = [];
  const add = (id: string): void => {
    if (!ids.includes(id)) ids.push(id);
  };
  for (const need of needs) need.evidenceIds.forEach(add);
  more.forEach(add);
  return ids;
}

/** Whose needs they are, in order: the family as one first. */
export function personsOf(needs: readonly Need[]): readonly (string | undefined)[] {
  const persons: (string | undefined)[] = [];
  for (const { personId } of needs) if (!persons.includes(personId)) persons.push(personId);
  return persons.length < 2 ? persons : persons.sort((a, b) => (a === undefined ? -1 : b === undefined ? 1 : a < b ? -1 : a > b ? 1 : 0));
}
