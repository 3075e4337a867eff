import { describe, expect, it } from "vitest";
import { plant, runTool } from "./tools.ts";

describe("types", () => {
  it.each(["server", "portal"])("hold in the %s", async (workspace) => {
    expect(await runTool("tsc", ["-p", workspace, "--noEmit"])).toEqual({ code: 0, output: "" });
  });

  it("are refused where an element may be missing", async () => {
    const planted = await plant(["tsconfig.json"], {
      "server/tsconfig.json": JSON.stringify({ extends: "../tsconfig.json", include: ["*.ts"], references: [] }),
      "server/planted.ts": "export const first = (names: readonly string[]): string => names[0];\n",
      "package.json": JSON.stringify({ type: "module" }),
    });
    const { code, output } = await runTool("tsc", ["-p", "server", "--noEmit"], planted.folder);
    await planted.remove();
    expect(output).toContain("planted.ts(1,60): error TS2322");
    expect(code).not.toBe(0);
  });
});
