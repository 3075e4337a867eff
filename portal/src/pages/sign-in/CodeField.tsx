import type { FieldOf } from "../../apollo/use-server-form.ts";
import { Input } from "../../govuk/Input.tsx";

type CodeFieldProps = {
  field: FieldOf;
  /** The app cannot be used, and a recovery code stands in for it. */
  lost?: boolean | undefined;
};

/** A phone offers digits for the app's code, and letters for a recovery code. */
export function CodeField({ field, lost = false }: CodeFieldProps) {
  if (lost) {
    return (
      <Input
        {...field}
        label="Recovery code"
        hint="One of the codes that you kept when you set up your app, like hk3m-x7ta-p2qd-9vwz. Each works once."
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        width={20}
      />
    );
  }
  return (
    <Input
      {...field}
      label="Code"
      hint="The six digits that your authenticator app shows now"
      inputMode="numeric"
      autoComplete="one-time-code"
      spellCheck={false}
      width={10}
      className="govuk-input--extra-letter-spacing"
    />
  );
}
