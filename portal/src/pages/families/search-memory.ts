import { createStore } from "../../apollo/store.ts";

/**
 * What was searched for, so that coming back from a family finds the same list. It lives in the page's memory alone:
 * addresses and the browser's history are kept, and would keep people's names. Whoever signs in next starts anew.
 */
const remembered = createStore<{ viewerId: string; text: string }>({ viewerId: "", text: "" });

export function rememberedSearch(viewerId: string): string {
  const { viewerId: whose, text } = remembered.get();
  return whose === viewerId ? text : "";
}

export function rememberSearch(viewerId: string, text: string): void {
  remembered.set({ viewerId, text });
}
