import type { Page } from "playwright-core";
import decodeQR from "qr/decode.js";
import { type Api, startApi } from "../../server/test/api-client.ts";
import { rows } from "../../server/test/household.ts";
import { linkIn, type Mailbox, startMailbox } from "../../server/test/sign-in/mailbox.ts";
import { codeOf } from "../../server/test/sign-in/visitor.ts";
import { type Account, PASSWORD, town, USERS } from "../../server/test/town.ts";
import { DESKTOP, openPage } from "./browser.ts";

/** The service as an authority runs it: one-time codes, mail, no demonstration. */
export interface Scene {
  readonly api: Api;
  readonly mailbox: Mailbox;
  stop(): Promise<void>;
}

export async function startScene(overrides: Parameters<typeof startApi>[1] = {}): Promise<Scene> {
  const mailbox = await startMailbox();
  const api = await startApi(town, {
    demo: false,
    secondFactor: true,
    secretKey: "a key of more than thirty-two characters",
    mail: { url: mailbox.url, from: "families@lancashire.example" },
    ...overrides,
  });
  await rows(api, "UPDATE credential SET demonstration = false");
  return {
    api,
    mailbox,
    stop: async () => {
      await api.stop();
      await mailbox.close();
    },
  };
}

export async function visit({ api }: Pick<Scene, "api">, path: string, width = DESKTOP) {
  const opened = await openPage({ baseURL: api.url, width });
  await opened.page.goto(path);
  await opened.page.getByRole("heading", { level: 1 }).waitFor();
  return { ...opened, [Symbol.asyncDispose]: () => opened.context.close() };
}

export const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name });

export async function givePassword(page: Page, account: Account, password = PASSWORD): Promise<void> {
  await page.getByLabel("Email address").fill(USERS[account].email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** What a phone's camera reads from the picture: its squares, as they are drawn, many points to each. */
export async function scanPicture(page: Page): Promise<string> {
  const { size, squares } = await page.locator(".app-qr-code").evaluate((svg) => ({
    size: (svg as SVGSVGElement).viewBox.baseVal.width,
    squares: svg.querySelector("path")?.getAttribute("d") ?? "",
  }));
  const width = size * POINTS;
  const data = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [, x, y] of squares.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let point = 0; point < POINTS * POINTS; point += 1) {
      const column = Number(x) * POINTS + (point % POINTS);
      const row = Number(y) * POINTS + Math.floor(point / POINTS);
      data.fill(0, (row * width + column) * 4, (row * width + column) * 4 + 3);
    }
  }
  return decodeQR({ width, height: width, data });
}

const POINTS = 8;

export const secretIn = (uri: string) => new URL(uri).searchParams.get("secret") ?? "";

/** Sets the app up on the page that asks for it, and goes on past the recovery codes. */
export async function enrolHere(page: Page): Promise<{ secret: string; recoveryCodes: string[] }> {
  await heading(page, "Set up an authenticator app").waitFor();
  await page.locator(".app-qr-code").waitFor();
  const secret = secretIn(await scanPicture(page));
  await page.getByLabel("Code").fill(codeOf(secret));
  await page.getByRole("button", { name: "Go on" }).click();
  await heading(page, "Keep your recovery codes").waitFor();
  const recoveryCodes = await page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem").allTextContents();
  await page.getByRole("button", { name: "I have kept them" }).click();
  await page.getByRole("button", { name: "Sign out" }).waitFor();
  return { secret, recoveryCodes };
}

/** As if half a minute had gone by since the last code. */
export function later(api: Api, account: Account): Promise<unknown> {
  return rows(api, "UPDATE second_factor SET last_period = last_period - 10 WHERE user_id = $1", [USERS[account].id]);
}

export async function linkFor(mailbox: Mailbox, address: string): Promise<{ href: string; token: string }> {
  return linkIn(await mailbox.take(address));
}

/** Everything that the server put on the device or into an address. */
export async function traces(page: Page): Promise<string> {
  const kept = await page.evaluate(() =>
    JSON.stringify({ local: { ...localStorage }, session: { ...sessionStorage }, href: location.href }),
  );
  return `${kept} ${page.url()}`;
}
