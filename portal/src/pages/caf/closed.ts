import type { CafClosingInput } from "../../apollo/schema.generated.ts";
import type { CafForm } from "./form.ts";

/** A question's name as one step of a path into the form, and back. */
export const closedKey = (place: string): string => place.replaceAll(".", "/");
export const placeOfKey = (key: string): string => key.replaceAll("/", ".");

/** Whose boxes are ticked; a lone box gives no list. */
export const keysOf = (mark: { memberKeys: unknown } | undefined): string[] =>
  [mark?.memberKeys].flat().filter((key): key is string => typeof key === "string");

/** What was marked of somebody, or of an action, that was taken out goes with them. */
export function closedToContent(form: Pick<CafForm, "closed" | "plan">, members: readonly string[]): CafClosingInput[] {
  return Object.entries(form.closed).flatMap(([key, mark]) => {
    const [, about] = key.split("/");
    const gone = about !== undefined && !members.includes(about) && !form.plan.some((item) => item.key === about);
    const memberKeys = keysOf(mark).filter((each) => members.includes(each));
    return gone || memberKeys.length === 0 ? [] : [{ place: placeOfKey(key), memberKeys, reason: mark.reason.trim() || null }];
  });
}
