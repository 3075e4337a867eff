import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "pino";
import type { SealingService } from "./sealing.service.ts";

const MINUTE_MS = 60_000;

/** The start waits for the first round, unless there is much to do. */
const PATIENCE_MS = 1_000;

export interface Rounds {
  /** Seals what the last requests left behind, and lets no further round begin. */
  stop(): Promise<void>;
}

/**
 * Seals the log now and every minute. The marks go to the process's own log, which is kept elsewhere: from them
 * `npm run audit:verify` knows a chain that was made anew. A round that fails is logged and the next one tries again.
 */
export async function keepSealing(sealing: SealingService, logger: Logger, everyMs: number = MINUTE_MS): Promise<Rounds> {
  const round = async (): Promise<void> => {
    try {
      const { events, mark, closed } = await sealing.seal();
      if (events > 0) logger.info({ events, mark }, "audit log sealed");
      for (const day of closed) logger.info(day, "audit log closed for a day");
    } catch (error) {
      logger.error({ code: error instanceof Error && "code" in error ? error.code : undefined }, "the audit log could not be sealed");
    }
  };
  let running = round();
  const again = () => {
    running = running.then(round);
  };
  const timer = setInterval(again, everyMs);
  timer.unref();
  await Promise.race([running, pause(PATIENCE_MS, undefined, { ref: false })]);
  return {
    stop: async () => {
      clearInterval(timer);
      again();
      await running;
    },
  };
}
