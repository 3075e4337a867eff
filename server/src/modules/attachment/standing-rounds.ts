import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "pino";
import type { Jobs, Payload } from "../../database/jobs.ts";
import { codeOf } from "../../shared/startup-error.ts";
import type { ReevaluationService } from "./reevaluation.service.ts";
import type { BatchId, ReevaluationBatches } from "./reevaluation-batches.service.ts";
import type { StandingService } from "./standing.service.ts";
import type { StandingWork } from "./standing-work.ts";

/** What is due is nearly always worked out in less; a start after a long rest goes on without waiting for the rest of it. */
const PATIENCE_MS = 3_000;

export interface Rounds {
  /** Ends what is under way after the families that it is at, and begins nothing else. */
  stop(): Promise<void>;
}

export interface RoundTools {
  readonly standings: StandingService;
  readonly reevaluations: ReevaluationService;
  readonly batches: ReevaluationBatches;
  readonly work: StandingWork;
  readonly jobs: Jobs;
  readonly logger: Logger;
}

/**
 * Works out the standings that time alone has changed: now, before anybody asks for them, and whenever the schedule's
 * job comes round, in whichever process takes it. A round that fails is logged and the next one tries again: nothing is
 * lost, for what is due stays due. Then takes batches of re-evaluations, those that an earlier life left undone too.
 */
export async function keepStandings(tools: RoundTools, lanes: number): Promise<Rounds> {
  const { standings, reevaluations, jobs, logger } = tools;
  const round = async (): Promise<void> => {
    const families = await standings.reevaluateDue(jobs.stopping);
    if (families > 0) logger.info({ families }, "standings worked out anew");
    await reevaluations.sendWhatIsLeft();
  };
  const first = round().catch((error: unknown) => {
    logger.error({ code: codeOf(error) }, "a round of standings failed");
  });
  jobs.work("standings-due", 1, round);
  jobs.work("reevaluation-batch", lanes, (payload) => doBatch(tools, batchOf(payload)));
  await Promise.race([first, pause(PATIENCE_MS, undefined, { ref: false })]);
  return {
    stop: async () => {
      await jobs.stop();
      await first;
    },
  };
}

async function doBatch({ work, batches }: RoundTools, id: BatchId): Promise<void> {
  try {
    await work.batch(id);
  } catch (error) {
    await batches.failed(id, codeOf(error) ?? (error instanceof Error ? error.name : "UNKNOWN"));
    await batches.settle(id.reevaluation);
    throw error;
  }
  await batches.settle(id.reevaluation);
}

function batchOf({ reevaluation, batch }: Payload): BatchId {
  return { reevaluation: String(reevaluation), batch: Number(batch) };
}
