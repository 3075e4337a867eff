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
