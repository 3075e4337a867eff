import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import { rows } from "../household.ts";
import { type Administration, administrationOf, signInAs } from "../sign-in/administration.ts";
import { startIdentityProvider, type TestProvider } from "../sign-in/identity-provider.ts";
import { forgetTries, VIEWER, type Visitor, visitor } from "../sign-in/visitor.ts";
import { AGENCIES, town, USERS } from "../town.ts";

const SECRETS: Record<string, string> = {};
const SADE = {
  sub: "sade-at-school",
  email: USERS.school.email,
  email_verified: true,
  organisation: { id: "urn-100200", name: "Calder Vale" },
};

let api: Api;
let provider: TestProvider;
let admin: Administration;
let providerId: string;
beforeAll(async () => {
  api = await startApi(town, { providerSecrets: SECRETS });
  provider = await startIdentityProvider(`${api.url}/sign-in/callback`, SADE);
  SECRETS["SCHOOL"] = provider.secret;
  admin = await administrationOf(api);
  providerId = await add();
});
afterAll(async () => {
  await provider.close();
  await api.stop();
});
beforeEach(async () => {
  await forgetTries(api);
  provider.person = SADE;
});

const PROVIDER = "id version name issuer secretName people enabled requiredClaims { claim value } agency { id }";
const wishes = (over: object = {}) => ({
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

interface Payload {
  provider: { id: string; version: number; people: number } | null;
  errors: { code: string; field: string }[];
}

async function add(over: object = {}): Promise<string> {
  const { addIdentityProvider } = await admin.at.query<{ addIdentityProvider: Payload }>(
    `mutation($input: AddIdentityProviderInput!) { addIdentityProvider(input: $input) { provider { ${PROVIDER} } errors { code field } } }`,
    { input: wishes(over) },
  );
  if (!addIdentityProvider.provider) throw new Error(JSON.stringify(addIdentityProvider.errors));
  return addIdentityProvider.provider.id;
}

async function change(over: object): Promise<Payload> {
  const [row] = await rows<{ version: number }>(api, "SELECT version FROM identity_provider WHERE id = $1", [providerId]);
  const { changeIdentityProvider } = await admin.at.query<{ changeIdentityProvider: Payload }>(
    `mutation($input: ChangeIdentityProviderInput!) { changeIdentityProvider(input: $input) { provider { ${PROVIDER} } errors { code field } } }`,
    { input: { ...wishes(over), providerId, version: row?.version } },
  );
  return changeIdentityProvider;
}

const leave = (at: Visitor, query = "") => at.go(`/sign-in/with/${providerId}${query}`);
const sentTo = (response: Response) => response.headers.get("location") ?? "";

/** The whole way out and back. */
async function through(at: Visitor, query = ""): Promise<string> {
  const left = await leave(at, query);
  return sentTo(await at.go(await provider.follow(sentTo(left))));
}

const nameOf = async (at: Visitor) => (await at.query<{ viewer: { name: string } | null }>(VIEWER)).viewer?.name ?? null;
const unlink = () => rows(api, "DELETE FROM provider_identity");

describe("signing in through an agency's own provider", () => {
  test("is offered on the sign-in page while it is turned on and its secret is set", async () => {
    const offered = async () =>
      (await api.anonymous.query<{ service: { identityProviders: object[] } }>("{ service { identityProviders { id name } } }")).service;
    expect(await offered()).toEqual({ identityProviders: [{ id: providerId, name: "Calder Vale account" }] });
    delete SECRETS["SCHOOL"];
    expect(await offered()).toEqual({ identityProviders: [] });
    expect(sentTo(await leave(visitor(api.url)))).toBe("/sign-in?problem=provider");
    SECRETS["SCHOOL"] = provider.secret;
  });

  test("sends the browser out with state, nonce and a PKCE challenge, and takes it back to the page that was asked for", async () => {
    const at = visitor(api.url);
    const left = await leave(at, "?to=/families%3Fdistrict%3Dburnley");
    expect(left.status).toBe(303);
    const asked = new URL(sentTo(left)).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: "code",
      client_id: "wtwf",
      redirect_uri: `${api.url}/sign-in/callback`,
      scope: "openid email",
      code_challenge_method: "S256",
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    });
    const back = await at.go(await provider.follow(sentTo(left)));
    expect(sentTo(back)).toBe("/families?district=burnley");
    expect(await nameOf(at)).toBe(USERS.school.name);
    const [cookie = ""] = back.headers.getSetCookie().filter((line) => line.startsWith("wtwf_session"));
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
    expect(at.cookies.has("wtwf_provider")).toBe(false);
  });

  test("links the account by its verified address the first time, and goes by the provider's own name for it from then on", async () => {
    await unlink();
    const at = visitor(api.url);
    await through(at);
    expect(await rows(api, "SELECT subject, user_id FROM provider_identity")).toEqual([{ subject: SADE.sub, user_id: USERS.school.id }]);
    provider.person = { ...SADE, email: "another.name@school.example" };
    const later = visitor(api.url);
    await through(later);
    expect(await nameOf(later)).toBe(USERS.school.name);
    const events = await rows<object>(
      api,
      "SELECT count(*)::int FROM audit_event WHERE action = 'provider-identity.link' AND subject_id = $1",
      [USERS.school.id],
    );
    expect(events[0]).toMatchObject({ count: expect.any(Number) });
  });

  test("lets an invited person in who never chose a password", async () => {
    await unlink();
    await rows(api, "UPDATE credential SET password_hash = NULL WHERE user_id = $1", [USERS.school.id]);
    const at = visitor(api.url);
    await through(at);
    expect(await nameOf(at)).toBe(USERS.school.name);
    expect(await at.query("{ account { hasPassword providers } }")).toEqual({
      account: { hasPassword: false, providers: ["Calder Vale account"] },
    });
  });
});

