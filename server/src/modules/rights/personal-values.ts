/**
 * Where the tables hold what tells who somebody is, or what somebody wrote: all that disposal blanks. A test walks the
 * columns of the database, so that one added tomorrow is decided upon here or in KEPT.
 */
interface Blanked {
  readonly table: string;
  readonly columns: readonly string[];
  /** Which rows are the family's; $1 is its id. */
  readonly where: string;
  /** Where a column cannot be empty. */
  readonly placeholder?: string;
}

const BY_FAMILY = "family_id = $1";
const BY_CAF = "caf_id IN (SELECT c.id FROM caf c WHERE c.family_id = $1)";
const PLACEHOLDER = "Disposed of";

/** Whoever is in another family that is kept stays as they are, and so does what they asked of us. */
const inNoOther = (person: string) => `${person} IN (SELECT m.person_id FROM family_member m WHERE m.family_id = $1)
      AND NOT EXISTS (SELECT FROM family_member o WHERE o.person_id = ${person} AND o.family_id <> $1
        AND NOT EXISTS (SELECT FROM disposal d WHERE d.family_id = o.family_id))`;

export const BLANKED: readonly Blanked[] = [
  { table: "person", columns: ["given_name", "family_name", "date_of_birth"], where: inNoOther("person.id") },
  { table: "family", columns: ["name", "postcode", "address"], where: "id = $1" },
  { table: "evidence", columns: ["statement"], where: BY_FAMILY },
  { table: "caf", columns: ["draft", "close_outcome"], where: BY_FAMILY },
  { table: "caf_version", columns: ["words"], where: BY_CAF },
  { table: "caf_review", columns: ["note"], where: BY_CAF },
  { table: "danger_referral", columns: ["reference"], where: BY_CAF, placeholder: PLACEHOLDER },
  { table: "social_care_assessment", columns: ["reference"], where: BY_FAMILY, placeholder: PLACEHOLDER },
  { table: "lead_professional", columns: ["decline_reason"], where: BY_FAMILY },
  { table: "plan_action", columns: ["title", "outcome", "note"], where: BY_FAMILY },
  { table: "taf_meeting", columns: ["notes"], where: BY_FAMILY },
  {
    table: "taf_attendance",
    columns: ["guest_name"],
    where: "meeting_id IN (SELECT m.id FROM taf_meeting m WHERE m.family_id = $1)",
  },
  { table: "attachment", columns: ["void_reason"], where: BY_FAMILY },
  { table: "legal_hold", columns: ["reason"], where: BY_FAMILY },
  { table: "retention_review", columns: ["reason"], where: BY_FAMILY },
  { table: "lawful_basis", columns: ["reason", "manager"], where: BY_FAMILY },
  { table: "emergency_access", columns: ["reason", "finding"], where: BY_FAMILY },
  {
    table: "correction_request",
    columns: ["said", "wrong", "statement", "extend_reason", "decision_reason", "put_right"],
    where: BY_FAMILY,
  },
  { table: "closed_answer", columns: ["reason", "lift_reason"], where: BY_FAMILY },
  { table: "family_restriction", columns: ["reason", "lift_reason"], where: BY_FAMILY },
  {
    table: "subject_request",
    columns: ["requester_name", "authority", "scope", "identity_proof", "extension_reason", "close_reason"],
    where: inNoOther("subject_request.person_id"),
  },
  {
    table: "subject_decision",
    columns: ["reason", "passages"],
    where: `request_id IN (SELECT r.id FROM subject_request r WHERE ${inNoOther("r.person_id")})`,
  },
];

const heldBy = ({ columns, placeholder }: Blanked) =>
  `(${columns.map((column) => (placeholder ? `${column} <> '${placeholder}'` : `${column} IS NOT NULL`)).join(" OR ")})`;

/** For each table how many of the family's rows hold such a value; $1 is its id. */
export const COUNT_PERSONAL = `SELECT ${BLANKED.map(
  (blanked) => `(SELECT count(*) FROM ${blanked.table} WHERE ${blanked.where} AND ${heldBy(blanked)})::int AS ${blanked.table}`,
).join(", ")}`;

/** What says of itself that it was disposed of, for whoever reads it later. */
const TIMED: ReadonlySet<string> = new Set(["person", "family"]);

/** One statement for each table; $1 is the family's id, and for people and the family $2 the time. */
export const BLANK: readonly { readonly table: string; readonly sql: string; readonly timed: boolean }[] = BLANKED.map((blanked) => {
  const timed = TIMED.has(blanked.table);
  const value = blanked.placeholder ? `'${blanked.placeholder}'` : "NULL";
  const set = [...blanked.columns.map((column) => `${column} = ${value}`), ...(timed ? ["disposed_at = $2"] : [])];
  return {
    table: blanked.table,
    sql: `UPDATE ${blanked.table} SET ${set.join(", ")} WHERE ${blanked.where}${blanked.table === "family" ? "" : ` AND ${heldBy(blanked)}`}`,
    timed,
  };
});
