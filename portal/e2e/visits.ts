import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { Api } from "../../server/test/api-client.ts";
import { type Account, PASSWORD, USERS } from "../../server/test/town.ts";
import { accessibilityFaults, DESKTOP, loaded, NARROWEST, openPage, PHONE, screenshot, sidewaysScroll } from "./browser.ts";

/** A window of one of the town's accounts, signed in, at an address of a service that a test started for itself. */
export async function visitTown(api: Api, account: Account, path: string, width = DESKTOP) {
  const opened = await openPage({ baseURL: api.url, width });
  const { page } = opened;
  await page.goto(path);
  await page.getByLabel("Email address").fill(USERS[account].email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: "Sign out" }).waitFor();
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
