import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeBrowser, DESKTOP, loaded, PHONE, sidewaysScroll } from "./browser.ts";
import { visitAs } from "./caf-pages.ts";
import { axe } from "./caf-scenes.ts";
import { ask } from "./refusals.ts";

/** A family of the county about which much is known. */
let address = "";

type Listed = { families: { edges: { node: { id: string; timeline: object[] } }[] } };

beforeAll(async () => {
  await using opened = await visitAs("coordinator", "/");
  const { data } = await ask(
    opened.page,
    "{ families(filter: { stage: ATTACHED }, first: 25) { edges { node { id timeline { kind } } } } }",
  );
  const [most] = (data as Listed).families.edges.map(({ node }) => node).toSorted((a, b) => b.timeline.length - a.timeline.length);
  expect(most?.timeline.length).toBeGreaterThan(20);
  address = `/families/${most?.id}`;
});
afterAll(closeBrowser);

async function open(width: number, hash = "") {
  const opened = await visitAs("coordinator", `${address}${hash}`, width);
  await opened.page.getByRole("heading", { name: "What to do next" }).waitFor();
  await loaded(opened.page);
  return opened;
}

const heightOf = (page: Page) => page.evaluate(() => document.documentElement.scrollHeight);
const part = (page: Page, title: string) => page.getByRole("button", { name: new RegExp(`^${title}`) });
const timeline = (page: Page) => page.locator("#timeline-content li");

describe("a family’s page on a phone", () => {
  test("is short, with what to do next first and a line under each heading that says what is inside", async () => {
    await using opened = await open(PHONE);
    const { page, faults } = opened;
    expect(await heightOf(page)).toBeLessThan(3000);
    expect(await page.getByText(/^\d+ entries, the latest of/).isVisible()).toBe(true);
    expect(await page.getByRole("table", { name: "Who is in the family" }).isVisible()).toBe(false);
    await axe(page);
    expect(await sidewaysScroll(page)).toBe(0);
    expect(faults).toEqual([]);
  });

  test("opens and folds each part by the keyboard, and says which it is", async () => {
    await using opened = await open(PHONE);
    const { page } = opened;
    await part(page, "Plan").focus();
    expect(await part(page, "Plan").getAttribute("aria-expanded")).toBe("false");
    await page.keyboard.press("Enter");
    await expect.poll(() => part(page, "Plan").getAttribute("aria-expanded")).toBe("true");
    await page.getByRole("button", { name: "Add an action" }).waitFor();
    await axe(page);
    await page.keyboard.press("Space");
    await page.getByRole("button", { name: "Add an action" }).waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Show all sections" }).click();
    await page.getByRole("table", { name: "Teams that can see this family" }).waitFor();
    await axe(page);
    await page.getByRole("button", { name: "Hide all sections" }).click();
    await page.getByRole("table", { name: "Teams that can see this family" }).waitFor({ state: "hidden" });
  });

  test("leads to a part by its address, and has it open still on the way back from a form", async () => {
    await using opened = await open(PHONE, "#plan");
    const { page } = opened;
    await page.getByRole("button", { name: "Add an action" }).waitFor();
    await page.locator("#plan:focus").waitFor();
    await page.getByRole("button", { name: "Add an action" }).click();
    await page.getByRole("link", { name: "Back to the family" }).click();
    await page.getByRole("button", { name: "Add an action" }).waitFor();
    await expect.poll(() => part(page, "Timeline").getAttribute("aria-expanded")).toBe("false");
  });

  test("is printed whole", async () => {
    await using opened = await open(PHONE);
    const { page } = opened;
    await page.emulateMedia({ media: "print" });
    for (const name of ["Who is in the family", "Evidence", "Teams that can see this family"]) {
      await page.getByRole("table", { name, exact: true }).waitFor();
    }
    for (const entry of await timeline(page).all()) expect(await entry.isVisible()).toBe(true);
    // Nothing that can only be pressed, and nothing that reads as a way to somewhere else.
    expect(await page.getByRole("button").filter({ visible: true }).count()).toBe(0);
    expect(await page.getByText("Show corrections, or an earlier day").isVisible()).toBe(false);
    expect(await page.getByText("Record that they withdraw this").isVisible()).toBe(false);
    const inked = await page
      .locator("main a.govuk-link[href^='/'], header a.govuk-link")
      .evaluateAll((links) => [
        ...new Set(links.map((link) => `${getComputedStyle(link).color} ${getComputedStyle(link).textDecorationLine}`)),
      ]);
    expect(inked).toEqual(["rgb(0, 0, 0) none"]);
  });

  test("unfolds when it is turned or made wide", async () => {
    await using opened = await open(PHONE);
    const { page } = opened;
    await page.setViewportSize({ width: DESKTOP, height: 900 });
    await page.getByRole("navigation", { name: "On this page" }).waitFor();
    await page.getByRole("table", { name: "Who is in the family" }).waitFor();
    await page.getByRole("button", { name: "Show all sections" }).waitFor({ state: "detached" });
  });
});

test("the timeline shows ten entries, and a button brings the rest and leads to the first of them", async () => {
  await using opened = await open(DESKTOP);
  const { page } = opened;
  const all = await timeline(page).count();
  expect(await timeline(page).filter({ visible: true }).count()).toBe(10);
  await page.getByRole("button", { name: `Show ${all - 10} earlier entries` }).click();
  await expect.poll(() => timeline(page).filter({ visible: true }).count()).toBe(all);
  const first = timeline(page).nth(10);
  await expect.poll(() => first.evaluate((entry) => entry === document.activeElement)).toBe(true);
  expect(await page.getByRole("button", { name: /earlier entr/ }).count()).toBe(0);
  await axe(page);
});
