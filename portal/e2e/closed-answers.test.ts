import { afterAll, beforeAll, expect, test } from "vitest";
import { type Api, startApi } from "../../server/test/api-client.ts";
import { change, ellerys, everybodyAsked, made } from "../../server/test/caf.ts";
import type { Account } from "../../server/test/town.ts";
import { closeBrowser, PHONE } from "./browser.ts";
import { readsWell, visitTown } from "./visits.ts";

const WORDS = "Dawn showed a bruise and said that Rob did it";
const ACTION = "Meet Dawn at the refuge";

let api: Api;
let reference: string;
beforeAll(async () => {
  api = await startApi(undefined, { withoutJobs: true });
  const content = everybodyAsked(ellerys("Marsh"));
  const answers = content.answers.map((entry) =>
    entry.memberKey === "m1" && entry.criterion === "DOMESTIC_ABUSE" ? { ...entry, answer: "NEED", evidence: WORDS } : entry,
  );
  const [first] = content.plan;
  const plan = [...content.plan, { ...(first ?? expect.fail()), key: "p9", criterion: "DOMESTIC_ABUSE", title: ACTION }];
  const draft = made(await change(api, "school", "startCaf"));
  reference = draft.reference;
  made(await change(api, "school", "saveCafDraft", { cafId: draft.id, version: 1, content: { ...content, answers, plan } }));
});
afterAll(async () => {
  await closeBrowser();
  await api.stop();
});

const visit = (account: Account, path: string, width?: number) => visitTown(api, account, path, width);

test("an answer is closed beside its question, on a phone and by the keyboard, and marked wherever professionals read it", async () => {
  await using opened = await visit("school", `/cafs/${reference}/edit/needs`, PHONE);
  const { page, faults } = opened;
  await page.getByRole("button", { name: "Not for somebody in the family? Dawn: Domestic abuse" }).press("Enter");
  await page.getByRole("group", { name: "Who is not to be shown this?" }).getByLabel("Rob").press("Space");
  await readsWell(page, "closed-question");
  await page.getByRole("button", { name: "Save and continue" }).press("Enter");
  await page.getByRole("heading", { name: "Plan", level: 1 }).waitFor();
  await page.getByText("Last saved").waitFor();
  await page.goto(`/cafs/${reference}/edit/check`);
  await page.getByText("Not to be shared with Rob", { exact: true }).first().waitFor();
  await page.getByRole("button", { name: "Submit the CAF" }).press("Enter");
  await page.getByRole("link", { name: "Dawn, domestic abuse: Enter why this is not to be shown to them" }).press("Enter");
  await page.getByLabel("Why?").fill("He would take it out on her");
  await page.getByRole("button", { name: "Save and continue" }).press("Enter");
  await page.getByRole("heading", { name: "Plan", level: 1 }).waitFor();
  await page.getByText("Last saved").waitFor();
  await page.goto(`/cafs/${reference}/edit/check`);
  await page.getByRole("button", { name: "Submit the CAF" }).press("Enter");
  await page.getByRole("heading", { name: /submitted/i, level: 1 }).waitFor();
  await page.goto(`/cafs/${reference}`);
  await page.getByText("Not to be shared with Rob Marsh", { exact: true }).first().waitFor();
  await readsWell(page, "closed-caf");
  expect(faults).toEqual([]);
});

