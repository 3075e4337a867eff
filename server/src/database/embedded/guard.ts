import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, fchownSync, openSync, readFileSync } from "node:fs";
import { codeOf } from "../../shared/startup-error.ts";
import { type Account, identityOf, plainEnvironment } from "./account.ts";

/**
 * Stands between us and Postgres: it waits on a pipe that closes when we do, however we end, and then stops Postgres.
 * Being in a session of its own it is spared Ctrl-C, so that requests can drain while the database still answers; and
 * it ignores signals meant for us, since only the pipe says when to stop.
 */
const GUARD = `
trap '' HUP INT TERM
exec 3<&0 </dev/null
"$@" 3<&- >&2 &
postmaster=$!
echo "$postmaster"
exec >&2
(read -r _ <&3; kill -INT "$postmaster") 2>/dev/null &
watcher=$!
wait "$postmaster"
status=$?
kill -KILL "$watcher" 2>/dev/null
exit "$status"
`;

const FAST_STOP_MS = 20_000;
const IMMEDIATE_STOP_MS = 5_000;

export interface GuardedPostgres {
  readonly pid: number;
  readonly ended: Promise<void>;
  hasEnded(): boolean;
  /** The reasons that Postgres gave for ending. */
  complaints(): string[];
  stop(): Promise<void>;
}

/** Runs the command under the guard. Its log, which holds no statement and so no personal data, is begun anew. */
export async function startGuarded(command: readonly string[], account: Account | undefined, logFile: string): Promise<GuardedPostgres> {
  const log = openSync(logFile, "w", 0o600);
  if (account) fchownSync(log, account.uid, account.gid);
  let guard: ChildProcess;
  try {
    guard = spawn("/bin/sh", ["-c", GUARD, "wtwf-guard", ...command], {
      ...identityOf(account),
      cwd: "/",
      detached: true,
      env: plainEnvironment(),
      stdio: ["pipe", "pipe", log],
    });
  } finally {
    closeSync(log);
  }
  guard.stdin?.on("error", () => undefined);
  const ended = new Promise<void>((resolve) => {
    guard.once("exit", () => resolve());
    guard.once("error", () => resolve());
  });
  const hasEnded = () => guard.exitCode !== null || guard.signalCode !== null;
  const pid = await firstNumber(guard, ended);
  const complaints = () => [...readFileSync(logFile, "utf8").matchAll(/(?:FATAL|PANIC|could not bind).*/g)].map((match) => match[0]);
  return { pid, ended, hasEnded, complaints, stop: () => stopGuarded(guard, pid, ended) };
}

async function firstNumber(guard: ChildProcess, ended: Promise<void>): Promise<number> {
  if (!guard.stdout) return 0;
  const said = await Promise.race([once(guard.stdout, "data"), ended]);
  return said ? Number(String(said[0])) : 0;
}

async function stopGuarded(guard: ChildProcess, pid: number, ended: Promise<void>): Promise<void> {
  guard.stdin?.end();
  for (const [signal, patience] of [
    ["SIGQUIT", FAST_STOP_MS],
    ["SIGKILL", IMMEDIATE_STOP_MS],
  ] as const) {
    if (await endsWithin(ended, patience)) return;
    killIfThere(pid, signal);
  }
  await ended;
}

function killIfThere(pid: number, signal: NodeJS.Signals): void {
  if (pid <= 0) return;
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (codeOf(error) !== "ESRCH") throw error;
  }
}

async function endsWithin(ended: Promise<void>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const inTime = await Promise.race([ended.then(() => true), late]);
  clearTimeout(timer);
  return inTime;
}
