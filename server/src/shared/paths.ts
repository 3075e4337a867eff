import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The root of the checkout. Sources run in place under the test runner and from `server/dist` in production, at
 * different depths, so the root is found by its package's name and never by counting `..`.
 */
export const repositoryRoot: string = findRoot(dirname(fileURLToPath(import.meta.url)));

function findRoot(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const manifest = join(folder, "package.json");
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, "utf8")).name === "wtwf") return folder;
    if (folder === dirname(folder)) throw new Error(`No package.json named "wtwf" above ${from}`);
  }
}