describe("nobody is let in", () => {
  const UNKNOWN = "/sign-in?problem=unknown";
  beforeEach(unlink);

  test.each([
    ["whose address is nobody's: no user is made on the fly", { email: "stranger@school.example" }],
    ["whose address the provider has not verified", { email_verified: false }],
    ["whose address has no word on whether it is verified", { email_verified: undefined }],
    ["without an address", { email: undefined }],
    ["of another agency, whatever the provider says", { email: USERS.housing.email }],
    ["who administers the service, by a school's provider", { email: USERS.admin.email }],
  ])("%s", async (_what, claims) => {
    const [before] = await rows<{ users: number }>(api, "SELECT count(*)::int AS users FROM app_user");
    provider.person = { ...SADE, sub: "someone-else", ...claims };
    const at = visitor(api.url);
    expect(await through(at)).toBe(UNKNOWN);
    expect(await nameOf(at)).toBeNull();
    expect(await rows(api, "SELECT count(*)::int AS users FROM app_user")).toEqual([before]);
    expect(await rows(api, "SELECT FROM provider_identity")).toEqual([]);
  });

  test("who is disabled", async () => {
    await rows(api, "UPDATE app_user SET disabled_at = now() WHERE id = $1", [USERS.school.id]);
    expect(await through(visitor(api.url))).toBe(UNKNOWN);
    await rows(api, "UPDATE app_user SET disabled_at = NULL WHERE id = $1", [USERS.school.id]);
  });

  test("to whom somebody's old address was given", async () => {
    await through(visitor(api.url));
    provider.person = { ...SADE, sub: "the-next-holder" };
    const next = visitor(api.url);
    expect(await through(next)).toBe(UNKNOWN);
    expect(await nameOf(next)).toBeNull();
  });

  test("who has gone to another agency", async () => {
    await through(visitor(api.url));
    await rows(api, "UPDATE app_user SET agency_id = $2, team_id = $3 WHERE id = $1", [
      USERS.school.id,
      AGENCIES.housing.id,
      AGENCIES.housing.teams[0]?.id,
    ]);
    expect(await through(visitor(api.url))).toBe(UNKNOWN);
    await rows(api, "UPDATE app_user SET agency_id = $2, team_id = $3 WHERE id = $1", [
      USERS.school.id,
      AGENCIES.school.id,
      AGENCIES.school.teams[0]?.id,
    ]);
  });

  test("of another organisation that shares the provider", async () => {
    const required = { scope: "openid email organisation", requiredClaims: [{ claim: "organisation.id", value: "urn-100200" }] };
    expect((await change(required)).errors).toEqual([]);
    provider.person = { ...SADE, organisation: { id: "urn-999" } };
    expect(await through(visitor(api.url))).toBe(UNKNOWN);
    provider.person = SADE;
    const at = visitor(api.url);
    await through(at);
    expect(await nameOf(at)).toBe(USERS.school.name);
    await change({});
  });

  test("while the provider is turned off, not even somebody who had left before", async () => {
    const at = visitor(api.url);
    const back = await provider.follow(sentTo(await leave(at)));
    await change({ enabled: false });
    expect(sentTo(await at.go(back))).toBe("/sign-in?problem=provider");
    expect(sentTo(await leave(at))).toBe("/sign-in?problem=provider");
    await change({});
  });

  test("where the person says no", async () => {
    const at = visitor(api.url);
    const left = sentTo(await leave(at));
    expect(sentTo(await at.go(await provider.follow(left, "no")))).toBe("/sign-in?problem=declined");
    expect(await nameOf(at)).toBeNull();
  });
});

