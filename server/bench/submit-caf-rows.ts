import type { Client } from "pg";
import type { FloorStatement, Subjects } from "./operation.ts";

/* What a submitted CAF writes, as SQL over its finished rows (submit-caf.ts), and how it is read back. */

const text = (field: string): string => `($1::jsonb ->> '${field}')`;
const uuid = (field: string): string => `${text(field)}::uuid`;
const AT = `${text("at")}::timestamptz`;
const DAY = `${text("today")}::date`;

const asRole = (role: string): string => `set_config('wtwf.role', '${role}', true)`;

/** One submission's writes in their order; $1 is the rows. */
const WRITES: readonly string[] = [
  `INSERT INTO family (id, reference, district_code, source, name, postcode, address, recorded_at)
   VALUES (${uuid("family")}, 'F-' || lpad(nextval('family_reference')::text, 6, '0'), ${text("district")}, 'CAF', ${text("name")},
     ${text("postcode")}, ${text("address")}, ${AT})`,
  `INSERT INTO involvement (id, family_id, team_id, ground, ground_id, valid_from, recorded_at)
   VALUES (uuidv7(), ${uuid("family")}, ${uuid("teamId")}, 'CAF', ${uuid("caf")}, ${DAY}, ${AT})`,
  `INSERT INTO person (id, given_name, family_name, date_of_birth, recorded_at, recorded_by_caf_id)
   SELECT p.person, p.given_name, ${text("name")}, p.date_of_birth, ${AT}, ${uuid("caf")}
   FROM jsonb_to_recordset($1::jsonb -> 'people') AS p (person uuid, given_name text, date_of_birth date)`,
  `INSERT INTO family_member (id, family_id, person_id, relationship, valid_from, recorded_at)
   SELECT uuidv7(), ${uuid("family")}, p.person, p.relationship, p.since, ${AT}
   FROM jsonb_to_recordset($1::jsonb -> 'people') AS p (person uuid, relationship text, since date)`,
  `INSERT INTO agreement (id, family_id, agreed, person_id, capacity, agency_ids, purposes, agreed_on, recorded_at, caf_id, recorded_by)
   VALUES (uuidv7(), ${uuid("family")}, true, ($1::jsonb #>> '{people,0,person}')::uuid, 'PARENTAL_RESPONSIBILITY', ARRAY[${uuid("agencyId")}],
     ARRAY(SELECT jsonb_array_elements_text($1::jsonb -> 'purposes')), ${DAY}, ${AT}, ${uuid("caf")}, ${uuid("userId")})`,
  `INSERT INTO plan_action (id, family_id, criterion, owner, agency_id, team_id, title, outcome, has_outcome, due_on, status, recorded_at, recorded_by)
   SELECT a.action, ${uuid("family")}, a.criterion, 'AGENCY', ${uuid("agencyId")}, ${uuid("teamId")}, a.title, a.outcome, true, a.due_on, 'OPEN',
     ${AT}, ${uuid("userId")}
   FROM jsonb_to_recordset($1::jsonb -> 'actions') AS a (action uuid, criterion text, title text, outcome text, due_on date)`,
  `INSERT INTO involvement (id, family_id, team_id, ground, ground_id, valid_from, recorded_at)
   SELECT uuidv7(), ${uuid("family")}, ${uuid("teamId")}, 'ACTION', a.action, ${DAY}, ${AT}
   FROM jsonb_to_recordset($1::jsonb -> 'actions') AS a (action uuid)`,
  `INSERT INTO caf_version (caf_id, number, content, words, submitted_at, submitted_by)
   VALUES (${uuid("caf")}, 1, $1::jsonb -> 'content', $1::jsonb -> 'words', ${AT}, ${uuid("userId")})`,
  `UPDATE caf SET family_id = ${uuid("family")}, status = 'SUBMITTED', opened_on = ${DAY}, draft = NULL, draft_saved_at = NULL, version = version + 1
   WHERE id = ${uuid("caf")} AND version = 1`,
  asRole("SYSTEM_STANDINGS"),
  `INSERT INTO standing SELECT (jsonb_populate_record(NULL::standing, s || jsonb_build_object('family_id', $1::jsonb -> 'family'))).*
   FROM jsonb_array_elements($1::jsonb #> '{standing,rows}') s`,
  `INSERT INTO standing_detail (family_id, as_of, criteria, blockers)
   VALUES (${uuid("family")}, ${DAY}, $1::jsonb #> '{standing,criteria}', $1::jsonb #> '{standing,blockers}')`,
  asRole("PRACTITIONER"),
  `INSERT INTO submission_key (user_id, key, operation, payload_hash, subject_id, recorded_at)
   VALUES (${uuid("userId")}, ${uuid("key")}, 'submitCaf', sha256(convert_to(($1::jsonb -> 'content')::text, 'UTF8')), ${uuid("caf")}, ${AT})`,
];

