import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withConnection } from "../../src/database/connect.ts";
import { BLANKED } from "../../src/modules/rights/personal-values.ts";
import { cloneDatabase, type TestDatabase } from "../cluster.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

/** Tables that hold nothing of a family: the service's own, and those of colleagues. */
const OF_NO_FAMILY = new Set([
  ..."agency app_user audit_day audit_disposal audit_event audit_family audit_link audit_seal credential disposal district evidence_supplier".split(
    " ",
  ),
  ..."identity_provider outcomes_plan plan_in_force provider_identity provider_visit publication rate_limit recovery_code".split(" "),
  ..."reevaluation reevaluation_batch retention_rule retention_change draft_disposal schema_migration second_factor session setting sign_in_link sign_in_step".split(
    " ",
  ),
  ..."submission_key team sharing_agreement impact_assessment machine_client".split(" "),
]);

/** What stays of a family: days, closed words, figures and identifiers. */
const KEPT = new Set(
  `agreement.capacity agreement.purposes agreement.agreed_on agreement.withdrawn_on
  agreement.withdrawn_capacity attachment.attached_on attachment.district_code attachment.lead_agency_kind attachment.voided_on
  closed_answer.place closed_answer.closed_on closed_answer.lifted_on
  caf.reference caf.status caf.opened_on caf.closed_on caf.close_reason
  caf_review.result caf_review.reasons correction_request.capacity correction_request.about correction_request.family_reference correction_request.criterion
  correction_request.received_on correction_request.extended_on correction_request.decision correction_request.decided_on caf_version.content claim.route claim.submitted_on danger_referral.question
  emergency_access.family_reference evidence.kind evidence.source evidence.valid_from evidence.valid_to evidence.facts evidence.flags
  family.reference family.district_code family.source family_member.relationship family_member.valid_from family_member.valid_to
  family_named_viewer.named_on family_restriction.restricted_on family_restriction.lifted_on involvement.ground involvement.valid_from involvement.valid_to
  lead_professional.asked_on lead_professional.accepted_on lead_professional.declined_on lead_professional.ended_on lead_professional.end_reason
  lawful_basis.basis lawful_basis.decided_on lawful_basis.ended_on
  plan_action.criterion plan_action.owner plan_action.due_on plan_action.status plan_action.ended_on plan_action.end_reason
  retention_review.decision retention_review.keep_until social_care_assessment.assessed_on
  standing.valid_from standing.valid_to standing.district_code standing.needs standing.attached_on standing.lead_agency_kind
  standing.outstanding standing.open_to standing.progress standing.open_caf_opened_on standing.claim_submitted_on standing.blocked_by
  standing.next_change_on standing_detail.as_of standing_detail.criteria standing_detail.blockers standing_detail.claim
  subject_decision.item_key subject_decision.item_digest subject_decision.decision subject_decision.ground
  subject_file.format subject_file.digest subject_file.outcomes
  subject_request.reference subject_request.asked_by subject_request.received_on subject_request.identity_proved_on subject_request.due_on
  subject_request.extended_on subject_request.state subject_request.closed_on subject_request.refusal_ground subject_request.handed_over_by
  taf_meeting.held_on taf_meeting.next_on taf_seat.valid_from taf_seat.valid_to taf_seat.end_reason`.split(/\s+/u),
);

/** Columns that can hold a word, a date or bytes; ids, numbers and times of recording tell nobody's name. */
const COLUMNS = `SELECT format('%s.%s', c.relname, a.attname) AS name, c.relname AS table
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
    AND a.atttypid::regtype::text NOT IN ('uuid', 'uuid[]', 'boolean', 'integer', 'bigint', 'smallint', 'timestamp with time zone', 'xid8')
  ORDER BY 1`;

const undecided = (columns: readonly { name: string; table: string }[]) => {
  const blanked = new Set(BLANKED.flatMap(({ table, columns: of }) => of.map((column) => `${table}.${column}`)));
  return columns.filter(({ name, table }) => !OF_NO_FAMILY.has(table) && !blanked.has(name) && !KEPT.has(name)).map(({ name }) => name);
};

describe("what disposal blanks", () => {
  test("is decided of every column that could hold a word or a date", async () => {
    await withConnection(database.urls.owner, "Columns", async (client) => {
      const { rows } = await client.query<{ name: string; table: string }>(COLUMNS);
      expect(undecided(rows)).toEqual([]);
      const there = new Set(rows.map(({ name }) => name));
      expect([...KEPT].filter((name) => !there.has(name))).toEqual([]);
    });
  });

  test("is asked of one that is added tomorrow", async () => {
    await withConnection(database.urls.owner, "Columns", async (client) => {
      await client.query("BEGIN");
      await client.query("ALTER TABLE person ADD COLUMN nickname text");
      const { rows } = await client.query<{ name: string; table: string }>(COLUMNS);
      await client.query("ROLLBACK");
      expect(undecided(rows)).toEqual(["person.nickname"]);
    });
  });
});
