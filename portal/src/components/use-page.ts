import { useEffect, useRef } from "react";
import { useLocation } from "react-router";
import { SERVICE_NAME } from "./words.ts";

/**
 * Names the page in the browser's tab, and on arriving from another page moves the focus to its heading,
 * so that a screen reader says where one is. The first load keeps the browser's own start.
 */
export function usePage(title: string, { error = false }: { error?: boolean } = {}): void {
  const { key, pathname } = useLocation();
  useEffect(() => {
    document.title = `${error ? "Error: " : ""}${title} – ${SERVICE_NAME}`;
  }, [title, error]);
  const arrived = useRef<string | null>(null);
  useEffect(() => {
    if (arrived.current === pathname) return;
    arrived.current = pathname;
    if (key === "default") return;
    // A banner that answers what was just done has the focus already.
    if (document.activeElement?.getAttribute("role") === "alert") return;
    const heading = document.querySelector<HTMLElement>("main h1");
    if (heading === null) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }, [pathname, key]);
}
