import { createContext, useCallback, useContext, useEffect, useMemo } from "react";
import { useLocation } from "react-router";
import { createStore, useStore } from "../../apollo/store.ts";
import { PHONE, useMedia } from "../../components/use-media.ts";

export type Folds = {
  /** On a phone each part of the page is folded under its heading; elsewhere all of it is open. */
  folding: boolean;
  isOpen: (id: string) => boolean;
  set: (ids: readonly string[], open: boolean) => void;
};

export const FoldsContext = createContext<Folds>({ folding: false, isOpen: () => true, set: () => undefined });

export function useFolds(): Folds {
  return useContext(FoldsContext);
}

/** In the page's memory alone, so that who comes back from a form finds the part open that they left. */
const opened = createStore<ReadonlySet<string>>(new Set());

export function useFoldsOf(familyId: string): Folds {
  const folding = useMedia(PHONE);
  const open = useStore(opened);
  const set = useCallback(
    (ids: readonly string[], wanted: boolean) => {
      const next = new Set(opened.get());
      for (const id of ids) {
        if (wanted) next.add(`${familyId} ${id}`);
        else next.delete(`${familyId} ${id}`);
      }
      opened.set(next);
    },
    [familyId],
  );
  // An address such as "…#plan" or "…#evidence-ID" opens that part and what is folded in it, and leads there once the page
  // has been fetched, which the browser does too early. With the key in hand, since following a link again must lead there again.
  const { hash, key } = useLocation();
  useEffect(() => {
    if (key === "" || hash === "") return;
    const id = hash.slice(1);
    set([id.split("-")[0] ?? id], true);
    const target = document.getElementById(id);
    for (let fold = target?.closest("details"); fold; fold = fold.parentElement?.closest("details")) fold.open = true;
    target?.focus();
  }, [hash, key, set]);
  return useMemo(() => ({ folding, isOpen: (id) => !folding || open.has(`${familyId} ${id}`), set }), [folding, open, familyId, set]);
}
