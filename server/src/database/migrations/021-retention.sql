-- How long records are kept, what stops their disposal, who reviewed them, and the disposal itself: one person reviews,
-- another disposes, and nothing can be blanked but in the transaction that records the disposal.

CREATE TABLE retention_rule (
  record text PRIMARY KEY CHECK (record IN ('MATCHED_NEVER_ATTACHED','CLOSED_CASE','AUDIT_LOG')),
  measure text NOT NULL CHECK (measure IN ('MONTHS_KEPT','BIRTHDAY_OF_YOUNGEST_CHILD','YEARS_KEPT')),
  amount integer NOT NULL CHECK (amount BETWEEN 1 AND 100),
  version integer NOT NULL DEFAULT 1
);
COMMENT ON TABLE retention_rule IS 'The retention schedule. BIRTHDAY_OF_YOUNGEST_CHILD: the birthday on which the youngest child reaches the amount in years.';
INSERT INTO retention_rule (record, measure, amount) VALUES
  ('MATCHED_NEVER_ATTACHED', 'MONTHS_KEPT', 6),
  ('CLOSED_CASE', 'BIRTHDAY_OF_YOUNGEST_CHILD', 25),
  ('AUDIT_LOG', 'YEARS_KEPT', 7);

CREATE TABLE legal_hold (
  id uuid PRIMARY KEY,
  family_id uuid NOT NULL REFERENCES family,
  reason text CHECK (length(reason) BETWEEN 1 AND 1000),
  placed_by uuid NOT NULL REFERENCES app_user,
  placed_at timestamptz NOT NULL,
  lifted_by uuid REFERENCES app_user,
  lifted_at timestamptz,
  CHECK ((lifted_by IS NULL) = (lifted_at IS NULL))
);
COMMENT ON TABLE legal_hold IS 'Nothing of the family is disposed of until the hold is lifted.';
CREATE UNIQUE INDEX legal_hold_one ON legal_hold (family_id) WHERE lifted_at IS NULL;

CREATE TABLE retention_review (
  id uuid PRIMARY KEY,
  family_id uuid NOT NULL REFERENCES family,
  decision text NOT NULL CHECK (decision IN ('KEEP','DISPOSE')),
  keep_until date,
  reason text CHECK (length(reason) BETWEEN 1 AND 1000),
  reviewed_by uuid NOT NULL REFERENCES app_user,
  reviewed_at timestamptz NOT NULL,
  CHECK ((decision = 'KEEP') = (keep_until IS NOT NULL))
);
COMMENT ON TABLE retention_review IS 'What the information officer decided of a record that fell due. The last one counts.';
CREATE INDEX retention_review_family ON retention_review (family_id, reviewed_at);

CREATE TABLE disposal (
  id uuid PRIMARY KEY,
  family_id uuid NOT NULL UNIQUE REFERENCES family,
  review_id uuid NOT NULL UNIQUE REFERENCES retention_review,
  record text NOT NULL REFERENCES retention_rule,
  due_on date NOT NULL,
  reviewed_by uuid NOT NULL REFERENCES app_user,
  disposed_by uuid NOT NULL REFERENCES app_user,
  disposed_at timestamptz NOT NULL,
  counts jsonb NOT NULL,
  hash bytea NOT NULL,
  recorded_xact xid8 NOT NULL DEFAULT pg_current_xact_id(),
  CHECK (reviewed_by <> disposed_by)
);
COMMENT ON TABLE disposal IS 'The certificate of a disposal: who, when, by which rule, and how many values were blanked in each table; no personal value. hash: SHA-256 over all of it.';

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['retention_rule', 'legal_hold', 'retention_review', 'disposal'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY %1$I ON %2$I FOR SELECT USING (
      (SELECT viewer_role()) IN ('INFORMATION_OFFICER', 'ADMINISTRATOR', 'SYSTEM_RIGHTS', 'SYSTEM_STANDINGS'))$p$, t || '_seen', t);
  END LOOP;
END $$;
CREATE POLICY retention_rule_changed ON retention_rule FOR UPDATE USING ((SELECT viewer_role()) = 'ADMINISTRATOR');
CREATE POLICY legal_hold_made ON legal_hold FOR INSERT WITH CHECK (
  (SELECT viewer_role()) = 'INFORMATION_OFFICER' AND placed_by = (SELECT viewer_user()) AND lifted_at IS NULL);
CREATE POLICY legal_hold_lifted ON legal_hold FOR UPDATE
  USING ((SELECT viewer_role()) = 'INFORMATION_OFFICER' AND lifted_at IS NULL)
  WITH CHECK (lifted_by = (SELECT viewer_user()));
