import { useSearchParams } from "react-router";

type ListAddress = {
  /** Where in the list this page begins; null: at its start. */
  after: string | null;
  /** The address of the page of this list that begins after a cursor, or of its first. */
  pageAfter: (cursor: string | null) => string;
  /** Begins the same list anew, since another search finds others; parameters that no longer fit are let go with the place. */
  restart: (...letGo: string[]) => void;
};

/** A list's place and filters stand in its address, so that a page of it can be sent to a colleague. */
export function useListAddress(): ListAddress {
  const [params, setParams] = useSearchParams();
  const without = (names: readonly string[], from: URLSearchParams) => {
    const next = new URLSearchParams(from);
    for (const name of names) next.delete(name);
    return next;
  };
  return {
    after: params.get("after"),
    pageAfter: (cursor) => {
      const next = without(["after"], params);
      if (cursor !== null) next.set("after", cursor);
      return `?${next}`;
    },
    restart: (...letGo) => setParams((before) => without(["after", ...letGo], before), { replace: true, preventScrollReset: true }),
  };
}
