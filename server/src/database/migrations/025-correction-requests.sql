-- What a person says is wrong with what was recorded (UK GDPR, article 16), with their own statement, and what was
-- decided of it. The recorded thing stays as it is, and this stands beside it
-- (server/decisions/a-correction-stands-beside-what-was-recorded.md).

CREATE TABLE correction_request (
  id uuid PRIMARY KEY,
  family_id uuid NOT NULL REFERENCES family,
  family_reference text NOT NULL,
  person_id uuid NOT NULL REFERENCES person,
  capacity text NOT NULL CHECK (capacity IN ('THEMSELVES','PARENTAL_RESPONSIBILITY','REPRESENTATIVE')),
  about text NOT NULL CHECK (about IN ('NAME','DATE_OF_BIRTH','CAF','EVIDENCE','PLAN_ACTION','TAF_MEETING')),
  caf_id uuid REFERENCES caf,
  version_number integer,
  criterion text,
  evidence_id uuid REFERENCES evidence,
  action_id uuid REFERENCES plan_action,
  meeting_id uuid REFERENCES taf_meeting,
  said text CHECK (length(said) <= 400),
  wrong text CHECK (length(wrong) BETWEEN 1 AND 1000),
  statement text CHECK (length(statement) BETWEEN 1 AND 4000),
  received_on date NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by uuid NOT NULL REFERENCES app_user,
  extended_on date CHECK (extended_on >= received_on),
  extend_reason text CHECK (length(extend_reason) BETWEEN 1 AND 1000),
  decision text CHECK (decision IN ('PUT_RIGHT','NOT_PUT_RIGHT','STATEMENT_ADDED')),
  decided_on date,
  decided_at timestamptz,
  decided_by uuid REFERENCES app_user,
  decision_reason text CHECK (length(decision_reason) BETWEEN 1 AND 1000),
  put_right text CHECK (length(put_right) BETWEEN 1 AND 1000),
  correcting_evidence_id uuid REFERENCES evidence,
  correcting_version integer,
  decided_xact xid8,
  version integer NOT NULL DEFAULT 1,
  FOREIGN KEY (caf_id, version_number) REFERENCES caf_version (caf_id, number),
  FOREIGN KEY (caf_id, correcting_version) REFERENCES caf_version (caf_id, number),
  CHECK ((about = 'CAF') = (caf_id IS NOT NULL AND version_number IS NOT NULL)),
  CHECK (criterion IS NULL OR about = 'CAF'),
  CHECK ((about = 'EVIDENCE') = (evidence_id IS NOT NULL)),
  CHECK ((about = 'PLAN_ACTION') = (action_id IS NOT NULL)),
  CHECK ((about = 'TAF_MEETING') = (meeting_id IS NOT NULL)),
  CHECK ((decision IS NULL) = (decided_at IS NULL)),
  CHECK ((decision IS NULL) = (decided_by IS NULL)),
  CHECK ((decision IS NULL) = (decided_on IS NULL)),
  CHECK (decided_on >= received_on)
);
COMMENT ON TABLE correction_request IS 'That a person says that something recorded is wrong, their statement, and what the information officer decided. It stands beside the record.';
COMMENT ON COLUMN correction_request.said IS 'What the record said of a name or a date of birth on the day, since those columns alone can be written over.';
COMMENT ON COLUMN correction_request.decided_xact IS 'The transaction of the decision: in it alone the person''s name or date of birth may be put right.';
CREATE INDEX correction_request_family ON correction_request (family_id);
CREATE INDEX correction_request_waiting ON correction_request (received_on, id) WHERE decided_at IS NULL;
CREATE INDEX correction_request_decided ON correction_request (decided_xact) WHERE decided_xact IS NOT NULL;

GRANT SELECT ON correction_request TO wtwf_app;
GRANT INSERT (id, family_id, family_reference, person_id, capacity, about, caf_id, version_number, criterion, evidence_id, action_id, meeting_id, said, wrong,
  statement, received_on, recorded_at, recorded_by) ON correction_request TO wtwf_app;
GRANT UPDATE (extended_on, extend_reason, decision, decided_on, decided_at, decided_by, decision_reason, put_right, correcting_evidence_id, correcting_version,
  decided_xact, version, said, wrong, statement) ON correction_request TO wtwf_app;
GRANT SELECT, INSERT, UPDATE ON correction_request TO wtwf_loader;

