import { useEffect } from "react";
import { useLocation } from "react-router";

/** An address such as "…#plan" leads to that part once the page has been fetched, which the browser does too early. */
export function useScrollToSection(): void {
  const { hash } = useLocation();
  useEffect(() => {
    document.getElementById(hash.slice(1))?.focus();
  }, [hash]);
}
