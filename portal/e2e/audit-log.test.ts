import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../../server/test/api-client.ts";
import { type Household, household, sealAll } from "../../server/test/household.ts";
import { type Account, USERS } from "../../server/test/town.ts";
import { accessibilityFaults, closeBrowser, NARROWEST, sidewaysScroll } from "./browser.ts";
import { visitTown } from "./visits.ts";

let api: Api;
let home: Household;
beforeAll(async () => {
  api = await startApi();
  home = await household(api, { seats: ["police"] });
  await household(api);
  const view = "query View($id: ID!) { family(id: $id) { id } }";
  for (const account of ["school", "school", "police"] as const) await (await api.as(account)).query(view, { id: home.id });
  await (await api.as("school")).query("{ families(first: 5) { edges { node { id } } } }");
  await sealAll(api);
});
afterAll(async () => {
  await closeBrowser();
  await api.stop();
});

const visit = (account: Account, path: string, width?: number) => visitTown(api, account, path, width);

const LOG = "/administration/audit-log";

describe("the audit log", () => {
  test("tells an administrator who did what, and narrows to a person, a family and a deed by links and filters", async () => {
    await using opened = await visit("admin", "/");
    const { page, faults } = opened;
    await page.getByRole("link", { name: "Administration" }).click();
    await page.getByRole("link", { name: "Audit log" }).click();
    const table = page.getByRole("table", { name: "Deeds, newest first" });
    await table.getByRole("link", { name: USERS.police.name }).first().click();
    await page.getByRole("link", { name: `Remove this filter: ${USERS.police.name}` }).waitFor();
    await expect.poll(() => table.getByRole("row").count()).toBe(3);
    expect(await table.innerText()).not.toContain(USERS.school.name);

    // By keyboard: the id is broken over two lines, and its middle is beside both.
    await table.getByRole("link", { name: home.id }).press("Enter");
    await page.getByRole("link", { name: "Remove this filter: One family" }).waitFor();
    await expect.poll(() => table.getByRole("row").count()).toBe(2);
    await page.getByRole("link", { name: "Clear all filters" }).click();
    await page.getByRole("heading", { name: "Filtered by" }).waitFor({ state: "detached" });
    await page.getByLabel("What was done").selectOption("Looked at a family");
    await page.getByRole("button", { name: "Apply filters" }).click();
    await expect.poll(() => table.getByRole("row").count()).toBe(4);
    expect(new URL(page.url()).search).toBe("?action=family.view");
    expect(faults).toEqual([]);
  });

  test("finds a person by name, and keeps the name out of the address", async () => {
    await using opened = await visit("informationOfficer", LOG);
    const { page } = opened;
    await page.getByLabel("Find what somebody did").fill("okoro");
    await page.getByRole("button", { name: "Search" }).click();
    const table = page.getByRole("table", { name: "Deeds, newest first" });
    await page.getByText("Clear the search").waitFor();
    await expect.poll(async () => (await table.innerText()).includes(USERS.police.name)).toBe(false);
    expect(await table.getByRole("link", { name: USERS.school.name }).count()).toBeGreaterThan(2);
    expect(page.url()).not.toMatch(/okoro/i);
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  test("says what is wrong with a filter, at its question, on a phone too, and shows nothing in its stead", async () => {
    await using opened = await visit("admin", `${LOG}?family=wilding&from=2017-2-`, NARROWEST);
    const { page } = opened;
    await page.getByText("Enter a reference, like F-100084, or a whole id").waitFor();
    await page.getByText("Enter a real date, such as 31 12 2016").waitFor();
    await page.getByText("Put the filter right to see what fits it.").waitFor();
    expect(await page.getByRole("table").count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
    const from = page.getByRole("group", { name: "From" });
    await from.getByLabel("Day").fill("1");
    await page.getByLabel("Family", { exact: true }).fill("");
    await page.getByRole("button", { name: "Apply filters" }).click();
    await page.getByText("Nothing in the log fits this.").waitFor();
    expect(new URL(page.url()).search).toBe("?from=2017-02-01");
  });

  test("goes out as a spreadsheet of identifiers, without a name in it, and that is recorded", async () => {
    await using opened = await visit("admin", `${LOG}?action=family.view`);
    const { page } = opened;
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: /^Download as a spreadsheet/ }).click(),
    ]);
    expect(file.suggestedFilename()).toBe("audit-log.csv");
    let text = "";
    for await (const chunk of await file.createReadStream()) text += String(chunk);
    const lines = text.trimEnd().split("\r\n");
    expect(lines[0]).toBe("\uFEFFid,at,business_at,user_id,role,action,family_ids,subject_id,reason,why,correlation_id");
    expect(lines).toHaveLength(4);
    expect(text).toContain(`,${USERS.police.id},PRACTITIONER,family.view,${home.id},,,INVOLVED,`);
    for (const { name } of Object.values(USERS)) expect(text).not.toContain(name);
    await page.getByText("The file is in your downloads.").waitFor();
    await page.goto(LOG);
    await page.getByRole("cell", { name: "Took a copy of the audit log" }).waitFor();
  });

  test("is closed to a coordinator", async () => {
    await using opened = await visit("coordinator", LOG);
    await opened.page.getByRole("heading", { level: 1, name: "You cannot use this page" }).waitFor();
  });
});

describe("who has looked at a family", () => {
  test("stands on its page for the coordinator, with a way there", async () => {
    await using opened = await visit("coordinator", `/families/${home.id}`);
    const { page, faults } = opened;
    await page.getByRole("navigation", { name: "On this page" }).getByRole("link", { name: "Who has looked" }).click();
    const rows = page.getByRole("table", { name: "Who has looked at this family" }).getByRole("row");
    await expect.poll(() => rows.count()).toBe(3);
    const said = (await rows.allInnerTexts()).map((text) => text.split(/\s*[\n\t]+\s*/u));
    expect(said.slice(1).map(([name, agency, looks]) => [name, agency, looks])).toEqual([
      [USERS.school.name, "Calder Vale High School", "3"],
      [USERS.police.name, "Constabulary", "1"],
    ]);
    expect(faults).toEqual([]);
  });

  test("is not there for the school", async () => {
    await using opened = await visit("school", `/families/${home.id}`);
    const { page } = opened;
    await page.getByRole("heading", { name: "Who can see this family, and why" }).waitFor();
    expect(await page.getByText("Who has looked").count()).toBe(0);
  });
});
