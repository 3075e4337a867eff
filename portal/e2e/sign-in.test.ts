import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rows } from "../../server/test/household.ts";
import { startIdentityProvider, type TestProvider } from "../../server/test/sign-in/identity-provider.ts";
import { codeOf, wrongCode } from "../../server/test/sign-in/visitor.ts";
import { AGENCIES, PASSWORD, USERS } from "../../server/test/town.ts";
import { closeBrowser } from "./browser.ts";
import {
  enrolHere,
  givePassword,
  heading,
  later,
  linkFor,
  type Scene,
  scanPicture,
  secretIn,
  startScene,
  traces,
  visit,
} from "./sign-in-scene.ts";
import { readsWell } from "./visits.ts";

const GOOD = "marmalade tractor eleven";
const SECRETS: Record<string, string> = {};

let scene: Scene;
let provider: TestProvider;
beforeAll(async () => {
  scene = await startScene({ providerSecrets: SECRETS });
  provider = await startIdentityProvider(`${scene.api.url}/sign-in/callback`, {
    sub: "gwen",
    email: USERS.housing.email,
    email_verified: true,
  });
  SECRETS["HOUSING"] = provider.secret;
  await rows(
    scene.api,
    `INSERT INTO identity_provider (id, agency_id, name, issuer, client_id, secret_name, scope, subject_claim, email_claim, verified_claim,
       required_claims, checks_second_factor, enabled)
     VALUES (gen_random_uuid(), $1, 'Weavers account', $2, $3, 'HOUSING', 'openid email', 'sub', 'email', 'email_verified', '{}', true, true)`,
    [AGENCIES.housing.id, provider.issuer, provider.clientId],
  );
});
afterAll(async () => {
  await closeBrowser();
  await provider.close();
  await scene.stop();
});

