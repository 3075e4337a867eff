-- Machine clients: an agency's own system, which signs in by a token. Each is a user of a role of its own, so that the
-- audit log and the ledger name it as they name anyone; it has no credential, and nobody can sign in as it by a password.

ALTER TABLE app_user DROP CONSTRAINT app_user_role_check;
ALTER TABLE app_user ADD CONSTRAINT app_user_role_check CHECK (role IN ('PRACTITIONER', 'AGENCY_LEAD', 'COORDINATOR', 'AUDITOR',
  'BOARD_MEMBER', 'INFORMATION_OFFICER', 'ADMINISTRATOR', 'MACHINE'));

CREATE TABLE machine_client (
  id uuid PRIMARY KEY REFERENCES app_user,
  token_hash bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
  scopes text[] NOT NULL CHECK (scopes <@ ARRAY['SEND_EVIDENCE', 'READ_CONTRIBUTION'] AND cardinality(scopes) > 0),
  created_at timestamptz NOT NULL,
  created_by uuid NOT NULL REFERENCES app_user,
  expires_at timestamptz NOT NULL CHECK (expires_at > created_at AND expires_at <= created_at + interval '366 days'),
  revoked_at timestamptz,
  last_used_on date
);
COMMENT ON TABLE machine_client IS 'The token of one machine client, as its SHA-256: 256 random bits, shown once. By the system''s clock.';
COMMENT ON COLUMN machine_client.last_used_on IS 'The day alone, so that most requests write nothing.';

ALTER TABLE machine_client ENABLE ROW LEVEL SECURITY;
ALTER TABLE machine_client FORCE ROW LEVEL SECURITY;
CREATE POLICY machine_client_seen ON machine_client FOR SELECT USING ((SELECT viewer_role()) IN ('ADMINISTRATOR', 'SYSTEM_SIGN_IN'));
CREATE POLICY machine_client_made ON machine_client FOR INSERT WITH CHECK (
  (SELECT viewer_role()) = 'ADMINISTRATOR' AND created_by = (SELECT viewer_user()));
CREATE POLICY machine_client_revoked ON machine_client FOR UPDATE USING ((SELECT viewer_role()) = 'ADMINISTRATOR');
CREATE POLICY machine_client_used ON machine_client FOR UPDATE USING ((SELECT viewer_role()) = 'SYSTEM_SIGN_IN');
-- Neither the token nor what it is good for can be changed: another client is made.
GRANT SELECT, INSERT, UPDATE (revoked_at, last_used_on) ON machine_client TO wtwf_app;
GRANT SELECT, INSERT, UPDATE ON machine_client TO wtwf_loader;

-- Nobody signs in as a machine client by other means, whatever a bug above may do.
CREATE POLICY credential_of_people ON credential AS RESTRICTIVE FOR INSERT WITH CHECK (
  NOT EXISTS (SELECT 1 FROM app_user u WHERE u.id = user_id AND u.role = 'MACHINE'));

-- What a machine client sees -----------------------------------------------------------------------------------------

-- Its team's families, who is in them, and what its sending rests on. All other tables are shut to it, those too that
-- ask for no more than a viewer or a visible family; ways in are shut already to all who do not sign anybody in.
DO $$
DECLARE t text;
BEGIN
  FOR t IN SELECT DISTINCT tablename FROM pg_policies WHERE schemaname = 'public' AND tablename NOT IN (
    'family', 'family_member', 'person', 'involvement', 'evidence', 'evidence_supplier', 'agency', 'team', 'district', 'setting',
    'outcomes_plan', 'plan_in_force', 'app_user', 'credential', 'submission_key', 'audit_event', 'rate_limit', 'sharing_agreement',
    'impact_assessment', 'machine_client', 'session', 'second_factor', 'recovery_code', 'sign_in_step', 'sign_in_link',
    'identity_provider', 'provider_identity', 'provider_visit') LOOP
    EXECUTE format($p$CREATE POLICY %I ON %I AS RESTRICTIVE FOR ALL USING ((SELECT viewer_role()) IS DISTINCT FROM 'MACHINE')$p$,
                   t || '_shut_to_machines', t);
  END LOOP;
END $$;
CREATE POLICY app_user_itself ON app_user AS RESTRICTIVE FOR SELECT USING (
  (SELECT viewer_role()) IS DISTINCT FROM 'MACHINE' OR id = (SELECT viewer_user()));

-- Adding evidence holds the family, as everyone does who adds to it; there is nothing of it that a machine may change.
CREATE POLICY family_held_by_machine ON family FOR UPDATE USING ((SELECT viewer_role()) = 'MACHINE') WITH CHECK (false);

-- A machine sends what its agency supplies, about a family of its team, while an agreement and its assessment cover the kind.
CREATE POLICY evidence_sent ON evidence FOR INSERT WITH CHECK (
  (SELECT viewer_role()) = 'MACHINE'
  AND recorded_by = (SELECT viewer_user())
  AND agency_id = (SELECT viewer_agency())
  AND source = (SELECT a.kind FROM agency a WHERE a.id = (SELECT viewer_agency()))
  AND valid_from <= (SELECT viewer_today())
  AND supersedes_id IS NULL
  AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id)
  AND (person_id IS NULL
    OR EXISTS (SELECT 1 FROM family_member m WHERE m.family_id = evidence.family_id AND m.person_id = evidence.person_id))
  AND kind = ANY (ARRAY(
    SELECT s.kind FROM evidence_supplier s JOIN agency a ON a.kind = s.supplier WHERE a.id = (SELECT viewer_agency())))
  AND CASE WHEN kind = 'COVERAGE' THEN facts ->> 'of' ELSE kind END = ANY (ARRAY(
    SELECT unnest(s.kinds) FROM sharing_agreement s
    WHERE (SELECT viewer_agency()) = ANY (s.agency_ids) AND s.ended_on IS NULL
      AND (SELECT viewer_today()) BETWEEN GREATEST(s.valid_from, s.signed_on) AND s.valid_to
      AND EXISTS (SELECT 1 FROM impact_assessment i WHERE i.agreement_id = s.id AND i.ended_on IS NULL
        AND (SELECT viewer_today()) BETWEEN i.approved_on AND i.review_due_on))));
