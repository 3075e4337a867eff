import type { Page } from "playwright-core";
import { expect } from "vitest";
import { accessibilityFaults, DESKTOP, loaded, PHONE, screenshot, sidewaysScroll } from "./browser.ts";
import { visitAs } from "./caf-pages.ts";

/** One window for each account, open as long as the journey goes on. */
const windows = new Map<string, Awaited<ReturnType<typeof visitAs>>>();

/** The account’s window, at an address. */
export async function as(account: string, path = "/"): Promise<Page> {
  const open = windows.get(account);
  if (open === undefined) {
    const opened = await visitAs(account, path);
    windows.set(account, opened);
    return opened.page;
  }
  await open.page.goto(path);
  await open.page.getByRole("heading", { level: 1 }).waitFor();
  return open.page;
}

const pictures = process.env.E2E_PICTURES;

/** At every station the page must read well; E2E_PICTURES names a folder for what it looked like. */
export async function station(page: Page, title: string): Promise<void> {
  await loaded(page);
  if (pictures) await screenshot(page, `${pictures}/journey-${title}.png`);
  expect(await accessibilityFaults(page), title).toEqual([]);
}

/** The same on a phone, where police and housing officers read it. */
export async function stationOnPhone(page: Page, title: string): Promise<void> {
  await page.setViewportSize({ width: PHONE, height: 800 });
  await station(page, `${title}-phone`);
  expect(await sidewaysScroll(page), title).toBe(0);
  await page.setViewportSize({ width: DESKTOP, height: 900 });
}

/** What any page threw, or the policy blocked, so far. */
export function faultsOfAll(): string[] {
  return [...windows].flatMap(([account, { faults }]) => faults.map((fault) => `${account}: ${fault}`));
}

export async function closeWindows(): Promise<void> {
  for (const { context } of windows.values()) await context.close();
  windows.clear();
}
