import { allow, type Decision, deny, READ_ONLY } from "../../access/decision.ts";
import type { Role } from "../../access/roles.ts";
import type { UserViewer } from "../../access/viewer.ts";

export interface HandOverFacts {
  /** The team whose case it is, and the one that takes it over. */
  readonly fromTeamId: string;
  readonly toTeamId: string;
  /** The first team has an open ground for seeing the family. */
  readonly involved: boolean;
  /** It leads the family, or has been asked to, so that a worker must be named. */
  readonly leads: boolean;
  /** The viewer reads it in an emergency, and so changes nothing. */
  readonly readOnly: boolean;
}

/** An agency lead moves cases between the teams of their branch: nobody else's, and never out of the agency. */
export function mayHandOver(viewer: UserViewer, facts: HandOverFacts): Decision {
  if (viewer.role !== "AGENCY_LEAD") return deny("NOT_AN_AGENCY_LEAD", "Only the lead of an agency hands its cases over");
  if (facts.readOnly) return READ_ONLY;
  if (!viewer.teamIds.includes(facts.fromTeamId)) return deny("NOT_YOUR_TEAM", "Choose a team of your part of the agency");
  if (!viewer.teamIds.includes(facts.toTeamId)) return deny("NOT_YOUR_TEAM", "Choose a team of your part of the agency to take it over");
  if (facts.fromTeamId === facts.toTeamId) return deny("SAME_TEAM", "Choose another team than the one that has the case");
  if (!facts.involved) return deny("NOT_INVOLVED", "This team has no open part in the family’s case to hand over");
  return allow;
}

export interface Successor {
  readonly role: Role;
  readonly disabled: boolean;
  readonly teamId: string | null;
}

/** Whoever is to lead the family next works in the team that takes it over. */
export function maySucceed(worker: Successor, toTeamId: string): Decision {
  if (worker.disabled) return deny("WORKER_HAS_LEFT", "This person's account is closed. Choose somebody else");
  if (worker.role !== "PRACTITIONER" || worker.teamId !== toTeamId)
    return deny("NOT_IN_THE_TEAM", "Choose somebody who works with families in the team that takes it over");
  return allow;
}
