import type { Locator, Page } from "playwright-core";
import { type CriterionName, type Day, typeDay } from "./caf-pages.ts";

/** What the page says after something was done. */
async function toldThat(page: Page, words: string): Promise<void> {
  await page.getByRole("alert").filter({ hasText: words }).waitFor();
}

/** A task on the home page: by what there is to do, and for which family. */
export function task(page: Page, what: string | RegExp, family: string): Locator {
  return page
    .getByRole("listitem")
    .filter({ hasText: `${family} family` })
    .getByRole("link", { name: what });
}

/** Opens the family's page by its name, and gives the id in its address. */
export async function findFamily(page: Page, name: string): Promise<string> {
  await page.goto("/families");
  await page.getByLabel("Find a family").fill(name);
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByRole("link", { name: `${name} family` }).click();
  await page.getByRole("heading", { level: 1, name: `${name} family` }).waitFor();
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

export async function openFamily(page: Page, id: string, name: string): Promise<void> {
  await page.goto(`/families/${id}`);
  await page.getByRole("heading", { level: 1, name: `${name} family` }).waitFor();
}

/** From the family's page: asks a colleague to lead it. */
export async function askToLead(page: Page, colleague: string): Promise<void> {
  await page.getByRole("link", { name: "Ask somebody to be lead professional" }).click();
  await page.getByLabel("Name, team or agency").fill(colleague);
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByText("1 person found.").waitFor();
  await page.getByLabel(colleague).check();
  await page.getByRole("button", { name: "Ask them" }).click();
  await toldThat(page, "They have been asked");
}

export async function acceptToLead(page: Page): Promise<void> {
  await page.getByLabel("Yes, I will lead").check();
  await page.getByRole("button", { name: "Send your answer" }).click();
  await toldThat(page, "You are now the lead professional");
}

export async function attach(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Attach this family" }).click();
  await toldThat(page, "The family is attached");
}

export type PlannedAction = { need: CriterionName; what: string; outcome: string; team: string; until: Day };

/** From the family's page: puts one more action into its plan. */
export async function addAction(page: Page, { need, what, outcome, team, until }: PlannedAction): Promise<void> {
  await page.getByRole("button", { name: "Add an action" }).click();
  await page.getByRole("group", { name: "Which need does it answer?" }).getByLabel(need, { exact: true }).check();
  await page.getByLabel("What will be done?").fill(what);
  await page.getByLabel("What should be different afterwards?").fill(outcome);
  await page.getByLabel("A team", { exact: true }).check();
  await page.getByLabel("Which team?").selectOption(team);
  await typeDay(page.getByRole("group", { name: "By when?" }), until);
  await page.getByRole("button", { name: "Add to the plan" }).click();
  await toldThat(page, "The action is in the plan");
}

/** A line of the family's plan, open or ended. */
export function actionRow(page: Page, table: "To do" | "Done or cancelled", what: string): Locator {
  return page.getByRole("table", { name: table }).getByRole("row").filter({ hasText: what });
}

/** From the family's page: marks an action of one's own team as done today. */
export async function completeAction(page: Page, what: string, note: string): Promise<void> {
  await actionRow(page, "To do", what).getByRole("link", { name: "Mark as done" }).click();
  await page.getByLabel("What was done?").fill(note);
  await page.getByRole("button", { name: "Mark as done" }).click();
  await toldThat(page, "The action is marked as done");
}
