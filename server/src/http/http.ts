import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { ApolloServer } from "@apollo/server";
import { expressMiddleware } from "@as-integrations/express5";
import express, { type ErrorRequestHandler, type Express, type Request, type Response } from "express";
import helmet from "helmet";
import type { ProviderSignInService } from "../access/providers/provider-sign-in.service.ts";
import type { SessionService } from "../access/session.service.ts";
import type { Config } from "../config.ts";
import type { Context } from "../graphql/context.ts";
import { LIMITS } from "../graphql/limits.ts";
import { createTickets, type Tickets } from "./cookies.ts";
import { serveProviderSignIn } from "./provider-routes.ts";

export interface HttpParts {
  readonly config: Pick<Config, "cookieSecure" | "sessionHours" | "trustProxy">;
  readonly apollo: ApolloServer<Context>;
  readonly sessions: SessionService;
  readonly providerSignIns: ProviderSignInService;
  /** The built portal. */
  readonly portalDir: string;
  /** Whether a request could be answered now. */
  readonly ready: () => Promise<boolean>;
}

/** Everything on one port: the API, the portal and the health checks, behind the same headers. */
export function createHttp(parts: HttpParts): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", parts.config.trustProxy);
  app.use(headers(parts.config.cookieSecure));
  app.get("/health/live", (_request, response) => void response.json({ live: true }));
  app.get("/health/ready", async (_request, response) => {
    const ready = await parts.ready().catch(() => false);
    response.status(ready ? 200 : 503).json({ ready });
  });
  const tickets = createTickets(parts.config);
  serveProviderSignIn(app, { providerSignIns: parts.providerSignIns, tickets });
  serveGraphql(app, parts.apollo, (request, response) => contextOf(request, response, parts.sessions, tickets));
  app.use(express.static(parts.portalDir, { index: false, maxAge: "1y", immutable: true }));
  app.get(/^\/(?!graphql|assets\/)/u, (_request, response) => {
    response.set("cache-control", "no-store").sendFile(join(parts.portalDir, "index.html"));
  });
  app.use((_request, response) => void response.status(404).json({ errors: [{ message: "There is nothing here" }] }));
  app.use(badRequest);
  return app;
}

/** The API's route alone, as the benchmark uses it too. */
export function serveGraphql(
  app: Express,
  apollo: ApolloServer<Context>,
  context: (request: Request, response: Response) => Promise<Context>,
): void {
  // An answer is never stored, so nobody would ever compare the hash that express makes of each.
  app.set("etag", false);
  app.use(
    "/graphql",
    express.json({ limit: LIMITS.bodyBytes }),
    expressMiddleware(apollo, { context: ({ req, res }) => context(req, res) }),
  );
}

function headers(secure: boolean) {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", "data:"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    referrerPolicy: { policy: "no-referrer" },
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
  });
}

async function contextOf(request: Request, response: Response, sessions: SessionService, tickets: Tickets): Promise<Context> {
  const correlationId = randomUUID();
  const session = tickets.session(request, response);
  // What a page shows of a family must not stay on a shared computer's disk.
  response.set("cache-control", "no-store");
  return {
    viewer: session.token ? await sessions.viewerOf(session.token, correlationId) : null,
    correlationId,
    address: request.ip ?? "unknown",
    session,
    signInStep: tickets.signInStep(request, response),
  };
}

/** What express itself refuses (malformed JSON, a body over the limit), without its stack or the body. */
const badRequest: ErrorRequestHandler = (error: { status?: number; type?: string }, _request, response, _next) => {
  const status = error.status && error.status >= 400 && error.status < 500 ? error.status : 500;
  const message =
    error.type === "entity.too.large"
      ? "The request is too large"
      : status === 500
        ? "Something went wrong on our side"
        : "The request could not be read";
  response.status(status).json({ errors: [{ message, extensions: { code: status === 500 ? "INTERNAL_SERVER_ERROR" : "BAD_REQUEST" } }] });
};
