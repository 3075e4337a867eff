import { createRequire } from "node:module";
import type { Client } from "pg";
import PgBoss from "pg-boss";
import { StartupError } from "../shared/startup-error.ts";

/** pg-boss's tables stand in a schema of their own, which the owner makes and the application may only use. */
export const JOB_SCHEMA = "pgboss";

interface QueueSettings {
  /** short: of jobs with the same key only one waits at a time. */
  readonly policy: "short";
  readonly retryLimit: number;
  /** Seconds. */
  readonly retryDelay: number;
  /** How long a job may take before it is given to somebody else: the way back from a process that died. */
  readonly expireInSeconds: number;
}

/** What the service's jobs wait in. What is due stays due, so a round that failed is not tried again before its time. */
export const QUEUES = {
  "standings-due": { policy: "short", retryLimit: 0, retryDelay: 0, expireInSeconds: 900 },
  "audit-seal": { policy: "short", retryLimit: 0, retryDelay: 0, expireInSeconds: 300 },
  "reevaluation-batch": { policy: "short", retryLimit: 2, retryDelay: 5, expireInSeconds: 60 },
} as const satisfies Readonly<Record<string, QueueSettings>>;
export type Queue = keyof typeof QUEUES;

/** Jobs that come round by the system's clock; what they find due is up to the business clock. */
const SCHEDULES: Partial<Record<Queue, string>> = { "standings-due": "*/15 * * * *", "audit-seal": "* * * * *" };

/** pg-boss sends scheduled jobs through a queue of its own. */
const SCHEDULED_QUEUE = "__pgboss__send-it";

/** To see and move jobs; to make queues, to change the schedule and to empty tables is the owner's alone. */
const GRANTS = `
  REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ${JOB_SCHEMA} FROM PUBLIC;
  GRANT USAGE ON SCHEMA ${JOB_SCHEMA} TO wtwf_app;
  GRANT SELECT ON ALL TABLES IN SCHEMA ${JOB_SCHEMA} TO wtwf_app;
  GRANT INSERT, UPDATE, DELETE ON ${JOB_SCHEMA}.job TO wtwf_app;
  GRANT INSERT, DELETE ON ${JOB_SCHEMA}.archive TO wtwf_app;
  GRANT UPDATE (maintained_on, cron_on, monitored_on) ON ${JOB_SCHEMA}.version TO wtwf_app`;

/**
 * Brings pg-boss's tables, our queues and the schedule to what this version uses, on the owner's connection. The
 * caller holds the lock of the start. Where all is as it should be this is one look; a start that died half-way left
 * something out, and the next one sees it.
 */
export async function prepareJobStore(owner: Client): Promise<boolean> {
  if (await isPrepared(owner)) return false;
  const boss = new PgBoss({
    schema: JOB_SCHEMA,
    db: { executeSql: (text: string, values: unknown[]) => owner.query(text, values) },
    supervise: false,
    schedule: false,
  });
  await boss.start();
  await owner.query(GRANTS);
  await boss.createQueue(SCHEDULED_QUEUE);
  for (const [name, settings] of Object.entries(QUEUES)) {
    await boss.createQueue(name, { name, ...settings });
    await boss.updateQueue(name, { name, ...settings });
  }
  for (const [name, cron] of Object.entries(SCHEDULES)) await boss.schedule(name, cron);
  await boss.stop();
  return true;
}

/** The schedule is made last: where it is there, so is everything before it. */
const FOUND = `SELECT (SELECT version FROM ${JOB_SCHEMA}.version) AS version,
  (SELECT jsonb_object_agg(name, jsonb_build_object('policy', policy, 'retryLimit', retry_limit, 'retryDelay', retry_delay,
     'expireInSeconds', expire_seconds)) FROM ${JOB_SCHEMA}.queue WHERE name <> $1) @> $2 AS queues,
  (SELECT jsonb_object_agg(name, cron) FROM ${JOB_SCHEMA}.schedule) @> $3 AS schedules`;

async function isPrepared(owner: Client): Promise<boolean> {
  const { rows } = await owner.query<{ there: boolean }>("SELECT to_regclass($1) IS NOT NULL AS there", [`${JOB_SCHEMA}.schedule`]);
  if (!rows[0]?.there) return false;
  const wanted = createRequire(import.meta.url)("pg-boss/version.json") as { schema: number };
  const found = await owner.query<{ version: number; queues: boolean | null; schedules: boolean | null }>(FOUND, [
    SCHEDULED_QUEUE,
    JSON.stringify(QUEUES),
    JSON.stringify(SCHEDULES),
  ]);
  const [row] = found.rows;
  if (row && row.version > wanted.schema)
    throw new StartupError("The job tables were made by a newer version of this program: start that version");
  return row?.version === wanted.schema && row.queues === true && row.schedules === true;
}
