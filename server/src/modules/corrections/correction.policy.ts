import { allow, type Decision, deny, READ_ONLY } from "../../access/decision.ts";
import type { UserViewer } from "../../access/viewer.ts";
import { type CorrectionDecision, type CorrectionSubject, correctedByItsOwners } from "./correction.rules.ts";

export interface RecordingFacts {
  readonly viewerLeads: boolean;
  readonly readOnly: boolean;
}

/**
 * Somebody may tell whoever they meet that something is wrong, and it counts from that day. They meet the lead
 * professional, who holds things together; coordinators and the information officer answer for the record.
 */
export function mayRecordCorrection(viewer: UserViewer, facts: RecordingFacts): Decision {
  if (viewer.role === "INFORMATION_OFFICER") return allow;
  if (facts.readOnly) return READ_ONLY;
  if (viewer.role === "COORDINATOR" || (viewer.role === "PRACTITIONER" && facts.viewerLeads)) return allow;
  return deny(
    "NOT_THE_LEAD_PROFESSIONAL",
    "Only the lead professional, a coordinator or the information officer takes this down. Tell one of them today",
  );
}

export interface DecidingFacts {
  readonly about: CorrectionSubject;
  readonly decided: boolean;
  readonly hasStatement: boolean;
  /** Whoever made the record has put another in its place since. */
  readonly corrected: boolean;
}

export interface ExtendingFacts {
  readonly decided: boolean;
  readonly extended: boolean;
  readonly inFirstMonth: boolean;
}

/** Two further months where it is complex, told with the reason within the first (UK GDPR, article 12.3). */
export function mayExtendCorrection(viewer: UserViewer, facts: ExtendingFacts): Decision {
  if (viewer.role !== "INFORMATION_OFFICER")
    return deny("NOT_THE_INFORMATION_OFFICER", "Only the information officer takes longer to answer");
  if (facts.decided) return deny("ALREADY_DECIDED", "Somebody has decided this already");
  if (facts.extended) return deny("ALREADY_EXTENDED", "It was extended already, and cannot be extended again");
  return facts.inFirstMonth ? allow : deny("TOO_LATE", "The first month is over: the person had to be told within it");
}

/** The information officer decides (design: domain, roles); what an agency recorded, that agency puts right. */
export function mayDecideCorrection(viewer: UserViewer, decision: CorrectionDecision, facts: DecidingFacts): Decision {
  if (viewer.role !== "INFORMATION_OFFICER")
    return deny("NOT_THE_INFORMATION_OFFICER", "Only the information officer decides what becomes of this");
  if (facts.decided) return deny("ALREADY_DECIDED", "Somebody has decided this already");
  if (decision === "STATEMENT_ADDED" && !facts.hasStatement)
    return deny("NO_STATEMENT", "There is no statement in their own words to add. Ask them for one, or decide otherwise");
  if (decision === "PUT_RIGHT" && correctedByItsOwners(facts.about) && !facts.corrected)
    return deny(
      "NOT_CORRECTED_YET",
      "Whoever recorded this has not corrected it yet. It waits among their tasks: decide once they have, or decide otherwise",
    );
  return allow;
}
