import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { BUSINESS_DAY } from "../../../seeds/load.ts";
import { asAdmin, type County } from "../counties.ts";
import type { ThreadAnswer, ThreadTask } from "./evaluating-thread.ts";

/** As many as the cores that the targets are for. */
const THREADS = 2;
/** So many families stand in a thread's memory at once. */
const CHUNK = 2_500;
const WARM_UPS = 3;
/** A small county is evaluated again and again, read anew each time, until it makes as many evaluations as this. */
const EVALUATIONS = 20_000;

/**
 * How many families are evaluated for one day, per second of the time in which both threads do nothing else. What they
 * are read from does not count; they are read as the service reads them, so that they are what it evaluates.
 */
export async function familiesPerSecond({ adminUrl, appUrl, families }: County): Promise<number> {
  const ids = await asAdmin(adminUrl, async (admin) => (await admin.query<{ id: string }>("SELECT id FROM family ORDER BY id")).rows);
  const threads = Array.from(
    { length: THREADS },
    () => new Worker(new URL("./evaluating-thread.js", import.meta.url), { workerData: appUrl }),
  );
  try {
    const all = (tasks: (index: number) => ThreadTask): Promise<number[]> =>
      Promise.all(threads.map((thread, index) => ask(thread, tasks(index))));
    const read = (from: number): Promise<number[]> => {
      const chunk = ids.slice(from, from + CHUNK * THREADS).map(({ id }) => id);
      return all((index) => ({ read: chunk.filter((_, place) => place % THREADS === index) }));
    };
    await read(0);
    for (let warmUp = 0; warmUp < WARM_UPS; warmUp++) await all(() => ({ asOf: BUSINESS_DAY }));
    let milliseconds = 0;
    let evaluated = 0;
    while (evaluated < EVALUATIONS || evaluated % families !== 0) {
      const counts = await read(evaluated % families);
      const began = performance.now();
      const needs = await all(() => ({ asOf: BUSINESS_DAY }));
      milliseconds += performance.now() - began;
      if (sum(needs) < sum(counts)) throw new Error("families were evaluated that have hardly any needs");
      evaluated += sum(counts);
    }
    return (evaluated * 1000) / milliseconds;
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

async function ask(thread: Worker, task: ThreadTask): Promise<ThreadAnswer> {
  thread.postMessage(task);
  const [answer] = (await once(thread, "message")) as [ThreadAnswer];
  return answer;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
