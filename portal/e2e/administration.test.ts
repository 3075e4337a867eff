import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { rows } from "../../server/test/household.ts";
import { codeOf, forgetTries } from "../../server/test/sign-in/visitor.ts";
import { PASSWORD, USERS } from "../../server/test/town.ts";
import { closeBrowser } from "./browser.ts";
import { enrolHere, givePassword, heading, later, linkFor, type Scene, startScene, visit } from "./sign-in-scene.ts";
import { readsWell } from "./visits.ts";

let scene: Scene;
let secret: string;
let admin: Awaited<ReturnType<typeof visit>>;
let page: Page;
beforeAll(async () => {
  scene = await startScene({ providerSecrets: { SCHOOLS: "hush" } });
  admin = await visit(scene, "/");
  page = admin.page;
  await givePassword(page, "admin");
  secret = (await enrolHere(page)).secret;
}, 120_000);
afterAll(async () => {
  await admin.context.close();
  await closeBrowser();
  await scene.stop();
});

const aged = () => rows(scene.api, "UPDATE session SET proved_at = now() - interval '11 minutes' WHERE user_id = $1", [USERS.admin.id]);
afterEach(() => expect(admin.faults.splice(0)).toEqual([]));
const banner = (text: string | RegExp) => page.getByRole("alert").getByText(text);

describe("before administration", () => {
  test("the code is asked for where it was given some minutes ago, and the page goes on", async () => {
    await aged();
    await page.getByRole("link", { name: "Administration" }).click();
    await page.getByRole("link", { name: "Users" }).click();
    const dialog = page.getByRole("dialog", { name: "Show that it is you" });
    await dialog.getByLabel("Code").waitFor();
    await readsWell(page, "step-up", { waiting: true });
    await dialog.getByLabel("Code").fill("000000");
    await dialog.getByRole("button", { name: "Go on" }).click();
    await dialog.getByRole("alert").getByText("Check the code").waitFor();
    await later(scene.api, "admin");
    await dialog.getByLabel("Code").fill(codeOf(secret));
    await page.keyboard.press("Enter");
    await page.getByRole("table", { name: "Users" }).waitFor();
    await readsWell(page, "users");
  });

  test("with nothing given, the page says so and offers to try again; the password will do too", async () => {
    await aged();
    await page.reload();
    const dialog = page.getByRole("dialog", { name: "Show that it is you" });
    await dialog.getByLabel("Code").waitFor();
    await page.keyboard.press("Escape");
    await heading(page, "We need to know that it is you").waitFor();
    await readsWell(page, "step-up-refused");
    await page.getByRole("button", { name: "Try again" }).click();
    await dialog.getByRole("button", { name: "Use my password" }).click();
    await dialog.getByLabel("Password").fill(PASSWORD);
    await page.keyboard.press("Enter");
    await page.getByRole("table", { name: "Users" }).waitFor();
  });
});

