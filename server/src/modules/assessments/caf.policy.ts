import { allow, type Decision, deny } from "../../access/decision.ts";
import type { UserViewer } from "../../access/viewer.ts";
import type { CafCriterion } from "../criteria/facts.rules.ts";
import type { CafStatus } from "./caf-content.rules.ts";
import { SENSITIVE_CRITERIA } from "./closed-answer.rules.ts";

export interface CafFacts {
  readonly status: CafStatus;
  readonly teamId: string;
}

function ownTeam(viewer: UserViewer, caf: CafFacts): Decision {
  if (!viewer.permissions.has("cafs.write") || !viewer.teamIds.includes(caf.teamId)) {
    return deny("NOT_YOUR_TEAM", "Only the team that holds this CAF can do this");
  }
  return allow;
}

/** A team writes its own CAF until it is submitted, and again when it is returned. A submitted version never changes. */
export function mayEditCaf(viewer: UserViewer, caf: CafFacts): Decision {
  const own = ownTeam(viewer, caf);
  if (!own.allowed || caf.status === "DRAFT" || caf.status === "RETURNED") return own;
  return deny("NOT_BEING_WRITTEN", "This CAF has been submitted, so it cannot be changed now");
}

/** What decides whether a person's name and date of birth may be corrected in a CAF. */
export interface PersonOnRecord {
  /** This CAF, and no other source, brought the person on record. */
  readonly recordedByThisCaf: boolean;
  /** Also in another family, now or before. */
  readonly elsewhere: boolean;
  readonly disposed: boolean;
}

/**
 * A typing mistake is mended where it was made: by the team that brought the person on record, while it writes the
 * CAF that did. What others rely on too, and what was disposed of, is the information officer's to correct.
 */
export function mayCorrectPerson(viewer: UserViewer, caf: CafFacts, person: PersonOnRecord): Decision {
  const own = mayEditCaf(viewer, caf);
  if (!own.allowed || (person.recordedByThisCaf && !person.elsewhere && !person.disposed)) return own;
  return deny("ON_RECORD", "This is not what is on record. Ask the information officer to correct the record");
}

/** A draft that came to nothing goes for good; one in which a referral to MASH was recorded is kept for that record's sake. */
export function mayDiscardCaf(viewer: UserViewer, caf: CafFacts & { readonly referred: boolean }): Decision {
  const own = ownTeam(viewer, caf);
  if (!own.allowed) return own;
  if (caf.status !== "DRAFT") return deny("NOT_A_DRAFT", "This CAF has been submitted, so it cannot be discarded");
  return caf.referred ? deny("REFERRED", "A referral to MASH is recorded in this draft, so it is kept") : allow;
}

/** A receipt is for those who handed the CAF in: it says what they wrote. */
export function mayReadReceipt(viewer: UserViewer, caf: CafFacts): Decision {
  return ownTeam(viewer, caf);
}

/** Coordinators check what has been submitted; row-level security keeps them to their districts. */
export function mayReviewCaf(viewer: UserViewer, caf: CafFacts): Decision {
  if (!viewer.permissions.has("cafs.review")) return deny("NOT_A_COORDINATOR", "Only a coordinator checks the quality of a CAF");
  if (caf.status !== "SUBMITTED") return deny("NOT_SUBMITTED", "This CAF is not waiting to be checked");
  return allow;
}

/** The team that holds a CAF closes it, also where it was returned and the family no longer wishes to go on. */
export function mayCloseCaf(viewer: UserViewer, caf: CafFacts): Decision {
  const own = ownTeam(viewer, caf);
  if (!own.allowed || caf.status === "OPEN" || caf.status === "RETURNED") return own;
  return deny("NOT_OPEN", "Only a CAF that is open or was returned can be closed");
}

/** A referral to MASH waits for nothing: any CAF that is not closed can record one. */
export function mayRecordDanger(viewer: UserViewer, caf: CafFacts): Decision {
  const own = ownTeam(viewer, caf);
  return own.allowed && caf.status === "CLOSED"
    ? deny("CLOSED", "This CAF is closed. Record the referral where the family is seen now")
    : own;
}

/**
 * Whether a viewer reads why a need was found. Other involved teams see that a sensitive criterion is met, not why
 * (domain.md, roles): the agency that wrote it, coordinators, auditors and the lead professional see it in full.
 */
export function mayReadEvidence(
  viewer: UserViewer,
  caf: { readonly agencyId: string; readonly viewerLeads: boolean },
  criterion: CafCriterion,
): boolean {
  if (!SENSITIVE_CRITERIA.has(criterion)) return true;
  return viewer.role === "COORDINATOR" || viewer.role === "AUDITOR" || viewer.agency.id === caf.agencyId || caf.viewerLeads;
}
