-- Ways in besides the password, and what is known between their steps. All of it goes by the system's clock. Tokens,
-- links and recovery codes are kept as digests, so that a stolen table opens nothing; the secret behind a one-time
-- code must be read again, so it is sealed with a key that the database does not hold.

-- Someone invited has an address and no password yet, and may never have one: an agency's own provider signs them in.
ALTER TABLE credential ALTER COLUMN password_hash DROP NOT NULL;

-- When the person last gave their password or a code. Sessions from before this column have shown nothing lately.
ALTER TABLE session ADD COLUMN proved_at timestamptz NOT NULL DEFAULT '-infinity';
ALTER TABLE session ALTER COLUMN proved_at DROP DEFAULT;
CREATE INDEX session_expires_at ON session (expires_at);

CREATE TABLE second_factor (
  user_id uuid PRIMARY KEY REFERENCES app_user,
  secret bytea,
  set_up_at timestamptz,
  last_period bigint,
  offered bytea,
  offered_at timestamptz,
  CHECK ((secret IS NULL) = (set_up_at IS NULL)),
  CHECK ((offered IS NULL) = (offered_at IS NULL))
);
COMMENT ON TABLE second_factor IS 'The secret that a person''s authenticator app shares with us, sealed. offered: shown to them and not confirmed yet; the old one stays good until it is.';
COMMENT ON COLUMN second_factor.last_period IS 'The half minute whose code was last accepted: neither it nor an earlier one is accepted again.';

CREATE TABLE recovery_code (
  user_id uuid NOT NULL REFERENCES app_user,
  code_hash bytea NOT NULL,
  PRIMARY KEY (user_id, code_hash)
);
COMMENT ON TABLE recovery_code IS 'Each lets its person in once without the authenticator app, and goes with its use.';

CREATE TABLE sign_in_step (
  token_hash bytea PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES app_user,
  tries smallint NOT NULL,
  expires_at timestamptz NOT NULL
);
COMMENT ON TABLE sign_in_step IS 'Someone who has shown one factor and has yet to show the second.';
CREATE INDEX sign_in_step_user ON sign_in_step (user_id);

CREATE TABLE sign_in_link (
  token_hash bytea PRIMARY KEY,
  user_id uuid REFERENCES app_user,
  purpose text NOT NULL CHECK (purpose IN ('INVITATION','PASSWORD_RESET','FIRST_ADMINISTRATOR')),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  CHECK ((purpose = 'FIRST_ADMINISTRATOR') = (user_id IS NULL))
);
COMMENT ON TABLE sign_in_link IS 'A link that was sent to someone''s address; it goes with its use.';
CREATE INDEX sign_in_link_user ON sign_in_link (user_id);

-- An agency's own identity provider ---------------------------------------------------------------------------------

CREATE TABLE identity_provider (
  id uuid PRIMARY KEY,
  agency_id uuid NOT NULL REFERENCES agency,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  issuer text NOT NULL CHECK (length(issuer) BETWEEN 8 AND 500),
  client_id text NOT NULL CHECK (length(client_id) BETWEEN 1 AND 200),
  secret_name text NOT NULL CHECK (secret_name ~ '^[A-Z][A-Z0-9_]{0,39}$'),
  scope text NOT NULL CHECK (length(scope) BETWEEN 6 AND 200),
  subject_claim text NOT NULL CHECK (length(subject_claim) BETWEEN 1 AND 100),
  email_claim text NOT NULL CHECK (length(email_claim) BETWEEN 1 AND 100),
  verified_claim text CHECK (length(verified_claim) BETWEEN 1 AND 100),
  required_claims jsonb NOT NULL,
  checks_second_factor boolean NOT NULL,
  enabled boolean NOT NULL,
  version integer NOT NULL DEFAULT 1
);
COMMENT ON TABLE identity_provider IS 'Signs in users of one agency (OpenID Connect). secret_name: which setting OIDC_SECRET_... holds the client''s secret.';
COMMENT ON COLUMN identity_provider.verified_claim IS 'The claim that must be true for an address to count; null where the provider keeps the agency''s own addresses and vouches for all of them.';
COMMENT ON COLUMN identity_provider.required_claims IS 'Dotted claim -> the text it must have, such as the one organisation of many that share a provider.';
CREATE INDEX identity_provider_agency ON identity_provider (agency_id);

CREATE TABLE provider_identity (
  provider_id uuid NOT NULL REFERENCES identity_provider,
  subject text NOT NULL CHECK (length(subject) BETWEEN 1 AND 255),
  user_id uuid NOT NULL REFERENCES app_user,
  linked_at timestamptz NOT NULL,
  PRIMARY KEY (provider_id, subject),
  UNIQUE (provider_id, user_id)
);
COMMENT ON TABLE provider_identity IS 'Which account of a provider''s is which user: an address that is given to somebody else later opens nothing.';
CREATE INDEX provider_identity_user ON provider_identity (user_id);

CREATE TABLE provider_visit (
  token_hash bytea PRIMARY KEY,
  provider_id uuid NOT NULL REFERENCES identity_provider,
  session_hash bytea,
  state text NOT NULL,
  nonce text NOT NULL,
  code_verifier text NOT NULL,
  return_to text NOT NULL,
  expires_at timestamptz NOT NULL
);
COMMENT ON TABLE provider_visit IS 'A browser that was sent to a provider and is to come back, once. session_hash: the session that is to be proved anew.';

