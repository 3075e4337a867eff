import type { Locator, Page } from "playwright-core";
import { inject } from "vitest";
import { openPage } from "./browser.ts";
import { arrive } from "./visits.ts";

/** The question that stands in every sign-in, at the front door and over a page whose session ran out. */
export async function signIn(within: Page | Locator, account: string): Promise<void> {
  await within.getByLabel("Email address").fill(`${account}@lancashire.example`);
  await within.getByLabel("Password").fill(inject("service").password);
  await within.getByRole("button", { name: "Sign in" }).click();
}

/** A window of somebody who is signed in, at an address. */
export async function visitAs(account: string, path: string, width?: number) {
  const { url } = inject("service");
  const opened = await openPage({ baseURL: url, ...(width === undefined ? {} : { width }) });
  await arrive(opened.page, path, `${account} ${url}`, () => signIn(opened.page, account));
  await opened.page.getByRole("heading", { level: 1 }).waitFor();
  return { ...opened, [Symbol.asyncDispose]: () => opened.context.close() };
}

/** Day, month, year, as people type them. */
export type Day = readonly [string, string, string];
export type Person = { givenName: string; familyName: string; born: Day; relationship: string };
export type Family = { name: string; address: string; postcode: string; district: string; people: readonly Person[] };
export type CriterionName =
  | "Crime and anti-social behaviour"
  | "Missing education"
  | "Children who need help"
  | "Out of work or in debt"
  | "Domestic abuse"
  | "Health";
/** "Need" comes with its evidence. */
export type Given = "Asked, no need" | "Not asked" | { need: string };
/** By first name; who or what is left out stays not asked. */
export type Answers = Readonly<Record<string, Partial<Record<CriterionName, Given>>>>;
export type Action = { need: CriterionName; what: string; outcome: string; by: "The family itself" | { team: string }; until: Day };

export async function typeDay(group: Locator, [day, month, year]: Day): Promise<void> {
  await group.getByLabel("Day").fill(day);
  await group.getByLabel("Month").fill(month);
  await group.getByLabel("Year").fill(year);
}

export async function checkForCaf(page: Page, person: { familyName: string; born: Day; postcode: string }): Promise<void> {
  await page.getByLabel("Last name").fill(person.familyName);
  await typeDay(page.getByRole("group", { name: "Their date of birth" }), person.born);
  await page.getByLabel("Postcode where the family lives").fill(person.postcode);
  await page.getByRole("button", { name: "Check", exact: true }).click();
}

/** From the answer "none known" to the list of sections; gives the reference. */
export async function startCaf(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Start a CAF" }).click();
  await page.getByRole("heading", { level: 1, name: "Write a CAF" }).waitFor();
  return /CAF-\d+/.exec(page.url())?.[0] ?? "";
}

/** Waits until the server has all that was typed. */
export async function saved(page: Page): Promise<void> {
  await page.getByText("Last saved").waitFor();
}

/** Types something that is saved by itself, and waits until the server has it: "Last saved" may still be of an earlier time. */
export async function savedAfter(page: Page, typing: () => Promise<unknown>): Promise<void> {
  const answered = page.waitForResponse((response) => response.request().postData()?.includes("SaveCafDraft") ?? false);
  await typing();
  await answered;
  await saved(page);
}

export async function openSection(page: Page, title: string): Promise<void> {
  const all = page.getByRole("link", { name: "All sections" });
  if ((await all.count()) > 0) await all.click();
  await page.getByRole("link", { name: title, exact: true }).click();
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
}

async function next(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Save and continue" }).click();
}

async function fillPerson(page: Page, index: number, person: Person): Promise<void> {
  await page.getByLabel("Relationship to the family").nth(index).selectOption(person.relationship);
  await page.getByLabel("First name").nth(index).fill(person.givenName);
  await page.getByLabel("Last name").nth(index).fill(person.familyName);
  await typeDay(page.getByRole("group", { name: "Date of birth" }).nth(index), person.born);
}

/** The household; the first person stands there already. */
export async function fillFamily(page: Page, family: Family): Promise<void> {
  await openSection(page, "The family");
  await page.getByLabel("Family name").fill(family.name);
  await page.getByLabel("Address").fill(family.address);
  await page.getByLabel("Postcode").fill(family.postcode);
  await page.getByLabel("District in which they live").selectOption(family.district);
  for (const [index, person] of family.people.entries()) {
    if (index > 0) await page.getByRole("button", { name: "Add another person" }).click();
    await fillPerson(page, index, person);
  }
  await next(page);
}

export async function fillContact(page: Page, { reason }: { reason: string }): Promise<void> {
  await openSection(page, "Reason and contact");
  await page.getByLabel("Why is this assessment being made?").fill(reason);
  await page.getByLabel("Language the family speaks at home").fill("English");
  await page.getByLabel("Safe ways to make contact").fill("Text first, after four o’clock");
  await page.getByLabel("Agencies already involved").fill("School nurse\nHousing association");
  await next(page);
}

