import { allow, type Decision, deny, READ_ONLY } from "../../access/decision.ts";
import type { UserViewer } from "../../access/viewer.ts";

/** Whose record it is that something is closed in. */
export interface RecordFacts {
  /** The viewer reads the family in an emergency, and so changes nothing. */
  readonly readOnly: boolean;
  readonly viewerLeads: boolean;
  /** The teams that wrote it: of the CAF it stands in, or the one that is to do it. */
  readonly teamIds: readonly string[];
  /** Whose evidence it is; null for everything else, and where a feed brought it. */
  readonly agencyId: string | null;
}

/**
 * An answer is closed, and opened again, by those whose record it is, who all see it in full: the team that wrote it, the
 * agency whose evidence it is, the lead professional and coordinators.
 */
export function mayCloseAnswer(viewer: UserViewer, facts: RecordFacts): Decision {
  if (facts.readOnly) return READ_ONLY;
  if (viewer.role === "COORDINATOR") return allow;
  const wrote = facts.teamIds.some((id) => viewer.teamIds.includes(id)) || facts.agencyId === viewer.agency.id;
  if (viewer.role === "PRACTITIONER" && (facts.viewerLeads || wrote)) return allow;
  return deny(
    "NOT_YOUR_RECORD",
    "Only those whose record this is, the lead professional or a coordinator decide who in the family may not be shown it",
  );
}
