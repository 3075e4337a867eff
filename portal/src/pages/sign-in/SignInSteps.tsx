import { useState } from "react";
import { CodeForm } from "./CodeForm.tsx";
import { RecoveryCodes } from "./RecoveryCodes.tsx";
import { SetUpCode } from "./SetUpCode.tsx";
import { SignInForm } from "./SignInForm.tsx";
import { StartAgain } from "./StartAgain.tsx";
import type { Step, StepProps } from "./steps.ts";

type SignInStepsProps = StepProps & { step: Step; email?: string | undefined; forgotten?: boolean | undefined };

/** Each step of the way in, one at a time: on a page of its own, and over a page whose session ran out. */
export function SignInSteps({ step, email, forgotten, ...props }: SignInStepsProps) {
  const [setUp, setSetUp] = useState<{ codes: readonly string[]; viewerId: string | null }>({ codes: [], viewerId: null });
  const { onSignedIn, onStep, onRefused } = props;
  switch (step) {
    case "PASSWORD":
      return <SignInForm {...props} email={email} forgotten={forgotten} />;
    case "ENTER_CODE":
      return <CodeForm {...props} />;
    case "SET_UP_CODE":
      return (
        <>
          <SetUpCode
            onRefused={onRefused}
            onSetUp={(codes, viewerId) => {
              setSetUp({ codes, viewerId });
              onStep("RECOVERY_CODES");
            }}
          />
          <StartAgain onStep={onStep} />
        </>
      );
    case "RECOVERY_CODES":
      return <RecoveryCodes codes={setUp.codes} onKept={() => void (setUp.viewerId && onSignedIn(setUp.viewerId))} />;
  }
}
