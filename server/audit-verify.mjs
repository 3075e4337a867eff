// `npm run audit:verify` looks through the audit log, `npm run audit:dispose` takes from its front what is due. Builds the
// server first, where the compiler is installed (in the image it is built already).
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

function compiler() {
  try {
    return join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");
  } catch {
    return undefined;
  }
}

const tsc = compiler();
if (tsc) {
  const { status } = spawnSync(process.execPath, [tsc, "-p", "server/tsconfig.build.json"], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (status !== 0) process.exit(2);
}
if (process.argv[2] === "--dispose") await import("./dist/server/src/audit-dispose.js");
else await import("./dist/server/src/audit-verify.js");
