import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../../server/test/api-client.ts";
import { disputed } from "../../server/test/corrections.ts";
import { type Household, household, rows } from "../../server/test/household.ts";
import { referenceOf } from "../../server/test/retention.ts";
import { type Account, town } from "../../server/test/town.ts";
import { closeBrowser, NARROWEST } from "./browser.ts";
import { readsWell, visitTown } from "./visits.ts";

let api: Api;
let home: Household;
let reference: string;
beforeAll(async () => {
  api = await startApi(town, { withoutJobs: true });
  home = await household(api, { needs: ["WORKLESSNESS"], planned: ["WORKLESSNESS"], lead: "earlyHelp" });
  reference = await referenceOf(api, home.id);
});
afterAll(async () => {
  await closeBrowser();
  await api.stop();
});

const visit = (account: Account, path: string, width?: number) => visitTown(api, account, path, width);

describe("what people say is wrong", () => {
  test("the lead professional takes it down, and it stands beside the record at once", async () => {
    await using opened = await visit("earlyHelp", `/families/${home.id}`, NARROWEST);
    const { page, faults } = opened;
    await page.getByRole("button", { name: "Show all sections" }).click();
    await page.getByRole("button", { name: "Record that something is wrong" }).press("Enter");
    await page.getByRole("button", { name: "Record it" }).press("Enter");
    await page.getByRole("alert").getByText("Choose whom the record is about").waitFor();
    await readsWell(page, "corrections-record-error");
    await page.getByLabel("Whom is the record about?").selectOption("Mary Testing");
    await page.getByLabel("They say so themselves").check();
    await page.getByLabel("An action in the plan").check();
    await page.getByLabel("Which action?").selectOption({ index: 1 });
    await page.getByLabel("What is wrong about it?").fill("She never agreed to meet each week");
    await page.getByLabel("Their own statement").fill("I said once a month");
    await readsWell(page, "corrections-record");
    await page.getByRole("button", { name: "Record it" }).press("Enter");
    await page.getByText("It is recorded, and stands beside what it is about").waitFor();
    await page.getByText("I said once a month").first().waitFor();
    expect(await page.getByText("Mary Testing disagrees").count()).toBe(2);
    await readsWell(page, "corrections-family");
    expect(faults).toEqual([]);
  });

  test("the officer answers from the queue, and a name is put right beside what it said", async () => {
    const other = await household(api);
    await disputed(api, other, { received_on: "2016-11-20" });
    await using opened = await visit("informationOfficer", "/administration");
    const { page, faults } = opened;
    await page.getByRole("link", { name: "What people say is wrong" }).click();
    await page.getByRole("cell", { name: "Overdue" }).waitFor();
    await readsWell(page, "corrections-queue");
    await page.getByRole("link", { name: "Name, Mary Testing" }).press("Enter");
    await page.getByRole("button", { name: "Decide" }).press("Enter");
    await page.getByRole("alert").getByText("Choose what becomes of it").waitFor();
    await page.getByText("Take two further months to answer").click();
    await page.getByLabel("Why does it take longer?").fill("Three agencies have to be asked");
    await page.getByRole("button", { name: "Take two further months" }).press("Enter");
    await page.getByRole("alert").getByText("The first month is over").waitFor();
    await page.getByLabel("It is put right").check();
    await page.getByLabel("First name").fill("Ada");
    await page.getByLabel("Last name").fill("Bell");
    await readsWell(page, "corrections-decide");
    await page.getByRole("button", { name: "Decide" }).press("Enter");
    await page.getByText("Tell the person").waitFor();
    await readsWell(page, "corrections-decided");
    await page.goto("/administration/corrections");
    await page.getByRole("table", { name: "Waiting for an answer (1)" }).waitFor();
    await page.getByRole("link", { name: "Show those decided as well" }).press("Enter");
    await page.getByRole("cell", { name: "Put right" }).waitFor();
    await page.goto(`/corrections/new?family=F-999999`);
    await page.getByRole("alert").getByText("There is no such family").waitFor();
    await page.getByLabel("Family’s reference").fill(reference);
    await page.getByRole("button", { name: "Go on" }).press("Enter");
    await page.getByLabel("Whom is the record about?").waitFor();
    expect(faults).toEqual([]);

    await using school = await visit("school", `/families/${other.id}#members`);
    await school.page.getByText("(it said Mary Testing)").first().waitFor();
    await readsWell(school.page, "corrections-family-wide");
    expect(await school.page.getByRole("button", { name: "Record that something is wrong" }).count()).toBe(0);
    const said = { about: "CAF", caf_id: other.cafId, version_number: 1, criterion: "HEALTH", said: null };
    await disputed(api, other, said);
    const [caf] = await rows<{ reference: string }>(api, "SELECT reference FROM caf WHERE id = $1", [other.cafId]);
    await school.page.goto(`/cafs/${caf?.reference}`);
    await school.page.getByText(`${caf?.reference}, version 1: Health, Ada Bell`).waitFor();
    await readsWell(school.page, "corrections-caf");
    await school.page.goto("/administration/corrections");
    await school.page.getByRole("heading", { level: 1, name: /cannot|not allowed|permission/i }).waitFor();
  });
});
