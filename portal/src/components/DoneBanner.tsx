import type { ReactNode } from "react";
import { useLocation } from "react-router";
import { NotificationBanner } from "../govuk/NotificationBanner.tsx";

/** What the form before this page has done; it travels in the history's state and never names anybody. */
export function DoneBanner({ children }: { children?: ReactNode }) {
  const state: unknown = useLocation().state;
  const done = typeof state === "object" && state !== null && "done" in state ? state.done : null;
  if (typeof done !== "string") return null;
  return (
    <NotificationBanner success heading={done}>
      {children}
    </NotificationBanner>
  );
}
