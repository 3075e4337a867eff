import { parse as parseCookies } from "cookie";
import type { Request, Response } from "express";
import type { Config } from "../config.ts";
import type { Ticket } from "../graphql/context.ts";

type Take = (request: Request, response: Response) => Ticket;

export interface Tickets {
  readonly session: Take;
  /** Between the first factor and the second. */
  readonly signInStep: Take;
  /** Between leaving for an identity provider and coming back. */
  readonly providerVisit: Take;
}

const STEP_MS = 15 * 60_000;

/**
 * The cookies, each a random token that scripts cannot read. Only same-site requests bring them, but for the one that
 * must come back from another site: it opens nothing without the state that the provider hands back.
 */
export function createTickets({ cookieSecure, sessionHours }: Pick<Config, "cookieSecure" | "sessionHours">): Tickets {
  // So named, a browser takes it from this very host alone, over HTTPS alone, and for all paths.
  const prefix = cookieSecure ? "__Host-" : "";
  const ticket =
    (word: string, maxAge: number, sameSite: "strict" | "lax"): Take =>
    (request, response) => {
      const name = `${prefix}wtwf_${word}`;
      const options = { httpOnly: true, sameSite, secure: cookieSecure, path: "/" } as const;
      return {
        token: parseCookies(request.headers.cookie ?? "")[name] || null,
        start: (token) => void response.cookie(name, token, { ...options, maxAge }),
        end: () => void response.clearCookie(name, options),
      };
    };
  return {
    session: ticket("session", sessionHours * 3_600_000, "strict"),
    signInStep: ticket("sign_in", STEP_MS, "strict"),
    providerVisit: ticket("provider", STEP_MS, "lax"),
  };
}
