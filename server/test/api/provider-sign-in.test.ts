import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Api, startApi } from "../api-client.ts";
import { rows } from "../household.ts";
import { startIdentityProvider, type TestProvider } from "../sign-in/identity-provider.ts";
import { nameOf, type ProviderScene, SADE, sentTo, startProviderScene } from "../sign-in/provider-scene.ts";
import { forgetTries, VIEWER, visitor } from "../sign-in/visitor.ts";
import { AGENCIES, town, USERS } from "../town.ts";

let scene: ProviderScene;
beforeAll(async () => {
  scene = await startProviderScene();
});
afterAll(() => scene.stop());
beforeEach(async () => {
  await forgetTries(scene.api);
  scene.provider.person = SADE;
});

describe("signing in through an agency's own provider", () => {
  test("is offered on the sign-in page while it is turned on and its secret is set", async () => {
    const offered = async () =>
      (await scene.api.anonymous.query<{ service: { identityProviders: object[] } }>("{ service { identityProviders { id name } } }"))
        .service;
    expect(await offered()).toEqual({ identityProviders: [{ id: scene.providerId, name: "Calder Vale account" }] });
    delete scene.secrets["SCHOOL"];
    expect(await offered()).toEqual({ identityProviders: [] });
    expect(sentTo(await scene.leave(visitor(scene.api.url)))).toBe("/sign-in?problem=provider");
    scene.secrets["SCHOOL"] = scene.provider.secret;
  });

  test("sends the browser out with state, nonce and a PKCE challenge, and takes it back to the page that was asked for", async () => {
    const at = visitor(scene.api.url);
    const left = await scene.leave(at, "?to=/families%3Fdistrict%3Dburnley");
    expect(left.status).toBe(303);
    const asked = new URL(sentTo(left)).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: "code",
      client_id: "wtwf",
      redirect_uri: `${scene.api.url}/sign-in/callback`,
      scope: "openid email",
      code_challenge_method: "S256",
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    });
    const back = await at.go(await scene.provider.follow(sentTo(left)));
    expect(sentTo(back)).toBe("/families?district=burnley");
    expect(await nameOf(at)).toBe(USERS.school.name);
    const [cookie = ""] = back.headers.getSetCookie().filter((line) => line.startsWith("wtwf_session"));
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
    expect(at.cookies.has("wtwf_provider")).toBe(false);
  });

  test("links the account by its verified address the first time, and goes by the provider's own name for it from then on", async () => {
    await scene.unlink();
    const at = visitor(scene.api.url);
    await scene.through(at);
    expect(await rows(scene.api, "SELECT subject, user_id FROM provider_identity")).toEqual([
      { subject: SADE.sub, user_id: USERS.school.id },
    ]);
    scene.provider.person = { ...SADE, email: "another.name@school.example" };
    const later = visitor(scene.api.url);
    await scene.through(later);
    expect(await nameOf(later)).toBe(USERS.school.name);
    const linked = await rows(scene.api, "SELECT FROM audit_event WHERE action = 'provider-identity.link' AND subject_id = $1", [
      USERS.school.id,
    ]);
    expect(linked.length).toBeGreaterThan(0);
  });

  test("lets an invited person in who never chose a password", async () => {
    await scene.unlink();
    await rows(scene.api, "UPDATE credential SET password_hash = NULL WHERE user_id = $1", [USERS.school.id]);
    const at = visitor(scene.api.url);
    await scene.through(at);
    expect(await nameOf(at)).toBe(USERS.school.name);
    expect(await at.query("{ account { hasPassword providers } }")).toEqual({
      account: { hasPassword: false, providers: ["Calder Vale account"] },
    });
  });
});

