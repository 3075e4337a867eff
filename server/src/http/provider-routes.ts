import { isUUID } from "class-validator";
import type { Express, Request, RequestHandler, Response } from "express";
import { CALLBACK_PATH } from "../access/access.ts";
import type { ProviderOutcome, ProviderSignInService } from "../access/providers/provider-sign-in.service.ts";
import { callerOf } from "./caller.ts";
import type { Tickets } from "./cookies.ts";

export interface ProviderRouteParts {
  readonly providerSignIns: ProviderSignInService;
  /** Refuses who has called too often. */
  readonly caller: RequestHandler;
  readonly tickets: Tickets;
}

const LONGEST_PATH = 500;

/**
 * The two addresses of a sign-in through an agency's own provider that a browser itself goes to: the way out, and the
 * way back. Everything else about signing in goes through the API.
 */
export function serveProviderSignIn(app: Express, parts: ProviderRouteParts): void {
  app.get("/sign-in/with/:providerId", parts.caller, async (request, response) => leave(request, response, parts));
  app.get(CALLBACK_PATH, parts.caller, async (request, response) => comeBack(request, response, parts));
}

/** `to`: the page of ours to go on to. `again`: the session that stands is to be proved anew. */
async function leave(request: Request, response: Response, { providerSignIns, tickets }: ProviderRouteParts): Promise<void> {
  response.set("cache-control", "no-store");
  const { providerId } = request.params;
  const left = isUUID(providerId)
    ? await providerSignIns.leave(String(providerId), {
        returnTo: localPath(request.query["to"]),
        sessionToken: request.query["again"] === undefined ? null : tickets.session(request, response).token,
        address: callerOf(response).address,
      })
    : null;
  if (!left) return response.redirect(303, "/sign-in?problem=provider");
  tickets.providerVisit(request, response).start(left.token);
  response.redirect(303, left.url);
}

async function comeBack(request: Request, response: Response, parts: ProviderRouteParts): Promise<void> {
  const { providerSignIns, tickets } = parts;
  response.set("cache-control", "no-store");
  const visit = tickets.providerVisit(request, response);
  const query = request.originalUrl.split("?")[1] ?? "";
  const result = await providerSignIns.comeBack(visit.token, query);
  visit.end();
  response.redirect(303, "problem" in result ? `/sign-in?problem=${result.problem}` : letIn(request, response, result, parts));
}

function letIn(
  request: Request,
  response: Response,
  { outcome, returnTo }: Extract<ProviderOutcome, { returnTo: string }>,
  { tickets }: ProviderRouteParts,
): string {
  if (outcome?.next) tickets.signInStep(request, response).start(outcome.token);
  else if (outcome) tickets.session(request, response).start(outcome.token);
  return returnTo;
}

/** A path of this site and nothing else, so that nobody is sent on to a stranger's page that asks for a password. */
function localPath(asked: unknown): string {
  if (typeof asked !== "string" || asked.length > LONGEST_PATH || !/^\/(?![/\\])/.test(asked)) return "/";
  const base = "http://local.invalid";
  if (!URL.canParse(asked, base)) return "/";
  const { origin, pathname, search } = new URL(asked, base);
  // "/.//elsewhere" is a path of ours here, and would be another site's address once it is sent as it came out.
  return origin === base && !pathname.startsWith("//") ? `${pathname}${search}` : "/";
}
