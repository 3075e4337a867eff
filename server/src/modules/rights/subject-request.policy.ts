import { allow, type Decision, deny } from "../../access/decision.ts";
import type { UserViewer } from "../../access/viewer.ts";
import type { LocalDate } from "../../shared/local-date.ts";
import { firstMonthEnds, isOpen, type SubjectClock, type SubjectRequestState } from "./subject-clock.rules.ts";

export interface SubjectRequestFacts extends SubjectClock {
  readonly state: SubjectRequestState;
}

const NOT_AN_OFFICER = deny("NOT_AN_INFORMATION_OFFICER", "Only an information officer answers subject access requests");
const CLOSED = deny("CLOSED", "This request is closed");
const NOT_PROVED = deny("IDENTITY_NOT_PROVED", "Record first how it was proved who asks");

const officer = (viewer: UserViewer): boolean => viewer.role === "INFORMATION_OFFICER";

export function mayRecordRequest(viewer: UserViewer): Decision {
  return officer(viewer) ? allow : NOT_AN_OFFICER;
}

export function mayProveIdentity(viewer: UserViewer, { state }: SubjectRequestFacts): Decision {
  if (!officer(viewer)) return NOT_AN_OFFICER;
  if (!isOpen(state)) return CLOSED;
  return state === "RECEIVED" ? allow : deny("PROVED_ALREADY", "It is recorded already how it was proved who asks");
}

/** Once, by two months at most, and only while the first month runs: the person must be told the reason within it. */
export function mayExtend(viewer: UserViewer, facts: SubjectRequestFacts, today: LocalDate): Decision {
  if (!officer(viewer)) return NOT_AN_OFFICER;
  if (!isOpen(facts.state)) return CLOSED;
  if (facts.extendedMonths !== null) return deny("EXTENDED_ALREADY", "This request was extended already");
  return today <= firstMonthEnds(facts)
    ? allow
    : deny("TOO_LATE", "The first month is over: an extension and its reason had to be told within it");
}

/** What is held is read for an open request, and once it is proved who asks: never to look around. */
export function mayCollect(viewer: UserViewer, { state }: SubjectRequestFacts): Decision {
  if (!officer(viewer)) return NOT_AN_OFFICER;
  if (!isOpen(state)) return CLOSED;
  return state === "RECEIVED" ? NOT_PROVED : allow;
}

export function mayPrepare(viewer: UserViewer, facts: SubjectRequestFacts, undecided: number): Decision {
  const collecting = mayCollect(viewer, facts);
  if (!collecting.allowed) return collecting;
  if (facts.state === "PREPARED") return deny("PREPARED_ALREADY", "This request is prepared already");
  return decided(undecided);
}

export function mayMakeFile(viewer: UserViewer, facts: SubjectRequestFacts, undecided: number): Decision {
  const collecting = mayCollect(viewer, facts);
  if (!collecting.allowed) return collecting;
  if (facts.state !== "PREPARED") return deny("NOT_PREPARED", "Decide on each item and mark the request as prepared first");
  return decided(undecided);
}

function decided(undecided: number): Decision {
  if (undecided === 0) return allow;
  const items = undecided === 1 ? "One item is" : `${undecided} items are`;
  return deny("UNDECIDED", `${items} still to be decided on, new or changed ones included`);
}

/** What was handed over must have been made by what was decided last. */
export function mayDisclose(viewer: UserViewer, { state }: SubjectRequestFacts, fileIsCurrent: boolean): Decision {
  if (!officer(viewer)) return NOT_AN_OFFICER;
  if (!isOpen(state)) return CLOSED;
  if (state !== "PREPARED") return deny("NOT_PREPARED", "Decide on each item and mark the request as prepared first");
  return fileIsCurrent ? allow : deny("NO_FILE", "Make the file that is handed over first, after the last decision");
}

export function mayClose(viewer: UserViewer, { state }: SubjectRequestFacts): Decision {
  if (!officer(viewer)) return NOT_AN_OFFICER;
  return isOpen(state) ? allow : CLOSED;
}
