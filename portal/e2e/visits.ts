import type { BrowserContext, Page } from "playwright-core";
import { expect } from "vitest";
import type { Api } from "../../server/test/api-client.ts";
import { type Account, PASSWORD, USERS } from "../../server/test/town.ts";
import { accessibilityFaults, DESKTOP, loaded, NARROWEST, openPage, PHONE, screenshot, sidewaysScroll } from "./browser.ts";

/** Signing in takes a second, and is tried elsewhere: each account signs in once to each service, and its session is shared. */
const sessions = new Map<string, Awaited<ReturnType<BrowserContext["cookies"]>>>();

/** Goes to an address as somebody who is signed in already, or signs in there, `key` being whose session it is. */
export async function arrive(page: Page, path: string, key: string, signIn: () => Promise<void>): Promise<void> {
  const context = page.context();
  await context.addCookies(sessions.get(key) ?? []);
  await page.goto(path);
  const signOut = page.getByRole("button", { name: "Sign out" });
  await signOut.or(page.getByLabel("Email address")).first().waitFor();
  // A session may have ended meanwhile, as by a change to the account.
  if ((await signOut.count()) > 0) return;
  await signIn();
  await signOut.waitFor();
  sessions.set(key, await context.cookies());
}

/** A window of one of the town's accounts, signed in, at an address of a service that a test started for itself. */
export async function visitTown(api: Api, account: Account, path: string, width = DESKTOP) {
  const opened = await openPage({ baseURL: api.url, width });
  const { page } = opened;
  await arrive(page, path, `${account} ${api.url}`, async () => {
    await page.getByLabel("Email address").fill(USERS[account].email);
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
  });
  return { ...opened, [Symbol.asyncDispose]: () => opened.context.close() };
}

const pictures = process.env.E2E_PICTURES;

/**
 * The page reads well to a screen reader and fits every width; `waiting` where the page behind a dialog goes on loading.
 * E2E_PICTURES names a folder for what it looked like.
 */
export async function readsWell(page: Page, title: string, { waiting = false } = {}): Promise<void> {
  if (!waiting) await loaded(page);
  for (const width of [DESKTOP, PHONE, NARROWEST]) {
    await page.setViewportSize({ width, height: 900 });
    if (pictures && width !== NARROWEST) await screenshot(page, `${pictures}/${title}-${width}.png`);
    expect(await sidewaysScroll(page), `${title} at ${width}`).toBe(0);
  }
  expect(await accessibilityFaults(page), title).toEqual([]);
  await page.setViewportSize({ width: DESKTOP, height: 900 });
}
