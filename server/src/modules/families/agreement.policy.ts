import { allow, type Decision, deny, READ_ONLY } from "../../access/decision.ts";
import type { UserViewer } from "../../access/viewer.ts";

export interface FamilyFactsForAgreement {
  /** The viewer's team has a ground for seeing the family today. */
  readonly involved: boolean;
  readonly readOnly: boolean;
}

function worksWithThem(viewer: UserViewer, { involved }: Pick<FamilyFactsForAgreement, "involved">): boolean {
  return viewer.role === "COORDINATOR" || (viewer.role === "PRACTITIONER" && involved);
}

/** Whoever works with the family writes down what it agrees to. */
export function mayRecordAgreement(viewer: UserViewer, facts: FamilyFactsForAgreement): Decision {
  if (facts.readOnly) return READ_ONLY;
  if (worksWithThem(viewer, facts)) return allow;
  return deny("NOT_INVOLVED", "Only a team that works with the family or a coordinator can record an agreement");
}

export interface AgreementFacts extends Pick<FamilyFactsForAgreement, "involved"> {
  readonly inForce: boolean;
}

/** A family may tell anybody who works with it that it takes its agreement back; nobody may make that hard. */
export function mayWithdrawAgreement(viewer: UserViewer, facts: AgreementFacts): Decision {
  if (!worksWithThem(viewer, facts)) {
    return deny("NOT_INVOLVED", "Only a team that works with the family or a coordinator can record that an agreement was withdrawn");
  }
  return facts.inForce ? allow : deny("NOT_IN_FORCE", "This agreement is not in force any more");
}

/** To go on without agreement takes a manager's decision, which the district's coordinator writes down. */
export function mayRecordLawfulBasis(viewer: UserViewer): Decision {
  if (viewer.role === "COORDINATOR") return allow;
  return deny("NOT_A_COORDINATOR", "Only a coordinator records a lawful basis without agreement");
}

export function mayEndLawfulBasis(viewer: UserViewer, facts: { readonly inForce: boolean }): Decision {
  const coordinator = mayRecordLawfulBasis(viewer);
  if (!coordinator.allowed) return coordinator;
  return facts.inForce ? allow : deny("NOT_IN_FORCE", "This lawful basis is not in force any more");
}
