import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../../server/test/api-client.ts";
import type { Household } from "../../server/test/household.ts";
import { leftDraft, longClosed, referenceOf } from "../../server/test/retention.ts";
import { type Account, town } from "../../server/test/town.ts";
import { accessibilityFaults, closeBrowser, NARROWEST, sidewaysScroll } from "./browser.ts";
import { readsWell, visitTown } from "./visits.ts";

let api: Api;
let home: Household;
let reference: string;
beforeAll(async () => {
  api = await startApi(town, { withoutJobs: true });
  home = await longClosed(api);
  reference = await referenceOf(api, home.id);
});
afterAll(async () => {
  await closeBrowser();
  await api.stop();
});

const visit = (account: Account, path: string, width?: number) => visitTown(api, account, path, width);

const QUEUE = "/administration/retention";

describe("keeping and disposal", () => {
  test("a record is held, released and reviewed by the officer, and disposed of by an administrator", async () => {
    await using officer = await visit("informationOfficer", "/administration");
    const { page } = officer;
    await page.getByRole("link", { name: "Keeping and disposal" }).click();
    await page.getByRole("table", { name: "Due for review (1)" }).getByRole("link", { name: reference }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

    await page
      .getByRole("button", { name: "Put a record on hold" })
      .or(page.getByRole("link", { name: "Put a record on hold" }))
      .click();
    await page.getByRole("button", { name: "Put on hold" }).click();
    await page.getByRole("alert").getByText("Enter a reference, like F-100084").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByLabel("Family’s reference").fill(reference);
    await page.getByLabel("Why is it put on hold?").fill("A claim is expected");
    await page.getByRole("button", { name: "Put on hold" }).press("Enter");
    await page.getByText("The record is on hold", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Lift the hold" }).press("Enter");
    await page.getByText("The hold is lifted").waitFor();

    await page.getByRole("button", { name: "Record the review" }).click();
    await page.getByRole("alert").getByText("Choose whether it is kept or disposed of").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByLabel("Dispose of it").check();
    await page.getByLabel("Why?").fill("Nothing speaks for keeping it");
    await page.getByRole("button", { name: "Record the review" }).click();
    await page.getByText("An administrator or another information officer carries out the disposal").waitFor();
    expect(await page.getByRole("button", { name: "Dispose of this record" }).count()).toBe(0);

    await using admin = await visit("admin", QUEUE, NARROWEST);
    const phone = admin.page;
    await phone.getByRole("link", { name: reference }).click();
    expect(await sidewaysScroll(phone)).toBe(0);
    await phone.getByRole("button", { name: "Dispose of this record" }).click();
    await phone.getByRole("heading", { name: "Certificate of disposal" }).waitFor();
    await phone.getByRole("row", { name: "People’s names and dates of birth 5" }).waitFor();
    expect(await accessibilityFaults(phone)).toEqual([]);
    expect(await sidewaysScroll(phone)).toBe(0);
    expect([...officer.faults, ...admin.faults]).toEqual([]);
  });

  test("a family whose record was disposed of says so, and its page still opens", async () => {
    await using opened = await visit("coordinator", `/families/${home.id}`);
    const { page, faults } = opened;
    await page.getByRole("heading", { name: `Family ${reference}`, level: 1 }).waitFor();
    await page.getByText("Record disposed of").first().waitFor();
    for (const name of ["Ask somebody to lead", "Add an action", "Record an agreement", "Record that something is wrong"])
      expect(await page.getByRole("button", { name }).count(), name).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  test("the schedule is changed from a day on, after a look at what that would do, and a left draft goes", async () => {
    await leftDraft(api);
    await using officer = await visit("informationOfficer", QUEUE, NARROWEST);
    const { page, faults } = officer;
    await page.getByRole("link", { name: "Change how long it is kept: Closed case" }).press("Enter");
    await page.getByLabel("Until the youngest child is how old?").fill("20");
    await page.getByRole("button", { name: "See what this would change" }).press("Enter");
    await page.getByText("would fall due sooner").waitFor();
    await page.getByLabel("Why is it changed?").fill("The council decided so");
    await page.getByRole("button", { name: "Change the schedule" }).press("Enter");
    await page.getByRole("alert").getByText("Enter 21 or more.").waitFor();
    await readsWell(page, "retention-schedule-error");
    await page.getByLabel("Until the youngest child is how old?").fill("26");
    await page.getByLabel("Year").fill("2018");
    await page.getByRole("button", { name: "Change the schedule" }).press("Enter");
    await page.getByText("The schedule says so from 3 January 2018 on").waitFor();
    await page.getByText("From 3 January 2018: Until the youngest child is 26").waitFor();
    await readsWell(page, "retention-retention");
    await page.getByRole("button", { name: "Dispose of this draft" }).press("Enter");
    await page.getByText("The draft is disposed of").waitFor();
    await page.getByText("No draft is due.").waitFor();
    expect(faults).toEqual([]);
  });

  test("is nobody else's, and says what is wrong with a day", async () => {
    await using school = await visit("school", QUEUE);
    await school.page.getByRole("heading", { level: 1, name: /cannot|not allowed|permission/i }).waitFor();
    await using officer = await visit("informationOfficer", `${QUEUE}?state=KEPT&dueBy=2017-2-`, NARROWEST);
    await officer.page.getByText("Enter a real date, such as 31 12 2016").waitFor();
    await officer.page.getByText("No record was reviewed and kept.").waitFor();
    expect(await accessibilityFaults(officer.page)).toEqual([]);
    expect(await sidewaysScroll(officer.page)).toBe(0);
  });
});
