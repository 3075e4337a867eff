import { useMutation, useQuery } from "@apollo/client/react";
import { useEffect } from "react";
import type { AgencyKind } from "../../apollo/schema.generated.ts";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { AGENCY_KIND_NAMES } from "../../components/words.ts";
import { Button } from "../../govuk/Button.tsx";
import { ErrorSummary } from "../../govuk/ErrorSummary.tsx";
import { Input } from "../../govuk/Input.tsx";
import { Select } from "../../govuk/Select.tsx";
import { LinkSignIn } from "./LinkSignIn.tsx";
import { BecomeFirstAdministratorDocument, SignInLinkDocument } from "./Links.generated.ts";
import { NewPassword } from "./NewPassword.tsx";
import { LinkOver } from "./SetPasswordPage.tsx";
import type { StepProps } from "./steps.ts";
import { useLinkToken } from "./use-link-token.ts";

const KINDS = Object.entries(AGENCY_KIND_NAMES).map(([value, label]) => ({ value, label }));

function AdministratorForm({ token, onStep, onSignedIn, onRefused }: StepProps & { token: string }) {
  const [become] = useMutation(BecomeFirstAdministratorDocument);
  const { field, errors, busy, submit } = useServerForm({
    defaultValues: { name: "", email: "", agencyName: "", agencyKind: "WPEHS" as AgencyKind, password: "" },
  });
  useEffect(() => onRefused?.(errors.length > 0), [errors, onRefused]);
  return (
    <form
      noValidate
      onSubmit={submit(async (input) => {
        const { data } = await become({ variables: { input: { ...input, token } } });
        const outcome = data?.becomeFirstAdministrator;
        if (outcome?.next) onStep(outcome.next);
        if (outcome?.viewer) await onSignedIn(outcome.viewer.id);
        return outcome?.errors;
      })}
    >
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <p className="govuk-body">
        Nobody can sign in to this service yet. You become its first administrator: you add agencies and teams and invite the people who
        work there. You see no family.
      </p>
      <Input {...field("name")} label="Your name" autoComplete="name" spellCheck={false} width={30} />
      <Input
        {...field("email")}
        label="Your work email address"
        type="email"
        autoComplete="username"
        spellCheck={false}
        autoCapitalize="none"
        width={30}
      />
      <Input {...field("agencyName")} label="Who you work for" hint="The authority, as a rule" autoComplete="organization" width={30} />
      <Select {...field("agencyKind")} label="What kind of agency that is" options={KINDS} />
      <NewPassword field={field("password")} />
      <Button busy={busy}>Become the administrator</Button>
    </form>
  );
}

export function Component() {
  const token = useLinkToken();
  const query = useQuery(SignInLinkDocument, { variables: { token }, skip: token === "", fetchPolicy: "no-cache" });
  if (token === "") return <LinkOver />;
  return (
    <Loaded query={query} what="your link">
      {({ signInLink }) =>
        signInLink?.purpose === "FIRST_ADMINISTRATOR" ? (
          <LinkSignIn title="Become the first administrator">{(props) => <AdministratorForm token={token} {...props} />}</LinkSignIn>
        ) : (
          <LinkOver />
        )
      }
    </Loaded>
  );
}
