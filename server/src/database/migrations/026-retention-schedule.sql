-- The loose ends of keeping and disposal (021): a disposed family takes nothing new, the schedule is a record that is
-- changed from a day on, and drafts that were never submitted have a line of their own.

-- Whoever works with families is not shown certificates, so the family says itself that its record was disposed of.
ALTER TABLE family ADD COLUMN disposed_at timestamptz;
COMMENT ON COLUMN family.disposed_at IS 'When its record was disposed of; nothing is added to it since.';
-- The owner too is held to policies, and has none of its own.
ALTER TABLE family NO FORCE ROW LEVEL SECURITY;
ALTER TABLE disposal NO FORCE ROW LEVEL SECURITY;
UPDATE family f SET disposed_at = d.disposed_at FROM disposal d WHERE d.family_id = f.id;
ALTER TABLE family FORCE ROW LEVEL SECURITY;
ALTER TABLE disposal FORCE ROW LEVEL SECURITY;
GRANT UPDATE (disposed_at) ON family TO wtwf_app;
CREATE TRIGGER family_disposed BEFORE UPDATE OF disposed_at ON family FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
-- Whoever disposes holds the family's row, as whoever writes to it does; without a certificate no row becomes another.
CREATE POLICY family_held ON family FOR UPDATE USING ((SELECT viewer_role()) = 'SYSTEM_RIGHTS') WITH CHECK (false);

-- The schedule is changed from a day on, with a reason, and what it said before stays. The rows of retention_rule are
-- what it said at first; the last change that has begun by a day counts on that day.
ALTER TABLE retention_rule DROP CONSTRAINT retention_rule_record_check;
ALTER TABLE retention_rule
  ADD CHECK (record IN ('MATCHED_NEVER_ATTACHED','CLOSED_CASE','DRAFT_NEVER_SUBMITTED','AUDIT_LOG')),
  -- No shorter than a claim can still be brought (Limitation Act 1980: section 28, until three years after a child is 18;
  -- sections 5 and 9, six years).
  ADD CHECK (record <> 'CLOSED_CASE' OR amount >= 21),
  ADD CHECK (record <> 'AUDIT_LOG' OR amount >= 6);
ALTER TABLE retention_rule NO FORCE ROW LEVEL SECURITY;
INSERT INTO retention_rule (record, measure, amount) VALUES ('DRAFT_NEVER_SUBMITTED', 'MONTHS_KEPT', 6);
ALTER TABLE retention_rule FORCE ROW LEVEL SECURITY;
DROP POLICY retention_rule_changed ON retention_rule;
REVOKE UPDATE (amount, version) ON retention_rule FROM wtwf_app;

CREATE TABLE retention_change (
  id uuid PRIMARY KEY,
  record text NOT NULL REFERENCES retention_rule,
  number integer NOT NULL CHECK (number > 0),
  amount integer NOT NULL CHECK (amount BETWEEN 1 AND 100),
  valid_from date NOT NULL,
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000),
  changed_by uuid NOT NULL REFERENCES app_user,
  changed_at timestamptz NOT NULL,
  UNIQUE (record, number),
  CHECK (record <> 'CLOSED_CASE' OR amount >= 21),
  CHECK (record <> 'AUDIT_LOG' OR amount >= 6)
);
COMMENT ON TABLE retention_change IS 'What the retention schedule says from a day on, decided by whom and why. Never changed: a later one counts before an earlier.';
ALTER TABLE retention_change ENABLE ROW LEVEL SECURITY;
ALTER TABLE retention_change FORCE ROW LEVEL SECURITY;
CREATE POLICY retention_change_seen ON retention_change FOR SELECT USING (
  (SELECT viewer_role()) IN ('INFORMATION_OFFICER', 'ADMINISTRATOR', 'SYSTEM_RIGHTS'));
CREATE POLICY retention_change_made ON retention_change FOR INSERT WITH CHECK (
  (SELECT viewer_role()) IN ('INFORMATION_OFFICER', 'ADMINISTRATOR') AND changed_by = (SELECT viewer_user()));
GRANT SELECT, INSERT ON retention_change TO wtwf_app;
GRANT SELECT, INSERT, UPDATE ON retention_change TO wtwf_loader;

