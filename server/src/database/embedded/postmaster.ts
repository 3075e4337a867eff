import { readFileSync, readlinkSync, realpathSync } from "node:fs";
import { join } from "node:path";

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
 * The living Postgres that holds this folder, if any. A server killed outright leaves its file behind, and by now its
 * number may be another process's. A postmaster works in its data folder, which Linux lets its own account see, so
 * there no number can deceive us; elsewhere a living process of that number must do.
 */
export function holderOf(data: string): number | undefined {
  const pid = readPostmaster(data)?.pid;
  if (!pid) return undefined;
  try {
    if (process.platform === "linux") return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data) ? pid : undefined;
    process.kill(pid, 0);
    return pid;
  } catch {
    return undefined;
  }
}
