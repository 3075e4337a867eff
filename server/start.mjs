// `npm start`: builds the server and the portal side by side, then becomes the server. One process from the first line
// to the last (npm runs it with exec), so that a signal always reaches whoever must hear it.
import { spawn } from "node:child_process";
import { rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);
const signalNumbers = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };

// Set for this process alone: in the environment of npm ci it would leave out the tools that build.
process.env.NODE_ENV = "production";

/** Each tool leads a process group, since the compiler works in a child of its own that must hear the signal too. */
const groups = new Set();
let stopped;
const stopBuilding = (signal) => {
  stopped ??= signal;
  for (const group of groups) process.kill(-group, signal);
};
for (const signal of Object.keys(signalNumbers)) process.on(signal, stopBuilding);

/** Runs a tool that npm installed; what it says is shown only if it fails. */
function runTool(name, bin, parameters, cwd) {
  return new Promise((resolve, reject) => {
    const script = join(dirname(require.resolve(`${name}/package.json`)), bin);
    const child = spawn(process.execPath, [script, ...parameters], { cwd, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    if (child.pid) groups.add(child.pid);
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        said += chunk;
      });
    }
    child.once("error", reject);
    child.once("exit", () => groups.delete(child.pid));
    child.once("close", (code) => (code === 0 ? resolve() : reject(new Error(said.trim() || `${name} ended with ${code}`))));
  });
}

/** Built aside and swapped in, so that a server which already serves the folder never serves half of it. */
async function buildPortal() {
  const aside = join(root, "node_modules", ".cache", `wtwf-portal-${process.pid}`);
  const [next, old] = [join(aside, "next"), join(aside, "old")];
  const dist = join(root, "portal", "dist");
  try {
    await runTool("vite", "bin/vite.js", ["build", "--outDir", next, "--emptyOutDir", "--logLevel", "warn"], join(root, "portal"));
    await rename(dist, old).catch((error) => {
      if (error.code !== "ENOENT") throw error;
    });
    await rename(next, dist);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

const began = performance.now();
console.log("Building the server and the portal");
const built = await Promise.allSettled([runTool("typescript", "bin/tsc", ["-p", "server/tsconfig.build.json"], root), buildPortal()]);
if (stopped) {
  console.log("Stopped before the build was complete");
  process.exit(128 + signalNumbers[stopped]);
}
const failures = built.filter((outcome) => outcome.status === "rejected");
if (failures.length > 0) {
  console.error(`The build failed:\n${failures.map((failure) => failure.reason.message).join("\n")}`);
  process.exit(1);
}
console.log(`Built in ${((performance.now() - began) / 1000).toFixed(1)} s`);

for (const signal of Object.keys(signalNumbers)) process.off(signal, stopBuilding);
await import("./dist/server/src/main.js");
