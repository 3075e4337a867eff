import { join } from "node:path";
import type { ApolloServer } from "@apollo/server";
import { expressMiddleware } from "@as-integrations/express5";
import express, { type ErrorRequestHandler, type Express, type Request, type RequestHandler, type Response } from "express";
import type { Logger } from "pino";
import type { MachineSignInService } from "../access/machines/machine-sign-in.service.ts";
import type { ProviderSignInService } from "../access/providers/provider-sign-in.service.ts";
import type { RequestLimits } from "../access/request-limits.ts";
import type { SessionService } from "../access/session.service.ts";
import type { Config } from "../config.ts";
import type { Context } from "../graphql/context.ts";
import { LIMITS } from "../graphql/limits.ts";
import { framesOf } from "../shared/startup-error.ts";
import { callerOf, findCaller, findCallerOrMachine } from "./caller.ts";
import { createTickets, type Tickets } from "./cookies.ts";
import { deadline } from "./deadline.ts";
import { correlationIdOf, securityHeaders } from "./headers.ts";
import { serveProviderSignIn } from "./provider-routes.ts";
import { refuse } from "./refuse.ts";

export interface HttpParts {
  readonly config: Pick<Config, "cookieSecure" | "sessionHours" | "trustProxy" | "answerSeconds">;
  readonly apollo: ApolloServer<Context>;
  readonly sessions: Pick<SessionService, "viewerOf">;
  readonly machines: Pick<MachineSignInService, "viewerOf">;
  readonly providerSignIns: ProviderSignInService;
  readonly limits: Pick<RequestLimits, "take">;
  /** The texts of the documents that are answered; null where any within the limits is (demonstration, development). */
  readonly trustedDocuments: ReadonlySet<string> | null;
  readonly logger: Logger;
  /** The built portal. */
  readonly portalDir: string;
  /** Whether a request could be answered now. */
  readonly ready: () => Promise<boolean>;
}

/** Everything on one port: the API, the portal and the health checks, behind the same headers. */
export function createHttp(parts: HttpParts): Express {
  const { config, trustedDocuments, sessions, limits } = parts;
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", config.trustProxy);
  app.use(securityHeaders(config.cookieSecure));
  app.get("/health/live", (_request, response) => void response.json({ live: true }));
  app.get("/health/ready", async (_request, response) => {
    const ready = await parts.ready().catch(() => false);
    response.status(ready ? 200 : 503).json({ ready });
  });
  const tickets = createTickets(config);
  const ways = { sessions, limits, tickets };
  serveProviderSignIn(app, { providerSignIns: parts.providerSignIns, caller: findCaller(ways), tickets });
  serveGraphql(app, parts.apollo, async (request, response) => contextOf(request, response, tickets), {
    before: [deadline(config.answerSeconds * 1_000), requestsOnly, findCallerOrMachine(ways, parts.machines)],
    after: trustedDocuments ? [trustedOnly(trustedDocuments)] : [],
  });
  app.use(express.static(parts.portalDir, { index: false, maxAge: "1y", immutable: true }));
  app.get(/^\/(?!graphql|assets\/)/u, (_request, response) => {
    response.set("cache-control", "no-store").sendFile(join(parts.portalDir, "index.html"));
  });
  app.use((_request, response) => refuse(response, 404, "NOT_FOUND", "There is nothing here"));
  app.use(failed(parts.logger));
  return app;
}

/** The API's route alone, as the benchmark uses it too; `before` the body is read, and `after`. */
export function serveGraphql(
  app: Express,
  apollo: ApolloServer<Context>,
  context: (request: Request, response: Response) => Promise<Context>,
  { before = [], after = [] }: { before?: readonly RequestHandler[]; after?: readonly RequestHandler[] } = {},
): void {
  // An answer is never stored, so nobody would ever compare the hash that express makes of each.
  app.set("etag", false);
  app.use(
    "/graphql",
    ...before,
    // Packed bodies are refused: a small one unpacks to a large one, and no client of ours sends any.
    express.json({ limit: LIMITS.bodyBytes, inflate: false }),
    ...after,
    expressMiddleware(apollo, { context: ({ req, res }) => context(req, res) }),
  );
}

/**
 * The API takes JSON by POST alone. A link or an image on another site can make a browser GET, and a form there can make
 * it POST anything but JSON; and what stands in an address is kept in many logs.
 */
const requestsOnly: RequestHandler = (request, response, next) => {
  // What is shown of a family must not stay on a shared computer's disk.
  response.set("cache-control", "no-store");
  if (request.method !== "POST") {
    response.set("allow", "POST");
    return refuse(response, 405, "METHOD_NOT_ALLOWED", "Send the operation by POST");
  }
  if (!request.is("application/json") || !isUtf8(request.headers["content-type"]))
    return refuse(response, 415, "UNSUPPORTED_MEDIA_TYPE", "Send the operation as application/json in UTF-8");
  next();
};

/** JSON is UTF-8; other names for its bytes are ways to have them read as something else. */
const isUtf8 = (contentType = ""): boolean => /^(?!.*charset)|charset\s*=\s*"?utf-8"?\s*(;|$)/iu.test(contentType);

/** Refuses any other document unread: reading it would cost something, and its faults would tell of the schema. */
function trustedOnly(documents: ReadonlySet<string>): RequestHandler {
  return (request, response, next) => {
    const document: unknown = request.body?.query;
    if (typeof document !== "string" || documents.has(document)) return next();
    refuse(response, 400, "UNTRUSTED_DOCUMENT", "This server answers only the operations that it publishes");
  };
}

function contextOf(request: Request, response: Response, tickets: Tickets): Context {
  const { viewer, address } = callerOf(response);
  return {
    viewer,
    correlationId: correlationIdOf(response),
    address,
    session: tickets.session(request, response),
    signInStep: tickets.signInStep(request, response),
  };
}

/** What is refused before the API sees it (malformed JSON, a body over the limit), and faults of ours; without stack, body or message. */
function failed(logger: Logger): ErrorRequestHandler {
  return (error: { status?: number; type?: string } & Error, _request, response, _next) => {
    // It came too late, and has been answered.
    if (response.headersSent) return;
    const status = error.status && error.status >= 400 && error.status < 500 ? error.status : 500;
    if (status < 500)
      return refuse(response, status, "BAD_REQUEST", status === 413 ? "The request is too large" : "The request could not be read");
    logger.error({ correlationId: correlationIdOf(response), name: error.name, stack: framesOf(error) }, "request failed");
    refuse(response, 500, "INTERNAL_SERVER_ERROR", "Something went wrong on our side");
  };
}
