import { useEffect, useState } from "react";
import { Button, ButtonGroup } from "./Button.tsx";
import { Dialog } from "./Dialog.tsx";

type TimeoutWarningProps = {
  /** When the session ends, by this device's clock in milliseconds. */
  expiresAt: number;
  warnSeconds?: number | undefined;
  /** It ends however much it is used, so that going on takes signing in again. */
  final?: boolean | undefined;
  onStay: () => void;
  onSignOut: () => void;
  onExpired: () => void;
};

/** Aloud at two minutes, at one, and then every quarter of a minute: not each second. */
function inWords(seconds: number): string {
  if (seconds > 60) return "2 minutes";
  if (seconds > 45) return "1 minute";
  return `${Math.max(15, Math.ceil(seconds / 15) * 15)} seconds`;
}

/** Two minutes before the session ends, asks whether to go on (WCAG 2.2.1). */
export function TimeoutWarning({ expiresAt, warnSeconds = 120, final = false, onStay, onSignOut, onExpired }: TimeoutWarningProps) {
  const [now, setNow] = useState(() => Date.now());
  const secondsLeft = Math.ceil((expiresAt - now) / 1000);
  useEffect(() => {
    // A laptop that slept wakes with a late tick, and finds at once that its time is over.
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    if (secondsLeft <= 0) onExpired();
  }, [secondsLeft, onExpired]);

  if (secondsLeft > warnSeconds || secondsLeft <= 0) return null;
  return (
    <Dialog title="You’re about to be signed out" onCancel={onStay}>
      <p className="govuk-body" role="timer" aria-live="polite">
        For the families’ sake, we will sign you out in {inWords(secondsLeft)}.
      </p>
      <p className="govuk-body">What you have typed on this page stays here while the page is open.</p>
      <ButtonGroup>
        <Button type="button" onClick={onStay}>
          {final ? "Sign in again now" : "Stay signed in"}
        </Button>
        <Button type="button" variant="secondary" onClick={onSignOut}>
          Sign out now
        </Button>
      </ButtonGroup>
    </Dialog>
  );
}
