import type { CafClosingInput } from "../../apollo/schema.generated.ts";

/** A question's name as one step of a path into the form, and back. */
export const closedKey = (place: string): string => place.replaceAll(".", "/");
export const placeOfKey = (key: string): string => key.replaceAll("/", ".");

/** Of whom a question of this CAF is closed, with the reason, by the question's name as a step of a path. */
export type ClosedMarks = Record<string, { memberKeys: string[]; reason: string }>;

/** A question of this CAF as the family's record names it: by the person, where they are on record. */
export function closedPlace(place: string, members: readonly { key: string; personId: string }[]): string | null {
  const [list = "", key, ...rest] = place.split(".");
  if (key === undefined) return list;
  const personId = members.find((member) => member.key === key)?.personId;
  return personId ? [list, personId, ...rest].join(".") : null;
}

/** Whose boxes are ticked; a lone box gives no list. */
export const keysOf = (mark: { memberKeys: unknown } | undefined): string[] =>
  [mark?.memberKeys].flat().filter((key): key is string => typeof key === "string");

/** What was marked of somebody, or of an action, that was taken out goes with them. */
export function closedToContent(
  form: { closed: ClosedMarks; plan: readonly { key: string }[] },
  members: readonly string[],
): CafClosingInput[] {
  return Object.entries(form.closed).flatMap(([key, mark]) => {
    const [, about] = key.split("/");
    const gone = about !== undefined && !members.includes(about) && !form.plan.some((item) => item.key === about);
    const memberKeys = keysOf(mark).filter((each) => members.includes(each));
    return gone || memberKeys.length === 0 ? [] : [{ place: placeOfKey(key), memberKeys, reason: mark.reason.trim() || null }];
  });
}
