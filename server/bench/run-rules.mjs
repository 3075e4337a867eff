// npm run bench:rules: builds the server, then measures the rule book over counties of growing size.
import { join } from "node:path";
import { build } from "./build.mjs";

await import(join(build(), "rules/rules.js"));
