import { allow, type Decision, deny } from "../../access/decision.ts";
import type { UserViewer } from "../../access/viewer.ts";
import type { Cover } from "./sharing-agreement.rules.ts";

/** Agreements and their assessments are kept by whoever answers for them. */
export function mayKeepSharingAgreements(viewer: UserViewer): Decision {
  if (viewer.role === "ADMINISTRATOR" || viewer.role === "INFORMATION_OFFICER") return allow;
  return deny("NOT_ALLOWED", "Only the information officer or an administrator keeps sharing agreements");
}

/** A machine exchanges what an agreement in force covers, whose impact assessment is approved; it is told which of them is missing. */
export function mayExchange({ agreement, assessment }: Cover): Decision {
  if (!agreement)
    return deny(
      "NO_SHARING_AGREEMENT",
      "No sharing agreement in force covers this for your agency. Ask the authority’s information officer to record one",
    );
  if (!assessment)
    return deny(
      "NO_IMPACT_ASSESSMENT",
      "No approved impact assessment in force covers your agency’s sharing agreement. Ask the authority’s information officer to record one",
    );
  return allow;
}
