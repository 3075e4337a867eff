import { createStore } from "../apollo/store.ts";

type SearchMemory = { remembered: (viewerId: string) => string; remember: (viewerId: string, text: string) => void };

/**
 * What was searched for in a list of people, so that coming back to it finds the same. It lives in the page's memory
 * alone: addresses and the browser's history are kept, and would keep people's names. Whoever signs in next starts anew.
 */
export function createSearchMemory(): SearchMemory {
  const kept = createStore<{ viewerId: string; text: string }>({ viewerId: "", text: "" });
  return {
    remembered: (viewerId) => {
      const { viewerId: whose, text } = kept.get();
      return whose === viewerId ? text : "";
    },
    remember: (viewerId, text) => kept.set({ viewerId, text }),
  };
}
