import { useMutation, useQuery } from "@apollo/client/react";
import { useLocation } from "react-router";
import { FormattedInstant } from "../../components/FormattedDate.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { useSignOut } from "../../components/use-sign-out.ts";
import { useSignedIn } from "../../components/ViewerProvider.tsx";
import { ROLE_NAMES } from "../../components/words.ts";
import { Button } from "../../govuk/Button.tsx";
import { NotificationBanner } from "../../govuk/NotificationBanner.tsx";
import { SummaryList, type SummaryRow } from "../../govuk/SummaryList.tsx";
import { type Account_AccountFragment, AccountDocument, SignOutEverywhereDocument } from "./Account.generated.ts";

type Account = Account_AccountFragment;

/** Fewer than these, and it is time for new ones. */
const FEW_CODES = 4;

function rowsOf(account: Account): SummaryRow[] {
  const rows: SummaryRow[] = [
    { key: "Email address", value: <span className="app-written">{account.email}</span> },
    {
      key: "Password",
      value: account.hasPassword ? "Set" : "None: you sign in with your organisation’s account",
      // Those of a demonstration keep the one that everybody knows.
      ...(account.demonstration
        ? {}
        : {
            actions: [
              {
                text: account.hasPassword ? "Change" : "Choose one",
                hiddenText: account.hasPassword ? "password" : "as a password",
                to: "/account/password",
              },
            ],
          }),
    },
  ];
  if (account.providers.length > 0) rows.push({ key: "Organisation’s account", value: account.providers.join(", ") });
  if (!account.asksForCode) return rows;
  rows.push({
    key: "Authenticator app",
    value:
      account.codeSetUpAt === null ? (
        "Not set up"
      ) : (
        <>
          Set up <FormattedInstant instant={account.codeSetUpAt} />
        </>
      ),
    actions: [{ text: account.codeSetUpAt === null ? "Set up" : "Change", hiddenText: "authenticator app", to: "/account/authenticator" }],
  });
  if (account.codeSetUpAt !== null) {
    const left = account.recoveryCodesLeft;
    rows.push({
      key: "Recovery codes",
      value: `${left} left${left < FEW_CODES ? ". Make new ones before you need them" : ""}`,
      actions: [{ text: "Make new ones", hiddenText: "in place of your recovery codes", to: "/account/recovery-codes" }],
    });
  }
  return rows;
}

function Everywhere() {
  const [signOutEverywhere] = useMutation(SignOutEverywhereDocument);
  const signOut = useSignOut(async () => void (await signOutEverywhere()));
  return (
    <>
      <h2 className="govuk-heading-m">Sign out everywhere</h2>
      <p className="govuk-body">
        If you left yourself signed in on another computer, or think that somebody else is signed in as you, end every session at once. Then
        change your password.
      </p>
      <Button type="button" variant="secondary" onClick={() => void signOut()}>
        Sign out on all devices
      </Button>
    </>
  );
}

/** How one gets in, and what one may do about it. */
export function Component() {
  const { name, role, agency } = useSignedIn();
  const query = useQuery(AccountDocument);
  const { state } = useLocation() as { state: { done?: string } | null };
  return (
    <div className="app-narrow">
      {state?.done && <NotificationBanner success heading={state.done} />}
      <PageTitle title="Your account" />
      <p className="govuk-body">
        {name}, {ROLE_NAMES[role].toLowerCase()} at {agency.name}. Your administrator can change these.
      </p>
      <Loaded query={query} what="your account">
        {({ account }) => <SummaryList rows={rowsOf(account)} />}
      </Loaded>
      <Everywhere />
    </div>
  );
}