describe("users", () => {
  test("are found by name, role and status", async () => {
    await page.goto("/administration/users");
    await page.getByLabel("Find somebody").fill("weavers");
    await page.getByRole("button", { name: "Search" }).click();
    await page.getByText("1 person.").waitFor();
    await page.getByLabel("Find somebody").fill("nobody of this name");
    await page.getByRole("button", { name: "Search", exact: true }).click();
    await page.getByText("Nobody fits this.").waitFor();
    await readsWell(page, "users-none");
    expect(page.url()).not.toMatch(/nobody/);
    await page.getByRole("button", { name: "Clear the search" }).click();
    await page.getByText("people, by name.").waitFor();
    expect(await page.getByLabel("Find somebody").inputValue()).toBe("");
    await page.getByLabel("Role").selectOption("COORDINATOR");
    await page.getByRole("button", { name: "Apply filters" }).click();
    await page.getByText("2 people, by name.").waitFor();
  });

  test("are invited, set themselves up, are changed and shut out, and each change signs them out", async () => {
    await forgetTries(scene.api);
    await page.goto("/administration/users");
    await page.getByRole("button", { name: "Invite somebody" }).click();
    await heading(page, "Invite somebody").waitFor();
    await readsWell(page, "invite");
    await page.getByRole("button", { name: "Send the invitation" }).click();
    await page.getByRole("alert").getByText("Choose a role").waitFor();
    await readsWell(page, "invite-refused");
    await page.getByLabel("Name", { exact: true }).fill("Nia Rowe");
    await page.getByLabel("Work email address").fill("nia.rowe@school.example");
    await page.getByRole("radio", { name: "Practitioner" }).check();
    await page.getByLabel("Agency", { exact: true }).selectOption({ label: "Calder Vale High School" });
    await page.getByRole("button", { name: "Send the invitation" }).click();
    await page.getByRole("alert").getByText("Choose the team").waitFor();
    await page.getByLabel("Team").selectOption({ label: "Pastoral team (Burnley)" });
    await readsWell(page, "invite-filled");
    await page.getByRole("button", { name: "Send the invitation" }).click();
    await banner("Nia Rowe is invited").waitFor();
    await readsWell(page, "user-invited");

    const { href } = await linkFor(scene.mailbox, "nia.rowe@school.example");
    await using theirs = await visit(scene, href);
    await heading(theirs.page, "Set up your account").waitFor();
    await readsWell(theirs.page, "set-up-your-account");
    await theirs.page.getByLabel("New password").fill("marmalade tractor eleven");
    await theirs.page.getByRole("button", { name: "Set up my account" }).click();
    await enrolHere(theirs.page);
    await theirs.page.getByText("Nia Rowe").waitFor();

    await page.reload();
    await page.getByText("Active").waitFor();
    await page.getByRole("button", { name: "Change role or place of work" }).click();
    await page.getByRole("radio", { name: "Coordinator" }).check();
    await page.getByRole("checkbox", { name: "Pendle" }).check();
    await readsWell(page, "change-user");
    await page.getByRole("button", { name: "Save" }).click();
    await banner("The change is saved").waitFor();
    await theirs.page.getByRole("link", { name: "Check for a CAF" }).click();
    await theirs.page.goto("/families");
    await heading(theirs.page, "Sign in").waitFor();

    await page.getByRole("button", { name: "Reset authenticator app" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Reset it" }).click();
    await banner("sets up an app when they next sign in").waitFor();
    await page.getByRole("button", { name: "Disable" }).click();
    await page.getByRole("dialog", { name: "Shut Nia Rowe out" }).waitFor();
    await readsWell(page, "disable");
    await page.getByRole("dialog").getByRole("button", { name: "Shut them out" }).click();
    await banner("Nia Rowe is shut out").waitFor();
    await readsWell(page, "user-disabled");
    await page.getByRole("button", { name: "Enable" }).waitFor();
  });

  test("cannot change themselves", async () => {
    await page.goto(`/administration/users/${USERS.admin.id}`);
    await page.getByText("This is your own account.").waitFor();
    expect(await page.getByRole("button", { name: "Disable" }).count()).toBe(0);
    await page.goto("/administration/users/00000000-0000-4000-8000-ffffffffffff");
    await heading(page, "We could not find that user").waitFor();
  });
});

describe("the directory", () => {
  test("gains a district, an agency and its team", async () => {
    await page.goto("/administration/agencies");
    await page.getByRole("button", { name: "Add the agency" }).waitFor();
    await readsWell(page, "agencies");
    await page.getByRole("button", { name: "Add the agency" }).click();
    await page.getByRole("alert").getByText("Choose what kind of agency it is").waitFor();
    await page.getByLabel("Name of the agency").fill("Ormskirk School");
    await page.getByLabel("Kind").selectOption("SCHOOL");
    await page.getByRole("button", { name: "Add the agency" }).click();
    await banner("Ormskirk School is added").waitFor();
    await page.getByLabel("Name of the district").fill("West Lancashire");
    await page.getByLabel("Part of the authority").fill("Central");
    await page.getByRole("button", { name: "Add the district" }).click();
    await banner("West Lancashire is added").waitFor();
    await page.getByLabel("Agency", { exact: true }).selectOption({ label: "Ormskirk School (School)" });
    await page.getByText("It has no teams yet.").waitFor();
    await page.getByLabel("Name of the team").fill("Ormskirk School");
    await page.getByLabel("District", { exact: true }).selectOption("west-lancashire");
    await page.getByRole("button", { name: "Add the team" }).click();
    await banner("Ormskirk School is added").waitFor();
    await page.getByRole("table", { name: "Teams of this agency" }).waitFor();
    await readsWell(page, "agencies-with-team");
  });
});

describe("an agency's own sign-in", () => {
  test("is added, offered, and turned off again", async () => {
    await page.goto("/administration/identity-providers");
    await page.getByText("No agency signs in with its own account yet.").waitFor();
    await readsWell(page, "providers-none");
    await page.getByRole("button", { name: "Add an agency’s sign-in" }).click();
    await page.getByLabel("What kind of provider is it?").selectOption("entra");
    await page.getByLabel("Whose people sign in with it?").selectOption({ label: "Calder Vale High School" });
    await page.getByLabel("Client ID").fill("1234");
    await page.getByLabel("Setting that holds the client secret").fill("NOT_SET");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("alert").getByText("set OIDC_SECRET_NOT_SET first").waitFor();
    await readsWell(page, "provider-refused");
    await page.getByLabel("Setting that holds the client secret").fill("SCHOOLS");
    await page.getByRole("button", { name: "Save" }).click();
    await banner("Microsoft is saved").waitFor();
    await readsWell(page, "providers");
    await using visitor = await visit(scene, "/");
    await visitor.page.getByRole("link", { name: "Sign in with Microsoft" }).waitFor();
    await page.getByRole("link", { name: "Microsoft" }).click();
    await page.getByRole("group", { name: "Can people sign in with it now?" }).getByLabel("No").check();
    await readsWell(page, "provider");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Off", { exact: true }).waitFor();
    await visitor.page.reload();
    await heading(visitor.page, "Sign in").waitFor();
    expect(await visitor.page.getByRole("link", { name: "Sign in with Microsoft" }).count()).toBe(0);
  });
});

describe("one's own account", () => {
  test("shows how one gets in; a new app takes the place of the old, and new codes that of the old ones", async () => {
    await page.goto("/account");
    await page.getByText("10 left").waitFor();
    await readsWell(page, "account");
    await page.getByRole("link", { name: "Change authenticator app" }).click();
    const renewed = await enrolOver();
    expect(renewed).not.toBe(secret);
    secret = renewed;
    await banner("Your authenticator app is set up").waitFor();
    await page.getByRole("link", { name: "Make new ones" }).click();
    await page.getByRole("button", { name: "Make new codes" }).click();
    await page.getByRole("button", { name: "I have kept them" }).click();
    await banner("You have new recovery codes").waitFor();
    await page.getByRole("link", { name: "Change password" }).click();
    await page.getByLabel("New password").fill("violin gravel sunday");
    await readsWell(page, "change-password");
    await page.getByRole("button", { name: "Save my password" }).click();
    await banner("Your password is changed").waitFor();
    expect((await scene.mailbox.take(USERS.admin.email)).subject).toMatch(/^Your password was changed/);
    await page.getByRole("button", { name: "Sign out on all devices" }).click();
    await heading(page, "Sign in").waitFor();
  });

  async function enrolOver(): Promise<string> {
    const { scanPicture, secretIn } = await import("./sign-in-scene.ts");
    await page.locator(".app-qr-code").waitFor();
    const made = secretIn(await scanPicture(page));
    await page.getByLabel("Code").fill(codeOf(made));
    await page.getByRole("button", { name: "Go on" }).click();
    await page.getByRole("button", { name: "I have kept them" }).click();
    return made;
  }
});
