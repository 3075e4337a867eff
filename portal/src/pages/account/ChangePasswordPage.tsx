import { useMutation, useQuery } from "@apollo/client/react";
import { useNavigate } from "react-router";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { BackLink } from "../../govuk/BackLink.tsx";
import { Button } from "../../govuk/Button.tsx";
import { ErrorSummary } from "../../govuk/ErrorSummary.tsx";
import { NewPassword } from "../sign-in/NewPassword.tsx";
import { type Account_AccountFragment, AccountDocument, ChangePasswordDocument } from "./Account.generated.ts";

function ChangePassword({ account }: { account: Account_AccountFragment }) {
  const navigate = useNavigate();
  const [change] = useMutation(ChangePasswordDocument);
  const { form, field, errors, busy, submit } = useServerForm({ defaultValues: { password: "" } });
  return (
    <div className="app-narrow">
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <PageTitle title={account.hasPassword ? "Change your password" : "Choose a password"} error={errors.length > 0} />
      <form
        noValidate
        onSubmit={submit(async (input) => {
          const { data } = await change({ variables: { input }, refetchQueries: [AccountDocument] });
          form.setValue("password", "");
          if (data?.changePassword.account) await navigate("/account", { state: { done: "Your password is changed" } });
          return data?.changePassword.errors;
        })}
      >
        <p className="govuk-body">You stay signed in here, and are signed out everywhere else.</p>
        <NewPassword field={field("password")} email={account.email} />
        <Button busy={busy}>Save my password</Button>
      </form>
    </div>
  );
}

export function Component() {
  const query = useQuery(AccountDocument);
  return (
    <>
      <BackLink to="/account">Back to your account</BackLink>
      <Loaded query={query} what="your account">
        {({ account }) => <ChangePassword account={account} />}
      </Loaded>
    </>
  );
}
