import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../../server/test/api-client.ts";
import { rows } from "../../server/test/household.ts";
import { type Account, PASSWORD, USERS } from "../../server/test/town.ts";
import { accessibilityFaults, closeBrowser, DESKTOP, loaded, NARROWEST, openPage, PHONE, sidewaysScroll } from "./browser.ts";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(async () => {
  await closeBrowser();
  await api.stop();
});

async function visit(path: string, width = DESKTOP) {
  const opened = await openPage({ baseURL: api.url, width });
  await opened.page.goto(path);
  await opened.page.getByRole("heading", { level: 1 }).waitFor();
  return { ...opened, [Symbol.asyncDispose]: () => opened.context.close() };
}

async function signIn(page: Page, account: Account, password = PASSWORD) {
  await page.getByLabel("Email address").fill(USERS[account].email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const signedOut = (page: Page) => page.getByRole("heading", { level: 1, name: "Sign in" });
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim() ?? "");

describe("signing in", () => {
  test("is asked for in place, and leads to the page that was asked for", async () => {
    await using opened = await visit("/nowhere-yet?district=burnley");
    const { page, faults } = opened;
    await signedOut(page).waitFor();
    await signIn(page, "school");
    await page.getByRole("button", { name: "Sign out" }).waitFor();
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe("/nowhere-yet?district=burnley");
    await page.getByRole("heading", { level: 1, name: "We could not find that page" }).waitFor();
    expect(faults).toEqual([]);
  });

  test("says what is wrong in a summary that leads to the question, and keeps the address that was typed", async () => {
    await using opened = await visit("/");
    const { page } = opened;
    await signIn(page, "school", "wrong");
    const summary = page.getByRole("alert");
    await summary.getByRole("heading", { name: "There is a problem" }).waitFor();
    await expect.poll(() => page.title()).toMatch(/^Error: /);
    await page.locator(".govuk-error-summary:focus").waitFor();
    expect(await page.getByLabel("Email address").inputValue()).toBe(USERS.school.email);
    expect(await accessibilityFaults(page)).toEqual([]);
    await summary.getByRole("link").click();
    await page.locator("input[name=password]:focus").waitFor();
  });

  test("in a demonstration, choosing a person fills in the address and goes to the password", async () => {
    await using opened = await visit("/");
    const { page } = opened;
    await page.getByRole("button", { name: USERS.board.name }).click();
    await expect.poll(() => page.getByLabel("Email address").inputValue()).toBe(USERS.board.email);
    // The focus goes there once the form is drawn: words typed before would be lost.
    await page.locator("input[name=password]:focus").waitFor();
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Sign out" }).waitFor();
  });

  test("can be done with the keyboard alone, from the skip link on", async () => {
    await using opened = await visit("/");
    const { page } = opened;
    await page.getByLabel("Email address").waitFor();
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("Skip to main content");
    await page.keyboard.press("Enter");
    await page.locator("main:focus").waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.type(USERS.housing.email);
    await page.keyboard.press("Tab");
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Sign out" }).waitFor();
  });
});

describe("the way around", () => {
  test.each([
    ["school", ["Home", "Check for a CAF", "Families"]],
    ["board", ["Home", "Board"]],
    ["admin", ["Home", "Administration"]],
  ] as const)("shows %s only what that role may use", async (account, places) => {
    await using opened = await visit("/");
    const { page } = opened;
    await signIn(page, account);
    const menu = page.getByRole("navigation", { name: "Menu" });
    await menu.waitFor();
    expect(await menu.getByRole("link").allTextContents()).toEqual(places);
  });

  test("folds into a menu on a phone, and closes again on the next page", async () => {
    await using opened = await visit("/help", PHONE);
    const { page } = opened;
    await page.goto("/");
    await signIn(page, "school");
    const button = page.getByRole("button", { name: "Menu" });
    await button.click();
    await expect.poll(() => button.getAttribute("aria-expanded")).toBe("true");
    await page.getByRole("link", { name: "Families", exact: true }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole("link", { name: "Cookies" }).click();
    await page.getByRole("heading", { level: 1, name: "Cookies" }).waitFor();
    await expect.poll(() => button.getAttribute("aria-expanded")).toBe("false");
  });

  test("moves the focus to the heading of a page that one goes to", async () => {
    await using opened = await visit("/");
    const { page } = opened;
    await page.getByRole("link", { name: "Privacy notice" }).click();
    await page.getByRole("heading", { level: 1, name: "Privacy notice" }).waitFor();
    await expect.poll(() => heading(page).evaluate((title) => title === document.activeElement)).toBe(true);
    await expect.poll(() => page.title()).toBe("Privacy notice – Working Together With Families");
  });
});

describe("the end of a session", () => {
  test("by signing out: the page is gone, and so is its address", async () => {
    await using opened = await visit("/help");
    const { page } = opened;
    await page.goto("/");
    await signIn(page, "school");
    await page.getByRole("button", { name: "Sign out" }).click();
    await signedOut(page).waitFor();
    await page.reload();
    await signedOut(page).waitFor();
  });

  test("by signing out on a page of one's own: nobody is asked to sign in again, and the next person finds nothing of it", async () => {
    await using opened = await visit("/account");
    const { page, faults } = opened;
    await signIn(page, "school");
    await page.getByRole("heading", { level: 1, name: "Your account" }).waitFor();
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    await signedOut(page).waitFor();
    await signIn(page, "board");
    await page.getByRole("heading", { level: 1, name: "Your tasks" }).waitFor();
    // Once the page has all that it asked for, whatever was asked before the sign-out has been answered too.
    await loaded(page);
    expect(await page.getByRole("dialog").count()).toBe(0);
    expect(await page.getByText(USERS.school.name).count()).toBe(0);
    expect(faults).toEqual([]);
  });

  test("without a connection signing out says so, and the session still stands", async () => {
    await using opened = await visit("/");
    const { page, context } = opened;
    await signIn(page, "school");
    await page.getByRole("button", { name: "Sign out" }).waitFor();
    await context.setOffline(true);
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByText("No connection to the service.").waitFor();
    await context.setOffline(false);
    await page.getByRole("button", { name: "Sign out" }).click();
    await signedOut(page).waitFor();
  });
});

describe("a session that runs out", () => {
  let brief: Api;
  beforeAll(async () => {
    // Within two minutes of its end a session warns at once; that is time enough on a slow machine too.
    brief = await startApi(undefined, { sessionIdleMinutes: 2 });
  });
  afterAll(() => brief.stop());

  async function warned() {
    const opened = await openPage({ baseURL: brief.url });
    await opened.page.goto("/help");
    await opened.page.goto("/");
    await signIn(opened.page, "school");
    await opened.page.getByRole("dialog", { name: "You’re about to be signed out" }).waitFor();
    return { ...opened, [Symbol.asyncDispose]: () => opened.context.close() };
  }

  test("warns before, and covers the page until the same person has signed in again", async () => {
    await using opened = await warned();
    const { page, context } = opened;
    expect(await accessibilityFaults(page)).toEqual([]);
    await context.clearCookies();
    await page.getByRole("button", { name: "Stay signed in" }).click();
    const dialog = page.getByRole("dialog", { name: "Sign in again to go on" });
    await dialog.waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await dialog.getByLabel("Email address").fill(USERS.school.email);
    await dialog.getByLabel("Password").fill(PASSWORD);
    await dialog.getByRole("button", { name: "Sign in" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByText(USERS.school.name).first().waitFor();
  });

  test("warns, however much it was used, before eight hours are over, and goes on after signing in again", async () => {
    const opened = await openPage({ baseURL: api.url });
    const { page } = opened;
    await page.goto("/account");
    await signIn(page, "housing");
    await page.getByRole("heading", { level: 1, name: "Your account" }).waitFor();
    await rows(api, "UPDATE session SET expires_at = now() + interval '110 seconds' WHERE user_id = $1", [USERS.housing.id]);
    await page.reload();
    const warning = page.getByRole("dialog", { name: "You’re about to be signed out" });
    await warning.getByRole("button", { name: "Sign in again now" }).click();
    const dialog = page.getByRole("dialog", { name: "Sign in again to go on" });
    await dialog.getByText("you signed in 8 hours ago").waitFor();
    await dialog.getByLabel("Email address").fill(USERS.housing.email);
    await dialog.getByLabel("Password").fill(PASSWORD);
    await dialog.getByRole("button", { name: "Sign in" }).click();
    await dialog.waitFor({ state: "detached" });
    await warning.waitFor({ state: "detached" });
    expect(new URL(page.url()).pathname).toBe("/account");
    await opened.context.close();
  });

  test("gives another person a page of their own, not the one that was left", async () => {
    await using opened = await warned();
    const { page, context } = opened;
    await context.clearCookies();
    await page.getByRole("button", { name: "Stay signed in" }).click();
    const dialog = page.getByRole("dialog", { name: "Sign in again to go on" });
    await dialog.getByLabel("Email address").fill(USERS.board.email);
    await dialog.getByLabel("Password").fill(PASSWORD);
    await dialog.getByRole("button", { name: "Sign in" }).click();
    await page.getByText(USERS.board.name).waitFor();
    expect(await page.getByText(USERS.school.name).count()).toBe(0);
  });
});

describe("every page that anyone may read", () => {
  test.each(["/", "/help", "/accessibility", "/privacy", "/cookies", "/forgotten-password", "/set-password", "/first-administrator"])(
    "%s",
    async (path) => {
      await using opened = await visit(path);
      const { page, faults } = opened;
      await page.waitForLoadState("load");
      await loaded(page);
      for (const width of [DESKTOP, NARROWEST]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await heading(page).count()).toBe(1);
        expect(await accessibilityFaults(page)).toEqual([]);
        expect(await sidewaysScroll(page)).toBe(0);
      }
      // The content security policy blocks nothing that the page needs, and nothing is thrown.
      expect(faults).toEqual([]);
    },
  );

  test("is looked through by a check that finds what is planted: an image without words, a field without a label, faint text", async () => {
    await using opened = await visit("/help");
    const { page } = opened;
    await heading(page).waitFor();
    await page.evaluate(() => {
      const image = document.createElement("img");
      const field = document.createElement("input");
      const faint = document.createElement("p");
      faint.textContent = "Faint";
      faint.style.color = "#dddddd";
      document.querySelector("main")?.append(image, field, faint);
    });
    const found = (await accessibilityFaults(page)).map((fault) => fault.split(":")[0]);
    expect(found).toEqual(expect.arrayContaining(["image-alt", "label", "color-contrast"]));
  });

  test("keeps nothing on the device but where one had scrolled to", async () => {
    await using opened = await visit("/");
    const { page } = opened;
    await signIn(page, "school");
    await page.getByRole("button", { name: "Sign out" }).waitFor();
    await page.reload();
    await page.getByRole("button", { name: "Sign out" }).waitFor();
    const kept = await page.evaluate(() => ({ local: { ...localStorage }, session: Object.keys(sessionStorage) }));
    expect(kept.local).toEqual({});
    expect(kept.session.filter((key) => key !== "react-router-scroll-positions")).toEqual([]);
  });
});
