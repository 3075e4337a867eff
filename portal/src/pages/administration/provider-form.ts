import type { IdentityProvider_ProviderFragment } from "./IdentityProviders.generated.ts";

export type ProviderValues = {
  agencyId: string;
  name: string;
  issuer: string;
  clientId: string;
  secretName: string;
  scope: string;
  subjectClaim: string;
  emailClaim: string;
  verifiedClaim: string;
  requiredClaims: string;
  checksSecondFactor: string;
  enabled: string;
};

const PLAIN: ProviderValues = {
  agencyId: "",
  name: "",
  issuer: "",
  clientId: "",
  secretName: "",
  scope: "openid email",
  subjectClaim: "sub",
  emailClaim: "email",
  verifiedClaim: "email_verified",
  requiredClaims: "",
  checksSecondFactor: "",
  enabled: "yes",
};

/** What the providers that agencies have most often call things. */
export const PRESETS: Readonly<Record<"other" | "entra" | "dfe", { label: string; values: ProviderValues }>> = {
  other: { label: "Another provider", values: PLAIN },
  entra: {
    label: "Microsoft Entra ID",
    values: {
      ...PLAIN,
      name: "Microsoft",
      issuer: "https://login.microsoftonline.com/YOUR-TENANT-ID/v2.0",
      scope: "openid email profile",
      subjectClaim: "oid",
      emailClaim: "preferred_username",
      // The addresses of a tenant are the agency's own, and no claim says that they are verified.
      verifiedClaim: "",
      checksSecondFactor: "yes",
    },
  },
  dfe: {
    label: "DfE Sign-in",
    values: {
      ...PLAIN,
      name: "DfE Sign-in",
      scope: "openid email organisation",
      verifiedClaim: "",
      requiredClaims: "organisation.urn = ",
      checksSecondFactor: "no",
    },
  },
};

export function valuesOf(provider: IdentityProvider_ProviderFragment): ProviderValues {
  const { agency, requiredClaims, verifiedClaim, checksSecondFactor, enabled, ...texts } = provider;
  return {
    agencyId: agency.id,
    name: texts.name,
    issuer: texts.issuer,
    clientId: texts.clientId,
    secretName: texts.secretName,
    scope: texts.scope,
    subjectClaim: texts.subjectClaim,
    emailClaim: texts.emailClaim,
    verifiedClaim: verifiedClaim ?? "",
    requiredClaims: requiredClaims.map(({ claim, value }) => `${claim} = ${value}`).join("\n"),
    checksSecondFactor: checksSecondFactor ? "yes" : "no",
    enabled: enabled ? "yes" : "no",
  };
}

/** One on each line, "claim = text"; null where a line is none. */
export function claimsIn(text: string): { claim: string; value: string }[] | null {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const claims = lines.map((line) => {
    const at = line.indexOf("=");
    return { claim: line.slice(0, Math.max(at, 0)).trim(), value: line.slice(at + 1).trim() };
  });
  return claims.some(({ claim, value }) => claim === "" || value === "") ? null : claims;
}
