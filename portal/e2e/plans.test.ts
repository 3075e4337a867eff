import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi, startTwin } from "../../server/test/api-client.ts";
import { cohortTemplate } from "../../server/test/cohort.ts";
import { rows } from "../../server/test/household.ts";
import type { Account } from "../../server/test/town.ts";
import { closeBrowser } from "./browser.ts";
import { readsWell, visitTown } from "./visits.ts";

const LANCASHIRE = "Lancashire troubled families outcomes plan 2016/17";
const WORCESTERSHIRE = "Stronger Families outcomes plan 2015/16";
const NATIONAL = "Supporting Families outcomes framework 2022";

/** A service of its own, whose plan may be changed. Nothing is taken from its queue: a re-evaluation waits until a twin comes. */
let api: Api;
const plans = new Map<string, string>();

beforeAll(async () => {
  api = await startApi(cohortTemplate, { withoutJobs: true });
  const client = await api.as("admin");
  const { outcomesPlans } = await client.query<{ outcomesPlans: { id: string; name: string }[] }>("{ outcomesPlans { id name } }");
  for (const { id, name } of outcomesPlans) plans.set(name, id);
}, 240_000);

afterAll(async () => {
  await closeBrowser();
  await api.stop();
});

const visit = (account: Account, path: string, width?: number) => visitTown(api, account, path, width);

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name, exact: true });

/** The table's rows as numbers, by what stands first in each; what is no number is NaN. */
async function numbersOf(table: Locator): Promise<Map<string, number[]>> {
  const rows = await table
    .locator("tbody tr, tfoot tr")
    .evaluateAll((all) => all.map((row) => [...row.querySelectorAll("th, td")].map((cell) => cell.textContent ?? "")));
  return new Map(rows.map(([name = "", ...cells]) => [name, cells.map((cell) => Number(cell.replaceAll(",", "")))]));
}

describe("reading the plans", () => {
  test("shows which one is in force, and of each its rows in words with where they come from", async () => {
    await using opened = await visit("school", "/outcomes-plans");
    const { page, faults } = opened;
    const table = page.getByRole("table", { name: "Plans on record" });
    await table.waitFor();
    expect(
      await table
        .getByRole("row", { name: /In force/ })
        .getByRole("link")
        .textContent(),
    ).toBe(LANCASHIRE);
    await readsWell(page, "plans-list");
    await page.getByRole("link", { name: WORCESTERSHIRE }).click();
    await heading(page, WORCESTERSHIRE).waitFor();
    await page.getByText("15%, from 1 April 2016 10%").first().waitFor();
    await page.getByText("S3 table 2, row 2 (D)", { exact: false }).first().waitFor();
    await page.getByText("Reading F", { exact: false }).first().waitFor();
    await page.getByRole("heading", { name: "What was left out" }).waitFor();
    await readsWell(page, "plans-plan");
    await page.goto(`/outcomes-plans/${plans.get(LANCASHIRE)}`);
    // A row of the same id as one of Worcestershire's, in its own words.
    await page.getByText("In each of 3 terms in a row, absent from less than").waitFor();
    await readsWell(page, "plans-plan-in-force");
    await page.goto(`/outcomes-plans/${plans.get(NATIONAL)}`);
    await heading(page, NATIONAL).waitFor();
    await readsWell(page, "plans-plan-national");
    await page.goto("/outcomes-plans/none");
    await heading(page, "We could not find that plan").waitFor();
    expect(faults).toEqual([]);
  });
});

