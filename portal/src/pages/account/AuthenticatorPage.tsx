import { useApolloClient } from "@apollo/client/react";
import { useState } from "react";
import { useNavigate } from "react-router";
import { PageTitle } from "../../components/PageTitle.tsx";
import { BackLink } from "../../govuk/BackLink.tsx";
import { RecoveryCodes } from "../sign-in/RecoveryCodes.tsx";
import { SetUpCode } from "../sign-in/SetUpCode.tsx";
import { STEP_TITLES } from "../sign-in/steps.ts";
import { AccountDocument } from "./Account.generated.ts";

/** Another app in place of the one before, which stays good until the new one has shown its first code. */
export function Component() {
  const navigate = useNavigate();
  const client = useApolloClient();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [refused, setRefused] = useState(false);
  const done = async () => {
    await client.refetchQueries({ include: [AccountDocument] });
    await navigate("/account", { state: { done: "Your authenticator app is set up" } });
  };
  return (
    <>
      {codes === null && <BackLink to="/account">Back to your account</BackLink>}
      <div className="app-narrow">
        <PageTitle title={STEP_TITLES[codes === null ? "SET_UP_CODE" : "RECOVERY_CODES"]} error={refused} />
        {codes === null ? (
          <SetUpCode onRefused={setRefused} onSetUp={(made) => setCodes(made)} />
        ) : (
          <RecoveryCodes codes={codes} onKept={() => void done()} />
        )}
      </div>
    </>
  );
}
