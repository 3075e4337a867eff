import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "pino";
import type { StandingService } from "./standing.service.ts";

const HOUR_MS = 3_600_000;

/** What is due is nearly always worked out in less; a start after a long rest goes on without waiting for the rest of it. */
const PATIENCE_MS = 3_000;

export interface Rounds {
  /** Ends a round under way after the families that it is at, and lets no other begin. */
  stop(): Promise<void>;
}

/**
 * Works out the standings that time alone has changed: now, before anybody asks for them, and every hour. A round that
 * fails is logged and the next one tries again: nothing is lost, for what is due stays due.
 */
export async function keepStandings(standings: StandingService, logger: Logger, everyMs: number = HOUR_MS): Promise<Rounds> {
  const stopping = new AbortController();
  const round = async (): Promise<void> => {
    try {
      const families = await standings.reevaluateDue(stopping.signal);
      if (families > 0) logger.info({ families }, "standings worked out anew");
    } catch (error) {
      logger.error({ code: error instanceof Error && "code" in error ? error.code : undefined }, "a round of standings failed");
    }
  };
  let running = round();
  const timer = setInterval(() => {
    running = running.then(round);
  }, everyMs);
  timer.unref();
  await Promise.race([running, pause(PATIENCE_MS, undefined, { ref: false })]);
  return {
    stop: async () => {
      clearInterval(timer);
      stopping.abort();
      await running;
    },
  };
}
