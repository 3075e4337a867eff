import { allow, type Decision, deny, READ_ONLY } from "../../access/decision.ts";
import type { UserViewer } from "../../access/viewer.ts";
import type { PlanFacts } from "./plan-action.policy.ts";

/** A meeting is written up by somebody who was around the table: the lead professional or a practitioner of an involved team. */
export function mayRecordTaf(viewer: UserViewer, facts: PlanFacts): Decision {
  if (facts.readOnly) return READ_ONLY;
  if (viewer.role === "PRACTITIONER" && (facts.viewerLeads || facts.involved)) return allow;
  return deny("NOT_INVOLVED", "Only the lead professional or a team that works with the family can record its meetings");
}
