import { useEffect } from "react";
import { useLocation } from "react-router";

/**
 * An address such as "…#plan" leads to that part once the page has been fetched, which the browser does too early. What
 * is folded away is opened on the way.
 */
export function useScrollToSection(): void {
  const { hash, key } = useLocation();
  useEffect(() => {
    // With the key in hand, since following the same link again must lead there again.
    const target = key === "" ? null : document.getElementById(hash.slice(1));
    for (let fold = target?.closest("details"); fold; fold = fold.parentElement?.closest("details")) fold.open = true;
    target?.focus();
  }, [hash, key]);
}