ALTER TABLE correction_request ENABLE ROW LEVEL SECURITY;
ALTER TABLE correction_request FORCE ROW LEVEL SECURITY;
-- Whoever may see the record sees what is said against it; why a sensitive criterion is met is for those who may read it.
CREATE POLICY correction_request_seen ON correction_request FOR SELECT USING (
  (SELECT viewer_role()) IN ('INFORMATION_OFFICER', 'SYSTEM_RIGHTS')
  OR (SELECT viewer_role()) IN ('PRACTITIONER', 'AGENCY_LEAD', 'COORDINATOR', 'AUDITOR')
    AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id)
    AND (evidence_id IS NULL OR EXISTS (SELECT 1 FROM evidence e WHERE e.id = evidence_id))
    AND (criterion IS NULL OR criterion NOT IN ('CRIME_ASB', 'CHILDREN_WHO_NEED_HELP', 'DOMESTIC_ABUSE', 'HEALTH')
      OR (SELECT viewer_role()) IN ('COORDINATOR', 'AUDITOR')
      OR EXISTS (SELECT 1 FROM caf c WHERE c.id = caf_id AND c.agency_id = (SELECT viewer_agency()))
      OR family_id = ANY (ARRAY(SELECT l.family_id FROM lead_professional l
        WHERE l.user_id = (SELECT viewer_user()) AND l.accepted_on IS NOT NULL AND l.ended_on IS NULL))));
CREATE POLICY correction_request_made ON correction_request FOR INSERT WITH CHECK (
  recorded_by = (SELECT viewer_user()) AND decided_at IS NULL
  AND ((SELECT viewer_role()) = 'INFORMATION_OFFICER'
    OR ((SELECT viewer_role()) = 'COORDINATOR'
        OR (SELECT viewer_role()) = 'PRACTITIONER' AND family_id = ANY (ARRAY(SELECT l.family_id FROM lead_professional l
          WHERE l.user_id = (SELECT viewer_user()) AND l.accepted_on IS NOT NULL AND l.ended_on IS NULL)))
      AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id)));
CREATE POLICY correction_request_decided ON correction_request FOR UPDATE
  USING ((SELECT viewer_role()) = 'INFORMATION_OFFICER' AND decided_at IS NULL)
  WITH CHECK ((SELECT viewer_role()) = 'INFORMATION_OFFICER' AND decided_by = (SELECT viewer_user())
    AND decided_xact = (SELECT pg_current_xact_id()));
CREATE POLICY correction_request_extended ON correction_request FOR UPDATE
  USING ((SELECT viewer_role()) = 'INFORMATION_OFFICER' AND decided_at IS NULL AND extended_on IS NULL)
  WITH CHECK ((SELECT viewer_role()) = 'INFORMATION_OFFICER' AND decided_at IS NULL AND extended_on IS NOT NULL);
CREATE POLICY correction_request_disposed ON correction_request FOR UPDATE USING (
  (SELECT viewer_role()) = 'SYSTEM_RIGHTS' AND family_id = ANY (ARRAY(
    SELECT d.family_id FROM disposal d WHERE d.recorded_xact = (SELECT pg_current_xact_id_if_assigned()))));
CREATE POLICY correction_request_read_only_made ON correction_request AS RESTRICTIVE FOR INSERT
  WITH CHECK (family_id <> ALL ((SELECT viewer_emergency_families())::uuid[]));
CREATE POLICY correction_request_read_only_changed ON correction_request AS RESTRICTIVE FOR UPDATE
  USING (family_id <> ALL ((SELECT viewer_emergency_families())::uuid[]));
-- The person's words are nobody's to change.
CREATE TRIGGER correction_request_blanked BEFORE UPDATE OF said, wrong, statement ON correction_request
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();

-- A name or a date of birth is put right in the transaction that decides so, and in no other.
CREATE POLICY person_put_right ON person FOR UPDATE USING (
  (SELECT viewer_role()) = 'SYSTEM_RIGHTS' AND disposed_at IS NULL AND id = ANY (ARRAY(SELECT r.person_id FROM correction_request r
    WHERE r.about IN ('NAME', 'DATE_OF_BIRTH') AND r.decision = 'PUT_RIGHT'
      AND r.decided_xact = (SELECT pg_current_xact_id_if_assigned()))));
-- A child belongs to the family from birth.
CREATE POLICY family_member_put_right ON family_member FOR UPDATE USING (
  (SELECT viewer_role()) = 'SYSTEM_RIGHTS' AND person_id = ANY (ARRAY(SELECT r.person_id FROM correction_request r
    WHERE r.about = 'DATE_OF_BIRTH' AND r.decision = 'PUT_RIGHT' AND r.decided_xact = (SELECT pg_current_xact_id_if_assigned()))));
