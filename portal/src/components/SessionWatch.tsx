import { useApolloClient } from "@apollo/client/react";
import { useCallback } from "react";
import { lastUsed, resumeSession, sessionExpired } from "../apollo/session.ts";
import { useStore } from "../apollo/store.ts";
import { Dialog } from "../govuk/Dialog.tsx";
import { TimeoutWarning } from "../govuk/TimeoutWarning.tsx";
import { SignInForm } from "../pages/sign-in/SignInForm.tsx";
import { useSignOut } from "./use-sign-out.ts";
import { ViewerDocument } from "./Viewer.generated.ts";
import { useViewer } from "./ViewerProvider.tsx";

/** Warns before the session ends; once it has, covers the page, keeps it, and lets the same person go on. */
export function SessionWatch() {
  const { viewer, service } = useViewer();
  const client = useApolloClient();
  const used = useStore(lastUsed);
  const expired = useStore(sessionExpired);
  const signOut = useSignOut();
  const expire = useCallback(() => sessionExpired.set(true), []);
  // Past the cache: there, "nobody" would take the page away together with what was typed on it.
  const stay = async () => {
    const { data } = await client.query({ query: ViewerDocument, fetchPolicy: "no-cache" });
    if (!data?.viewer) expire();
  };
  if (viewer === null) return null;

  if (expired) {
    return (
      <Dialog title="Sign in again to go on" covering>
        <p className="govuk-body">
          You were signed out because nothing happened for a while. Sign in as {viewer.name} and you will find this page just as you left
          it.
        </p>
        <SignInForm
          onSignedIn={async (viewerId) => {
            // Someone else must not see, let alone send, what this person had typed.
            if (viewerId === viewer.id) resumeSession();
            else window.location.assign("/");
          }}
        />
      </Dialog>
    );
  }
  return (
    <TimeoutWarning
      expiresAt={used + service.idleMinutes * 60_000}
      onStay={() => void stay().catch(() => undefined)}
      onSignOut={() => void signOut()}
      onExpired={expire}
    />
  );
}