describe("nobody is let in", () => {
  const UNKNOWN = "/sign-in?problem=unknown";
  beforeEach(() => scene.unlink());

  test.each([
    ["whose address is nobody's: no user is made on the fly", { email: "stranger@school.example" }],
    ["whose address the provider has not verified", { email_verified: false }],
    ["whose address has no word on whether it is verified", { email_verified: undefined }],
    ["without an address", { email: undefined }],
    ["of another agency, whatever the provider says", { email: USERS.housing.email }],
    ["who administers the service, by a school's provider", { email: USERS.admin.email }],
  ])("%s", async (_what, claims) => {
    const [before] = await rows<{ users: number }>(scene.api, "SELECT count(*)::int AS users FROM app_user");
    scene.provider.person = { ...SADE, sub: "someone-else", ...claims };
    const at = visitor(scene.api.url);
    expect(await scene.through(at)).toBe(UNKNOWN);
    expect(await nameOf(at)).toBeNull();
    expect(await rows(scene.api, "SELECT count(*)::int AS users FROM app_user")).toEqual([before]);
    expect(await rows(scene.api, "SELECT FROM provider_identity")).toEqual([]);
  });

  test("who is disabled", async () => {
    await rows(scene.api, "UPDATE app_user SET disabled_at = now() WHERE id = $1", [USERS.school.id]);
    expect(await scene.through(visitor(scene.api.url))).toBe(UNKNOWN);
    await rows(scene.api, "UPDATE app_user SET disabled_at = NULL WHERE id = $1", [USERS.school.id]);
  });

  test("to whom somebody's old address was given", async () => {
    await scene.through(visitor(scene.api.url));
    scene.provider.person = { ...SADE, sub: "the-next-holder" };
    const next = visitor(scene.api.url);
    expect(await scene.through(next)).toBe(UNKNOWN);
    expect(await nameOf(next)).toBeNull();
  });

  test("who has gone to another agency", async () => {
    await scene.through(visitor(scene.api.url));
    await rows(scene.api, "UPDATE app_user SET agency_id = $2, team_id = $3 WHERE id = $1", [
      USERS.school.id,
      AGENCIES.housing.id,
      AGENCIES.housing.teams[0]?.id,
    ]);
    expect(await scene.through(visitor(scene.api.url))).toBe(UNKNOWN);
    await rows(scene.api, "UPDATE app_user SET agency_id = $2, team_id = $3 WHERE id = $1", [
      USERS.school.id,
      AGENCIES.school.id,
      AGENCIES.school.teams[0]?.id,
    ]);
  });

  test("of another organisation that shares the provider", async () => {
    const required = { scope: "openid email organisation", requiredClaims: [{ claim: "organisation.id", value: "urn-100200" }] };
    expect((await scene.change(required)).errors).toEqual([]);
    scene.provider.person = { ...SADE, organisation: { id: "urn-999" } };
    expect(await scene.through(visitor(scene.api.url))).toBe(UNKNOWN);
    scene.provider.person = SADE;
    const at = visitor(scene.api.url);
    await scene.through(at);
    expect(await nameOf(at)).toBe(USERS.school.name);
    await scene.change({});
  });

  test("while the provider is turned off, not even somebody who had left before", async () => {
    const at = visitor(scene.api.url);
    const back = await scene.provider.follow(sentTo(await scene.leave(at)));
    await scene.change({ enabled: false });
    expect(sentTo(await at.go(back))).toBe("/sign-in?problem=provider");
    expect(sentTo(await scene.leave(at))).toBe("/sign-in?problem=provider");
    await scene.change({});
  });

  test("where the person says no", async () => {
    const at = visitor(scene.api.url);
    const left = sentTo(await scene.leave(at));
    expect(sentTo(await at.go(await scene.provider.follow(left, "no")))).toBe("/sign-in?problem=declined");
    expect(await nameOf(at)).toBeNull();
  });
});

describe("where a code is asked for too", () => {
  const SECRETS: Record<string, string> = {};
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
    await scene.unlink();
    const at = visitor(scene.api.url);
    await scene.through(at);
    await rows(scene.api, "UPDATE session SET proved_at = now() - interval '11 minutes' WHERE user_id = $1", [USERS.school.id]);
    const steppedUp = async () => (await at.query<{ viewer: { steppedUp: boolean } }>(VIEWER)).viewer.steppedUp;
    expect(await steppedUp()).toBe(false);

    scene.provider.person = { ...SADE, sub: "a-colleague", email: "colleague@school.example" };
    expect(await scene.through(at, "?again&to=/signed-in")).toBe("/signed-in");
    expect(await steppedUp()).toBe(false);

    scene.provider.person = SADE;
    const left = await scene.leave(at, "?again&to=/signed-in");
    expect(new URL(sentTo(left)).searchParams.get("prompt")).toBe("login");
    expect(sentTo(await at.go(await scene.provider.follow(sentTo(left))))).toBe("/signed-in");
    expect(await steppedUp()).toBe(true);
    expect(await nameOf(at)).toBe(USERS.school.name);
  });
});
