import { allow, type Decision, deny } from "../decision.ts";
import type { UserViewer } from "../viewer.ts";

/** A machine client opens an agency's families to a program, so whoever looks after users looks after it too. */
export function mayManageMachineClients(viewer: UserViewer): Decision {
  return viewer.role === "ADMINISTRATOR" ? allow : deny("NOT_AN_ADMINISTRATOR", "Only an administrator looks after machine clients");
}
