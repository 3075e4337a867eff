import { afterAll, describe, expect, test } from "vitest";
import { closeBrowser, loaded, NARROWEST, PHONE, sidewaysScroll } from "./browser.ts";
import { cell, openSection, saved, savedAfter, signIn, visitAs } from "./caf-pages.ts";
import { axe, freshCaf } from "./caf-scenes.ts";

afterAll(closeBrowser);

describe("what is typed", () => {
  test("is kept by itself, from section to section and over a reload", async () => {
    await using opened = await freshCaf("Quillby", "BB10 4ZV");
    const { page } = opened;
    await openSection(page, "Reason and contact");
    await savedAfter(page, () => page.getByLabel("Why is this assessment being made?").fill("Something changed at home"));
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "Reason and contact" }).waitFor();
    await expect.poll(() => page.getByLabel("Why is this assessment being made?").inputValue()).toBe("Something changed at home");
  });

  test("shows what was chosen from a list that comes after the page", async () => {
    await using opened = await freshCaf("Quillcombe", "BB10 4ZH");
    const { page } = opened;
    await openSection(page, "The family");
    await savedAfter(page, () => page.getByLabel("District in which they live").selectOption("Burnley"));
    let drawn = () => {};
    const held = new Promise<void>((resolve) => {
      drawn = resolve;
    });
    await page.route("**/graphql", async (route) => {
      if (route.request().postData()?.includes("CafDirectory")) await held;
      await route.continue();
    });
    await page.reload();
    const district = page.getByLabel("District in which they live");
    await district.waitFor();
    drawn();
    await district.locator("option").nth(10).waitFor({ state: "attached" });
    await expect.poll(() => district.locator("option:checked").textContent()).toBe("Burnley");
  });

  test("survives a lost connection, says so, and is saved when it comes back", async () => {
    await using opened = await freshCaf("Quillton", "BB10 4ZT");
    const { page, context, reference } = opened;
    await openSection(page, "Reason and contact");
    await context.setOffline(true);
    await page.getByLabel("Why is this assessment being made?").fill("Typed on a train");
    await page.getByText("Not saved since").waitFor();
    await axe(page);
    await page.getByRole("link", { name: "Check for a CAF" }).click();
    const leaving = page.getByRole("dialog", { name: "What you typed last is not saved" });
    await leaving.waitFor();
    await axe(page);
    await leaving.getByRole("button", { name: "Stay here" }).click();
    await context.setOffline(false);
    await page.getByRole("button", { name: "Save now" }).click();
    await saved(page);
    await using again = await visitAs("school", `/cafs/${reference}/edit/contact`);
    await expect.poll(() => again.page.getByLabel("Why is this assessment being made?").inputValue()).toBe("Typed on a train");
  });

  test("waits for a session that ran out, and is saved once one has signed in again", async () => {
    await using opened = await freshCaf("Quillford", "BB10 4ZN");
    const { page, context } = opened;
    await openSection(page, "Reason and contact");
    await context.clearCookies();
    await page.getByLabel("Why is this assessment being made?").fill("Typed before the bell rang");
    const dialog = page.getByRole("dialog", { name: "Sign in again to go on" });
    await signIn(dialog, "school");
    await dialog.waitFor({ state: "detached" });
    await saved(page);
    await page.reload();
    await expect.poll(() => page.getByLabel("Why is this assessment being made?").inputValue()).toBe("Typed before the bell rang");
  });

  test("never overwrites what another window saved later", async () => {
    await using first = await freshCaf("Quillworth", "BB10 4ZS");
    await openSection(first.page, "Reason and contact");
    await using second = await visitAs("school", `/cafs/${first.reference}/edit/contact`);
    await savedAfter(second.page, () => second.page.getByLabel("Why is this assessment being made?").fill("From the second window"));
    await first.page.getByLabel("Why is this assessment being made?").fill("From the first window");
    await first.page.getByText("was changed in another window").waitFor();
    await axe(first.page);
    await first.page.getByRole("button", { name: "Load the newer version" }).click();
    await expect.poll(() => first.page.getByLabel("Why is this assessment being made?").inputValue()).toBe("From the second window");
  });
});

describe("the grid of needs", () => {
  test("can be filled in with the keyboard alone", async () => {
    await using opened = await freshCaf("Quillmere", "BB10 4ZR");
    const { page } = opened;
    await openSection(page, "Needs of each person");
    await expect.poll(() => page.getByText("Does not apply at this age").count()).toBe(1);
    await page.getByRole("button", { name: "A child in danger? About Person 1" }).focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    expect(await cell(page, "Person 1", "Crime and anti-social behaviour").getByLabel("Asked, no need").isChecked()).toBe(true);
    expect(await cell(page, "Person 1", "Missing education").getByLabel("Need", { exact: true }).isChecked()).toBe(true);
    await page.getByLabel("Evidence of Person 1’s need: Missing education").waitFor();
    for (let stop = 0; stop < 4; stop++) await page.keyboard.press("Tab");
    await page.keyboard.type("Three weeks away, by the register");
    expect(await page.getByLabel("Evidence of Person 1’s need: Missing education").inputValue()).toBe("Three weeks away, by the register");
    await saved(page);
  });

  test("and every other section fit the screen of a phone", async () => {
    await using opened = await freshCaf("Quillstead", "BB10 4ZQ", NARROWEST);
    const { page, reference, faults } = opened;
    await openSection(page, "The family");
    await page.getByLabel("Relationship to the family").selectOption("Child");
    await page.getByLabel("First name").fill("Mina");
    await page.getByRole("button", { name: "Save and continue" }).click();
    await saved(page);
    for (const section of ["", "/family", "/contact", "/agreement", "/voices", "/child-m1", "/needs", "/plan", "/family-view", "/check"]) {
      await page.goto(`/cafs/${reference}/edit${section}`);
      await page.getByText("Last saved").waitFor();
      for (const width of [PHONE, NARROWEST]) {
        await page.setViewportSize({ width, height: 800 });
        expect(await sidewaysScroll(page), `${section} at ${width}`).toBe(0);
      }
      await axe(page);
    }
    expect(faults).toEqual([]);
  });
});

