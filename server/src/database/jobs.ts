import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import PgBoss from "pg-boss";
import { codeOf } from "../shared/startup-error.ts";
import { ENDURES_LOSS } from "./connect.ts";
import type { Transaction } from "./database.ts";
import { JOB_SCHEMA, type Queue } from "./job-store.ts";

/** Ids alone: a queue is no place for what is known of anybody. */
export type Payload = Readonly<Record<string, string | number>>;

export interface Job {
  /** Of the jobs with one key only one waits at a time. */
  readonly key: string;
  readonly payload: Payload;
}

/** Putting work into the queue, together with the change that asks for it. */
export interface JobSender {
  /** Part of the transaction: the jobs are there if and only if it commits. They are taken in the order given. */
  send(tx: Transaction, queue: Queue, jobs: readonly Job[]): Promise<void>;
  /** Looks for jobs now and not at the next turn; call it after the commit. */
  wake(queue: Queue): void;
}

export interface Jobs extends JobSender {
  /** Takes jobs one after the other in so many lanes. What a lane throws is tried again as the queue says. */
  work(queue: Queue, lanes: number, handle: (payload: Payload) => Promise<void>): void;
  /** Aborts when no further job will be begun. */
  readonly stopping: AbortSignal;
  /** Begins no further job, and waits for those in hand, but not for ever: one that is given up is done again by another. */
  stop(): Promise<void>;
}

export interface JobOptions {
  /** The application's role: it uses the queues that the owner has made. */
  readonly url: string;
  /** Told of failures, by code: a job's words are nobody's business. */
  readonly onFailure: (what: string, code: string | undefined) => void;
  /** How long a stop waits for the jobs in hand. */
  readonly patienceMs?: number;
  /** How often jobs are looked for whose process has gone, and old ones put away. */
  readonly maintenanceSeconds?: number;
}

/** How long an idle lane waits before it looks again; who sends a job wakes the lanes of their own process. */
const IDLE_MS = 5_000;
const CONNECTIONS = 2;
const MAINTENANCE_SECONDS = 30;
/** Within what a stop may take altogether, since it begins with it. */
const PATIENCE_MS = 8_000;

/** Opens pg-boss on connections of its own, so that jobs and requests never wait for each other's. */
export async function openJobs(options: JobOptions): Promise<Jobs> {
  const { url, onFailure, patienceMs = PATIENCE_MS, maintenanceSeconds = MAINTENANCE_SECONDS } = options;
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    application_name: "wtwf-jobs",
    connectionTimeoutMillis: 5_000,
    statement_timeout: 30_000,
    ...ENDURES_LOSS,
  });
  const stopping = new AbortController();
  let started = false;
  const tell: JobOptions["onFailure"] = (what, code) => {
    if (!stopping.signal.aborted) onFailure(what, code);
  };
  pool.on("error", (error) => tell("connection", codeOf(error)));
  const boss = new PgBoss({
    schema: JOB_SCHEMA,
    db: { executeSql: (text: string, values: unknown[]) => execute(pool, text, values, started ? tell : null) },
    migrate: false,
    maintenanceIntervalSeconds: maintenanceSeconds,
  });
  boss.on("error", (error) => tell("queue", codeOf(error)));
  await boss.start();
  started = true;
  return new Lanes({ boss, pool, onFailure: tell, stopping, patienceMs });
}

/**
 * pg-boss waits for most of its statements and for a few it does not: a connection lost under one of those would be a
 * rejection that nobody handles, which ends this process. So once it runs, a failed statement is told and has no rows.
 */
async function execute(pool: pg.Pool, text: string, values: unknown[], onFailure: JobOptions["onFailure"] | null) {
  // At each start it would make the queue of its own clock, which the owner has made, and be refused.
  if (text.includes("create_queue")) return { rows: [] };
  try {
    return await pool.query(text, values);
  } catch (error) {
    if (!onFailure) throw error;
    onFailure("statement", codeOf(error));
    return { rows: /\bcount\(\*\)/i.test(text) ? [{ count: 0 }] : [] };
  }
}

interface LaneTools {
  readonly boss: PgBoss;
  readonly pool: pg.Pool;
  readonly onFailure: JobOptions["onFailure"];
  readonly stopping: AbortController;
  readonly patienceMs: number;
}

class Lanes implements Jobs {
  readonly #boss: PgBoss;
  readonly #pool: pg.Pool;
  readonly #onFailure: JobOptions["onFailure"];
  readonly #patienceMs: number;
  readonly #running: Promise<void>[] = [];
  readonly #stopping: AbortController;
  #stopped: Promise<void> | undefined;
  /** What the idle lanes of a queue wait by. */
  readonly #alarms = new Map<Queue, AbortController>();

  constructor({ boss, pool, onFailure, stopping, patienceMs }: LaneTools) {
    this.#boss = boss;
    this.#pool = pool;
    this.#onFailure = onFailure;
    this.#stopping = stopping;
    this.#patienceMs = patienceMs;
  }

  get stopping(): AbortSignal {
    return this.#stopping.signal;
  }

  async send(tx: Transaction, queue: Queue, jobs: readonly Job[]): Promise<void> {
    if (jobs.length === 0) return;
    await this.#boss.insert(
      jobs.map(({ key, payload }, position) => ({ name: queue, singletonKey: key, data: payload, priority: -position })),
      { db: { executeSql: async (text: string, values: unknown[]) => ({ rows: await tx.query(text, values) }) } },
    );
  }

  wake(queue: Queue): void {
    const alarm = this.#alarms.get(queue);
    this.#alarms.delete(queue);
    alarm?.abort();
  }

  work(queue: Queue, lanes: number, handle: (payload: Payload) => Promise<void>): void {
    for (let lane = 0; lane < lanes; lane++) this.#running.push(this.#lane(queue, handle));
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    this.#stopping.abort();
    for (const queue of [...this.#alarms.keys()]) this.wake(queue);
    await Promise.race([Promise.all(this.#running), pause(this.#patienceMs, undefined, { ref: false })]);
    await this.#boss.stop();
    await this.#pool.end();
  }

  /** Not pg-boss's own loop, which sleeps between one job and the next and does not wait for what it writes of a job's end. */
  async #lane(queue: Queue, handle: (payload: Payload) => Promise<void>): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      const [job] = await this.#boss.fetch<Payload>(queue);
      if (job) await this.#do(queue, job, handle);
      else await this.#rest(queue);
    }
  }

  async #do(queue: Queue, job: PgBoss.Job<Payload>, handle: (payload: Payload) => Promise<void>): Promise<void> {
    try {
      await handle(job.data);
      await this.#boss.complete(queue, job.id);
    } catch (error) {
      this.#onFailure(queue, codeOf(error));
      await this.#boss.fail(queue, job.id, { code: codeOf(error) ?? null });
    }
  }

  async #rest(queue: Queue): Promise<void> {
    if (this.#stopping.signal.aborted) return;
    const alarm = this.#alarms.get(queue) ?? new AbortController();
    this.#alarms.set(queue, alarm);
    await pause(IDLE_MS, undefined, { signal: alarm.signal, ref: false }).catch(() => undefined);
  }
}
