import { parse as parseCookies } from "cookie";
import type { Request, RequestHandler, Response } from "express";
import type { RequestLimits } from "../access/request-limits.ts";
import type { SessionService } from "../access/session.service.ts";
import type { UserViewer } from "../access/viewer.ts";
import { correlationIdOf } from "./headers.ts";
import { refuse } from "./refuse.ts";

export const COOKIE = "wtwf_session";

/** Who sends a request, as far as its cookie says. */
export interface Caller {
  readonly viewer: UserViewer | null;
  readonly token: string | null;
  readonly address: string;
}

/**
 * Finds out who calls, and refuses who has called too often, before the body is read. A session counts for itself,
 * wherever it calls from: behind one address sits a whole town hall. Without a session the address counts.
 */
export function findCaller(sessions: Pick<SessionService, "viewerOf">, limits: Pick<RequestLimits, "take">): RequestHandler {
  return async (request, response, next) => {
    const token = parseCookies(request.headers.cookie ?? "")[COOKIE] ?? null;
    const viewer = token ? await sessions.viewerOf(token, correlationIdOf(response)) : null;
    const address = addressOf(request);
    const wait = viewer && token ? await limits.take("session", token) : await limits.take("address", address);
    if (wait > 0) {
      response.set("retry-after", String(wait));
      refuse(response, 429, "RATE_LIMITED", `Too many requests. Wait ${wait} ${wait === 1 ? "second" : "seconds"}, then try again`);
      return;
    }
    response.locals["caller"] = { viewer, token, address } satisfies Caller;
    next();
  };
}

export function callerOf(response: Response): Caller {
  return response.locals["caller"] as Caller;
}

const addressOf = (request: Request): string => request.ip ?? "unknown";
