import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../../server/test/api-client.ts";
import { type Household, rows } from "../../server/test/household.ts";
import { readPdf } from "../../server/test/pdf.ts";
import { largeFamily, requestAbout } from "../../server/test/subject-access.ts";
import { type Account, town } from "../../server/test/town.ts";
import { accessibilityFaults, closeBrowser } from "./browser.ts";
import { readsWell, visitTown } from "./visits.ts";

let api: Api;
let home: Household;
beforeAll(async () => {
  api = await startApi(town, { withoutJobs: true });
  home = await largeFamily(api);
});
afterAll(async () => {
  await closeBrowser();
  await api.stop();
});

const visit = (account: Account, path: string, width?: number) => visitTown(api, account, path, width);

const QUEUE = "/administration/subject-access";
const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name });
async function day(page: Page, legend: string, date: string) {
  const [year = "", month = "", dayOfMonth = ""] = date.split("-");
  const group = page.getByRole("group", { name: legend });
  await group.getByLabel("Day").fill(dayOfMonth);
  await group.getByLabel("Month").fill(month);
  await group.getByLabel("Year").fill(year);
}

describe("subject access", () => {
  test("a request goes from the form to a file that is handed over, by keyboard and at every width", async () => {
    await using officer = await visit("informationOfficer", "/administration");
    const { page } = officer;
    await page.getByRole("link", { name: "Subject access requests" }).press("Enter");
    await page.getByText("No request waits to be answered.").waitFor();
    await readsWell(page, "sar-empty");
    await page.getByRole("button", { name: "Record a request" }).press("Enter");
    await heading(page, "Record a subject access request").waitFor();
    await page.getByRole("button", { name: "Record the request" }).press("Enter");
    await page.getByRole("alert").getByRole("link", { name: "Choose who asks" }).waitFor();
    await readsWell(page, "sar-new-error");

    await page.getByLabel("A parent, for their child").check();
    await page.getByLabel("Their name").fill("Żaneta Łopatka");
    await page.getByLabel("What shows that they may ask?").fill("Birth certificate seen");
    await day(page, "When was it received?", "2016-12-20");
    await page.getByLabel("First name").fill("Tia");
    await page.getByLabel("Last name").fill("Nobody");
    await day(page, "Date of birth", "2002-05-05");
    await page.getByLabel("Postcode of their home").fill("bb11 1aa");
    await page.getByRole("button", { name: "Record the request" }).press("Enter");
    await page.getByRole("alert").getByText("Nobody on record fits this").waitFor();
    await page.getByLabel("Last name").fill("Lopatka");
    await page.getByRole("button", { name: "Record the request" }).press("Enter");

    await page.getByText("The request is recorded").waitFor();
    await page.getByText("Tia Łopatka").waitFor();
    expect(page.url()).toMatch(/\/administration\/subject-access\/SAR-\d+$/u);
    await page.getByText("20 January 2017", { exact: true }).waitFor();
    await readsWell(page, "sar-recorded");
    await page.getByRole("button", { name: "Record the proof" }).press("Enter");
    await page.getByRole("alert").getByText("Enter the day it was proved").waitFor();
    await page.getByLabel("How was it proved?").fill("Passport seen");
    await day(page, "When?", "2017-01-03");
    await page.getByRole("button", { name: "Record the proof" }).press("Enter");

    await page.getByRole("heading", { name: "What is held" }).waitFor();
    await readsWell(page, "sar-held");
    await page.getByRole("button", { name: /^Give (?:that|those)/u }).press("Enter");
    await page
      .getByText(/items? (?:is|are) given/u)
      .first()
      .waitFor();
    await page.getByRole("button", { name: "Decide on the next item" }).press("Enter");
    await withholdOne(page);
    const reference = /SAR-\d+/u.exec(page.url())?.[0] ?? "none";
    await decideOnTheRest(reference);
    await page.goto(`${QUEUE}/${reference}`);

    await page.getByRole("button", { name: "Mark as prepared" }).press("Enter");
    await page.getByRole("heading", { name: "Next: make the file and hand it over" }).waitFor();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save as PDF" }).press("Enter")]);
    expect(download.suggestedFilename()).toMatch(/^SAR-\d+\.pdf$/u);
    const pdf = await readPdf(await readFile(await download.path()));
    expect(pdf).toMatchObject({ tagged: true, title: "What is held about you", language: "en-GB" });
    expect(pdf.roles.slice(0, 4)).toEqual(["Root", "Document", "H1", "P"]);
    expect(pdf.text).toContain("Tia Łopatka");
    expect(pdf.text).not.toMatch(/Zbigniew|Xanthos|Quillfeather|Żaneta/u);
    await readsWell(page, "sar-made");

    await page.getByLabel("In person").check();
    await day(page, "When?", "2017-01-03");
    await page.getByRole("button", { name: "Record that it was handed over" }).press("Enter");
    await page.getByText("It is recorded that the file was handed over").waitFor();
    await page.getByText("Tia Łopatka").waitFor({ state: "detached" });
    await readsWell(page, "sar-handed-over");
    expect(officer.faults).toEqual([]);
  }, 120_000);

  test("what is due or overdue is a task at home and marked in the list, and is nobody else's", async () => {
    const { requestId } = await requestAbout(api, home.people[2], "RECEIVED", "2016-11-20");
    const [{ reference } = { reference: "none" }] = await rows<{ reference: string }>(
      api,
      "SELECT reference FROM subject_request WHERE id = $1",
      [requestId],
    );
    await using officer = await visit("informationOfficer", "/");
    const { page } = officer;
    await page.getByRole("link", { name: `Answer subject access request ${reference}` }).click();
    await page.getByRole("row", { name: new RegExp(`${reference}.*Overdue`, "u") }).waitFor();
    await page.getByRole("link", { name: reference }).click();
    await page.getByText("Refuse or withdraw the request").click();
    await page.getByRole("button", { name: "Close without handing over" }).click();
    await page.getByRole("alert").getByText("Choose why it is closed").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

    await using school = await visit("school", QUEUE);
    await heading(school.page, /cannot|not allowed|permission/i).waitFor();
    await using lost = await visit("informationOfficer", `${QUEUE}/SAR-999999`);
    await heading(lost.page, "We could not find that request").waitFor();
    await lost.page.getByRole("main").getByRole("link", { name: "Subject access requests" }).click();
    await heading(lost.page, "Subject access requests").waitFor();
    expect([...officer.faults, ...lost.faults]).toEqual([]);
  });
});