-- Who may ------------------------------------------------------------------------------------------------------------

-- Until there is a user, and no longer, the system itself may make the first one.
CREATE FUNCTION is_unused() RETURNS boolean LANGUAGE sql STABLE
  RETURN NOT EXISTS (SELECT FROM app_user);

CREATE POLICY app_user_first ON app_user FOR INSERT WITH CHECK (
  (SELECT viewer_role()) = 'SYSTEM_SIGN_IN' AND role = 'ADMINISTRATOR' AND (SELECT is_unused()));
CREATE POLICY agency_first ON agency FOR INSERT WITH CHECK (
  (SELECT viewer_role()) = 'SYSTEM_SIGN_IN' AND (SELECT is_unused()));
ALTER POLICY credential_made ON credential WITH CHECK (
  (SELECT viewer_role()) = 'ADMINISTRATOR' OR (SELECT viewer_role()) = 'SYSTEM_SIGN_IN' AND (SELECT is_unused()));

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['second_factor', 'recovery_code', 'sign_in_step', 'sign_in_link', 'identity_provider',
                           'provider_identity', 'provider_visit'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY %I ON %I FOR ALL USING ((SELECT viewer_role()) = 'SYSTEM_SIGN_IN')$p$, t || '_signing_in', t);
  END LOOP;
END $$;

-- An administrator sees that someone has a second factor and takes it away; they send invitations and look after
-- providers. What stands between the steps of a sign-in they never see.
CREATE POLICY second_factor_seen ON second_factor FOR SELECT USING ((SELECT viewer_role()) = 'ADMINISTRATOR');
CREATE POLICY second_factor_reset ON second_factor FOR DELETE USING ((SELECT viewer_role()) = 'ADMINISTRATOR');
CREATE POLICY recovery_code_seen ON recovery_code FOR SELECT USING ((SELECT viewer_role()) = 'ADMINISTRATOR');
CREATE POLICY recovery_code_reset ON recovery_code FOR DELETE USING ((SELECT viewer_role()) = 'ADMINISTRATOR');
CREATE POLICY sign_in_link_seen ON sign_in_link FOR SELECT USING ((SELECT viewer_role()) = 'ADMINISTRATOR');
CREATE POLICY sign_in_link_made ON sign_in_link FOR INSERT WITH CHECK (
  (SELECT viewer_role()) = 'ADMINISTRATOR' AND purpose = 'INVITATION');
CREATE POLICY sign_in_link_replaced ON sign_in_link FOR DELETE USING ((SELECT viewer_role()) = 'ADMINISTRATOR');
CREATE POLICY identity_provider_seen ON identity_provider FOR SELECT USING ((SELECT viewer_role()) = 'ADMINISTRATOR');
CREATE POLICY identity_provider_made ON identity_provider FOR INSERT WITH CHECK ((SELECT viewer_role()) = 'ADMINISTRATOR');
CREATE POLICY identity_provider_changed ON identity_provider FOR UPDATE USING ((SELECT viewer_role()) = 'ADMINISTRATOR');
CREATE POLICY provider_identity_seen ON provider_identity FOR SELECT USING ((SELECT viewer_role()) = 'ADMINISTRATOR');

GRANT SELECT, INSERT, DELETE ON recovery_code, sign_in_link, provider_visit, provider_identity TO wtwf_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON second_factor, sign_in_step TO wtwf_app;
GRANT SELECT, INSERT, UPDATE ON identity_provider TO wtwf_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON second_factor, recovery_code, sign_in_step, sign_in_link, identity_provider,
  provider_identity, provider_visit TO wtwf_loader;

-- Whoever is changed or disabled is signed out at once, by whichever way the change comes -----------------------------

CREATE POLICY session_seen ON session FOR SELECT USING ((SELECT viewer_role()) = 'ADMINISTRATOR');
CREATE POLICY session_ended ON session FOR DELETE USING ((SELECT viewer_role()) = 'ADMINISTRATOR');
CREATE POLICY sign_in_step_seen ON sign_in_step FOR SELECT USING ((SELECT viewer_role()) = 'ADMINISTRATOR');
CREATE POLICY sign_in_step_ended ON sign_in_step FOR DELETE USING ((SELECT viewer_role()) = 'ADMINISTRATOR');
GRANT DELETE ON session TO wtwf_loader;

CREATE FUNCTION end_sessions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM session WHERE user_id = NEW.id;
  DELETE FROM sign_in_step WHERE user_id = NEW.id;
  RETURN NULL;
END $$;

CREATE TRIGGER app_user_changed_ends_sessions AFTER UPDATE ON app_user FOR EACH ROW
  WHEN ((OLD.role, OLD.agency_id, OLD.team_id, OLD.district_codes, OLD.disabled_at)
        IS DISTINCT FROM (NEW.role, NEW.agency_id, NEW.team_id, NEW.district_codes, NEW.disabled_at))
  EXECUTE FUNCTION end_sessions();
