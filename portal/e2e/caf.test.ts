import type { Page } from "playwright-core";
import { afterAll, describe, expect, test } from "vitest";
import { accessibilityFaults, closeBrowser, NARROWEST, PHONE, sidewaysScroll } from "./browser.ts";
import {
  type Answers,
  cell,
  checkForCaf,
  type Family,
  fillAgreement,
  fillAnswers,
  fillChild,
  fillContact,
  fillFamily,
  fillFamilyView,
  fillPlan,
  fillVoices,
  openCheck,
  openSection,
  review,
  saved,
  signIn,
  startCaf,
  submit,
  typeDay,
  visitAs,
} from "./caf-pages.ts";

afterAll(closeBrowser);

/** A family that no other test, and no seed, knows. */
function family(name: string, postcode: string): Family {
  const person = (givenName: string, relationship: string, day: string, month: string, year: string) => ({
    givenName,
    familyName: name,
    relationship,
    born: [day, month, year] as const,
  });
  return {
    name,
    address: "4 Weir Street",
    postcode,
    district: "Burnley",
    people: [
      person("Mina", "Child", "14", "9", "2003"),
      person("Dora", "Parent", "2", "5", "1979"),
      person("Ivo", "Step-parent", "30", "11", "1975"),
      person("Abel", "Child", "8", "1", "2009"),
      person("Tess", "Child", "21", "6", "2013"),
    ],
  };
}

const ANSWERS: Answers = {
  Mina: {
    "Crime and anti-social behaviour": "Asked, no need",
    "Missing education": { need: "Away for 41 of 130 half-days this term; register of 16 December 2016" },
    "Children who need help": "Asked, no need",
    "Domestic abuse": "Asked, no need",
    Health: "Asked, no need",
  },
  Dora: {
    "Crime and anti-social behaviour": "Asked, no need",
    "Out of work or in debt": "Asked, no need",
    "Domestic abuse": "Asked, no need",
    Health: { need: "Told us on 3 January 2017 that she is waiting for treatment for depression" },
  },
  Ivo: {
    "Crime and anti-social behaviour": "Asked, no need",
    "Out of work or in debt": "Asked, no need",
    "Domestic abuse": "Asked, no need",
    Health: "Asked, no need",
  },
  Abel: { "Missing education": "Asked, no need", "Children who need help": "Asked, no need", "Domestic abuse": "Asked, no need" },
  // Nobody asked about Tess.
};

const axe = async (page: Page) => expect(await accessibilityFaults(page)).toEqual([]);

/** A fresh CAF of the school's, open at its list of sections. */
async function freshCaf(name: string, postcode: string, width?: number) {
  const opened = await visitAs("school", "/check", width);
  await checkForCaf(opened.page, { familyName: name, born: ["14", "9", "2003"], postcode });
  return { ...opened, reference: await startCaf(opened.page) };
}

describe("checking whether a CAF exists", () => {
  test("says what is missing, keeps what was typed, and keeps names out of the address", async () => {
    await using opened = await visitAs("school", "/check");
    const { page, faults } = opened;
    await axe(page);
    await page.getByLabel("Last name").fill("Quillfeather");
    await typeDay(page.getByRole("group", { name: "Their date of birth" }), ["31", "2", "2009"]);
    await page.getByRole("button", { name: "Check", exact: true }).click();
    await page.getByRole("heading", { name: "There is a problem" }).waitFor();
    expect(await page.title()).toMatch(/^Error: Check whether/);
    await axe(page);
    await page.getByRole("link", { name: "Enter a postcode" }).click();
    await page.keyboard.type("BB10 4ZZ");
    await typeDay(page.getByRole("group", { name: "Their date of birth" }), ["28", "2", "2009"]);
    await page.keyboard.press("Enter");
    await page.getByText("None known to us").waitFor();
    await axe(page);
    expect(new URL(page.url()).search).toBe("");
    expect(faults).toEqual([]);
  });

  test("is refused to a board member, in the page", async () => {
    await using opened = await visitAs("board", "/check");
    await opened.page.getByRole("heading", { level: 1, name: "You cannot use this page" }).waitFor();
    await opened.page.goto("/quality-assurance");
    await opened.page.getByRole("heading", { level: 1, name: "You cannot use this page" }).waitFor();
    await axe(opened.page);
  });
});

