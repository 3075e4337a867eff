import { allow, type Decision, deny } from "../../access/decision.ts";
import type { UserViewer } from "../../access/viewer.ts";
import { groundFor, kindsSuppliedBy } from "./evidence-suppliers.rules.ts";
import { EVIDENCE_KINDS, type EvidenceKind } from "./facts.rules.ts";

export interface LeadFacts {
  /** The viewer is the family's lead professional. */
  readonly viewerLeads: boolean;
}

export interface KindFacts extends LeadFacts {
  readonly kind: EvidenceKind;
}

/** The kinds that the viewer may add about a family they see: their agency's, and what they record as its lead professional. */
export function kindsToAdd(viewer: UserViewer, facts: LeadFacts): readonly EvidenceKind[] {
  return EVIDENCE_KINDS.filter((kind) => mayAddEvidence(viewer, { kind, ...facts }).allowed);
}

/**
 * Evidence comes from whoever knows: a practitioner for their agency, or as lead professional. A coordinator checks it and
 * claims by it, and so does not make it (design: domain, roles).
 */
export function mayAddEvidence(viewer: UserViewer, { kind, viewerLeads }: KindFacts): Decision {
  // An agency's own system sends what the agency supplies, and judges nothing.
  if (viewer.role === "MACHINE" && groundFor(viewer.agency.kind, kind) === null)
    return deny("AGENCY_CANNOT_SUPPLY", "Your agency does not supply this kind of evidence");
  if (viewer.role !== "PRACTITIONER" && viewer.role !== "MACHINE")
    return deny("NOT_A_PRACTITIONER", "Evidence comes from practitioners of the agency that knows it. Ask one of them to add it");
  if (groundFor(viewer.agency.kind, kind) !== null) return allow;
  if (groundFor("LEAD_PROFESSIONAL", kind) === null)
    return deny("AGENCY_CANNOT_SUPPLY", "Your agency does not supply this kind of evidence");
  return viewerLeads
    ? allow
    : deny("NOT_THE_LEAD_PROFESSIONAL", "Only the family's lead professional can add this, or an agency that supplies it");
}

/** An agency can say that it looked for what it would itself supply. */
export function mayCover(viewer: UserViewer, of: EvidenceKind): Decision {
  if (of !== "COVERAGE" && kindsSuppliedBy(viewer.agency.kind).includes(of)) return allow;
  return deny("AGENCY_CANNOT_SUPPLY", "Your agency does not supply this kind of evidence, and so cannot say that it looked for it");
}

export interface CorrectionFacts extends KindFacts {
  /** Whose record it is; null where a feed brought it. */
  readonly agencyId: string | null;
  readonly superseded: boolean;
  readonly withdrawn: boolean;
}

/** A record is put right by the agency that made it, once: what has been corrected already is no longer what is known. */
export function mayCorrectEvidence(viewer: UserViewer, facts: CorrectionFacts): Decision {
  if (facts.agencyId === null) return deny("FROM_A_FEED", "This came with a feed of data. Ask its source to put it right there");
  if (facts.agencyId !== viewer.agency.id)
    return deny("NOT_YOUR_AGENCYS", "Only the agency that recorded this can correct it. Ask them, or add what your agency knows");
  const kind = mayAddEvidence(viewer, facts);
  if (!kind.allowed) return kind;
  if (facts.withdrawn) return deny("WITHDRAWN", "This was withdrawn. If it was so after all, add it anew");
  if (facts.superseded)
    return deny("ALREADY_CORRECTED", "Somebody has corrected this already. Look at what it says now, then correct that if it is wrong");
  return allow;
}
