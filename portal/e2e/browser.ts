import { spawnSync } from "node:child_process";
import { createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { userInfo } from "node:os";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { createBrotliDecompress } from "node:zlib";
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from "playwright-core";

const require = createRequire(import.meta.url);
/** The package exports its code alone, so its folder is found from there: <package>/build/cjs/index.cjs. */
const packageHome = join(dirname(require.resolve("@sparticuz/chromium")), "..", "..");
const packed = join(packageHome, "bin");
const checkout = fileURLToPath(new URL("../../", import.meta.url));

/** Our own: the package's list switches web security off and runs everything in one process. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
  "--font-render-hinting=none",
];

/** The browser comes with Open Sans, so that a page looks the same on a machine without any fonts. */
const fontsConfig = (home: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(home, "fonts")}</dir>
  <cachedir>${join(home, "font-cache")}</cachedir>
  <alias binding="same"><family>Helvetica</family><prefer><family>Open Sans</family></prefer></alias>
  <alias binding="same"><family>Arial</family><prefer><family>Open Sans</family></prefer></alias>
</fontconfig>
`;

async function inflate(from: string, to: string, mode = 0o644): Promise<void> {
  await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to, { mode }));
}

async function untar(name: string, home: string): Promise<void> {
  const archive = join(home, `${name}.tar`);
  await inflate(join(packed, `${name}.tar.br`), archive);
  const { status, stderr } = spawnSync("tar", ["-xf", archive, "-C", home], { encoding: "utf8" });
  if (status !== 0) throw new Error(`Could not unpack ${name}: ${stderr}`);
  rmSync(archive);
}

/** Unpacks the browser once per checkout and user; whoever comes second finds it whole or not at all. */
async function unpack(): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(packageHome, "package.json"), "utf8")) as { version: string };
  const cache = join(checkout, "node_modules", ".cache", "browser");
  const home = join(cache, `${version}-${userInfo().username}`);
  if (existsSync(home)) return home;
  mkdirSync(cache, { recursive: true });
  const making = join(cache, `making-${process.pid}-${Date.now()}`);
  mkdirSync(making);
  await inflate(join(packed, "chromium.br"), join(making, "chromium"), 0o755);
  await untar("al2023", making);
  await untar("fonts", making);
  writeFileSync(join(making, "fonts.conf"), fontsConfig(home));
  try {
    renameSync(making, home);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  }
  return home;
}

/** A clean machine lacks the few libraries that Chromium needs; the package brings them. */
function missesLibraries(executable: string): boolean {
  const { status, stdout } = spawnSync("ldd", [executable], { encoding: "utf8" });
  return status !== 0 || stdout.includes("not found");
}

let launched: Promise<Browser> | undefined;

/** One browser for all tests of a worker. */
function browser(): Promise<Browser> {
  launched ??= (async () => {
    const home = await unpack();
    const executablePath = join(home, "chromium");
    const libraries = missesLibraries(executablePath) ? { LD_LIBRARY_PATH: join(home, "lib") } : {};
    return chromium.launch({
      executablePath,
      args: FLAGS,
      env: { ...process.env, ...libraries, FONTCONFIG_FILE: join(home, "fonts.conf") },
    });
  })();
  return launched;
}

export async function closeBrowser(): Promise<void> {
  const open = await launched;
  launched = undefined;
  await open?.close();
}

export const DESKTOP = 1440;
export const PHONE = 360;
/** The narrowest screen on which nothing may scroll sideways (WCAG 1.4.10). */
export const NARROWEST = 320;

export type OpenPageOptions = { baseURL: string; width?: number; height?: number };

/** A fresh, signed-out visitor. Anything that the page throws or the policy blocks fails the test that asks. */
export async function openPage({ baseURL, width = DESKTOP, height = 900 }: OpenPageOptions): Promise<{
  page: Page;
  context: BrowserContext;
  faults: string[];
}> {
  const context = await (await browser()).newContext({
    baseURL,
    viewport: { width, height },
    locale: "en-GB",
    timezoneId: "Europe/London",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  return { page, context, faults };
}

/** Waits until no part of the page waits for the service any more; a page may have several such parts. */
export async function loaded(page: Page): Promise<void> {
  await page.locator(".app-loading").first().waitFor({ state: "detached" });
}

/**
 * What axe finds wrong by WCAG 2.2 AA, in words that lead to the place. An empty list is a pass. No page has frames, so axe
 * may run in it alone (its "legacy mode"), and what passes is not gathered: together that is three fifths of its time.
 */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ["violations"] })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help} at ${target.join(" ")} (${failureSummary ?? ""})`),
  );
}

/** By how many pixels the page itself can be scrolled sideways; nought is right. */
export async function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** On how many lines a text is set. */
export async function lines(text: Locator): Promise<number> {
  return text.evaluate((element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return new Set([...range.getClientRects()].map(({ bottom }) => Math.round(bottom))).size;
  });
}

export async function screenshot(page: Page, path: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  await page.screenshot({ path, fullPage: true });
}
