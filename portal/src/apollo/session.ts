import { createStore } from "./store.ts";

/** True from the moment the API says that nobody is signed in until someone signs in again. */
export const sessionExpired = createStore(false);

/** When the session was last used, in any tab of this browser (milliseconds of this device's clock). */
export const lastUsed = createStore(Date.now());

/** True while the last request got no answer at all. */
export const connectionLost = createStore(false);

let waiting: (() => void)[] = [];
const tabs = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("session");

if (tabs !== null) {
  tabs.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (data === "used") lastUsed.set(Date.now());
    else if (data === "ended") sessionExpired.set(true);
  };
}

/** An answer to a signed-in request: the session's time starts again, in every tab. */
export function markUsed(): void {
  lastUsed.set(Date.now());
  tabs?.postMessage("used");
}

/** Resolves once the same person has signed in again; requests wait here instead of failing. */
export function signedInAgain(): Promise<void> {
  sessionExpired.set(true);
  return new Promise((resolve) => waiting.push(resolve));
}

/** Sends on what waited. Only for the same person: for another the page is loaded afresh. */
export function resumeSession(): void {
  markUsed();
  sessionExpired.set(false);
  const resumed = waiting;
  waiting = [];
  for (const resume of resumed) resume();
}

/** Tells the other tabs that the person has signed out here. */
export function announceSignOut(): void {
  tabs?.postMessage("ended");
}
