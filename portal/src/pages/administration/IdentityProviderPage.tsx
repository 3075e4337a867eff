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
type Preset = keyof typeof PRESETS;
const KINDS = Object.keys(PRESETS) as Preset[];

/** A new one begins with what its kind of provider calls things. */
function ChoosePreset({ onChoose }: { onChoose: (values: ProviderValues) => void }) {
  const [preset, setPreset] = useState<Preset>("other");
  const choose = (kind: Preset) => {
    setPreset(kind);
    onChoose(PRESETS[kind].values);
  };
  return (
    <Select
      name="preset"
      label="What kind of provider is it?"
      hint="Fills in what that kind usually calls things"
      value={preset}
      onChange={({ currentTarget: { value } }) => choose(KINDS.find((kind) => kind === value) ?? "other")}
      options={KINDS.map((value) => ({ value, label: PRESETS[value].label }))}
    />
  );
}

type ProviderFormProps = { provider: IdentityProvider_ProviderFragment | null; agencies: Agencies };

function ProviderForm({ provider, agencies }: ProviderFormProps) {
  const navigate = useNavigate();
  const [add] = useMutation(AddIdentityProviderDocument, { refetchQueries: [IdentityProvidersDocument] });
  const [change] = useMutation(ChangeIdentityProviderDocument);
  const { form, field, errors, busy, submit } = useServerForm({ defaultValues: provider ? valuesOf(provider) : PRESETS.other.values });
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
      <PageTitle
        title={provider === null ? "Add an agency’s sign-in" : "Change an agency’s sign-in"}
        caption={provider?.name}
        error={errors.length > 0}
      />
      {provider === null && <ChoosePreset onChoose={(values) => form.reset(values)} />}
      <ProviderFields field={field} agencies={agencies} />
      <Button busy={busy}>Save</Button>
    </form>
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
              <ProviderForm key={provider?.version} provider={provider} agencies={agencies} />
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
