import { useMutation } from "@apollo/client/react";
import { CancelSignInDocument } from "./SignIn.generated.ts";
import type { StepProps } from "./steps.ts";

/** Back to the beginning, for somebody else or with another password. */
export function StartAgain({ onStep }: Pick<StepProps, "onStep">) {
  const [cancel] = useMutation(CancelSignInDocument);
  const startAgain = async () => {
    // Without a connection the step ends by itself, after a quarter of an hour.
    await cancel().catch(() => undefined);
    onStep("PASSWORD");
  };
  return (
    <p className="govuk-body">
      <button type="button" className="app-link-button" onClick={() => void startAgain()}>
        Start again
      </button>
    </p>
  );
}
