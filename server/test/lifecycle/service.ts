import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { threadId } from "node:worker_threads";
import { repositoryRoot } from "../../src/shared/paths.ts";

/** One folder for each thread, since one may build while another's processes run; Vitest's own numbers of workers come twice. */
const BUILT = join(repositoryRoot, "node_modules", ".cache", `wtwf-lifecycle-${process.pid}-${threadId}`);

/** Compiles the server as `npm start` does, but aside, so that a real process can be run from it. Returns what clears it away. */
export function buildService(): () => void {
  const compiler = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");
  execFileSync(process.execPath, [compiler, "-p", "server", "--noCheck", "--outDir", BUILT], { cwd: repositoryRoot });
  mkdirSync(BUILT, { recursive: true });
  writeFileSync(join(BUILT, "package.json"), '{ "type": "module" }\n');
  return () => rmSync(BUILT, { recursive: true, force: true });
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Service {
  readonly child: ChildProcess;
  /** The address that it printed; rejects if it ends first. */
  readonly ready: Promise<string>;
  readonly ended: Promise<Ended>;
  said(): string;
  /** Waits until it has said this, however slow the machine. */
  until(words: string): Promise<void>;
}

/** Runs a program of the server's to its end. */
export async function runBuilt(program: string, env: NodeJS.ProcessEnv, parameters: readonly string[] = []): Promise<Ended> {
  const child = spawn(process.execPath, [join(BUILT, program), ...parameters], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].on("data", (chunk: Buffer) => {
      output[name] += chunk.toString();
    });
  }
  const [code] = await once(child, "close");
  return { code: typeof code === "number" ? code : null, ...output };
}

/** What runs: a very small application, or the whole one over a small county. */
export type EntryName = "entry" | "county";

/** Runs the service as a process of its own. */
export function startService(entry: EntryName, env: NodeJS.ProcessEnv, parameters: readonly string[] = []): Service {
  const child = spawn(process.execPath, [join(BUILT, "server", "test", "lifecycle", `${entry}.js`), ...parameters], {
    env: { PATH: process.env.PATH, PORT: "0", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  const ended = once(child, "close").then(([code]): Ended => ({ code: typeof code === "number" ? code : null, ...output }));
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => {
      output.stdout += chunk.toString();
      const address = /^Ready in .*: (http\S+)$/m.exec(output.stdout)?.[1];
      if (address) resolve(address);
    });
    void ended.then(({ code, stderr }) => reject(new Error(`ended with ${code}: ${stderr}`)));
  });
  ready.catch(() => undefined);
  child.stderr.on("data", (chunk: Buffer) => {
    output.stderr += chunk.toString();
  });
  const until = async (words: string): Promise<void> => {
    while (!output.stdout.includes(words)) {
      if (child.exitCode !== null) throw new Error(`ended without saying "${words}": ${output.stdout}${output.stderr}`);
      await pause(5);
    }
  };
  return { child, ready, ended, said: () => output.stdout, until };
}

/** All processes there are (on Linux). */
const processes = (): number[] =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);

/** The processes of a Postgres that works in this data folder. */
export function postgresOn(dataDir: string): number[] {
  const data = join(dataDir, "cluster", "data");
  return processes().filter((pid) => workingFolderOf(pid) === data || commandOf(pid).includes(data));
}

/** The processes that make a cluster in this data folder. */
export function makersOn(dataDir: string): number[] {
  const making = join(dataDir, "making-cluster");
  return processes().filter((pid) => workingFolderOf(pid).startsWith(making) || commandOf(pid).includes(making));
}

export function postmasterOf(dataDir: string): number {
  return Number(readFileSync(join(dataDir, "cluster", "data", "postmaster.pid"), "utf8").split("\n")[0]);
}

function workingFolderOf(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return "";
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}

/** What a folder holds; one that is not there holds nothing. */
export function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** Every file in a folder with what is in it, to show that nothing was touched. */
export function contentsOf(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}
