import type { RetainedRecord, RetentionMeasure, RetentionState } from "../../apollo/schema.generated.ts";

export const STATE_NAMES: Readonly<Record<RetentionState, string>> = {
  DUE: "Due for review",
  TO_DISPOSE: "To be disposed of",
  HELD: "On hold",
  KEPT: "Reviewed and kept",
  DISPOSED: "Disposed of",
  NOT_DUE: "Not due yet",
};

/** What is said where no record is in a list. */
export const NONE_OF: Readonly<Record<RetentionState, string>> = {
  DUE: "No record is due for review.",
  TO_DISPOSE: "No record waits to be disposed of.",
  HELD: "No record is on hold.",
  KEPT: "No record was reviewed and kept.",
  DISPOSED: "No record was disposed of yet.",
  NOT_DUE: "There is no record that is not due yet.",
};

export const isState = (value: string): value is RetentionState => Object.hasOwn(STATE_NAMES, value);

export const RECORD_NAMES: Readonly<Record<RetainedRecord, string>> = {
  MATCHED_NEVER_ATTACHED: "Matched and never attached",
  CLOSED_CASE: "Closed case",
  DRAFT_NEVER_SUBMITTED: "CAF never submitted",
  AUDIT_LOG: "Audit log",
};

/** "6 months", "until the youngest child is 25". */
export function keptFor(measure: RetentionMeasure, amount: number): string {
  if (measure === "BIRTHDAY_OF_YOUNGEST_CHILD") return `Until the youngest child is ${amount}`;
  return `${amount} ${measure === "MONTHS_KEPT" ? "months" : "years"}`;
}

/** What is counted, as the question that it answers. */
export function unitOf(measure: RetentionMeasure): string {
  if (measure === "BIRTHDAY_OF_YOUNGEST_CHILD") return "Until the youngest child is how old?";
  return measure === "MONTHS_KEPT" ? "How many months?" : "How many years?";
}

/** What stood in each table that a certificate counts. */
const TABLE_NAMES: Readonly<Record<string, string>> = {
  person: "People’s names and dates of birth",
  family: "The family’s name and address",
  evidence: "Statements beside evidence",
  caf: "Drafts and outcomes of CAFs",
  caf_version: "Words of submitted CAFs",
  caf_review: "Notes of quality assurance",
  danger_referral: "References of calls about danger",
  social_care_assessment: "References of social care assessments",
  lead_professional: "Reasons for declining to lead",
  plan_action: "Actions",
  taf_meeting: "Notes of meetings",
  taf_attendance: "Guests at meetings",
  attachment: "Reasons for voiding",
  legal_hold: "Reasons for holds",
  retention_review: "Reasons of reviews",
  lawful_basis: "Reasons for working without agreement",
  emergency_access: "Reasons for emergency access",
  family_restriction: "Reasons for restrictions",
  correction_request: "What people said was wrong",
  subject_request: "Who asked for what is held, and why",
  subject_decision: "Reasons of what was withheld",
};

export function tableName(table: string): string {
  return TABLE_NAMES[table] ?? table;
}
