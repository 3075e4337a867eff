import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { StartupError } from "../../shared/startup-error.ts";

/** Where root keeps what its unprivileged account must reach, when the checkout lies in a folder closed to it. */
export const ELSEWHERE = "/var/lib/wtwf";

/** The system account that runs Postgres, when it must differ from our own. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * Postgres refuses to run as root, so under root it gets an unprivileged account: the one that already owns the
 * cluster, so that a later start never loses its data; or else `postgres` where the machine has one; or `nobody`.
 * Undefined means that our own account will do.
 */
export function accountForPostgres(ownerOfCluster: { uid: number; gid: number } | undefined): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readAccounts();
  if (ownerOfCluster && ownerOfCluster.uid !== 0) {
    const name = accounts.find((account) => account.uid === ownerOfCluster.uid)?.name ?? `number ${ownerOfCluster.uid}`;
    return { ...ownerOfCluster, name };
  }
  const account = ["postgres", "nobody"].flatMap((name) => accounts.find((each) => each.name === name && each.uid > 0) ?? [])[0];
  if (account) return account;
  throw new StartupError(
    "Postgres cannot run as root, and this machine has no account named postgres or nobody: start as an ordinary user",
  );
}

/** Whether the account can do what a `sh` condition asks, tried by asking as that account (so access lists count too). */
export function accountCan(account: Account | undefined, condition: string, path: string): boolean {
  const tried = spawnSync("/bin/sh", ["-c", condition, "sh", path], {
    ...identityOf(account),
    cwd: "/",
    env: plainEnvironment(),
    stdio: "ignore",
  });
  if (tried.error) throw new StartupError(`Cannot run a process as the account ${account?.name ?? "in use"}: ${tried.error.message}`);
  return tried.status === 0;
}

/** For a child process: as that account, or as whoever we are. */
export function identityOf(account: Account | undefined): { uid?: number; gid?: number } {
  return account ? { uid: account.uid, gid: account.gid } : {};
}

/** Postgres's own settings and the operator's locale must not reach the embedded server from the environment. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  return { PATH: "/usr/local/bin:/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };
}

function readAccounts(): Account[] {
  return readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .map(([name, , uid, gid]) => ({ name: name ?? "", uid: Number(uid), gid: Number(gid) }))
    .filter((account) => Number.isInteger(account.uid) && Number.isInteger(account.gid));
}
