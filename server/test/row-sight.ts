/**
 * Which rows of each table a person may see, as a condition in SQL that a superuser asks: $1 the families that they see,
 * $2 who they are, $3 their teams, $4 their agency, $5 their role.
 */
const families = "family_id = ANY ($1::uuid[])";
const roles = (...names: readonly string[]) => `$5::text IN (${names.map((name) => `'${name}'`).join(", ")})`;
const CASEWORK = roles("PRACTITIONER", "AGENCY_LEAD", "COORDINATOR", "AUDITOR");
const cafs = `(status <> 'DRAFT' AND ${families} OR status = 'DRAFT' AND $5::text = 'PRACTITIONER' AND team_id = ANY ($3::uuid[])
  AND (family_id IS NULL OR ${families}))`;
const LEADS = `family_id IN (SELECT family_id FROM lead_professional WHERE user_id = $2::uuid AND accepted_on IS NOT NULL AND ended_on IS NULL)`;
const evidence = `${families} AND ${CASEWORK} AND (NOT sensitive OR ${roles("COORDINATOR", "AUDITOR")} OR agency_id = $4::uuid OR ${LEADS})`;

const EXCEPTIONS: Readonly<Record<string, string>> = {
  family: "id = ANY ($1::uuid[])",
  person: `id IN (SELECT person_id FROM family_member WHERE ${families})`,
  caf: cafs,
  taf_attendance: `meeting_id IN (SELECT id FROM taf_meeting WHERE ${families})`,
  family_named_viewer: `(user_id = $2::uuid OR ${families})`,
  family_restriction: `(${roles("COORDINATOR")} AND ${families})`,
  emergency_access: `(user_id = $2::uuid OR ${roles("INFORMATION_OFFICER")} OR ${families})`,
  correction_request: `(${roles("INFORMATION_OFFICER")} OR ${CASEWORK} AND ${families}
    AND (evidence_id IS NULL OR evidence_id IN (SELECT id FROM evidence WHERE ${evidence}))
    AND (criterion IS NULL OR criterion IN ('MISSING_EDUCATION', 'WORKLESSNESS') OR ${roles("COORDINATOR", "AUDITOR")} OR ${LEADS}
      OR caf_id IN (SELECT id FROM caf WHERE agency_id = $4::uuid)))`,
  submission_key: "user_id = $2::uuid",
  involvement: `(${families} OR team_id = ANY ($3::uuid[]) OR ${roles("INFORMATION_OFFICER")})`,
  claim: `(${roles("AUDITOR")} OR ${roles("COORDINATOR")} AND ${families})`,
  evidence,
  closed_answer: `(${CASEWORK} AND ${families} AND (evidence_id IS NULL OR evidence_id IN (SELECT id FROM evidence WHERE ${evidence})))`,
  audit_family: `(${roles("ADMINISTRATOR", "INFORMATION_OFFICER")} OR ${roles("COORDINATOR")} AND ${families})`,
  outcomes_plan: roles("PRACTITIONER", "AGENCY_LEAD", "COORDINATOR", "AUDITOR", "ADMINISTRATOR"),
  machine_client: roles("ADMINISTRATOR"),
  sharing_agreement: roles("ADMINISTRATOR", "INFORMATION_OFFICER"),
  impact_assessment: roles("ADMINISTRATOR", "INFORMATION_OFFICER"),
  draft_disposal: roles("ADMINISTRATOR", "INFORMATION_OFFICER"),
  retention_change: roles("ADMINISTRATOR", "INFORMATION_OFFICER"),
  retention_rule: roles("ADMINISTRATOR", "INFORMATION_OFFICER"),
  legal_hold: roles("ADMINISTRATOR", "INFORMATION_OFFICER"),
  retention_review: roles("ADMINISTRATOR", "INFORMATION_OFFICER"),
  disposal: roles("ADMINISTRATOR", "INFORMATION_OFFICER"),
  subject_request: roles("INFORMATION_OFFICER"),
  subject_decision: roles("INFORMATION_OFFICER"),
  subject_file: roles("INFORMATION_OFFICER"),
  publication: roles("BOARD_MEMBER", "COORDINATOR", "AUDITOR"),
  provider_visit: "false",
  rate_limit: "true",
};

/** What all who are signed in may look up. */
const OPEN = ["agency", "team", "district", "setting", "plan_in_force", "evidence_supplier", "app_user"];
const ADMINISTERED = [
  "credential",
  "session",
  "second_factor",
  "recovery_code",
  "sign_in_link",
  "sign_in_step",
  "identity_provider",
  "provider_identity",
  "reevaluation",
  "reevaluation_batch",
];
const LOG = ["audit_event", "audit_link", "audit_seal", "audit_day", "audit_disposal"];

/** What is about a family goes by the family; what is neither that nor named here must be decided. */
export function rowSight(table: string, columns: readonly string[]): string {
  if (EXCEPTIONS[table]) return EXCEPTIONS[table];
  if (OPEN.includes(table)) return "$5::text <> ''";
  if (ADMINISTERED.includes(table)) return roles("ADMINISTRATOR");
  if (LOG.includes(table)) return roles("ADMINISTRATOR", "INFORMATION_OFFICER");
  if (columns.includes("family_id")) return families;
  if (columns.includes("caf_id")) return `caf_id IN (SELECT id FROM caf WHERE ${cafs})`;
  throw new Error(`say in row-sight.ts who may see rows of ${table}`);
}
