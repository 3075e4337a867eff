import type { FieldOf } from "../../apollo/use-server-form.ts";
import { PasswordInput } from "../../govuk/PasswordInput.tsx";

type NewPasswordProps = {
  field: FieldOf;
  /** Tells a password manager whose password it is. */
  email?: string | null | undefined;
};

/** Long rather than odd (NCSC): it is weighed by the server, which has the lists. */
export function NewPassword({ field, email }: NewPasswordProps) {
  return (
    <>
      {email && (
        <input
          className="app-hidden-account"
          type="text"
          name="username"
          autoComplete="username"
          value={email}
          readOnly
          tabIndex={-1}
          aria-hidden
        />
      )}
      <PasswordInput
        {...field}
        label="New password"
        hint="At least 12 characters. Three words that do not belong together are good, and easy to remember. Passwords that are known from break-ins elsewhere are refused."
        autoComplete="new-password"
      />
    </>
  );
}
