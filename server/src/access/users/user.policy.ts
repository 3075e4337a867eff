import type { Fault } from "../../shared/refusal.ts";
import { allow, type Decision, deny } from "../decision.ts";
import type { Role } from "../roles.ts";
import type { UserViewer } from "../viewer.ts";

/**
 * Whether an administrator may change, disable or reset this user. Nobody does it to themself: so one administrator
 * is always left, and whoever takes over an open session cannot make themself a coordinator.
 */
export function mayManageUser(viewer: UserViewer, userId: string): Decision {
  if (!viewer.permissions.has("users.manage")) return deny("NOT_ALLOWED", "Only an administrator looks after users");
  if (viewer.userId === userId) return deny("OWN_ACCOUNT", "You cannot do this to your own account. Ask another administrator");
  return allow;
}

/** What a user is here, and where. */
export interface Place {
  readonly role: Role;
  readonly agencyId: string;
  readonly teamId: string | null;
  readonly districtCodes: readonly string[];
}

/** What does not fit together (design: domain, roles): whoever works with families has a team, whoever covers districts has some. */
export function placeFaults({ role, teamId, districtCodes }: Place): Fault[] {
  if (role === "PRACTITIONER" && teamId === null) {
    return [{ code: "MISSING", field: "teamId", message: "Choose the team. A practitioner sees the families that their team works with" }];
  }
  if (role === "COORDINATOR" && districtCodes.length === 0) {
    return [{ code: "MISSING", field: "districtCodes", message: "Choose the districts that the coordinator covers" }];
  }
  return [];
}

/** Without what the role has no use for, so that nothing lies about and comes to count when the role changes. */
export function tidyPlace(place: Place): Place {
  const { role, agencyId, teamId, districtCodes } = place;
  return {
    role,
    agencyId,
    teamId: role === "PRACTITIONER" || role === "AGENCY_LEAD" ? teamId : null,
    districtCodes: role === "COORDINATOR" ? [...new Set(districtCodes)].sort() : [],
  };
}
