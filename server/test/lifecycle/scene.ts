import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "vitest";
import { type EntryName, postgresOn, type Service, startService } from "./service.ts";

/** One test's own data folder, not yet made, and the processes started on it. */
export class Scene {
  private readonly entry: EntryName;
  private readonly root = mkdtempSync(join(tmpdir(), "wtwf-life-"));
  private readonly services: Service[] = [];
  readonly dataDir = join(this.root, "data");

  constructor(entry: EntryName = "entry") {
    this.entry = entry;
    chmodSync(this.root, 0o711);
  }

  start(env: NodeJS.ProcessEnv = {}, parameters: readonly string[] = []): Service {
    const service = startService(this.entry, { DATA_DIR: this.dataDir, ...env }, parameters);
    this.services.push(service);
    return service;
  }

  async started(env: NodeJS.ProcessEnv = {}, parameters: readonly string[] = []): Promise<Service> {
    const service = this.start(env, parameters);
    await service.ready;
    return service;
  }

  /** Whether no process of a Postgres on this folder is left, given a moment. */
  async postgresGone(ms = 5_000): Promise<boolean> {
    for (const deadline = Date.now() + ms; Date.now() < deadline; await pause(20)) {
      if (postgresOn(this.dataDir).length === 0) return true;
    }
    return false;
  }

  /** Ends what a failed test may have left, and insists that nothing survives it. */
  async clear(): Promise<void> {
    for (const { child } of this.services) child.kill("SIGKILL");
    await Promise.all(this.services.map((service) => service.ended));
    expect(await this.postgresGone(10_000)).toBe(true);
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** Stops a service as an operator does, and sees that it ends well. */
export async function stop(service: Service): Promise<void> {
  service.child.kill("SIGTERM");
  expect((await service.ended).code).toBe(0);
}

/** A refused start: exit code 1 and exactly these lines of explanation. */
export async function expectRefusal(service: Service, ...lines: RegExp[]): Promise<void> {
  const { code, stderr } = await service.ended;
  const said = stderr.trimEnd().split("\n");
  expect(said).toHaveLength(lines.length);
  for (const [position, line] of lines.entries()) expect(said[position]).toMatch(line);
  expect(code).toBe(1);
}
