import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { v7 } from "uuid";
import { ROLE_PERMISSIONS } from "../../src/access/permissions.ts";
import type { UserViewer } from "../../src/access/viewer.ts";
import { createApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";

/**
 * The service itself, in a process of its own, told by an administrator to put another plan in force. Prints what
 * re-evaluating the county took, and the most memory that the process had, its threads included.
 */
export interface Wish {
  readonly appUrl: string;
  readonly adminUrl: string;
  /** The plan to put in force; the one in force, to work everything out anew under it. */
  readonly planId: string;
}

export interface Outcome {
  readonly seconds: number;
  readonly peakMegabytes: number;
  readonly familiesChanged: number;
}

/** Seldom enough to take no time from the work; how long that took is on record. */
const POLL_MS = 200;

const wish = JSON.parse(process.argv[2] ?? "") as Wish;
const app = await createApp({
  config: readConfig({ DEMO: "true", NODE_ENV: "production", LOG_LEVEL: "error" }, []),
  urls: { app: wish.appUrl },
});
const { reevaluations, plans } = app.services;
const viewer = await administrator();
const inForce = (await plans.list(viewer)).find((plan) => plan.inForce);
if (!inForce) throw new Error("no plan is in force");

const key = { idempotencyKey: v7() };
const { reevaluation } =
  inForce.id === wish.planId
    ? await reevaluations.start(viewer, key)
    : await reevaluations.changePlan(viewer, { planId: wish.planId, insteadOf: inForce.id, ...key });
if (!reevaluation) throw new Error("no re-evaluation began");
for (;;) {
  await pause(POLL_MS);
  const run = (await reevaluations.list(viewer)).find(({ id }) => id === reevaluation.id);
  if (run?.state === "RUNNING") continue;
  if (run?.state !== "FINISHED" || run.familiesDone !== run.families) throw new Error(`the re-evaluation ended ${run?.state}`);
  const seconds = (new Date(run.endedAt ?? Number.NaN).getTime() - new Date(run.startedAt).getTime()) / 1000;
  const outcome: Outcome = { seconds, peakMegabytes: process.resourceUsage().maxRSS / 1024, familiesChanged: run.familiesChanged };
  process.stdout.write(`${JSON.stringify(outcome)}\n`);
  break;
}
await app.close();
process.exit(0);

async function administrator(): Promise<UserViewer> {
  const client = new pg.Client(wish.adminUrl);
  await client.connect();
  const { rows } = await client.query<{ id: string; agency_id: string }>("SELECT id, agency_id FROM app_user WHERE role = 'ADMINISTRATOR'");
  await client.end();
  const [row] = rows;
  if (!row) throw new Error("the county has no administrator");
  return {
    kind: "USER",
    correlationId: "bench",
    userId: row.id,
    name: "Bench",
    role: "ADMINISTRATOR",
    agency: { id: row.agency_id, name: "Bench", kind: "WPEHS" },
    teamId: null,
    teamIds: [],
    districts: [],
    permissions: ROLE_PERMISSIONS.ADMINISTRATOR,
  };
}
