import { describe, expect, it } from "vitest";
import { plant, runTool } from "./tools.ts";

describe("unused code", () => {
  it("is nowhere: every file is reached, every export and package used", async () => {
    expect(await runTool("knip", ["--no-progress", "--no-config-hints"])).toEqual({ code: 0, output: "" });
  });

  it("is found where a file or an export has no reader, or a package no importer", async () => {
    const manifest = (name: string, more: object = {}) => JSON.stringify({ name, type: "module", ...more });
    const planted = await plant(["knip.json"], {
      "package.json": manifest("planted", { workspaces: ["server", "portal"] }),
      "portal/package.json": manifest("portal"),
      "server/package.json": manifest("server", { dependencies: { express: "^5.0.0" } }),
      "server/src/main.ts": 'import { used } from "./used.ts";\nused();\n',
      "server/src/used.ts": "export const used = (): void => undefined;\nexport const spare = 1;\n",
      "server/src/forgotten.ts": "export const forgotten = 1;\n",
    });
    const { code, output } = await runTool("knip", ["--no-progress"], planted.folder);
    await planted.remove();
    expect(code).toBe(1);
    expect(output).toMatch(/Unused files[\s\S]*server\/src\/forgotten\.ts/);
    expect(output).toMatch(/Unused exports[\s\S]*spare/);
    expect(output).toMatch(/Unused dependencies[\s\S]*express/);
  });
});
