import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { rows } from "../../server/test/household.ts";
import { closeBrowser } from "./browser.ts";
import { enrolHere, givePassword, heading, type Scene, startScene, visit } from "./sign-in-scene.ts";
import { readsWell } from "./visits.ts";

let scene: Scene;
let admin: Awaited<ReturnType<typeof visit>>;
let page: Page;
beforeAll(async () => {
  scene = await startScene();
  admin = await visit(scene, "/");
  page = admin.page;
  await givePassword(page, "admin");
  await enrolHere(page);
}, 120_000);
afterAll(async () => {
  await admin.context.close();
  await closeBrowser();
  await scene.stop();
});
afterEach(() => expect(admin.faults.splice(0)).toEqual([]));
const banner = (text: string | RegExp) => page.getByRole("alert").getByText(text);

async function fillDay(legend: string, [day, month, year]: readonly [string, string, string]): Promise<void> {
  const group = page.getByRole("group", { name: legend });
  await group.getByLabel("Day").fill(day);
  await group.getByLabel("Month").fill(month);
  await group.getByLabel("Year").fill(year);
}

describe("sharing agreements", () => {
  test("are recorded with their assessment, and ended", async () => {
    await page.getByRole("link", { name: "Administration" }).click();
    await page.getByRole("link", { name: "Sharing agreements" }).click();
    await page.getByText("No agreement is recorded yet.").waitFor();
    await readsWell(page, "agreements-none");
    await page.getByRole("button", { name: "Record an agreement" }).click();
    await heading(page, "Record a sharing agreement").waitFor();
    await page.getByRole("button", { name: "Record the agreement" }).click();
    await page.getByRole("alert").getByRole("link", { name: "Choose the agencies that have signed it" }).click();
    expect(await page.getByLabel("Calder Vale High School").evaluate((box) => box === document.activeElement)).toBe(true);
    await page.getByRole("alert").getByRole("link", { name: "Enter the day by which it is reviewed, such as 31 3 2017" }).click();
    expect(
      await page
        .getByRole("group", { name: "When is its review due?" })
        .getByLabel("Day")
        .evaluate((box) => box === document.activeElement),
    ).toBe(true);
    await readsWell(page, "agreement-refused");
    await page.getByLabel("Title").fill("Attendance for families with help");
    await page.getByLabel("Reference of the signed document").fill("IG/2016/41");
    await page.getByRole("checkbox", { name: "Calder Vale High School" }).check();
    await page.getByRole("checkbox", { name: "School attendance in a term" }).check();
    await page.getByLabel("What is it shared for?").fill("Early help\nSchool attendance");
    await fillDay("When was it signed?", ["1", "11", "2016"]);
    await fillDay("First day", ["1", "12", "2016"]);
    await fillDay("Last day", ["30", "11", "2016"]);
    await fillDay("When is its review due?", ["1", "6", "2017"]);
    await page.getByRole("button", { name: "Record the agreement" }).click();
    await page.getByRole("alert").getByText("The last day must not be before the first").waitFor();
    await fillDay("Last day", ["30", "11", "2017"]);
    await readsWell(page, "agreement-filled");
    await page.getByRole("button", { name: "Record the agreement" }).click();
    await banner("is recorded. Record its impact assessment next").waitFor();
    await page.getByText("None: nothing can be sent under this agreement yet").waitFor();
    await page.getByRole("button", { name: "Record an impact assessment" }).click();
    await page.getByLabel("Title").fill("Attendance by machine");
    await page.getByLabel("Reference of the document").fill("DPIA/2016/7");
    await page.getByLabel("Who approved it?").fill("Head of information governance");
    await fillDay("When was it approved?", ["20", "11", "2016"]);
    await fillDay("When is its review due?", ["20", "11", "2017"]);
    await readsWell(page, "assessment-filled");
    await page.getByRole("button", { name: "Record the assessment" }).click();
    await banner("The assessment of Attendance for families with help is recorded").waitFor();
    await readsWell(page, "agreements");
    await page.getByRole("button", { name: "Take the approval back" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Take it back" }).click();
    await banner("The approval of Attendance by machine is taken back").waitFor();
    await page.getByRole("button", { name: "End it" }).click();
    await readsWell(page, "agreement-end");
    await page.getByRole("dialog").getByRole("button", { name: "End it now" }).click();
    await banner("Attendance for families with help is ended").waitFor();
    await readsWell(page, "agreements-ended");
  });
});

test("agencies of which there are many are folded by kind, and what is chosen of them is said", async () => {
  for (const number of [1, 2, 3, 4, 5]) {
    await rows(scene.api, "INSERT INTO agency (id, name, kind) VALUES ($1, $2, 'SCHOOL')", [randomUUID(), `Folded School ${number}`]);
  }
  await page.goto("/administration/sharing-agreements/new");
  await page.getByRole("checkbox", { name: "Constabulary" }).waitFor();
  const fold = page.locator("summary", { hasText: "School: 7 agencies" });
  expect(await page.getByLabel("Folded School 3").isVisible()).toBe(false);
  await fold.press("Enter");
  await page.getByLabel("Folded School 3").press("Space");
  await page.getByText("School: 7 agencies, 1 chosen").waitFor();
  await page.getByRole("checkbox", { name: "Constabulary" }).press("Space");
  await readsWell(page, "agreement-folded");
  await page.getByRole("button", { name: "Record the agreement" }).press("Enter");
  await page.getByRole("alert").getByText("Enter a title").waitFor();
  expect(await page.getByRole("alert").getByText("Choose the agencies").count()).toBe(0);
});

describe("machine clients", () => {
  test("are made, their token shown once, and revoked", async () => {
    await page.goto("/administration/machine-clients");
    await page.getByText("No agency’s system sends anything yet.").waitFor();
    await readsWell(page, "machines-none");
    await page.getByRole("button", { name: "Make a machine client" }).click();
    await heading(page, "Make a machine client").waitFor();
    await page.getByRole("button", { name: "Make it and show the token" }).click();
    await page.getByRole("alert").getByText("Choose the agency").waitFor();
    await page.getByRole("alert").getByText("Choose what it may do").waitFor();
    await readsWell(page, "machine-refused");
    await page.getByLabel("Name", { exact: true }).fill("Calder Vale records");
    await page.getByLabel("Agency", { exact: true }).selectOption({ label: "Calder Vale High School" });
    await page.getByLabel("Team").selectOption({ label: "Pastoral team" });
    await page.getByRole("checkbox", { name: "Send evidence about its families" }).check();
    await page.getByRole("radio", { name: "A year" }).check();
    await readsWell(page, "machine-filled");
    await page.getByRole("button", { name: "Make it and show the token" }).click();
    await heading(page, "Calder Vale records is made").waitFor();
    const token = await page.getByText(/^wtwf_[\w-]{43}$/u).textContent();
    await readsWell(page, "machine-token");
    await page.getByRole("button", { name: "I have kept it" }).click();
    await page.getByRole("table", { name: "Machine clients" }).waitFor();
    expect(await page.content()).not.toContain(token ?? "none");
    expect(page.url()).not.toContain("wtwf_");
    await readsWell(page, "machines");
    await page.getByRole("button", { name: "Revoke Calder Vale records" }).click();
    await readsWell(page, "machine-revoke");
    await page.getByRole("dialog").getByRole("button", { name: "Revoke it" }).click();
    await banner("Calder Vale records is revoked").waitFor();
    await page.getByText("Revoked", { exact: true }).waitFor();
  });

  test("are not the information officer's, who keeps the agreements", async () => {
    await using officer = await visit(scene, "/");
    await givePassword(officer.page, "informationOfficer");
    await enrolHere(officer.page);
    await officer.page.goto("/administration");
    await officer.page.getByRole("link", { name: "Sharing agreements" }).waitFor();
    expect(await officer.page.getByRole("link", { name: "Machine clients" }).count()).toBe(0);
    await officer.page.goto("/administration/machine-clients");
    await heading(officer.page, "You cannot use this page").waitFor();
  });
});
