import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../../server/test/api-client.ts";
import { type Household, household, rows, sealAll } from "../../server/test/household.ts";
import { READY } from "../../server/test/recipes.ts";
import { type Account, PASSWORD, town, USERS } from "../../server/test/town.ts";
import { closeBrowser, loaded, openPage } from "./browser.ts";
import { checkForCaf } from "./caf-pages.ts";

/**
 * The portal as an authority runs it: trusted documents only, nothing shown of the schema, and a content security
 * policy that lets it run what this service serves and nothing else. No page may break the policy, and no address that
 * a page has or asks for may hold anything about a person.
 */
let api: Api;
let home: Household;
beforeAll(async () => {
  api = await startApi(town, { demo: false, production: true, cookieSecure: false });
  // Accounts of a demonstration open nothing here: these are the authority's own.
  await rows(api, "UPDATE credential SET demonstration = false");
  home = await household(api, { ...READY, seats: ["police"] });
  await sealAll(api);
});
afterAll(async () => {
  await closeBrowser();
  await api.stop();
});

declare global {
  interface Window {
    violations?: string[];
  }
}

/** An id is made up at random, and may hold any few letters from a to f and figures. */
const ID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gu;

/** Addresses but those of the portal's own code and style, which are made before anybody is known. */
const given = (addresses: Iterable<string>) =>
  [...addresses].map((address) => address.replace(api.url, "")).filter((path) => !path.startsWith("/assets/"));

/** Those that hold something about a person. */
const telling = (addresses: Iterable<string>) => given(addresses).filter((path) => PERSONAL.test(path.replaceAll(ID, "")));

/** What a household of the tests is made of, and those who work with it. */
const PERSONAL = /testing|mary|tia|bb11|1 ?aa\b|2002-05-05|@|okoro|nair|lowe|battery/i;

async function visit(account: Account) {
  const opened = await openPage({ baseURL: api.url });
  const { page, context } = opened;
  const addresses = new Set<string>();
  context.on("request", (request) => addresses.add(request.url()));
  page.on("framenavigated", (frame) => addresses.add(frame.url()));
  await page.addInitScript(() => {
    window.violations = [];
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
      window.violations?.push(`${violatedDirective} ${blockedURI}`),
    );
  });
  await page.goto("/");
  await page.getByLabel("Email address").fill(USERS[account].email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: "Sign out" }).waitFor();
  return { ...opened, addresses, [Symbol.asyncDispose]: () => context.close() };
}

const violations = (page: Page) => page.evaluate(() => window.violations ?? ["the page was not watched"]);

async function open(page: Page, path: string, title: string | RegExp): Promise<void> {
  await page.goto(path);
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  await loaded(page);
  expect(await violations(page), path).toEqual([]);
}

const PAGES: readonly (readonly [Account, readonly (readonly [path: () => string, title: string | RegExp])[]])[] = [
  [
    "coordinator",
    [
      [() => "/", "Your tasks"],
      [() => "/families", "Families"],
      [() => `/families/${home.id}`, / family$/],
      [() => `/families/${home.id}/attach`, /attach/i],
      [() => "/quality-assurance", "Quality assurance"],
      [() => "/attachment", "Attachment"],
      [() => "/contribution", "Our contribution"],
      [() => "/board", "Board report"],
      [() => "/board/publish", "Publish a month’s figures"],
    ],
  ],
  [
    "school",
    [
      [() => "/check", "Check whether a CAF exists"],
      [() => `/families/${home.id}/actions/new`, "Add an action to the plan"],
      [() => `/families/${home.id}/taf/new`, "Record a meeting of the team around the family"],
    ],
  ],
  [
    "admin",
    [
      [() => "/administration", "Administration"],
      [() => "/administration/audit-log", "Audit log"],
      [() => "/nowhere", "We could not find that page"],
      [() => "/help", "Help"],
    ],
  ],
];

describe("as an authority runs it", () => {
  test.each(PAGES)("each page of %s runs under the policy, and asks only what is trusted", async (account, pages) => {
    await using opened = await visit(account);
    const { page, faults, addresses } = opened;
    for (const [path, title] of pages) await open(page, path(), title);
    expect(faults).toEqual([]);
    const elsewhere = [...addresses].filter((address) => !address.startsWith(api.url));
    expect(elsewhere).toEqual([]);
  });

  test("the policy would stop what it forbids, and the test would see it", async () => {
    const opened = await openPage({ baseURL: api.url });
    const { page, faults } = opened;
    await page.addInitScript(() => {
      window.violations = [];
      document.addEventListener("securitypolicyviolation", ({ violatedDirective }) => window.violations?.push(violatedDirective));
    });
    await page.goto("/help");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.evaluate(() => {
      const script = document.createElement("script");
      try {
        script.text = "window.violations = undefined";
      } catch {
        // Trusted types refuse already the text.
      }
      const image = document.createElement("img");
      image.src = "https://elsewhere.example/x.png";
      const style = document.createElement("style");
      style.textContent = "body { display: none }";
      document.body.append(script, image, style);
    });
    await expect.poll(() => violations(page)).toEqual(expect.arrayContaining(["require-trusted-types-for", "img-src", "style-src-elem"]));
    expect(faults.length).toBeGreaterThan(0);
    await opened.context.close();
  });
});

describe("nothing about a person stands in an address", () => {
  test("not of the family that is looked for, looked at and asked about", async () => {
    await using opened = await visit("school");
    const { page, addresses, faults } = opened;
    await open(page, "/families", "Families");
    await page.getByLabel("Find a family").fill("Testing");
    await page.getByRole("button", { name: "Search" }).click();
    await page
      .getByRole("link", { name: /^Testing\d* family$/ })
      .first()
      .click();
    await page.getByRole("heading", { level: 1, name: /^Testing/ }).waitFor();
    await page.getByRole("link", { name: "Check for a CAF" }).click();
    await checkForCaf(page, { familyName: "Testing", born: ["5", "5", "2002"], postcode: "BB11 1AA" });
    await page.getByText("Yes, this family has a CAF").waitFor();
    expect(await violations(page)).toEqual([]);
    expect(faults).toEqual([]);
    expect(telling(addresses)).toEqual([]);
    expect(given(addresses)).toContain(`/families/${home.id}`);
  });

  test("not of a colleague who is searched for in the audit log", async () => {
    await using opened = await visit("admin");
    const { page, addresses } = opened;
    await open(page, "/administration/audit-log", "Audit log");
    await page.getByLabel("Find what somebody did").fill("Okoro");
    await page.getByRole("button", { name: "Search" }).click();
    await page.getByText("Clear the search").waitFor();
    await page
      .getByRole("link", { name: /Sade Okoro$/ })
      .first()
      .click();
    await page.getByRole("link", { name: "Remove this filter: Sade Okoro" }).waitFor();
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: /^Download/ }).click()]);
    expect(file.suggestedFilename()).toBe("audit-log.csv");
    expect(await violations(page)).toEqual([]);
    expect(telling(addresses)).toEqual([]);
  });
});
