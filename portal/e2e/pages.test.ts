import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../../server/test/api-client.ts";
import { cohortTemplate } from "../../server/test/cohort.ts";
import { planInForceOf } from "../../server/test/plans.ts";
import type { Account } from "../../server/test/town.ts";
import { accessibilityFaults, closeBrowser, DESKTOP, loaded, NARROWEST, sidewaysScroll } from "./browser.ts";
import { visitTown } from "./visits.ts";

const ROLES = [
  "school",
  "schoolLead",
  "coordinator",
  "auditor",
  "board",
  "informationOfficer",
  "admin",
] as const satisfies readonly Account[];
type RoleAccount = (typeof ROLES)[number];

let api: Api;
const ids: Record<"schoolFamily" | "schoolAction" | "schoolAgreement" | "matched" | "claimed" | "plan", string> = {
  schoolFamily: "",
  schoolAction: "",
  schoolAgreement: "",
  matched: "",
  claimed: "",
  plan: "",
};

type Listed = { families: { edges: { node: { id: string } }[] } };
type Planned = { family: { actions: { id: string; viewerCanComplete: boolean }[]; agreements: { id: string }[] } };

beforeAll(async () => {
  api = await startApi(cohortTemplate);
  const first = async (account: Account, filter: Record<string, string> = {}) => {
    const client = await api.as(account);
    const { families } = await client.query<Listed>(
      "query($filter: FamilyFilter) { families(filter: $filter, first: 1) { edges { node { id } } } }",
      {
        filter,
      },
    );
    return families.edges[0]?.node.id ?? "";
  };
  const school = await api.as("school");
  const { tasks } = await school.query<{ tasks: { tasks: { kind: string; familyId: string }[] } }>(
    "{ tasks(first: 50) { tasks { kind familyId } } }",
  );
  const auditor = await api.as("auditor");
  for (const { familyId } of tasks.tasks.filter(({ kind }) => kind === "DO_ACTION")) {
    const seen = await auditor.query<{ family: object | null }>("query($id: ID!) { family(id: $id) { id } }", { id: familyId });
    // One that no claim holds, so that the auditor has no business with it.
    if (seen.family === null) ids.schoolFamily ||= familyId;
  }
  const { family } = await school.query<Planned>(
    "query($id: ID!) { family(id: $id) { actions { id viewerCanComplete } agreements { id } } }",
    {
      id: ids.schoolFamily,
    },
  );
  ids.schoolAction = family.actions.find(({ viewerCanComplete }) => viewerCanComplete)?.id ?? "";
  ids.schoolAgreement = family.agreements[0]?.id ?? "";
  ids.plan = await planInForceOf(api);
  ids.matched = await first("coordinator", { stage: "MATCHED" });
  ids.claimed = await first("auditor");
}, 240_000);

afterAll(async () => {
  await closeBrowser();
  await api.stop();
});

const visit = (account: Account, width?: number) => visitTown(api, account, "/", width);

const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name });

type Case = { path: () => string; title: string | RegExp; roles: readonly RoleAccount[] };

const DENIED = "You cannot use this page";
const REFUSED = /^(You cannot use this page|We could not find that (family|action))$/;
const FAMILY_READERS = ["school", "schoolLead", "coordinator", "auditor"] as const;
const PLAN_READERS = ["school", "schoolLead", "coordinator", "auditor", "admin"] as const;
const school = (rest: string) => () => `/families/${ids.schoolFamily}${rest}`;