describe("a practitioner of a school", () => {
  test("checks, starts, fills in and submits a CAF for two adults and three children", async () => {
    const household = family("Quillfeather", "BB10 4ZY");
    await using opened = await freshCaf(household.name, household.postcode);
    const { page, faults, reference } = opened;
    await axe(page);
    await fillFamily(page, household);
    await fillContact(page, { reason: "Mina is missing more and more school, and her mother is unwell." });
    await fillAgreement(page, { who: "Dora", on: ["3", "1", "2017"], agencies: ["Lancashire police"] });
    await fillVoices(page, { Mina: "I look after the little ones in the mornings.", Dora: "I want to be well again." });
    for (const child of ["Mina", "Abel", "Tess"])
      await fillChild(page, child, { strengths: "Kind, and close to the others.", needs: "Mornings are hard." });
    await fillAnswers(page, ANSWERS);
    await openSection(page, "Needs of each person");
    await axe(page);
    expect(await page.getByText("Does not apply at this age").count()).toBeGreaterThan(4);
    await fillPlan(page, [
      {
        need: "Missing education",
        what: "Breakfast club from Monday",
        outcome: "Nine of ten half-days by Easter",
        by: { team: "Harebell High School" },
        until: ["14", "2", "2017"],
      },
      {
        need: "Health",
        what: "See the family doctor together",
        outcome: "Dora’s treatment has begun",
        by: "The family itself",
        until: ["31", "1", "2017"],
      },
    ]);
    await fillFamilyView(page, "This is how it is.");
    await saved(page);
    const beside = page.getByRole("complementary", { name: "How far this CAF has come" });
    await beside.getByText("Say for Tess whether there is a need").waitFor();
    expect(await beside.getByText("Holds", { exact: true }).count()).toBe(2);
    await axe(page);
    expect(await submit(page)).toBe(reference);
    await page.getByText(reference).waitFor();
    await page.getByText("A coordinator checks it.").waitFor();
    await axe(page);
    await page.goto(`/cafs/${reference}`);
    await page.getByText("Waiting for quality check").waitFor();
    await axe(page);
    expect(faults).toEqual([]);

    // Whoever asks next is sent to the school.
    await using police = await visitAs("police", "/check");
    await checkForCaf(police.page, { familyName: household.name, born: ["14", "9", "2003"], postcode: household.postcode });
    await police.page.getByText("Yes, this family has a CAF").waitFor();
    await police.page.getByText("Harebell High School", { exact: false }).waitFor();
    await axe(police.page);
  });

  test("is led from each error to its section and its question", async () => {
    await using opened = await freshCaf("Quillbury", "BB10 4ZX");
    const { page } = opened;
    await openSection(page, "Needs of each person");
    await page.getByRole("group", { name: "Person 1: Health" }).getByLabel("Need", { exact: true }).check();
    await openCheck(page);
    await page.getByRole("button", { name: "Submit the CAF" }).click();
    await page.getByRole("heading", { name: "There is a problem" }).waitFor();
    expect(await page.title()).toMatch(/^Error: Check and submit/);
    await axe(page);
    await page.getByRole("link", { name: "Person 1, health: Write down the evidence" }).click();
    const evidence = page.getByLabel("Evidence of Person 1’s need: Health");
    await expect.poll(() => evidence.evaluate((box) => box === document.activeElement)).toBe(true);
    await axe(page);
    await openCheck(page);
    await page.getByRole("link", { name: "Person 1: Choose how this person is related" }).click();
    const relationship = page.getByLabel("Relationship to the family");
    await expect.poll(() => relationship.evaluate((box) => box === document.activeElement)).toBe(true);
    expect(await page.getByText("Choose how this person is related to the family").isVisible()).toBe(true);
  });

  test("records a referral to MASH beside a question without leaving it", async () => {
    await using opened = await freshCaf("Quillham", "BB10 4ZW");
    const { page } = opened;
    await openSection(page, "Reason and contact");
    await page.getByLabel("Why is this assessment being made?").fill("Bruises that nobody explains");
    await page.getByRole("button", { name: "A child in danger? About the reason" }).click();
    const dialog = page.getByRole("dialog", { name: "Report danger to a child" });
    await dialog.getByRole("link", { name: "999" }).waitFor();
    await axe(page);
    await dialog.getByRole("button", { name: "Record the referral" }).click();
    await dialog.getByRole("link", { name: "Enter the time of your call" }).waitFor();
    await dialog.getByLabel("Reference that MASH gave you").fill("M-4711");
    await dialog.getByLabel("Time of your call").fill("08:05");
    await dialog.getByRole("button", { name: "Record the referral" }).click();
    await page.getByText("Referred to MASH 3 January 2017 at 08:05, reference M-4711").waitFor();
    expect(await page.getByLabel("Why is this assessment being made?").inputValue()).toBe("Bruises that nobody explains");
  });
});

