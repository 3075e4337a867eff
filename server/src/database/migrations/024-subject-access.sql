-- Subject access: who asks for what is held about whom, what the officer decided of each item, and what was handed over.
-- The information officer sees no family. What is collected for a request is read by the system's own viewer for rights,
-- inside the service and after the policy on the request (server/decisions/subject-access-rests-on-a-request.md).

CREATE SEQUENCE subject_request_reference START 100001;
GRANT USAGE ON SEQUENCE subject_request_reference TO wtwf_app, wtwf_loader;

CREATE TABLE subject_request (
  id uuid PRIMARY KEY,
  reference text NOT NULL UNIQUE CHECK (reference ~ '^SAR-[0-9]{6,}$'),
  person_id uuid NOT NULL REFERENCES person,
  asked_by text NOT NULL CHECK (asked_by IN ('THEMSELVES', 'PARENT', 'SOLICITOR', 'ANOTHER')),
  requester_name text CHECK (length(requester_name) BETWEEN 1 AND 200),
  authority text CHECK (length(authority) BETWEEN 1 AND 1000),
  scope text CHECK (length(scope) BETWEEN 1 AND 2000),
  received_on date NOT NULL,
  identity_proved_on date CHECK (identity_proved_on >= received_on),
  identity_proof text CHECK (length(identity_proof) BETWEEN 1 AND 500),
  due_on date NOT NULL CHECK (due_on >= received_on),
  extended_on date,
  extended_months smallint CHECK (extended_months IN (1, 2)),
  extension_reason text CHECK (length(extension_reason) BETWEEN 1 AND 1000),
  state text NOT NULL CHECK (state IN ('RECEIVED', 'IDENTITY_PROVED', 'PREPARED', 'DISCLOSED', 'REFUSED', 'WITHDRAWN')),
  closed_on date,
  refusal_ground text CHECK (refusal_ground IN ('UNFOUNDED', 'EXCESSIVE', 'EXEMPT', 'IDENTITY_NOT_PROVED', 'NO_AUTHORITY')),
  close_reason text CHECK (length(close_reason) BETWEEN 1 AND 1000),
  handed_over_by text CHECK (handed_over_by IN ('IN_PERSON', 'POST', 'SECURE_EMAIL', 'SECURE_DOWNLOAD')),
  recorded_at timestamptz NOT NULL,
  recorded_by uuid NOT NULL REFERENCES app_user,
  version integer NOT NULL DEFAULT 1,
  CHECK ((extended_on IS NULL) = (extended_months IS NULL)),
  CHECK ((state IN ('DISCLOSED', 'REFUSED', 'WITHDRAWN')) = (closed_on IS NOT NULL)),
  CHECK ((state = 'REFUSED') = (refusal_ground IS NOT NULL)),
  CHECK ((state = 'DISCLOSED') = (handed_over_by IS NOT NULL)),
  CHECK (state NOT IN ('IDENTITY_PROVED', 'PREPARED', 'DISCLOSED') OR identity_proved_on IS NOT NULL)
);
COMMENT ON TABLE subject_request IS 'Somebody, or somebody for them, asked for everything held about a person. One month to answer; due_on is worked out by the rules.';
COMMENT ON COLUMN subject_request.authority IS 'What shows that they may ask for somebody else; null where the person asks themselves.';
CREATE INDEX subject_request_person ON subject_request (person_id);
CREATE INDEX subject_request_open ON subject_request (due_on) WHERE closed_on IS NULL;

CREATE TABLE subject_decision (
  id uuid PRIMARY KEY,
  number bigint GENERATED ALWAYS AS IDENTITY,
  request_id uuid NOT NULL REFERENCES subject_request,
  item_key text NOT NULL CHECK (length(item_key) BETWEEN 1 AND 300),
  item_digest bytea NOT NULL CHECK (octet_length(item_digest) = 32),
  decision text NOT NULL CHECK (decision IN ('AS_MASKED', 'IN_FULL', 'WITHHELD')),
  ground text CHECK (ground IN ('THIRD_PARTY', 'SERIOUS_HARM', 'LEGAL_PRIVILEGE', 'SAFEGUARDING', 'CRIME_PREVENTION')),
  passages text[] CHECK (cardinality(passages) BETWEEN 1 AND 20),
  reason text CHECK (length(reason) BETWEEN 1 AND 1000),
  decided_at timestamptz NOT NULL,
  decided_by uuid NOT NULL REFERENCES app_user,
  CHECK (decision <> 'WITHHELD' OR ground IS NOT NULL),
  CHECK (decision = 'AS_MASKED' OR passages IS NULL)
);
COMMENT ON TABLE subject_decision IS 'What the officer decided of one item; the last one counts, as long as the item is what it was (item_digest). Never changed.';
CREATE INDEX subject_decision_request ON subject_decision (request_id, item_key, number);

