import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { withConnection } from "../src/database/connect.ts";
import { startEmbedded } from "../src/database/embedded/embedded.ts";
import { ensureRoles } from "../src/database/roles.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The superuser's address of the cluster that all workers share. */
    clusterUrl: string;
  }
}

interface SharedCluster {
  readonly url: string;
  stop(): Promise<void>;
}

/** Each project loads this file anew, and all of them must find the same cluster: it hangs on the process. */
const holder = globalThis as typeof globalThis & { wtwfTestCluster?: { users: number; cluster: Promise<SharedCluster> } };

/** One temporary Postgres for the whole run, started by the first project that needs it and stopped by the last. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  holder.wtwfTestCluster ??= { users: 0, cluster: startCluster() };
  const shared = holder.wtwfTestCluster;
  shared.users += 1;
  project.provide("clusterUrl", (await shared.cluster).url);
  return async () => {
    shared.users -= 1;
    if (shared.users > 0) return;
    delete holder.wtwfTestCluster;
    await (await shared.cluster).stop();
  };
}

async function startCluster(): Promise<SharedCluster> {
  const dataDir = await mkdtemp(join(tmpdir(), "wtwf-test-"));
  const postgres = await startEmbedded({ dataDir, temporary: true, log: () => undefined });
  const url = postgres.superuserUrl("postgres");
  await withConnection(url, "Test cluster", (admin) => ensureRoles(admin, url));
  return {
    url,
    stop: async () => {
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
