import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

export function run(command, args, cwd) {
  const { status } = spawnSync(command, args, { cwd, stdio: ["ignore", "inherit", "inherit"] });
  if (status !== 0) process.exit(status ?? 1);
}

/** Builds the server with its benchmarks, and answers with the folder of their code. */
export function build() {
  process.stderr.write("Building the server\n");
  run(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", "server/tsconfig.build.json"], root);
  process.env.NODE_ENV = "production";
  return join(root, "server/dist/server/bench");
}
