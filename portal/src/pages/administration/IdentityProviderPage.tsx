import { useMutation, useQuery } from "@apollo/client/react";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { useServerForm } from "../../apollo/use-server-form.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { RequirePermission } from "../../components/RequirePermission.tsx";
import { BackLink } from "../../govuk/BackLink.tsx";
import { Button } from "../../govuk/Button.tsx";
import { ErrorSummary } from "../../govuk/ErrorSummary.tsx";
import { Select } from "../../govuk/Select.tsx";
import { NotFound } from "../static/NotFound.tsx";
import {
  AddIdentityProviderDocument,
  ChangeIdentityProviderDocument,
  type IdentityProvider_ProviderFragment,
  IdentityProvidersDocument,
  type IdentityProvidersQuery,
} from "./IdentityProviders.generated.ts";
import { ProviderFields } from "./ProviderFields.tsx";
import { claimsIn, PRESETS, type ProviderValues, valuesOf } from "./provider-form.ts";

const LIST = "/administration/identity-providers";
const NO_CLAIMS = { code: "INVALID", field: "requiredClaims", message: "Enter one claim on each line, like organisation.urn = 100200" };
const NO_CHECK = { code: "MISSING", field: "checksSecondFactor", message: "Choose whether it asks for a second factor" };
const NO_AGENCY = { code: "MISSING", field: "agencyId", message: "Choose the agency" };

type Agencies = IdentityProvidersQuery["agencies"];
type ProviderFormProps = { provider: IdentityProvider_ProviderFragment | null; values: ProviderValues; agencies: Agencies };

function ProviderForm({ provider, values, agencies }: ProviderFormProps) {
  const navigate = useNavigate();
  const [add] = useMutation(AddIdentityProviderDocument, { refetchQueries: [IdentityProvidersDocument] });
  const [change] = useMutation(ChangeIdentityProviderDocument);
  const { field, errors, busy, submit } = useServerForm({ defaultValues: values });
  return (
    <form
      noValidate
      autoComplete="off"
      onSubmit={submit(async ({ requiredClaims: lines, checksSecondFactor, enabled, verifiedClaim, ...texts }) => {
        const requiredClaims = claimsIn(lines);
        const missing = [
          ...(texts.agencyId === "" ? [NO_AGENCY] : []),
          ...(requiredClaims === null ? [NO_CLAIMS] : []),
          ...(checksSecondFactor === "" ? [NO_CHECK] : []),
        ];
        if (requiredClaims === null || missing.length > 0) return missing;
        const input = {
          ...texts,
          verifiedClaim: verifiedClaim.trim() || null,
          requiredClaims,
          checksSecondFactor: checksSecondFactor === "yes",
          enabled: enabled === "yes",
        };
        const payload =
          provider === null
            ? (await add({ variables: { input } })).data?.addIdentityProvider
            : (await change({ variables: { input: { ...input, providerId: provider.id, version: provider.version } } })).data
                ?.changeIdentityProvider;
        if (payload?.provider) await navigate(LIST, { state: { done: `${payload.provider.name} is saved` } });
        return payload?.errors;
      })}
    >
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <ProviderFields field={field} agencies={agencies} />
      <Button busy={busy}>Save</Button>
    </form>
  );
}

/** A new one begins with what its kind of provider calls things. */
function NewProvider({ agencies }: { agencies: Agencies }) {
  const [preset, setPreset] = useState<keyof typeof PRESETS>("other");
  const kinds = Object.keys(PRESETS) as (keyof typeof PRESETS)[];
  return (
    <>
      <Select
        name="preset"
        label="What kind of provider is it?"
        hint="Fills in what that kind usually calls things"
        value={preset}
        onChange={({ currentTarget: { value } }) => setPreset(kinds.find((kind) => kind === value) ?? "other")}
        options={kinds.map((value) => ({ value, label: PRESETS[value].label }))}
      />
      <ProviderForm key={preset} provider={null} values={PRESETS[preset].values} agencies={agencies} />
    </>
  );
}

function ProviderPage() {
  const { id = "" } = useParams();
  const query = useQuery(IdentityProvidersDocument);
  return (
    <>
      <BackLink to={LIST}>Back to agencies’ own sign-in</BackLink>
      <Loaded query={query} what="the provider">
        {({ identityProviders, agencies }) => {
          const provider = identityProviders.find((each) => each.id === id) ?? null;
          if (provider === null && id !== "new") return <NotFound what="provider" />;
          return (
            <div className="app-narrow">
              <PageTitle title={provider === null ? "Add an agency’s sign-in" : "Change an agency’s sign-in"} caption={provider?.name} />
              {provider === null ? (
                <NewProvider agencies={agencies} />
              ) : (
                <ProviderForm key={provider.version} provider={provider} values={valuesOf(provider)} agencies={agencies} />
              )}
            </div>
          );
        }}
      </Loaded>
    </>
  );
}

export function Component() {
  return (
    <RequirePermission permission="identity-providers.manage">
      <ProviderPage />
    </RequirePermission>
  );
}
