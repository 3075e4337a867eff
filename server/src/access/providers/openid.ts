import * as openid from "openid-client";
import type { Claims } from "./claims.rules.ts";

export interface ProviderSettings {
  readonly id: string;
  readonly version: number;
  readonly issuer: string;
  readonly clientId: string;
  readonly secret: string;
  readonly scope: string;
}

/** What stands between a browser's leaving and its coming back. */
export interface Visit {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

const TIMEOUT_S = 10;
/** A provider may change its metadata; asked anew after so long. */
const KEPT_MS = 60 * 60_000;
/** Somebody who was asked for their password again gave it no longer ago than this. */
const FRESH_S = 120;

interface Kept {
  readonly at: number;
  readonly configuration: Promise<openid.Configuration>;
}

/** Speaks OpenID Connect with agencies' providers: the code flow, with PKCE, state and nonce, and signatures checked. */
export class OpenIdConnect {
  readonly #redirectUri: string;
  readonly #allowLoopback: boolean;
  readonly #kept = new Map<string, Kept>();

  /** `allowLoopback`: plain http to this very machine, as tests have it. Anything else is https. */
  constructor(redirectUri: string, allowLoopback: boolean) {
    this.#redirectUri = redirectUri;
    this.#allowLoopback = allowLoopback;
  }

  /** Whether a provider may be at this address. */
  mayBeIssuer(issuer: string): boolean {
    if (!URL.canParse(issuer)) return false;
    const { protocol, search, hash, username } = new URL(issuer);
    return (protocol === "https:" || this.#isLoopback(issuer)) && !search && !hash && !username;
  }

  /** Where to send the browser, and what to remember until it is back. `anew`: the provider asks for the password even so. */
  async leave(provider: ProviderSettings, anew: boolean): Promise<{ url: string; visit: Visit }> {
    const configuration = await this.#configuration(provider);
    const visit = { state: openid.randomState(), nonce: openid.randomNonce(), codeVerifier: openid.randomPKCECodeVerifier() };
    const url = openid.buildAuthorizationUrl(configuration, {
      redirect_uri: this.#redirectUri,
      scope: provider.scope,
      state: visit.state,
      nonce: visit.nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(visit.codeVerifier),
      code_challenge_method: "S256",
      ...(anew ? { prompt: "login", max_age: "0" } : {}),
    });
    return { url: url.href, visit };
  }

  /** What the provider says of the person who came back with this query. Throws whatever is wrong with it. */
  async comeBack(provider: ProviderSettings, visit: Visit, query: string, anew: boolean): Promise<Claims> {
    const configuration = await this.#configuration(provider);
    const url = new URL(this.#redirectUri);
    url.search = query;
    const tokens = await openid.authorizationCodeGrant(configuration, url, {
      pkceCodeVerifier: visit.codeVerifier,
      expectedState: visit.state,
      expectedNonce: visit.nonce,
      idTokenExpected: true,
      ...(anew ? { maxAge: FRESH_S } : {}),
    });
    const claims = tokens.claims();
    if (!claims) throw new Error("the provider gave no identity");
    // In the code flow most providers put the address there, and not into the token.
    const more = configuration.serverMetadata().userinfo_endpoint
      ? await openid.fetchUserInfo(configuration, tokens.access_token, claims.sub)
      : {};
    return { ...more, ...claims };
  }

  #configuration(provider: ProviderSettings): Promise<openid.Configuration> {
    const key = `${provider.id}:${provider.version}`;
    const kept = this.#kept.get(key);
    if (kept && Date.now() - kept.at < KEPT_MS) return kept.configuration;
    const configuration = this.#discover(provider);
    this.#kept.set(key, { at: Date.now(), configuration });
    // One that could not be reached is asked again the next time.
    configuration.catch(() => this.#kept.delete(key));
    return configuration;
  }

  async #discover({ issuer, clientId, secret }: ProviderSettings): Promise<openid.Configuration> {
    if (!this.mayBeIssuer(issuer)) throw new Error("the issuer's address is none that we speak to");
    const plain = this.#isLoopback(issuer) ? [openid.allowInsecureRequests] : [];
    const found = await openid.discovery(new URL(issuer), clientId, undefined, openid.None(), { execute: plain, timeout: TIMEOUT_S });
    const metadata = found.serverMetadata();
    const byPost = metadata.token_endpoint_auth_methods_supported?.includes("client_secret_post");
    const authentication = byPost ? openid.ClientSecretPost(secret) : openid.ClientSecretBasic(secret);
    const configuration = new openid.Configuration(metadata, clientId, undefined, authentication);
    configuration.timeout = TIMEOUT_S;
    for (const allow of plain) allow(configuration);
    openid.enableNonRepudiationChecks(configuration);
    return configuration;
  }

  #isLoopback(issuer: string): boolean {
    const { protocol, hostname } = new URL(issuer);
    return this.#allowLoopback && protocol === "http:" && ["127.0.0.1", "[::1]", "localhost"].includes(hostname);
  }
}