const PAGES: readonly Case[] = [
  { path: () => "/", title: "Your tasks", roles: ROLES },
  { path: () => "/families", title: "Families", roles: FAMILY_READERS },
  { path: () => "/families?stage=ATTACHED&district=burnley", title: "Families", roles: FAMILY_READERS },
  { path: school(""), title: / family$/, roles: ["school", "schoolLead", "coordinator"] },
  { path: () => `/families/${ids.matched}`, title: / family$/, roles: ["coordinator"] },
  { path: () => `/families/${ids.claimed}`, title: / family$/, roles: ["auditor", "coordinator"] },
  { path: school("/actions/new"), title: "Add an action to the plan", roles: ["school", "coordinator"] },
  { path: () => `/families/${ids.schoolFamily}/actions/${ids.schoolAction}/done`, title: "Mark this action as done", roles: ["school"] },
  { path: () => `/families/${ids.matched}/lead-professional/ask`, title: "Ask somebody to be lead professional", roles: ["coordinator"] },
  { path: school("/lead-professional/answer"), title: "Will you lead this family?", roles: ["school"] },
  { path: school("/agreement/new"), title: "Record an agreement", roles: ["school", "coordinator"] },
  {
    path: () => `/families/${ids.schoolFamily}/agreement/${ids.schoolAgreement}/withdraw`,
    title: "Withdraw an agreement",
    roles: ["school", "coordinator"],
  },
  { path: school("/lawful-basis/new"), title: "Record a lawful basis without agreement", roles: ["coordinator"] },
  { path: school("/taf/new"), title: "Record a meeting of the team around the family", roles: ["school"] },
  { path: school("/evidence/new"), title: "Add evidence", roles: ["school"] },
  { path: school("/what-if?incidents=none"), title: "What would bring a claim nearer?", roles: ["school", "schoolLead", "coordinator"] },
  { path: () => "/attachment", title: "Attachment", roles: ["coordinator"] },
  { path: () => `/families/${ids.matched}/attach`, title: "This family cannot be attached", roles: ["coordinator"] },
  { path: () => "/contribution", title: "Our contribution", roles: ["schoolLead", "coordinator"] },
  { path: () => "/contribution?asOf=2016-10-31&figure=actionsDone", title: "Our contribution", roles: ["schoolLead", "coordinator"] },
  { path: () => "/board", title: "Board report", roles: ["coordinator", "board", "auditor"] },
  { path: () => "/account", title: "Your account", roles: ROLES },
  { path: () => "/administration/users", title: "Users", roles: ["admin"] },
  { path: () => "/administration/users/new", title: "Invite somebody", roles: ["admin"] },
  { path: () => "/administration/agencies", title: "Agencies and districts", roles: ["admin"] },
  { path: () => "/administration/identity-providers", title: "Agencies’ own sign-in", roles: ["admin"] },
  { path: () => "/board/publish", title: "Publish a month’s figures", roles: ["coordinator"] },
  { path: () => "/administration", title: "Administration", roles: ["informationOfficer", "admin"] },
  { path: () => "/administration/audit-log", title: "Audit log", roles: ["informationOfficer", "admin"] },
  {
    path: () => `/administration/audit-log?family=${ids.schoolFamily}&from=2017-01-01&to=2017-01-03`,
    title: "Audit log",
    roles: ["informationOfficer", "admin"],
  },
  { path: () => "/administration/retention", title: "Keeping and disposal", roles: ["informationOfficer", "admin"] },
  { path: () => "/administration/retention?state=NOT_DUE", title: "Keeping and disposal", roles: ["informationOfficer", "admin"] },
  { path: () => "/administration/subject-access", title: "Subject access requests", roles: ["informationOfficer"] },
  { path: () => "/administration/subject-access/new", title: "Record a subject access request", roles: ["informationOfficer"] },
  { path: () => "/administration/retention/hold", title: "Put a record on hold", roles: ["informationOfficer"] },
  { path: () => "/outcomes-plans", title: "Outcomes plans", roles: PLAN_READERS },
  { path: () => `/outcomes-plans/${ids.plan}`, title: "Lancashire troubled families outcomes plan 2016/17", roles: PLAN_READERS },
  { path: () => "/outcomes-plans/compare", title: "Compare outcomes plans", roles: ["coordinator"] },
  { path: () => "/administration/plans", title: "Outcomes plan in force", roles: ["admin"] },
  { path: () => "/administration/plans/change", title: "Put another plan in force", roles: ["admin"] },
];

/** As a link leads there, without loading the portal anew: that takes most of the time, and refusing is the page's own doing. */
async function goWithin(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, "", to);
    dispatchEvent(new PopStateEvent("popstate"));
  }, path);
}

describe.each(ROLES)("as %s", (account) => {
  test("every page of the role opens, reads well to a screen reader and fits a narrow phone; the others say that they are not", async () => {
    await using opened = await visit(account, NARROWEST);
    const { page, faults } = opened;
    for (const { path, title, roles } of PAGES) {
      const address = path();
      if (!roles.includes(account)) {
        await goWithin(page, "/help");
        await heading(page, "Help").waitFor();
        await goWithin(page, address);
        // A family that is not theirs is answered like one that does not exist.
        await heading(page, address.startsWith("/families/") ? REFUSED : DENIED).waitFor();
        continue;
      }
      await page.goto(address);
      await heading(page, title).waitFor();
      await loaded(page);
      expect(await page.getByRole("heading", { level: 1 }).count(), address).toBe(1);
      expect(await sidewaysScroll(page), address).toBe(0);
      expect(await accessibilityFaults(page), address).toEqual([]);
    }
    expect(faults).toEqual([]);
  }, 240_000);
});

test("a page that is for others says so to a screen reader too", async () => {
  await using opened = await visit("board", NARROWEST);
  const { page } = opened;
  await page.goto("/families");
  await heading(page, DENIED).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});

