import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { repositoryRoot } from "../../src/shared/paths.ts";

const read = (path: string) => readFileSync(join(repositoryRoot, path), "utf8");

/** Two programs that import nothing of each other: so their words are compared as they are written. */
it("has words in the portal for each deed that the server writes into the audit log", () => {
  const sources = ["server/src/modules", "server/src/access"].flatMap((folder) =>
    readdirSync(join(repositoryRoot, folder), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts"))
      .map((path) => join(folder, path)),
  );
  const deeds = new Set(
    sources.flatMap((path) =>
      [...read(path).matchAll(/\baction: "(?<deed>(?!e\.)[a-z-]+\.[a-z-]+)"/gu)].map(({ groups }) => groups?.["deed"] ?? ""),
    ),
  );
  expect(deeds.size).toBeGreaterThan(60);
  const words = read("portal/src/pages/audit-log/words.ts");
  expect([...deeds].filter((deed) => !words.includes(`"${deed}": `))).toEqual([]);
});
