// npm run bench: builds the server, installs what only the benchmark needs, then measures.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");

function run(command, args, cwd) {
  const { status } = spawnSync(command, args, { cwd, stdio: ["ignore", "inherit", "inherit"] });
  if (status !== 0) process.exit(status ?? 1);
}

process.stderr.write("Building the server\n");
run(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", "server/tsconfig.build.json"], root);
if (!existsSync(join(here, "node_modules/.bin/postgraphile"))) {
  process.stderr.write("Installing PostGraphile and the Node that it runs on\n");
  run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], here);
}
process.env.NODE_ENV = "production";
await import(join(root, "server/dist/server/bench/bench.js"));
