import type { UserViewer } from "../../access/viewer.ts";
import type { NewEvidence } from "./evidence.service.ts";

/** Takes what agencies' own systems send. A later module does it, which knows of the agreements that sending rests on. */
export interface EvidenceSender {
  send(viewer: UserViewer, sent: NewEvidence): Promise<{ readonly evidenceId: string; readonly repeated: boolean }>;
}
