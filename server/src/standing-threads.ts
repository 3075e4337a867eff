import { Worker } from "node:worker_threads";
import type { UserViewer } from "./access/viewer.ts";
import type { PlanComparison } from "./modules/attachment/plan-comparison.type.ts";
import type { BatchId } from "./modules/attachment/reevaluation-batches.service.ts";
import type { StandingWork } from "./modules/attachment/standing-work.ts";

export interface ThreadSettings {
  readonly url: string;
  /** How many tasks a thread has in hand at once: while Postgres answers one, the other is worked out. */
  readonly tasks: number;
}

type Wish =
  | { readonly kind: "batch"; readonly id: BatchId }
  | { readonly kind: "compare"; readonly viewer: UserViewer; readonly planId: string };
export type Task = Wish & { readonly number: number };

export type Answer = { readonly number: number } & (
  | { readonly result: PlanComparison | null }
  | { readonly failure: { readonly name: string; readonly message: string; readonly code: string | null } }
);

const TASKS_PER_THREAD = 2;
const IDLE_MS = 30_000;

/** A batch lives a fraction of a second: with room for some of them the collector seldom has to carry one along. */
const MEMORY = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 128 };

interface Waiting {
  readonly wish: Wish;
  resolve(result: PlanComparison | null): void;
  reject(error: Error): void;
}

/** Threads for work that takes many families: started when there is some, ended when there has been none for a while. */
export class StandingThreads implements StandingWork {
  readonly #url: string;
  readonly #most: number;
  readonly #threads = new Set<Thread>();
  readonly #queue: Waiting[] = [];
  #closed = false;

  constructor(url: string, most: number) {
    this.#url = url;
    this.#most = most;
  }

  /** How many batches keep all of them busy. */
  get lanes(): number {
    return this.#most * TASKS_PER_THREAD;
  }

  async batch(id: BatchId): Promise<void> {
    await this.#do({ kind: "batch", id });
  }

  compare(viewer: UserViewer, planId: string): Promise<PlanComparison | null> {
    return this.#do({ kind: "compare", viewer, planId });
  }

  /** Ends every thread at once: what one of them had in hand, Postgres undoes. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#threads].map((thread) => thread.end()));
  }

  #do(wish: Wish): Promise<PlanComparison | null> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ wish, resolve, reject });
      this.#share();
    });
  }

  #share(): void {
    while (this.#queue.length > 0 && !this.#closed) {
      const thread = this.#free();
      if (!thread) return;
      const waiting = this.#queue.shift();
      if (waiting) thread.take(waiting);
    }
  }

  /** The least busy; a new one rather than a second task for one that has its hands full. */
  #free(): Thread | undefined {
    const [least] = [...this.#threads].sort((a, b) => a.busy - b.busy);
    if (least && (least.busy === 0 || (this.#threads.size >= this.#most && least.busy < TASKS_PER_THREAD))) return least;
    if (this.#threads.size >= this.#most) return undefined;
    const thread = new Thread(
      this.#url,
      () => this.#share(),
      () => this.#threads.delete(thread),
    );
    this.#threads.add(thread);
    return thread;
  }
}

class Thread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #onFree: () => void;
  #idle: NodeJS.Timeout | undefined;
  #ending = false;
  #number = 0;

  constructor(url: string, onFree: () => void, onEnd: () => void) {
    this.#onFree = onFree;
    const workerData: ThreadSettings = { url, tasks: TASKS_PER_THREAD };
    this.#worker = new Worker(new URL("./standing-thread.js", import.meta.url), {
      workerData,
      resourceLimits: MEMORY,
    });
    this.#worker.on("message", (answer: Answer) => this.#answered(answer));
    this.#worker.once("error", (error) => this.#fail(error));
    this.#worker.once("exit", () => {
      onEnd();
      this.#fail(new Error("the thread ended"));
      onFree();
    });
  }

  /** One that is ending takes nothing more. */
  get busy(): number {
    return this.#ending ? TASKS_PER_THREAD : this.#waiting.size;
  }

  take(waiting: Waiting): void {
    clearTimeout(this.#idle);
    this.#number += 1;
    this.#waiting.set(this.#number, waiting);
    const task: Task = { ...waiting.wish, number: this.#number };
    this.#worker.postMessage(task);
  }

  async end(): Promise<void> {
    clearTimeout(this.#idle);
    this.#ending = true;
    await this.#worker.terminate();
  }

  #answered(answer: Answer): void {
    const waiting = this.#waiting.get(answer.number);
    this.#waiting.delete(answer.number);
    if ("failure" in answer) waiting?.reject(failureOf(answer.failure));
    else waiting?.resolve(answer.result);
    this.#onFree();
    if (this.#waiting.size === 0) this.#idle = setTimeout(() => void this.end(), IDLE_MS).unref();
  }

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

/** As it was thrown there, as far as anybody here looks at it. */
function failureOf({ name, message, code }: { name: string; message: string; code: string | null }): Error {
  return Object.assign(new Error(message), { name }, code === null ? {} : { code });
}
