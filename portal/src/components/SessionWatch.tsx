import type { ApolloClient } from "@apollo/client";
import { useApolloClient } from "@apollo/client/react";
import { useCallback, useEffect, useState } from "react";
import { announceSignIn, lastUsed, resumeSession, sessionExpired, signedInElsewhere } from "../apollo/session.ts";
import { useStore } from "../apollo/store.ts";
import { Dialog } from "../govuk/Dialog.tsx";
import { TimeoutWarning } from "../govuk/TimeoutWarning.tsx";
import { Providers } from "../pages/sign-in/Providers.tsx";
import { SignInSteps } from "../pages/sign-in/SignInSteps.tsx";
import type { Step } from "../pages/sign-in/steps.ts";
import { useSignOut } from "./use-sign-out.ts";
import { ViewerDocument } from "./Viewer.generated.ts";
import { useViewer, type Viewer } from "./ViewerProvider.tsx";

/** Past the cache: there, "nobody" would take the page away together with what was typed on it. */
const askWho = async (client: ApolloClient) => (await client.query({ query: ViewerDocument, fetchPolicy: "no-cache" })).data;

/** Goes on in the session that there is now. Someone else must not see, let alone send, what this person had typed. */
async function goOn(client: ApolloClient, viewer: Viewer): Promise<void> {
  const now = await askWho(client);
  if (!now?.viewer) return;
  if (now.viewer.id !== viewer.id) return window.location.assign("/");
  // A new session ends later than the old one, which would go on warning.
  client.cache.writeQuery({ query: ViewerDocument, data: now });
  resumeSession();
}

/** Over the page, which stays as it was left, until its own person has signed in again. */
function SignInAgain({ viewer }: { viewer: Viewer }) {
  const [step, setStep] = useState<Step>("PASSWORD");
  const { service } = useViewer();
  const client = useApolloClient();
  return (
    <Dialog title="Sign in again to go on" covering>
      {step === "PASSWORD" && (
        <p className="govuk-body">
          You were signed out because nothing happened for a while, or because you signed in {service.sessionHours} hours ago. Sign in as{" "}
          {viewer.name} and you will find this page just as you left it.
        </p>
      )}
      <SignInSteps
        step={step}
        onStep={setStep}
        onSignedIn={async () => {
          announceSignIn();
          await goOn(client, viewer);
        }}
      />
      {step === "PASSWORD" && <Providers to="/signed-in" apart />}
    </Dialog>
  );
}

/** Warns before the session ends; once it has, covers the page, keeps it, and lets the same person go on. */
export function SessionWatch() {
  const { viewer, service } = useViewer();
  const client = useApolloClient();
  const used = useStore(lastUsed);
  const expired = useStore(sessionExpired);
  const elsewhere = useStore(signedInElsewhere);
  const signOut = useSignOut();
  const expire = useCallback(() => sessionExpired.set(true), []);
  useEffect(() => {
    if (elsewhere === 0 || viewer === null) return;
    void goOn(client, viewer).catch(() => undefined);
  }, [elsewhere, client, viewer]);
  if (viewer === null) return null;

  if (expired) return <SignInAgain viewer={viewer} />;
  const stay = async () => {
    if (!(await askWho(client))?.viewer) expire();
  };
  const idleAt = used + service.idleMinutes * 60_000;
  const endsAt = viewer.sessionEndsAt === null ? idleAt : Date.parse(viewer.sessionEndsAt);
  return (
    <TimeoutWarning
      expiresAt={Math.min(idleAt, endsAt)}
      final={endsAt < idleAt}
      onStay={endsAt < idleAt ? expire : () => void stay().catch(() => undefined)}
      onSignOut={() => void signOut()}
      onExpired={expire}
    />
  );
}
