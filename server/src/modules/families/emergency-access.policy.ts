import { allow, type Decision, deny } from "../../access/decision.ts";
import type { UserViewer } from "../../access/viewer.ts";

export interface OpeningFacts {
  /** A family that is not restricted fits what was said. */
  readonly found: boolean;
  /** The viewer sees it anyway, or has it open already. */
  readonly seen: boolean;
}

/** What is not there and what is restricted get the same words, so that they tell nothing of what exists. */
const NOT_TO_BE_OPENED: Decision = deny(
  "NOT_FOUND",
  "No family that fits can be opened here. If a child is in danger call 999. Otherwise ring the early help desk or MASH",
);

/**
 * Those who work with families open one that they do not see, when a child may be in danger and nobody can be asked.
 * Never a restricted one: it is restricted because somebody who could look it up may be the danger.
 */
export function mayOpenInEmergency(viewer: UserViewer, facts: OpeningFacts): Decision {
  if (!viewer.permissions.has("families.open-in-emergency")) return deny("NOT_YOUR_ROLE", "Your role opens no family in an emergency");
  if (!facts.found) return NOT_TO_BE_OPENED;
  if (facts.seen) return deny("ALREADY_SEEN", "You can see this family already, so there is nothing to open");
  return allow;
}

export interface LookedIntoFacts {
  readonly openedBy: string;
  readonly lookedInto: boolean;
}

/** The information officer looks into each, and nobody into their own. */
export function mayLookInto(viewer: UserViewer, facts: LookedIntoFacts): Decision {
  if (viewer.role !== "INFORMATION_OFFICER") return deny("NOT_THE_INFORMATION_OFFICER", "Only the information officer looks into this");
  if (facts.openedBy === viewer.userId) return deny("YOUR_OWN", "Somebody else must look into what you opened yourself");
  if (facts.lookedInto) return deny("ALREADY_LOOKED_INTO", "Somebody has looked into this already");
  return allow;
}
