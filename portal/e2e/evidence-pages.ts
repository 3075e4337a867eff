import type { Locator, Page } from "playwright-core";
import { type Day, typeDay } from "./caf-pages.ts";
import { ask } from "./refusals.ts";

const FAMILIES = `query { families(first: 100) { edges { node { id name stage evidence { id } standing { needs criteria { criterion identified } } } } } }`;

type Listed = {
  families: {
    edges: {
      node: {
        id: string;
        name: string;
        stage: string;
        evidence: { id: string }[];
        standing: { needs: string[]; criteria: { criterion: string; identified: boolean }[] } | null;
      };
    }[];
  };
};

/** An attached family that both of them see, of which nobody has said anything of domestic abuse. */
export async function familyOfBoth(one: Page, other: Page): Promise<{ id: string; name: string }> {
  const listed = async (page: Page) => ((await ask(page, FAMILIES, {})).data as Listed).families.edges.map(({ node }) => node);
  const theirs = new Set((await listed(other)).map(({ id }) => id));
  const found = (await listed(one)).find(
    ({ id, stage, standing }) =>
      theirs.has(id) &&
      stage === "ATTACHED" &&
      standing?.criteria.some(({ criterion, identified }) => criterion === "DOMESTIC_ABUSE" && !identified),
  );
  if (found === undefined) throw new Error("no family is shared by both");
  return found;
}

/** One of the needs on the family's page, with everything that is folded under it. */
export function criterion(page: Page, name: string): Locator {
  return page
    .getByRole("region", { name: "Needs and progress" })
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { name }) });
}

/** Unfolds "Why?" of a need by the keyboard alone. */
export async function openWhy(page: Page, name: string): Promise<Locator> {
  const summary = criterion(page, name)
    .locator("summary")
    .filter({ hasText: /^Why\?/ })
    .first();
  await summary.focus();
  await page.keyboard.press("Enter");
  return summary.locator("..");
}

/** From the family's page: chooses what to add. */
export async function chooseKind(page: Page, kind: string): Promise<void> {
  await page.getByRole("button", { name: "Add evidence" }).click();
  await page.getByLabel(kind, { exact: true }).check();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("heading", { level: 1, name: kind }).waitFor();
}

export async function fillCallOut(page: Page, on: Day, statement: string): Promise<void> {
  await typeDay(page.getByRole("group", { name: "When did it happen?" }), on);
  await page.getByRole("group", { name: "Was the call-out in support of an injunction?" }).getByLabel("No").check();
  await page.getByLabel("What does this rest on?").fill(statement);
}

export async function record(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Record this evidence" }).click();
}

/** What the family's page says after evidence was added or corrected. */
export async function told(page: Page, heading: string): Promise<string> {
  const banner = page.getByRole("alert").filter({ hasText: heading });
  await banner.waitFor();
  return banner.innerText();
}

/** A line of the evidence that stands. */
export function entry(page: Page, text: string): Locator {
  return page.getByRole("table", { name: "Evidence", exact: true }).getByRole("row").filter({ hasText: text });
}
