-- Sharing agreements and the assessments of what sharing may do to people (DPIA), kept as records: a machine client sends
-- what they cover while they hold, and nothing else.

CREATE TABLE sharing_agreement (
  id uuid PRIMARY KEY,
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  agency_ids uuid[] NOT NULL CHECK (cardinality(agency_ids) BETWEEN 1 AND 100),
  purposes text[] NOT NULL CHECK (cardinality(purposes) BETWEEN 1 AND 20),
  kinds text[] NOT NULL CHECK (cardinality(kinds) BETWEEN 1 AND 40),
  document_reference text NOT NULL CHECK (length(document_reference) BETWEEN 1 AND 200),
  signed_on date NOT NULL,
  valid_from date NOT NULL,
  valid_to date NOT NULL CHECK (valid_to >= valid_from),
  review_due_on date NOT NULL,
  ended_on date,
  recorded_at timestamptz NOT NULL,
  recorded_by uuid NOT NULL REFERENCES app_user,
  version integer NOT NULL DEFAULT 1
);
COMMENT ON TABLE sharing_agreement IS 'Which agencies may send which kinds of evidence, for what, and when. Its terms never change: it is ended, and another is recorded.';
COMMENT ON COLUMN sharing_agreement.ended_on IS 'Ended before its time: from that moment on it covers nothing.';

CREATE TABLE impact_assessment (
  id uuid PRIMARY KEY,
  agreement_id uuid NOT NULL REFERENCES sharing_agreement,
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  document_reference text NOT NULL CHECK (length(document_reference) BETWEEN 1 AND 200),
  approved_by text NOT NULL CHECK (length(approved_by) BETWEEN 1 AND 200),
  approved_on date NOT NULL,
  review_due_on date NOT NULL CHECK (review_due_on > approved_on),
  ended_on date,
  recorded_at timestamptz NOT NULL,
  recorded_by uuid NOT NULL REFERENCES app_user,
  version integer NOT NULL DEFAULT 1
);
COMMENT ON TABLE impact_assessment IS 'The approved assessment (DPIA) of one sharing agreement. It counts until its review is due, and no longer.';
CREATE INDEX impact_assessment_agreement ON impact_assessment (agreement_id);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['sharing_agreement', 'impact_assessment'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE (ended_on, version) ON %I TO wtwf_app', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO wtwf_loader', t);
    EXECUTE format($p$CREATE POLICY %I ON %I FOR INSERT WITH CHECK (
      (SELECT viewer_role()) IN ('ADMINISTRATOR', 'INFORMATION_OFFICER') AND recorded_by = (SELECT viewer_user()))$p$, t || '_made', t);
    EXECUTE format($p$CREATE POLICY %I ON %I FOR UPDATE USING (
      (SELECT viewer_role()) IN ('ADMINISTRATOR', 'INFORMATION_OFFICER'))$p$, t || '_ended', t);
  END LOOP;
END $$;

-- A machine client is told what its own agency has signed, since that decides what it may send.
CREATE POLICY sharing_agreement_seen ON sharing_agreement FOR SELECT USING (
  (SELECT viewer_role()) IN ('ADMINISTRATOR', 'INFORMATION_OFFICER')
  OR (SELECT viewer_role()) = 'MACHINE' AND (SELECT viewer_agency()) = ANY (agency_ids));
CREATE POLICY impact_assessment_seen ON impact_assessment FOR SELECT USING (
  (SELECT viewer_role()) IN ('ADMINISTRATOR', 'INFORMATION_OFFICER')
  OR (SELECT viewer_role()) = 'MACHINE' AND EXISTS (SELECT 1 FROM sharing_agreement s WHERE s.id = agreement_id));
