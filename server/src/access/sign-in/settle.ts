import type { Context } from "../../graphql/context.ts";
import type { SessionService } from "../session.service.ts";
import type { SignInPayload } from "../session.type.ts";
import type { ViewerService } from "../viewer.service.ts";
import type { SignInOutcome } from "./sign-in.service.ts";

/** Puts the outcome of a step into the browser's cookies. A session that it had before ends: two people never share one. */
export async function settle(
  context: Context,
  outcome: SignInOutcome,
  { sessions, viewers }: { sessions: SessionService; viewers: ViewerService },
): Promise<Pick<SignInPayload, "viewer" | "next">> {
  if (context.session.token) await sessions.drop(context.session.token);
  if (outcome.next) {
    if (context.session.token) context.session.end();
    context.signInStep.start(outcome.token);
    return { viewer: null, next: outcome.next };
  }
  const viewer = await sessions.viewerOf(outcome.token, context.correlationId);
  if (!viewer) throw new Error("a new session has no viewer");
  context.session.start(outcome.token);
  if (context.signInStep.token) context.signInStep.end();
  return { viewer: await viewers.describe(viewer), next: null };
}