-- A draft that was never submitted was shown to nobody and decided nothing: when its team has left it for as long as the
-- schedule says, it goes whole. What stays is that it was there, and whose it was.
CREATE TABLE draft_disposal (
  id uuid PRIMARY KEY,
  caf_id uuid NOT NULL UNIQUE,
  caf_reference text NOT NULL,
  team_id uuid NOT NULL REFERENCES team,
  saved_on date NOT NULL,
  due_on date NOT NULL,
  disposed_by uuid NOT NULL REFERENCES app_user,
  disposed_at timestamptz NOT NULL,
  recorded_xact xid8 NOT NULL DEFAULT pg_current_xact_id()
);
COMMENT ON TABLE draft_disposal IS 'The certificate of a draft CAF that was never submitted and fell due: whose it was, by when, who disposed of it. No word of it.';
ALTER TABLE draft_disposal ENABLE ROW LEVEL SECURITY;
ALTER TABLE draft_disposal FORCE ROW LEVEL SECURITY;
CREATE POLICY draft_disposal_seen ON draft_disposal FOR SELECT USING (
  (SELECT viewer_role()) IN ('INFORMATION_OFFICER', 'ADMINISTRATOR', 'SYSTEM_RIGHTS'));
CREATE POLICY draft_disposal_made ON draft_disposal FOR INSERT WITH CHECK (
  (SELECT viewer_role()) IN ('INFORMATION_OFFICER', 'ADMINISTRATOR') AND disposed_by = (SELECT viewer_user()));
GRANT SELECT, INSERT ON draft_disposal TO wtwf_app;
GRANT SELECT, INSERT, UPDATE ON draft_disposal TO wtwf_loader;
-- Nothing but a draft, of no family that is on hold, and only where a certificate of this very transaction names it.
CREATE POLICY caf_draft_disposed ON caf FOR DELETE USING (
  (SELECT viewer_role()) = 'SYSTEM_RIGHTS' AND status = 'DRAFT'
  AND NOT EXISTS (SELECT 1 FROM legal_hold h WHERE h.family_id = caf.family_id AND h.lifted_at IS NULL)
  AND id = ANY (ARRAY(SELECT d.caf_id FROM draft_disposal d WHERE d.recorded_xact = (SELECT pg_current_xact_id_if_assigned()))));

-- The audit log's years ------------------------------------------------------------------------------------------------
-- Whole closed days go from the front, and the chain goes on from where the last of them was closed: audit_day keeps
-- each of them, so the hashes from which the kept chain starts stay on record (012). Done by the owner's procedure alone;
-- the application has no right to delete, and neither has anybody where no certificate of that very transaction says so.

CREATE TABLE audit_disposal (
  number integer PRIMARY KEY CHECK (number > 0),
  first_day date NOT NULL,
  last_day date NOT NULL CHECK (last_day >= first_day),
  events bigint NOT NULL CHECK (events > 0),
  last_position bigint NOT NULL,
  last_seal bigint NOT NULL,
  seal_hash bytea NOT NULL CHECK (octet_length(seal_hash) = 32),
  link_hash bytea NOT NULL CHECK (octet_length(link_hash) = 32),
  kept_years integer NOT NULL CHECK (kept_years >= 6),
  disposed_on date NOT NULL,
  disposed_at timestamptz NOT NULL DEFAULT now(),
  disposed_by text NOT NULL DEFAULT session_user,
  recorded_xact xid8 NOT NULL DEFAULT pg_current_xact_id(),
  CHECK (last_day + make_interval(years => kept_years) <= disposed_on),
  CHECK (disposed_on <= (disposed_at AT TIME ZONE 'Europe/London')::date)
);
COMMENT ON TABLE audit_disposal IS 'Which closed days of the audit log went, how many rows, and the hashes that the kept chain starts from. By the system''s clock.';
ALTER TABLE audit_disposal ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_disposal FORCE ROW LEVEL SECURITY;
CREATE POLICY audit_disposal_seen ON audit_disposal FOR SELECT USING (
  (SELECT viewer_role()) IN ('ADMINISTRATOR', 'INFORMATION_OFFICER', 'SYSTEM_AUDIT'));
CREATE POLICY audit_disposal_made ON audit_disposal FOR INSERT WITH CHECK ((SELECT viewer_role()) = 'SYSTEM_AUDIT');
GRANT SELECT ON audit_disposal TO wtwf_app, wtwf_loader;

-- How far the log may go in this transaction; nothing where no certificate says so.
CREATE FUNCTION audit_goes_until() RETURNS bigint LANGUAGE sql STABLE
  RETURN (SELECT max(d.last_position) FROM audit_disposal d WHERE d.recorded_xact = (SELECT pg_current_xact_id_if_assigned()));

CREATE POLICY audit_event_disposed ON audit_event FOR DELETE USING ((SELECT viewer_role()) = 'SYSTEM_AUDIT'
  AND EXISTS (SELECT 1 FROM audit_link l WHERE l.event_id = audit_event.id AND l.position <= (SELECT audit_goes_until())));