describe("finding a family", () => {
  test("keeps what was searched for out of the address, and says so where nothing fits", async () => {
    await using opened = await visit("coordinator");
    const { page } = opened;
    await page.goto("/families?district=burnley");
    await page.getByLabel("Find a family").fill("Zzyzx");
    await page.getByRole("button", { name: "Search" }).click();
    await page.getByText("No family that you may see fits this.").waitFor();
    expect(page.url()).not.toMatch(/zzyzx/i);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole("button", { name: "Clear the search" }).click();
    await page.getByRole("table", { name: "Families" }).waitFor();
  });

  test("survives a dropped connection with one press", async () => {
    await using opened = await visit("coordinator");
    const { page } = opened;
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.route("**/graphql", (route) => route.abort());
    await page.getByRole("link", { name: "Families", exact: true }).click();
    await heading(page, "We could not reach the service").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.unroute("**/graphql");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("table", { name: "Families" }).waitFor();
  });

  test("shows that it is waiting while it waits", async () => {
    await using opened = await visit("coordinator");
    const { page } = opened;
    await page.getByRole("heading", { level: 1 }).waitFor();
    let looked = () => {};
    const held = new Promise<void>((resolve) => {
      looked = resolve;
    });
    await page.route("**/graphql", async (route) => {
      await held;
      await route.continue();
    });
    await page.getByRole("link", { name: "Families", exact: true }).click();
    await page.getByText("Loading families").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    looked();
    await page.getByRole("table", { name: "Families" }).waitFor();
  });
});

describe("a form that was not filled in", () => {
  test.each([
    [() => `/families/${ids.schoolFamily}/actions/new`, "Add to the plan", "Choose who will do it"],
    [() => `/families/${ids.schoolFamily}/actions/${ids.schoolAction}/done`, "Mark as done", "Enter what was done"],
    [() => `/families/${ids.schoolFamily}/taf/new`, "Record the meeting", "Choose whether they came"],
  ] as const)("says what is missing, at its question too", async (path, button, message) => {
    await using opened = await visit("school", NARROWEST);
    const { page } = opened;
    await page.goto(path());
    await page.getByRole("button", { name: button }).click();
    await page.getByRole("alert").getByText(message).first().waitFor();
    expect(await page.getByText(message).count()).toBeGreaterThan(1);
    await expect.poll(() => page.title()).toMatch(/^Error: /);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
  });
});

describe("the board’s figures", () => {
  test("are those of published month-ends, with small numbers hidden and the reason given", async () => {
    await using opened = await visit("board");
    const { page } = opened;
    await page.goto("/board?asOf=2016-11-15");
    await page.getByText("No figures are published for 15 November 2016. These are the latest, for 31 December 2016.").waitFor();
    expect(await page.getByLabel("Published month-end").locator("option").allTextContents()).toEqual([
      "31 December 2016",
      "31 October 2016",
    ]);
    await page.getByRole("table", { name: "Needs that meet in one family" }).waitFor();
    expect(await page.getByTitle("Small number, hidden so that no family can be recognised").count()).toBeGreaterThan(0);
    await page.getByText("stands for a small number").first().waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  test("have the mark of a sort beside a word of its header, on however many lines that is", async () => {
    await using opened = await visit("coordinator");
    const { page } = opened;
    for (const width of [DESKTOP, NARROWEST]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto("/board?asOf=2016-12-31");
      await page.getByRole("table", { name: "Contributions since the first record" }).waitFor();
      const apart = await page.locator(".app-sort-button__mark").evaluateAll((marks) =>
        marks.flatMap((mark) => {
          if (!mark.checkVisibility({ contentVisibilityAuto: true })) return [];
          const box = mark.getBoundingClientRect();
          const word = [...(mark.parentElement?.childNodes ?? [])].find((node) => node.nodeType === Node.TEXT_NODE);
          if (word === undefined) return ["a mark without a word"];
          const range = document.createRange();
          range.selectNodeContents(word);
          const text = range.getBoundingClientRect();
          const gap = Math.max(text.left - box.right, box.left - text.right);
          const middle = (box.top + box.bottom) / 2;
          return gap >= 0 && gap < 12 && middle > text.top && middle < text.bottom ? [] : [`${word.textContent}: ${gap}`];
        }),
      );
      expect(apart, String(width)).toEqual([]);
    }
  });

  test("go out as a spreadsheet that holds what the table shows", async () => {
    await using opened = await visit("coordinator");
    const { page } = opened;
    await page.goto("/board?asOf=2016-12-31");
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: /\(CSV\).*Attached families by district and lead agency$/ }).click(),
    ]);
    expect(file.suggestedFilename()).toBe("attached-by-district-2016-12-31.csv");
    const stream = await file.createReadStream();
    let text = "";
    for await (const chunk of stream) text += String(chunk);
    expect(text).toContain("Preston,");
    expect(text).toContain("All districts,");
  });
});
