import type { RequestHandler } from "express";
import { refuse } from "./refuse.ts";

/**
 * Answers for whatever takes too long, so that nobody waits for ever and a proxy in front need not guess. What is under
 * way ends by the database's own limit; a change that was made after all is found again by its key.
 */
export function deadline(ms: number): RequestHandler {
  return (_request, response, next) => {
    const timer = setTimeout(() => {
      if (!response.headersSent) refuse(response, 503, "TIMED_OUT", "This took too long. Try again in a moment");
    }, ms);
    response.once("close", () => clearTimeout(timer));
    next();
  };
}
