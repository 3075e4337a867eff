import type { Request, RequestHandler, Response } from "express";
import type { MachineSignInService } from "../access/machines/machine-sign-in.service.ts";
import type { RequestLimits } from "../access/request-limits.ts";
import type { SessionService } from "../access/session.service.ts";
import type { UserViewer } from "../access/viewer.ts";
import type { Tickets } from "./cookies.ts";
import { correlationIdOf } from "./headers.ts";
import { refuse } from "./refuse.ts";

/** Who sends a request, as far as its cookie or its token says. */
export interface Caller {
  readonly viewer: UserViewer | null;
  readonly address: string;
}

interface Ways {
  readonly sessions: Pick<SessionService, "viewerOf">;
  readonly limits: Pick<RequestLimits, "take">;
  readonly tickets: Pick<Tickets, "session">;
}

/**
 * Finds out who calls, and refuses who has called too often, before the body is read. A session counts for itself,
 * wherever it calls from: behind one address sits a whole town hall. Without a session the address counts.
 */
export function findCaller({ sessions, limits, tickets }: Ways): RequestHandler {
  return async (request, response, next) => {
    const { token } = tickets.session(request, response);
    const viewer = token ? await sessions.viewerOf(token, correlationIdOf(response)) : null;
    const address = addressOf(request);
    const wait = viewer && token ? await limits.take("session", token) : await limits.take("address", address);
    if (wait > 0) return tooMany(response, wait);
    response.locals["caller"] = { viewer, address } satisfies Caller;
    next();
  };
}

/**
 * The same where a machine client may call too, by a token in the header. Whoever brings one is that client or nobody: it
 * comes with no cookie beside it, and what is wrong with a token is not told.
 */
export function findCallerOrMachine(ways: Ways, machines: Pick<MachineSignInService, "viewerOf">): RequestHandler {
  const byCookie = findCaller(ways);
  return async (request, response, next) => {
    const { authorization } = request.headers;
    if (authorization === undefined) return byCookie(request, response, next);
    const found = await machines.viewerOf(authorization, correlationIdOf(response));
    const viewer = ways.tickets.session(request, response).token === null ? found : null;
    const address = addressOf(request);
    const wait = viewer ? await ways.limits.take("session", `machine:${viewer.userId}`) : await ways.limits.take("address", address);
    if (wait > 0) return tooMany(response, wait);
    if (!viewer) {
      response.set("www-authenticate", "Bearer");
      return refuse(response, 401, "UNAUTHENTICATED", "This token opens nothing here");
    }
    response.locals["caller"] = { viewer, address } satisfies Caller;
    next();
  };
}

export function callerOf(response: Response): Caller {
  return response.locals["caller"] as Caller;
}

function tooMany(response: Response, wait: number): void {
  response.set("retry-after", String(wait));
  refuse(response, 429, "RATE_LIMITED", `Too many requests. Wait ${wait} ${wait === 1 ? "second" : "seconds"}, then try again`);
}

const addressOf = (request: Request): string => request.ip ?? "unknown";
