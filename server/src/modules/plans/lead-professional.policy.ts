import { allow, type Decision, deny, READ_ONLY } from "../../access/decision.ts";
import type { Role } from "../../access/roles.ts";
import type { UserViewer } from "../../access/viewer.ts";
import type { LeadProfessionalStatus } from "./plan.rules.ts";

export interface AskFacts {
  /** Somebody leads the family, or has been asked and has not answered. */
  readonly openRequest: boolean;
  /** The viewer reads it in an emergency, and so changes nothing. */
  readonly readOnly: boolean;
}

/** Coordinators ask, one person at a time (design: domain, roles). */
export function mayAskLeadProfessional(viewer: UserViewer, facts: AskFacts): Decision {
  if (viewer.role !== "COORDINATOR") return deny("NOT_A_COORDINATOR", "Only a coordinator asks somebody to be lead professional");
  if (facts.readOnly) return READ_ONLY;
  if (facts.openRequest)
    return deny("ALREADY_ASKED", "This family has a lead professional, or somebody has been asked and has not answered yet");
  return allow;
}

export interface AskedWorker {
  readonly role: Role;
  readonly disabled: boolean;
  readonly teamId: string | null;
}

/** A lead professional is a worker of any agency: someone with an account who works with families in a team. */
export function mayBeAsked(worker: AskedWorker): Decision {
  if (worker.disabled) return deny("WORKER_HAS_LEFT", "This person's account is closed. Choose somebody else");
  if (worker.role !== "PRACTITIONER" || worker.teamId === null) {
    return deny("NOT_A_PRACTITIONER", "Choose somebody who works with families in one of the agencies");
  }
  return allow;
}

export interface RequestFacts {
  readonly userId: string;
  readonly status: LeadProfessionalStatus;
}

/** Nobody can accept for somebody else: acceptance is what makes the fourth principle hold. */
export function mayAnswerRequest(viewer: UserViewer, facts: RequestFacts): Decision {
  if (facts.userId !== viewer.userId) return deny("NOT_THE_ONE_ASKED", "Only the person who was asked can answer");
  if (facts.status !== "ASKED") return deny("ALREADY_ANSWERED", "This request has been answered already");
  return allow;
}
