import { useEffect, useState } from "react";

/**
 * What stands after the # of a link that was sent. It is taken out of the address at once, so that it stays neither on
 * the screen nor in the browser's history; it was never sent to anyone on the way here.
 */
export function useLinkToken(): string {
  const [token] = useState(() => window.location.hash.slice(1));
  useEffect(() => {
    if (window.location.hash !== "") window.history.replaceState(window.history.state, "", window.location.pathname);
  }, []);
  return token;
}
