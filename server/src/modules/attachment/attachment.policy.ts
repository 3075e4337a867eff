import { allow, type Decision, deny, READ_ONLY } from "../../access/decision.ts";
import type { UserViewer } from "../../access/viewer.ts";
import type { AgencyKind } from "../criteria/facts.rules.ts";
import type { Blocker } from "../criteria/standings.rules.ts";

export interface AttachFacts {
  readonly attached: boolean;
  readonly eligible: boolean;
  /** The viewer reads the family in an emergency, and so changes nothing. */
  readonly readOnly: boolean;
  readonly blockers: readonly Pick<Blocker, "message" | "mendedBy">[];
}

const WHO: Readonly<Record<AgencyKind, string>> = {
  SCHOOL: "The school",
  POLICE: "The police",
  HOUSING: "The housing provider",
  DISTRICT_COUNCIL: "The district council",
  HEALTH: "The health service",
  CSC: "Children's social care",
  WPEHS: "The wellbeing, prevention and early help service",
  DWP: "Jobcentre Plus",
  PROBATION: "Probation",
  YOS: "The youth offending service",
  VOLUNTARY: "The voluntary organisation",
};

/** A coordinator attaches a family that is eligible today and for which all four principles hold (S2, November 2016: Attached families). */
export function mayAttach(viewer: UserViewer, facts: AttachFacts): Decision {
  if (viewer.role !== "COORDINATOR") return deny("NOT_A_COORDINATOR", "Only a coordinator attaches families");
  if (facts.readOnly) return READ_ONLY;
  if (facts.attached) return deny("ALREADY_ATTACHED", "This family is attached already");
  const first = facts.blockers[0];
  if (first) return deny("BLOCKED", `${first.message} ${WHO[first.mendedBy]} can put this right`);
  if (!facts.eligible) return deny("NOT_ELIGIBLE", "There is not enough evidence of need for this family to be eligible today");
  return allow;
}
