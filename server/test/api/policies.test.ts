import type { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withConnection } from "../../src/database/connect.ts";
import { addressOf, cloneDatabase, type TestDatabase } from "../cluster.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

/** Each question answers with what is wrong, so that an empty answer is right. */
const QUESTIONS = {
  tablesWithoutForcedRowSecurity: `
    SELECT c.relname AS fault FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'schema_migration'
      AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`,
  tablesWithoutPolicies: `
    SELECT c.relname AS fault FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'schema_migration'
      AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid)`,
  ownedByTheApplication: `
    SELECT c.relname AS fault FROM pg_class c WHERE c.relowner = 'wtwf_app'::regrole
    UNION ALL SELECT p.proname FROM pg_proc p WHERE p.proowner = 'wtwf_app'::regrole
    UNION ALL SELECT n.nspname FROM pg_namespace n WHERE n.nspowner = 'wtwf_app'::regrole`,
  waysPastRowSecurity: `
    SELECT r.rolname AS fault FROM pg_roles r
    WHERE r.rolname IN ('wtwf_app', 'wtwf_owner') AND (r.rolbypassrls OR r.rolsuper OR r.rolcreaterole)
    UNION ALL SELECT m.roleid::regrole::text FROM pg_auth_members m WHERE m.member = 'wtwf_app'::regrole
    UNION ALL SELECT p.proname FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef
    UNION ALL SELECT c.relname FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'v' AND NOT COALESCE(c.reloptions @> '{security_invoker=true}', false)
    UNION ALL SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'm'`,
  // Postgres prints "(SELECT viewer_role())" as "( SELECT viewer_role() AS viewer_role)". What is asked of few rows costs less
  // without a plan of its own (migration 029).
  functionsCalledForEachRow: `
    SELECT format('%s: %s', p.policyname, called[1]) AS fault FROM pg_policies p,
      regexp_matches(regexp_replace(concat(p.qual, ' ', p.with_check), '\\( ?SELECT [a-z_]+\\(\\) AS [a-z_]+\\)', '', 'g'),
        '(viewer_[a-z_]+|sees_family|current_setting|pg_current_xact_id[a-z_]*|now|clock_timestamp)\\(', 'g') called
    WHERE p.schemaname = 'public' AND p.tablename NOT IN ('emergency_access', 'family_named_viewer')
      AND (p.policyname, called[1]) NOT IN (('family_seen', 'viewer_named_families'), ('family_seen', 'pg_current_xact_id_if_assigned'))`,
  // Business time comes from the Clock; sessions, limits, migrations, the log itself and the hour of an emergency run by the system's.
  timesFilledInBySystem: `
    SELECT format('%s.%s', d.adrelid::regclass, a.attname) AS fault
    FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
    JOIN pg_class c ON c.oid = d.adrelid AND c.relnamespace = 'public'::regnamespace
    WHERE pg_get_expr(d.adbin, d.adrelid) ~* '(now\\(|clock_timestamp|statement_timestamp|current_(date|timestamp|time)|localtime)'
      AND c.relname NOT IN ('session', 'rate_limit', 'schema_migration', 'audit_event', 'audit_disposal', 'emergency_access')`,
  waysToRewriteHistory: `
    SELECT format('%s %s', privilege_type, table_name) AS fault FROM information_schema.table_privileges
    WHERE grantee IN ('wtwf_app', 'PUBLIC') AND privilege_type IN ('UPDATE', 'DELETE', 'TRUNCATE')
      AND table_name IN ('audit_event', 'audit_link', 'audit_seal', 'audit_day', 'audit_family', 'audit_disposal', 'retention_change', 'draft_disposal', 'caf_version', 'caf_review', 'evidence',
                         'publication', 'claim', 'danger_referral', 'social_care_assessment', 'submission_key', 'district',
                         'outcomes_plan', 'plan_in_force')
    UNION ALL SELECT format('%s %s', privilege_type, table_name) FROM information_schema.table_privileges
    WHERE grantee IN ('wtwf_app', 'PUBLIC') AND privilege_type IN ('DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER')
      AND table_schema = 'public' AND (privilege_type, table_name) NOT IN (('DELETE', 'session'), ('DELETE', 'standing'), ('DELETE', 'rate_limit'), ('DELETE', 'caf'),
        ('DELETE', 'second_factor'), ('DELETE', 'recovery_code'), ('DELETE', 'sign_in_step'), ('DELETE', 'sign_in_link'),
        ('DELETE', 'provider_identity'), ('DELETE', 'provider_visit'))`,
  tablesThatNobodyNeeds: `
    SELECT format('%s %s', privilege_type, table_name) AS fault FROM information_schema.table_privileges
    WHERE grantee IN ('wtwf_app', 'PUBLIC') AND table_name = 'schema_migration'
    UNION ALL SELECT format('%s %s', privilege_type, object_name) FROM (
      SELECT privilege_type, table_name AS object_name FROM information_schema.table_privileges
      WHERE grantee = 'PUBLIC' AND table_schema = 'public') open`,
  // Jobs are used, and neither made nor thrown away; what the queue needs of its own tables is listed in full.
  jobsInOtherHands: `
    SELECT format('%s %s', privilege_type, table_name) AS fault FROM information_schema.table_privileges
    WHERE grantee IN ('wtwf_app', 'wtwf_loader', 'PUBLIC') AND table_schema = 'pgboss'
      AND (grantee, privilege_type, table_name) NOT IN (('wtwf_app', 'INSERT', 'job'), ('wtwf_app', 'UPDATE', 'job'),
        ('wtwf_app', 'DELETE', 'job'), ('wtwf_app', 'INSERT', 'archive'), ('wtwf_app', 'DELETE', 'archive'))
      AND NOT (grantee = 'wtwf_app' AND privilege_type = 'SELECT')
    UNION ALL SELECT p.proname FROM pg_proc p
      WHERE p.pronamespace = 'pgboss'::regnamespace AND has_function_privilege('wtwf_app', p.oid, 'EXECUTE')
    UNION ALL SELECT 'CREATE' WHERE has_schema_privilege('wtwf_app', 'pgboss', 'CREATE')`,
  // A restrictive policy opens nothing: it shuts what others open.
  passwordsSeenByOthers: `
    SELECT p.policyname AS fault FROM pg_policies p
    WHERE p.tablename = 'credential' AND p.permissive = 'PERMISSIVE' AND p.policyname NOT IN ('credential_seen', 'credential_made', 'credential_changed')
    UNION ALL SELECT p.policyname FROM pg_policies p WHERE p.tablename = 'credential' AND p.permissive = 'PERMISSIVE'
      AND regexp_replace(concat(p.qual, p.with_check), '''(SYSTEM_SIGN_IN|ADMINISTRATOR)''', '', 'g') ~ ''''
    UNION ALL SELECT privilege_type FROM information_schema.table_privileges
      WHERE grantee = 'wtwf_app' AND table_name = 'credential' AND privilege_type NOT IN ('SELECT', 'INSERT', 'UPDATE')`,
  // What opens the service, or is on its way to: for signing in, and for administrators where they need it.
  waysInSeenByOthers: `
    SELECT format('%s on %s', p.policyname, p.tablename) AS fault FROM pg_policies p
    WHERE p.tablename IN ('session', 'second_factor', 'recovery_code', 'sign_in_step', 'sign_in_link', 'identity_provider',
                          'provider_identity', 'provider_visit')
      AND (regexp_replace(concat(p.qual, p.with_check), '''(SYSTEM_SIGN_IN|ADMINISTRATOR|INVITATION)''', '', 'g') ~ ''''
           OR concat(p.qual, p.with_check) !~ 'viewer_role')
    UNION ALL SELECT format('%s on %s', p.policyname, p.tablename) FROM pg_policies p
    WHERE p.tablename = 'provider_visit' AND concat(p.qual, p.with_check) ~ 'ADMINISTRATOR'`,
} as const;
type Question = keyof typeof QUESTIONS;

