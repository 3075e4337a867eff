import { allow, type Decision, deny } from "../../access/decision.ts";
import type { UserViewer } from "../../access/viewer.ts";
import type { RetentionState } from "./retention.rules.ts";

export interface RecordFacts {
  readonly state: RetentionState;
  /** Who decided last that it is to be disposed of. */
  readonly reviewedBy: string | null;
}

export function mayHold(viewer: UserViewer, { state }: RecordFacts): Decision {
  if (viewer.role !== "INFORMATION_OFFICER") return NOT_AN_OFFICER;
  if (state === "DISPOSED") return DISPOSED;
  return state === "HELD" ? deny("HELD", "This record is on hold already") : allow;
}

export function mayLift(viewer: UserViewer, { state }: RecordFacts): Decision {
  if (viewer.role !== "INFORMATION_OFFICER") return NOT_AN_OFFICER;
  return state === "HELD" ? allow : deny("NOT_HELD", "This record is not on hold");
}

/** It is a setting of the service and a matter of the law: whoever looks after either decides. */
export function mayChangeSchedule(viewer: UserViewer): Decision {
  return viewer.role === "INFORMATION_OFFICER" || viewer.role === "ADMINISTRATOR" ? allow : NOT_AN_OFFICER;
}

/** A draft was shown to nobody and decided nothing, and its team may discard it as well: one person is enough. */
export function mayDisposeOfDrafts(viewer: UserViewer): Decision {
  return mayChangeSchedule(viewer);
}

/** What is to be disposed of may be decided upon anew until it is. */
export function mayReview(viewer: UserViewer, { state }: RecordFacts): Decision {
  if (viewer.role !== "INFORMATION_OFFICER") return NOT_AN_OFFICER;
  if (state === "DUE" || state === "KEPT" || state === "TO_DISPOSE") return allow;
  if (state === "DISPOSED") return DISPOSED;
  return state === "HELD"
    ? deny("HELD", "This record is on hold: lift the hold first")
    : deny("NOT_DUE", "This record is not due for review yet");
}

/** It cannot be undone, so it takes two: one who reviewed, and another who disposes. */
export function mayDispose(viewer: UserViewer, { state, reviewedBy }: RecordFacts): Decision {
  if (viewer.role !== "INFORMATION_OFFICER" && viewer.role !== "ADMINISTRATOR") return NOT_AN_OFFICER;
  if (state === "DISPOSED") return DISPOSED;
  if (state === "HELD") return deny("HELD", "This record is on hold: nothing of it is disposed of until the hold is lifted");
  if (state !== "TO_DISPOSE") return deny("NOT_REVIEWED", "Nobody has reviewed this record and decided to dispose of it");
  return reviewedBy === viewer.userId
    ? deny("SAME_PERSON", "You reviewed this record: somebody else must carry out the disposal, since it cannot be undone")
    : allow;
}

const NOT_AN_OFFICER = deny("NOT_AN_INFORMATION_OFFICER", "Only an information officer decides how long records are kept");
const DISPOSED = deny("DISPOSED", "This record was disposed of");