test("the family’s page marks it, says so on paper, and a meeting is told what not to read out", async () => {
  await using opened = await visit("school", `/cafs/${reference}`);
  const { page, faults } = opened;
  await page.getByRole("link", { name: /^Marsh \(/ }).click();
  await page.getByText("Some of this is not to be shared with Rob Marsh.").waitFor();
  const row = page.getByRole("table", { name: "To do" }).getByRole("row").filter({ hasText: ACTION });
  await row.getByText("Not to be shared with Rob Marsh").waitFor();
  await page
    .getByRole("listitem")
    .filter({ hasText: "Action added to the plan" })
    .filter({ hasText: "Not to be shared with Rob Marsh" })
    .first()
    .waitFor();
  await page.getByText("An answer under this: not to be shared with Rob Marsh").waitFor();
  await readsWell(page, "closed-family");
  await page.emulateMedia({ media: "print" });
  await page.getByText("Professional copy: not for the family").waitFor();
  await page.getByText("It holds what is not to be shared with Rob Marsh.").waitFor();
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("button", { name: "Record a meeting" }).first().click();
  await page.getByRole("heading", { name: "While Rob Marsh is there" }).waitFor();
  await page.getByText("Dawn Ellery: domestic abuse").waitFor();
  await readsWell(page, "closed-meeting");
  expect(faults).toEqual([]);
});

test("a task says it at home, and so does the page on which it is marked as done", async () => {
  await using opened = await visit("school", "/", PHONE);
  const { page, faults } = opened;
  const task = page.getByRole("listitem").filter({ hasText: ACTION });
  await task.getByText("Not to be shared with Rob Marsh").waitFor();
  const other = page.getByRole("listitem").filter({ hasText: "Meet Ava at the gate each morning" });
  expect(await other.innerText()).not.toContain("Not to be shared");
  await readsWell(page, "closed-tasks");
  await page.goto(`/cafs/${reference}`);
  await page.getByRole("link", { name: /^Marsh \(/ }).click();
  await page.getByRole("link", { name: ACTION }).first().click();
  await page.getByRole("heading", { name: "Mark this action as done", level: 1 }).waitFor();
  await page.getByText("Not to be shared with Rob Marsh").waitFor();
  await readsWell(page, "closed-done");
  expect(faults).toEqual([]);
});

test("his copy is read as he would: nothing of it is there, nor anywhere in what the browser received", async () => {
  await using opened = await visit("school", `/cafs/${reference}`);
  const { page, faults } = opened;
  await page.getByRole("button", { name: "Make a copy for the family" }).click();
  await page.getByRole("button", { name: "Make the copy" }).click();
  await page.getByRole("alert").getByText("Choose for whom the copy is").waitFor();
  await readsWell(page, "copy-errors");
  const answered = page.waitForResponse((response) => response.request().postData()?.includes("MakeFamilyCopy") ?? false);
  await page.getByLabel("Rob Marsh").check();
  await page.getByRole("button", { name: "Make the copy" }).click();
  await page.getByRole("heading", { name: "Copy for Rob Marsh", level: 1 }).waitFor();
  await readsWell(page, "copy-rob");
  await page.emulateMedia({ media: "print" });
  const his = await page.getByRole("main").innerText();
  expect(his).toContain("Meet Ava at the gate each morning");
  expect(his).toContain("I feel sick in the mornings");
  for (const kept of [WORDS, ACTION]) expect(`${his} ${await (await answered).text()}`).not.toContain(kept);
  expect(his).not.toMatch(/abuse|refuge|hidden|withheld|left out|closed|shared with Rob|[0-9a-f]{8}-[0-9a-f]{4}/iu);
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("button", { name: "Make it for somebody else" }).click();
  await page.getByLabel("Dawn Ellery").check();
  await page.getByRole("button", { name: "Make the copy" }).click();
  await page.getByRole("heading", { name: "Copy for Dawn Ellery" }).waitFor();
  expect(await page.getByRole("main").innerText()).toContain(WORDS);
  expect(faults).toEqual([]);
});

test("an action is opened again with a reason, and something else closed", async () => {
  await using opened = await visit("coordinator", `/cafs/${reference}`, PHONE);
  const { page, faults } = opened;
  await page.getByRole("button", { name: "What is not to be shared" }).click();
  const his = page.getByRole("table", { name: "Not to be shared with Rob Marsh" });
  await his.getByRole("button", { name: `Open again to Rob Marsh: Action: ${ACTION}` }).waitFor();
  await readsWell(page, "closed-list");
  await page.getByRole("button", { name: `Open again to Rob Marsh: Action: ${ACTION}` }).click();
  await page.getByRole("button", { name: "Open it again" }).click();
  await page.getByRole("alert").getByText("Enter why it can be shown to them now").waitFor();
  await readsWell(page, "closed-open");
  await page.getByLabel("Why can Rob Marsh be shown this now?").fill("He is to drive her there");
  await page.getByRole("button", { name: "Open it again" }).click();
  await page.getByRole("alert").getByText("It is open again").waitFor();
  await page.getByRole("button", { name: "Close something to somebody" }).click();
  await page.getByRole("button", { name: "Close it to them" }).click();
  await page.getByRole("alert").getByText("Choose what is not to be shown").waitFor();
  await readsWell(page, "closed-new");
  await page.getByLabel("What is not to be shown?").selectOption({ label: "What Ava Ellery says" });
  await page.getByLabel("Rob Marsh").check();
  await page.getByLabel("Why?").fill("Ava asked us not to tell him");
  await page.getByRole("button", { name: "Close it to them" }).click();
  await page.getByRole("alert").getByText("It is closed to them").waitFor();
  await page.getByText("Ava asked us not to tell him").waitFor();
  expect(await page.getByRole("table").count()).toBe(1);
  await page.getByRole("button", { name: "Close something to somebody" }).click();
  await page.getByLabel("What is not to be shown?").selectOption({ label: "What Ava Ellery says" });
  await page.getByLabel("Dawn Ellery").check();
  await page.getByLabel("Why?").fill("Ava asked us not to tell her either");
  await page.getByRole("button", { name: "Close it to them" }).click();
  const hers = page.getByRole("table", { name: "Not to be shared with Dawn Ellery" });
  await hers.getByRole("rowheader", { name: "What Ava Ellery says" }).waitFor();
  expect(await hers.getByRole("row").count()).toBe(2);
  await readsWell(page, "closed-two");
  expect(faults).toEqual([]);
});
