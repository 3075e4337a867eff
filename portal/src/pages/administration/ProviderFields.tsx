import type { ServerForm } from "../../apollo/use-server-form.ts";
import { Radios } from "../../govuk/Choices.tsx";
import { Details } from "../../govuk/Details.tsx";
import { Input } from "../../govuk/Input.tsx";
import { Select } from "../../govuk/Select.tsx";
import { Textarea } from "../../govuk/Textarea.tsx";
import type { ProviderValues } from "./provider-form.ts";

type ProviderFieldsProps = {
  field: ServerForm<ProviderValues>["field"];
  agencies: readonly { id: string; name: string }[];
};

/** In the order in which the agency's technician can answer. */
export function ProviderFields({ field, agencies }: ProviderFieldsProps) {
  const callback = `${window.location.origin}/sign-in/callback`;
  return (
    <>
      <Details summary="What to tell the agency’s technician">
        <p>Register this service as a confidential web client for the authorisation code flow with PKCE, with this redirect address:</p>
        <p>
          <span className="app-secret">{callback}</span>
        </p>
        <p>
          They give you the issuer, a client ID and a client secret. The secret goes into a setting of this service, by whoever runs it, and
          never into this page.
        </p>
      </Details>
      <Select
        {...field("agencyId")}
        label="Whose people sign in with it?"
        hint="It lets in nobody of another agency"
        emptyLabel="Choose an agency"
        options={agencies.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Input {...field("name")} label="Name" hint="Its button says “Sign in with …”" width={20} />
      <Input {...field("issuer")} label="Issuer" hint="Begins with https://" spellCheck={false} autoCapitalize="none" />
      <Input {...field("clientId")} label="Client ID" spellCheck={false} autoCapitalize="none" />
      <Input
        {...field("secretName")}
        label="Setting that holds the client secret"
        prefix="OIDC_SECRET_"
        hint="Capitals, digits and _"
        spellCheck={false}
        autoCapitalize="characters"
        width={20}
      />
      <Radios
        {...field("checksSecondFactor")}
        legend="Does it ask for a second factor itself?"
        legendSize="s"
        options={[
          { value: "yes", label: "Yes, so this service need not" },
          { value: "no", label: "No, so this service asks for a code too" },
        ]}
      />
      <Textarea
        {...field("requiredClaims")}
        label="Claims that a person must have (optional)"
        hint="One on each line, like organisation.urn = 100200. Needed where several organisations share the provider."
        rows={3}
        spellCheck={false}
      />
      <Input {...field("scope")} label="Scope" spellCheck={false} autoCapitalize="none" width={30} />
      <Input
        {...field("subjectClaim")}
        label="Claim that names the person, and never changes"
        spellCheck={false}
        autoCapitalize="none"
        width={20}
      />
      <Input {...field("emailClaim")} label="Claim that holds the email address" spellCheck={false} autoCapitalize="none" width={20} />
      <Input
        {...field("verifiedClaim")}
        label="Claim that says the address is verified (optional)"
        hint="Leave this empty only where all addresses are the agency’s own"
        spellCheck={false}
        autoCapitalize="none"
        width={20}
      />
      <Radios
        {...field("enabled")}
        legend="Can people sign in with it now?"
        legendSize="s"
        inline
        options={[
          { value: "yes", label: "Yes" },
          { value: "no", label: "No" },
        ]}
      />
    </>
  );
}
