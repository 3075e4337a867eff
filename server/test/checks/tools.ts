import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { repositoryRoot } from "../../src/shared/paths.ts";

export interface Ran {
  readonly code: number;
  readonly output: string;
}

type Tool = "tsc" | "biome" | "depcruise" | "knip" | "graphql-codegen";

/** Runs a tool that npm installed to its end and keeps what it said. */
export function runTool(tool: Tool, parameters: readonly string[], cwd: string = repositoryRoot): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(repositoryRoot, "node_modules", ".bin", tool), parameters, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const keep = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    for (const stream of [child.stdout, child.stderr]) stream.on("data", keep);
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

export interface Planted {
  readonly folder: string;
  remove(): Promise<void>;
}

/** A folder with a fault in it, to see a check fail: the named files of ours, and others written for the purpose. */
export async function plant(copied: readonly string[], written: Readonly<Record<string, string>>): Promise<Planted> {
  const folder = await mkdtemp(join(tmpdir(), "wtwf-planted-"));
  for (const path of copied) await cp(join(repositoryRoot, path), join(folder, path), { recursive: true });
  for (const [path, text] of Object.entries(written)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
