import { allow, type Decision, deny, READ_ONLY } from "../../access/decision.ts";
import type { UserViewer } from "../../access/viewer.ts";

export interface RestrictionFacts {
  readonly restricted: boolean;
  /** The viewer reads it in an emergency, and so changes nothing. */
  readonly readOnly: boolean;
}

const NOT_A_COORDINATOR = deny("NOT_A_COORDINATOR", "Only a coordinator decides who may see a restricted family");
const NOT_RESTRICTED = deny("NOT_RESTRICTED", "This family is not restricted");

export function mayRestrict(viewer: UserViewer, facts: RestrictionFacts): Decision {
  if (viewer.role !== "COORDINATOR") return NOT_A_COORDINATOR;
  if (facts.readOnly) return READ_ONLY;
  return facts.restricted ? deny("ALREADY_RESTRICTED", "This family is restricted already") : allow;
}

/** A coordinator who sees a restricted family is named: row-level security shows it to no other. */
export function mayChangeRestriction(viewer: UserViewer, facts: RestrictionFacts): Decision {
  if (viewer.role !== "COORDINATOR") return NOT_A_COORDINATOR;
  if (facts.readOnly) return READ_ONLY;
  return facts.restricted ? allow : NOT_RESTRICTED;
}

export interface NamingFacts {
  /** Their district or their team's involvement would show it to them, were it not restricted. */
  readonly couldSee: boolean;
  readonly named: boolean;
}

/** A name lets somebody through who has a ground for seeing the family; it is no ground of its own. */
export function mayBeNamed(facts: NamingFacts): Decision {
  if (facts.named) return deny("ALREADY_NAMED", "This person is named already");
  if (!facts.couldSee)
    return deny(
      "NO_GROUND",
      "This person’s team does not work with the family, and the family’s district is not theirs. Choose somebody else",
    );
  return allow;
}

export interface UnnamingFacts {
  readonly named: boolean;
  /** Other coordinators who are named, cover the district and can sign in. */
  readonly coordinatorsLeft: number;
  /** They lead the family, or have been asked to. */
  readonly leads: boolean;
}

/** Somebody must stay who can lift it, and whoever leads the family must see whom they lead. */
export function mayBeUnnamed(facts: UnnamingFacts): Decision {
  if (!facts.named) return deny("NOT_NAMED", "This person is not named");
  if (facts.leads) return deny("LEADS_IT", "This person leads the family, or has been asked to, and so must see it");
  if (facts.coordinatorsLeft === 0)
    return deny("LAST_COORDINATOR", "Nobody would be left who can lift the restriction. Name another coordinator first");
  return allow;
}
