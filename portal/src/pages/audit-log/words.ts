import type { AuditWhy } from "../../apollo/schema.generated.ts";
import { ROLE_NAMES } from "../../components/words.ts";

/** What was done, in words; a deed that is new to this page shows as the log has it. */
const ACTION_NAMES: Readonly<Record<string, string>> = {
  "audit.export": "Took a copy of the audit log",
  "audit.search": "Searched the audit log",
  "caf.check": "Checked whether a CAF exists",
  "caf.close": "Closed a CAF",
  "caf.discard": "Discarded a draft CAF",
  "caf.list": "Looked at CAFs waiting to be checked",
  "caf.refer-danger": "Noted a call about a child in danger",
  "caf.review": "Checked the quality of a CAF",
  "caf.save": "Saved a draft CAF",
  "caf.start": "Started a CAF",
  "caf.submit": "Submitted a CAF",
  "caf.view": "Looked at a CAF",
  "contribution.view": "Looked at an agency’s overdue actions",
  "family.attach": "Attached a family",
  "family.list": "Looked at a list of families",
  "family.view": "Looked at a family",
  "lead-professional.accept": "Agreed to lead a family",
  "lead-professional.ask": "Asked somebody to lead a family",
  "lead-professional.decline": "Declined to lead a family",
  "legal-hold.lift": "Lifted a legal hold",
  "legal-hold.place": "Put a record on hold",
  "record.dispose": "Disposed of a record",
  "retention.list": "Looked at records by how long they are kept",
  "retention.review": "Reviewed how long a record is kept",
  "retention.view": "Looked at how long a record is kept",
  "month.publish": "Published a month’s figures",
  "person.correct": "Corrected a name or date of birth",
  "plan-action.add": "Added an action to a plan",
  "plan-action.complete": "Marked an action as done",
  "session.end": "Signed out",
  "session.start": "Signed in",
  "taf-meeting.record": "Recorded a meeting of the team around a family",
  "task.list": "Looked at their tasks",
};

export function actionName(action: string): string {
  return ACTION_NAMES[action] ?? action;
}

const WHY_NAMES: Readonly<Record<AuditWhy, string>> = {
  INVOLVED: "Their team is involved",
  DISTRICT: "Their district",
  CLAIM: "The family is in a claim",
  CHECK: "By name, date of birth and postcode",
};

export function whyName(why: AuditWhy | null): string {
  return why === null ? "" : WHY_NAMES[why];
}

/** A closed word of the log as people write it: "NEEDS_MET" -> "needs met". */
export function reasonWords(reason: string | null): string {
  return reason === null ? "" : reason.toLowerCase().replaceAll("_", " ");
}

/** People have a role by name; what the system does, for somebody or by itself, has none. */
export function roleName(role: string): string {
  return (ROLE_NAMES as Readonly<Record<string, string>>)[role] ?? "";
}
