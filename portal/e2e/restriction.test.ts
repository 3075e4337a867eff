import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../../server/test/api-client.ts";
import { type Household, household, rows } from "../../server/test/household.ts";
import { type Account, PASSWORD, USERS } from "../../server/test/town.ts";
import { closeBrowser, NARROWEST } from "./browser.ts";
import { readsWell, visitTown } from "./visits.ts";

let api: Api;
let home: Household;
let reference: string;
beforeAll(async () => {
  api = await startApi();
  home = await household(api, { seats: ["police"], lead: "earlyHelp", needs: ["WORKLESSNESS"] });
  const [row] = await rows<{ reference: string }>(api, "SELECT reference FROM family WHERE id = $1", [home.id]);
  reference = row?.reference ?? "none";
});
afterAll(async () => {
  await closeBrowser();
  await api.stop();
});

const visit = (account: Account, path: string, width?: number) => visitTown(api, account, path, width);

describe("emergency access", () => {
  test("is asked for by reference with a reason, on a phone and by the keyboard, and opens the family to read", async () => {
    await using opened = await visit("housing", "/families", NARROWEST);
    const { page, faults } = opened;
    await page.getByRole("link", { name: "Open a family in an emergency" }).press("Enter");
    await page.getByRole("heading", { name: "Open a family in an emergency" }).waitFor();
    await page.getByRole("button", { name: "Open for one hour" }).press("Enter");
    await page.getByRole("alert").getByText("Enter why you need to see this family now").waitFor();
    await readsWell(page, "emergency-errors");
    await page.getByLabel("By its reference").press("Space");
    await page.getByLabel("Family reference").fill("F-999999");
    await page.getByLabel("Why do you need to see this family now?").fill("The neighbours hear a child scream");
    await page.getByRole("button", { name: "Open for one hour" }).press("Enter");
    await page.getByRole("alert").getByText("No family that fits can be opened here").waitFor();
    await page.getByLabel("Family reference").fill(reference.toLowerCase());
    await page.getByRole("button", { name: "Open for one hour" }).press("Enter");
    await page.getByText("The information officer has been told").waitFor();
    expect(page.url()).toContain(`/families/${home.id}`);
    expect(await page.getByRole("button", { name: /Add an action|Record a meeting|Add evidence/ }).count()).toBe(0);
    await readsWell(page, "emergency-open");
    await page.goto("/emergency");
    await page.getByRole("heading", { name: "Open to you now" }).waitFor();
    expect(faults).toEqual([]);
  });

  test("is reported to the information officer, who marks it as looked into", async () => {
    await using opened = await visit("informationOfficer", "/administration");
    const { page, faults } = opened;
    await page.getByRole("link", { name: "Emergency access" }).click();
    await page.getByText("The neighbours hear a child scream").waitFor();
    await readsWell(page, "emergency-report");
    await page.getByRole("button", { name: "Mark as looked into" }).click();
    await page.getByRole("alert").getByText("Enter what you found").waitFor();
    await page.getByLabel("What did you find?").fill("Rang the landlord: it was so");
    await page.getByRole("button", { name: "Mark as looked into" }).click();
    await page.getByText("Nothing waits to be looked into.").waitFor();
    await readsWell(page, "emergency-report-empty");
    await page.getByRole("link", { name: "Show those looked into as well" }).click();
    await page.getByText("Rang the landlord: it was so").waitFor();
    expect(faults).toEqual([]);
  });

  test("has no page for those whose role has none", async () => {
    await using opened = await visit("school", "/administration/emergency-access");
    await opened.page.getByRole("heading", { name: /not allowed|cannot|not for/i }).waitFor();
  });
});

describe("restricting a family", () => {
  test("asks why and who, and for proof; then the school no longer finds it", async () => {
    await using opened = await visit("coordinator", `/families/${home.id}/restriction`);
    const { page, faults } = opened;
    await page.getByRole("heading", { name: "Restrict this family" }).waitFor();
    await page.getByLabel("Why is it to be restricted?").fill("The father works at the school");
    await page.getByLabel(USERS.police.name).check();
    await readsWell(page, "restrict");
    await rows(api, "UPDATE session SET proved_at = now() - interval '11 minutes'");
    await page.getByRole("button", { name: "Restrict this family" }).click();
    await page.getByRole("dialog").getByLabel("Password").fill(PASSWORD);
    await page.getByRole("dialog").getByRole("button", { name: "Go on" }).click();
    await page.getByText("The family is restricted").waitFor();
    await page.getByText("Only named people may see this family").waitFor();
    await using school = await visit("school", `/families/${home.id}`);
    await school.page.getByRole("heading", { name: /could not find/i }).waitFor();
    expect(faults).toEqual([]);
  });

  test("names somebody else, takes them off again, keeps the last coordinator, and is lifted", async () => {
    await using opened = await visit("coordinator", `/families/${home.id}/restriction`, NARROWEST);
    const { page, faults } = opened;
    await page.getByRole("heading", { name: "Who may see this family" }).waitFor();
    await readsWell(page, "restriction");
    await page.getByLabel("Who", { exact: true }).selectOption({ label: `${USERS.school.name}, ${USERS.school.agency.name}` });
    await page.getByRole("button", { name: "Let them see it" }).press("Enter");
    await page.getByRole("button", { name: `Take off ${USERS.school.name}` }).press("Enter");
    await page.getByRole("button", { name: `Take off ${USERS.school.name}` }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: `Take off ${USERS.coordinator.name}` }).press("Enter");
    await page.getByRole("alert").getByText("Nobody would be left who can lift the restriction").waitFor();
    await readsWell(page, "restriction-error");
    await page.getByLabel("Why can it be lifted?").fill("He has left the school");
    await page.getByRole("button", { name: "Lift the restriction" }).press("Enter");
    await page.getByText("The restriction is lifted").waitFor();
    expect(faults).toEqual([]);
  });
});

test("an agency lead hands a case over to another team, and names who is asked to lead next", async () => {
  const team = "00000000-0000-4000-8000-0000000009f1";
  await rows(api, "INSERT INTO team (id, agency_id, name) VALUES ($1, $2, 'Sixth form')", [team, USERS.school.agency.id]);
  await rows(api, "UPDATE app_user SET agency_id = $1, team_id = $2 WHERE id = $3", [USERS.school.agency.id, team, USERS.otherSchool.id]);
  const led = await household(api, { lead: "school" });
  await using opened = await visit("schoolLead", `/families/${led.id}#access`, NARROWEST);
  const { page, faults } = opened;
  await page.getByRole("button", { name: "Show all sections" }).click();
  await page.getByRole("button", { name: "Hand this case over" }).press("Enter");
  await page.getByRole("heading", { name: "Hand this case over" }).waitFor();
  await page.getByRole("button", { name: "Hand it over" }).press("Enter");
  await page.getByRole("alert").getByText("Choose the team that takes it over").waitFor();
  await page.getByLabel("Which team takes it over?").selectOption("Sixth form");
  await page.getByLabel("Who is asked to lead the family next?").selectOption(USERS.otherSchool.name);
  await readsWell(page, "hand-over");
  await page.getByRole("button", { name: "Hand it over" }).press("Enter");
  await page.getByText("The case is handed over").waitFor();
  expect(faults).toEqual([]);
});
