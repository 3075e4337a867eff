import { useLocation } from "react-router";
import { NotificationBanner } from "../govuk/NotificationBanner.tsx";

/** What the form before this page has done; it travels in the history's state and never names anybody. */
export function DoneBanner() {
  const state: unknown = useLocation().state;
  const done = typeof state === "object" && state !== null && "done" in state ? state.done : null;
  return typeof done === "string" ? <NotificationBanner success heading={done} /> : null;
}
