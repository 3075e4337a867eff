import { allow, type Decision, deny, READ_ONLY } from "../../access/decision.ts";
import type { UserViewer } from "../../access/viewer.ts";
import type { ActionOwner } from "../assessments/caf-content.rules.ts";
import type { ActionStatus } from "./plan.rules.ts";

export interface PlanFacts {
  readonly viewerLeads: boolean;
  /** The viewer's team has a ground for seeing the family today. */
  readonly involved: boolean;
  /** The viewer reads it in an emergency, and so changes nothing. */
  readonly readOnly: boolean;
}

/** The plan is made by those around the family: its lead professional, involved teams, and the coordinator. */
export function mayAddAction(viewer: UserViewer, facts: PlanFacts): Decision {
  if (facts.readOnly) return READ_ONLY;
  if (viewer.role === "COORDINATOR") return allow;
  if (viewer.role === "PRACTITIONER" && (facts.viewerLeads || facts.involved)) return allow;
  return deny("NOT_INVOLVED", "Only the lead professional, a team that works with the family or a coordinator can add to its plan");
}

export interface ActionFacts {
  readonly owner: ActionOwner;
  readonly teamId: string | null;
  readonly status: ActionStatus;
  readonly viewerLeads: boolean;
}

/** Whoever said they would do it says that it is done; the lead professional speaks for what the family took on. */
export function mayCompleteAction(viewer: UserViewer, facts: ActionFacts): Decision {
  const practitioner = viewer.role === "PRACTITIONER";
  if (facts.owner === "FAMILY" && !(practitioner && facts.viewerLeads)) {
    return deny("NOT_THE_LEAD_PROFESSIONAL", "Only the lead professional can mark what the family does as done");
  }
  if (facts.owner === "AGENCY" && !(practitioner && facts.teamId !== null && viewer.teamIds.includes(facts.teamId))) {
    return deny("NOT_THE_OWNING_TEAM", "Only the team that owns this action can mark it as done");
  }
  if (facts.status !== "OPEN") return deny("ALREADY_ENDED", "This action is not open any more");
  return allow;
}
