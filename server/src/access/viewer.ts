import type { AgencyKind } from "../modules/criteria/facts.rules.ts";
import type { Permission } from "./permissions.ts";
import type { Role } from "./roles.ts";

/** A signed-in person, as one request sees them. */
export interface UserViewer {
  readonly kind: "USER";
  /** Of the request, for the audit log. */
  readonly correlationId: string;
  readonly userId: string;
  readonly name: string;
  readonly role: Role;
  readonly agency: { readonly id: string; readonly name: string; readonly kind: AgencyKind };
  readonly teamId: string | null;
  /** A practitioner's own team; every team of an agency lead's branch. */
  readonly teamIds: readonly string[];
  readonly districts: readonly string[];
  readonly permissions: ReadonlySet<Permission>;
  /** How the session stands by the system's clock; somebody whom a job or a test speaks for has none. */
  readonly session?: { readonly steppedUp: boolean; readonly endsAt: Date };
}

/** The fixed viewers under which the system itself works; each has row-level policies of its own. */
export const SYSTEM_ROLES = [
  "SYSTEM_SIGN_IN",
  "SYSTEM_CAF_CHECK",
  "SYSTEM_REPORTS",
  "SYSTEM_STANDINGS",
  "SYSTEM_AUDIT",
  "SYSTEM_AGREEMENTS",
  "SYSTEM_EMERGENCY",
  "SYSTEM_HAND_OVER",
  "SYSTEM_RIGHTS",
] as const;
export type SystemRole = (typeof SYSTEM_ROLES)[number];

export interface SystemViewer {
  readonly kind: "SYSTEM";
  readonly role: SystemRole;
}

export type Viewer = UserViewer | SystemViewer;

/** For work of the system's own: signing in, checking for a CAF, counting, working out standings. */
export function systemViewer(role: SystemRole): SystemViewer {
  return { kind: "SYSTEM", role };
}
