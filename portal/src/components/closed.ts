import { createContext, useContext } from "react";

/** One thing that is not to be shown to one member, under the name that the API gives it. */
export type ClosedPlace = { place: string; name: string };

/** What on this page is not to be shown to whom: each name once, under each place. */
export type Closed = ReadonlyMap<string, readonly string[]>;

export function closedOf(places: readonly ClosedPlace[]): Closed {
  const closed = new Map<string, string[]>();
  for (const { place, name } of places) {
    const names = closed.get(place) ?? [];
    if (!names.includes(name)) closed.set(place, [...names, name]);
  }
  return closed;
}

/** What is closed, member by member, in the order in which each is first named. */
export function byMember<Closed extends { personId: string; name: string }>(
  closed: readonly Closed[],
): readonly { personId: string; name: string; places: readonly Closed[] }[] {
  const people = [...new Map(closed.map(({ personId, name }) => [personId, name]))];
  return people.map(([personId, name]) => ({ personId, name, places: closed.filter((each) => each.personId === personId) }));
}

export const ClosedContext = createContext<Closed>(new Map());

/** To whom something on this page is closed; with several places, to whom any of them is. */
export function useClosedTo(places: (place: string) => boolean): readonly string[] {
  const closed = useContext(ClosedContext);
  return [...new Set([...closed].flatMap(([place, names]) => (places(place) ? names : [])))];
}

/** An answer under one criterion, whoever gave it. */
export const answersUnder = (criterion: string) => (place: string) => place.startsWith("answers.") && place.endsWith(`.${criterion}`);
