import type { ReactNode } from "react";
import { useState } from "react";
import { announceSignIn } from "../../apollo/session.ts";
import { PageTitle } from "../../components/PageTitle.tsx";
import { useViewer } from "../../components/ViewerProvider.tsx";
import { InsetText } from "../../govuk/InsetText.tsx";
import { SignInSteps } from "./SignInSteps.tsx";
import { STEP_TITLES, type Step } from "./steps.ts";

type LinkSignInProps = {
  title: string;
  /** The form that uses the link up; then come the steps that any sign-in has. */
  children: (props: { onStep: (step: Step) => void; onSignedIn: () => Promise<void>; onRefused: (refused: boolean) => void }) => ReactNode;
};

/** Begins with a link that was sent instead of with a password, and goes on as every sign-in does. */
export function LinkSignIn({ title, children }: LinkSignInProps) {
  const { viewer } = useViewer();
  const [step, setStep] = useState<Step | null>(null);
  const [refused, setRefused] = useState(false);
  // Loaded afresh: somebody else may have been signed in here, and nothing of theirs may stay.
  const onSignedIn = async () => {
    announceSignIn();
    window.location.assign("/");
  };
  const props = { onStep: setStep, onSignedIn, onRefused: setRefused };
  return (
    <div className="app-narrow">
      <PageTitle title={step === null ? title : STEP_TITLES[step]} error={refused} />
      {viewer !== null && step === null && (
        <InsetText>You are signed in here as {viewer.name}. Going on signs you out, and whoever the link is for in.</InsetText>
      )}
      {step === null ? children(props) : <SignInSteps step={step} {...props} />}
    </div>
  );
}
