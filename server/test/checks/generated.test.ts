import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { repositoryRoot } from "../../src/shared/paths.ts";
import { plant, runTool } from "./tools.ts";

const PARAMETERS = ["--config", "codegen.ts", "--check", "--errors-only"];

describe("the portal's typed documents and the list of trusted ones", () => {
  it("are what its operations and the schema make: npm run generate writes them", async () => {
    const { code, output } = await runTool("graphql-codegen", PARAMETERS, join(repositoryRoot, "portal"));
    expect({ code, output: code === 0 ? "" : output }).toEqual({ code: 0, output: "" });
  });

  it("are found stale after an operation has changed", async () => {
    const planted = await plant(["schema", "portal/codegen", "portal/codegen.ts", "portal/package.json", "portal/src"], {
      "portal/src/Planted.graphql": "query Planted { service { authority } }\n",
    });
    await symlink(join(repositoryRoot, "node_modules"), join(planted.folder, "node_modules"));
    const { code, output } = await runTool("graphql-codegen", PARAMETERS, join(planted.folder, "portal"));
    await planted.remove();
    expect(code).not.toBe(0);
    expect(output).toMatch(/Planted\.generated\.ts/);
    expect(output).toMatch(/trusted-documents\.json/);
  });
});