const isSetting = (sql: string): boolean => sql.startsWith("set_config");

/** A pipelined transaction of inserts. */
export const SUBMIT_CAF_FLOOR: readonly FloorStatement[] = [
  ...WRITES.map((sql) =>
    isSetting(sql)
      ? { sql: `SELECT ${sql}`, parameters: () => [] }
      : { sql, parameters: ({ payload }: Record<string, unknown>) => [JSON.stringify(payload)] },
  ),
  {
    sql: `SELECT json_build_object('submitCaf', json_build_object('caf', json_build_object('id', id, 'reference', reference, 'status', status,
      'version', version, 'openedOn', opened_on)))::text AS data FROM caf WHERE id = $1`,
    parameters: ({ payload }) => [(payload as { caf: string }).caf],
  },
];

/** PostGraphile's mutation: the same statements in one function, as a user of it would add one. */
export const SUBMIT_CAF_FUNCTION = `CREATE FUNCTION submit_caf(payload jsonb) RETURNS caf LANGUAGE plpgsql VOLATILE AS $body$
  DECLARE submitted caf;
  BEGIN
    ${WRITES.map((sql) => (isSetting(sql) ? `PERFORM ${sql};` : `${sql};`)).join("\n    ")}
    SELECT * INTO submitted FROM caf WHERE id = ${uuid("caf")};
    RETURN submitted;
  END $body$;
  GRANT EXECUTE ON FUNCTION submit_caf TO wtwf_app;`;

/** The standing that this server worked out for a submission of its own. */
export async function standingOf(admin: Client, cafId: string): Promise<Subjects["standing"]> {
  const { rows } = await admin.query<Subjects["standing"]>(
    `SELECT (SELECT jsonb_agg(to_jsonb(s) - 'family_id') FROM standing s WHERE s.family_id = c.family_id) AS rows, d.criteria, d.blockers
     FROM caf c JOIN standing_detail d ON d.family_id = c.family_id WHERE c.id = $1`,
    [cafId],
  );
  const [standing] = rows;
  if (!standing) throw new Error("the first submission left no standing");
  return standing;
}

/** All that a submission wrote, but for ids, references and the times of recording: contenders must agree on it. */
export async function writtenBy(admin: Client, cafId: string): Promise<string> {
  const of = (columns: string, from: string) => `(SELECT json_agg(json_build_array(${columns}) ORDER BY ${columns}) FROM ${from})`;
  const { rows } = await admin.query<{ written: object }>(
    `SELECT json_build_object('caf', json_build_array(c.status, c.version, c.opened_on, c.draft),
      'family', json_build_array(f.district_code, f.source, f.name, f.address, f.version),
      'people', ${of("p.given_name, p.family_name, p.date_of_birth, m.relationship, m.valid_from", "family_member m JOIN person p ON p.id = m.person_id AND p.recorded_by_caf_id = c.id WHERE m.family_id = f.id")},
      'agreement', ${of("a.agreed, a.capacity, a.purposes, a.agreed_on, cardinality(a.agency_ids), a.person_id IS NOT NULL", "agreement a WHERE a.caf_id = c.id")},
      'actions', ${of("x.criterion, x.owner, x.title, x.outcome, x.due_on, x.status, x.person_id IS NULL, x.team_id = c.team_id", "plan_action x WHERE x.family_id = f.id")},
      'involvements', ${of("i.ground, i.valid_from, i.valid_to, i.team_id = c.team_id", "involvement i WHERE i.family_id = f.id")},
      'versions', ${of("v.number, (v.content -> 'answers')::text, v.words::text, (SELECT array_agg(k ORDER BY k) FROM jsonb_object_keys(v.content) k)", "caf_version v WHERE v.caf_id = c.id")},
      'standings', ${of("(to_jsonb(s) - 'family_id')::text", "standing s WHERE s.family_id = f.id")},
      'details', (SELECT count(*) FROM standing_detail d WHERE d.family_id = f.id),
      'keys', ${of("k.operation, length(k.payload_hash)", "submission_key k WHERE k.subject_id = c.id")}) AS written
     FROM caf c JOIN family f ON f.id = c.family_id WHERE c.id = $1`,
    [cafId],
  );
  return JSON.stringify(rows[0]?.written ?? null);
}