export async function fillAgreement(
  page: Page,
  { who, on, agencies }: { who: string; on: Day; agencies: readonly string[] },
): Promise<void> {
  await openSection(page, "Agreement");
  await page.getByRole("group", { name: "Does the family agree" }).getByLabel("Yes").check();
  await page.getByLabel("Who agrees for the family?").selectOption(who);
  await page.getByLabel("They have parental responsibility").check();
  await typeDay(page.getByRole("group", { name: "When did they agree?" }), on);
  for (const purpose of ["Help for the whole family", "Sharing what is written here", "Being counted in the county"]) {
    await page.getByLabel(purpose).check();
  }
  for (const agency of agencies) await page.getByLabel(agency, { exact: true }).check();
  await next(page);
}

export async function fillVoices(page: Page, voices: Readonly<Record<string, string>>): Promise<void> {
  await openSection(page, "What they say");
  for (const [name, words] of Object.entries(voices)) await page.getByLabel(`What ${name} says`).fill(words);
  await next(page);
}

/** Each of the three domains of one child, in the same words. */
export async function fillChild(page: Page, name: string, { strengths, needs }: { strengths: string; needs: string }): Promise<void> {
  await openSection(page, `${name}’s life`);
  for (const domain of ["Development", "Parents and carers", "Family and environment"]) {
    const group = page.getByRole("group", { name: domain });
    await group.getByLabel("Strengths").fill(strengths);
    await group.getByLabel("Needs").fill(needs);
  }
  await next(page);
}

/** The cell of the grid, by name and criterion. */
export function cell(page: Page, name: string, criterion: CriterionName): Locator {
  return page.getByRole("group", { name: `${name}: ${criterion}` });
}

export async function fillAnswers(page: Page, answers: Answers): Promise<void> {
  await openSection(page, "Needs of each person");
  for (const [name, given] of Object.entries(answers)) {
    for (const [criterion, answer] of Object.entries(given) as [CriterionName, Given][]) {
      const choice = typeof answer === "string" ? answer : "Need";
      await cell(page, name, criterion).getByLabel(choice, { exact: true }).check();
      if (typeof answer !== "string") await page.getByLabel(`Evidence of ${name}’s need: ${criterion}`).fill(answer.need);
    }
  }
  await next(page);
}

async function fillAction(page: Page, index: number, action: Action): Promise<void> {
  const group = page.getByRole("group", { name: `Action ${index + 1}`, exact: true });
  await group.getByLabel("Which need does it answer?").selectOption(action.need);
  await group.getByLabel("What will be done?").fill(action.what);
  await group.getByLabel("What outcome is wanted?").fill(action.outcome);
  if (typeof action.by === "string") await group.getByLabel(action.by).check();
  else {
    await group.getByLabel("An agency’s team").check();
    await group.getByLabel("Team", { exact: true }).selectOption(action.by.team);
  }
  await typeDay(group.getByRole("group", { name: "By when?" }), action.until);
}

export async function fillPlan(page: Page, actions: readonly Action[]): Promise<void> {
  await openSection(page, "Plan");
  for (const [index, action] of actions.entries()) {
    await page.getByRole("button", { name: /Add an(other)? action/ }).click();
    await fillAction(page, index, action);
  }
  await next(page);
}

export async function fillFamilyView(page: Page, words: string): Promise<void> {
  await openSection(page, "The family’s view");
  await page.getByLabel("Yes").check();
  await page.getByLabel("What the family says about this assessment").fill(words);
  await next(page);
}

/** Checks the quality of a CAF: passes it, or returns it with reasons and a note. */
export async function review(
  page: Page,
  reference: string,
  decision: "pass" | { reasons: readonly string[]; note: string },
): Promise<void> {
  await page.goto(`/cafs/${reference}/review`);
  if (decision === "pass") await page.getByLabel("Yes, it passes").check();
  else {
    await page.getByLabel("No, return it").check();
    for (const reason of decision.reasons) await page.getByLabel(reason).check();
    await page.getByLabel("Note to the team").fill(decision.note);
  }
  await page.getByRole("button", { name: "Record the decision" }).click();
  await page.getByText(`${reference} ${decision === "pass" ? "has passed" : "was returned"}`).waitFor();
}

/** From wherever one is in the form to its last page. */
export async function openCheck(page: Page): Promise<void> {
  const all = page.getByRole("link", { name: "All sections" });
  if ((await all.count()) > 0) await all.click();
  await page.getByRole("button", { name: "Check and submit" }).click();
  await page.getByRole("heading", { level: 1, name: "Check and submit" }).waitFor();
}

/** Submits, and gives the reference on the receipt. */
export async function submit(page: Page): Promise<string> {
  await openCheck(page);
  await page.getByRole("button", { name: "Submit the CAF" }).click();
  const receipt = page.getByRole("heading", { level: 1, name: /^CAF submitted/ });
  await receipt.waitFor();
  return /CAF-\d+/.exec(page.url())?.[0] ?? "";
}
