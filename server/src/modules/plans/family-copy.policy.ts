import { allow, type Decision, deny, READ_ONLY } from "../../access/decision.ts";
import type { UserViewer } from "../../access/viewer.ts";

export interface CopyFacts {
  readonly viewerLeads: boolean;
  /** A team of the viewer's holds a CAF of the family. */
  readonly holdsCaf: boolean;
  /** Nothing of it may be changed: it was opened in an emergency, or its record was disposed of. */
  readonly readOnly: boolean;
}

/** A copy is handed over by those who know what is in it: the team that wrote the CAF, the lead professional, coordinators. */
export function mayMakeCopy(viewer: UserViewer, facts: CopyFacts): Decision {
  if (facts.readOnly) return READ_ONLY;
  if (viewer.role === "COORDINATOR") return allow;
  if (viewer.role === "PRACTITIONER" && (facts.viewerLeads || facts.holdsCaf)) return allow;
  return deny("NOT_YOUR_RECORD", "Only the team that wrote the CAF, the lead professional or a coordinator makes a copy for the family");
}
