import { parentPort, workerData } from "node:worker_threads";
import { lancashirePlan, lancashireTerms } from "../../../seeds/lancashire/places.ts";
import { systemViewer } from "../../src/access/viewer.ts";
import { openDatabase } from "../../src/database/database.ts";
import { evaluate } from "../../src/modules/criteria/evaluate.rules.ts";
import { readFacts } from "../../src/modules/criteria/facts.reads.ts";
import type { FamilyFacts } from "../../src/modules/criteria/family-facts.rules.ts";
import { systemClock } from "../../src/shared/clock.ts";
import type { LocalDate } from "../../src/shared/local-date.ts";

/** Families to read and keep in memory; or the day on which to evaluate those that are there. */
export type ThreadTask = { readonly read: readonly string[] } | { readonly asOf: LocalDate };

/** How many families were read, or how many needs were found. */
export type ThreadAnswer = number;

const { database } = await openDatabase({ url: String(workerData), poolSize: 1, clock: systemClock(), watchNesting: false });
const [plan, terms] = [lancashirePlan(), lancashireTerms()];
let families: readonly FamilyFacts[] = [];

parentPort?.on("message", async (task: ThreadTask) => {
  let count: ThreadAnswer = 0;
  if ("read" in task) {
    families = await database.as(systemViewer("SYSTEM_STANDINGS"), (tx) => readFacts(tx, task.read));
    count = families.length;
  } else {
    for (const facts of families) for (const { need } of evaluate(plan, terms, facts, task.asOf).criteria) if (need) count += 1;
  }
  parentPort?.postMessage(count);
});
