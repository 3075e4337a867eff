/** Where somebody stands on the way in. */
export type Step = "PASSWORD" | "ENTER_CODE" | "SET_UP_CODE" | "RECOVERY_CODES";

export const STEP_TITLES: Readonly<Record<Step, string>> = {
  PASSWORD: "Sign in",
  ENTER_CODE: "Enter your code",
  SET_UP_CODE: "Set up an authenticator app",
  RECOVERY_CODES: "Keep your recovery codes",
};

/** What every step is given. */
export type StepProps = {
  /** Told whose session it is now. */
  onSignedIn: (viewerId: string) => Promise<void>;
  onStep: (step: Step) => void;
  onRefused?: ((refused: boolean) => void) | undefined;
};