CREATE TABLE subject_file (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES subject_request,
  format text NOT NULL CHECK (format IN ('JSON', 'PDF')),
  digest bytea NOT NULL CHECK (octet_length(digest) = 32),
  size integer NOT NULL CHECK (size > 0),
  outcomes jsonb NOT NULL,
  made_at timestamptz NOT NULL,
  made_by uuid NOT NULL REFERENCES app_user
);
COMMENT ON TABLE subject_file IS 'A file that was made for handing over: its SHA-256, and for each item its key, digest and outcome. The bytes are not kept.';
CREATE INDEX subject_file_request ON subject_file (request_id, made_at);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['subject_request', 'subject_decision', 'subject_file'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY %1$I ON %2$I FOR SELECT USING ((SELECT viewer_role()) IN ('INFORMATION_OFFICER', 'SYSTEM_RIGHTS'))$p$,
      t || '_seen', t);
  END LOOP;
END $$;
CREATE POLICY subject_request_made ON subject_request FOR INSERT WITH CHECK (
  (SELECT viewer_role()) = 'INFORMATION_OFFICER' AND recorded_by = (SELECT viewer_user()) AND state = 'RECEIVED');
CREATE POLICY subject_request_changed ON subject_request FOR UPDATE
  USING ((SELECT viewer_role()) = 'INFORMATION_OFFICER' AND closed_on IS NULL)
  WITH CHECK ((SELECT viewer_role()) = 'INFORMATION_OFFICER');
-- Decided upon, and made into a file, only while the request is open.
CREATE POLICY subject_decision_made ON subject_decision FOR INSERT WITH CHECK (
  (SELECT viewer_role()) = 'INFORMATION_OFFICER' AND decided_by = (SELECT viewer_user())
  AND EXISTS (SELECT 1 FROM subject_request r WHERE r.id = request_id AND r.state IN ('IDENTITY_PROVED', 'PREPARED')));
CREATE POLICY subject_file_made ON subject_file FOR INSERT WITH CHECK (
  (SELECT viewer_role()) = 'INFORMATION_OFFICER' AND made_by = (SELECT viewer_user())
  AND EXISTS (SELECT 1 FROM subject_request r WHERE r.id = request_id AND r.state = 'PREPARED'));

GRANT SELECT, INSERT ON subject_request, subject_decision, subject_file TO wtwf_app;
GRANT SELECT, INSERT, UPDATE ON subject_request, subject_decision, subject_file TO wtwf_loader;
GRANT UPDATE (identity_proved_on, identity_proof, due_on, extended_on, extended_months, extension_reason, state, closed_on, refusal_ground,
  close_reason, handed_over_by, version, requester_name, authority, scope) ON subject_request TO wtwf_app;
GRANT UPDATE (reason, passages) ON subject_decision TO wtwf_app;

-- What is held besides the tables that 021 and 023 opened to this viewer.
CREATE POLICY standing_known ON standing FOR SELECT USING ((SELECT viewer_role()) = 'SYSTEM_RIGHTS');
CREATE POLICY standing_detail_known ON standing_detail FOR SELECT USING ((SELECT viewer_role()) = 'SYSTEM_RIGHTS');
CREATE POLICY audit_family_known ON audit_family FOR SELECT USING ((SELECT viewer_role()) = 'SYSTEM_RIGHTS');

-- What an open request asks for is not destroyed meanwhile (Data Protection Act 2018, section 173). The service refuses the
-- whole disposal; behind it the person at least cannot be blanked.
CREATE POLICY person_asked_for ON person AS RESTRICTIVE FOR UPDATE USING (
  (SELECT viewer_role()) IS DISTINCT FROM 'SYSTEM_RIGHTS'
  OR NOT EXISTS (SELECT 1 FROM subject_request r WHERE r.person_id = person.id AND r.closed_on IS NULL));

-- Disposal blanks what was written here of somebody who is in no other family that is kept.
CREATE POLICY subject_request_disposed ON subject_request FOR UPDATE USING (
  (SELECT viewer_role()) = 'SYSTEM_RIGHTS'
  AND EXISTS (SELECT 1 FROM family_member m JOIN disposal d ON d.family_id = m.family_id
    WHERE m.person_id = subject_request.person_id AND d.recorded_xact = (SELECT pg_current_xact_id_if_assigned())));
CREATE POLICY subject_decision_disposed ON subject_decision FOR UPDATE USING (
  (SELECT viewer_role()) = 'SYSTEM_RIGHTS'
  AND EXISTS (SELECT 1 FROM subject_request r JOIN family_member m ON m.person_id = r.person_id JOIN disposal d ON d.family_id = m.family_id
    WHERE r.id = request_id AND d.recorded_xact = (SELECT pg_current_xact_id_if_assigned())));
CREATE TRIGGER subject_request_blanked BEFORE UPDATE OF requester_name, authority, scope ON subject_request
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER subject_decision_blanked BEFORE UPDATE OF reason, passages ON subject_decision
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
