import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../../server/test/api-client.ts";
import { cohortTemplate } from "../../server/test/cohort.ts";
import { rows } from "../../server/test/household.ts";
import { type Account, USERS } from "../../server/test/town.ts";
import { closeBrowser } from "./browser.ts";
import { typeDay } from "./caf-pages.ts";
import { readsWell, visitTown } from "./visits.ts";

/** A service of its own: a family's agreement is taken back here, and the school loses the family with it. */
let api: Api;
let familyId = "";

beforeAll(async () => {
  api = await startApi(cohortTemplate, { withoutJobs: true });
  const school = USERS.school.email;
  // The one around which most is going on, the school among others.
  const [found] = await rows<{ id: string }>(
    api,
    `SELECT f.id FROM family f JOIN involvement i ON i.family_id = f.id AND i.valid_to IS NULL AND i.ended_at IS NULL
     WHERE i.team_id = (SELECT u.team_id FROM app_user u JOIN credential k ON k.user_id = u.id WHERE k.email = $1)
       AND NOT f.restricted AND f.district_code = 'burnley' AND EXISTS (SELECT 1 FROM agreement a WHERE a.family_id = f.id)
     ORDER BY (SELECT count(*) FROM involvement o WHERE o.family_id = f.id AND o.valid_to IS NULL AND o.ended_at IS NULL) DESC, f.reference LIMIT 1`,
    [school],
  );
  familyId = found?.id ?? expect.fail("the school sees no family that agreed");
}, 240_000);

afterAll(async () => {
  await closeBrowser();
  await api.stop();
});

const visit = (account: Account, path: string, width?: number) => visitTown(api, account, path, width);

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name, exact: true });
const part = (page: Page) => page.getByRole("region", { name: "Agreement" });

