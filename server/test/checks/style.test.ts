import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { repositoryRoot } from "../../src/shared/paths.ts";
import { plant, runTool } from "./tools.ts";

/** Each line breaks the rule named; together they show that our settings and overrides reach the files they are for. */
const FAULTS: Readonly<Record<string, { readonly rules: readonly string[]; readonly text: string }>> = {
  "server/src/modules/planted/planted.service.ts": {
    rules: [
      "plugin",
      "plugin",
      "plugin",
      "plugin",
      "plugin",
      "plugin",
      "noFloatingPromises",
      "noExplicitAny",
      "noNonNullAssertion",
      "noDefaultExport",
      "noUnusedImports",
      "noProcessEnv",
    ],
    text: `import { join } from "node:path";
interface Tx { query<T>(sql: string): Promise<T>; execute(sql: string): Promise<void>; send(sql: string): void }
export async function planted(tx: Tx, name: string, value: any): Promise<void> {
  tx.query(\`SELECT \${name}\`);
  const sql = \`SELECT 1 FROM family WHERE name = '\${name}'\`;
  await tx.query(sql);
  await tx.query<string>(\`SELECT \${name.trim()}\`);
  await tx.execute(\`DELETE FROM \${name}\`);
  tx.send(\`UPDATE \${name} SET x = 1\`);
  await tx.query("SELECT " + name);
  process.env["X"] = value!;
}
export default planted;
`,
  },
  "portal/src/pages/planted/Planted.tsx": {
    rules: ["noRestrictedImports", "noBarrelFile", "useAltText"],
    text: `import { readConfig } from "../../../../server/src/config.ts";
export { thing } from "./thing.ts";
export const Planted = () => <img src={readConfig().host} />;
`,
  },
  "portal/src/govuk/Planted.tsx": {
    rules: ["noRestrictedImports"],
    text: 'import { gql } from "@apollo/client";\nexport const planted = gql;\n',
  },
  "portal/src/components/Planted.tsx": {
    rules: ["noRestrictedImports"],
    text: 'import { Page } from "../pages/family/Page.tsx";\nexport const planted = Page;\n',
  },
};

describe("style", () => {
  it("holds everywhere: formatting, order of imports, and the rules of biome.json", async () => {
    const { code, output } = await runTool("biome", ["check", "--error-on-warnings", "--colors=off", "."]);
    expect(output).toMatch(/Checked [1-9]\d{2,} files/);
    expect(output).not.toMatch(/errored/);
    expect({ code, output: code === 0 ? "" : output }).toEqual({ code: 0, output: "" });
  });

  it("is refused where a file breaks it", async () => {
    const settings = JSON.parse(await readFile(join(repositoryRoot, "biome.json"), "utf8")) as Record<string, unknown>;
    const written = Object.fromEntries(Object.entries(FAULTS).map(([path, { text }]) => [path, text]));
    const planted = await plant(["server/test/checks/sql-parameters.grit"], {
      ...written,
      "biome.json": JSON.stringify({ ...settings, vcs: { enabled: false } }),
    });
    const { code, output } = await runTool("biome", ["lint", "--reporter=json"], planted.folder);
    await planted.remove();
    expect(code).not.toBe(0);
    const report = JSON.parse(output.slice(output.indexOf('{"summary"'), output.lastIndexOf("}") + 1)) as {
      diagnostics: { category: string; severity: string; location: { path: string } }[];
    };
    for (const [path, { rules }] of Object.entries(FAULTS)) {
      const found = report.diagnostics
        .filter((each) => each.location.path === path && each.severity === "error")
        .map((each) => each.category.split("/").at(-1));
      for (const rule of new Set(rules)) {
        const [expected, given] = [rules, found].map((names) => names.filter((name) => name === rule).length);
        expect(given, `${rule} in ${path}`).toBeGreaterThanOrEqual(expected ?? 0);
      }
    }
  });
});
