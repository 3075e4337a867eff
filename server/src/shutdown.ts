import { once } from "node:events";
import type { Server } from "node:http";
import { setTimeout as pause } from "node:timers/promises";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const SIGNAL_NUMBERS: Record<(typeof SIGNALS)[number], number> = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };

/** npm passes Ctrl-C on to a child that the terminal has already told, so an echo this soon is not a second wish. */
const ECHO_MS = 500;
const START_SETTLES_MS = 15_000;

/** The way down: what was started is stopped in the opposite order, once, whichever way the end comes. */
export class Shutdown {
  private readonly steps: (() => Promise<void>)[] = [];
  private readonly giveUp = new AbortController();
  private starting: Promise<unknown> = Promise.resolve();
  private ready = false;
  private stopping: Promise<void> | undefined;

  constructor(private readonly say: (line: string) => void) {}

  /** Aborts when the end begins, for work that would otherwise keep it waiting. */
  get signal(): AbortSignal {
    return this.giveUp.signal;
  }

  get begun(): boolean {
    return this.stopping !== undefined;
  }

  get isReady(): boolean {
    return this.ready;
  }

  /** Runs the start, so that an end that comes in the midst of it leaves nothing half started behind. */
  async during(start: () => Promise<void>): Promise<void> {
    const starting = start();
    this.starting = starting.catch(() => undefined);
    await starting;
    this.ready = true;
  }

  /** Says how to undo what has just been started. */
  onStop(step: () => Promise<void>): void {
    this.steps.push(step);
  }

  listen(): void {
    let firstAt: number | undefined;
    for (const signal of SIGNALS) {
      process.on(signal, () => {
        if (firstAt === undefined) {
          firstAt = Date.now();
          this.say(this.ready ? "Stopping: finishing requests in hand (again to stop at once)" : "Stopping before the start was complete");
          void this.stop(this.ready ? 0 : 128 + SIGNAL_NUMBERS[signal]);
        } else if (Date.now() - firstAt > ECHO_MS) {
          process.exit(128 + SIGNAL_NUMBERS[signal]);
        }
      });
    }
  }

  /** Takes everything down and ends the process. Only the first call counts. */
  stop(exitCode: number): Promise<void> {
    this.stopping ??= this.takeDown(exitCode);
    return this.stopping;
  }

  private async takeDown(exitCode: number): Promise<void> {
    this.giveUp.abort();
    await this.undo();
    await Promise.race([this.starting, pause(START_SETTLES_MS)]);
    await this.undo();
    if (this.ready && exitCode === 0) this.say("Stopped");
    process.exit(exitCode);
  }

  private async undo(): Promise<void> {
    for (let step = this.steps.pop(); step; step = this.steps.pop()) {
      await step().catch((error: unknown) => this.say(`Could not stop cleanly: ${error instanceof Error ? error.name : "unknown"}`));
    }
  }
}

/** Takes no new connections, lets requests in hand finish within the time given, and then cuts off what is left. */
export async function drain(server: Server, patienceMs: number): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, "close");
  server.close();
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  const limit = setTimeout(() => server.closeAllConnections(), patienceMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(limit);
}
