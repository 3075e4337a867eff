import { once } from "node:events";
import { existsSync } from "node:fs";
import { readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { StartupError } from "../../shared/startup-error.ts";
import { type Account, accountForPostgres } from "./account.ts";
import { binariesFor } from "./binaries.ts";
import { openCluster, SUPERUSER } from "./cluster.ts";
import { clusterOwner, emptyDataFolder, makeHome, openDataFolder, reachableHome, refuseCopy } from "./folder.ts";
import { type GuardedPostgres, startGuarded } from "./guard.ts";
import { holderOf, readPostmaster } from "./postmaster.ts";

/** A server left by a process that was killed outright needs a moment to stop; a living process never lets go. */
const HOLDER_PATIENCE_MS = 5_000;
const RECOVERY_PATIENCE_MS = 180_000;

export interface EmbeddedOptions {
  readonly dataDir: string;
  readonly log: (line: string) => void;
  /** Delete what is there first. */
  readonly fresh?: boolean;
  /** For tests and benchmarks: faster, and lost when the machine stops. */
  readonly temporary?: boolean;
  /** Gives up starting. */
  readonly signal?: AbortSignal;
  /** Called if Postgres ends without having been asked to. */
  readonly onUnexpectedEnd?: (reason: string) => void;
}

export interface EmbeddedPostgres {
  readonly port: number;
  superuserUrl(database: string): string;
  stop(): Promise<void>;
}

/** Starts the Postgres that npm installed, on a data folder of ours, reachable from this machine alone. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const opened = await openDataFolder(options.dataDir);
  await refuseCopy(opened);
  if (options.fresh) await emptyDataFolder(opened, options.log);
  const owner = clusterOwner(opened.home);
  const account = accountForPostgres(owner);
  if (!account && owner && owner.uid !== process.getuid?.()) {
    throw new StartupError(
      `The database in ${opened.home} belongs to another account (number ${owner.uid}): start as that account, or set DATA_DIR`,
    );
  }
  const folder = await reachableHome(opened, account);
  await makeHome(folder);
  if (folder.home !== folder.path)
    options.log(`The database lies in ${folder.home}: the account ${account?.name} that runs it may not enter ${folder.path}`);
  const binaries = await binariesFor(account);
  const temporary = options.temporary ?? false;
  const cluster = await openCluster({ home: folder.home, binaries, account, temporary, signal: options.signal, log: options.log });
  const running = await startServer({ home: folder.home, data: cluster.data, binaries, account, temporary }, options);
  await removeLeftovers(folder.home);
  return supervise(running, cluster.password, options);
}

/**
 * A look at the database in this folder while a service may be running on it: through its Postgres where there is one,
 * and otherwise through one that is started for the moment.
 */
export async function withEmbedded<T>(dataDir: string, work: (postgres: EmbeddedPostgres) => Promise<T>): Promise<T> {
  const { home } = await openDataFolder(dataDir);
  const cluster = join(home, "cluster");
  if (!existsSync(cluster)) throw new StartupError(`There is no database in ${dataDir}: set DATA_DIR or DATABASE_URL`);
  const data = join(cluster, "data");
  const running = holderOf(data) ? readPostmaster(data) : undefined;
  if (running?.ready) {
    const password = (await readFile(join(cluster, "superuser-password"), "utf8")).trim();
    return work({ port: running.port, superuserUrl: superuserUrl(running.port, password), stop: async () => undefined });
  }
  const postgres = await startEmbedded({ dataDir, log: () => undefined });
  try {
    return await work(postgres);
  } finally {
    await postgres.stop();
  }
}

const superuserUrl = (port: number, password: string) => (database: string) =>
  `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;

interface ServerPlace {
  readonly home: string;
  readonly data: string;
  readonly binaries: string;
  readonly account: Account | undefined;
  readonly temporary: boolean;
}

interface Running {
  readonly postgres: GuardedPostgres;
  readonly port: number;
}

async function startServer(place: ServerPlace, options: EmbeddedOptions): Promise<Running> {
  await waitForHolder(place.data);
  const logFile = join(place.home, "cluster", "postgres.log");
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const command = [join(place.binaries, "bin", "postgres"), "-D", place.data, ...serverSettings(port, place.temporary)];
    const postgres = await startGuarded(command, place.account, logFile);
    if (await becameReady(postgres, port, place.data, options)) return { postgres, port };
    await postgres.stop();
    const complaints = postgres.complaints().join(" ");
    if (complaints.includes("postmaster.pid")) await waitForHolder(place.data);
    else if (!complaints.includes("could not bind"))
      throw new StartupError(`Postgres did not start: ${complaints || "it gave no reason"} (see ${logFile})`);
    if (attempt === 4)
      throw new StartupError(`Postgres did not start on ${place.data} after ${attempt} attempts: ${complaints} (see ${logFile})`);
  }
}

async function waitForHolder(data: string): Promise<void> {
  const deadline = Date.now() + HOLDER_PATIENCE_MS;
  for (let holder = holderOf(data); holder; holder = holderOf(data)) {
    if (Date.now() > deadline) {
      throw new StartupError(
        `The database in ${data} is in use by another process (Postgres ${holder}): stop that one first, or set DATA_DIR`,
      );
    }
    await pause(50);
  }
}

/** True once the server that answers is the one we started: the folder's own record must name our process and our port. */
async function becameReady(postgres: GuardedPostgres, port: number, data: string, options: EmbeddedOptions): Promise<boolean> {
  const began = Date.now();
  let told = false;
  while (!postgres.hasEnded()) {
    const postmaster = readPostmaster(data);
    if (postmaster?.ready && postmaster.pid === postgres.pid && postmaster.port === port) return true;
    const waited = Date.now() - began;
    if (waited > 3_000 && !told) {
      options.log("Postgres is putting its files in order after an unclean stop");
      told = true;
    }
    if (waited > RECOVERY_PATIENCE_MS || options.signal?.aborted) {
      await postgres.stop();
      throw new StartupError(`Postgres was not ready after ${Math.round(waited / 1000)} seconds on ${data}`);
    }
    await pause(10);
  }
  return false;
}

/**
 * Modest enough for a laptop, ample for a county. The log names errors of the server itself and never a statement or
 * its values, since those may be somebody's name. JIT costs short queries more than it saves.
 */
function serverSettings(port: number, temporary: boolean): string[] {
  const settings: Record<string, string> = {
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: "",
    max_connections: "100",
    shared_buffers: "256MB",
    effective_cache_size: "1GB",
    maintenance_work_mem: "128MB",
    work_mem: "16MB",
    max_wal_size: "2GB",
    random_page_cost: "1.1",
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    log_destination: "stderr",
    logging_collector: "off",
    log_checkpoints: "off",
    log_min_messages: "log",
    log_min_error_statement: "panic",
    log_error_verbosity: "terse",
    ...(temporary ? { fsync: "off", synchronous_commit: "off", full_page_writes: "off" } : {}),
  };
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

function supervise({ postgres, port }: Running, password: string, options: EmbeddedOptions): EmbeddedPostgres {
  let stopping: Promise<void> | undefined;
  void postgres.ended.then(() => {
    if (!stopping) options.onUnexpectedEnd?.(postgres.complaints().at(-1) ?? "it gave no reason");
  });
  return {
    port,
    superuserUrl: superuserUrl(port, password),
    stop: () => {
      stopping ??= postgres.stop();
      return stopping;
    },
  };
}

/** What earlier starts left when they were cut short; safe to remove now that the folder is held by our server. */
async function removeLeftovers(home: string): Promise<void> {
  const leftovers = (await readdir(home)).filter((name) => /^(making|deleting)-/.test(name));
  await Promise.all(leftovers.map((name) => rm(join(home, name), { recursive: true, force: true })));
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  return typeof address === "object" && address ? address.port : 0;
}