describe("a family’s agreement", () => {
  test("is recorded with what is missing said at its place, and the family’s page tells whom it covers", async () => {
    await using opened = await visit("school", `/families/${familyId}`);
    const { page, faults } = opened;
    await part(page).getByText("To which agencies").first().waitFor();
    await part(page).getByRole("button", { name: "Record an agreement" }).click();
    await heading(page, "Record an agreement").waitFor();
    await readsWell(page, "agreement-record");
    await page.getByRole("button", { name: "Record the agreement" }).click();
    await page.getByRole("link", { name: "Choose who agrees for the family" }).waitFor();
    await readsWell(page, "agreement-record-errors");
    await page.getByLabel("Who agrees for the family?").selectOption({ index: 1 });
    await page.getByLabel("A child under 16 who understands").check();
    await typeDay(page.getByRole("group", { name: "When did they agree?" }), ["3", "1", "2017"]);
    await page.getByLabel("Help for the whole family").check();
    await page.getByRole("group", { name: "To which agencies?" }).getByRole("checkbox").first().check();
    await page.getByRole("button", { name: "Record the agreement" }).click();
    await page.getByRole("link", { name: "Only somebody under 16 agrees as a competent child" }).waitFor();
    await page.getByLabel("They have parental responsibility").check();
    await page.getByRole("button", { name: "Record the agreement" }).click();
    await page.getByRole("alert").filter({ hasText: "The agreement is recorded" }).waitFor();
    await part(page).getByRole("heading", { name: "Agreed on 3 January 2017" }).waitFor();
    await part(page).getByText("Recorded by").first().waitFor();
    await readsWell(page, "agreement-family");
    expect(faults).toEqual([]);
  });

  test("that was asked for and declined is recorded too, and stands in the timeline", async () => {
    await using opened = await visit("school", `/families/${familyId}`);
    const { page, faults } = opened;
    await part(page).getByRole("button", { name: "Record that they did not agree" }).click();
    await heading(page, "Record that they did not agree").waitFor();
    await page.getByRole("button", { name: "Record it" }).click();
    await page.getByRole("link", { name: "Choose who was asked" }).waitFor();
    await readsWell(page, "declined-errors");
    await page.getByLabel("Who was asked?").selectOption({ index: 1 });
    await page.getByLabel("They have parental responsibility").check();
    await typeDay(page.getByRole("group", { name: "When were they asked?" }), ["3", "1", "2017"]);
    await page.getByRole("button", { name: "Record it" }).click();
    await page.getByRole("alert").getByText("It is recorded that they did not agree").waitFor();
    await part(page).getByText("What is over").click();
    await part(page)
      .getByText(/^Asked on 3 January 2017, by .+ did not agree\.$/u)
      .waitFor();
    await page.getByRole("region", { name: "Timeline" }).getByText("The family was asked and did not agree").waitFor();
    expect(faults).toEqual([]);
  });

  test("goes on for one agency where a coordinator records why and who decided it, and ends", async () => {
    await using opened = await visit("coordinator", `/families/${familyId}`);
    const { page, faults } = opened;
    await part(page).getByRole("button", { name: "Record a lawful basis without agreement" }).click();
    await heading(page, "Record a lawful basis without agreement").waitFor();
    await readsWell(page, "agreement-basis");
    await page.getByLabel("Which agency?").selectOption({ index: 1 });
    await typeDay(page.getByRole("group", { name: "When did they decide it?" }), ["3", "1", "2017"]);
    await page.getByRole("button", { name: "Record the lawful basis" }).click();
    await page.getByRole("link", { name: "Enter the name of the manager who decided this" }).waitFor();
    await readsWell(page, "agreement-basis-errors");
    await page.getByLabel("Why must this go on without agreement?").fill("The youngest was seen with bruises");
    await page.getByLabel("Which manager decided it?").fill("Pat Gale, head of safeguarding");
    await page.getByRole("button", { name: "Record the lawful basis" }).click();
    await page.getByRole("alert").filter({ hasText: "The lawful basis is recorded" }).waitFor();
    await part(page).getByText("The youngest was seen with bruises").waitFor();
    await part(page)
      .getByRole("link", { name: /^End this/ })
      .click();
    await heading(page, "End a lawful basis").waitFor();
    await readsWell(page, "agreement-basis-end");
    await page.getByRole("button", { name: "End the lawful basis" }).click();
    await page.getByRole("alert").filter({ hasText: "The lawful basis has ended" }).waitFor();
    expect(faults).toEqual([]);
  });

  test("is withdrawn by the keyboard, after the page has said what stops; the school then sees the family no more", async () => {
    await using opened = await visit("school", `/families/${familyId}`);
    const { page, faults } = opened;
    // The one that the family gave with the CAF, and the one recorded here: each is taken back by itself.
    for (const last of [false, true]) {
      await part(page)
        .getByRole("link", { name: /^Record that they withdraw this/ })
        .first()
        .click();
      await heading(page, "Withdraw an agreement").waitFor();
      await page.getByRole("heading", { name: "What will stop" }).waitFor();
      await readsWell(page, last ? "withdraw-last" : "withdraw-first");
      if (last) await page.getByText("It cannot see the family any more.").first().waitFor();
      await page.getByLabel("Who takes it back?").focus();
      await page.keyboard.press("ArrowDown");
      await page.getByLabel("They have parental responsibility").focus();
      await page.keyboard.press("Space");
      await page.getByRole("button", { name: "Withdraw the agreement" }).focus();
      await page.keyboard.press("Enter");
      await page.getByRole("alert").filter({ hasText: "The agreement is withdrawn" }).waitFor();
      if (new URL(page.url()).pathname === "/") break;
    }
    await heading(page, "Your tasks").waitFor();
    await page.goto(`/families/${familyId}`);
    await heading(page, "We could not find that family").waitFor();
    expect(faults).toEqual([]);

    await using coordinators = await visit("coordinator", `/families/${familyId}`);
    await part(coordinators.page).getByText("What is over").click();
    await part(coordinators.page)
      .getByText(/withdrawn on 3 January 2017 by/)
      .first()
      .waitFor();
    await readsWell(coordinators.page, "withdrawn");
  });
});