describe("a draft that came to nothing", () => {
  const discard = { name: "Discard this draft" } as const;

  test("is discarded from its list of sections, after a page that says what is lost; Home says that it is gone", async () => {
    await using opened = await freshCaf("Quillcote", "BB10 4ZP");
    const { page, reference, faults } = opened;
    await openSection(page, "The family");
    await page.getByLabel("Relationship to the family").selectOption("Child");
    await page.getByLabel("First name").fill("Mina");
    await openSection(page, "Reason and contact");
    await page.getByLabel("Why is this assessment being made?").fill("Asked about the wrong family");
    await page.getByRole("link", { name: "All sections" }).click();
    await page.getByRole("button", discard).click();
    await page.getByRole("heading", { level: 1, name: "Discard this draft?" }).waitFor();
    await page.getByText("1 person: Mina").waitFor();
    await page.getByText("the reason", { exact: true }).waitFor();
    await page.getByText("Nobody can bring it back").waitFor();
    await axe(page);
    await page.setViewportSize({ width: NARROWEST, height: 800 });
    expect(await sidewaysScroll(page)).toBe(0);

    await page.getByRole("button", { name: "Keep it" }).click();
    await page.getByRole("heading", { level: 1, name: "Write a CAF" }).waitFor();
    await page.getByRole("button", discard).click();
    await page.getByRole("button", { name: "Discard the draft" }).click();
    await page.getByRole("alert").getByText(`${reference} is discarded`).waitFor();
    await page.getByRole("heading", { level: 1, name: "Your tasks" }).waitFor();
    await page.getByText(/wait for you|Nothing is waiting/).waitFor();
    await loaded(page);
    expect(await page.getByRole("link", { name: `Finish ${reference}` }).count()).toBe(0);
    await axe(page);
    await page.goto(`/cafs/${reference}`);
    await page.getByRole("heading", { level: 1, name: "We could not find that CAF" }).waitFor();
    expect(faults).toEqual([]);
  });

  test("is discarded from its own page too, but not over what a colleague wrote meanwhile", async () => {
    await using opened = await freshCaf("Quillmoor", "BB10 4ZL");
    const { page, reference } = opened;
    await page.goto(`/cafs/${reference}`);
    await page.getByRole("button", discard).waitFor();
    await axe(page);
    await page.getByRole("button", discard).click();
    await page.getByText("where they live", { exact: true }).waitFor();

    await using colleague = await visitAs("school", `/cafs/${reference}/edit/contact`);
    const reason = colleague.page.getByLabel("Why is this assessment being made?");
    await savedAfter(colleague.page, () => reason.fill("It is the right family after all"));

    await page.getByRole("button", { name: "Discard the draft" }).click();
    await page.getByRole("alert").getByText("Someone else changed this").waitFor();
    await page.getByText("the reason", { exact: true }).waitFor();
    await axe(page);
    await page.getByRole("button", { name: "Discard the draft" }).click();
    await page.getByRole("alert").getByText(`${reference} is discarded`).waitFor();
  });

  test("is kept once a referral to MASH stands in it", async () => {
    await using opened = await freshCaf("Quillbeck", "BB10 4ZJ");
    const { page, reference } = opened;
    await page.getByRole("button", discard).waitFor();
    await page.getByRole("button", { name: "A child in danger? About this family" }).click();
    const dialog = page.getByRole("dialog", { name: "Report danger to a child" });
    await dialog.getByLabel("Reference that MASH gave you").fill("M-4712");
    await dialog.getByLabel("Time of your call").fill("08:10");
    await dialog.getByRole("button", { name: "Record the referral" }).click();
    await page.getByText("reference M-4712").waitFor();
    expect(await page.getByRole("button", discard).count()).toBe(0);
    await page.goto(`/cafs/${reference}`);
    await page.getByRole("button", { name: "Go on writing" }).waitFor();
    expect(await page.getByRole("button", discard).count()).toBe(0);
    await page.goto(`/cafs/${reference}/discard`);
    await page.getByRole("heading", { level: 1, name: "This CAF cannot be discarded" }).waitFor();
    await page.getByText("A referral to MASH is recorded in it").waitFor();
    await axe(page);
  });
});
