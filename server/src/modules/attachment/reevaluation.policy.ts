import { allow, type Decision, deny } from "../../access/decision.ts";
import type { UserViewer } from "../../access/viewer.ts";
import type { ReevaluationState } from "./reevaluation.rules.ts";

/** Whoever looks after the rules puts them in force; they see no family by it. */
export function mayChangePlan(viewer: UserViewer, plan: { readonly inForce: boolean }): Decision {
  if (viewer.role !== "ADMINISTRATOR") return NOT_AN_ADMINISTRATOR;
  return plan.inForce
    ? deny("ALREADY_IN_FORCE", "This plan is in force already. To work every family out anew under it, start a re-evaluation")
    : allow;
}

export function mayStartReevaluation(viewer: UserViewer): Decision {
  return viewer.role === "ADMINISTRATOR" ? allow : NOT_AN_ADMINISTRATOR;
}

export function mayPause(viewer: UserViewer, run: { readonly state: ReevaluationState }): Decision {
  if (viewer.role !== "ADMINISTRATOR") return NOT_AN_ADMINISTRATOR;
  return run.state === "RUNNING" ? allow : deny("NOT_RUNNING", "This re-evaluation is not running");
}

/** One that failed is resumed too: the batches that are left are tried again. */
export function mayResume(viewer: UserViewer, run: { readonly state: ReevaluationState }): Decision {
  if (viewer.role !== "ADMINISTRATOR") return NOT_AN_ADMINISTRATOR;
  if (run.state === "PAUSED" || run.state === "FAILED") return allow;
  return run.state === "RUNNING" ? deny("RUNNING", "This re-evaluation is running") : deny("ENDED", "This re-evaluation has ended");
}

const NOT_AN_ADMINISTRATOR = deny("NOT_AN_ADMINISTRATOR", "Only an administrator changes the rules in force");