describe("comparing plans", () => {
  test("counts the coordinator’s families under another plan, and the districts add up to all", async () => {
    await using opened = await visit("coordinator", "/outcomes-plans");
    const { page, faults } = opened;
    await page.getByRole("button", { name: "Compare with another plan" }).click();
    await heading(page, "Compare outcomes plans").waitFor();
    await readsWell(page, "plans-compare-none");
    let looked = () => {};
    const held = new Promise<void>((resolve) => {
      looked = resolve;
    });
    await page.route("**/graphql", async (route) => {
      if (route.request().postData()?.includes("PlanComparison(")) await held;
      await route.continue();
    });
    await page.getByLabel("Compare the plan in force with").selectOption(WORCESTERSHIRE);
    await page.getByRole("button", { name: "Compare", exact: true }).click();
    await page.getByRole("status").getByText("Working every family out under both plans").waitFor();
    await readsWell(page, "plans-compare-working");
    looked();
    expect(new URL(page.url()).searchParams.get("plan")).toBe(plans.get(WORCESTERSHIRE));

    const table = page.getByRole("table", { name: "Eligible families by district, under both plans" });
    await table.waitFor({ timeout: 60_000 });
    const districts = await numbersOf(table);
    const total = districts.get("All districts") ?? [];
    districts.delete("All districts");
    expect(districts.size).toBeGreaterThan(0);
    const [families = 0, inForce = 0, other = 0, gained = 0, lost = 0] = total;
    expect(total.map((_, column) => [...districts.values()].reduce((sum, cells) => sum + (cells[column] ?? 0), 0))).toEqual(total);
    expect(families).toBeGreaterThan(100);
    expect(inForce + gained - lost).toBe(other);
    await page.getByText(`Of ${families.toLocaleString("en-GB")} families`).waitFor();
    const criteria = await numbersOf(page.getByRole("table", { name: "Families with a need, by criterion, under both plans" }));
    expect(criteria.size).toBe(6);
    for (const [now = 0, then = 0, more = 0, fewer = 0] of criteria.values()) expect(now + more - fewer).toBe(then);
    await readsWell(page, "plans-compare-figures");

    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: /\(CSV\).*Eligible families by district, under both plans$/ }).click(),
    ]);
    let text = "";
    for await (const chunk of await file.createReadStream()) text += String(chunk);
    expect(text).toContain(`All districts,${total.join(",")}`);
    expect(faults).toEqual([]);
  });

  test("tells a criterion that a plan does not ask about from one that nobody has", async () => {
    await using opened = await visit("coordinator", `/outcomes-plans/compare?plan=${plans.get(NATIONAL)}`);
    const { page } = opened;
    const table = page.getByRole("table", { name: "Families with a need, by criterion, under both plans" });
    await table.waitFor({ timeout: 60_000 });
    expect(await table.locator("tbody tr").count()).toBe(10);
    await table.getByRole("row", { name: /^Secure housing Not asked/ }).waitFor();
    await readsWell(page, "plans-compare-national");
  });

  test("says so where the plan is none, or the one in force, or the service cannot be reached", async () => {
    await using opened = await visit("coordinator", "/outcomes-plans/compare?plan=none");
    const { page } = opened;
    await page.getByText("There is no such plan. Choose one of those above.").waitFor();
    await readsWell(page, "plans-compare-unknown");
    await page.goto(`/outcomes-plans/compare?plan=${plans.get(LANCASHIRE)}`);
    await page.getByText("This is the plan in force.").waitFor();
    await page.route("**/graphql", (route) => (route.request().postData()?.includes("PlanComparison(") ? route.abort() : route.continue()));
    await page.getByLabel("Compare the plan in force with").selectOption(WORCESTERSHIRE);
    await page.getByRole("button", { name: "Compare", exact: true }).click();
    await heading(page, "We could not reach the service").waitFor();
    await readsWell(page, "plans-compare-unreached");
    await page.unroute("**/graphql");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("table", { name: "Eligible families by district, under both plans" }).waitFor({ timeout: 60_000 });
  });
});

