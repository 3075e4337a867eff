import { afterAll, describe, expect, test } from "vitest";
import { closeBrowser, DESKTOP, lines, PHONE, sidewaysScroll } from "./browser.ts";
import {
  checkForCaf,
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
  submit,
  typeDay,
  visitAs,
} from "./caf-pages.ts";
import { ANSWERS, axe, family, freshCaf } from "./caf-scenes.ts";

afterAll(closeBrowser);

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
    await page.getByText("4 Weir Street, BB10 4ZY").waitFor();
    await page.getByText("5 people, 2 actions").waitFor();
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
    await checking.page.goto("/quality-assurance");
    await checking.page.getByRole("link", { name: reference }).waitFor();
    for (const width of [DESKTOP, PHONE]) {
      await checking.page.setViewportSize({ width, height: 900 });
      const times = await checking.page.locator("td time").all();
      expect(times.length).toBeGreaterThan(3);
      for (const time of times) expect(await lines(time), `submitted at ${width}`).toBe(1);
      expect(await sidewaysScroll(checking.page)).toBe(0);
    }
    await checking.page.setViewportSize({ width: DESKTOP, height: 900 });
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