describe("what comes back", () => {
  test("counts in the browser that left, and once", async () => {
    const at = visitor(api.url);
    const back = await provider.follow(sentTo(await leave(at)));
    const stranger = visitor(api.url);
    expect(sentTo(await stranger.go(back))).toBe("/sign-in?problem=expired");
    expect(await nameOf(stranger)).toBeNull();
    const cookie = at.cookies.get("wtwf_provider") ?? "";
    expect(sentTo(await at.go(back))).toBe("/");
    at.cookies.set("wtwf_provider", cookie);
    expect(sentTo(await at.go(back))).toBe("/sign-in?problem=expired");
  });

  test.each([
    ["another state", (url: URL) => url.searchParams.set("state", "x".repeat(43))],
    ["no state", (url: URL) => url.searchParams.delete("state")],
    ["a state cut short", (url: URL) => url.searchParams.set("state", (url.searchParams.get("state") ?? "").slice(0, -1))],
    ["another code", (url: URL) => url.searchParams.set("code", "x".repeat(43))],
    ["no code", (url: URL) => url.searchParams.delete("code")],
    ["two codes", (url: URL) => url.searchParams.append("code", "x".repeat(43))],
    ["another issuer", (url: URL) => url.searchParams.set("iss", "https://evil.example")],
  ])("is refused with %s", async (_what, forge) => {
    const at = visitor(api.url);
    const back = new URL(await provider.follow(sentTo(await leave(at))));
    forge(back);
    const answer = await at.go(back.href);
    expect(answer.status).toBe(303);
    expect(sentTo(answer)).toBe("/sign-in?problem=provider");
    expect(await nameOf(at)).toBeNull();
  });

  test("is refused with the code that another browser was given: the verifier is not its own", async () => {
    const [victim, thief] = [visitor(api.url), visitor(api.url)];
    const stolen = new URL(await provider.follow(sentTo(await leave(victim))));
    const own = new URL(await provider.follow(sentTo(await leave(thief))));
    own.searchParams.set("code", stolen.searchParams.get("code") ?? "");
    expect(sentTo(await thief.go(own.href))).toBe("/sign-in?problem=provider");
    expect(await nameOf(thief)).toBeNull();
  });

  test("is refused with the answer to another question of the same browser: the nonce is not its own", async () => {
    const at = visitor(api.url);
    const first = await provider.follow(sentTo(await leave(at)));
    await leave(at);
    expect(sentTo(await at.go(first))).toBe("/sign-in?problem=provider");
    expect(await nameOf(at)).toBeNull();
  });

  test("is refused where the identity is not signed with the provider's key", async () => {
    const forger = await startIdentityProvider(`${api.url}/sign-in/callback`, SADE, true);
    SECRETS["FORGER"] = forger.secret;
    const id = await add({ issuer: forger.issuer, secretName: "FORGER", name: "Forger" });
    const at = visitor(api.url);
    const back = await forger.follow(sentTo(await at.go(`/sign-in/with/${id}`)));
    expect(sentTo(await at.go(back))).toBe("/sign-in?problem=provider");
    expect(await nameOf(at)).toBeNull();
    await forger.close();
  });

  test("is over after a quarter of an hour", async () => {
    const at = visitor(api.url);
    const back = await provider.follow(sentTo(await leave(at)));
    await rows(api, "UPDATE provider_visit SET expires_at = now() - interval '1 second'");
    expect(sentTo(await at.go(back))).toBe("/sign-in?problem=expired");
  });

  test.each([
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "/.//evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
    "x",
    "",
  ])("leads to no other site: to=%j", async (to) => {
    const at = visitor(api.url);
    expect(await through(at, `?to=${encodeURIComponent(to)}`)).toBe("/");
  });
});