/** By the page that its button leads to: what goes wrong on the way, and one item withheld. */
async function withholdOne(page: Page): Promise<void> {
  await page.getByRole("group", { name: "What becomes of it?" }).waitFor();
  await page.getByRole("button", { name: "Record the decision" }).press("Enter");
  await page.getByRole("alert").getByText("Choose what becomes of it").waitFor();
  await page.getByLabel("Withhold it").check();
  await page.getByRole("button", { name: "Record the decision" }).press("Enter");
  await page.getByRole("alert").getByText("Choose the ground on which it is withheld").waitFor();
  await readsWell(page, "sar-item-error");
  await page.getByLabel("It could put a child or adult in danger").check();
  await page.getByLabel("Why?").fill("A case is open");
  await page.getByRole("button", { name: "Record the decision" }).press("Enter");
  await page.getByText("The decision is recorded").waitFor();
}

/** The others, by the API: each goes the same way. */
async function decideOnTheRest(reference: string): Promise<void> {
  const officer = await api.as("informationOfficer");
  const { subjectRequest } = await officer.query<{ subjectRequest: { id: string } }>(
    "query R($r: String!) { subjectRequest(reference: $r) { id } }",
    {
      r: reference,
    },
  );
  type Held = { subjectHolding: { items: { key: string; needsDecision: boolean; decision: object | null }[] } };
  const { subjectHolding } = await officer.query<Held>(
    "query H($id: ID!) { subjectHolding(requestId: $id) { items { key needsDecision decision { decision } } } }",
    subjectRequest,
  );
  const itemKeys = subjectHolding.items.filter(({ needsDecision, decision }) => needsDecision && decision === null).map(({ key }) => key);
  await officer.query("mutation D($input: DecideSubjectItemsInput!) { decideSubjectItems(input: $input) { errors { code } } }", {
    input: { requestId: subjectRequest.id, itemKeys, decision: "AS_MASKED" },
  });
}
