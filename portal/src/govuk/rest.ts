import { type RefObject, useRef, useState } from "react";
import { flushSync } from "react-dom";

type Rest<Item> = {
  /** How many are still hidden; none once the button was pressed. */
  more: number;
  /** Spread onto each item: hides the later ones on the screen, and on the screen only, since a printed page has them all. */
  itemProps: (index: number) => { className?: string; ref?: RefObject<Item | null>; tabIndex?: number };
  showAll: () => void;
};

/** The first few of a long list, and a button for the rest. */
export function useRest<Item extends HTMLElement>(count: number, first: number | undefined): Rest<Item> {
  const [all, setAll] = useState(false);
  const next = useRef<Item>(null);
  const shown = all || first === undefined ? count : Math.min(first, count);
  return {
    more: count - shown,
    itemProps: (index) => ({
      ...(index >= shown && { className: "app-later" }),
      ...(index === first && { ref: next, tabIndex: -1 }),
    }),
    // The button goes; whoever pressed it reads on from the first that it brought.
    showAll: () => {
      flushSync(() => setAll(true));
      next.current?.focus();
    },
  };
}
