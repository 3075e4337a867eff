import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** The service as `npm start` starts it, demonstration county and all. */
    service: { url: string; password: string };
  }
}

const START = fileURLToPath(new URL("../../server/start.mjs", import.meta.url));
/** What that builds, and then becomes. */
const BUILT = fileURLToPath(new URL("../../server/dist/server/src/main.js", import.meta.url));
const PASSWORD = "a password for tests";

/** Each project loads this file anew; the first that starts a service builds it for the other. It hangs on the process. */
const holder = globalThis as typeof globalThis & { wtwfBuilt?: boolean };

let child: ChildProcess | undefined;
let folder: string | undefined;

/** Resolves with the address once the service says that it is ready; what it said before is told when it fails. */
async function ready(starting: ChildProcess): Promise<string> {
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    for (const stream of [starting.stdout, starting.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on("line", (line) => {
        said.push(line);
        const address = /^Ready in .*?: (http:\/\/\S+?)\/?$/.exec(line)?.[1];
        if (address !== undefined) resolve(address);
      });
    }
    starting.once("exit", () => reject(new Error(`The service did not start:\n${said.join("\n")}`)));
  });
}

/**
 * One service for all browser tests of a run: built, so that none looks at a stale portal, with a fresh county, in a
 * process of its own.
 */
export async function setup(project: TestProject): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), "wtwf-e2e-"));
  child = spawn(process.execPath, [holder.wtwfBuilt ? BUILT : START], {
    env: {
      ...process.env,
      NODE_ENV: "production",
      // It takes one that is free, and says which: one that was looked for before may be taken by then.
      PORT: "0",
      DATA_DIR: join(folder, "data"),
      DEMO_PASSWORD: PASSWORD,
      LOG_LEVEL: "warn",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  project.provide("service", { url: await ready(child), password: PASSWORD });
  holder.wtwfBuilt = true;
}

export async function teardown(): Promise<void> {
  holder.wtwfBuilt = false;
  if (child && child.exitCode === null) {
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
  }
  if (folder) rmSync(folder, { recursive: true, force: true });
}
