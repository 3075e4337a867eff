import { readFileSync, readlinkSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { codeOf } from "../../shared/startup-error.ts";

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

/** What Postgres itself says of the server on this folder (its lines: process, folder, start, port, socket, address, memory, state). */
export function readPostmaster(data: string): Postmaster | undefined {
  try {
    const lines = readFileSync(join(data, "postmaster.pid"), "utf8").split("\n");
    const pid = Number(lines[0]);
    return pid > 0 ? { pid, port: Number(lines[3]), ready: lines[7]?.trim() === "ready" } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The living Postgres that holds this folder, if any. A server killed outright leaves its file behind, and by then
 * its number may be another process's: where /proc exists, a postmaster is known by working in its data folder.
 */
export function holderOf(data: string): number | undefined {
  const postmaster = readPostmaster(data);
  if (!postmaster || !isAlive(postmaster.pid)) return undefined;
  try {
    return readlinkSync(`/proc/${postmaster.pid}/cwd`) === realpathSync(data) ? postmaster.pid : undefined;
  } catch (error) {
    return codeOf(error) === "ENOENT" && process.platform === "linux" ? undefined : postmaster.pid;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}
