import { parentPort, workerData } from "node:worker_threads";
import { readBusinessClock } from "./business-clock.ts";
import { openDatabase } from "./database/database.ts";
import { standingWork } from "./modules/attachment/standing-work.ts";
import { AuditService } from "./modules/audit/audit.service.ts";
import { RulesInForce } from "./modules/criteria/rules-in-force.ts";
import { movableClock } from "./shared/clock.ts";
import { codeOf } from "./shared/startup-error.ts";
import type { Answer, Task, ThreadSettings } from "./standing-threads.ts";

/*
 * A thread of its own for work that takes many families: it reads, evaluates and writes over connections of its own,
 * and main thread and requests go on meanwhile. Started by standing-threads.ts, which also ends it.
 */
const settings = workerData as ThreadSettings;
const clock = movableClock();
const { database } = await openDatabase({ url: settings.url, poolSize: settings.tasks, clock, watchNesting: false });
clock.set(await readBusinessClock(database));
const work = standingWork({ database, clock, audit: new AuditService(clock), rules: new RulesInForce() });

parentPort?.on("message", (task: Task) => void answer(task));

async function answer(task: Task): Promise<void> {
  parentPort?.postMessage(await done(task));
}

async function done(task: Task): Promise<Answer> {
  try {
    const result = task.kind === "batch" ? await work.batch(task.id) : await work.compare(task.viewer, task.planId);
    return { number: task.number, result: result ?? null };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : { name: "Error", message: "unknown" };
    return { number: task.number, failure: { name, message, code: codeOf(error) ?? null } };
  }
}
