import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { rows } from "../household.ts";
import { signInAs } from "../sign-in/administration.ts";
import { startIdentityProvider } from "../sign-in/identity-provider.ts";
import { nameOf, PROVIDER, type ProviderScene, SADE, sentTo, startProviderScene } from "../sign-in/provider-scene.ts";
import { forgetTries, visitor } from "../sign-in/visitor.ts";
import { USERS } from "../town.ts";

let scene: ProviderScene;
beforeAll(async () => {
  scene = await startProviderScene();
});
afterAll(() => scene.stop());
beforeEach(async () => {
  await forgetTries(scene.api);
  scene.provider.person = SADE;
});

describe("what comes back", () => {
  test("counts in the browser that left, and once", async () => {
    const at = visitor(scene.api.url);
    const back = await scene.provider.follow(sentTo(await scene.leave(at)));
    const stranger = visitor(scene.api.url);
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
    const at = visitor(scene.api.url);
    const back = new URL(await scene.provider.follow(sentTo(await scene.leave(at))));
    forge(back);
    const answer = await at.go(back.href);
    expect(answer.status).toBe(303);
    expect(sentTo(answer)).toBe("/sign-in?problem=provider");
    expect(await nameOf(at)).toBeNull();
  });

  test("is refused with the code that another browser was given: the verifier is not its own", async () => {
    const [victim, thief] = [visitor(scene.api.url), visitor(scene.api.url)];
    const stolen = new URL(await scene.provider.follow(sentTo(await scene.leave(victim))));
    const own = new URL(await scene.provider.follow(sentTo(await scene.leave(thief))));
    own.searchParams.set("code", stolen.searchParams.get("code") ?? "");
    expect(sentTo(await thief.go(own.href))).toBe("/sign-in?problem=provider");
    expect(await nameOf(thief)).toBeNull();
  });

  test("is refused with the answer to another question of the same browser: the nonce is not its own", async () => {
    const at = visitor(scene.api.url);
    const first = await scene.provider.follow(sentTo(await scene.leave(at)));
    await scene.leave(at);
    expect(sentTo(await at.go(first))).toBe("/sign-in?problem=provider");
    expect(await nameOf(at)).toBeNull();
  });

  test("is refused where the identity is not signed with the provider's key", async () => {
    const forger = await startIdentityProvider(`${scene.api.url}/sign-in/callback`, SADE, true);
    scene.secrets["FORGER"] = forger.secret;
    const id = await scene.add({ issuer: forger.issuer, secretName: "FORGER", name: "Forger" });
    const at = visitor(scene.api.url);
    const back = await forger.follow(sentTo(await at.go(`/sign-in/with/${id}`)));
    expect(sentTo(await at.go(back))).toBe("/sign-in?problem=provider");
    expect(await nameOf(at)).toBeNull();
    await forger.close();
  });

  test("is over after a quarter of an hour", async () => {
    const at = visitor(scene.api.url);
    const back = await scene.provider.follow(sentTo(await scene.leave(at)));
    await rows(scene.api, "UPDATE provider_visit SET expires_at = now() - interval '1 second'");
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
    const at = visitor(scene.api.url);
    expect(await scene.through(at, `?to=${encodeURIComponent(to)}`)).toBe("/");
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
    expect(await scene.change(over)).toMatchObject({ provider: null, errors: [{ field }] });
  });

  test("never tells the secret", async () => {
    const { identityProviders } = await scene.admin.at.query<{ identityProviders: object[] }>(
      `{ identityProviders { ${PROVIDER} clientId scope } }`,
    );
    expect(identityProviders.length).toBeGreaterThan(0);
    expect(JSON.stringify(identityProviders)).not.toContain(scene.provider.secret);
  });

  test("forgets who was linked when it comes to speak of other people: the same name may be somebody else's there", async () => {
    await scene.through(await signInAs(scene.api, "school"));
    expect((await scene.change({})).provider?.people).toBe(1);
    expect((await scene.change({ subjectClaim: "email" })).provider?.people).toBe(0);
    await scene.change({});
  });

  test("that could not be reached says no more than that, and is asked again the next time", async () => {
    const far = await scene.add({ issuer: "http://127.0.0.1:1", name: "Nobody there" });
    expect(sentTo(await visitor(scene.api.url).go(`/sign-in/with/${far}`))).toBe("/sign-in?problem=provider");
    for (const id of ["x", "00000000-0000-4000-8000-ffffffffffff", "%00"]) {
      expect((await visitor(scene.api.url).go(`/sign-in/with/${id}`)).headers.get("location") ?? "/sign-in?problem=provider").toBe(
        "/sign-in?problem=provider",
      );
    }
  });
});
