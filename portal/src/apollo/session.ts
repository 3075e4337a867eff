import { createStore } from "./store.ts";

/** True from the moment the API says that nobody is signed in until someone signs in again. */
export const sessionExpired = createStore(false);

/** True while the API waits for the person to show again that it is they: by password, code, or their own provider. */
export const stepUpAsked = createStore(false);

/** Counts the times that somebody signed in, or proved anew who they are, in another tab of this browser. */
export const signedInElsewhere = createStore(0);

/** When the session was last used, in any tab of this browser (milliseconds of this device's clock). */
export const lastUsed = createStore(Date.now());

/** True while the last request got no answer at all. */
export const connectionLost = createStore(false);

let waiting: (() => void)[] = [];
let unproved: ((proved: boolean) => void)[] = [];
const tabs = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("session");

if (tabs !== null) {
  tabs.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (data === "used") lastUsed.set(Date.now());
    else if (data === "ended") sessionExpired.set(true);
    else if (data === "signed in") signedInElsewhere.set(signedInElsewhere.get() + 1);
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

/** Resolves with whether the person has shown again that it is they; what needs it waits here. */
export function provedAgain(): Promise<boolean> {
  stepUpAsked.set(true);
  return new Promise((resolve) => unproved.push(resolve));
}

/** Sends on what waited for proof, or lets it fail where the person would not. */
export function endStepUp(proved: boolean): void {
  stepUpAsked.set(false);
  const ended = unproved;
  unproved = [];
  for (const resolve of ended) resolve(proved);
}

/** Tells the other tabs that somebody has signed in here: theirs may go on, or be another's now. */
export function announceSignIn(): void {
  tabs?.postMessage("signed in");
}

/** Tells the other tabs that the person has signed out here. */
export function announceSignOut(): void {
  tabs?.postMessage("ended");
}
