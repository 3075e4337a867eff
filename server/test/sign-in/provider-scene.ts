import { type Api, startApi } from "../api-client.ts";
import { rows } from "../household.ts";
import { AGENCIES, town, USERS } from "../town.ts";
import { type Administration, administrationOf } from "./administration.ts";
import { startIdentityProvider, type TestProvider } from "./identity-provider.ts";
import { VIEWER, type Visitor } from "./visitor.ts";

/** Somebody at the school, as the school's own provider knows them. */
export const SADE = {
  sub: "sade-at-school",
  email: USERS.school.email,
  email_verified: true,
  organisation: { id: "urn-100200", name: "Calder Vale" },
};

interface Payload {
  readonly provider: { readonly id: string; readonly version: number; readonly people: number } | null;
  readonly errors: readonly { readonly code: string; readonly field: string }[];
}

/** The service, and a real provider of the school's that an administrator has put on record. */
export interface ProviderScene {
  readonly api: Api;
  readonly provider: TestProvider;
  readonly admin: Administration;
  readonly providerId: string;
  /** What the settings hold, by the ending of OIDC_SECRET_... */
  readonly secrets: Record<string, string>;
  add(over?: object): Promise<string>;
  /** Back to what it was at first, but for `over`. */
  change(over: object): Promise<Payload>;
  leave(at: Visitor, query?: string): Promise<Response>;
  /** The whole way out and back; returns where the browser is sent then. */
  through(at: Visitor, query?: string): Promise<string>;
  unlink(): Promise<unknown>;
  stop(): Promise<void>;
}

export const PROVIDER = "id version name issuer secretName people enabled requiredClaims { claim value } agency { id }";

export const sentTo = (response: Response) => response.headers.get("location") ?? "";

export async function nameOf(at: Visitor): Promise<string | null> {
  return (await at.query<{ viewer: { name: string } | null }>(VIEWER)).viewer?.name ?? null;
}

export async function startProviderScene(): Promise<ProviderScene> {
  const secrets: Record<string, string> = {};
  const api = await startApi(town, { providerSecrets: secrets });
  const provider = await startIdentityProvider(`${api.url}/sign-in/callback`, SADE);
  secrets["SCHOOL"] = provider.secret;
  const admin = await administrationOf(api);
  const wishes = (over: object) => ({
    agencyId: AGENCIES.school.id,
    name: "Calder Vale account",
    issuer: provider.issuer,
    clientId: provider.clientId,
    secretName: "SCHOOL",
    scope: "openid email",
    subjectClaim: "sub",
    emailClaim: "email",
    verifiedClaim: "email_verified",
    requiredClaims: [],
    checksSecondFactor: true,
    enabled: true,
    ...over,
  });
  const add: ProviderScene["add"] = async (over = {}) => {
    const { addIdentityProvider } = await admin.at.query<{ addIdentityProvider: Payload }>(
      `mutation($input: AddIdentityProviderInput!) { addIdentityProvider(input: $input) { provider { ${PROVIDER} } errors { code field } } }`,
      { input: wishes(over) },
    );
    if (!addIdentityProvider.provider) throw new Error(JSON.stringify(addIdentityProvider.errors));
    return addIdentityProvider.provider.id;
  };
  const providerId = await add();
  const leave: ProviderScene["leave"] = (at, query = "") => at.go(`/sign-in/with/${providerId}${query}`);
  return {
    api,
    provider,
    admin,
    providerId,
    secrets,
    add,
    change: async (over) => {
      const [row] = await rows<{ version: number }>(api, "SELECT version FROM identity_provider WHERE id = $1", [providerId]);
      const { changeIdentityProvider } = await admin.at.query<{ changeIdentityProvider: Payload }>(
        `mutation($input: ChangeIdentityProviderInput!) { changeIdentityProvider(input: $input) { provider { ${PROVIDER} } errors { code field } } }`,
        { input: { ...wishes(over), providerId, version: row?.version } },
      );
      return changeIdentityProvider;
    },
    leave,
    through: async (at, query) => sentTo(await at.go(await provider.follow(sentTo(await leave(at, query))))),
    unlink: () => rows(api, "DELETE FROM provider_identity"),
    stop: async () => {
      await provider.close();
      await api.stop();
    },
  };
}
