import { createStore } from "../../apollo/store.ts";

/**
 * What a form's work changed, for the page it leads back to. It lives in the page's memory alone: the browser's history
 * is written to disk, and would keep what a family's needs are.
 */
const told = createStore<{ key: string; changes: readonly string[] }>({ key: "", changes: [] });

/** Keeps it, and gives the key under which the next page finds it. */
export function tell(changes: readonly string[]): string {
  const key = crypto.randomUUID();
  told.set({ key, changes });
  return key;
}

export function toldUnder(key: unknown): readonly string[] {
  const { key: last, changes } = told.get();
  return key === last ? changes : [];
}
