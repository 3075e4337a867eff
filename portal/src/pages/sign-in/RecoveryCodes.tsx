import { PrintButton } from "../../components/PrintButton.tsx";
import { Button, ButtonGroup } from "../../govuk/Button.tsx";
import { WarningText } from "../../govuk/WarningText.tsx";

/** Shown once: the service keeps digests of them, and could not show them again. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  return (
    <>
      <p className="govuk-body">
        If you lose your phone, one of these codes lets you in without it. Each works once. Print them, or copy them into a password
        manager, and do not keep them with your phone.
      </p>
      <ul className="app-codes" aria-label="Recovery codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <WarningText>We show them this once. Without them and without your app, only your administrator can let you in again.</WarningText>
      <ButtonGroup>
        <Button type="button" onClick={onKept}>
          I have kept them
        </Button>
        <PrintButton />
      </ButtonGroup>
    </>
  );
}
