import { readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { closeBrowser } from "./browser.ts";
import { checkForCaf, openSection, saved, startCaf, submit } from "./caf-pages.ts";
import { acceptToLead, actionRow, addAction, askToLead, attach, completeAction, findFamily, openFamily, task } from "./family-pages.ts";
import { considerEveryone, fillCaf, HOUSEHOLD, OVERLOOKED } from "./journey-family.ts";
import { ACCOUNTS, ask, codesOf, familySeen, findClosed, recordsOf, triedInVain } from "./refusals.ts";
import { ATTACHED, boardReport, type Cells, contribution, difference, ofTable, workedOut } from "./report-pages.ts";
import { as, closeWindows, faultsOfAll, station, stationOnPhone } from "./stations.ts";

const { name, district } = HOUSEHOLD;
const YEAR_END = "2016-12-31";
const TODAY = "2017-01-03";
const LEADER = "Janice Pomfret";
const POLICE_ACTION = "Walk Robin’s route to school with him";

const operation = (file: string) => readFileSync(new URL(`../../server/test/acceptance/${file}.graphql`, import.meta.url), "utf8");

/** What the later stations need of the earlier ones. */
const found = { reference: "", familyId: "" };
const before: { contribution: Cells; today: Cells; yearEnd: Cells } = { contribution: {}, today: {}, yearEnd: {} };

afterAll(async () => {
  await closeWindows();
  await closeBrowser();
});

describe.sequential("a family’s way from a school’s assessment to the board’s table", () => {
  test("before it, the school’s lead and the coordinator note where the figures stand", async () => {
    before.contribution = await contribution(await as("school-lead"));
    const coordinator = await as("coordinator");
    before.today = await boardReport(coordinator);
    before.yearEnd = await boardReport(coordinator, YEAR_END);
    expect(Object.keys(before.yearEnd).length).toBeGreaterThan(150);
  });

  test("the school finds no CAF, submits one for two adults and three children, and gets a reference", async () => {
    const page = await as("school");
    await station(page, "01-school-home");
    await page.getByRole("link", { name: "Check for a CAF" }).click();
    await checkForCaf(page, { familyName: name, born: ["14", "9", "2003"], postcode: HOUSEHOLD.postcode });
    await page.getByText("None known to us").waitFor();
    await station(page, "02-school-check");
    found.reference = await startCaf(page);
    await fillCaf(page);
    await saved(page);
    await openSection(page, "Needs of each person");
    await station(page, "03-school-needs");
    expect(await submit(page)).toBe(found.reference);
    await page.getByText(found.reference).waitFor();
    await station(page, "04-school-receipt");
  });

  test("the coordinator returns it, because one child was not considered", async () => {
    const page = await as("coordinator");
    await task(page, `Check the quality of ${found.reference}`, name).click();
    await page.getByRole("region", { name: "What the four principles still miss" }).getByText(OVERLOOKED).waitFor();
    await station(page, "05-coordinator-review");
    await page.getByLabel("No, return it").check();
    await page.getByLabel("Somebody in the family was not considered").check();
    await page.getByLabel("Note to the team").fill(`Nobody asked about ${OVERLOOKED}.`);
    await page.getByRole("button", { name: "Record the decision" }).click();
    await page.getByText(`${found.reference} was returned`).waitFor();
    await station(page, "06-coordinator-queue");
  });

  test("the school finds it among its tasks, reads why, amends it and submits it again", async () => {
    const page = await as("school");
    await station(page, "07-school-home-returned");
    await task(page, `Amend ${found.reference}, which was returned`, name).click();
    const returned = page.getByRole("region", { name: "Returned" });
    await returned.getByText("Somebody in the family was not considered").waitFor();
    await returned.getByText(`Nobody asked about ${OVERLOOKED}.`).waitFor();
    await station(page, "08-school-returned");
    await considerEveryone(page);
    await saved(page);
    expect(await submit(page)).toBe(found.reference);
    await page.getByRole("heading", { level: 1, name: "CAF submitted again" }).waitFor();
  });

  test("the coordinator passes it and asks a housing officer, who saw nothing of the family until then", async () => {
    const page = await as("coordinator");
    await task(page, `Check the quality of ${found.reference}`, name).click();
    await page.getByLabel("Yes, it passes").check();
    await page.getByRole("button", { name: "Record the decision" }).click();
    await page.getByText(`${found.reference} has passed`).waitFor();
    found.familyId = await findFamily(page, name);
    await page.getByRole("table", { name: "What stands in the way" }).getByRole("row").filter({ hasText: "lead professional" }).waitFor();
    await station(page, "09-coordinator-family");

    for (const account of ["housing", "police"]) {
      const stranger = await as(account, `/families/${found.familyId}`);
      await stranger.getByRole("heading", { level: 1, name: "We could not find that family" }).waitFor();
      expect(await familySeen(stranger, found.familyId), account).toBeNull();
    }
    await askToLead(page, LEADER);
    await station(page, "10-coordinator-asked");
  });

  test("the housing officer accepts, nothing stands in the way any more, and the coordinator attaches the family", async () => {
    const housing = await as("housing");
    await stationOnPhone(housing, "11-housing-home");
    await task(housing, "Answer whether you will lead this family", name).click();
    await housing.getByRole("heading", { level: 1, name: "Will you lead this family?" }).waitFor();
    await stationOnPhone(housing, "12-housing-answer");
    await acceptToLead(housing);
    await stationOnPhone(housing, "13-housing-family");

    const page = await as("coordinator");
    await openFamily(page, found.familyId, name);
    await page.getByText("Ready to attach").waitFor();
    await page.getByText("Nothing: all four principles hold.").waitFor();
    await station(page, "14-coordinator-ready");
    await page.goto("/");
    await task(page, "Attach this family", name).click();
    await page.getByRole("heading", { level: 1, name: "Attach this family" }).waitFor();
    await station(page, "15-coordinator-attach");
    await attach(page);
    await station(page, "16-coordinator-attached");
  });

  test("school, police and housing each get an action; the police do theirs, and still see the family", async () => {
    const housing = await as("housing");
    await openFamily(housing, found.familyId, name);
    const until = ["10", "2", "2017"] as const;
    const need = "Missing education";
    const teams = [
      ["Meet Robin at the gate", "Harebell High School"],
      [POLICE_ACTION, "Burnley neighbourhood team, Lancashire police"],
      ["Mend the heating", "Burnley homes, Calderside Homes"],
    ] as const;
    for (const [what, team] of teams) await addAction(housing, { need, what, outcome: "Robin is in school on time", team, until });
    await station(housing, "17-housing-plan");

    const school = await as("school");
    await task(school, "Meet Robin at the gate", name).waitFor();
    const police = await as("police");
    await stationOnPhone(police, "18-police-home");
    await task(police, POLICE_ACTION, name).click();
    await police.getByRole("heading", { level: 1, name: `${name} family` }).waitFor();
    await stationOnPhone(police, "19-police-family");
    await completeAction(police, POLICE_ACTION, "Walked it twice. He knows where to wait for the others now.");
    await actionRow(police, "Done or cancelled", POLICE_ACTION).getByText("He knows where to wait").waitFor();
    await stationOnPhone(police, "20-police-done");
    expect(await findFamily(police, name)).toBe(found.familyId);
    // That there is a need of health they see; why is for the school, the lead and the coordinator.
    await police.getByRole("link", { name: found.reference }).click();
    await police.getByRole("heading", { level: 1, name: found.reference }).waitFor();
    await police.getByText("Away for 41 of 130 half-days").first().waitFor();
    expect(await police.getByText("waiting for treatment").count()).toBe(0);
    expect(await familySeen(police, found.familyId)).toMatchObject({ name });
  });

  test("the school’s lead finds exactly one more CAF submitted, one returned and one passed", async () => {
    const page = await as("school-lead");
    expect(difference(before.contribution, await contribution(page))).toEqual({
      "CAFs submitted": 1,
      "CAFs returned for more work": 1,
      "CAFs that passed the quality check": 1,
      "CAFs open on this day": 1,
    });
    await station(page, "21-school-lead-contribution");
  });

  test("the coordinator finds one more attached, in its district under housing, today and not at the year’s end", async () => {
    const page = await as("coordinator");
    const today = await boardReport(page);
    await station(page, "22-coordinator-board");
    expect(difference(ofTable(before.today, ATTACHED), ofTable(today, ATTACHED))).toEqual({
      [`${district} | Housing`]: 1,
      [`${district} | All`]: 1,
      "All districts | Housing": 1,
      "All districts | All": 1,
    });
    expect(await boardReport(page, YEAR_END)).toEqual(before.yearEnd);
    await station(page, "23-coordinator-year-end");
  });

  test("the board reads published month-ends alone, small numbers hidden and not to be worked out", async () => {
    const page = await as("board");
    const shown = await boardReport(page);
    await station(page, "24-board");
    await page.getByText("As of 31 December 2016").first().waitFor();
    expect(await page.getByLabel("Published month-end").getByRole("option").allTextContents()).toEqual([
      "31 December 2016",
      "31 October 2016",
    ]);
    expect(Object.values(shown).filter((figure) => figure === "c").length).toBeGreaterThan(5);
    expect(workedOut(shown)).toEqual([]);
    for (const [cell, figure] of Object.entries(ofTable(shown, ATTACHED))) {
      if (figure !== "c") expect(figure, cell).toBe(ofTable(before.yearEnd, ATTACHED)[cell]);
    }

    await page.goto(`/board?asOf=${TODAY}`);
    await page.getByText("No figures are published for 3 January 2017.").waitFor();
    expect(await boardReport(page, TODAY)).toEqual(shown);
    expect(codesOf(await ask(page, operation("attached-by-district"), { asOf: TODAY }))).toEqual(["NOT_PUBLISHED"]);
  });

  test.each(ACCOUNTS)("%s is refused what is for others, in the page and in the API", async (account) => {
    const coordinator = await as("coordinator");
    const records = await recordsOf(coordinator, found.familyId, POLICE_ACTION);
    const page = await as(account);
    await findClosed(page, account, found);
    expect(await triedInVain(page, account, records)).toEqual([]);
    expect(await recordsOf(coordinator, found.familyId, POLICE_ACTION)).toEqual(records);
    const reader = ["school", "police", "school-lead", "coordinator"].includes(account);
    if (!reader) expect(await familySeen(page, found.familyId)).toBeNull();
    await station(page, `25-${account}-refused`);
  });

  test("no practitioner acts for another team, and nothing broke in any window", async () => {
    const records = await recordsOf(await as("coordinator"), found.familyId, "Mend the heating");
    const input = { actionId: records.actionId, version: 1, doneOn: TODAY, note: "Not mine", idempotencyKey: crypto.randomUUID() };
    const answer = await ask(
      await as("school"),
      "mutation ($input: CompletePlanActionInput!) { completePlanAction(input: $input) { action { id } errors { code } } }",
      { input },
    );
    expect(answer.data).toMatchObject({ completePlanAction: { action: null, errors: [{ code: "NOT_THE_OWNING_TEAM" }] } });
    expect(faultsOfAll()).toEqual([]);
  });
});
