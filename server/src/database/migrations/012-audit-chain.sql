-- The audit log, sealed: what a deed wrote stays as it was written, and whoever changes it all the same is found out.
--
-- A deed inserts its row and takes no lock. A job seals the rows afterwards, in the order of their transactions, each
-- by a hash over its text and the hash before it; see server/decisions/the-audit-log-is-sealed-after-the-deed.md.

-- On what ground somebody did it, where a ground is needed; a closed code like reason, which says what came of it.
ALTER TABLE audit_event ADD COLUMN why text CHECK (why ~ '^[A-Z_]+$');
COMMENT ON COLUMN audit_event.why IS 'The ground on which it was done, a closed code; null where none is needed.';
COMMENT ON COLUMN audit_event.reason IS 'What came of it, a closed code, such as how a CAF was closed.';

-- The transaction that wrote the row: only below the oldest one still open is the log complete.
ALTER TABLE audit_event ADD COLUMN recorded_xact xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX audit_event_recorded_xact ON audit_event (recorded_xact, id);

-- Row-level security lets no index serve @>, so the array's index only made each deed dearer; audit_family serves.
DROP INDEX audit_event_families;
CREATE INDEX audit_event_user ON audit_event (user_id, id);
CREATE INDEX audit_event_action ON audit_event (action, id);
CREATE INDEX audit_event_business_at ON audit_event USING brin (business_at);

-- The number, the time and the transaction are the database's to say, never the writer's.
REVOKE INSERT ON audit_event FROM wtwf_app;
GRANT INSERT (business_at, user_id, role, action, family_ids, subject_id, reason, why, correlation_id) ON audit_event TO wtwf_app;
REVOKE INSERT, UPDATE ON audit_event FROM wtwf_loader;

-- The chain ---------------------------------------------------------------------------------------------------------

CREATE TABLE audit_link (
  position bigint PRIMARY KEY CHECK (position > 0),
  event_id bigint NOT NULL UNIQUE,
  hash bytea NOT NULL CHECK (octet_length(hash) = 32)
);
COMMENT ON TABLE audit_link IS 'The rows of the log in their order: SHA-256 over the hash before and the row''s text. No reference to audit_event, which would have to lock its rows.';

CREATE TABLE audit_seal (
  number bigint PRIMARY KEY CHECK (number > 0),
  day date NOT NULL,
  sealed_at timestamptz NOT NULL,
  last_position bigint NOT NULL REFERENCES audit_link,
  horizon xid8 NOT NULL,
  cluster text NOT NULL,
  hash bytea NOT NULL CHECK (octet_length(hash) = 32)
);
COMMENT ON TABLE audit_seal IS 'One run of the sealing job. horizon: every row of an earlier transaction of this cluster is sealed.';

CREATE TABLE audit_day (
  day date PRIMARY KEY,
  last_seal bigint NOT NULL UNIQUE,
  last_position bigint NOT NULL,
  seal_hash bytea NOT NULL CHECK (octet_length(seal_hash) = 32),
  link_hash bytea NOT NULL CHECK (octet_length(link_hash) = 32),
  hash bytea NOT NULL CHECK (octet_length(hash) = 32)
);
COMMENT ON TABLE audit_day IS 'A day that is over: where the chain stood at its end, over the hash of the day before. It refers to nothing, so that it can outlive the rows that it closes.';

CREATE TABLE audit_family (
  family_id uuid NOT NULL,
  event_id bigint NOT NULL,
  business_at timestamptz NOT NULL,
  user_id uuid,
  action text NOT NULL,
  PRIMARY KEY (family_id, event_id)
);
COMMENT ON TABLE audit_family IS 'Which sealed rows of the log are about which family: worked out from them by the sealing job, for looking up.';

-- Who may see and add -----------------------------------------------------------------------------------------------

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['audit_link', 'audit_seal', 'audit_day', 'audit_family'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO wtwf_app', t);
    EXECUTE format('GRANT SELECT ON %I TO wtwf_loader', t);
    EXECUTE format($p$CREATE POLICY %I ON %I FOR INSERT WITH CHECK ((SELECT viewer_role()) = 'SYSTEM_AUDIT')$p$, t || '_made', t);
  END LOOP;
END $$;
ALTER POLICY audit_event_seen ON audit_event USING (
  (SELECT viewer_role()) IN ('ADMINISTRATOR', 'INFORMATION_OFFICER', 'SYSTEM_AUDIT'));
-- Signing in is done by the system for somebody: it names them. All others name themselves.
ALTER POLICY audit_event_made ON audit_event WITH CHECK (
  (SELECT viewer_role()) = 'SYSTEM_SIGN_IN'
  OR (SELECT viewer_role()) IS NOT NULL AND user_id IS NOT DISTINCT FROM (SELECT viewer_user()));
CREATE POLICY audit_link_seen ON audit_link FOR SELECT USING (
  (SELECT viewer_role()) IN ('ADMINISTRATOR', 'INFORMATION_OFFICER', 'SYSTEM_AUDIT'));
CREATE POLICY audit_seal_seen ON audit_seal FOR SELECT USING (
  (SELECT viewer_role()) IN ('ADMINISTRATOR', 'INFORMATION_OFFICER', 'SYSTEM_AUDIT'));
CREATE POLICY audit_day_seen ON audit_day FOR SELECT USING (
  (SELECT viewer_role()) IN ('ADMINISTRATOR', 'INFORMATION_OFFICER', 'SYSTEM_AUDIT'));
-- A coordinator is told who has looked at a family of theirs, and of no other family in the same row.
CREATE POLICY audit_family_seen ON audit_family FOR SELECT USING (
  (SELECT viewer_role()) IN ('ADMINISTRATOR', 'INFORMATION_OFFICER', 'SYSTEM_AUDIT')
  OR (SELECT viewer_role()) = 'COORDINATOR' AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id));

-- Nobody changes it -------------------------------------------------------------------------------------------------

-- Grants and policies already say so. This stands for whoever neither binds: the owner, the loader, a superuser in haste.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is never changed' USING ERRCODE = 'insufficient_privilege';
END $$;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['audit_event', 'audit_link', 'audit_seal', 'audit_day', 'audit_family'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
                   t || '_stays', t);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER %I', t, t || '_stays');
  END LOOP;
END $$;
