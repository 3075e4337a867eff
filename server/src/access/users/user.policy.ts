import { allow, type Decision, deny } from "../decision.ts";
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