describe("the first sign-in", () => {
  test("asks to set up an app, whose picture holds what the text says, shows recovery codes once, and leads to the page asked for", async () => {
    await using opened = await visit(scene, "/families?district=burnley");
    const { page, faults } = opened;
    await heading(page, "Sign in").waitFor();
    await readsWell(page, "sign-in");
    await givePassword(page, "coordinator");
    await heading(page, "Set up an authenticator app").waitFor();
    await page.locator(".app-qr-code").waitFor();
    await expect.poll(() => page.title()).toMatch(/^Set up an authenticator app/);
    const uri = await scanPicture(page);
    expect(uri).toMatch(/^otpauth:\/\/totp\/Working%20Together%20With%20Families:coordinator/);
    await page.getByText("I cannot scan the picture").click();
    expect((await page.locator(".app-secret").textContent())?.replaceAll(" ", "")).toBe(secretIn(uri));
    await readsWell(page, "set-up-code");

    await page.getByLabel("Code").fill(wrongCode(secretIn(uri)));
    await page.getByRole("button", { name: "Go on" }).click();
    await page.getByRole("alert").getByText("Check the code").waitFor();
    await readsWell(page, "set-up-code-refused");
    // The page loaded anew goes on where it was, with the same picture.
    await page.reload();
    await page.locator(".app-qr-code").waitFor();
    expect(await scanPicture(page)).toBe(uri);
    await page.getByLabel("Code").fill(codeOf(secretIn(uri)));
    await page.keyboard.press("Enter");
    await heading(page, "Keep your recovery codes").waitFor();
    await readsWell(page, "recovery-codes");
    expect(await page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem").count()).toBe(10);
    await page.getByRole("button", { name: "I have kept them" }).click();
    await heading(page, "Families").waitFor();
    expect(page.url()).toBe(`${scene.api.url}/families?district=burnley`);
    expect(faults).toEqual([]);
  });

  test("with an app, the code has the focus, a recovery code stands in, and one may start again", async () => {
    await using first = await visit(scene, "/");
    await givePassword(first.page, "schoolLead");
    const { secret, recoveryCodes } = await enrolHere(first.page);
    await first.page.getByRole("button", { name: "Sign out" }).click();
    await heading(first.page, "Sign in").waitFor();

    await using opened = await visit(scene, "/");
    const { page, faults } = opened;
    await givePassword(page, "schoolLead");
    await heading(page, "Enter your code").waitFor();
    await page.locator("input[name=code]:focus").waitFor();
    await readsWell(page, "enter-code");
    await page.keyboard.type(wrongCode(secret));
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("Check the code").waitFor();
    await expect.poll(() => page.title()).toMatch(/^Error: Enter your code/);
    await readsWell(page, "enter-code-refused");
    await page.getByRole("button", { name: "Start again" }).click();
    await heading(page, "Sign in").waitFor();
    await givePassword(page, "schoolLead");
    await page.getByRole("button", { name: "I cannot use my authenticator app" }).click();
    await page.locator("input[name=code]:focus").waitFor();
    await readsWell(page, "enter-recovery-code");
    await page.keyboard.type(recoveryCodes[0]?.toUpperCase() ?? "");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Sign out" }).waitFor();
    expect(faults).toEqual([]);
  });
});

describe("a link by mail", () => {
  test("leaves its token neither in the address nor in the history nor with anybody else, and lets in with a good password", async () => {
    await using opened = await visit(scene, "/forgotten-password");
    const { page, context, faults } = opened;
    await readsWell(page, "forgotten-password");
    await page.getByRole("button", { name: "Send me a link" }).click();
    await page.getByRole("alert").getByText("Enter an email address").waitFor();
    await page.getByLabel("Email address").fill(USERS.auditor.email);
    await page.getByRole("button", { name: "Send me a link" }).click();
    await heading(page, "Look in your mailbox").waitFor();
    await readsWell(page, "look-in-your-mailbox");

    const { href, token } = await linkFor(scene.mailbox, USERS.auditor.email);
    const asked: string[] = [];
    context.on("request", (request) => asked.push(request.url(), JSON.stringify(request.headers())));
    await page.goto(href);
    await heading(page, "Choose a new password").waitFor();
    expect(page.url()).toBe(`${scene.api.url}/set-password`);
    await readsWell(page, "choose-a-new-password");
    await page.getByLabel("New password").fill("password12345");
    await page.getByRole("button", { name: "Change my password" }).click();
    await page.getByRole("alert").waitFor();
    await readsWell(page, "choose-a-new-password-refused");
    await page.getByRole("button", { name: "Show password" }).click();
    await expect.poll(() => page.getByLabel("New password").getAttribute("type")).toBe("text");
    await page.getByLabel("New password").fill(GOOD);
    await page.getByRole("button", { name: "Change my password" }).click();
    await enrolHere(page);
    expect(asked.join(" ")).not.toContain(token);
    expect(await traces(page)).not.toContain(token);

    // Back is the page before, and the link is used up.
    await page.goBack();
    await heading(page, "This link cannot be used").waitFor();
    await page.goto(href);
    await page.reload();
    await heading(page, "This link cannot be used").waitFor();
    await readsWell(page, "link-over");
    expect(faults).toEqual([]);
  });
});

describe("an agency's own account", () => {
  test("leads there and back to the page that was asked for", async () => {
    await using opened = await visit(scene, "/families?stage=ATTACHED");
    const { page, faults } = opened;
    await page.getByRole("link", { name: "Sign in with Weavers account" }).click();
    await heading(page, "Families").waitFor();
    expect(page.url()).toBe(`${scene.api.url}/families?stage=ATTACHED`);
    await page.getByRole("link", { name: USERS.housing.name }).click();
    await heading(page, "Your account").waitFor();
    await page.getByText("Weavers account").waitFor();
    await readsWell(page, "account-with-provider");
    expect(faults).toEqual([]);
  });

  test("says what is wrong where nobody is let in", async () => {
    provider.person = { sub: "stranger", email: "stranger@weavers.example", email_verified: true };
    await using opened = await visit(scene, "/");
    const { page, faults } = opened;
    await page.getByRole("link", { name: "Sign in with Weavers account" }).click();
    await page.getByRole("alert").getByText("you have no account here").waitFor();
    await expect.poll(() => page.title()).toMatch(/^Error: Sign in/);
    await readsWell(page, "provider-unknown");
    provider.person = { sub: "gwen", email: USERS.housing.email, email_verified: true };
    expect(faults).toEqual([]);
  });
});

describe("after a session has ended", () => {
  /** A page with something typed, the cursor in a field, and its session ended in another tab. */
  async function leftOpen() {
    const opened = await visit(scene, "/check");
    const { page, context } = opened;
    await rows(scene.api, "DELETE FROM second_factor WHERE user_id = $1", [USERS.police.id]);
    await givePassword(page, "police");
    const enrolled = await enrolHere(page);
    await page.getByLabel("Last name").fill("Wilding");
    await page.getByLabel("Postcode where the family lives").fill("BB11");
    const tab = await context.newPage();
    await tab.goto(`${scene.api.url}/help`);
    await tab.getByRole("button", { name: "Sign out" }).click();
    // Signing out loads the portal afresh: going elsewhere before that has happened would be cut short by it.
    await heading(tab, "Sign in").waitFor();
    const dialog = page.getByRole("dialog", { name: "Sign in again to go on" });
    await dialog.waitFor();
    return { ...opened, ...enrolled, tab, dialog };
  }

  test("signing in again, with a code, finds the page, what was typed and the field as they were", async () => {
    await using opened = await leftOpen();
    const { page, secret, dialog, faults } = opened;
    await page.bringToFront();
    await readsWell(page, "sign-in-again");
    await dialog.getByLabel("Email address").fill(USERS.police.email);
    await dialog.getByLabel("Password").fill(PASSWORD);
    await dialog.getByRole("button", { name: "Sign in" }).click();
    await dialog.getByLabel("Code").waitFor();
    await readsWell(page, "sign-in-again-code");
    await later(scene.api, "police");
    await dialog.getByLabel("Code").fill(codeOf(secret));
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    expect(new URL(page.url()).pathname).toBe("/check");
    expect(await page.getByLabel("Last name").inputValue()).toBe("Wilding");
    const postcode = page.getByLabel("Postcode where the family lives");
    expect(await postcode.inputValue()).toBe("BB11");
    await expect.poll(() => postcode.evaluate((box) => box === document.activeElement)).toBe(true);
    expect(faults).toEqual([]);
  });

  test("signing in in another tab lets this one go on, and takes it away from somebody else", async () => {
    await using opened = await leftOpen();
    const { page, secret, tab, dialog } = opened;
    await tab.goto(`${scene.api.url}/signed-in`);
    await givePassword(tab, "police");
    await later(scene.api, "police");
    await tab.getByLabel("Code").fill(codeOf(secret));
    await tab.keyboard.press("Enter");
    await heading(tab, "You are signed in").waitFor();
    await dialog.waitFor({ state: "detached" });
    expect(await page.getByLabel("Last name").inputValue()).toBe("Wilding");

    await tab.getByRole("button", { name: "Sign out" }).click();
    await tab.getByRole("link", { name: "Sign in with Weavers account" }).click();
    await tab.getByRole("link", { name: USERS.housing.name }).waitFor();
    await tab.goto(`${scene.api.url}/signed-in`);
    await page.getByRole("link", { name: USERS.housing.name }).waitFor();
    expect(await page.getByText("Wilding").count()).toBe(0);
  });
});
