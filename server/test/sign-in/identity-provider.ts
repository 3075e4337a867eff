import { generateKeyPairSync, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Provider, { type Adapter, type AdapterPayload, type Configuration, type JWK } from "oidc-provider";

/** What a provider knows of somebody. */
export type Person = Readonly<Record<string, unknown>> & { readonly sub: string };

export interface TestProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly secret: string;
  /** Who sits at its own sign-in page. */
  person: Person;
  /** Signs the person in there and returns the address to which they are sent back. */
  follow(address: string, answer?: "yes" | "no"): Promise<string>;
  close(): Promise<void>;
}

/**
 * A real OpenID Connect provider, with a page on which somebody signs in by saying who they are. With `wrongKeys` it
 * tells others of a key that it does not sign with.
 */
export async function startIdentityProvider(redirectUri: string, person: Person, wrongKeys = false): Promise<TestProvider> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const secret = randomBytes(16).toString("hex");
  const state: { person: Person } = { person };
  const provider = new Provider(issuer, configuration(redirectUri, secret, state));
  const callback = provider.callback();
  server.on("request", async (request, response) => {
    if (wrongKeys && request.url === "/jwks") {
      const { d, p, q, dp, dq, qi, ...publicPart } = signingKey() as Record<string, unknown>;
      return response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ keys: [publicPart] }));
    }
    if (!request.url?.startsWith("/interaction/")) return callback(request, response);
    const refused = request.url.includes("answer=no");
    const { prompt, params, grantId } = await provider.interactionDetails(request, response);
    if (refused) return provider.interactionFinished(request, response, { error: "access_denied" });
    if (prompt.name === "login") {
      return provider.interactionFinished(
        request,
        response,
        { login: { accountId: state.person.sub } },
        { mergeWithLastSubmission: false },
      );
    }
    const grant = grantId
      ? await provider.Grant.find(grantId)
      : new provider.Grant({ accountId: state.person.sub, clientId: String(params["client_id"]) });
    grant?.addOIDCScope(String(params["scope"]));
    const saved = await grant?.save();
    await provider.interactionFinished(
      request,
      response,
      { consent: { ...(saved ? { grantId: saved } : {}) } },
      { mergeWithLastSubmission: true },
    );
  });
  return {
    issuer,
    clientId: "wtwf",
    secret,
    get person() {
      return state.person;
    },
    set person(next) {
      state.person = next;
    },
    follow: (address, answer = "yes") => follow(address, issuer, answer),
    close: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function signingKey(): JWK {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256", kid: "test" } as JWK;
}

/** Keeps everything in memory, as long as the test runs. */
class MemoryAdapter implements Adapter {
  static readonly #kept = new Map<string, AdapterPayload>();
  readonly #kind: string;

  constructor(kind: string) {
    this.#kind = kind;
  }

  async upsert(id: string, payload: AdapterPayload): Promise<void> {
    MemoryAdapter.#kept.set(`${this.#kind} ${id}`, payload);
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    return MemoryAdapter.#kept.get(`${this.#kind} ${id}`);
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return [...MemoryAdapter.#kept.values()].find((payload) => payload.uid === uid);
  }

  async findByUserCode(): Promise<undefined> {}

  async consume(id: string): Promise<void> {
    const payload = await this.find(id);
    if (payload) payload["consumed"] = Math.floor(Date.now() / 1000);
  }

  async destroy(id: string): Promise<void> {
    MemoryAdapter.#kept.delete(`${this.#kind} ${id}`);
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [key, payload] of MemoryAdapter.#kept) if (payload.grantId === grantId) MemoryAdapter.#kept.delete(key);
  }
}

function configuration(redirectUri: string, secret: string, state: { person: Person }): Configuration {
  return {
    clients: [{ client_id: "wtwf", client_secret: secret, redirect_uris: [redirectUri], token_endpoint_auth_method: "client_secret_post" }],
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ ...state.person, sub }) }),
    claims: { openid: ["sub"], email: ["email", "email_verified"], organisation: ["organisation"] },
    scopes: ["openid", "email", "organisation"],
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    cookies: { keys: [secret] },
    adapter: MemoryAdapter,
    jwks: { keys: [signingKey()] },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
  };
}

/** A browser at the provider's site, until it is sent to another. */
async function follow(address: string, issuer: string, answer: "yes" | "no"): Promise<string> {
  const cookies = new Map<string, string>();
  let next = address;
  for (let hops = 0; hops < 10 && next.startsWith(issuer); hops += 1) {
    const asked = next.includes("/interaction/") ? `${next}?answer=${answer}` : next;
    const response = await fetch(asked, {
      redirect: "manual",
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split("=");
      if (value === "") cookies.delete(name);
      else cookies.set(name, value);
    }
    const location = response.headers.get("location");
    if (!location) throw new Error(`the provider answered ${response.status}: ${(await response.text()).slice(0, 300)}`);
    next = new URL(location, next).href;
  }
  return next;
}
