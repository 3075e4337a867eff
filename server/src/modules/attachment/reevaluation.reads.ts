import type { Transaction } from "../../database/database.ts";
import { QUEUES } from "../../database/job-store.ts";
import { workerJson } from "../agencies/agency.reads.ts";
import type { Reevaluation } from "./reevaluation.type.ts";

/** A batch that failed so often is not tried again until somebody resumes the re-evaluation. */
export const ATTEMPTS = 1 + QUEUES["reevaluation-batch"].retryLimit;

/** As many as anyone would look back on. */
const MOST = 50;

const RUNS = `SELECT json_build_object('id', r.id, 'planId', i.plan_id, 'planName', p.document ->> 'name', 'cause', r.cause,
    'since', r.since, 'state', r.state, 'families', COALESCE(b.families, 0), 'familiesDone', COALESCE(b.done, 0),
    'familiesChanged', COALESCE(b.changed, 0), 'failedBatches', COALESCE(b.failed, 0), 'startedAt', r.started_at,
    'startedBy', ${workerJson("r.started_by")}, 'endedAt', r.ended_at, 'version', r.version) AS run
  FROM reevaluation r JOIN plan_in_force i ON i.number = r.plan_number JOIN outcomes_plan p ON p.id = i.plan_id
  LEFT JOIN LATERAL (
    SELECT sum(x.families) AS families, sum(x.families) FILTER (WHERE x.done_at IS NOT NULL) AS done, sum(x.changed) AS changed,
      count(*) FILTER (WHERE x.done_at IS NULL AND x.failures >= $2) AS failed
    FROM reevaluation_batch x WHERE x.reevaluation_id = r.id) b ON true
  WHERE $1::uuid IS NULL OR r.id = $1
  ORDER BY r.number DESC LIMIT ${MOST}`;

/** The latest re-evaluations with how far each has come, or the one of an id. */
export async function readReevaluations(tx: Transaction, id: string | null): Promise<Reevaluation[]> {
  return (await tx.query<{ run: Reevaluation }>(RUNS, [id, ATTEMPTS])).map(({ run }) => run);
}
