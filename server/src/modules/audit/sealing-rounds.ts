import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "pino";
import type { Jobs } from "../../database/jobs.ts";
import { codeOf } from "../../shared/startup-error.ts";
import type { SealingService } from "./sealing.service.ts";

/** The start waits for the first round, unless there is much to do. */
const PATIENCE_MS = 1_000;

export interface Rounds {
  /** Seals what the last requests left behind. No job is begun by then. */
  stop(): Promise<void>;
}

export interface SealingTools {
  readonly sealing: SealingService;
  readonly jobs: Jobs;
  readonly logger: Logger;
}

/**
 * Seals the log now, and every minute in whichever process takes the schedule's job. The marks go to the process's own
 * log, which is kept elsewhere: from them `npm run audit:verify` knows a chain that was made anew. A round that fails is
 * logged and the next one tries again: what is not sealed stays so.
 */
export async function keepSealing({ sealing, jobs, logger }: SealingTools): Promise<Rounds> {
  const round = async (): Promise<void> => {
    try {
      const { events, mark, closed } = await sealing.seal();
      if (events > 0) logger.info({ events, mark }, "audit log sealed");
      for (const day of closed) logger.info(day, "audit log closed for a day");
    } catch (error) {
      logger.error({ code: codeOf(error) }, "the audit log could not be sealed");
    }
  };
  const first = round();
  jobs.work("audit-seal", 1, round);
  await Promise.race([first, pause(PATIENCE_MS, undefined, { ref: false })]);
  return {
    stop: async () => {
      await first;
      await round();
    },
  };
}
