import type { AuditWhy } from "../../apollo/schema.generated.ts";
import { ROLE_NAMES } from "../../components/words.ts";

/** What was done, in words; a deed that is new to this page shows as the log has it. */
const ACTION_NAMES: Readonly<Record<string, string>> = {
  "agreement.decline": "Recorded that a family was asked and did not agree",
  "agreement.record": "Recorded a family’s agreement",
  "agreement.withdraw": "Recorded that an agreement was withdrawn",
  "audit.export": "Took a copy of the audit log",
  "audit.search": "Searched the audit log",
  "answer.close": "Closed an answer to somebody in the family",
  "answer.open": "Opened an answer again to somebody in the family",
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
  "case.hand-over": "Handed a case over to another team",
  "contribution.view": "Looked at an agency’s overdue actions",
  "family.attach": "Attached a family",
  "emergency-access.list": "Looked at emergency access",
  "emergency-access.look-into": "Looked into an emergency access",
  "family.lift-restriction": "Lifted a family’s restriction",
  "family.copy": "Made a copy for somebody in the family",
  "family.list": "Looked at a list of families",
  "family.name-viewer": "Named somebody who may see a restricted family",
  "family.open-in-emergency": "Opened a family in an emergency",
  "family.restrict": "Restricted a family",
  "family.unname-viewer": "Took somebody off those who may see a restricted family",
  "family.view": "Looked at a family",
  "lawful-basis.end": "Ended a lawful basis without agreement",
  "lawful-basis.record": "Recorded a lawful basis without agreement",
  "lead-professional.accept": "Agreed to lead a family",
  "lead-professional.ask": "Asked somebody to lead a family",
  "lead-professional.decline": "Declined to lead a family",
  "impact-assessment.add": "Recorded an impact assessment",
  "impact-assessment.end": "Took back an impact assessment’s approval",
  "machine-client.add": "Made a machine client",
  "machine-client.revoke": "Revoked a machine client",
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
  "sharing-agreement.add": "Recorded a sharing agreement",
  "sharing-agreement.end": "Ended a sharing agreement",
  "subject-file.make": "Made a file of what is held about somebody",
  "subject-holding.decide": "Decided what is given of what is held",
  "subject-holding.view": "Looked at what is held about somebody",
  "subject-request.disclose": "Handed over what is held",
  "subject-request.extend": "Extended a subject access request",
  "subject-request.list": "Looked at subject access requests",
  "subject-request.prepare": "Prepared what is handed over",
  "subject-request.prove": "Recorded how it was proved who asks",
  "subject-request.record": "Recorded a subject access request",
  "subject-request.refuse": "Refused a subject access request",
  "subject-request.view": "Looked at a subject access request",
  "subject-request.withdraw": "Recorded that a request was withdrawn",
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
  EMERGENCY: "Opened in an emergency",
  SUBJECT_ACCESS: "A subject access request",
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
