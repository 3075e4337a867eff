// npm run bench: builds the server, installs what only the benchmark needs, then measures.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { build, root, run } from "./build.mjs";

const built = build();
const growth = process.argv.includes("--growth");
const here = join(root, "server/bench");
if (!growth && !process.argv.includes("--row-security") && !existsSync(join(here, "node_modules/.bin/postgraphile"))) {
  process.stderr.write("Installing PostGraphile and the Node that it runs on\n");
  run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], here);
}
await import(join(built, growth ? "growth/growth.js" : "bench.js"));