describe("putting another plan in force", () => {
  test("says what will happen first, can be paused, left, resumed and watched until it ends", async () => {
    await using opened = await visit("admin", "/administration");
    const { page, faults } = opened;
    await readsWell(page, "plans-administration");
    await page.getByRole("link", { name: "Outcomes plan in force" }).click();
    await page.getByText("Families have never been worked out anew all at once.").waitFor();
    await readsWell(page, "plans-in-force-first");
    await page.getByRole("button", { name: "Put another plan in force" }).click();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("alert").getByText("Choose a plan").waitFor();
    await readsWell(page, "plans-change-refused");
    await page.getByLabel(WORCESTERSHIRE).check();
    await page.getByRole("button", { name: "Continue" }).click();
    await heading(page, "Put this plan in force?").waitFor();
    await readsWell(page, "plans-change-confirm");
    await page.getByRole("button", { name: "Put this plan in force" }).click();
    await page.getByRole("alert").getByText(`${WORCESTERSHIRE} is in force`).waitFor();
    const state = page.getByRole("heading", { level: 2, name: /^Latest re-evaluation/ });
    await expect.poll(() => state.textContent()).toContain("Running");
    const progress = page.getByRole("progressbar", { name: /^0 of [\d,]+ families done \(0%\)$/ });
    await progress.waitFor();
    await readsWell(page, "plans-running");

    // Somebody else was quicker: the service's words are shown, and then things as they are.
    const client = await api.as("admin");
    await page.route("**/graphql", async (route) => {
      const { operationName, variables } = route.request().postDataJSON() as { operationName: string; variables: { input: object } };
      if (operationName !== "PauseReevaluation") return route.continue();
      const document = "mutation P($input: PauseReevaluationInput!) { pauseReevaluation(input: $input) { errors { code } } }";
      await client.query(document, { input: { ...variables.input, idempotencyKey: crypto.randomUUID() } });
      await route.continue();
    });
    await page.getByRole("button", { name: "Pause", exact: true }).click();
    await page.getByRole("alert").getByText("This re-evaluation is not running").waitFor();
    await expect.poll(() => state.textContent()).toContain("Paused");
    await readsWell(page, "plans-pause-refused");
    await page.unroute("**/graphql");
    await page.getByRole("button", { name: "Resume" }).click();
    await expect.poll(() => state.textContent()).toContain("Running");
    await page.getByRole("button", { name: "Pause", exact: true }).click();
    await expect.poll(() => state.textContent()).toContain("Paused");
    await page.getByRole("status").getByText("Re-evaluation: paused.").waitFor();
    await page.goto("/");
    await page.goto("/administration/plans");
    await page.getByText("keep what was worked out before").waitFor();
    await readsWell(page, "plans-paused");
    await page.getByRole("button", { name: "Resume" }).click();
    await expect.poll(() => state.textContent()).toContain("Running");

    const twin = await startTwin(api);
    try {
      await expect.poll(() => state.textContent(), { timeout: 90_000 }).toContain("Finished");
    } finally {
      await twin.stop();
    }
    await page.getByRole("status").getByText("Re-evaluation: finished.").waitFor();
    await expect.poll(() => page.getByRole("button", { name: /^(Pause|Resume)$/ }).count()).toBe(0);
    await readsWell(page, "plans-finished");

    await page.getByText("Work every family out again under the same plan").click();
    await page.getByRole("button", { name: "Work every family out again" }).click();
    await page.getByRole("table", { name: "Earlier re-evaluations" }).waitFor();
    await readsWell(page, "plans-anew");

    // As it stands once a batch has failed each time that it was tried.
    const broken = await rows(api, "UPDATE reevaluation_batch SET failures = 100 WHERE number = 1 AND done_at IS NULL RETURNING number");
    expect(broken).toHaveLength(1);
    await rows(api, "UPDATE reevaluation SET state = 'FAILED', version = version + 1 WHERE ended_at IS NULL");
    await expect.poll(() => state.textContent()).toContain("Stopped");
    await page.getByText("Some batches failed each time they were tried.").waitFor();
    expect(await page.locator(".govuk-summary-list__row", { hasText: "Failed batches" }).locator("dd").textContent()).toBe("1");
    await readsWell(page, "plans-stopped");
    await page.getByRole("button", { name: "Resume" }).click();
    await expect.poll(() => state.textContent()).toContain("Running");
    expect(faults).toEqual([]);
  }, 240_000);

  test("is refused where another administrator was quicker", async () => {
    await using opened = await visit("admin", `/administration/plans/change?plan=${plans.get(NATIONAL)}`);
    const { page } = opened;
    await heading(page, "Put this plan in force?").waitFor();
    const client = await api.as("admin");
    const input = { planId: plans.get(LANCASHIRE), insteadOf: plans.get(WORCESTERSHIRE), idempotencyKey: crypto.randomUUID() };
    await client.query("mutation C($input: ChangePlanInput!) { changePlan(input: $input) { errors { code } } }", { input });
    await page.getByRole("button", { name: "Put this plan in force" }).click();
    await page.getByRole("alert").getByText("Someone else changed this while you were working").waitFor();
    await expect.poll(() => page.title()).toMatch(/^Error: /);
    // What it would take the place of is now what somebody else has put in force.
    await expect
      .poll(() => page.locator(".govuk-summary-list__value").allTextContents())
      .toEqual([expect.stringContaining(NATIONAL), expect.stringContaining(LANCASHIRE)]);
    await readsWell(page, "plans-change-stale");
    await page.goto("/outcomes-plans");
    expect(
      await page
        .getByRole("row", { name: /In force/ })
        .getByRole("link")
        .textContent(),
    ).toBe(LANCASHIRE);
  });
});

describe("what is for others", () => {
  test.each([
    ["school", ["/outcomes-plans/compare", "/administration", "/administration/plans", "/administration/plans/change"]],
    ["coordinator", ["/administration", "/administration/plans", "/administration/plans/change"]],
    ["admin", ["/outcomes-plans/compare"]],
    ["board", ["/outcomes-plans", "/outcomes-plans/compare", "/administration/plans"]],
  ] as const)("is denied to %s", async (account, paths) => {
    await using opened = await visit(account, "/");
    const { page } = opened;
    for (const path of paths) {
      await page.goto(path);
      await heading(page, "You cannot use this page").waitFor();
    }
    await readsWell(page, `denied-${account}`);
  });
});