describe("a CAF that a coordinator returns", () => {
  test("shows why before anything else, is amended, passes, and is closed", async () => {
    const household = family("Quillgate", "BB10 4ZM");
    await using opened = await freshCaf(household.name, household.postcode);
    const { page, reference } = opened;
    await fillFamily(page, household);
    await fillContact(page, { reason: "Mina is missing more and more school." });
    await fillAgreement(page, { who: "Dora", on: ["3", "1", "2017"], agencies: [] });
    await fillAnswers(page, ANSWERS);
    await saved(page);
    await submit(page);

    await using checking = await visitAs("coordinator", "/quality-assurance?district=burnley");
    await checking.page.getByRole("link", { name: reference }).waitFor();
    await axe(checking.page);
    await checking.page.goto(`/cafs/${reference}/review`);
    await checking.page.getByRole("button", { name: "Record the decision" }).click();
    await checking.page.getByRole("link", { name: "Choose whether to pass" }).waitFor();
    await axe(checking.page);
    await review(checking.page, reference, { reasons: ["Somebody in the family was not considered"], note: "Nobody asked about Tess." });

    await page.goto(`/cafs/${reference}/edit`);
    await page.getByRole("region", { name: "Returned" }).getByText("Nobody asked about Tess.").waitFor();
    await axe(page);
    await fillAnswers(page, {
      Tess: { "Children who need help": "Asked, no need", "Domestic abuse": "Asked, no need", Health: "Asked, no need" },
      Abel: { Health: "Asked, no need" },
    });
    await saved(page);
    await submit(page);
    await page.getByRole("heading", { level: 1, name: "CAF submitted again" }).waitFor();
    await review(checking.page, reference, "pass");

    await page.goto(`/cafs/${reference}/close`);
    await page.getByRole("button", { name: "Close the CAF" }).click();
    await page.getByRole("link", { name: "Choose why this CAF closes" }).waitFor();
    await axe(page);
    await page.getByLabel("The family’s needs are met").check();
    await page.getByLabel("What became of the family’s needs?").fill("Mina is back in school every day.");
    await page.getByRole("button", { name: "Close the CAF" }).click();
    await page.getByText("The CAF is closed").waitFor();
    await page.getByRole("heading", { name: "Earlier versions" }).waitFor();
    await axe(page);
  });
});

describe("what is typed", () => {
  test("is kept by itself, from section to section and over a reload", async () => {
    await using opened = await freshCaf("Quillby", "BB10 4ZV");
    const { page } = opened;
    await openSection(page, "Reason and contact");
    await page.getByLabel("Why is this assessment being made?").fill("Something changed at home");
    await page.getByText("Saving…").waitFor();
    await saved(page);
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "Reason and contact" }).waitFor();
    expect(await page.getByLabel("Why is this assessment being made?").inputValue()).toBe("Something changed at home");
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
    expect(await again.page.getByLabel("Why is this assessment being made?").inputValue()).toBe("Typed on a train");
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
    await second.page.getByLabel("Why is this assessment being made?").fill("From the second window");
    await saved(second.page);
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
    for (let stop = 0; stop < 4; stop++) await page.keyboard.press("Tab");
    await page.keyboard.type("Three weeks away, by the register");
    expect(await page.getByLabel("Evidence of Person 1’s need: Missing education").inputValue()).toBe("Three weeks away, by the register");
    await saved(page);
  });

  test.each([PHONE, NARROWEST])("and every other section fit a screen of %i pixels", async (width) => {
    await using opened = await freshCaf("Quillstead", width === PHONE ? "BB10 4ZQ" : "BB10 4ZP", width);
    const { page, reference, faults } = opened;
    await openSection(page, "The family");
    await page.getByLabel("Relationship to the family").selectOption("Child");
    await page.getByLabel("First name").fill("Mina");
    await page.getByRole("button", { name: "Save and continue" }).click();
    await saved(page);
    for (const section of ["", "/family", "/contact", "/agreement", "/voices", "/child-m1", "/needs", "/plan", "/family-view", "/check"]) {
      await page.goto(`/cafs/${reference}/edit${section}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      expect(await sidewaysScroll(page), section).toBe(0);
      await axe(page);
    }
    expect(faults).toEqual([]);
  });
});