/** For each question a change of the database that must make it find something. */
const FAULTS: readonly (readonly [Question, string, string])[] = [
  ["tablesWithoutForcedRowSecurity", "ALTER TABLE person NO FORCE ROW LEVEL SECURITY", "person"],
  ["tablesWithoutPolicies", "CREATE TABLE planted (id integer)", "planted"],
  ["ownedByTheApplication", "CREATE TABLE planted (id integer); ALTER TABLE planted OWNER TO wtwf_app", "planted"],
  ["waysPastRowSecurity", "CREATE VIEW planted AS SELECT * FROM family", "planted"],
  [
    "waysPastRowSecurity",
    "CREATE FUNCTION planted() RETURNS bigint SECURITY DEFINER LANGUAGE sql RETURN (SELECT count(*) FROM family)",
    "planted",
  ],
  ["waysPastRowSecurity", "GRANT wtwf_owner TO wtwf_app", "wtwf_owner"],
  ["functionsCalledForEachRow", "CREATE POLICY planted ON family FOR SELECT USING (viewer_role() = 'COORDINATOR')", "planted: viewer_role"],
  ["functionsCalledForEachRow", "CREATE POLICY planted ON caf FOR SELECT USING (sees_family(family_id))", "planted: sees_family"],
  ["timesFilledInBySystem", "ALTER TABLE caf ALTER COLUMN recorded_at SET DEFAULT now()", "caf.recorded_at"],
  ["waysToRewriteHistory", "GRANT UPDATE ON audit_event TO wtwf_app", "UPDATE audit_event"],
  ["waysToRewriteHistory", "GRANT DELETE ON family TO wtwf_app", "DELETE family"],
  ["waysToRewriteHistory", "GRANT UPDATE ON outcomes_plan TO wtwf_app", "UPDATE outcomes_plan"],
  ["jobsInOtherHands", "GRANT TRUNCATE ON pgboss.job TO wtwf_app", "TRUNCATE job"],
  ["jobsInOtherHands", "GRANT EXECUTE ON FUNCTION pgboss.create_queue TO PUBLIC", "create_queue"],
  ["jobsInOtherHands", "GRANT CREATE ON SCHEMA pgboss TO wtwf_app", "CREATE"],
  ["tablesThatNobodyNeeds", "GRANT SELECT ON family TO PUBLIC", "SELECT family"],
  ["passwordsSeenByOthers", "CREATE POLICY planted ON credential FOR SELECT USING (true)", "planted"],
  ["waysInSeenByOthers", "CREATE POLICY planted ON session FOR SELECT USING (true)", "planted on session"],
  [
    "waysInSeenByOthers",
    "CREATE POLICY planted ON recovery_code FOR SELECT USING ((SELECT viewer_role()) = 'COORDINATOR')",
    "planted on recovery_code",
  ],
  [
    "waysInSeenByOthers",
    "CREATE POLICY planted ON provider_visit FOR SELECT USING ((SELECT viewer_role()) = 'ADMINISTRATOR')",
    "planted on provider_visit",
  ],
  ["passwordsSeenByOthers", "ALTER POLICY credential_seen ON credential USING ((SELECT viewer_role()) = 'COORDINATOR')", "credential_seen"],
];

const ask = async (client: Client, question: Question): Promise<string[]> =>
  (await client.query<{ fault: string }>(QUESTIONS[question])).rows.map((row) => row.fault);

const questions = Object.keys(QUESTIONS) as Question[];

describe("the catalogue", () => {
  it.each(questions)("has no %s", async (question) => {
    expect(await withConnection(database.urls.owner, "test", (client) => ask(client, question))).toEqual([]);
  });

  it.each(FAULTS)("would tell of %s after %s", async (question, change, fault) => {
    await withConnection(addressOf(new URL(database.urls.owner).pathname.slice(1)), "test", async (client) => {
      await client.query("BEGIN");
      await client.query(change);
      expect(await ask(client, question)).toContain(fault);
      await client.query("ROLLBACK");
    });
  });

  it("is asked every question with a fault to find", () => {
    expect(new Set(FAULTS.map(([question]) => question))).toEqual(new Set(questions));
  });
});
