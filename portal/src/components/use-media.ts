import { useSyncExternalStore } from "react";

/** Narrower than this, things stand below one another and fold; printed pages never are. */
export const PHONE = "screen and (max-width: 40em)";

/** Whether the screen is as the media query says, also after it has been turned or made wider. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = window.matchMedia(query);
      list.addEventListener("change", changed);
      return () => list.removeEventListener("change", changed);
    },
    () => window.matchMedia(query).matches,
  );
}
