// `npm run generate`: everything that is made from something else and committed. The server's types give
// schema/schema.graphql, the migrations give schema/database.sql, and the portal's operations give its typed
// documents and schema/trusted-documents.json.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Runs a tool that the named workspace uses, in its folder. */
function runTool(name, bin, parameters, workspace) {
  const folder = join(root, workspace);
  const script = join(dirname(createRequire(join(folder, "package.json")).resolve(`${name}/package.json`)), bin);
  const { status } = spawnSync(process.execPath, [script, ...parameters], { cwd: folder, stdio: ["ignore", "inherit", "inherit"] });
  if (status !== 0) process.exit(status ?? 1);
}

runTool("typescript", "bin/tsc", ["-p", "tsconfig.build.json"], "server");
const { writeContract } = await import("./dist/server/test/contract/write.js");
await writeContract();
runTool("@graphql-codegen/cli", "esm/bin.js", ["--config", "codegen.ts", "--errors-only"], "portal");
console.log("Wrote schema/ and the portal's *.generated.ts");
