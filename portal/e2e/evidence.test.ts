import { afterAll, describe, expect, test } from "vitest";
import { closeBrowser, DESKTOP, NARROWEST, sidewaysScroll } from "./browser.ts";
import { typeDay } from "./caf-pages.ts";
import { chooseKind, criterion, entry, familyOfBoth, fillCallOut, openWhy, record, told } from "./evidence-pages.ts";
import { openFamily } from "./family-pages.ts";
import { as, closeWindows, faultsOfAll, station } from "./stations.ts";

const CALL_OUT = "A police call-out to a domestic incident";
const ABUSE = "Domestic abuse";
const LOG = "Log 41 of 2 January";

const family = { id: "", name: "" };

afterAll(async () => {
  await closeWindows();
  await closeBrowser();
});

/** Reads well to a screen reader, and on the narrowest screen nothing scrolls sideways. */
async function readsWell(page: Awaited<ReturnType<typeof as>>, title: string): Promise<void> {
  await station(page, `evidence-${title}`);
  await page.setViewportSize({ width: NARROWEST, height: 800 });
  expect(await sidewaysScroll(page), title).toBe(0);
  await page.setViewportSize({ width: DESKTOP, height: 900 });
}

describe.sequential("evidence about a family", () => {
  test("a form keeps what was typed while it is refused, here and by the service, and says where", async () => {
    const police = await as("police");
    Object.assign(family, await familyOfBoth(police, await as("school")));
    await openFamily(police, family.id, family.name);
    expect(await criterion(police, ABUSE).count()).toBe(0);
    await readsWell(police, "01-family");
    await chooseKind(police, CALL_OUT);
    await record(police);
    await police.getByRole("link", { name: "Choose yes or no" }).waitFor();
    await readsWell(police, "02-missing");
    await fillCallOut(police, ["2", "1", "2018"], LOG);
    await record(police);
    await police.getByRole("link", { name: "The day must be today or earlier" }).click();
    const when = police.getByRole("group", { name: "When did it happen?" });
    await expect.poll(() => when.getByLabel("Day").evaluate((box) => box === document.activeElement)).toBe(true);
    expect(await when.getByLabel("Year").inputValue()).toBe("2018");
    expect(await police.getByLabel("What does this rest on?").inputValue()).toBe(LOG);
    await readsWell(police, "03-refused");
  });

  test("a police officer records a call-out, is told what it changes, and reads why down to the entry", async () => {
    const police = await as("police", `/families/${family.id}`);
    await chooseKind(police, CALL_OUT);
    expect(police.url()).not.toMatch(/call|abuse/i);
    await fillCallOut(police, ["2", "1", "2017"], LOG);
    await record(police);
    expect(await told(police, "The evidence is recorded")).toContain(`${ABUSE}: A need since 2 January 2017.`);
    await criterion(police, ABUSE).getByText("A need since 2 January 2017. No significant progress yet.").waitFor();
    const why = await openWhy(police, ABUSE);
    await why.getByText("Police called to a domestic incident in the last 6 months").waitFor();
    await why.getByText("Assumed from the Worcestershire outcomes plan, table 5").first().waitFor();
    await why.getByText("Months without another that it takes: 6").waitFor();
    await readsWell(police, "04-why");
    await why.getByRole("link", { name: "Police called to a domestic incident, 2 January 2017" }).first().click();
    const place = entry(police, LOG).locator("[id^='evidence-']");
    await expect.poll(() => place.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test("the same again is refused unless it did happen again that day, and is flagged then", async () => {
    const police = await as("police", `/families/${family.id}`);
    await chooseKind(police, CALL_OUT);
    await fillCallOut(police, ["2", "1", "2017"], "Log 58 of 2 January");
    await record(police);
    await police.getByRole("link", { name: /recorded exactly this already/ }).waitFor();
    await police.getByLabel("Yes, this is another one on the same day").check();
    await record(police);
    await told(police, "The evidence is recorded");
    await entry(police, "Log 58").getByText("Happened more than once that day").waitFor();
  });

  test("a colleague of another agency learns of the need and of none of its reasons", async () => {
    const school = await as("school", `/families/${family.id}`);
    await criterion(school, ABUSE).getByText("The evidence behind this is not shown to you").waitFor();
    expect(await criterion(school, ABUSE).locator("summary").count()).toBe(0);
    expect(await school.getByText("Police called to a domestic incident").count()).toBe(0);
    expect(await school.getByText(LOG).count()).toBe(0);
    await readsWell(school, "05-withheld");
  });

  test("an entry is corrected by who recorded it, or withdrawn with the reason, and what was known stays to be read", async () => {
    const police = await as("police", `/families/${family.id}`);
    await entry(police, LOG)
      .getByRole("link", { name: /^Correct this/ })
      .click();
    await police.getByRole("heading", { level: 1, name: "Correct this evidence" }).waitFor();
    const when = police.getByRole("group", { name: "When did it happen?" });
    expect(await when.getByLabel("Day").inputValue()).toBe("2");
    expect(await police.getByLabel("What does this rest on?").inputValue()).toBe(LOG);
    await readsWell(police, "06-correct");
    await typeDay(when, ["30", "12", "2016"]);
    await police.getByRole("button", { name: "Correct this evidence" }).click();
    expect(await told(police, "The evidence is corrected")).toContain(`${ABUSE}: A need since 30 December 2016.`);

    for (const log of [LOG, "Log 58"]) {
      await entry(police, log)
        .getByRole("link", { name: /^Correct this/ })
        .click();
      await police.getByLabel("It never was, and should not have been recorded").check();
      await police.getByRole("button", { name: "Withdraw this evidence" }).click();
      await police.getByRole("link", { name: "Enter why it never was" }).waitFor();
      await readsWell(police, "07-withdraw-refused");
      await police.getByLabel("Why was it never so?").fill("It was the house next door");
      await police.getByRole("button", { name: "Withdraw this evidence" }).click();
      await told(police, "The evidence is withdrawn");
    }
    expect(await criterion(police, ABUSE).count()).toBe(0);
    expect(await entry(police, LOG).count()).toBe(0);
    await police.locator("summary").filter({ hasText: "Show corrections" }).click();
    await police.getByLabel("Also show what was corrected or withdrawn").check();
    await police.getByRole("button", { name: "Show this" }).click();
    await entry(police, LOG).filter({ hasText: "It never was: withdrawn on 3 January 2017" }).waitFor();
    expect(police.url()).toMatch(/\?corrected=yes$/);
    await readsWell(police, "08-corrections");
    await police.goto(`/families/${family.id}?knownAt=2017-01-02`);
    await police.getByText("Shown: as known on 2 January 2017.").waitFor();
    expect(await entry(police, LOG).count()).toBe(0);
  });
});

describe.sequential("what would bring a claim nearer", () => {
  test("says when, what happens on the way and what is owed; what is supposed stands in the address", async () => {
    const police = await as("police", `/families/${family.id}`);
    await police.getByRole("link", { name: "Try out what would bring a claim nearer" }).click();
    await police.getByText("As things are, if nothing further happens:").waitFor();
    await readsWell(police, "09-as-things-are");
    await police.getByLabel("Absence at a rate").check();
    await police.getByLabel("Share of sessions missed").fill("two");
    await police.getByLabel("No new incidents").check();
    await police.getByLabel("As soon as nothing else is missing").check();
    await police.getByRole("button", { name: "Show what would happen" }).click();
    await police.getByRole("link", { name: /as a whole percentage/ }).waitFor();
    expect(await police.getByLabel("Share of sessions missed").inputValue()).toBe("two");
    await readsWell(police, "10-refused");
    await police.getByLabel("Share of sessions missed").fill("2");
    await police.getByLabel("Steps down one level").check();
    await typeDay(police.getByRole("group", { name: "Help for the children" }).getByRole("group", { name: "On which day?" }), [
      "1",
      "2",
      "2012",
    ]);
    await police.getByRole("button", { name: "Show what would happen" }).click();
    await police.getByRole("link", { name: /^Enter a day from today on/ }).waitFor();
    await typeDay(police.getByRole("group", { name: "Help for the children" }).getByRole("group", { name: "On which day?" }), [
      "1",
      "2",
      "2017",
    ]);
    await police.getByRole("button", { name: "Show what would happen" }).click();
    await police.getByText(/^A claim would be ready in .*, for significant and sustained progress\.$/).waitFor();
    await police.getByRole("heading", { name: /^A claim is ready/ }).waitFor();
    const address = new URL(police.url());
    expect(address.search).toBe("?attendance=at&percent=2&incidents=none&confirm=ready&step=down&stepOn=2017-02-01");
    await readsWell(police, "11-answer");
    await police.reload();
    await police.getByText(/^A claim would be ready in/).waitFor();
    expect(await police.getByLabel("Share of sessions missed").inputValue()).toBe("2");
  });

  test("nothing broke in any window", () => {
    expect(faultsOfAll()).toEqual([]);
  });
});
