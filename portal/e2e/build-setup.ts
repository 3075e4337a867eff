import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const portal = fileURLToPath(new URL("..", import.meta.url));
const SOURCES = ["src", "public", "index.html", "vite.config.ts"];

function newest(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** The browser tests look at the portal as it is built for real, and never at a stale one. */
export async function setup(): Promise<void> {
  const index = join(portal, "dist", "index.html");
  const built = existsSync(index) ? statSync(index).mtimeMs : 0;
  if (SOURCES.every((source) => newest(join(portal, source)) < built)) return;
  await build({ root: portal, configFile: join(portal, "vite.config.ts"), logLevel: "error", mode: "production" });
}