CREATE POLICY retention_review_made ON retention_review FOR INSERT WITH CHECK (
  (SELECT viewer_role()) = 'INFORMATION_OFFICER' AND reviewed_by = (SELECT viewer_user()));
CREATE POLICY disposal_made ON disposal FOR INSERT WITH CHECK (
  (SELECT viewer_role()) IN ('INFORMATION_OFFICER', 'ADMINISTRATOR') AND disposed_by = (SELECT viewer_user())
  AND EXISTS (SELECT 1 FROM retention_review r WHERE r.id = review_id AND r.family_id = disposal.family_id
    AND r.decision = 'DISPOSE' AND r.reviewed_by = disposal.reviewed_by)
  AND NOT EXISTS (SELECT 1 FROM legal_hold h WHERE h.family_id = disposal.family_id AND h.lifted_at IS NULL));

GRANT SELECT ON retention_rule, legal_hold, retention_review, disposal TO wtwf_app, wtwf_loader;
GRANT INSERT, UPDATE ON retention_rule, legal_hold, retention_review, disposal TO wtwf_loader;
GRANT UPDATE (amount, version) ON retention_rule TO wtwf_app;
GRANT INSERT ON legal_hold, retention_review, disposal TO wtwf_app;
GRANT UPDATE (lifted_by, lifted_at, reason) ON legal_hold TO wtwf_app;
GRANT UPDATE (reason) ON retention_review TO wtwf_app;

-- The rights of people reach into every case record: read by a viewer of the system's own, for an information officer
-- who sees no family otherwise; blanked only where this very transaction records the disposal.
DO $$
DECLARE
  t text;
  disposed CONSTANT text := $d$(SELECT viewer_role()) = 'SYSTEM_RIGHTS' AND %s = ANY (ARRAY(SELECT d.family_id FROM disposal d
    WHERE d.recorded_xact = (SELECT pg_current_xact_id_if_assigned())))$d$;
BEGIN
  FOREACH t IN ARRAY ARRAY['family', 'family_member', 'person', 'involvement', 'agreement', 'evidence', 'caf', 'caf_version', 'caf_review',
    'danger_referral', 'social_care_assessment', 'lead_professional', 'plan_action', 'taf_seat', 'taf_meeting', 'taf_attendance',
    'attachment', 'claim', 'family_named_viewer'] LOOP
    EXECUTE format($p$CREATE POLICY %1$I ON %2$I FOR SELECT USING ((SELECT viewer_role()) = 'SYSTEM_RIGHTS')$p$, t || '_known', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['evidence', 'caf', 'social_care_assessment', 'lead_professional', 'plan_action', 'taf_meeting', 'attachment',
    'legal_hold', 'retention_review'] LOOP
    EXECUTE format('CREATE POLICY %1$I ON %2$I FOR UPDATE USING (%3$s)', t || '_disposed', t, format(disposed, 'family_id'));
  END LOOP;
  EXECUTE format('CREATE POLICY family_disposed ON family FOR UPDATE USING (%s)', format(disposed, 'id'));
  EXECUTE format('CREATE POLICY taf_attendance_disposed ON taf_attendance FOR UPDATE USING (%s)',
    format(disposed, '(SELECT m.family_id FROM taf_meeting m WHERE m.id = meeting_id)'));
  FOREACH t IN ARRAY ARRAY['caf_version', 'caf_review', 'danger_referral'] LOOP
    EXECUTE format('CREATE POLICY %1$I ON %2$I FOR UPDATE USING (%3$s)', t || '_disposed', t,
      format(disposed, '(SELECT c.family_id FROM caf c WHERE c.id = caf_id)'));
  END LOOP;
END $$;
-- Somebody who is in another family that is kept stays as they are.
CREATE POLICY person_disposed ON person FOR UPDATE USING (
  (SELECT viewer_role()) = 'SYSTEM_RIGHTS'
  AND EXISTS (SELECT 1 FROM family_member m JOIN disposal d ON d.family_id = m.family_id
    WHERE m.person_id = person.id AND d.recorded_xact = (SELECT pg_current_xact_id_if_assigned()))
  AND NOT EXISTS (SELECT 1 FROM family_member m WHERE m.person_id = person.id
    AND NOT EXISTS (SELECT 1 FROM disposal d WHERE d.family_id = m.family_id)));

GRANT UPDATE (statement) ON evidence TO wtwf_app;
GRANT UPDATE (words) ON caf_version TO wtwf_app;
GRANT UPDATE (note) ON caf_review TO wtwf_app;
GRANT UPDATE (reference) ON danger_referral, social_care_assessment TO wtwf_app;
GRANT UPDATE (notes) ON taf_meeting TO wtwf_app;
GRANT UPDATE (guest_name) ON taf_attendance TO wtwf_app;
GRANT UPDATE (disposed_at) ON person TO wtwf_app;