CREATE POLICY audit_family_disposed ON audit_family FOR DELETE USING ((SELECT viewer_role()) = 'SYSTEM_AUDIT'
  AND EXISTS (SELECT 1 FROM audit_link l WHERE l.event_id = audit_family.event_id AND l.position <= (SELECT audit_goes_until())));
CREATE POLICY audit_seal_disposed ON audit_seal FOR DELETE USING (
  (SELECT viewer_role()) = 'SYSTEM_AUDIT' AND last_position <= (SELECT audit_goes_until()));
CREATE POLICY audit_link_disposed ON audit_link FOR DELETE USING (
  (SELECT viewer_role()) = 'SYSTEM_AUDIT' AND position <= (SELECT audit_goes_until()));

CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND TG_TABLE_NAME IN ('audit_event', 'audit_family', 'audit_seal', 'audit_link') AND audit_goes_until() IS NOT NULL THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION 'the audit log is never changed' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_disposal_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_disposal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE audit_disposal ENABLE ALWAYS TRIGGER audit_disposal_stays;

-- Takes the closed days that are older than the schedule says, from the front, up to the first one that says anything of
-- a family on hold; at least the last day stays. Answers with the certificate, or with nothing.
CREATE FUNCTION dispose_of_audit_days() RETURNS SETOF audit_disposal LANGUAGE plpgsql AS $$
DECLARE
  -- The system's day, and nobody's to say.
  today CONSTANT date := (now() AT TIME ZONE 'Europe/London')::date;
  years integer;
  held uuid[];
  first_held bigint;
  done_until bigint;
  until audit_day;
  gone bigint;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(7746005), pg_advisory_xact_lock(7746002);
  PERFORM set_config('wtwf.role', 'SYSTEM_RIGHTS', true);
  SELECT COALESCE((SELECT c.amount FROM retention_change c WHERE c.record = r.record AND c.valid_from <= today ORDER BY c.number DESC LIMIT 1), r.amount)
    INTO years FROM retention_rule r WHERE r.record = 'AUDIT_LOG';
  SELECT COALESCE(array_agg(h.family_id), '{}') INTO held FROM legal_hold h WHERE h.lifted_at IS NULL;
  PERFORM set_config('wtwf.role', 'SYSTEM_AUDIT', true);
  SELECT min(l.position) INTO first_held FROM audit_family a JOIN audit_link l ON l.event_id = a.event_id WHERE a.family_id = ANY (held);
  SELECT COALESCE(max(d.last_position), 0) INTO done_until FROM audit_disposal d;
  SELECT * INTO until FROM audit_day d
    WHERE d.last_position > done_until AND d.day + make_interval(years => years) <= today
      AND d.last_position < COALESCE(first_held, d.last_position + 1) AND d.last_seal < (SELECT max(s.number) FROM audit_seal s)
    ORDER BY d.day DESC LIMIT 1;
  IF until.day IS NULL THEN RETURN; END IF;
  INSERT INTO audit_disposal (number, first_day, last_day, events, last_position, last_seal, seal_hash, link_hash, kept_years, disposed_on)
    SELECT (SELECT COALESCE(max(p.number), 0) + 1 FROM audit_disposal p), (SELECT min(d.day) FROM audit_day d WHERE d.last_position > done_until),
      until.day, until.last_position - done_until, until.last_position, until.last_seal, until.seal_hash, until.link_hash, years, today;
  DELETE FROM audit_family a USING audit_link l WHERE l.event_id = a.event_id AND l.position <= until.last_position;
  DELETE FROM audit_event e USING audit_link l WHERE l.event_id = e.id AND l.position <= until.last_position;
  GET DIAGNOSTICS gone = ROW_COUNT;
  IF gone <> until.last_position - done_until THEN
    RAISE EXCEPTION 'the audit log is not as it was sealed: nothing of it is disposed of';
  END IF;
  DELETE FROM audit_seal s WHERE s.last_position <= until.last_position;
  DELETE FROM audit_link l WHERE l.position <= until.last_position;
  INSERT INTO audit_event (business_at, role, action, family_ids, correlation_id) VALUES (now(), 'SYSTEM_AUDIT', 'audit-log.dispose', '{}', 'system');
  RETURN QUERY SELECT * FROM audit_disposal d WHERE d.recorded_xact = pg_current_xact_id_if_assigned();
END $$;
REVOKE ALL ON FUNCTION dispose_of_audit_days() FROM PUBLIC;
