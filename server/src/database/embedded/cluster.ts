import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { chmod, chown, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { reasonOf, StartupError } from "../../shared/startup-error.ts";
import { type Account, identityOf, plainEnvironment } from "./account.ts";

export const SUPERUSER = "postgres";

export interface Cluster {
  readonly data: string;
  readonly password: string;
}

export interface ClusterOptions {
  readonly home: string;
  readonly binaries: string;
  readonly account: Account | undefined;
  readonly temporary: boolean;
  readonly signal: AbortSignal | undefined;
  readonly log: (line: string) => void;
}

/** The cluster in this home, made on the first start. */
export async function openCluster(options: ClusterOptions): Promise<Cluster> {
  const folder = join(options.home, "cluster");
  if (!existsSync(folder)) await makeCluster(folder, options);
  try {
    const made = readFileSync(join(folder, "data", "PG_VERSION"), "utf8").trim();
    const ours = majorVersion(options.binaries);
    if (made !== ours)
      throw new StartupError(
        `The database in ${folder} is of Postgres ${made}, and this program runs Postgres ${ours}: use the version that made it`,
      );
    return { data: join(folder, "data"), password: readFileSync(join(folder, "superuser-password"), "utf8").trim() };
  } catch (error) {
    throw error instanceof StartupError
      ? error
      : new StartupError(`Cannot read the database in ${folder}: ${reasonOf(error)}`, { cause: error });
  }
}

/**
 * Makes a cluster aside and renames it into place, so that a start cut short at any moment leaves either none or a
 * whole one. When two first starts race, the later rename fails and its process then finds the folder in use.
 */
async function makeCluster(folder: string, options: ClusterOptions): Promise<void> {
  options.log("Making a new database");
  const making = join(options.home, `making-cluster-${process.pid}`);
  try {
    await rm(making, { recursive: true, force: true });
    await mkdir(making, { mode: 0o700 });
    const password = join(making, "superuser-password");
    await writeFile(password, `${randomBytes(24).toString("base64url")}\n`, { mode: 0o600 });
    await chmod(making, 0o700);
    if (options.account) for (const path of [password, making]) await chown(path, options.account.uid, options.account.gid);
    await runInitdb(join(making, "data"), password, options);
    await rename(making, folder);
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    if (existsSync(folder)) return;
    throw error instanceof StartupError
      ? error
      : new StartupError(`Cannot make a database in ${options.home}: ${reasonOf(error)}`, { cause: error });
  }
}

/**
 * UTF-8 with Postgres's own C.UTF-8 rules, whatever the machine's locale: the order of bytes for indexes, on every
 * machine alike. Lists that people read name an ICU collation.
 */
function runInitdb(data: string, passwordFile: string, options: ClusterOptions): Promise<void> {
  const parameters = [
    `--pgdata=${data}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--no-instructions",
    ...(options.temporary ? ["--no-sync"] : []),
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(join(options.binaries, "bin", "initdb"), parameters, {
      ...identityOf(options.account),
      ...(options.signal ? { signal: options.signal } : {}),
      cwd: "/",
      env: plainEnvironment(),
      stdio: ["ignore", "ignore", "pipe"],
    });
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
    // Told to stop, it still has to end: what it writes meanwhile is to be cleared away with the rest.
    let stopped: Error | undefined;
    child.once("error", (error) => {
      if (child.pid === undefined) reject(error);
      stopped = error;
    });
    child.once("close", (code) => {
      if (stopped) return reject(stopped);
      if (code === 0) return resolve();
      const lines = said.split("\n");
      reject(new Error(lines.find((line) => /error|FATAL/.test(line)) ?? lines[0] ?? `initdb ended with ${code}`));
    });
  });
}

function majorVersion(binaries: string): string {
  const header = readFileSync(join(binaries, "lib", "pkgconfig", "libpq.pc"), "utf8");
  return /^Version:\s*(\d+)/m.exec(header)?.[1] ?? "";
}
