import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDataFolder } from "./folder.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "wtwf-folder-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe("a data folder", () => {
  it("is opened by many first starts at once, and is one and the same for all", async () => {
    for (let round = 0; round < 20; round += 1) {
      const path = join(root, String(round), "data");
      const opened = await Promise.all(
        Array.from({ length: 6 }, async () => {
          const folder = await openDataFolder(path);
          // Whoever is first goes on at once, and puts more there.
          mkdirSync(join(path, "making-cluster"), { recursive: true });
          return folder.home;
        }),
      );
      expect(new Set(opened).size).toBe(1);
    }
  });

  it("is left alone where it holds files of something else", async () => {
    writeFileSync(join(root, "thesis.txt"), "mine");
    await expect(openDataFolder(root)).rejects.toThrow(/holds files of something else/);
  });
});
