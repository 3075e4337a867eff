import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { repositoryRoot } from "../../src/shared/paths.ts";
import { plant, runTool } from "./tools.ts";

interface Cruise {
  readonly summary: {
    readonly totalCruised: number;
    readonly totalDependenciesCruised: number;
    readonly violations: readonly { readonly from: string; readonly to: string; readonly rule: { readonly name: string } }[];
  };
}

const CONFIG = join(repositoryRoot, ".dependency-cruiser.cjs");
const module = "server/src/modules";

/** For each rule an import, from a file to a file, that it must refuse; two rules have theirs in the test. */
const FAULTS: readonly (readonly [rule: string, from: string, to: string])[] = [
  ["rules-imports", `${module}/plans/a.rules.ts`, "server/src/shared/clock.ts"],
  ["rules-of-data-imports", `${module}/criteria/terms.rules.ts`, "server/src/database/database.ts"],
  ["policy-imports", `${module}/plans/a.policy.ts`, `${module}/plans/a.service.ts`],
  ["entity-imports", `${module}/plans/a.entity.ts`, `${module}/plans/a.type.ts`],
  ["type-imports", `${module}/plans/b.type.ts`, `${module}/plans/b.entity.ts`],
  ["inputs-imports", `${module}/plans/b.inputs.ts`, `${module}/plans/b.service.ts`],
  ["service-never", `${module}/plans/c.service.ts`, `${module}/plans/c.inputs.ts`],
  ["(reads|parts)-never", `${module}/plans/c.reads.ts`, `${module}/plans/c.resolver.ts`],
  ["resolver-never", `${module}/plans/d.resolver.ts`, "server/src/database/database.ts"],
  ["agencies-before-later-modules", `${module}/agencies/a.service.ts`, `${module}/tasks/a.service.ts`],
  ["families-before-later-modules", `${module}/families/a.service.ts`, `${module}/criteria/a.service.ts`],
  ["criteria-before-later-modules", `${module}/criteria/b.service.ts`, `${module}/assessments/b.service.ts`],
  ["assessments-before-later-modules", `${module}/assessments/c.service.ts`, `${module}/plans/e.service.ts`],
  ["plans-before-later-modules", `${module}/plans/f.service.ts`, `${module}/attachment/f.service.ts`],
  ["attachment-before-later-modules", `${module}/attachment/g.service.ts`, `${module}/claims/g.service.ts`],
  ["claims-before-later-modules", `${module}/claims/h.service.ts`, `${module}/delivery/h.service.ts`],
  ["delivery-before-later-modules", `${module}/delivery/i.service.ts`, `${module}/matching/i.service.ts`],
  ["matching-before-later-modules", `${module}/matching/j.service.ts`, `${module}/reports/j.service.ts`],
  ["reports-before-later-modules", `${module}/reports/k.service.ts`, `${module}/tasks/k.service.ts`],
  ["machines-before-later-modules", `${module}/machines/m.service.ts`, `${module}/tasks/m.service.ts`],
  ["corrections-before-later-modules", `${module}/corrections/n.service.ts`, `${module}/tasks/n.service.ts`],
  ["beside-the-order", `${module}/audit/a.service.ts`, `${module}/families/b.service.ts`],
  ["a-module-in-the-order", "server/src/app.ts", `${module}/novelties/a.service.ts`],
  ["another-modules-insides", `${module}/reports/l.service.ts`, `${module}/plans/l.loaders.ts`],
  ["shared-leans-on-nothing", "server/src/shared/a.ts", "server/src/config.ts"],
  ["database-below-modules", "server/src/database/a.ts", "server/src/config.ts"],
  ["graphql-below-modules", "server/src/graphql/a.ts", `${module}/plans/o.service.ts`],
  ["access-and-modules", "server/src/access/a.service.ts", `${module}/families/p.service.ts`],
  ["express-in-http-only", "server/src/graphql/b.ts", "node_modules/express/index.js"],
  ["pg-in-database-only", `${module}/plans/q.service.ts`, "node_modules/pg/index.js"],
  ["portal-apart", "server/src/schema.ts", "portal/src/words.ts"],
  ["no-tests-in-the-program", "server/src/services.ts", "server/test/town.ts"],
  ["no-development-packages", "server/src/run.ts", "node_modules/nunjucks/index.js"],
  ["resolvable", "server/src/main.ts", "server/src/nowhere.ts"],
  ["no-barrels", "server/src/shutdown.ts", `${module}/plans/index.ts`],
];

const cruise = async (cwd: string): Promise<Cruise["summary"]> => {
  const { output } = await runTool("depcruise", ["--config", CONFIG, "--output-type", "json", "server/src", "server/test", "seeds"], cwd);
  const report = output.slice(output.indexOf("{"), output.lastIndexOf("}") + 1);
  return (JSON.parse(report) as Cruise).summary;
};

describe("imports", () => {
  it("keep to the order of the modules and the job of each file", async () => {
    const { violations, totalCruised, totalDependenciesCruised } = await cruise(repositoryRoot);
    expect(violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual([]);
    // Without its parser it would see no file at all, and be content.
    expect(totalCruised).toBeGreaterThan(200);
    expect(totalDependenciesCruised).toBeGreaterThan(800);
  });

  it("are refused by each rule where they break it", async () => {
    const { forbidden } = createRequire(import.meta.url)(CONFIG) as { forbidden: readonly { readonly name: string }[] };
    const files: Record<string, string> = {};
    for (const [, from, to] of FAULTS) {
      const target = to.startsWith("node_modules/") ? (to.split("/")[1] ?? "") : `${"../".repeat(from.split("/").length - 1)}${to}`;
      files[to] ??= to.startsWith("node_modules/") || to.includes("nowhere") ? "" : "export const x = 1;\n";
      files[from] = `${files[from] ?? ""}import { x } from "${target}";\nexport const y = x;\n`;
    }
    files["server/src/config.ts"] = 'export { x } from "./app.ts";\n';
    files["seeds/hen.ts"] = 'import "./egg.ts";\n';
    files["seeds/egg.ts"] = 'import "./hen.ts";\n';
    delete files["server/src/nowhere.ts"];
    for (const name of ["express", "pg", "nunjucks"])
      files[`node_modules/${name}/package.json`] = JSON.stringify({ name, main: "index.js" });
    const dependencies = { express: "*", pg: "*" };
    files["package.json"] = files["server/package.json"] = JSON.stringify({ dependencies, devDependencies: { nunjucks: "*" } });
    files["server/test/town.ts"] = "export const x = 1;\n";

    const planted = await plant([], files);
    const { violations } = await cruise(planted.folder);
    await planted.remove();
    for (const [rule, from, to] of FAULTS) {
      expect(
        violations.map((each) => `${each.rule.name}: ${each.from}`),
        `${rule}: ${to}`,
      ).toContain(`${rule}: ${from}`);
    }
    // The last module has none after it.
    const rules = forbidden.map((each) => each.name).filter((name) => name !== "tasks-before-later-modules");
    expect(new Set(violations.map((each) => each.rule.name))).toEqual(new Set(rules));
  });
});