describe("where a code is asked for too", () => {
  let guarded: Api;
  let own: TestProvider;
  beforeAll(async () => {
    guarded = await startApi(town, { providerSecrets: SECRETS, secondFactor: true, secretKey: "a key of more than thirty-two characters" });
    own = await startIdentityProvider(`${guarded.url}/sign-in/callback`, SADE);
    SECRETS["OWN"] = own.secret;
  });
  afterAll(async () => {
    await own.close();
    await guarded.stop();
  });

  test.each([
    [true, true],
    [false, false],
  ])("a provider that checks a second factor itself (%s) lets in at once (%s)", async (checks, lets) => {
    const id = crypto.randomUUID();
    await rows(
      guarded,
      `INSERT INTO identity_provider (id, agency_id, name, issuer, client_id, secret_name, scope, subject_claim, email_claim, verified_claim,
         required_claims, checks_second_factor, enabled)
       VALUES ($1, $2, 'Own', $3, $4, 'OWN', 'openid email', 'sub', 'email', 'email_verified', '{}', $5, true)`,
      [id, AGENCIES.school.id, own.issuer, own.clientId, checks],
    );
    const at = visitor(guarded.url);
    await at.go(await own.follow(sentTo(await at.go(`/sign-in/with/${id}`))));
    expect((await at.query<{ viewer: object | null }>(VIEWER)).viewer !== null).toBe(lets);
    expect(await at.query("{ signInNext }")).toEqual({ signInNext: lets ? null : "SET_UP_CODE" });
  });
});

describe("fresh proof", () => {
  test("is given by signing in at the provider again, by the same person alone", async () => {
    await unlink();
    const at = visitor(api.url);
    await through(at);
    await rows(api, "UPDATE session SET proved_at = now() - interval '11 minutes' WHERE user_id = $1", [USERS.school.id]);
    const steppedUp = async () => (await at.query<{ viewer: { steppedUp: boolean } }>(VIEWER)).viewer.steppedUp;
    expect(await steppedUp()).toBe(false);

    provider.person = { ...SADE, sub: "a-colleague", email: "colleague@school.example" };
    expect(await through(at, "?again&to=/signed-in")).toBe("/signed-in");
    expect(await steppedUp()).toBe(false);

    provider.person = SADE;
    const left = await leave(at, "?again&to=/signed-in");
    expect(new URL(sentTo(left)).searchParams.get("prompt")).toBe("login");
    expect(sentTo(await at.go(await provider.follow(sentTo(left))))).toBe("/signed-in");
    expect(await steppedUp()).toBe(true);
    expect(await nameOf(at)).toBe(USERS.school.name);
  });
});

describe("a provider's record", () => {
  test.each([
    [{ issuer: "http://id.example" }, "issuer"],
    [{ issuer: "https://id.example/?x=1" }, "issuer"],
    [{ issuer: "ftp://id.example" }, "issuer"],
    [{ secretName: "NOT_SET" }, "secretName"],
    [{ secretName: "lower" }, "secretName"],
    [{ scope: "email profile" }, "scope"],
    [{ agencyId: USERS.school.id }, "agencyId"],
    [{ name: " " }, "name"],
  ])("is refused with %o", async (over, field) => {
    expect(await change(over)).toMatchObject({ provider: null, errors: [{ field }] });
  });

  test("never tells the secret", async () => {
    const { identityProviders } = await admin.at.query<{ identityProviders: object[] }>(
      `{ identityProviders { ${PROVIDER} clientId scope } }`,
    );
    expect(identityProviders.length).toBeGreaterThan(0);
    expect(JSON.stringify(identityProviders)).not.toContain(provider.secret);
  });

  test("forgets who was linked when it comes to speak of other people: the same name may be somebody else's there", async () => {
    await through(await signInAs(api, "school"));
    expect((await change({})).provider?.people).toBe(1);
    expect((await change({ subjectClaim: "email" })).provider?.people).toBe(0);
    await change({});
  });

  test("that could not be reached says no more than that, and is asked again the next time", async () => {
    const far = await add({ issuer: "http://127.0.0.1:1", name: "Nobody there" });
    expect(sentTo(await visitor(api.url).go(`/sign-in/with/${far}`))).toBe("/sign-in?problem=provider");
    for (const id of ["x", "00000000-0000-4000-8000-ffffffffffff", "%00"]) {
      expect((await visitor(api.url).go(`/sign-in/with/${id}`)).headers.get("location") ?? "/sign-in?problem=provider").toBe(
        "/sign-in?problem=provider",
      );
    }
  });
});
