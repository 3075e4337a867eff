-- What the migrations make, read back from the catalogue of a database that has run them all: for reading and for
-- reviewing changes, never to be run. Written by npm run generate; a test compares it with the migrations.

CREATE FUNCTION audit_goes_until()
 RETURNS bigint
 LANGUAGE sql
 STABLE
RETURN (SELECT max(d.last_position) AS max FROM audit_disposal d WHERE (d.recorded_xact = (SELECT pg_current_xact_id_if_assigned())));

CREATE FUNCTION dispose_of_audit_days()
 RETURNS SETOF audit_disposal
 LANGUAGE plpgsql
AS $function$
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
END $function$;

CREATE FUNCTION end_sessions()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  DELETE FROM session WHERE user_id = NEW.id;
  DELETE FROM sign_in_step WHERE user_id = NEW.id;
  RETURN NULL;
END $function$;

CREATE FUNCTION evidence_corrects_its_own()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM evidence o
    WHERE o.id = NEW.supersedes_id AND NOT o.withdrawn AND o.family_id = NEW.family_id AND o.kind = NEW.kind
      AND o.source = NEW.source AND o.agency_id IS NOT DISTINCT FROM NEW.agency_id AND o.sensitive = NEW.sensitive)
  THEN
    RAISE EXCEPTION 'evidence is corrected by its supplier, as the same kind of fact about the same family' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $function$;

CREATE FUNCTION is_unused()
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN (NOT (EXISTS (SELECT FROM app_user)));

CREATE FUNCTION open_view(role text, person text, agency text, teams text, districts text, today text, sees_families boolean)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM set_config('wtwf.role', role, true), set_config('wtwf.user', person, true), set_config('wtwf.agency', agency, true),
    set_config('wtwf.teams', teams, true), set_config('wtwf.districts', districts, true), set_config('wtwf.today', today, true),
    set_config('wtwf.families', '', true), set_config('wtwf.emergency_families', '', true), set_config('wtwf.named_families', '', true);
  IF sees_families THEN
    PERFORM renew_view();
  END IF;
END $function$;

CREATE FUNCTION refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF TG_OP = 'DELETE' AND TG_TABLE_NAME IN ('audit_event', 'audit_family', 'audit_seal', 'audit_link') AND audit_goes_until() IS NOT NULL THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION 'the audit log is never changed' USING ERRCODE = 'insufficient_privilege';
END $function$;

CREATE FUNCTION refuse_restriction()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF current_user = 'wtwf_app' AND viewer_role() IS DISTINCT FROM 'COORDINATOR' THEN
    RAISE EXCEPTION 'only a coordinator restricts a family' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $function$;

CREATE FUNCTION refuse_rewriting()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF current_user = 'wtwf_app' AND viewer_role() IS DISTINCT FROM 'SYSTEM_RIGHTS' THEN
    RAISE EXCEPTION 'only disposal writes this' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $function$;

CREATE FUNCTION renew_view()
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  seen uuid[] := '{}';
  emergency uuid[];
  named uuid[];
BEGIN
  IF viewer_teams() <> '{}' THEN
    SELECT COALESCE(array_agg(DISTINCT i.family_id), '{}') INTO seen FROM involvement i
      WHERE i.team_id = ANY ((SELECT viewer_teams())::uuid[]) AND i.ended_at IS NULL AND i.valid_from <= (SELECT viewer_today())
        AND (i.valid_to IS NULL OR i.valid_to >= (SELECT viewer_today()));
  ELSIF viewer_role() = 'AUDITOR' THEN
    SELECT COALESCE(array_agg(DISTINCT c.family_id), '{}') INTO seen FROM claim c;
  END IF;
  emergency := ARRAY(SELECT e.family_id FROM emergency_access e WHERE e.user_id = viewer_user() AND e.ends_at > now());
  IF emergency <> '{}' THEN
    emergency := ARRAY(SELECT unnest(emergency) EXCEPT SELECT unnest(seen));
  END IF;
  named := ARRAY(SELECT n.family_id FROM family_named_viewer n WHERE n.user_id = viewer_user() AND n.ended_at IS NULL);
  IF seen || emergency || named <> '{}' OR viewer_families() || viewer_named_families() <> '{}' THEN
    PERFORM set_config('wtwf.families', (seen || emergency)::text, true),
      set_config('wtwf.emergency_families', emergency::text, true), set_config('wtwf.named_families', named::text, true);
  END IF;
END $function$;

CREATE FUNCTION sees_family(family uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
AS $function$
BEGIN
  RETURN EXISTS (SELECT 1 FROM family f WHERE f.id = family);
END $function$;

CREATE FUNCTION viewer_agency()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('wtwf.agency', true), ''))::uuid;

CREATE FUNCTION viewer_districts()
 RETURNS text[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (COALESCE(NULLIF(current_setting('wtwf.districts', true), ''), '{}'))::text[];

CREATE FUNCTION viewer_emergency_families()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (COALESCE(NULLIF(current_setting('wtwf.emergency_families', true), ''), '{}'))::uuid[];

CREATE FUNCTION viewer_families()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (COALESCE(NULLIF(current_setting('wtwf.families', true), ''), '{}'))::uuid[];

CREATE FUNCTION viewer_named_families()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (COALESCE(NULLIF(current_setting('wtwf.named_families', true), ''), '{}'))::uuid[];

CREATE FUNCTION viewer_role()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN NULLIF(current_setting('wtwf.role', true), '');

CREATE FUNCTION viewer_teams()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (COALESCE(NULLIF(current_setting('wtwf.teams', true), ''), '{}'))::uuid[];

CREATE FUNCTION viewer_today()
 RETURNS date
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('wtwf.today', true), ''))::date;

CREATE FUNCTION viewer_user()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('wtwf.user', true), ''))::uuid;

CREATE SEQUENCE caf_reference AS bigint START 100001;
GRANT USAGE ON SEQUENCE caf_reference TO wtwf_app;
GRANT USAGE ON SEQUENCE caf_reference TO wtwf_loader;

CREATE SEQUENCE family_reference AS bigint START 100001;
GRANT USAGE ON SEQUENCE family_reference TO wtwf_app;
GRANT USAGE ON SEQUENCE family_reference TO wtwf_loader;

CREATE SEQUENCE subject_request_reference AS bigint START 100001;
GRANT USAGE ON SEQUENCE subject_request_reference TO wtwf_app;
GRANT USAGE ON SEQUENCE subject_request_reference TO wtwf_loader;

-- table agency, owned by wtwf_owner
CREATE TABLE agency (
  id uuid NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  phone text,
  CONSTRAINT agency_pkey PRIMARY KEY (id),
  CONSTRAINT agency_name_key UNIQUE (name),
  CONSTRAINT agency_kind_check CHECK ((kind IN ('SCHOOL', 'POLICE', 'HOUSING', 'DISTRICT_COUNCIL', 'HEALTH', 'CSC', 'WPEHS', 'DWP', 'PROBATION', 'YOS', 'VOLUNTARY'))),
  CONSTRAINT agency_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);
ALTER TABLE agency ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY agency_first ON agency FOR INSERT
  WITH CHECK (((SELECT viewer_role()) = 'SYSTEM_SIGN_IN') AND (SELECT is_unused()));
CREATE POLICY agency_made ON agency FOR INSERT
  WITH CHECK ((SELECT viewer_role()) = 'ADMINISTRATOR');
CREATE POLICY agency_seen ON agency FOR SELECT
  USING ((SELECT viewer_role()) IS NOT NULL);
GRANT INSERT, SELECT ON agency TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON agency TO wtwf_loader;

-- table agreement, owned by wtwf_owner
CREATE TABLE agreement (
  id uuid NOT NULL,
  family_id uuid NOT NULL,
  agreed boolean NOT NULL,
  person_id uuid,
  capacity text NOT NULL,
  agency_ids uuid[] NOT NULL,
  purposes text[] NOT NULL,
  agreed_on date NOT NULL,
  withdrawn_on date,
  recorded_at timestamptz NOT NULL,
  withdrawn_recorded_at timestamptz,
  caf_id uuid,
  recorded_by uuid,
  withdrawn_person_id uuid,
  withdrawn_capacity text,
  withdrawn_recorded_by uuid,
  CONSTRAINT agreement_pkey PRIMARY KEY (id),
  CONSTRAINT agreement_capacity_check CHECK ((capacity IN ('PARENTAL_RESPONSIBILITY', 'COMPETENT_CHILD', 'AGED_16_OR_17', 'ADULT'))),
  CONSTRAINT agreement_withdrawn_capacity_check CHECK ((withdrawn_capacity IN ('PARENTAL_RESPONSIBILITY', 'COMPETENT_CHILD', 'AGED_16_OR_17', 'ADULT'))),
  CONSTRAINT agreement_caf_id_fkey FOREIGN KEY (caf_id) REFERENCES caf(id),
  CONSTRAINT agreement_family_id_fkey FOREIGN KEY (family_id) REFERENCES family(id),
  CONSTRAINT agreement_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT agreement_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES app_user(id),
  CONSTRAINT agreement_withdrawn_person_id_fkey FOREIGN KEY (withdrawn_person_id) REFERENCES person(id),
  CONSTRAINT agreement_withdrawn_recorded_by_fkey FOREIGN KEY (withdrawn_recorded_by) REFERENCES app_user(id)
);
CREATE INDEX agreement_caf ON agreement USING btree (caf_id) WHERE (caf_id IS NOT NULL);
CREATE INDEX agreement_family ON agreement USING btree (family_id);
COMMENT ON COLUMN agreement.withdrawn_person_id IS 'Nobody where another agreement of the same CAF took its place.';
ALTER TABLE agreement ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY agreement_made ON agreement FOR INSERT
  WITH CHECK (((SELECT viewer_role()) IN ('PRACTITIONER', 'COORDINATOR')) AND (recorded_by = (SELECT viewer_user())) AND (withdrawn_on IS NULL) AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = agreement.family_id))));
CREATE POLICY agreement_read_only_changed ON agreement FOR UPDATE AS RESTRICTIVE
  USING ((family_id IS NULL) OR (family_id <> ALL ((SELECT viewer_emergency_families())::uuid[])));
CREATE POLICY agreement_read_only_made ON agreement FOR INSERT AS RESTRICTIVE
  WITH CHECK ((family_id IS NULL) OR (family_id <> ALL ((SELECT viewer_emergency_families())::uuid[])));
CREATE POLICY agreement_seen ON agreement FOR SELECT
  USING 
CASE (SELECT viewer_role())
    WHEN 'SYSTEM_STANDINGS' THEN true
    WHEN 'SYSTEM_REPORTS' THEN true
    WHEN 'SYSTEM_RIGHTS' THEN true
    WHEN 'SYSTEM_CAF_CHECK' THEN false
    ELSE (EXISTS (SELECT 1
       FROM family f
      WHERE (f.id = agreement.family_id)))
END;
CREATE POLICY agreement_shut_to_machines ON agreement FOR ALL AS RESTRICTIVE
  USING ((SELECT viewer_role()) IS DISTINCT FROM 'MACHINE');
CREATE POLICY agreement_withdrawn ON agreement FOR UPDATE
  USING (((SELECT viewer_role()) IN ('PRACTITIONER', 'COORDINATOR')) AND (withdrawn_on IS NULL) AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = agreement.family_id))))
  WITH CHECK ((withdrawn_on IS NOT NULL) AND (withdrawn_recorded_by = (SELECT viewer_user())));
GRANT INSERT, SELECT ON agreement TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON agreement TO wtwf_loader;
GRANT UPDATE (withdrawn_on, withdrawn_recorded_at, withdrawn_person_id, withdrawn_capacity, withdrawn_recorded_by) ON agreement TO wtwf_app;

-- table app_user, owned by wtwf_owner
CREATE TABLE app_user (
  id uuid NOT NULL,
  name text NOT NULL,
  role text NOT NULL,
  agency_id uuid NOT NULL,
  team_id uuid,
  district_codes text[] NOT NULL DEFAULT '{}'::text[],
  disabled_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT app_user_pkey PRIMARY KEY (id),
  CONSTRAINT app_user_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  CONSTRAINT app_user_role_check CHECK ((role IN ('PRACTITIONER', 'AGENCY_LEAD', 'COORDINATOR', 'AUDITOR', 'BOARD_MEMBER', 'INFORMATION_OFFICER', 'ADMINISTRATOR', 'MACHINE'))),
  CONSTRAINT app_user_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id),
  CONSTRAINT app_user_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id)
);
CREATE INDEX app_user_team ON app_user USING btree (team_id);
CREATE TRIGGER app_user_changed_ends_sessions AFTER UPDATE ON app_user FOR EACH ROW WHEN ((((((old.role IS DISTINCT FROM new.role) OR (old.agency_id IS DISTINCT FROM new.agency_id)) OR (old.team_id IS DISTINCT FROM new.team_id)) OR (old.district_codes IS DISTINCT FROM new.district_codes)) OR (old.disabled_at IS DISTINCT FROM new.disabled_at))) EXECUTE FUNCTION end_sessions();
COMMENT ON COLUMN app_user.district_codes IS 'The districts that a coordinator covers.';
COMMENT ON COLUMN app_user.team_id IS 'A practitioner''s team; an agency lead''s branch (that team and all below it; the whole agency where null).';
ALTER TABLE app_user ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY app_user_changed ON app_user FOR UPDATE
  USING ((SELECT viewer_role()) = 'ADMINISTRATOR');
CREATE POLICY app_user_first ON app_user FOR INSERT
  WITH CHECK (((SELECT viewer_role()) = 'SYSTEM_SIGN_IN') AND (role = 'ADMINISTRATOR') AND (SELECT is_unused()));
CREATE POLICY app_user_itself ON app_user FOR SELECT AS RESTRICTIVE
  USING (((SELECT viewer_role()) IS DISTINCT FROM 'MACHINE') OR (id = (SELECT viewer_user())));
CREATE POLICY app_user_made ON app_user FOR INSERT
  WITH CHECK ((SELECT viewer_role()) = 'ADMINISTRATOR');
CREATE POLICY app_user_seen ON app_user FOR SELECT
  USING ((SELECT viewer_role()) IS NOT NULL);
GRANT INSERT, SELECT, UPDATE ON app_user TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON app_user TO wtwf_loader;

-- table attachment, owned by wtwf_owner
CREATE TABLE attachment (
  id uuid NOT NULL,
  family_id uuid NOT NULL,
  attached_on date NOT NULL,
  district_code text NOT NULL,
  lead_agency_kind text NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by uuid,
  voided_on date,
  void_reason text,
  voided_recorded_at timestamptz,
  CONSTRAINT attachment_pkey PRIMARY KEY (id),
  CONSTRAINT attachment_void_reason_check CHECK ((length(void_reason) <= 1000)),
  CONSTRAINT attachment_district_code_fkey FOREIGN KEY (district_code) REFERENCES district(code),
  CONSTRAINT attachment_family_id_fkey FOREIGN KEY (family_id) REFERENCES family(id),
  CONSTRAINT attachment_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES app_user(id)
);
CREATE INDEX attachment_family ON attachment USING btree (family_id);
CREATE UNIQUE INDEX attachment_one ON attachment USING btree (family_id) WHERE (voided_on IS NULL);
ALTER TABLE attachment ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY attachment_changed ON attachment FOR UPDATE
  USING (((SELECT viewer_role()) = 'COORDINATOR') AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = attachment.family_id))));
CREATE POLICY attachment_disposed ON attachment FOR UPDATE
  USING (((SELECT viewer_role()) = 'SYSTEM_RIGHTS') AND (family_id = ANY (ARRAY(SELECT d.family_id
   FROM disposal d
  WHERE (d.recorded_xact = (SELECT pg_current_xact_id_if_assigned()))))));
CREATE POLICY attachment_made ON attachment FOR INSERT
  WITH CHECK (((SELECT viewer_role()) = 'COORDINATOR') AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = attachment.family_id))));
CREATE POLICY attachment_read_only_changed ON attachment FOR UPDATE AS RESTRICTIVE
  USING ((family_id IS NULL) OR (family_id <> ALL ((SELECT viewer_emergency_families())::uuid[])));
CREATE POLICY attachment_read_only_made ON attachment FOR INSERT AS RESTRICTIVE
  WITH CHECK ((family_id IS NULL) OR (family_id <> ALL ((SELECT viewer_emergency_families())::uuid[])));
CREATE POLICY attachment_seen ON attachment FOR SELECT
  USING 
CASE (SELECT viewer_role())
    WHEN 'SYSTEM_STANDINGS' THEN true
    WHEN 'SYSTEM_REPORTS' THEN true
    WHEN 'SYSTEM_RIGHTS' THEN true
    WHEN 'SYSTEM_CAF_CHECK' THEN false
    ELSE (EXISTS (SELECT 1
       FROM family f
      WHERE (f.id = attachment.family_id)))
END;
CREATE POLICY attachment_shut_to_machines ON attachment FOR ALL AS RESTRICTIVE
  USING ((SELECT viewer_role()) IS DISTINCT FROM 'MACHINE');
GRANT INSERT, SELECT, UPDATE ON attachment TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON attachment TO wtwf_loader;

-- table audit_day, owned by wtwf_owner
-- A day that is over: where the chain stood at its end, over the hash of the day before. It refers to nothing, so that it can outlive the rows that it closes.
CREATE TABLE audit_day (
  day date NOT NULL,
  last_seal bigint NOT NULL,
  last_position bigint NOT NULL,
  seal_hash bytea NOT NULL,
  link_hash bytea NOT NULL,
  hash bytea NOT NULL,
  CONSTRAINT audit_day_pkey PRIMARY KEY (day),
  CONSTRAINT audit_day_last_seal_key UNIQUE (last_seal),
  CONSTRAINT audit_day_hash_check CHECK ((octet_length(hash) = 32)),
  CONSTRAINT audit_day_link_hash_check CHECK ((octet_length(link_hash) = 32)),
  CONSTRAINT audit_day_seal_hash_check CHECK ((octet_length(seal_hash) = 32))
);
CREATE TRIGGER audit_day_stays BEFORE DELETE OR UPDATE OR TRUNCATE ON audit_day FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE audit_day ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY audit_day_made ON audit_day FOR INSERT
  WITH CHECK ((SELECT viewer_role()) = 'SYSTEM_AUDIT');
CREATE POLICY audit_day_seen ON audit_day FOR SELECT
  USING ((SELECT viewer_role()) IN ('ADMINISTRATOR', 'INFORMATION_OFFICER', 'SYSTEM_AUDIT'));
CREATE POLICY audit_day_shut_to_machines ON audit_day FOR ALL AS RESTRICTIVE
  USING ((SELECT viewer_role()) IS DISTINCT FROM 'MACHINE');
GRANT INSERT, SELECT ON audit_day TO wtwf_app;
GRANT SELECT ON audit_day TO wtwf_loader;

-- table audit_disposal, owned by wtwf_owner
-- Which closed days of the audit log went, how many rows, and the hashes that the kept chain starts from. By the system's clock.
CREATE TABLE audit_disposal (
  number integer NOT NULL,
  first_day date NOT NULL,
  last_day date NOT NULL,
  events bigint NOT NULL,
  last_position bigint NOT NULL,
  last_seal bigint NOT NULL,
  seal_hash bytea NOT NULL,
  link_hash bytea NOT NULL,
  kept_years integer NOT NULL,
  disposed_on date NOT NULL,
  disposed_at timestamptz NOT NULL DEFAULT now(),
  disposed_by text NOT NULL DEFAULT SESSION_USER,
  recorded_xact xid8 NOT NULL DEFAULT pg_current_xact_id(),
  CONSTRAINT audit_disposal_pkey PRIMARY KEY (number),
  CONSTRAINT audit_disposal_check CHECK ((last_day >= first_day)),
  CONSTRAINT audit_disposal_check1 CHECK (((last_day + make_interval(years => kept_years)) <= disposed_on)),
  CONSTRAINT audit_disposal_check2 CHECK ((disposed_on <= ((disposed_at AT TIME ZONE 'Europe/London'))::date)),
  CONSTRAINT audit_disposal_events_check CHECK ((events > 0)),
  CONSTRAINT audit_disposal_kept_years_check CHECK ((kept_years >= 6)),
  CONSTRAINT audit_disposal_link_hash_check CHECK ((octet_length(link_hash) = 32)),
  CONSTRAINT audit_disposal_number_check CHECK ((number > 0)),
  CONSTRAINT audit_disposal_seal_hash_check CHECK ((octet_length(seal_hash) = 32))
);
CREATE TRIGGER audit_disposal_stays BEFORE DELETE OR UPDATE OR TRUNCATE ON audit_disposal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE audit_disposal ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY audit_disposal_made ON audit_disposal FOR INSERT
  WITH CHECK ((SELECT viewer_role()) = 'SYSTEM_AUDIT');
CREATE POLICY audit_disposal_seen ON audit_disposal FOR SELECT
  USING ((SELECT viewer_role()) IN ('ADMINISTRATOR', 'INFORMATION_OFFICER', 'SYSTEM_AUDIT'));
GRANT SELECT ON audit_disposal TO wtwf_app;
GRANT SELECT ON audit_disposal TO wtwf_loader;

-- table audit_event, owned by wtwf_owner
-- Identifiers only, never content, so that a person can be erased while the log stays whole. reason is a closed code.
CREATE TABLE audit_event (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  business_at timestamptz NOT NULL,
  user_id uuid,
  role text NOT NULL,
  action text NOT NULL,
  family_ids uuid[] NOT NULL,
  subject_id uuid,
  reason text,
  correlation_id text NOT NULL,
  why text,
  recorded_xact xid8 NOT NULL DEFAULT pg_current_xact_id(),
  CONSTRAINT audit_event_pkey PRIMARY KEY (id),
  CONSTRAINT audit_event_action_check CHECK ((action ~ '^[a-z-]+\.[a-z-]+$')),
  CONSTRAINT audit_event_why_check CHECK ((why ~ '^[A-Z_]+$'))
);
CREATE INDEX audit_event_action ON audit_event USING btree (action, id);
CREATE INDEX audit_event_business_at ON audit_event USING brin (business_at);
CREATE INDEX audit_event_recorded_xact ON audit_event USING btree (recorded_xact, id);
CREATE INDEX audit_event_user ON audit_event USING btree (user_id, id);
CREATE TRIGGER audit_event_stays BEFORE DELETE OR UPDATE OR TRUNCATE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON COLUMN audit_event.reason IS 'What came of it, a closed code, such as how a CAF was closed.';
COMMENT ON COLUMN audit_event.why IS 'The ground on which it was done, a closed code; null where none is needed.';
ALTER TABLE audit_event ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY audit_event_disposed ON audit_event FOR DELETE
  USING (((SELECT viewer_role()) = 'SYSTEM_AUDIT') AND (EXISTS (SELECT 1
   FROM audit_link l
  WHERE ((l.event_id = audit_event.id) AND (l."position" <= (SELECT audit_goes_until()))))));
CREATE POLICY audit_event_made ON audit_event FOR INSERT
  WITH CHECK (((SELECT viewer_role()) = 'SYSTEM_SIGN_IN') OR (((SELECT viewer_role()) IS NOT NULL) AND (NOT (user_id IS DISTINCT FROM (SELECT viewer_user())))));
CREATE POLICY audit_event_seen ON audit_event FOR SELECT
  USING ((SELECT viewer_role()) IN ('ADMINISTRATOR', 'INFORMATION_OFFICER', 'SYSTEM_AUDIT'));
GRANT SELECT ON audit_event TO wtwf_app;
GRANT SELECT ON audit_event TO wtwf_loader;
GRANT INSERT (business_at, user_id, role, action, family_ids, subject_id, reason, correlation_id, why) ON audit_event TO wtwf_app;

-- table audit_family, owned by wtwf_owner
-- Which sealed rows of the log are about which family: worked out from them by the sealing job, for looking up.
CREATE TABLE audit_family (
  family_id uuid NOT NULL,
  event_id bigint NOT NULL,
  business_at timestamptz NOT NULL,
  user_id uuid,
  action text NOT NULL,
  CONSTRAINT audit_family_pkey PRIMARY KEY (family_id, event_id)
);
CREATE TRIGGER audit_family_stays BEFORE DELETE OR UPDATE OR TRUNCATE ON audit_family FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE audit_family ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY audit_family_disposed ON audit_family FOR DELETE
  USING (((SELECT viewer_role()) = 'SYSTEM_AUDIT') AND (EXISTS (SELECT 1
   FROM audit_link l
  WHERE ((l.event_id = audit_family.event_id) AND (l."position" <= (SELECT audit_goes_until()))))));
CREATE POLICY audit_family_known ON audit_family FOR SELECT
  USING ((SELECT viewer_role()) = 'SYSTEM_RIGHTS');
CREATE POLICY audit_family_made ON audit_family FOR INSERT
  WITH CHECK ((SELECT viewer_role()) = 'SYSTEM_AUDIT');
CREATE POLICY audit_family_seen ON audit_family FOR SELECT
  USING (((SELECT viewer_role()) IN ('ADMINISTRATOR', 'INFORMATION_OFFICER', 'SYSTEM_AUDIT')) OR (((SELECT viewer_role()) = 'COORDINATOR') AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = audit_family.family_id)))));
CREATE POLICY audit_family_shut_to_machines ON audit_family FOR ALL AS RESTRICTIVE
  USING ((SELECT viewer_role()) IS DISTINCT FROM 'MACHINE');
GRANT INSERT, SELECT ON audit_family TO wtwf_app;
GRANT SELECT ON audit_family TO wtwf_loader;

-- table audit_link, owned by wtwf_owner
-- The rows of the log in their order: SHA-256 over the hash before and the row's text. No reference to audit_event, which would have to lock its rows.
CREATE TABLE audit_link (
  "position" bigint NOT NULL,
  event_id bigint NOT NULL,
  hash bytea NOT NULL,
  CONSTRAINT audit_link_pkey PRIMARY KEY ("position"),
  CONSTRAINT audit_link_event_id_key UNIQUE (event_id),
  CONSTRAINT audit_link_hash_check CHECK ((octet_length(hash) = 32)),
  CONSTRAINT audit_link_position_check CHECK (("position" > 0))
);
CREATE TRIGGER audit_link_stays BEFORE DELETE OR UPDATE OR TRUNCATE ON audit_link FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE audit_link ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY audit_link_disposed ON audit_link FOR DELETE
  USING (((SELECT viewer_role()) = 'SYSTEM_AUDIT') AND ("position" <= (SELECT audit_goes_until())));
CREATE POLICY audit_link_made ON audit_link FOR INSERT
  WITH CHECK ((SELECT viewer_role()) = 'SYSTEM_AUDIT');
CREATE POLICY audit_link_seen ON audit_link FOR SELECT
  USING ((SELECT viewer_role()) IN ('ADMINISTRATOR', 'INFORMATION_OFFICER', 'SYSTEM_AUDIT'));
CREATE POLICY audit_link_shut_to_machines ON audit_link FOR ALL AS RESTRICTIVE
  USING ((SELECT viewer_role()) IS DISTINCT FROM 'MACHINE');
GRANT INSERT, SELECT ON audit_link TO wtwf_app;
GRANT SELECT ON audit_link TO wtwf_loader;

-- table audit_seal, owned by wtwf_owner
-- One run of the sealing job. horizon: every row of an earlier transaction of this cluster is sealed.
CREATE TABLE audit_seal (
  number bigint NOT NULL,
  day date NOT NULL,
  sealed_at timestamptz NOT NULL,
  last_position bigint NOT NULL,
  horizon xid8 NOT NULL,
  cluster text NOT NULL,
  hash bytea NOT NULL,
  CONSTRAINT audit_seal_pkey PRIMARY KEY (number),
  CONSTRAINT audit_seal_hash_check CHECK ((octet_length(hash) = 32)),
  CONSTRAINT audit_seal_number_check CHECK ((number > 0)),
  CONSTRAINT audit_seal_last_position_fkey FOREIGN KEY (last_position) REFERENCES audit_link("position")
);
CREATE TRIGGER audit_seal_stays BEFORE DELETE OR UPDATE OR TRUNCATE ON audit_seal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE audit_seal ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY audit_seal_disposed ON audit_seal FOR DELETE
  USING (((SELECT viewer_role()) = 'SYSTEM_AUDIT') AND (last_position <= (SELECT audit_goes_until())));
CREATE POLICY audit_seal_made ON audit_seal FOR INSERT
  WITH CHECK ((SELECT viewer_role()) = 'SYSTEM_AUDIT');
CREATE POLICY audit_seal_seen ON audit_seal FOR SELECT
  USING ((SELECT viewer_role()) IN ('ADMINISTRATOR', 'INFORMATION_OFFICER', 'SYSTEM_AUDIT'));
CREATE POLICY audit_seal_shut_to_machines ON audit_seal FOR ALL AS RESTRICTIVE
  USING ((SELECT viewer_role()) IS DISTINCT FROM 'MACHINE');
GRANT INSERT, SELECT ON audit_seal TO wtwf_app;
GRANT SELECT ON audit_seal TO wtwf_loader;

-- table caf, owned by wtwf_owner
CREATE TABLE caf (
  id uuid NOT NULL,
  reference text NOT NULL,
  family_id uuid,
  agency_id uuid NOT NULL,
  team_id uuid NOT NULL,
  author_id uuid NOT NULL,
  status text NOT NULL,
  draft jsonb,
  draft_saved_at timestamptz,
  opened_on date,
  closed_on date,
  close_reason text,
  close_outcome text,
  closed_recorded_at timestamptz,
  recorded_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT caf_pkey PRIMARY KEY (id),
  CONSTRAINT caf_reference_key UNIQUE (reference),
  CONSTRAINT caf_check CHECK (((status = 'DRAFT') OR (family_id IS NOT NULL))),
  CONSTRAINT caf_check1 CHECK (((status = 'CLOSED') = (closed_on IS NOT NULL))),
  CONSTRAINT caf_close_outcome_check CHECK ((length(close_outcome) <= 4000)),
  CONSTRAINT caf_close_reason_check CHECK ((close_reason IN ('NEEDS_MET', 'STEPPED_UP', 'FAMILY_WITHDREW', 'MOVED_AWAY', 'OTHER'))),
  CONSTRAINT caf_reference_check CHECK ((reference ~ '^CAF-[0-9]{6,}$')),
  CONSTRAINT caf_status_check CHECK ((status IN ('DRAFT', 'SUBMITTED', 'RETURNED', 'OPEN', 'CLOSED'))),
  CONSTRAINT caf_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id),
  CONSTRAINT caf_author_id_fkey FOREIGN KEY (author_id) REFERENCES app_user(id),
  CONSTRAINT caf_family_id_fkey FOREIGN KEY (family_id) REFERENCES family(id),
  CONSTRAINT caf_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id)
);
CREATE INDEX caf_agency ON caf USING btree (agency_id);
CREATE INDEX caf_family ON caf USING btree (family_id);
CREATE INDEX caf_team ON caf USING btree (team_id, status);
CREATE INDEX caf_waiting ON caf USING btree (status) WHERE (status = 'SUBMITTED');
COMMENT ON COLUMN caf.draft IS 'What is being written: names and prose included, emptied on submission and by disposal.';
ALTER TABLE caf ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY caf_changed ON caf FOR UPDATE
  USING ((((SELECT viewer_role()) = 'PRACTITIONER') AND (team_id = ANY ((SELECT viewer_teams())::uuid[]))) OR (((SELECT viewer_role()) = 'COORDINATOR') AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = caf.family_id)))))
  WITH CHECK ((family_id IS NULL) OR (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = caf.family_id))));
CREATE POLICY caf_discarded ON caf FOR DELETE
  USING ((status = 'DRAFT') AND ((SELECT viewer_role()) = 'PRACTITIONER') AND (team_id = ANY ((SELECT viewer_teams())::uuid[])));
CREATE POLICY caf_disposed ON caf FOR UPDATE
  USING (((SELECT viewer_role()) = 'SYSTEM_RIGHTS') AND (family_id = ANY (ARRAY(SELECT d.family_id
   FROM disposal d
  WHERE (d.recorded_xact = (SELECT pg_current_xact_id_if_assigned()))))));
CREATE POLICY caf_draft_disposed ON caf FOR DELETE
  USING (((SELECT viewer_role()) = 'SYSTEM_RIGHTS') AND (status = 'DRAFT') AND (NOT (EXISTS (SELECT 1
   FROM legal_hold h
  WHERE ((h.family_id = caf.family_id) AND (h.lifted_at IS NULL))))) AND (id = ANY (ARRAY(SELECT d.caf_id
   FROM draft_disposal d
  WHERE (d.recorded_xact = (SELECT pg_current_xact_id_if_assigned()))))));
CREATE POLICY caf_draft_handed_over ON caf FOR SELECT
  USING (((SELECT viewer_role()) = 'SYSTEM_HAND_OVER') AND (team_id = ANY ((SELECT viewer_teams())::uuid[])) AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = caf.family_id))));
CREATE POLICY caf_handed_over ON caf FOR UPDATE
  USING (((SELECT viewer_role()) = 'SYSTEM_HAND_OVER') AND (team_id = ANY ((SELECT viewer_teams())::uuid[])) AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = caf.family_id))))
  WITH CHECK ((team_id = ANY ((SELECT viewer_teams())::uuid[])) AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = caf.family_id))));
CREATE POLICY caf_known ON caf FOR SELECT
  USING ((SELECT viewer_role()) = 'SYSTEM_RIGHTS');
CREATE POLICY caf_made ON caf FOR INSERT
  WITH CHECK ((status = 'DRAFT') AND ((SELECT viewer_role()) = 'PRACTITIONER') AND (team_id = ANY ((SELECT viewer_teams())::uuid[])));
CREATE POLICY caf_read_only_changed ON caf FOR UPDATE AS RESTRICTIVE
  USING ((family_id IS NULL) OR (family_id <> ALL ((SELECT viewer_emergency_families())::uuid[])));
CREATE POLICY caf_read_only_made ON caf FOR INSERT AS RESTRICTIVE
  WITH CHECK ((family_id IS NULL) OR (family_id <> ALL ((SELECT viewer_emergency_families())::uuid[])));
CREATE POLICY caf_seen ON caf FOR SELECT
  USING (((SELECT viewer_role()) = 'SYSTEM_REPORTS') OR ((status = 'DRAFT') AND ((SELECT viewer_role()) = 'PRACTITIONER') AND (team_id = ANY ((SELECT viewer_teams())::uuid[])) AND ((family_id IS NULL) OR (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = caf.family_id))))) OR ((status <> 'DRAFT') AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = caf.family_id)))));
CREATE POLICY caf_shut_to_machines ON caf FOR ALL AS RESTRICTIVE
  USING ((SELECT viewer_role()) IS DISTINCT FROM 'MACHINE');
CREATE POLICY caf_stays_in_branch ON caf FOR UPDATE AS RESTRICTIVE
  USING true
  WITH CHECK (((SELECT viewer_role()) IS DISTINCT FROM 'SYSTEM_HAND_OVER') OR (team_id = ANY ((SELECT viewer_teams())::uuid[])));
CREATE POLICY caf_stopped ON caf FOR UPDATE
  USING (((SELECT viewer_role()) = 'SYSTEM_AGREEMENTS') AND (status <> 'DRAFT') AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = caf.family_id))))
  WITH CHECK (status = 'CLOSED');
GRANT DELETE, INSERT, SELECT, UPDATE ON caf TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON caf TO wtwf_loader;

-- table caf_review, owned by wtwf_owner
CREATE TABLE caf_review (
  caf_id uuid NOT NULL,
  version_number integer NOT NULL,
  result text NOT NULL,
  reasons text[] NOT NULL,
  note text,
  reviewed_at timestamptz NOT NULL,
  reviewed_by uuid NOT NULL,
  CONSTRAINT caf_review_pkey PRIMARY KEY (caf_id, version_number),
  CONSTRAINT caf_review_note_check CHECK ((length(note) <= 4000)),
  CONSTRAINT caf_review_result_check CHECK ((result IN ('COMPLIANT', 'RETURNED'))),
  CONSTRAINT caf_review_caf_id_version_number_fkey FOREIGN KEY (caf_id, version_number) REFERENCES caf_version(caf_id, number),
  CONSTRAINT caf_review_reviewed_by_fkey FOREIGN KEY (reviewed_by) REFERENCES app_user(id)
);
ALTER TABLE caf_review ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY caf_review_disposed ON caf_review FOR UPDATE
  USING (((SELECT viewer_role()) = 'SYSTEM_RIGHTS') AND ((SELECT c.family_id
   FROM caf c
  WHERE (c.id = caf_review.caf_id)) = ANY (ARRAY(SELECT d.family_id
   FROM disposal d
  WHERE (d.recorded_xact = (SELECT pg_current_xact_id_if_assigned()))))));
CREATE POLICY caf_review_known ON caf_review FOR SELECT
  USING ((SELECT viewer_role()) = 'SYSTEM_RIGHTS');
CREATE POLICY caf_review_made ON caf_review FOR INSERT
  WITH CHECK (((SELECT viewer_role()) = 'COORDINATOR') AND (reviewed_by = (SELECT viewer_user())) AND (EXISTS (SELECT 1
   FROM caf c
  WHERE (c.id = caf_review.caf_id))));
CREATE POLICY caf_review_read_only_made ON caf_review FOR INSERT AS RESTRICTIVE
  WITH CHECK (NOT (EXISTS (SELECT 1
   FROM caf c
  WHERE ((c.id = caf_review.caf_id) AND (c.family_id = ANY ((SELECT viewer_emergency_families())::uuid[]))))));
CREATE POLICY caf_review_seen ON caf_review FOR SELECT
  USING (((SELECT viewer_role()) IN ('SYSTEM_STANDINGS', 'SYSTEM_REPORTS')) OR (((SELECT viewer_role()) <> 'SYSTEM_CAF_CHECK') AND (EXISTS (SELECT 1
   FROM caf c
  WHERE (c.id = caf_review.caf_id)))));
CREATE POLICY caf_review_shut_to_machines ON caf_review FOR ALL AS RESTRICTIVE
  USING ((SELECT viewer_role()) IS DISTINCT FROM 'MACHINE');
GRANT INSERT, SELECT ON caf_review TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON caf_review TO wtwf_loader;
GRANT UPDATE (note) ON caf_review TO wtwf_app;

-- table caf_version, owned by wtwf_owner
-- A submitted version never changes. content: ids, closed words and dates. words: free text by key, which disposal alone may blank.
CREATE TABLE caf_version (
  caf_id uuid NOT NULL,
  number integer NOT NULL,
  content jsonb NOT NULL,
  words jsonb,
  submitted_at timestamptz NOT NULL,
  submitted_by uuid NOT NULL,
  CONSTRAINT caf_version_pkey PRIMARY KEY (caf_id, number),
  CONSTRAINT caf_version_number_check CHECK ((number >= 1)),
  CONSTRAINT caf_version_caf_id_fkey FOREIGN KEY (caf_id) REFERENCES caf(id),
  CONSTRAINT caf_version_submitted_by_fkey FOREIGN KEY (submitted_by) REFERENCES app_user(id)
);
ALTER TABLE caf_version ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY caf_version_disposed ON caf_version FOR UPDATE
  USING (((SELECT viewer_role()) = 'SYSTEM_RIGHTS') AND ((SELECT c.family_id
   FROM caf c
  WHERE (c.id = caf_version.caf_id)) = ANY (ARRAY(SELECT d.family_id
   FROM disposal d
  WHERE (d.recorded_xact = (SELECT pg_current_xact_id_if_assigned()))))));
CREATE POLICY caf_version_known ON caf_version FOR SELECT
  USING ((SELECT viewer_role()) = 'SYSTEM_RIGHTS');
CREATE POLICY caf_version_made ON caf_version FOR INSERT
  WITH CHECK (((SELECT viewer_role()) = 'PRACTITIONER') AND (submitted_by = (SELECT viewer_user())) AND (EXISTS (SELECT 1
   FROM caf c
  WHERE (c.id = caf_version.caf_id))));
CREATE POLICY caf_version_read_only_made ON caf_version FOR INSERT AS RESTRICTIVE
  WITH CHECK (NOT (EXISTS (SELECT 1
   FROM caf c
  WHERE ((c.id = caf_version.caf_id) AND (c.family_id = ANY ((SELECT viewer_emergency_families())::uuid[]))))));
CREATE POLICY caf_version_seen ON caf_version FOR SELECT
  USING (((SELECT viewer_role()) IN ('SYSTEM_STANDINGS', 'SYSTEM_REPORTS')) OR (((SELECT viewer_role()) <> 'SYSTEM_CAF_CHECK') AND (EXISTS (SELECT 1
   FROM caf c
  WHERE (c.id = caf_version.caf_id)))));
CREATE POLICY caf_version_shut_to_machines ON caf_version FOR ALL AS RESTRICTIVE
  USING ((SELECT viewer_role()) IS DISTINCT FROM 'MACHINE');
GRANT INSERT, SELECT ON caf_version TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON caf_version TO wtwf_loader;
GRANT UPDATE (words) ON caf_version TO wtwf_app;

-- table claim, owned by wtwf_owner
CREATE TABLE claim (
  id uuid NOT NULL,
  family_id uuid NOT NULL,
  route text NOT NULL,
  submitted_on date NOT NULL,
  recorded_at timestamptz NOT NULL,
  CONSTRAINT claim_pkey PRIMARY KEY (id),
  CONSTRAINT claim_family_id_key UNIQUE (family_id),
  CONSTRAINT claim_route_check CHECK ((route IN ('SSP', 'CE'))),
  CONSTRAINT claim_family_id_fkey FOREIGN KEY (family_id) REFERENCES family(id)
);
ALTER TABLE claim ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY claim_known ON claim FOR SELECT
  USING ((SELECT viewer_role()) = 'SYSTEM_RIGHTS');
CREATE POLICY claim_read_only_changed ON claim FOR UPDATE AS RESTRICTIVE
  USING ((family_id IS NULL) OR (family_id <> ALL ((SELECT viewer_emergency_families())::uuid[])));
CREATE POLICY claim_read_only_made ON claim FOR INSERT AS RESTRICTIVE
  WITH CHECK ((family_id IS NULL) OR (family_id <> ALL ((SELECT viewer_emergency_families())::uuid[])));
CREATE POLICY claim_seen ON claim FOR SELECT
  USING (((SELECT viewer_role()) IN ('AUDITOR', 'SYSTEM_STANDINGS', 'SYSTEM_REPORTS')) OR (((SELECT viewer_role()) = 'COORDINATOR') AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = claim.family_id)))));
CREATE POLICY claim_shut_to_machines ON claim FOR ALL AS RESTRICTIVE
  USING ((SELECT viewer_role()) IS DISTINCT FROM 'MACHINE');
GRANT INSERT, SELECT ON claim TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON claim TO wtwf_loader;

-- table closed_answer, owned by wtwf_owner
-- What is not to be shown to which member of a family, since when and why. The reasons are for disposal alone to blank.
CREATE TABLE closed_answer (
  id uuid NOT NULL,
  family_id uuid NOT NULL,
  caf_id uuid,
  action_id uuid,
  evidence_id uuid,
  place text NOT NULL,
  person_id uuid NOT NULL,
  reason text,
  closed_on date NOT NULL,
  closed_by uuid NOT NULL,
  recorded_at timestamptz NOT NULL,
  lifted_on date,
  lifted_by uuid,
  lift_reason text,
  lifted_recorded_at timestamptz,
  CONSTRAINT closed_answer_pkey PRIMARY KEY (id),
  CONSTRAINT closed_answer_check CHECK ((lifted_on >= closed_on)),
  CONSTRAINT closed_answer_check1 CHECK (((lifted_on IS NULL) = (lifted_by IS NULL))),
  CONSTRAINT closed_answer_check2 CHECK ((((action_id IS NOT NULL) = (place ~~ 'actions.%')) AND ((action_id IS NULL) OR (place = ('actions.' || action_id))))),
  CONSTRAINT closed_answer_check3 CHECK ((((evidence_id IS NOT NULL) = (place ~~ 'evidence.%')) AND ((evidence_id IS NULL) OR (place = ('evidence.' || evidence_id))))),
  CONSTRAINT closed_answer_lift_reason_check CHECK (((length(lift_reason) >= 1) AND (length(lift_reason) <= 1000))),
  CONSTRAINT closed_answer_place_check CHECK ((place ~ '^[A-Za-z0-9._-]{1,120}$')),
  CONSTRAINT closed_answer_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 1000))),
  CONSTRAINT closed_answer_action_id_fkey FOREIGN KEY (action_id) REFERENCES plan_action(id),
  CONSTRAINT closed_answer_caf_id_fkey FOREIGN KEY (caf_id) REFERENCES caf(id),
  CONSTRAINT closed_answer_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES app_user(id),
  CONSTRAINT closed_answer_evidence_id_fkey FOREIGN KEY (evidence_id) REFERENCES evidence(id),
  CONSTRAINT closed_answer_family_id_fkey FOREIGN KEY (family_id) REFERENCES family(id),
  CONSTRAINT closed_answer_lifted_by_fkey FOREIGN KEY (lifted_by) REFERENCES app_user(id),
  CONSTRAINT closed_answer_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
CREATE UNIQUE INDEX closed_answer_one ON closed_answer USING btree (family_id, place, person_id) WHERE (lifted_on IS NULL);
CREATE TRIGGER closed_answer_blanked BEFORE UPDATE OF reason ON closed_answer FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
ALTER TABLE closed_answer ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY closed_answer_disposed ON closed_answer FOR UPDATE
  USING (((SELECT viewer_role()) = 'SYSTEM_RIGHTS') AND (family_id = ANY (ARRAY(SELECT d.family_id
   FROM disposal d
  WHERE (d.recorded_xact = (SELECT pg_current_xact_id_if_assigned()))))));
CREATE POLICY closed_answer_known ON closed_answer FOR SELECT
  USING ((SELECT viewer_role()) = 'SYSTEM_RIGHTS');
CREATE POLICY closed_answer_lifted ON closed_answer FOR UPDATE
  USING (((SELECT viewer_role()) IN ('PRACTITIONER', 'COORDINATOR')) AND (lifted_on IS NULL) AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = closed_answer.family_id))) AND ((evidence_id IS NULL) OR (EXISTS (SELECT 1
   FROM evidence e
  WHERE (e.id = closed_answer.evidence_id)))))
  WITH CHECK (lifted_by = (SELECT viewer_user()));
CREATE POLICY closed_answer_made ON closed_answer FOR INSERT
  WITH CHECK (((SELECT viewer_role()) IN ('PRACTITIONER', 'COORDINATOR')) AND (closed_by = (SELECT viewer_user())) AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = closed_answer.family_id))) AND ((evidence_id IS NULL) OR (EXISTS (SELECT 1
   FROM evidence e
  WHERE (e.id = closed_answer.evidence_id)))) AND ((action_id IS NULL) OR (EXISTS (SELECT 1
   FROM plan_action a
  WHERE (a.id = closed_answer.action_id)))));
CREATE POLICY closed_answer_read_only_changed ON closed_answer FOR UPDATE AS RESTRICTIVE
  USING (family_id <> ALL ((SELECT viewer_emergency_families())::uuid[]));
CREATE POLICY closed_answer_read_only_made ON closed_answer FOR INSERT AS RESTRICTIVE
  WITH CHECK (family_id <> ALL ((SELECT viewer_emergency_families())::uuid[]));
CREATE POLICY closed_answer_seen ON closed_answer FOR SELECT
  USING (((SELECT viewer_role()) IN ('PRACTITIONER', 'AGENCY_LEAD', 'COORDINATOR', 'AUDITOR')) AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = closed_answer.family_id))) AND ((evidence_id IS NULL) OR (EXISTS (SELECT 1
   FROM evidence e
  WHERE (e.id = closed_answer.evidence_id)))));
GRANT INSERT, SELECT ON closed_answer TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON closed_answer TO wtwf_loader;
GRANT UPDATE (reason, lifted_on, lifted_by, lift_reason, lifted_recorded_at) ON closed_answer TO wtwf_app;

-- table correction_request, owned by wtwf_owner
-- That a person says that something recorded is wrong, their statement, and what the information officer decided. It stands beside the record.
CREATE TABLE correction_request (
  id uuid NOT NULL,
  family_id uuid NOT NULL,
  family_reference text NOT NULL,
  person_id uuid NOT NULL,
  capacity text NOT NULL,
  about text NOT NULL,
  caf_id uuid,
  version_number integer,
  criterion text,
  evidence_id uuid,
  action_id uuid,
  meeting_id uuid,
  said text,
  wrong text,
  statement text,
  received_on date NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by uuid NOT NULL,
  extended_on date,
  extend_reason text,
  decision text,
  decided_on date,
  decided_at timestamptz,
  decided_by uuid,
  decision_reason text,
  put_right text,
  correcting_evidence_id uuid,
  correcting_version integer,
  decided_xact xid8,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT correction_request_pkey PRIMARY KEY (id),
  CONSTRAINT correction_request_about_check CHECK ((about IN ('NAME', 'DATE_OF_BIRTH', 'CAF', 'EVIDENCE', 'PLAN_ACTION', 'TAF_MEETING'))),
  CONSTRAINT correction_request_capacity_check CHECK ((capacity IN ('THEMSELVES', 'PARENTAL_RESPONSIBILITY', 'REPRESENTATIVE'))),
  CONSTRAINT correction_request_check CHECK ((extended_on >= received_on)),
  CONSTRAINT correction_request_check1 CHECK (((about = 'CAF') = ((caf_id IS NOT NULL) AND (version_number IS NOT NULL)))),
  CONSTRAINT correction_request_check2 CHECK (((criterion IS NULL) OR (about = 'CAF'))),
  CONSTRAINT correction_request_check3 CHECK (((about = 'EVIDENCE') = (evidence_id IS NOT NULL))),
  CONSTRAINT correction_request_check4 CHECK (((about = 'PLAN_ACTION') = (action_id IS NOT NULL))),
  CONSTRAINT correction_request_check5 CHECK (((about = 'TAF_MEETING') = (meeting_id IS NOT NULL))),
  CONSTRAINT correction_request_check6 CHECK (((decision IS NULL) = (decided_at IS NULL))),
  CONSTRAINT correction_request_check7 CHECK (((decision IS NULL) = (decided_by IS NULL))),
  CONSTRAINT correction_request_check8 CHECK (((decision IS NULL) = (decided_on IS NULL))),
  CONSTRAINT correction_request_check9 CHECK ((decided_on >= received_on)),
  CONSTRAINT correction_request_decision_check CHECK ((decision IN ('PUT_RIGHT', 'NOT_PUT_RIGHT', 'STATEMENT_ADDED'))),
  CONSTRAINT correction_request_decision_reason_check CHECK (((length(decision_reason) >= 1) AND (length(decision_reason) <= 1000))),
  CONSTRAINT correction_request_extend_reason_check CHECK (((length(extend_reason) >= 1) AND (length(extend_reason) <= 1000))),
  CONSTRAINT correction_request_put_right_check CHECK (((length(put_right) >= 1) AND (length(put_right) <= 1000))),
  CONSTRAINT correction_request_said_check CHECK ((length(said) <= 400)),
  CONSTRAINT correction_request_statement_check CHECK (((length(statement) >= 1) AND (length(statement) <= 4000))),
  CONSTRAINT correction_request_wrong_check CHECK (((length(wrong) >= 1) AND (length(wrong) <= 1000))),
  CONSTRAINT correction_request_action_id_fkey FOREIGN KEY (action_id) REFERENCES plan_action(id),
  CONSTRAINT correction_request_caf_id_correcting_version_fkey FOREIGN KEY (caf_id, correcting_version) REFERENCES caf_version(caf_id, number),
  CONSTRAINT correction_request_caf_id_fkey FOREIGN KEY (caf_id) REFERENCES caf(id),
  CONSTRAINT correction_request_caf_id_version_number_fkey FOREIGN KEY (caf_id, version_number) REFERENCES caf_version(caf_id, number),
  CONSTRAINT correction_request_correcting_evidence_id_fkey FOREIGN KEY (correcting_evidence_id) REFERENCES evidence(id),
  CONSTRAINT correction_request_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES app_user(id),
  CONSTRAINT correction_request_evidence_id_fkey FOREIGN KEY (evidence_id) REFERENCES evidence(id),
  CONSTRAINT correction_request_family_id_fkey FOREIGN KEY (family_id) REFERENCES family(id),
  CONSTRAINT correction_request_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES taf_meeting(id),
  CONSTRAINT correction_request_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT correction_request_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES app_user(id)
);
CREATE INDEX correction_request_decided ON correction_request USING btree (decided_xact) WHERE (decided_xact IS NOT NULL);
CREATE INDEX correction_request_family ON correction_request USING btree (family_id);
CREATE INDEX correction_request_waiting ON correction_request USING btree (received_on, id) WHERE (decided_at IS NULL);
CREATE TRIGGER correction_request_blanked BEFORE UPDATE OF said, wrong, statement ON correction_request FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
COMMENT ON COLUMN correction_request.decided_xact IS 'The transaction of the decision: in it alone the person''s name or date of birth may be put right.';
COMMENT ON COLUMN correction_request.said IS 'What the record said of a name or a date of birth on the day, since those columns alone can be written over.';
ALTER TABLE correction_request ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY correction_request_decided ON correction_request FOR UPDATE
  USING (((SELECT viewer_role()) = 'INFORMATION_OFFICER') AND (decided_at IS NULL))
  WITH CHECK (((SELECT viewer_role()) = 'INFORMATION_OFFICER') AND (decided_by = (SELECT viewer_user())) AND (decided_xact = (SELECT pg_current_xact_id())));
CREATE POLICY correction_request_disposed ON correction_request FOR UPDATE
  USING (((SELECT viewer_role()) = 'SYSTEM_RIGHTS') AND (family_id = ANY (ARRAY(SELECT d.family_id
   FROM disposal d
  WHERE (d.recorded_xact = (SELECT pg_current_xact_id_if_assigned()))))));
CREATE POLICY correction_request_extended ON correction_request FOR UPDATE
  USING (((SELECT viewer_role()) = 'INFORMATION_OFFICER') AND (decided_at IS NULL) AND (extended_on IS NULL))
  WITH CHECK (((SELECT viewer_role()) = 'INFORMATION_OFFICER') AND (decided_at IS NULL) AND (extended_on IS NOT NULL));
CREATE POLICY correction_request_made ON correction_request FOR INSERT
  WITH CHECK ((recorded_by = (SELECT viewer_user())) AND (decided_at IS NULL) AND (((SELECT viewer_role()) = 'INFORMATION_OFFICER') OR ((((SELECT viewer_role()) = 'COORDINATOR') OR (((SELECT viewer_role()) = 'PRACTITIONER') AND (family_id = ANY (ARRAY(SELECT l.family_id
   FROM lead_professional l
  WHERE ((l.user_id = (SELECT viewer_user())) AND (l.accepted_on IS NOT NULL) AND (l.ended_on IS NULL))))))) AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = correction_request.family_id))))));
CREATE POLICY correction_request_read_only_changed ON correction_request FOR UPDATE AS RESTRICTIVE
  USING (family_id <> ALL ((SELECT viewer_emergency_families())::uuid[]));
CREATE POLICY correction_request_read_only_made ON correction_request FOR INSERT AS RESTRICTIVE
  WITH CHECK (family_id <> ALL ((SELECT viewer_emergency_families())::uuid[]));
CREATE POLICY correction_request_seen ON correction_request FOR SELECT
  USING (((SELECT viewer_role()) IN ('INFORMATION_OFFICER', 'SYSTEM_RIGHTS')) OR (((SELECT viewer_role()) IN ('PRACTITIONER', 'AGENCY_LEAD', 'COORDINATOR', 'AUDITOR')) AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = correction_request.family_id))) AND ((evidence_id IS NULL) OR (EXISTS (SELECT 1
   FROM evidence e
  WHERE (e.id = correction_request.evidence_id)))) AND ((criterion IS NULL) OR (criterion NOT IN ('CRIME_ASB', 'CHILDREN_WHO_NEED_HELP', 'DOMESTIC_ABUSE', 'HEALTH')) OR ((SELECT viewer_role()) IN ('COORDINATOR', 'AUDITOR')) OR (EXISTS (SELECT 1
   FROM caf c
  WHERE ((c.id = correction_request.caf_id) AND (c.agency_id = (SELECT viewer_agency()))))) OR (family_id = ANY (ARRAY(SELECT l.family_id
   FROM lead_professional l
  WHERE ((l.user_id = (SELECT viewer_user())) AND (l.accepted_on IS NOT NULL) AND (l.ended_on IS NULL))))))));
GRANT INSERT, SELECT, UPDATE ON correction_request TO wtwf_loader;
GRANT SELECT ON correction_request TO wtwf_app;
GRANT INSERT (id, family_id, family_reference, person_id, capacity, about, caf_id, version_number, criterion, evidence_id, action_id, meeting_id, said, wrong, statement, received_on, recorded_at, recorded_by) ON correction_request TO wtwf_app;
GRANT UPDATE (said, wrong, statement, extended_on, extend_reason, decision, decided_on, decided_at, decided_by, decision_reason, put_right, correcting_evidence_id, correcting_version, decided_xact, version) ON correction_request TO wtwf_app;

-- table credential, owned by wtwf_owner
CREATE TABLE credential (
  user_id uuid NOT NULL,
  email text NOT NULL,
  password_hash text,
  demonstration boolean NOT NULL DEFAULT false,
  CONSTRAINT credential_pkey PRIMARY KEY (user_id),
  CONSTRAINT credential_email_check CHECK (((email = lower(email)) AND ((length(email) >= 3) AND (length(email) <= 254)))),
  CONSTRAINT credential_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id)
);
CREATE UNIQUE INDEX credential_email ON credential USING btree (email);
ALTER TABLE credential ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY credential_changed ON credential FOR UPDATE
  USING ((SELECT viewer_role()) IN ('SYSTEM_SIGN_IN', 'ADMINISTRATOR'));
CREATE POLICY credential_made ON credential FOR INSERT
  WITH CHECK (((SELECT viewer_role()) = 'ADMINISTRATOR') OR (((SELECT viewer_role()) = 'SYSTEM_SIGN_IN') AND (SELECT is_unused())));
CREATE POLICY credential_of_people ON credential FOR INSERT AS RESTRICTIVE
  WITH CHECK (NOT (EXISTS (SELECT 1
   FROM app_user u
  WHERE ((u.id = credential.user_id) AND (u.role = 'MACHINE')))));
CREATE POLICY credential_seen ON credential FOR SELECT
  USING ((SELECT viewer_role()) IN ('SYSTEM_SIGN_IN', 'ADMINISTRATOR'));
GRANT INSERT, SELECT, UPDATE ON credential TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON credential TO wtwf_loader;

-- table danger_referral, owned by wtwf_owner
CREATE TABLE danger_referral (
  id uuid NOT NULL,
  caf_id uuid NOT NULL,
  question text NOT NULL,
  reference text NOT NULL,
  referred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by uuid NOT NULL,
  CONSTRAINT danger_referral_pkey PRIMARY KEY (id),
  CONSTRAINT danger_referral_reference_check CHECK (((length(reference) >= 1) AND (length(reference) <= 100))),
  CONSTRAINT danger_referral_caf_id_fkey FOREIGN KEY (caf_id) REFERENCES caf(id),
  CONSTRAINT danger_referral_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES app_user(id)
);
CREATE INDEX danger_referral_caf ON danger_referral USING btree (caf_id);
ALTER TABLE danger_referral ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY danger_referral_disposed ON danger_referral FOR UPDATE
  USING (((SELECT viewer_role()) = 'SYSTEM_RIGHTS') AND ((SELECT c.family_id
   FROM caf c
  WHERE (c.id = danger_referral.caf_id)) = ANY (ARRAY(SELECT d.family_id
   FROM disposal d
  WHERE (d.recorded_xact = (SELECT pg_current_xact_id_if_assigned()))))));
CREATE POLICY danger_referral_known ON danger_referral FOR SELECT
  USING ((SELECT viewer_role()) = 'SYSTEM_RIGHTS');
CREATE POLICY danger_referral_made ON danger_referral FOR INSERT
  WITH CHECK (((SELECT viewer_role()) = 'PRACTITIONER') AND (recorded_by = (SELECT viewer_user())) AND (EXISTS (SELECT 1
   FROM caf c
  WHERE (c.id = danger_referral.caf_id))));
CREATE POLICY danger_referral_read_only_made ON danger_referral FOR INSERT AS RESTRICTIVE
  WITH CHECK (NOT (EXISTS (SELECT 1
   FROM caf c
  WHERE ((c.id = danger_referral.caf_id) AND (c.family_id = ANY ((SELECT viewer_emergency_families())::uuid[]))))));
CREATE POLICY danger_referral_seen ON danger_referral FOR SELECT
  USING (((SELECT viewer_role()) <> 'SYSTEM_CAF_CHECK') AND (EXISTS (SELECT 1
   FROM caf c
  WHERE (c.id = danger_referral.caf_id))));
CREATE POLICY danger_referral_shut_to_machines ON danger_referral FOR ALL AS RESTRICTIVE
  USING ((SELECT viewer_role()) IS DISTINCT FROM 'MACHINE');
GRANT INSERT, SELECT ON danger_referral TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON danger_referral TO wtwf_loader;
GRANT UPDATE (reference) ON danger_referral TO wtwf_app;

-- table disposal, owned by wtwf_owner
-- The certificate of a disposal: who, when, by which rule, and how many values were blanked in each table; no personal value. hash: SHA-256 over all of it.
CREATE TABLE disposal (
  id uuid NOT NULL,
  family_id uuid NOT NULL,
  review_id uuid NOT NULL,
  record text NOT NULL,
  due_on date NOT NULL,
  reviewed_by uuid NOT NULL,
  disposed_by uuid NOT NULL,
  disposed_at timestamptz NOT NULL,
  counts jsonb NOT NULL,
  hash bytea NOT NULL,
  recorded_xact xid8 NOT NULL DEFAULT pg_current_xact_id(),
  CONSTRAINT disposal_pkey PRIMARY KEY (id),
  CONSTRAINT disposal_family_id_key UNIQUE (family_id),
  CONSTRAINT disposal_review_id_key UNIQUE (review_id),
  CONSTRAINT disposal_check CHECK ((reviewed_by <> disposed_by)),
  CONSTRAINT disposal_disposed_by_fkey FOREIGN KEY (disposed_by) REFERENCES app_user(id),
  CONSTRAINT disposal_family_id_fkey FOREIGN KEY (family_id) REFERENCES family(id),
  CONSTRAINT disposal_record_fkey FOREIGN KEY (record) REFERENCES retention_rule(record),
  CONSTRAINT disposal_review_id_fkey FOREIGN KEY (review_id) REFERENCES retention_review(id),
  CONSTRAINT disposal_reviewed_by_fkey FOREIGN KEY (reviewed_by) REFERENCES app_user(id)
);
ALTER TABLE disposal ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY disposal_made ON disposal FOR INSERT
  WITH CHECK (((SELECT viewer_role()) IN ('INFORMATION_OFFICER', 'ADMINISTRATOR')) AND (disposed_by = (SELECT viewer_user())) AND (EXISTS (SELECT 1
   FROM retention_review r
  WHERE ((r.id = disposal.review_id) AND (r.family_id = disposal.family_id) AND (r.decision = 'DISPOSE') AND (r.reviewed_by = disposal.reviewed_by)))) AND (NOT (EXISTS (SELECT 1
   FROM legal_hold h
  WHERE ((h.family_id = disposal.family_id) AND (h.lifted_at IS NULL))))));
CREATE POLICY disposal_seen ON disposal FOR SELECT
  USING ((SELECT viewer_role()) IN ('INFORMATION_OFFICER', 'ADMINISTRATOR', 'SYSTEM_RIGHTS', 'SYSTEM_STANDINGS'));
GRANT INSERT, SELECT ON disposal TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON disposal TO wtwf_loader;

-- table district, owned by wtwf_owner
-- The districts of the authority, in the order in which its papers list them.
CREATE TABLE district (
  code text NOT NULL,
  name text NOT NULL,
  area text NOT NULL,
  "position" smallint NOT NULL,
  CONSTRAINT district_pkey PRIMARY KEY (code),
  CONSTRAINT district_name_key UNIQUE (name),
  CONSTRAINT district_position_key UNIQUE ("position"),
  CONSTRAINT district_code_check CHECK ((code ~ '^[a-z-]+$'))
);
ALTER TABLE district ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY district_made ON district FOR INSERT
  WITH CHECK ((SELECT viewer_role()) = 'ADMINISTRATOR');
CREATE POLICY district_seen ON district FOR SELECT
  USING ((SELECT viewer_role()) IS NOT NULL);
GRANT INSERT, SELECT ON district TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON district TO wtwf_loader;

-- table draft_disposal, owned by wtwf_owner
-- The certificate of a draft CAF that was never submitted and fell due: whose it was, by when, who disposed of it. No word of it.
CREATE TABLE draft_disposal (
  id uuid NOT NULL,
  caf_id uuid NOT NULL,
  caf_reference text NOT NULL,
  team_id uuid NOT NULL,
  saved_on date NOT NULL,
  due_on date NOT NULL,
  disposed_by uuid NOT NULL,
  disposed_at timestamptz NOT NULL,
  recorded_xact xid8 NOT NULL DEFAULT pg_current_xact_id(),
  CONSTRAINT draft_disposal_pkey PRIMARY KEY (id),
  CONSTRAINT draft_disposal_caf_id_key UNIQUE (caf_id),
  CONSTRAINT draft_disposal_disposed_by_fkey FOREIGN KEY (disposed_by) REFERENCES app_user(id),
  CONSTRAINT draft_disposal_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id)
);
ALTER TABLE draft_disposal ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY draft_disposal_made ON draft_disposal FOR INSERT
  WITH CHECK (((SELECT viewer_role()) IN ('INFORMATION_OFFICER', 'ADMINISTRATOR')) AND (disposed_by = (SELECT viewer_user())));
CREATE POLICY draft_disposal_seen ON draft_disposal FOR SELECT
  USING ((SELECT viewer_role()) IN ('INFORMATION_OFFICER', 'ADMINISTRATOR', 'SYSTEM_RIGHTS'));
GRANT INSERT, SELECT ON draft_disposal TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON draft_disposal TO wtwf_loader;

-- table emergency_access, owned by wtwf_owner
-- Who opened which family in an emergency, until when, and what the information officer found of it.
CREATE TABLE emergency_access (
  id uuid NOT NULL,
  family_id uuid NOT NULL,
  family_reference text NOT NULL,
  user_id uuid NOT NULL,
  reason text,
  opened_at timestamptz NOT NULL DEFAULT now(),
  ends_at timestamptz NOT NULL DEFAULT (now() + '01:00:00'::interval),
  recorded_at timestamptz NOT NULL,
  looked_into_at timestamptz,
  looked_into_by uuid,
  finding text,
  CONSTRAINT emergency_access_pkey PRIMARY KEY (id),
  CONSTRAINT emergency_access_check CHECK ((ends_at > opened_at)),
  CONSTRAINT emergency_access_check1 CHECK (((looked_into_at IS NULL) = (looked_into_by IS NULL))),
  CONSTRAINT emergency_access_finding_check CHECK ((length(finding) <= 1000)),
  CONSTRAINT emergency_access_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 1000))),
  CONSTRAINT emergency_access_family_id_fkey FOREIGN KEY (family_id) REFERENCES family(id),
  CONSTRAINT emergency_access_looked_into_by_fkey FOREIGN KEY (looked_into_by) REFERENCES app_user(id),
  CONSTRAINT emergency_access_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id)
);
CREATE INDEX emergency_access_family ON emergency_access USING btree (family_id);
CREATE INDEX emergency_access_user ON emergency_access USING btree (user_id, ends_at);
CREATE INDEX emergency_access_waiting ON emergency_access USING btree (opened_at) WHERE (looked_into_at IS NULL);
CREATE TRIGGER emergency_access_blanked BEFORE UPDATE OF reason ON emergency_access FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
COMMENT ON COLUMN emergency_access.reason IS 'In their words; disposal alone may blank it, and the finding.';
ALTER TABLE emergency_access ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY emergency_access_disposed ON emergency_access FOR UPDATE
  USING (((SELECT viewer_role()) = 'SYSTEM_RIGHTS') AND (family_id = ANY (ARRAY(SELECT d.family_id
   FROM disposal d
  WHERE (d.recorded_xact = (SELECT pg_current_xact_id_if_assigned()))))));
CREATE POLICY emergency_access_looked_into ON emergency_access FOR UPDATE
  USING (((SELECT viewer_role()) = 'INFORMATION_OFFICER') AND (looked_into_at IS NULL) AND (user_id <> (SELECT viewer_user())))
  WITH CHECK (((SELECT viewer_role()) = 'INFORMATION_OFFICER') AND (looked_into_by = (SELECT viewer_user())));
CREATE POLICY emergency_access_made ON emergency_access FOR INSERT
  WITH CHECK (((SELECT viewer_role()) = 'SYSTEM_EMERGENCY') AND (user_id = (SELECT viewer_user())) AND (looked_into_at IS NULL) AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = emergency_access.family_id))));
CREATE POLICY emergency_access_seen ON emergency_access FOR SELECT
  USING ((user_id = viewer_user()) OR (viewer_role() = 'INFORMATION_OFFICER') OR (viewer_role() = 'SYSTEM_RIGHTS') OR sees_family(family_id));
CREATE POLICY emergency_access_shut_to_machines ON emergency_access FOR ALL AS RESTRICTIVE
  USING (viewer_role() IS DISTINCT FROM 'MACHINE');
GRANT INSERT, SELECT, UPDATE ON emergency_access TO wtwf_loader;
GRANT SELECT ON emergency_access TO wtwf_app;
GRANT INSERT (id, family_id, family_reference, user_id, reason, recorded_at) ON emergency_access TO wtwf_app;
GRANT UPDATE (reason, looked_into_at, looked_into_by, finding) ON emergency_access TO wtwf_app;

-- table evidence, owned by wtwf_owner
CREATE TABLE evidence (
  id uuid NOT NULL,
  family_id uuid NOT NULL,
  person_id uuid,
  kind text NOT NULL,
  source text NOT NULL,
  agency_id uuid,
  valid_from date NOT NULL,
  valid_to date,
  facts jsonb NOT NULL,
  statement text,
  supersedes_id uuid,
  recorded_at timestamptz NOT NULL,
  recorded_by uuid,
  withdrawn boolean NOT NULL DEFAULT false,
  flags text[] NOT NULL DEFAULT '{}'::text[],
  sensitive boolean NOT NULL GENERATED ALWAYS AS (((kind IN ('OFFENCE', 'ASB_INCIDENT', 'SERIOUSNESS', 'DOMESTIC_CALL_OUT', 'RISK_SCORE', 'SAFEGUARDING', 'HEALTH_CONCERN')) OR ((kind IN ('INTERVENTION', 'JUDGEMENT')) AND (COALESCE((facts ->> 'criterion'), '') IN ('CRIME_ASB', 'CHILDREN_WHO_NEED_HELP', 'DOMESTIC_ABUSE', 'HEALTH', 'SUBSTANCE_USE'))) OR ((kind = 'COVERAGE') AND (COALESCE((facts ->> 'of'), '') IN ('OFFENCE', 'ASB_INCIDENT', 'SERIOUSNESS', 'DOMESTIC_CALL_OUT', 'RISK_SCORE', 'SAFEGUARDING', 'HEALTH_CONCERN'))))),
  CONSTRAINT evidence_pkey PRIMARY KEY (id),
  CONSTRAINT evidence_supersedes_id_key UNIQUE (supersedes_id),
  CONSTRAINT evidence_check CHECK ((valid_to >= valid_from)),
  CONSTRAINT evidence_check1 CHECK (((NOT withdrawn) OR (supersedes_id IS NOT NULL))),
  CONSTRAINT evidence_flags_check CHECK ((flags <@ ARRAY['SAME_FROM_ANOTHER_AGENCY', 'OVERLAPS', 'OVERLAPS_ANOTHER_AGENCY', 'TWICE_IN_A_DAY', 'TERM_NOT_ENDED', 'MORE_THAN_A_TERM', 'BEFORE_JOINING', 'BEFORE_BIRTH', 'UNUSUAL_AGE'])),
  CONSTRAINT evidence_kind_check CHECK ((kind IN ('ATTENDANCE', 'EXCLUSION', 'OFFENCE', 'ASB_INCIDENT', 'DOMESTIC_CALL_OUT', 'RISK_SCORE', 'INTERVENTION', 'SAFEGUARDING', 'EARLY_HELP', 'BENEFIT', 'EMPLOYMENT', 'UC_EARNINGS', 'HEALTH_CONCERN', 'JUDGEMENT', 'INTERVENTION_START', 'SCHOOL_ROLL', 'SERIOUSNESS', 'PROGRAMME', 'PLACEMENT', 'DWP_STAGE', 'FINANCE', 'HOUSING', 'COVERAGE'))),
  CONSTRAINT evidence_statement_check CHECK ((length(statement) <= 4000)),
  CONSTRAINT evidence_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id),
  CONSTRAINT evidence_family_id_fkey FOREIGN KEY (family_id) REFERENCES family(id),
  CONSTRAINT evidence_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT evidence_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES app_user(id),
  CONSTRAINT evidence_supersedes_id_fkey FOREIGN KEY (supersedes_id) REFERENCES evidence(id)
);
CREATE INDEX evidence_agency ON evidence USING btree (agency_id, recorded_at);
CREATE INDEX evidence_family ON evidence USING btree (family_id);
CREATE CONSTRAINT TRIGGER evidence_correction AFTER INSERT ON evidence NOT DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW WHEN ((new.supersedes_id IS NOT NULL)) EXECUTE FUNCTION evidence_corrects_its_own();
COMMENT ON COLUMN evidence.facts IS 'The typed fields of the kind (criteria/facts.rules.ts): numbers, dates and closed words, never names or prose.';
COMMENT ON COLUMN evidence.flags IS 'What was unusual about the fact when it was recorded (criteria/evidence-words.rules.ts): stored and shown, not refused.';
COMMENT ON COLUMN evidence.sensitive IS 'Withheld from involved teams other than its supplier and the lead professional.';
COMMENT ON COLUMN evidence.withdrawn IS 'A correction which says that the fact it supersedes never was; it asserts nothing itself.';
ALTER TABLE evidence ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY evidence_disposed ON evidence FOR UPDATE
  USING (((SELECT viewer_role()) = 'SYSTEM_RIGHTS') AND (family_id = ANY (ARRAY(SELECT d.family_id
   FROM disposal d
  WHERE (d.recorded_xact = (SELECT pg_current_xact_id_if_assigned()))))));
CREATE POLICY evidence_known ON evidence FOR SELECT
  USING ((SELECT viewer_role()) = 'SYSTEM_RIGHTS');
CREATE POLICY evidence_made ON evidence FOR INSERT
  WITH CHECK (((SELECT viewer_role()) = 'PRACTITIONER') AND (recorded_by = (SELECT viewer_user())) AND (agency_id = (SELECT viewer_agency())) AND (source = (SELECT a.kind
   FROM agency a
  WHERE (a.id = (SELECT viewer_agency())))) AND (valid_from <= (SELECT viewer_today())) AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = evidence.family_id))) AND ((person_id IS NULL) OR (EXISTS (SELECT 1
   FROM family_member m
  WHERE ((m.family_id = evidence.family_id) AND (m.person_id = evidence.person_id))))) AND ((kind = ANY (ARRAY(SELECT s.kind
   FROM (evidence_supplier s
     JOIN agency a ON ((a.kind = s.supplier)))
  WHERE (a.id = (SELECT viewer_agency()))))) OR ((kind = ANY (ARRAY(SELECT s.kind
   FROM evidence_supplier s
  WHERE (s.supplier = 'LEAD_PROFESSIONAL')))) AND (family_id = ANY (ARRAY(SELECT l.family_id
   FROM lead_professional l
  WHERE ((l.user_id = (SELECT viewer_user())) AND (l.accepted_on IS NOT NULL) AND (l.ended_on IS NULL))))))) AND ((kind <> 'COVERAGE') OR ((facts ->> 'of') = ANY (ARRAY(SELECT s.kind
   FROM (evidence_supplier s
     JOIN agency a ON ((a.kind = s.supplier)))
  WHERE (a.id = (SELECT viewer_agency())))))));
CREATE POLICY evidence_read_only_changed ON evidence FOR UPDATE AS RESTRICTIVE
  USING ((family_id IS NULL) OR (family_id <> ALL ((SELECT viewer_emergency_families())::uuid[])));
CREATE POLICY evidence_read_only_made ON evidence FOR INSERT AS RESTRICTIVE
  WITH CHECK ((family_id IS NULL) OR (family_id <> ALL ((SELECT viewer_emergency_families())::uuid[])));
CREATE POLICY evidence_seen ON evidence FOR SELECT
  USING (((SELECT viewer_role()) = 'SYSTEM_STANDINGS') OR (((SELECT viewer_role()) IN ('PRACTITIONER', 'AGENCY_LEAD', 'COORDINATOR', 'AUDITOR')) AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = evidence.family_id))) AND ((NOT sensitive) OR ((SELECT viewer_role()) IN ('COORDINATOR', 'AUDITOR')) OR (agency_id = (SELECT viewer_agency())) OR (family_id = ANY (ARRAY(SELECT l.family_id
   FROM lead_professional l
  WHERE ((l.user_id = (SELECT viewer_user())) AND (l.accepted_on IS NOT NULL) AND (l.ended_on IS NULL))))))));
CREATE POLICY evidence_sent ON evidence FOR INSERT
  WITH CHECK (((SELECT viewer_role()) = 'MACHINE') AND (recorded_by = (SELECT viewer_user())) AND (agency_id = (SELECT viewer_agency())) AND (source = (SELECT a.kind
   FROM agency a
  WHERE (a.id = (SELECT viewer_agency())))) AND (valid_from <= (SELECT viewer_today())) AND (supersedes_id IS NULL) AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = evidence.family_id))) AND ((person_id IS NULL) OR (EXISTS (SELECT 1
   FROM family_member m
  WHERE ((m.family_id = evidence.family_id) AND (m.person_id = evidence.person_id))))) AND (kind = ANY (ARRAY(SELECT s.kind
   FROM (evidence_supplier s
     JOIN agency a ON ((a.kind = s.supplier)))
  WHERE (a.id = (SELECT viewer_agency()))))) AND (
CASE
    WHEN (kind = 'COVERAGE') THEN (facts ->> 'of')
    ELSE kind
END = ANY (ARRAY(SELECT unnest(s.kinds) AS unnest
   FROM sharing_agreement s
  WHERE (((SELECT viewer_agency()) = ANY (s.agency_ids)) AND (s.ended_on IS NULL) AND (((SELECT viewer_today()) >= GREATEST(s.valid_from, s.signed_on)) AND ((SELECT viewer_today()) <= s.valid_to)) AND (EXISTS (SELECT 1
           FROM impact_assessment i
          WHERE ((i.agreement_id = s.id) AND (i.ended_on IS NULL) AND (((SELECT viewer_today()) >= i.approved_on) AND ((SELECT viewer_today()) <= i.review_due_on))))))))));
GRANT INSERT, SELECT ON evidence TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON evidence TO wtwf_loader;
GRANT UPDATE (statement) ON evidence TO wtwf_app;

-- table evidence_supplier, owned by wtwf_owner
-- Which kinds of evidence each kind of agency supplies, and which a lead professional of any agency does.
CREATE TABLE evidence_supplier (
  supplier text NOT NULL,
  kind text NOT NULL,
  CONSTRAINT evidence_supplier_pkey PRIMARY KEY (supplier, kind)
);
ALTER TABLE evidence_supplier ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY evidence_supplier_seen ON evidence_supplier FOR SELECT
  USING ((SELECT viewer_role()) IS NOT NULL);
GRANT SELECT ON evidence_supplier TO wtwf_app;
GRANT SELECT ON evidence_supplier TO wtwf_loader;

-- table family, owned by wtwf_owner
CREATE TABLE family (
  id uuid NOT NULL,
  reference text NOT NULL,
  district_code text NOT NULL,
  source text NOT NULL,
  restricted boolean NOT NULL DEFAULT false,
  name text,
  postcode text,
  address text,
  recorded_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  recorded_xact xid8 NOT NULL DEFAULT pg_current_xact_id(),
  disposed_at timestamptz,
  CONSTRAINT family_pkey PRIMARY KEY (id),
  CONSTRAINT family_reference_key UNIQUE (reference),
  CONSTRAINT family_address_check CHECK ((length(address) <= 500)),
  CONSTRAINT family_name_check CHECK ((length(name) <= 200)),
  CONSTRAINT family_postcode_check CHECK ((length(postcode) <= 10)),
  CONSTRAINT family_reference_check CHECK ((reference ~ '^F-[0-9]{6,}$')),
  CONSTRAINT family_source_check CHECK ((source IN ('MATCHING', 'CAF', 'REFERRAL'))),
  CONSTRAINT family_district_code_fkey FOREIGN KEY (district_code) REFERENCES district(code)
);
CREATE INDEX family_district ON family USING btree (district_code, id);
CREATE INDEX family_district_name ON family USING btree (district_code, COALESCE(name, '') COLLATE "en-x-icu", id);
CREATE INDEX family_name ON family USING btree (COALESCE(name, '') COLLATE "en-x-icu", id);
CREATE INDEX family_postcode ON family USING btree (postcode);
CREATE TRIGGER family_disposed BEFORE UPDATE OF disposed_at ON family FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER family_restricted BEFORE UPDATE OF restricted ON family FOR EACH ROW WHEN ((old.restricted IS DISTINCT FROM new.restricted)) EXECUTE FUNCTION refuse_restriction();
COMMENT ON COLUMN family.disposed_at IS 'When its record was disposed of; nothing is added to it since.';
ALTER TABLE family ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY family_changed ON family FOR UPDATE
  USING ((SELECT viewer_role()) IN ('PRACTITIONER', 'COORDINATOR'));
CREATE POLICY family_disposed ON family FOR UPDATE
  USING (((SELECT viewer_role()) = 'SYSTEM_RIGHTS') AND (id = ANY (ARRAY(SELECT d.family_id
   FROM disposal d
  WHERE (d.recorded_xact = (SELECT pg_current_xact_id_if_assigned()))))));
CREATE POLICY family_held ON family FOR UPDATE
  USING ((SELECT viewer_role()) = 'SYSTEM_RIGHTS')
  WITH CHECK false;
CREATE POLICY family_held_by_hand_over ON family FOR UPDATE
  USING ((SELECT viewer_role()) = 'SYSTEM_HAND_OVER')
  WITH CHECK false;
CREATE POLICY family_held_by_machine ON family FOR UPDATE
  USING ((SELECT viewer_role()) = 'MACHINE')
  WITH CHECK false;
CREATE POLICY family_made ON family FOR INSERT
  WITH CHECK (((SELECT viewer_role()) IN ('PRACTITIONER', 'COORDINATOR')) AND (NOT restricted));
CREATE POLICY family_read_only_changed ON family FOR UPDATE AS RESTRICTIVE
  USING ((id IS NULL) OR (id <> ALL ((SELECT viewer_emergency_families())::uuid[])));
CREATE POLICY family_read_only_made ON family FOR INSERT AS RESTRICTIVE
  WITH CHECK ((id IS NULL) OR (id <> ALL ((SELECT viewer_emergency_families())::uuid[])));
CREATE POLICY family_seen ON family FOR SELECT
  USING ((((district_code = ANY ((SELECT viewer_districts())::text[])) OR (id = ANY ((SELECT viewer_families())::uuid[])) OR (recorded_xact = pg_current_xact_id_if_assigned())) AND ((NOT restricted) OR (id = ANY (viewer_named_families())))) OR
CASE (SELECT viewer_role())
    WHEN 'SYSTEM_STANDINGS' THEN true
    WHEN 'SYSTEM_REPORTS' THEN true
    WHEN 'SYSTEM_CAF_CHECK' THEN true
    WHEN 'SYSTEM_RIGHTS' THEN true
    WHEN 'SYSTEM_EMERGENCY' THEN (NOT restricted)
    ELSE false
END);
GRANT INSERT, SELECT, UPDATE ON family TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON family TO wtwf_loader;
GRANT UPDATE (disposed_at) ON family TO wtwf_app;

-- table family_member, owned by wtwf_owner
CREATE TABLE family_member (
  id uuid NOT NULL,
  family_id uuid NOT NULL,
  person_id uuid NOT NULL,
  relationship text NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  recorded_at timestamptz NOT NULL,
  ended_recorded_at timestamptz,
  CONSTRAINT family_member_pkey PRIMARY KEY (id),
  CONSTRAINT family_member_family_id_person_id_valid_from_key UNIQUE (family_id, person_id, valid_from),
  CONSTRAINT family_member_check CHECK ((valid_to >= valid_from)),
  CONSTRAINT family_member_relationship_check CHECK ((relationship IN ('PARENT', 'STEP_PARENT', 'CARER', 'CHILD', 'STEP_CHILD', 'GRANDPARENT', 'OTHER_ADULT', 'EXPECTED_CHILD'))),
  CONSTRAINT family_member_family_id_fkey FOREIGN KEY (family_id) REFERENCES family(id),
  CONSTRAINT family_member_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
CREATE INDEX family_member_person ON family_member USING btree (person_id);
ALTER TABLE family_member ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY family_member_changed ON family_member FOR UPDATE
  USING (((SELECT viewer_role()) IN ('PRACTITIONER', 'COORDINATOR')) AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = family_member.family_id))));
CREATE POLICY family_member_made ON family_member FOR INSERT
  WITH CHECK (((SELECT viewer_role()) IN ('PRACTITIONER', 'COORDINATOR')) AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = family_member.family_id))));
CREATE POLICY family_member_put_right ON family_member FOR UPDATE
  USING (((SELECT viewer_role()) = 'SYSTEM_RIGHTS') AND (person_id = ANY (ARRAY(SELECT r.person_id
   FROM correction_request r
  WHERE ((r.about = 'DATE_OF_BIRTH') AND (r.decision = 'PUT_RIGHT') AND (r.decided_xact = (SELECT pg_current_xact_id_if_assigned())))))));
CREATE POLICY family_member_read_only_changed ON family_member FOR UPDATE AS RESTRICTIVE
  USING ((family_id IS NULL) OR (family_id <> ALL ((SELECT viewer_emergency_families())::uuid[])));
CREATE POLICY family_member_read_only_made ON family_member FOR INSERT AS RESTRICTIVE
  WITH CHECK ((family_id IS NULL) OR (family_id <> ALL ((SELECT viewer_emergency_families())::uuid[])));
CREATE POLICY family_member_seen ON family_member FOR SELECT
  USING 
CASE (SELECT viewer_role())
    WHEN 'SYSTEM_STANDINGS' THEN true
    WHEN 'SYSTEM_RIGHTS' THEN true
    ELSE (EXISTS (SELECT 1
       FROM family f
      WHERE (f.id = family_member.family_id)))
END;
GRANT INSERT, SELECT, UPDATE ON family_member TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON family_member TO wtwf_loader;

-- table family_named_viewer, owned by wtwf_owner
-- Who may see a restricted family.
CREATE TABLE family_named_viewer (
  family_id uuid NOT NULL,
  user_id uuid NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  named_on date,
  named_by uuid,
  recorded_at timestamptz,
  ended_at timestamptz,
  ended_by uuid,
  CONSTRAINT family_named_viewer_pkey PRIMARY KEY (id),
  CONSTRAINT family_named_viewer_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES app_user(id),
  CONSTRAINT family_named_viewer_family_id_fkey FOREIGN KEY (family_id) REFERENCES family(id),
  CONSTRAINT family_named_viewer_named_by_fkey FOREIGN KEY (named_by) REFERENCES app_user(id),
  CONSTRAINT family_named_viewer_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id)
);
CREATE INDEX family_named_viewer_family ON family_named_viewer USING btree (family_id);
CREATE UNIQUE INDEX family_named_viewer_one ON family_named_viewer USING btree (user_id, family_id) WHERE (ended_at IS NULL);
ALTER TABLE family_named_viewer ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY family_named_viewer_ended ON family_named_viewer FOR UPDATE
  USING (((SELECT viewer_role()) = 'COORDINATOR') AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = family_named_viewer.family_id))))
  WITH CHECK (ended_by = (SELECT viewer_user()));
CREATE POLICY family_named_viewer_made ON family_named_viewer FOR INSERT
  WITH CHECK (((SELECT viewer_role()) = 'COORDINATOR') AND (named_by = (SELECT viewer_user())) AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = family_named_viewer.family_id))));
CREATE POLICY family_named_viewer_read_only_changed ON family_named_viewer FOR UPDATE AS RESTRICTIVE
  USING ((family_id IS NULL) OR (family_id <> ALL ((SELECT viewer_emergency_families())::uuid[])));
CREATE POLICY family_named_viewer_read_only_made ON family_named_viewer FOR INSERT AS RESTRICTIVE
  WITH CHECK ((family_id IS NULL) OR (family_id <> ALL ((SELECT viewer_emergency_families())::uuid[])));
CREATE POLICY family_named_viewer_seen ON family_named_viewer FOR SELECT
  USING ((user_id = viewer_user()) OR (viewer_role() = 'SYSTEM_RIGHTS') OR sees_family(family_id));
CREATE POLICY family_named_viewer_shut_to_machines ON family_named_viewer FOR ALL AS RESTRICTIVE
  USING (viewer_role() IS DISTINCT FROM 'MACHINE');
GRANT INSERT, SELECT ON family_named_viewer TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON family_named_viewer TO wtwf_loader;
GRANT UPDATE (ended_at, ended_by) ON family_named_viewer TO wtwf_app;

-- table family_restriction, owned by wtwf_owner
-- From when to when a family was restricted, and why. The reasons are for disposal alone to blank.
CREATE TABLE family_restriction (
  id uuid NOT NULL,
  family_id uuid NOT NULL,
  reason text,
  restricted_on date NOT NULL,
  restricted_by uuid NOT NULL,
  recorded_at timestamptz NOT NULL,
  lifted_on date,
  lifted_by uuid,
  lift_reason text,
  lifted_recorded_at timestamptz,
  CONSTRAINT family_restriction_pkey PRIMARY KEY (id),
  CONSTRAINT family_restriction_check CHECK ((lifted_on >= restricted_on)),
  CONSTRAINT family_restriction_check1 CHECK (((lifted_on IS NULL) = (lifted_by IS NULL))),
  CONSTRAINT family_restriction_lift_reason_check CHECK (((length(lift_reason) >= 1) AND (length(lift_reason) <= 1000))),
  CONSTRAINT family_restriction_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 1000))),
  CONSTRAINT family_restriction_family_id_fkey FOREIGN KEY (family_id) REFERENCES family(id),
  CONSTRAINT family_restriction_lifted_by_fkey FOREIGN KEY (lifted_by) REFERENCES app_user(id),
  CONSTRAINT family_restriction_restricted_by_fkey FOREIGN KEY (restricted_by) REFERENCES app_user(id)
);
CREATE UNIQUE INDEX family_restriction_one ON family_restriction USING btree (family_id) WHERE (lifted_on IS NULL);
CREATE TRIGGER family_restriction_blanked BEFORE UPDATE OF reason ON family_restriction FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
ALTER TABLE family_restriction ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY family_restriction_disposed ON family_restriction FOR UPDATE
  USING (((SELECT viewer_role()) = 'SYSTEM_RIGHTS') AND (family_id = ANY (ARRAY(SELECT d.family_id
   FROM disposal d
  WHERE (d.recorded_xact = (SELECT pg_current_xact_id_if_assigned()))))));
CREATE POLICY family_restriction_known ON family_restriction FOR SELECT
  USING ((SELECT viewer_role()) = 'SYSTEM_RIGHTS');
CREATE POLICY family_restriction_lifted ON family_restriction FOR UPDATE
  USING (((SELECT viewer_role()) = 'COORDINATOR') AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = family_restriction.family_id))))
  WITH CHECK (lifted_by = (SELECT viewer_user()));
CREATE POLICY family_restriction_made ON family_restriction FOR INSERT
  WITH CHECK (((SELECT viewer_role()) = 'COORDINATOR') AND (restricted_by = (SELECT viewer_user())) AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = family_restriction.family_id))));
CREATE POLICY family_restriction_read_only_changed ON family_restriction FOR UPDATE AS RESTRICTIVE
  USING (family_id <> ALL ((SELECT viewer_emergency_families())::uuid[]));
CREATE POLICY family_restriction_read_only_made ON family_restriction FOR INSERT AS RESTRICTIVE
  WITH CHECK (family_id <> ALL ((SELECT viewer_emergency_families())::uuid[]));
CREATE POLICY family_restriction_seen ON family_restriction FOR SELECT
  USING (((SELECT viewer_role()) = 'COORDINATOR') AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = family_restriction.family_id))));
CREATE POLICY family_restriction_shut_to_machines ON family_restriction FOR ALL AS RESTRICTIVE
  USING ((SELECT viewer_role()) IS DISTINCT FROM 'MACHINE');
GRANT INSERT, SELECT ON family_restriction TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON family_restriction TO wtwf_loader;
GRANT UPDATE (reason, lifted_on, lifted_by, lift_reason, lifted_recorded_at) ON family_restriction TO wtwf_app;

-- table identity_provider, owned by wtwf_owner
-- Signs in users of one agency (OpenID Connect). secret_name: which setting OIDC_SECRET_... holds the client's secret.
CREATE TABLE identity_provider (
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  name text NOT NULL,
  issuer text NOT NULL,
  client_id text NOT NULL,
  secret_name text NOT NULL,
  scope text NOT NULL,
  subject_claim text NOT NULL,
  email_claim text NOT NULL,
  verified_claim text,
  required_claims jsonb NOT NULL,
  checks_second_factor boolean NOT NULL,
  enabled boolean NOT NULL,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT identity_provider_pkey PRIMARY KEY (id),
  CONSTRAINT identity_provider_client_id_check CHECK (((length(client_id) >= 1) AND (length(client_id) <= 200))),
  CONSTRAINT identity_provider_email_claim_check CHECK (((length(email_claim) >= 1) AND (length(email_claim) <= 100))),
  CONSTRAINT identity_provider_issuer_check CHECK (((length(issuer) >= 8) AND (length(issuer) <= 500))),
  CONSTRAINT identity_provider_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
  CONSTRAINT identity_provider_scope_check CHECK (((length(scope) >= 6) AND (length(scope) <= 200))),
  CONSTRAINT identity_provider_secret_name_check CHECK ((secret_name ~ '^[A-Z][A-Z0-9_]{0,39}$')),
  CONSTRAINT identity_provider_subject_claim_check CHECK (((length(subject_claim) >= 1) AND (length(subject_claim) <= 100))),
  CONSTRAINT identity_provider_verified_claim_check CHECK (((length(verified_claim) >= 1) AND (length(verified_claim) <= 100))),
  CONSTRAINT identity_provider_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id)
);
CREATE INDEX identity_provider_agency ON identity_provider USING btree (agency_id);
COMMENT ON COLUMN identity_provider.required_claims IS 'Dotted claim -> the text it must have, such as the one organisation of many that share a provider.';
COMMENT ON COLUMN identity_provider.verified_claim IS 'The claim that must be true for an address to count; null where the provider keeps the agency''s own addresses and vouches for all of them.';
ALTER TABLE identity_provider ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY identity_provider_changed ON identity_provider FOR UPDATE
  USING ((SELECT viewer_role()) = 'ADMINISTRATOR');
CREATE POLICY identity_provider_made ON identity_provider FOR INSERT
  WITH CHECK ((SELECT viewer_role()) = 'ADMINISTRATOR');
CREATE POLICY identity_provider_seen ON identity_provider FOR SELECT
  USING ((SELECT viewer_role()) = 'ADMINISTRATOR');
CREATE POLICY identity_provider_signing_in ON identity_provider FOR ALL
  USING ((SELECT viewer_role()) = 'SYSTEM_SIGN_IN');
GRANT DELETE, INSERT, SELECT, UPDATE ON identity_provider TO wtwf_loader;
GRANT INSERT, SELECT, UPDATE ON identity_provider TO wtwf_app;

-- table impact_assessment, owned by wtwf_owner
-- The approved assessment (DPIA) of one sharing agreement. It counts until its review is due, and no longer.
CREATE TABLE impact_assessment (
  id uuid NOT NULL,
  agreement_id uuid NOT NULL,
  title text NOT NULL,
  document_reference text NOT NULL,
  approved_by text NOT NULL,
  approved_on date NOT NULL,
  review_due_on date NOT NULL,
  ended_on date,
  recorded_at timestamptz NOT NULL,
  recorded_by uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT impact_assessment_pkey PRIMARY KEY (id),
  CONSTRAINT impact_assessment_approved_by_check CHECK (((length(approved_by) >= 1) AND (length(approved_by) <= 200))),
  CONSTRAINT impact_assessment_check CHECK ((review_due_on > approved_on)),
  CONSTRAINT impact_assessment_document_reference_check CHECK (((length(document_reference) >= 1) AND (length(document_reference) <= 200))),
  CONSTRAINT impact_assessment_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200))),
  CONSTRAINT impact_assessment_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES sharing_agreement(id),
  CONSTRAINT impact_assessment_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES app_user(id)
);
CREATE INDEX impact_assessment_agreement ON impact_assessment USING btree (agreement_id);
ALTER TABLE impact_assessment ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY impact_assessment_ended ON impact_assessment FOR UPDATE
  USING ((SELECT viewer_role()) IN ('ADMINISTRATOR', 'INFORMATION_OFFICER'));
CREATE POLICY impact_assessment_made ON impact_assessment FOR INSERT
  WITH CHECK (((SELECT viewer_role()) IN ('ADMINISTRATOR', 'INFORMATION_OFFICER')) AND (recorded_by = (SELECT viewer_user())));
CREATE POLICY impact_assessment_seen ON impact_assessment FOR SELECT
  USING (((SELECT viewer_role()) IN ('ADMINISTRATOR', 'INFORMATION_OFFICER')) OR (((SELECT viewer_role()) = 'MACHINE') AND (EXISTS (SELECT 1
   FROM sharing_agreement s
  WHERE (s.id = impact_assessment.agreement_id)))));
GRANT INSERT, SELECT ON impact_assessment TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON impact_assessment TO wtwf_loader;
GRANT UPDATE (ended_on, version) ON impact_assessment TO wtwf_app;

-- table involvement, owned by wtwf_owner
CREATE TABLE involvement (
  id uuid NOT NULL,
  family_id uuid NOT NULL,
  team_id uuid NOT NULL,
  ground text NOT NULL,
  ground_id uuid NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  recorded_at timestamptz NOT NULL,
  ended_at timestamptz,
  CONSTRAINT involvement_pkey PRIMARY KEY (id),
  CONSTRAINT involvement_check CHECK ((valid_to >= valid_from)),
  CONSTRAINT involvement_ground_check CHECK ((ground IN ('CAF', 'LEAD_PROFESSIONAL', 'TAF_SEAT', 'ACTION'))),
  CONSTRAINT involvement_family_id_fkey FOREIGN KEY (family_id) REFERENCES family(id),
  CONSTRAINT involvement_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id)
);
CREATE INDEX involvement_family ON involvement USING btree (family_id);
CREATE INDEX involvement_team ON involvement USING btree (team_id, family_id);
CREATE UNIQUE INDEX involvement_ground ON involvement USING btree (ground, ground_id, team_id) WHERE (ended_at IS NULL);
COMMENT ON COLUMN involvement.ended_at IS 'Since when it opens nothing any more, where that did not wait for the end of its last day.';
COMMENT ON COLUMN involvement.valid_to IS 'Last day of the ground''s afterlife: 28 days (a setting) after it ended.';
ALTER TABLE involvement ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY involvement_changed ON involvement FOR UPDATE
  USING (((SELECT viewer_role()) IN ('PRACTITIONER', 'COORDINATOR', 'SYSTEM_STANDINGS')) AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = involvement.family_id))));
CREATE POLICY involvement_handed_over ON involvement FOR UPDATE
  USING (((SELECT viewer_role()) = 'SYSTEM_HAND_OVER') AND (team_id = ANY ((SELECT viewer_teams())::uuid[])) AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = involvement.family_id))))
  WITH CHECK ((team_id = ANY ((SELECT viewer_teams())::uuid[])) AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = involvement.family_id))));
CREATE POLICY involvement_known ON involvement FOR SELECT
  USING ((SELECT viewer_role()) = 'SYSTEM_RIGHTS');
CREATE POLICY involvement_made ON involvement FOR INSERT
  WITH CHECK (((SELECT viewer_role()) IN ('PRACTITIONER', 'COORDINATOR', 'SYSTEM_STANDINGS')) AND (ended_at IS NULL) AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = involvement.family_id))) AND ((ground = 'CAF') OR (EXISTS (SELECT 1
   FROM team t
  WHERE ((t.id = involvement.team_id) AND ((EXISTS (SELECT 1
           FROM agreement a
          WHERE ((a.family_id = involvement.family_id) AND a.agreed AND (a.withdrawn_on IS NULL) AND (t.agency_id = ANY (a.agency_ids))))) OR (EXISTS (SELECT 1
           FROM lawful_basis b
          WHERE ((b.family_id = involvement.family_id) AND (b.agency_id = t.agency_id) AND (b.ended_on IS NULL))))))))));
CREATE POLICY involvement_read_only_changed ON involvement FOR UPDATE AS RESTRICTIVE
  USING ((family_id IS NULL) OR (family_id <> ALL ((SELECT viewer_emergency_families())::uuid[])));
CREATE POLICY involvement_read_only_made ON involvement FOR INSERT AS RESTRICTIVE
  WITH CHECK ((family_id IS NULL) OR (family_id <> ALL ((SELECT viewer_emergency_families())::uuid[])));
CREATE POLICY involvement_seen ON involvement FOR SELECT
  USING ((team_id = ANY ((SELECT viewer_teams())::uuid[])) OR ((SELECT viewer_role()) = 'INFORMATION_OFFICER') OR (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = involvement.family_id))));
CREATE POLICY involvement_stays_ended ON involvement FOR UPDATE AS RESTRICTIVE
  USING (ended_at IS NULL)
  WITH CHECK true;
CREATE POLICY involvement_stopped ON involvement FOR UPDATE
  USING (((SELECT viewer_role()) = 'SYSTEM_AGREEMENTS') AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = involvement.family_id))))
  WITH CHECK (ended_at IS NOT NULL);
CREATE POLICY involvement_taken_over ON involvement FOR INSERT
  WITH CHECK (((SELECT viewer_role()) = 'SYSTEM_HAND_OVER') AND (team_id = ANY ((SELECT viewer_teams())::uuid[])) AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = involvement.family_id))));
GRANT INSERT, SELECT, UPDATE ON involvement TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON involvement TO wtwf_loader;

-- table lawful_basis, owned by wtwf_owner
-- Why an agency may work with a family without its agreement, and which manager decided it. One may be in force for an agency.
CREATE TABLE lawful_basis (
  id uuid NOT NULL,
  family_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  basis text NOT NULL,
  reason text,
  manager text,
  decided_on date NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by uuid NOT NULL,
  ended_on date,
  ended_recorded_at timestamptz,
  ended_by uuid,
  CONSTRAINT lawful_basis_pkey PRIMARY KEY (id),
  CONSTRAINT lawful_basis_basis_check CHECK ((basis = 'SAFEGUARDING')),
  CONSTRAINT lawful_basis_manager_check CHECK ((length(manager) <= 200)),
  CONSTRAINT lawful_basis_reason_check CHECK ((length(reason) <= 4000)),
  CONSTRAINT lawful_basis_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id),
  CONSTRAINT lawful_basis_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES app_user(id),
  CONSTRAINT lawful_basis_family_id_fkey FOREIGN KEY (family_id) REFERENCES family(id),
  CONSTRAINT lawful_basis_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES app_user(id)
);
CREATE INDEX lawful_basis_family ON lawful_basis USING btree (family_id);
CREATE UNIQUE INDEX lawful_basis_in_force ON lawful_basis USING btree (family_id, agency_id) WHERE (ended_on IS NULL);
CREATE TRIGGER lawful_basis_blanked BEFORE UPDATE OF reason, manager ON lawful_basis FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
COMMENT ON COLUMN lawful_basis.reason IS 'Free text, which disposal alone may blank.';
ALTER TABLE lawful_basis ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY lawful_basis_disposed ON lawful_basis FOR UPDATE
  USING (((SELECT viewer_role()) = 'SYSTEM_RIGHTS') AND (family_id = ANY (ARRAY(SELECT d.family_id
   FROM disposal d
  WHERE (d.recorded_xact = (SELECT pg_current_xact_id_if_assigned()))))));
CREATE POLICY lawful_basis_ended ON lawful_basis FOR UPDATE
  USING (((SELECT viewer_role()) = 'COORDINATOR') AND (ended_on IS NULL) AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = lawful_basis.family_id))))
  WITH CHECK ((ended_on IS NOT NULL) AND (ended_by = (SELECT viewer_user())));
CREATE POLICY lawful_basis_known ON lawful_basis FOR SELECT
  USING ((SELECT viewer_role()) = 'SYSTEM_RIGHTS');
CREATE POLICY lawful_basis_made ON lawful_basis FOR INSERT
  WITH CHECK (((SELECT viewer_role()) = 'COORDINATOR') AND (recorded_by = (SELECT viewer_user())) AND (ended_on IS NULL) AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = lawful_basis.family_id))));
CREATE POLICY lawful_basis_read_only_changed ON lawful_basis FOR UPDATE AS RESTRICTIVE
  USING ((family_id IS NULL) OR (family_id <> ALL ((SELECT viewer_emergency_families())::uuid[])));
CREATE POLICY lawful_basis_read_only_made ON lawful_basis FOR INSERT AS RESTRICTIVE
  WITH CHECK ((family_id IS NULL) OR (family_id <> ALL ((SELECT viewer_emergency_families())::uuid[])));
CREATE POLICY lawful_basis_seen ON lawful_basis FOR SELECT
  USING (((SELECT viewer_role()) <> 'SYSTEM_CAF_CHECK') AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = lawful_basis.family_id))));
CREATE POLICY lawful_basis_shut_to_machines ON lawful_basis FOR ALL AS RESTRICTIVE
  USING ((SELECT viewer_role()) IS DISTINCT FROM 'MACHINE');
GRANT INSERT, SELECT ON lawful_basis TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON lawful_basis TO wtwf_loader;
GRANT UPDATE (reason, manager, ended_on, ended_recorded_at, ended_by) ON lawful_basis TO wtwf_app;

-- table lead_professional, owned by wtwf_owner
CREATE TABLE lead_professional (
  id uuid NOT NULL,
  family_id uuid NOT NULL,
  user_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  team_id uuid NOT NULL,
  asked_on date NOT NULL,
  asked_by uuid,
  accepted_on date,
  declined_on date,
  decline_reason text,
  ended_on date,
  recorded_at timestamptz NOT NULL,
  accepted_recorded_at timestamptz,
  ended_recorded_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  end_reason text,
  CONSTRAINT lead_professional_pkey PRIMARY KEY (id),
  CONSTRAINT lead_professional_check CHECK (((accepted_on IS NULL) OR (declined_on IS NULL))),
  CONSTRAINT lead_professional_decline_reason_check CHECK ((length(decline_reason) <= 1000)),
  CONSTRAINT lead_professional_end_reason_check CHECK ((end_reason IN ('AGREEMENT_WITHDRAWN', 'LAWFUL_BASIS_ENDED'))),
  CONSTRAINT lead_professional_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id),
  CONSTRAINT lead_professional_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES app_user(id),
  CONSTRAINT lead_professional_family_id_fkey FOREIGN KEY (family_id) REFERENCES family(id),
  CONSTRAINT lead_professional_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id),
  CONSTRAINT lead_professional_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id)
);
CREATE INDEX lead_professional_agency ON lead_professional USING btree (agency_id);
CREATE INDEX lead_professional_family ON lead_professional USING btree (family_id);
CREATE INDEX lead_professional_user ON lead_professional USING btree (user_id);
CREATE UNIQUE INDEX lead_professional_one ON lead_professional USING btree (family_id) WHERE ((declined_on IS NULL) AND (ended_on IS NULL));
ALTER TABLE lead_professional ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY lead_professional_changed ON lead_professional FOR UPDATE
  USING (((SELECT viewer_role()) IN ('PRACTITIONER', 'COORDINATOR')) AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = lead_professional.family_id))));
CREATE POLICY lead_professional_disposed ON lead_professional FOR UPDATE
  USING (((SELECT viewer_role()) = 'SYSTEM_RIGHTS') AND (family_id = ANY (ARRAY(SELECT d.family_id
   FROM disposal d
  WHERE (d.recorded_xact = (SELECT pg_current_xact_id_if_assigned()))))));
CREATE POLICY lead_professional_handed_over ON lead_professional FOR UPDATE
  USING (((SELECT viewer_role()) = 'SYSTEM_HAND_OVER') AND (team_id = ANY ((SELECT viewer_teams())::uuid[])) AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = lead_professional.family_id))))
  WITH CHECK ((team_id = ANY ((SELECT viewer_teams())::uuid[])) AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = lead_professional.family_id))));
CREATE POLICY lead_professional_made ON lead_professional FOR INSERT
  WITH CHECK (((SELECT viewer_role()) IN ('PRACTITIONER', 'COORDINATOR')) AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = lead_professional.family_id))));
CREATE POLICY lead_professional_read_only_changed ON lead_professional FOR UPDATE AS RESTRICTIVE
  USING ((family_id IS NULL) OR (family_id <> ALL ((SELECT viewer_emergency_families())::uuid[])));
CREATE POLICY lead_professional_read_only_made ON lead_professional FOR INSERT AS RESTRICTIVE
  WITH CHECK ((family_id IS NULL) OR (family_id <> ALL ((SELECT viewer_emergency_families())::uuid[])));
CREATE POLICY lead_professional_seen ON lead_professional FOR SELECT
  USING 
CASE (SELECT viewer_role())
    WHEN 'SYSTEM_STANDINGS' THEN true
    WHEN 'SYSTEM_REPORTS' THEN true
    WHEN 'SYSTEM_RIGHTS' THEN true
    WHEN 'SYSTEM_CAF_CHECK' THEN false
    ELSE (EXISTS (SELECT 1
       FROM family f
      WHERE (f.id = lead_professional.family_id)))
END;
CREATE POLICY lead_professional_shut_to_machines ON lead_professional FOR ALL AS RESTRICTIVE
  USING ((SELECT viewer_role()) IS DISTINCT FROM 'MACHINE');
CREATE POLICY lead_professional_stopped ON lead_professional FOR UPDATE
  USING (((SELECT viewer_role()) = 'SYSTEM_AGREEMENTS') AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = lead_professional.family_id))))
  WITH CHECK ((ended_on IS NOT NULL) AND (end_reason IS NOT NULL));
CREATE POLICY lead_professional_taken_over ON lead_professional FOR INSERT
  WITH CHECK (((SELECT viewer_role()) = 'SYSTEM_HAND_OVER') AND (team_id = ANY ((SELECT viewer_teams())::uuid[])) AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = lead_professional.family_id))));
GRANT INSERT, SELECT, UPDATE ON lead_professional TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON lead_professional TO wtwf_loader;

-- table legal_hold, owned by wtwf_owner
-- Nothing of the family is disposed of until the hold is lifted.
CREATE TABLE legal_hold (
  id uuid NOT NULL,
  family_id uuid NOT NULL,
  reason text,
  placed_by uuid NOT NULL,
  placed_at timestamptz NOT NULL,
  lifted_by uuid,
  lifted_at timestamptz,
  CONSTRAINT legal_hold_pkey PRIMARY KEY (id),
  CONSTRAINT legal_hold_check CHECK (((lifted_by IS NULL) = (lifted_at IS NULL))),
  CONSTRAINT legal_hold_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 1000))),
  CONSTRAINT legal_hold_family_id_fkey FOREIGN KEY (family_id) REFERENCES family(id),
  CONSTRAINT legal_hold_lifted_by_fkey FOREIGN KEY (lifted_by) REFERENCES app_user(id),
  CONSTRAINT legal_hold_placed_by_fkey FOREIGN KEY (placed_by) REFERENCES app_user(id)
);
CREATE UNIQUE INDEX legal_hold_one ON legal_hold USING btree (family_id) WHERE (lifted_at IS NULL);
CREATE TRIGGER legal_hold_blanked BEFORE UPDATE OF reason ON legal_hold FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
ALTER TABLE legal_hold ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY legal_hold_disposed ON legal_hold FOR UPDATE
  USING (((SELECT viewer_role()) = 'SYSTEM_RIGHTS') AND (family_id = ANY (ARRAY(SELECT d.family_id
   FROM disposal d
  WHERE (d.recorded_xact = (SELECT pg_current_xact_id_if_assigned()))))));
CREATE POLICY legal_hold_lifted ON legal_hold FOR UPDATE
  USING (((SELECT viewer_role()) = 'INFORMATION_OFFICER') AND (lifted_at IS NULL))
  WITH CHECK (lifted_by = (SELECT viewer_user()));
CREATE POLICY legal_hold_made ON legal_hold FOR INSERT
  WITH CHECK (((SELECT viewer_role()) = 'INFORMATION_OFFICER') AND (placed_by = (SELECT viewer_user())) AND (lifted_at IS NULL));
CREATE POLICY legal_hold_seen ON legal_hold FOR SELECT
  USING ((SELECT viewer_role()) IN ('INFORMATION_OFFICER', 'ADMINISTRATOR', 'SYSTEM_RIGHTS', 'SYSTEM_STANDINGS'));
GRANT INSERT, SELECT ON legal_hold TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON legal_hold TO wtwf_loader;
GRANT UPDATE (reason, lifted_by, lifted_at) ON legal_hold TO wtwf_app;

-- table machine_client, owned by wtwf_owner
-- The token of one machine client, as its SHA-256: 256 random bits, shown once. By the system's clock.
CREATE TABLE machine_client (
  id uuid NOT NULL,
  token_hash bytea NOT NULL,
  scopes text[] NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  last_used_on date,
  CONSTRAINT machine_client_pkey PRIMARY KEY (id),
  CONSTRAINT machine_client_token_hash_key UNIQUE (token_hash),
  CONSTRAINT machine_client_check CHECK (((expires_at > created_at) AND (expires_at <= (created_at + '366 days'::interval)))),
  CONSTRAINT machine_client_scopes_check CHECK (((scopes <@ ARRAY['SEND_EVIDENCE', 'READ_CONTRIBUTION']) AND (cardinality(scopes) > 0))),
  CONSTRAINT machine_client_token_hash_check CHECK ((octet_length(token_hash) = 32)),
  CONSTRAINT machine_client_created_by_fkey FOREIGN KEY (created_by) REFERENCES app_user(id),
  CONSTRAINT machine_client_id_fkey FOREIGN KEY (id) REFERENCES app_user(id)
);
COMMENT ON COLUMN machine_client.last_used_on IS 'The day alone, so that most requests write nothing.';
ALTER TABLE machine_client ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY machine_client_made ON machine_client FOR INSERT
  WITH CHECK (((SELECT viewer_role()) = 'ADMINISTRATOR') AND (created_by = (SELECT viewer_user())));
CREATE POLICY machine_client_revoked ON machine_client FOR UPDATE
  USING ((SELECT viewer_role()) = 'ADMINISTRATOR');
CREATE POLICY machine_client_seen ON machine_client FOR SELECT
  USING ((SELECT viewer_role()) IN ('ADMINISTRATOR', 'SYSTEM_SIGN_IN'));
CREATE POLICY machine_client_used ON machine_client FOR UPDATE
  USING ((SELECT viewer_role()) = 'SYSTEM_SIGN_IN');
GRANT INSERT, SELECT ON machine_client TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON machine_client TO wtwf_loader;
GRANT UPDATE (revoked_at, last_used_on) ON machine_client TO wtwf_app;

-- table outcomes_plan, owned by wtwf_owner
-- A plan as it was added: another text is another plan. added_by is null for those that came with the service.
CREATE TABLE outcomes_plan (
  id uuid NOT NULL,
  document jsonb NOT NULL,
  added_at timestamptz NOT NULL,
  added_by uuid,
  CONSTRAINT outcomes_plan_pkey PRIMARY KEY (id),
  CONSTRAINT outcomes_plan_added_by_fkey FOREIGN KEY (added_by) REFERENCES app_user(id)
);
CREATE UNIQUE INDEX outcomes_plan_document ON outcomes_plan USING btree (md5((document)::text));
ALTER TABLE outcomes_plan ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY outcomes_plan_made ON outcomes_plan FOR INSERT
  WITH CHECK ((((SELECT viewer_role()) = 'ADMINISTRATOR') AND (added_by = (SELECT viewer_user()))) OR (((SELECT viewer_role()) = 'SYSTEM_STANDINGS') AND (added_by IS NULL)));
CREATE POLICY outcomes_plan_seen ON outcomes_plan FOR SELECT
  USING ((SELECT viewer_role()) IN ('PRACTITIONER', 'AGENCY_LEAD', 'COORDINATOR', 'AUDITOR', 'ADMINISTRATOR', 'SYSTEM_STANDINGS', 'SYSTEM_REPORTS'));
GRANT INSERT, SELECT ON outcomes_plan TO wtwf_app;
GRANT INSERT, SELECT ON outcomes_plan TO wtwf_loader;

-- table person, owned by wtwf_owner
CREATE TABLE person (
  id uuid NOT NULL,
  given_name text,
  family_name text,
  date_of_birth date,
  disposed_at timestamptz,
  recorded_at timestamptz NOT NULL,
  recorded_by_caf_id uuid,
  CONSTRAINT person_pkey PRIMARY KEY (id),
  CONSTRAINT person_family_name_check CHECK ((length(family_name) <= 100)),
  CONSTRAINT person_given_name_check CHECK ((length(given_name) <= 100)),
  CONSTRAINT person_recorded_by_caf_id_fkey FOREIGN KEY (recorded_by_caf_id) REFERENCES caf(id)
);
CREATE INDEX person_name_birth ON person USING btree (lower(family_name), date_of_birth);
CREATE INDEX person_recorded_by_caf ON person USING btree (recorded_by_caf_id) WHERE (recorded_by_caf_id IS NOT NULL);
CREATE TRIGGER person_disposed BEFORE UPDATE OF disposed_at ON person FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
ALTER TABLE person ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY person_asked_for ON person FOR UPDATE AS RESTRICTIVE
  USING (((SELECT viewer_role()) IS DISTINCT FROM 'SYSTEM_RIGHTS') OR (NOT (EXISTS (SELECT 1
   FROM subject_request r
  WHERE ((r.person_id = person.id) AND (r.closed_on IS NULL))))));
CREATE POLICY person_corrected ON person FOR UPDATE
  USING (((SELECT viewer_role()) IN ('PRACTITIONER', 'COORDINATOR')) AND (disposed_at IS NULL) AND (EXISTS (SELECT 1
   FROM family_member m
  WHERE (m.person_id = person.id))));
CREATE POLICY person_disposed ON person FOR UPDATE
  USING (((SELECT viewer_role()) = 'SYSTEM_RIGHTS') AND (EXISTS (SELECT 1
   FROM (family_member m
     JOIN disposal d ON ((d.family_id = m.family_id)))
  WHERE ((m.person_id = person.id) AND (d.recorded_xact = (SELECT pg_current_xact_id_if_assigned()))))) AND (NOT (EXISTS (SELECT 1
   FROM family_member m
  WHERE ((m.person_id = person.id) AND (NOT (EXISTS (SELECT 1
           FROM disposal d
          WHERE (d.family_id = m.family_id)))))))));
CREATE POLICY person_made ON person FOR INSERT
  WITH CHECK ((SELECT viewer_role()) IN ('PRACTITIONER', 'COORDINATOR'));
CREATE POLICY person_put_right ON person FOR UPDATE
  USING (((SELECT viewer_role()) = 'SYSTEM_RIGHTS') AND (disposed_at IS NULL) AND (id = ANY (ARRAY(SELECT r.person_id
   FROM correction_request r
  WHERE ((r.about IN ('NAME', 'DATE_OF_BIRTH')) AND (r.decision = 'PUT_RIGHT') AND (r.decided_xact = (SELECT pg_current_xact_id_if_assigned())))))));
CREATE POLICY person_seen ON person FOR SELECT
  USING 
CASE (SELECT viewer_role())
    WHEN 'SYSTEM_STANDINGS' THEN true
    WHEN 'SYSTEM_RIGHTS' THEN true
    ELSE (EXISTS (SELECT 1
       FROM family_member m
      WHERE (m.person_id = person.id)))
END;
GRANT INSERT, SELECT ON person TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON person TO wtwf_loader;
GRANT UPDATE (given_name, family_name, date_of_birth, disposed_at) ON person TO wtwf_app;

-- table plan_action, owned by wtwf_owner
CREATE TABLE plan_action (
  id uuid NOT NULL,
  family_id uuid NOT NULL,
  criterion text NOT NULL,
  person_id uuid,
  owner text NOT NULL,
  agency_id uuid,
  team_id uuid,
  title text,
  outcome text,
  has_outcome boolean NOT NULL,
  due_on date NOT NULL,
  status text NOT NULL,
  ended_on date,
  note text,
  recorded_at timestamptz NOT NULL,
  recorded_by uuid,
  ended_recorded_at timestamptz,
  ended_by uuid,
  version integer NOT NULL DEFAULT 1,
  end_reason text,
  CONSTRAINT plan_action_pkey PRIMARY KEY (id),
  CONSTRAINT plan_action_check CHECK (((owner = 'AGENCY') = (team_id IS NOT NULL))),
  CONSTRAINT plan_action_check1 CHECK (((status = 'OPEN') = (ended_on IS NULL))),
  CONSTRAINT plan_action_end_reason_check CHECK ((end_reason IN ('AGREEMENT_WITHDRAWN', 'LAWFUL_BASIS_ENDED'))),
  CONSTRAINT plan_action_note_check CHECK ((length(note) <= 4000)),
  CONSTRAINT plan_action_outcome_check CHECK ((length(outcome) <= 500)),
  CONSTRAINT plan_action_owner_check CHECK ((owner IN ('AGENCY', 'FAMILY'))),
  CONSTRAINT plan_action_status_check CHECK ((status IN ('OPEN', 'DONE', 'CANCELLED'))),
  CONSTRAINT plan_action_title_check CHECK ((length(title) <= 500)),
  CONSTRAINT plan_action_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id),
  CONSTRAINT plan_action_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES app_user(id),
  CONSTRAINT plan_action_family_id_fkey FOREIGN KEY (family_id) REFERENCES family(id),
  CONSTRAINT plan_action_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT plan_action_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES app_user(id),
  CONSTRAINT plan_action_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id)
);
CREATE INDEX plan_action_agency ON plan_action USING btree (agency_id, due_on);
CREATE INDEX plan_action_family ON plan_action USING btree (family_id);
CREATE INDEX plan_action_team ON plan_action USING btree (team_id, status, due_on);
ALTER TABLE plan_action ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY plan_action_changed ON plan_action FOR UPDATE
  USING (((SELECT viewer_role()) IN ('PRACTITIONER', 'COORDINATOR')) AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = plan_action.family_id))));
CREATE POLICY plan_action_disposed ON plan_action FOR UPDATE
  USING (((SELECT viewer_role()) = 'SYSTEM_RIGHTS') AND (family_id = ANY (ARRAY(SELECT d.family_id
   FROM disposal d
  WHERE (d.recorded_xact = (SELECT pg_current_xact_id_if_assigned()))))));
CREATE POLICY plan_action_handed_over ON plan_action FOR UPDATE
  USING (((SELECT viewer_role()) = 'SYSTEM_HAND_OVER') AND (team_id = ANY ((SELECT viewer_teams())::uuid[])) AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = plan_action.family_id))))
  WITH CHECK ((team_id = ANY ((SELECT viewer_teams())::uuid[])) AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = plan_action.family_id))));
CREATE POLICY plan_action_made ON plan_action FOR INSERT
  WITH CHECK (((SELECT viewer_role()) IN ('PRACTITIONER', 'COORDINATOR')) AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = plan_action.family_id))));
CREATE POLICY plan_action_read_only_changed ON plan_action FOR UPDATE AS RESTRICTIVE
  USING ((family_id IS NULL) OR (family_id <> ALL ((SELECT viewer_emergency_families())::uuid[])));
CREATE POLICY plan_action_read_only_made ON plan_action FOR INSERT AS RESTRICTIVE
  WITH CHECK ((family_id IS NULL) OR (family_id <> ALL ((SELECT viewer_emergency_families())::uuid[])));
CREATE POLICY plan_action_seen ON plan_action FOR SELECT
  USING 
CASE (SELECT viewer_role())
    WHEN 'SYSTEM_STANDINGS' THEN true
    WHEN 'SYSTEM_REPORTS' THEN true
    WHEN 'SYSTEM_RIGHTS' THEN true
    WHEN 'SYSTEM_CAF_CHECK' THEN false
    ELSE (EXISTS (SELECT 1
       FROM family f
      WHERE (f.id = plan_action.family_id)))
END;
CREATE POLICY plan_action_shut_to_machines ON plan_action FOR ALL AS RESTRICTIVE
  USING ((SELECT viewer_role()) IS DISTINCT FROM 'MACHINE');
CREATE POLICY plan_action_stopped ON plan_action FOR UPDATE
  USING (((SELECT viewer_role()) = 'SYSTEM_AGREEMENTS') AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = plan_action.family_id))))
  WITH CHECK ((status = 'CANCELLED') AND (end_reason IS NOT NULL));
GRANT INSERT, SELECT, UPDATE ON plan_action TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON plan_action TO wtwf_loader;

-- table plan_in_force, owned by wtwf_owner
-- The last one is in force. A day goes by the plan that was in force at its end; days before the first go by the first.
CREATE TABLE plan_in_force (
  number integer NOT NULL,
  plan_id uuid NOT NULL,
  from_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT plan_in_force_pkey PRIMARY KEY (number),
  CONSTRAINT plan_in_force_number_check CHECK ((number >= 1)),
  CONSTRAINT plan_in_force_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES app_user(id),
  CONSTRAINT plan_in_force_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES outcomes_plan(id)
);
ALTER TABLE plan_in_force ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY plan_in_force_made ON plan_in_force FOR INSERT
  WITH CHECK ((((SELECT viewer_role()) = 'ADMINISTRATOR') AND (changed_by = (SELECT viewer_user()))) OR (((SELECT viewer_role()) = 'SYSTEM_STANDINGS') AND (changed_by IS NULL) AND (number = 1)));
CREATE POLICY plan_in_force_seen ON plan_in_force FOR SELECT
  USING ((SELECT viewer_role()) IS NOT NULL);
GRANT INSERT, SELECT ON plan_in_force TO wtwf_app;
GRANT INSERT, SELECT ON plan_in_force TO wtwf_loader;

-- table provider_identity, owned by wtwf_owner
-- Which account of a provider's is which user: an address that is given to somebody else later opens nothing.
CREATE TABLE provider_identity (
  provider_id uuid NOT NULL,
  subject text NOT NULL,
  user_id uuid NOT NULL,
  linked_at timestamptz NOT NULL,
  CONSTRAINT provider_identity_pkey PRIMARY KEY (provider_id, subject),
  CONSTRAINT provider_identity_provider_id_user_id_key UNIQUE (provider_id, user_id),
  CONSTRAINT provider_identity_subject_check CHECK (((length(subject) >= 1) AND (length(subject) <= 255))),
  CONSTRAINT provider_identity_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES identity_provider(id),
  CONSTRAINT provider_identity_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id)
);
CREATE INDEX provider_identity_user ON provider_identity USING btree (user_id);
ALTER TABLE provider_identity ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY provider_identity_seen ON provider_identity FOR SELECT
  USING ((SELECT viewer_role()) = 'ADMINISTRATOR');
CREATE POLICY provider_identity_signing_in ON provider_identity FOR ALL
  USING ((SELECT viewer_role()) = 'SYSTEM_SIGN_IN');
GRANT DELETE, INSERT, SELECT ON provider_identity TO wtwf_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON provider_identity TO wtwf_loader;

-- table provider_visit, owned by wtwf_owner
-- A browser that was sent to a provider and is to come back, once. session_hash: the session that is to be proved anew.
CREATE TABLE provider_visit (
  token_hash bytea NOT NULL,
  provider_id uuid NOT NULL,
  session_hash bytea,
  state text NOT NULL,
  nonce text NOT NULL,
  code_verifier text NOT NULL,
  return_to text NOT NULL,
  expires_at timestamptz NOT NULL,
  CONSTRAINT provider_visit_pkey PRIMARY KEY (token_hash),
  CONSTRAINT provider_visit_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES identity_provider(id)
);
ALTER TABLE provider_visit ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY provider_visit_signing_in ON provider_visit FOR ALL
  USING ((SELECT viewer_role()) = 'SYSTEM_SIGN_IN');
GRANT DELETE, INSERT, SELECT ON provider_visit TO wtwf_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON provider_visit TO wtwf_loader;

-- table publication, owned by wtwf_owner
-- Month-end figures as they were published: frozen, unsuppressed (suppression depends on all that is published).
CREATE TABLE publication (
  as_of date NOT NULL,
  figures jsonb NOT NULL,
  published_at timestamptz NOT NULL,
  published_by uuid,
  CONSTRAINT publication_pkey PRIMARY KEY (as_of),
  CONSTRAINT publication_published_by_fkey FOREIGN KEY (published_by) REFERENCES app_user(id)
);
ALTER TABLE publication ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY publication_made ON publication FOR INSERT
  WITH CHECK (((SELECT viewer_role()) = 'COORDINATOR') AND (published_by = (SELECT viewer_user())));
CREATE POLICY publication_seen ON publication FOR SELECT
  USING ((SELECT viewer_role()) IN ('BOARD_MEMBER', 'COORDINATOR', 'AUDITOR', 'SYSTEM_REPORTS'));
CREATE POLICY publication_shut_to_machines ON publication FOR ALL AS RESTRICTIVE
  USING ((SELECT viewer_role()) IS DISTINCT FROM 'MACHINE');
GRANT INSERT, SELECT ON publication TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON publication TO wtwf_loader;

-- table rate_limit, owned by wtwf_owner
CREATE TABLE rate_limit (
  key character varying(255) NOT NULL,
  points integer NOT NULL DEFAULT 0,
  expire bigint,
  CONSTRAINT rate_limit_pkey PRIMARY KEY (key)
);
ALTER TABLE rate_limit ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY rate_limit_counted ON rate_limit FOR ALL
  USING true;
GRANT DELETE, INSERT, SELECT, UPDATE ON rate_limit TO wtwf_app;

-- table recovery_code, owned by wtwf_owner
-- Each lets its person in once without the authenticator app, and goes with its use.
CREATE TABLE recovery_code (
  user_id uuid NOT NULL,
  code_hash bytea NOT NULL,
  CONSTRAINT recovery_code_pkey PRIMARY KEY (user_id, code_hash),
  CONSTRAINT recovery_code_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id)
);
ALTER TABLE recovery_code ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY recovery_code_reset ON recovery_code FOR DELETE
  USING ((SELECT viewer_role()) = 'ADMINISTRATOR');
CREATE POLICY recovery_code_seen ON recovery_code FOR SELECT
  USING ((SELECT viewer_role()) = 'ADMINISTRATOR');
CREATE POLICY recovery_code_signing_in ON recovery_code FOR ALL
  USING ((SELECT viewer_role()) = 'SYSTEM_SIGN_IN');
GRANT DELETE, INSERT, SELECT ON recovery_code TO wtwf_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON recovery_code TO wtwf_loader;

-- table reevaluation, owned by wtwf_owner
CREATE TABLE reevaluation (
  id uuid NOT NULL,
  number integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  plan_number integer NOT NULL,
  cause text NOT NULL,
  since date NOT NULL,
  state text NOT NULL,
  started_at timestamptz NOT NULL,
  started_by uuid NOT NULL,
  ended_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT reevaluation_pkey PRIMARY KEY (id),
  CONSTRAINT reevaluation_number_key UNIQUE (number),
  CONSTRAINT reevaluation_cause_check CHECK ((cause IN ('PLAN_CHANGED', 'ASKED_FOR'))),
  CONSTRAINT reevaluation_check CHECK (((state IN ('FINISHED', 'REPLACED')) = (ended_at IS NOT NULL))),
  CONSTRAINT reevaluation_state_check CHECK ((state IN ('RUNNING', 'PAUSED', 'FAILED', 'FINISHED', 'REPLACED'))),
  CONSTRAINT reevaluation_plan_number_fkey FOREIGN KEY (plan_number) REFERENCES plan_in_force(number),
  CONSTRAINT reevaluation_started_by_fkey FOREIGN KEY (started_by) REFERENCES app_user(id)
);
CREATE UNIQUE INDEX reevaluation_one ON reevaluation USING btree ((true)) WHERE (ended_at IS NULL);
COMMENT ON COLUMN reevaluation.since IS 'The first day whose answers may be others: until the run has ended no family is settled from this day on.';
ALTER TABLE reevaluation ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY reevaluation_changed ON reevaluation FOR UPDATE
  USING ((SELECT viewer_role()) IN ('ADMINISTRATOR', 'SYSTEM_STANDINGS'));
CREATE POLICY reevaluation_made ON reevaluation FOR INSERT
  WITH CHECK (((SELECT viewer_role()) = 'ADMINISTRATOR') AND (started_by = (SELECT viewer_user())));
CREATE POLICY reevaluation_seen ON reevaluation FOR SELECT
  USING ((SELECT viewer_role()) IN ('ADMINISTRATOR', 'SYSTEM_STANDINGS'));
CREATE POLICY reevaluation_shut_to_machines ON reevaluation FOR ALL AS RESTRICTIVE
  USING ((SELECT viewer_role()) IS DISTINCT FROM 'MACHINE');
GRANT INSERT, SELECT ON reevaluation TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON reevaluation TO wtwf_loader;
GRANT UPDATE (state, ended_at, version) ON reevaluation TO wtwf_app;

-- table reevaluation_batch, owned by wtwf_owner
-- A stretch of families by id. done_at is written in the transaction that writes their standings, so no batch counts twice.
CREATE TABLE reevaluation_batch (
  reevaluation_id uuid NOT NULL,
  number integer NOT NULL,
  first_family uuid NOT NULL,
  last_family uuid NOT NULL,
  families integer NOT NULL,
  done_at timestamptz,
  changed integer,
  failures smallint NOT NULL DEFAULT 0,
  fault text,
  CONSTRAINT reevaluation_batch_pkey PRIMARY KEY (reevaluation_id, number),
  CONSTRAINT reevaluation_batch_check CHECK (((changed >= 0) AND (changed <= families))),
  CONSTRAINT reevaluation_batch_check1 CHECK (((done_at IS NULL) = (changed IS NULL))),
  CONSTRAINT reevaluation_batch_families_check CHECK ((families >= 1)),
  CONSTRAINT reevaluation_batch_fault_check CHECK ((length(fault) <= 100)),
  CONSTRAINT reevaluation_batch_number_check CHECK ((number >= 1)),
  CONSTRAINT reevaluation_batch_reevaluation_id_fkey FOREIGN KEY (reevaluation_id) REFERENCES reevaluation(id)
);
CREATE INDEX reevaluation_batch_open ON reevaluation_batch USING btree (reevaluation_id, number) WHERE (done_at IS NULL);
COMMENT ON COLUMN reevaluation_batch.fault IS 'The closed code of the last failure, never its words.';
ALTER TABLE reevaluation_batch ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY reevaluation_batch_changed ON reevaluation_batch FOR UPDATE
  USING ((SELECT viewer_role()) = 'SYSTEM_STANDINGS');
CREATE POLICY reevaluation_batch_made ON reevaluation_batch FOR INSERT
  WITH CHECK ((SELECT viewer_role()) = 'SYSTEM_STANDINGS');
CREATE POLICY reevaluation_batch_seen ON reevaluation_batch FOR SELECT
  USING ((SELECT viewer_role()) IN ('ADMINISTRATOR', 'SYSTEM_STANDINGS'));
CREATE POLICY reevaluation_batch_shut_to_machines ON reevaluation_batch FOR ALL AS RESTRICTIVE
  USING ((SELECT viewer_role()) IS DISTINCT FROM 'MACHINE');
GRANT INSERT, SELECT ON reevaluation_batch TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON reevaluation_batch TO wtwf_loader;
GRANT UPDATE (done_at, changed, failures, fault) ON reevaluation_batch TO wtwf_app;

-- table retention_change, owned by wtwf_owner
-- What the retention schedule says from a day on, decided by whom and why. Never changed: a later one counts before an earlier.
CREATE TABLE retention_change (
  id uuid NOT NULL,
  record text NOT NULL,
  number integer NOT NULL,
  amount integer NOT NULL,
  valid_from date NOT NULL,
  reason text NOT NULL,
  changed_by uuid NOT NULL,
  changed_at timestamptz NOT NULL,
  CONSTRAINT retention_change_pkey PRIMARY KEY (id),
  CONSTRAINT retention_change_record_number_key UNIQUE (record, number),
  CONSTRAINT retention_change_amount_check CHECK (((amount >= 1) AND (amount <= 100))),
  CONSTRAINT retention_change_check CHECK (((record <> 'CLOSED_CASE') OR (amount >= 21))),
  CONSTRAINT retention_change_check1 CHECK (((record <> 'AUDIT_LOG') OR (amount >= 6))),
  CONSTRAINT retention_change_number_check CHECK ((number > 0)),
  CONSTRAINT retention_change_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 1000))),
  CONSTRAINT retention_change_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES app_user(id),
  CONSTRAINT retention_change_record_fkey FOREIGN KEY (record) REFERENCES retention_rule(record)
);
ALTER TABLE retention_change ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY retention_change_made ON retention_change FOR INSERT
  WITH CHECK (((SELECT viewer_role()) IN ('INFORMATION_OFFICER', 'ADMINISTRATOR')) AND (changed_by = (SELECT viewer_user())));
CREATE POLICY retention_change_seen ON retention_change FOR SELECT
  USING ((SELECT viewer_role()) IN ('INFORMATION_OFFICER', 'ADMINISTRATOR', 'SYSTEM_RIGHTS'));
GRANT INSERT, SELECT ON retention_change TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON retention_change TO wtwf_loader;

-- table retention_review, owned by wtwf_owner
-- What the information officer decided of a record that fell due. The last one counts.
CREATE TABLE retention_review (
  id uuid NOT NULL,
  family_id uuid NOT NULL,
  decision text NOT NULL,
  keep_until date,
  reason text,
  reviewed_by uuid NOT NULL,
  reviewed_at timestamptz NOT NULL,
  CONSTRAINT retention_review_pkey PRIMARY KEY (id),
  CONSTRAINT retention_review_check CHECK (((decision = 'KEEP') = (keep_until IS NOT NULL))),
  CONSTRAINT retention_review_decision_check CHECK ((decision IN ('KEEP', 'DISPOSE'))),
  CONSTRAINT retention_review_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 1000))),
  CONSTRAINT retention_review_family_id_fkey FOREIGN KEY (family_id) REFERENCES family(id),
  CONSTRAINT retention_review_reviewed_by_fkey FOREIGN KEY (reviewed_by) REFERENCES app_user(id)
);
CREATE INDEX retention_review_family ON retention_review USING btree (family_id, reviewed_at);
ALTER TABLE retention_review ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY retention_review_disposed ON retention_review FOR UPDATE
  USING (((SELECT viewer_role()) = 'SYSTEM_RIGHTS') AND (family_id = ANY (ARRAY(SELECT d.family_id
   FROM disposal d
  WHERE (d.recorded_xact = (SELECT pg_current_xact_id_if_assigned()))))));
CREATE POLICY retention_review_made ON retention_review FOR INSERT
  WITH CHECK (((SELECT viewer_role()) = 'INFORMATION_OFFICER') AND (reviewed_by = (SELECT viewer_user())));
CREATE POLICY retention_review_seen ON retention_review FOR SELECT
  USING ((SELECT viewer_role()) IN ('INFORMATION_OFFICER', 'ADMINISTRATOR', 'SYSTEM_RIGHTS', 'SYSTEM_STANDINGS'));
GRANT INSERT, SELECT ON retention_review TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON retention_review TO wtwf_loader;
GRANT UPDATE (reason) ON retention_review TO wtwf_app;

-- table retention_rule, owned by wtwf_owner
-- The retention schedule. BIRTHDAY_OF_YOUNGEST_CHILD: the birthday on which the youngest child reaches the amount in years.
CREATE TABLE retention_rule (
  record text NOT NULL,
  measure text NOT NULL,
  amount integer NOT NULL,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT retention_rule_pkey PRIMARY KEY (record),
  CONSTRAINT retention_rule_amount_check CHECK (((amount >= 1) AND (amount <= 100))),
  CONSTRAINT retention_rule_check CHECK (((record <> 'CLOSED_CASE') OR (amount >= 21))),
  CONSTRAINT retention_rule_check1 CHECK (((record <> 'AUDIT_LOG') OR (amount >= 6))),
  CONSTRAINT retention_rule_measure_check CHECK ((measure IN ('MONTHS_KEPT', 'BIRTHDAY_OF_YOUNGEST_CHILD', 'YEARS_KEPT'))),
  CONSTRAINT retention_rule_record_check CHECK ((record IN ('MATCHED_NEVER_ATTACHED', 'CLOSED_CASE', 'DRAFT_NEVER_SUBMITTED', 'AUDIT_LOG')))
);
ALTER TABLE retention_rule ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY retention_rule_seen ON retention_rule FOR SELECT
  USING ((SELECT viewer_role()) IN ('INFORMATION_OFFICER', 'ADMINISTRATOR', 'SYSTEM_RIGHTS', 'SYSTEM_STANDINGS'));
GRANT INSERT, SELECT, UPDATE ON retention_rule TO wtwf_loader;
GRANT SELECT ON retention_rule TO wtwf_app;

-- table schema_migration, owned by wtwf_owner
CREATE TABLE schema_migration (
  name text NOT NULL,
  sha256 text NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT schema_migration_pkey PRIMARY KEY (name)
);
GRANT INSERT, SELECT, UPDATE ON schema_migration TO wtwf_loader;

-- table second_factor, owned by wtwf_owner
-- The secret that a person's authenticator app shares with us, sealed. offered: shown to them and not confirmed yet; the old one stays good until it is.
CREATE TABLE second_factor (
  user_id uuid NOT NULL,
  secret bytea,
  set_up_at timestamptz,
  last_period bigint,
  offered bytea,
  offered_at timestamptz,
  CONSTRAINT second_factor_pkey PRIMARY KEY (user_id),
  CONSTRAINT second_factor_check CHECK (((secret IS NULL) = (set_up_at IS NULL))),
  CONSTRAINT second_factor_check1 CHECK (((offered IS NULL) = (offered_at IS NULL))),
  CONSTRAINT second_factor_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id)
);
COMMENT ON COLUMN second_factor.last_period IS 'The half minute whose code was last accepted: neither it nor an earlier one is accepted again.';
ALTER TABLE second_factor ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY second_factor_reset ON second_factor FOR DELETE
  USING ((SELECT viewer_role()) = 'ADMINISTRATOR');
CREATE POLICY second_factor_seen ON second_factor FOR SELECT
  USING ((SELECT viewer_role()) = 'ADMINISTRATOR');
CREATE POLICY second_factor_signing_in ON second_factor FOR ALL
  USING ((SELECT viewer_role()) = 'SYSTEM_SIGN_IN');
GRANT DELETE, INSERT, SELECT, UPDATE ON second_factor TO wtwf_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON second_factor TO wtwf_loader;

-- table session, owned by wtwf_owner
CREATE TABLE session (
  token_hash bytea NOT NULL,
  user_id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  proved_at timestamptz NOT NULL,
  CONSTRAINT session_pkey PRIMARY KEY (token_hash),
  CONSTRAINT session_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id)
);
CREATE INDEX session_expires_at ON session USING btree (expires_at);
CREATE INDEX session_user_id ON session USING btree (user_id);
ALTER TABLE session ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY session_ended ON session FOR DELETE
  USING ((SELECT viewer_role()) = 'ADMINISTRATOR');
CREATE POLICY session_seen ON session FOR SELECT
  USING ((SELECT viewer_role()) = 'ADMINISTRATOR');
CREATE POLICY session_signed_in ON session FOR ALL
  USING ((SELECT viewer_role()) = 'SYSTEM_SIGN_IN');
GRANT DELETE, INSERT, SELECT, UPDATE ON session TO wtwf_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON session TO wtwf_loader;

-- table setting, owned by wtwf_owner
-- business-clock: the business time at one system time; school-terms.
CREATE TABLE setting (
  name text NOT NULL,
  value jsonb NOT NULL,
  CONSTRAINT setting_pkey PRIMARY KEY (name)
);
ALTER TABLE setting ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY setting_changed ON setting FOR UPDATE
  USING ((SELECT viewer_role()) = 'ADMINISTRATOR');
CREATE POLICY setting_made ON setting FOR INSERT
  WITH CHECK ((SELECT viewer_role()) = 'ADMINISTRATOR');
CREATE POLICY setting_seen ON setting FOR SELECT
  USING ((SELECT viewer_role()) IS NOT NULL);
GRANT INSERT, SELECT, UPDATE ON setting TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON setting TO wtwf_loader;

-- table sharing_agreement, owned by wtwf_owner
-- Which agencies may send which kinds of evidence, for what, and when. Its terms never change: it is ended, and another is recorded.
CREATE TABLE sharing_agreement (
  id uuid NOT NULL,
  title text NOT NULL,
  agency_ids uuid[] NOT NULL,
  purposes text[] NOT NULL,
  kinds text[] NOT NULL,
  document_reference text NOT NULL,
  signed_on date NOT NULL,
  valid_from date NOT NULL,
  valid_to date NOT NULL,
  review_due_on date NOT NULL,
  ended_on date,
  recorded_at timestamptz NOT NULL,
  recorded_by uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT sharing_agreement_pkey PRIMARY KEY (id),
  CONSTRAINT sharing_agreement_agency_ids_check CHECK (((cardinality(agency_ids) >= 1) AND (cardinality(agency_ids) <= 100))),
  CONSTRAINT sharing_agreement_check CHECK ((valid_to >= valid_from)),
  CONSTRAINT sharing_agreement_document_reference_check CHECK (((length(document_reference) >= 1) AND (length(document_reference) <= 200))),
  CONSTRAINT sharing_agreement_kinds_check CHECK (((cardinality(kinds) >= 1) AND (cardinality(kinds) <= 40))),
  CONSTRAINT sharing_agreement_purposes_check CHECK (((cardinality(purposes) >= 1) AND (cardinality(purposes) <= 20))),
  CONSTRAINT sharing_agreement_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200))),
  CONSTRAINT sharing_agreement_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES app_user(id)
);
COMMENT ON COLUMN sharing_agreement.ended_on IS 'Ended before its time: from that moment on it covers nothing.';
ALTER TABLE sharing_agreement ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY sharing_agreement_ended ON sharing_agreement FOR UPDATE
  USING ((SELECT viewer_role()) IN ('ADMINISTRATOR', 'INFORMATION_OFFICER'));
CREATE POLICY sharing_agreement_made ON sharing_agreement FOR INSERT
  WITH CHECK (((SELECT viewer_role()) IN ('ADMINISTRATOR', 'INFORMATION_OFFICER')) AND (recorded_by = (SELECT viewer_user())));
CREATE POLICY sharing_agreement_seen ON sharing_agreement FOR SELECT
  USING (((SELECT viewer_role()) IN ('ADMINISTRATOR', 'INFORMATION_OFFICER')) OR (((SELECT viewer_role()) = 'MACHINE') AND ((SELECT viewer_agency()) = ANY (agency_ids))));
GRANT INSERT, SELECT ON sharing_agreement TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON sharing_agreement TO wtwf_loader;
GRANT UPDATE (ended_on, version) ON sharing_agreement TO wtwf_app;

-- table sign_in_link, owned by wtwf_owner
-- A link that was sent to someone's address; it goes with its use.
CREATE TABLE sign_in_link (
  token_hash bytea NOT NULL,
  user_id uuid,
  purpose text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  CONSTRAINT sign_in_link_pkey PRIMARY KEY (token_hash),
  CONSTRAINT sign_in_link_check CHECK (((purpose = 'FIRST_ADMINISTRATOR') = (user_id IS NULL))),
  CONSTRAINT sign_in_link_purpose_check CHECK ((purpose IN ('INVITATION', 'PASSWORD_RESET', 'FIRST_ADMINISTRATOR'))),
  CONSTRAINT sign_in_link_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id)
);
CREATE INDEX sign_in_link_user ON sign_in_link USING btree (user_id);
ALTER TABLE sign_in_link ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY sign_in_link_made ON sign_in_link FOR INSERT
  WITH CHECK (((SELECT viewer_role()) = 'ADMINISTRATOR') AND (purpose = 'INVITATION'));
CREATE POLICY sign_in_link_replaced ON sign_in_link FOR DELETE
  USING ((SELECT viewer_role()) = 'ADMINISTRATOR');
CREATE POLICY sign_in_link_seen ON sign_in_link FOR SELECT
  USING ((SELECT viewer_role()) = 'ADMINISTRATOR');
CREATE POLICY sign_in_link_signing_in ON sign_in_link FOR ALL
  USING ((SELECT viewer_role()) = 'SYSTEM_SIGN_IN');
GRANT DELETE, INSERT, SELECT ON sign_in_link TO wtwf_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON sign_in_link TO wtwf_loader;

-- table sign_in_step, owned by wtwf_owner
-- Someone who has shown one factor and has yet to show the second.
CREATE TABLE sign_in_step (
  token_hash bytea NOT NULL,
  user_id uuid NOT NULL,
  tries smallint NOT NULL,
  expires_at timestamptz NOT NULL,
  CONSTRAINT sign_in_step_pkey PRIMARY KEY (token_hash),
  CONSTRAINT sign_in_step_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id)
);
CREATE INDEX sign_in_step_user ON sign_in_step USING btree (user_id);
ALTER TABLE sign_in_step ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY sign_in_step_ended ON sign_in_step FOR DELETE
  USING ((SELECT viewer_role()) = 'ADMINISTRATOR');
CREATE POLICY sign_in_step_seen ON sign_in_step FOR SELECT
  USING ((SELECT viewer_role()) = 'ADMINISTRATOR');
CREATE POLICY sign_in_step_signing_in ON sign_in_step FOR ALL
  USING ((SELECT viewer_role()) = 'SYSTEM_SIGN_IN');
GRANT DELETE, INSERT, SELECT, UPDATE ON sign_in_step TO wtwf_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON sign_in_step TO wtwf_loader;

-- table social_care_assessment, owned by wtwf_owner
CREATE TABLE social_care_assessment (
  id uuid NOT NULL,
  family_id uuid NOT NULL,
  reference text NOT NULL,
  assessed_on date NOT NULL,
  considered uuid[] NOT NULL,
  recorded_at timestamptz NOT NULL,
  CONSTRAINT social_care_assessment_pkey PRIMARY KEY (id),
  CONSTRAINT social_care_assessment_family_id_fkey FOREIGN KEY (family_id) REFERENCES family(id)
);
CREATE INDEX social_care_assessment_family ON social_care_assessment USING btree (family_id);
ALTER TABLE social_care_assessment ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY social_care_assessment_disposed ON social_care_assessment FOR UPDATE
  USING (((SELECT viewer_role()) = 'SYSTEM_RIGHTS') AND (family_id = ANY (ARRAY(SELECT d.family_id
   FROM disposal d
  WHERE (d.recorded_xact = (SELECT pg_current_xact_id_if_assigned()))))));
CREATE POLICY social_care_assessment_read_only_changed ON social_care_assessment FOR UPDATE AS RESTRICTIVE
  USING ((family_id IS NULL) OR (family_id <> ALL ((SELECT viewer_emergency_families())::uuid[])));
CREATE POLICY social_care_assessment_read_only_made ON social_care_assessment FOR INSERT AS RESTRICTIVE
  WITH CHECK ((family_id IS NULL) OR (family_id <> ALL ((SELECT viewer_emergency_families())::uuid[])));
CREATE POLICY social_care_assessment_seen ON social_care_assessment FOR SELECT
  USING 
CASE (SELECT viewer_role())
    WHEN 'SYSTEM_STANDINGS' THEN true
    WHEN 'SYSTEM_REPORTS' THEN true
    WHEN 'SYSTEM_RIGHTS' THEN true
    WHEN 'SYSTEM_CAF_CHECK' THEN false
    ELSE (EXISTS (SELECT 1
       FROM family f
      WHERE (f.id = social_care_assessment.family_id)))
END;
CREATE POLICY social_care_assessment_shut_to_machines ON social_care_assessment FOR ALL AS RESTRICTIVE
  USING ((SELECT viewer_role()) IS DISTINCT FROM 'MACHINE');
GRANT INSERT, SELECT ON social_care_assessment TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON social_care_assessment TO wtwf_loader;
GRANT UPDATE (reference) ON social_care_assessment TO wtwf_app;

-- table standing, owned by wtwf_owner
-- Where a family stood on each day, by what was known at the end of that day: rows of past days never change.
CREATE TABLE standing (
  family_id uuid NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  district_code text NOT NULL,
  needs text[] NOT NULL,
  eligible boolean NOT NULL,
  attached_on date,
  lead_agency_kind text,
  outstanding text[] NOT NULL,
  open_to text,
  progress text NOT NULL,
  tracked_continuous_employment boolean NOT NULL,
  needs_twelve_months boolean NOT NULL,
  caf_on_record boolean NOT NULL,
  open_caf_opened_on date,
  claim_submitted_on date,
  blocked_by text[] NOT NULL,
  next_change_on date,
  CONSTRAINT standing_pkey PRIMARY KEY (family_id, valid_from),
  CONSTRAINT standing_district_code_fkey FOREIGN KEY (district_code) REFERENCES district(code),
  CONSTRAINT standing_family_id_fkey FOREIGN KEY (family_id) REFERENCES family(id)
);
CREATE INDEX standing_due ON standing USING btree (next_change_on) WHERE ((valid_to IS NULL) AND (next_change_on IS NOT NULL));
CREATE INDEX standing_in_force ON standing USING btree (valid_to, valid_from);
CREATE INDEX standing_ready ON standing USING btree (family_id) WHERE ((valid_to IS NULL) AND eligible AND (attached_on IS NULL) AND (blocked_by = '{}'::text[]));
CREATE UNIQUE INDEX standing_current ON standing USING btree (family_id) WHERE (valid_to IS NULL);
ALTER TABLE standing ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY standing_changed ON standing FOR UPDATE
  USING ((SELECT viewer_role()) = 'SYSTEM_STANDINGS');
CREATE POLICY standing_made ON standing FOR INSERT
  WITH CHECK ((SELECT viewer_role()) = 'SYSTEM_STANDINGS');
CREATE POLICY standing_replaced ON standing FOR DELETE
  USING ((SELECT viewer_role()) = 'SYSTEM_STANDINGS');
CREATE POLICY standing_seen ON standing FOR SELECT
  USING 
CASE (SELECT viewer_role())
    WHEN 'SYSTEM_STANDINGS' THEN true
    WHEN 'SYSTEM_REPORTS' THEN true
    WHEN 'SYSTEM_RIGHTS' THEN true
    WHEN 'SYSTEM_CAF_CHECK' THEN false
    ELSE (EXISTS (SELECT 1
       FROM family f
      WHERE (f.id = standing.family_id)))
END;
CREATE POLICY standing_shut_to_machines ON standing FOR ALL AS RESTRICTIVE
  USING ((SELECT viewer_role()) IS DISTINCT FROM 'MACHINE');
GRANT DELETE, INSERT, SELECT, UPDATE ON standing TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON standing TO wtwf_loader;

-- table standing_detail, owned by wtwf_owner
-- The reasons behind the current standing, by rule and evidence id: identifiers and sentences of the rules, never names.
CREATE TABLE standing_detail (
  family_id uuid NOT NULL,
  as_of date NOT NULL,
  criteria jsonb NOT NULL,
  blockers jsonb NOT NULL,
  digest uuid,
  claim jsonb NOT NULL DEFAULT '{"owed": [], "route": null, "readyOn": null}'::jsonb,
  CONSTRAINT standing_detail_pkey PRIMARY KEY (family_id),
  CONSTRAINT standing_detail_family_id_fkey FOREIGN KEY (family_id) REFERENCES family(id)
);
COMMENT ON COLUMN standing_detail.digest IS 'MD5 of the text of the reasons; null where they were written without one.';
ALTER TABLE standing_detail ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY standing_detail_changed ON standing_detail FOR UPDATE
  USING ((SELECT viewer_role()) = 'SYSTEM_STANDINGS');
CREATE POLICY standing_detail_made ON standing_detail FOR INSERT
  WITH CHECK ((SELECT viewer_role()) = 'SYSTEM_STANDINGS');
CREATE POLICY standing_detail_seen ON standing_detail FOR SELECT
  USING 
CASE (SELECT viewer_role())
    WHEN 'SYSTEM_STANDINGS' THEN true
    WHEN 'SYSTEM_REPORTS' THEN true
    WHEN 'SYSTEM_RIGHTS' THEN true
    WHEN 'SYSTEM_CAF_CHECK' THEN false
    ELSE (EXISTS (SELECT 1
       FROM family f
      WHERE (f.id = standing_detail.family_id)))
END;
CREATE POLICY standing_detail_shut_to_machines ON standing_detail FOR ALL AS RESTRICTIVE
  USING ((SELECT viewer_role()) IS DISTINCT FROM 'MACHINE');
GRANT INSERT, SELECT, UPDATE ON standing_detail TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON standing_detail TO wtwf_loader;

-- table subject_decision, owned by wtwf_owner
-- What the officer decided of one item; the last one counts, as long as the item is what it was (item_digest). Never changed.
CREATE TABLE subject_decision (
  id uuid NOT NULL,
  number bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  request_id uuid NOT NULL,
  item_key text NOT NULL,
  item_digest bytea NOT NULL,
  decision text NOT NULL,
  ground text,
  passages text[],
  reason text,
  decided_at timestamptz NOT NULL,
  decided_by uuid NOT NULL,
  CONSTRAINT subject_decision_pkey PRIMARY KEY (id),
  CONSTRAINT subject_decision_check CHECK (((decision <> 'WITHHELD') OR (ground IS NOT NULL))),
  CONSTRAINT subject_decision_check1 CHECK (((decision = 'AS_MASKED') OR (passages IS NULL))),
  CONSTRAINT subject_decision_decision_check CHECK ((decision IN ('AS_MASKED', 'IN_FULL', 'WITHHELD'))),
  CONSTRAINT subject_decision_ground_check CHECK ((ground IN ('THIRD_PARTY', 'SERIOUS_HARM', 'LEGAL_PRIVILEGE', 'SAFEGUARDING', 'CRIME_PREVENTION'))),
  CONSTRAINT subject_decision_item_digest_check CHECK ((octet_length(item_digest) = 32)),
  CONSTRAINT subject_decision_item_key_check CHECK (((length(item_key) >= 1) AND (length(item_key) <= 300))),
  CONSTRAINT subject_decision_passages_check CHECK (((cardinality(passages) >= 1) AND (cardinality(passages) <= 20))),
  CONSTRAINT subject_decision_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 1000))),
  CONSTRAINT subject_decision_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES app_user(id),
  CONSTRAINT subject_decision_request_id_fkey FOREIGN KEY (request_id) REFERENCES subject_request(id)
);
CREATE INDEX subject_decision_request ON subject_decision USING btree (request_id, item_key, number);
CREATE TRIGGER subject_decision_blanked BEFORE UPDATE OF reason, passages ON subject_decision FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
ALTER TABLE subject_decision ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY subject_decision_disposed ON subject_decision FOR UPDATE
  USING (((SELECT viewer_role()) = 'SYSTEM_RIGHTS') AND (EXISTS (SELECT 1
   FROM ((subject_request r
     JOIN family_member m ON ((m.person_id = r.person_id)))
     JOIN disposal d ON ((d.family_id = m.family_id)))
  WHERE ((r.id = subject_decision.request_id) AND (d.recorded_xact = (SELECT pg_current_xact_id_if_assigned()))))));
CREATE POLICY subject_decision_made ON subject_decision FOR INSERT
  WITH CHECK (((SELECT viewer_role()) = 'INFORMATION_OFFICER') AND (decided_by = (SELECT viewer_user())) AND (EXISTS (SELECT 1
   FROM subject_request r
  WHERE ((r.id = subject_decision.request_id) AND (r.state IN ('IDENTITY_PROVED', 'PREPARED'))))));
CREATE POLICY subject_decision_seen ON subject_decision FOR SELECT
  USING ((SELECT viewer_role()) IN ('INFORMATION_OFFICER', 'SYSTEM_RIGHTS'));
GRANT INSERT, SELECT ON subject_decision TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON subject_decision TO wtwf_loader;
GRANT UPDATE (passages, reason) ON subject_decision TO wtwf_app;

-- table subject_file, owned by wtwf_owner
-- A file that was made for handing over: its SHA-256, and for each item its key, digest and outcome. The bytes are not kept.
CREATE TABLE subject_file (
  id uuid NOT NULL,
  request_id uuid NOT NULL,
  format text NOT NULL,
  digest bytea NOT NULL,
  size integer NOT NULL,
  outcomes jsonb NOT NULL,
  made_at timestamptz NOT NULL,
  made_by uuid NOT NULL,
  CONSTRAINT subject_file_pkey PRIMARY KEY (id),
  CONSTRAINT subject_file_digest_check CHECK ((octet_length(digest) = 32)),
  CONSTRAINT subject_file_format_check CHECK ((format IN ('JSON', 'PDF'))),
  CONSTRAINT subject_file_size_check CHECK ((size > 0)),
  CONSTRAINT subject_file_made_by_fkey FOREIGN KEY (made_by) REFERENCES app_user(id),
  CONSTRAINT subject_file_request_id_fkey FOREIGN KEY (request_id) REFERENCES subject_request(id)
);
CREATE INDEX subject_file_request ON subject_file USING btree (request_id, made_at);
ALTER TABLE subject_file ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY subject_file_made ON subject_file FOR INSERT
  WITH CHECK (((SELECT viewer_role()) = 'INFORMATION_OFFICER') AND (made_by = (SELECT viewer_user())) AND (EXISTS (SELECT 1
   FROM subject_request r
  WHERE ((r.id = subject_file.request_id) AND (r.state = 'PREPARED')))));
CREATE POLICY subject_file_seen ON subject_file FOR SELECT
  USING ((SELECT viewer_role()) IN ('INFORMATION_OFFICER', 'SYSTEM_RIGHTS'));
GRANT INSERT, SELECT ON subject_file TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON subject_file TO wtwf_loader;

-- table subject_request, owned by wtwf_owner
-- Somebody, or somebody for them, asked for everything held about a person. One month to answer; due_on is worked out by the rules.
CREATE TABLE subject_request (
  id uuid NOT NULL,
  reference text NOT NULL,
  person_id uuid NOT NULL,
  asked_by text NOT NULL,
  requester_name text,
  authority text,
  scope text,
  received_on date NOT NULL,
  identity_proved_on date,
  identity_proof text,
  due_on date NOT NULL,
  extended_on date,
  extended_months smallint,
  extension_reason text,
  state text NOT NULL,
  closed_on date,
  refusal_ground text,
  close_reason text,
  handed_over_by text,
  recorded_at timestamptz NOT NULL,
  recorded_by uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT subject_request_pkey PRIMARY KEY (id),
  CONSTRAINT subject_request_reference_key UNIQUE (reference),
  CONSTRAINT subject_request_asked_by_check CHECK ((asked_by IN ('THEMSELVES', 'PARENT', 'SOLICITOR', 'ANOTHER'))),
  CONSTRAINT subject_request_authority_check CHECK (((length(authority) >= 1) AND (length(authority) <= 1000))),
  CONSTRAINT subject_request_check CHECK ((identity_proved_on >= received_on)),
  CONSTRAINT subject_request_check1 CHECK ((due_on >= received_on)),
  CONSTRAINT subject_request_check2 CHECK (((extended_on IS NULL) = (extended_months IS NULL))),
  CONSTRAINT subject_request_check3 CHECK (((state IN ('DISCLOSED', 'REFUSED', 'WITHDRAWN')) = (closed_on IS NOT NULL))),
  CONSTRAINT subject_request_check4 CHECK (((state = 'REFUSED') = (refusal_ground IS NOT NULL))),
  CONSTRAINT subject_request_check5 CHECK (((state = 'DISCLOSED') = (handed_over_by IS NOT NULL))),
  CONSTRAINT subject_request_check6 CHECK (((state NOT IN ('IDENTITY_PROVED', 'PREPARED', 'DISCLOSED')) OR (identity_proved_on IS NOT NULL))),
  CONSTRAINT subject_request_close_reason_check CHECK (((length(close_reason) >= 1) AND (length(close_reason) <= 1000))),
  CONSTRAINT subject_request_extended_months_check CHECK ((extended_months = ANY (ARRAY[1, 2]))),
  CONSTRAINT subject_request_extension_reason_check CHECK (((length(extension_reason) >= 1) AND (length(extension_reason) <= 1000))),
  CONSTRAINT subject_request_handed_over_by_check CHECK ((handed_over_by IN ('IN_PERSON', 'POST', 'SECURE_EMAIL', 'SECURE_DOWNLOAD'))),
  CONSTRAINT subject_request_identity_proof_check CHECK (((length(identity_proof) >= 1) AND (length(identity_proof) <= 500))),
  CONSTRAINT subject_request_reference_check CHECK ((reference ~ '^SAR-[0-9]{6,}$')),
  CONSTRAINT subject_request_refusal_ground_check CHECK ((refusal_ground IN ('UNFOUNDED', 'EXCESSIVE', 'EXEMPT', 'IDENTITY_NOT_PROVED', 'NO_AUTHORITY'))),
  CONSTRAINT subject_request_requester_name_check CHECK (((length(requester_name) >= 1) AND (length(requester_name) <= 200))),
  CONSTRAINT subject_request_scope_check CHECK (((length(scope) >= 1) AND (length(scope) <= 2000))),
  CONSTRAINT subject_request_state_check CHECK ((state IN ('RECEIVED', 'IDENTITY_PROVED', 'PREPARED', 'DISCLOSED', 'REFUSED', 'WITHDRAWN'))),
  CONSTRAINT subject_request_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT subject_request_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES app_user(id)
);
CREATE INDEX subject_request_open ON subject_request USING btree (due_on) WHERE (closed_on IS NULL);
CREATE INDEX subject_request_person ON subject_request USING btree (person_id);
CREATE TRIGGER subject_request_blanked BEFORE UPDATE OF requester_name, authority, scope ON subject_request FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
COMMENT ON COLUMN subject_request.authority IS 'What shows that they may ask for somebody else; null where the person asks themselves.';
ALTER TABLE subject_request ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY subject_request_changed ON subject_request FOR UPDATE
  USING (((SELECT viewer_role()) = 'INFORMATION_OFFICER') AND (closed_on IS NULL))
  WITH CHECK ((SELECT viewer_role()) = 'INFORMATION_OFFICER');
CREATE POLICY subject_request_disposed ON subject_request FOR UPDATE
  USING (((SELECT viewer_role()) = 'SYSTEM_RIGHTS') AND (EXISTS (SELECT 1
   FROM (family_member m
     JOIN disposal d ON ((d.family_id = m.family_id)))
  WHERE ((m.person_id = subject_request.person_id) AND (d.recorded_xact = (SELECT pg_current_xact_id_if_assigned()))))));
CREATE POLICY subject_request_made ON subject_request FOR INSERT
  WITH CHECK (((SELECT viewer_role()) = 'INFORMATION_OFFICER') AND (recorded_by = (SELECT viewer_user())) AND (state = 'RECEIVED'));
CREATE POLICY subject_request_seen ON subject_request FOR SELECT
  USING ((SELECT viewer_role()) IN ('INFORMATION_OFFICER', 'SYSTEM_RIGHTS'));
GRANT INSERT, SELECT ON subject_request TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON subject_request TO wtwf_loader;
GRANT UPDATE (requester_name, authority, scope, identity_proved_on, identity_proof, due_on, extended_on, extended_months, extension_reason, state, closed_on, refusal_ground, close_reason, handed_over_by, version) ON subject_request TO wtwf_app;

-- table submission_key, owned by wtwf_owner
-- The same key again answers with what the first submission made; with another payload it is a conflict.
CREATE TABLE submission_key (
  user_id uuid NOT NULL,
  key uuid NOT NULL,
  operation text NOT NULL,
  payload_hash bytea NOT NULL,
  subject_id uuid NOT NULL,
  recorded_at timestamptz NOT NULL,
  CONSTRAINT submission_key_pkey PRIMARY KEY (user_id, key),
  CONSTRAINT submission_key_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id)
);
ALTER TABLE submission_key ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY submission_key_own ON submission_key FOR ALL
  USING (user_id = (SELECT viewer_user()));
GRANT INSERT, SELECT ON submission_key TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON submission_key TO wtwf_loader;

-- table taf_attendance, owned by wtwf_owner
CREATE TABLE taf_attendance (
  meeting_id uuid NOT NULL,
  "position" smallint NOT NULL,
  agency_id uuid,
  team_id uuid,
  guest_name text,
  attended boolean NOT NULL,
  CONSTRAINT taf_attendance_pkey PRIMARY KEY (meeting_id, "position"),
  CONSTRAINT taf_attendance_guest_name_check CHECK ((length(guest_name) <= 200)),
  CONSTRAINT taf_attendance_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id),
  CONSTRAINT taf_attendance_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES taf_meeting(id) ON DELETE CASCADE,
  CONSTRAINT taf_attendance_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id)
);
CREATE INDEX taf_attendance_agency ON taf_attendance USING btree (agency_id) WHERE attended;
ALTER TABLE taf_attendance ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY taf_attendance_disposed ON taf_attendance FOR UPDATE
  USING (((SELECT viewer_role()) = 'SYSTEM_RIGHTS') AND ((SELECT m.family_id
   FROM taf_meeting m
  WHERE (m.id = taf_attendance.meeting_id)) = ANY (ARRAY(SELECT d.family_id
   FROM disposal d
  WHERE (d.recorded_xact = (SELECT pg_current_xact_id_if_assigned()))))));
CREATE POLICY taf_attendance_known ON taf_attendance FOR SELECT
  USING ((SELECT viewer_role()) = 'SYSTEM_RIGHTS');
CREATE POLICY taf_attendance_made ON taf_attendance FOR INSERT
  WITH CHECK (EXISTS (SELECT 1
   FROM taf_meeting m
  WHERE (m.id = taf_attendance.meeting_id)));
CREATE POLICY taf_attendance_read_only_made ON taf_attendance FOR INSERT AS RESTRICTIVE
  WITH CHECK (NOT (EXISTS (SELECT 1
   FROM taf_meeting m
  WHERE ((m.id = taf_attendance.meeting_id) AND (m.family_id = ANY ((SELECT viewer_emergency_families())::uuid[]))))));
CREATE POLICY taf_attendance_seen ON taf_attendance FOR SELECT
  USING (((SELECT viewer_role()) IN ('SYSTEM_STANDINGS', 'SYSTEM_REPORTS')) OR (EXISTS (SELECT 1
   FROM taf_meeting m
  WHERE (m.id = taf_attendance.meeting_id))));
CREATE POLICY taf_attendance_shut_to_machines ON taf_attendance FOR ALL AS RESTRICTIVE
  USING ((SELECT viewer_role()) IS DISTINCT FROM 'MACHINE');
GRANT INSERT, SELECT ON taf_attendance TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON taf_attendance TO wtwf_loader;
GRANT UPDATE (guest_name) ON taf_attendance TO wtwf_app;

-- table taf_meeting, owned by wtwf_owner
CREATE TABLE taf_meeting (
  id uuid NOT NULL,
  family_id uuid NOT NULL,
  held_on date NOT NULL,
  next_on date,
  team_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  notes text,
  recorded_at timestamptz NOT NULL,
  recorded_by uuid NOT NULL,
  CONSTRAINT taf_meeting_pkey PRIMARY KEY (id),
  CONSTRAINT taf_meeting_notes_check CHECK ((length(notes) <= 4000)),
  CONSTRAINT taf_meeting_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id),
  CONSTRAINT taf_meeting_family_id_fkey FOREIGN KEY (family_id) REFERENCES family(id),
  CONSTRAINT taf_meeting_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES app_user(id),
  CONSTRAINT taf_meeting_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id)
);
CREATE INDEX taf_meeting_agency ON taf_meeting USING btree (agency_id);
CREATE INDEX taf_meeting_family ON taf_meeting USING btree (family_id, held_on);
ALTER TABLE taf_meeting ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY taf_meeting_disposed ON taf_meeting FOR UPDATE
  USING (((SELECT viewer_role()) = 'SYSTEM_RIGHTS') AND (family_id = ANY (ARRAY(SELECT d.family_id
   FROM disposal d
  WHERE (d.recorded_xact = (SELECT pg_current_xact_id_if_assigned()))))));
CREATE POLICY taf_meeting_made ON taf_meeting FOR INSERT
  WITH CHECK (((SELECT viewer_role()) IN ('PRACTITIONER', 'COORDINATOR')) AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = taf_meeting.family_id))));
CREATE POLICY taf_meeting_read_only_changed ON taf_meeting FOR UPDATE AS RESTRICTIVE
  USING ((family_id IS NULL) OR (family_id <> ALL ((SELECT viewer_emergency_families())::uuid[])));
CREATE POLICY taf_meeting_read_only_made ON taf_meeting FOR INSERT AS RESTRICTIVE
  WITH CHECK ((family_id IS NULL) OR (family_id <> ALL ((SELECT viewer_emergency_families())::uuid[])));
CREATE POLICY taf_meeting_seen ON taf_meeting FOR SELECT
  USING 
CASE (SELECT viewer_role())
    WHEN 'SYSTEM_STANDINGS' THEN true
    WHEN 'SYSTEM_REPORTS' THEN true
    WHEN 'SYSTEM_RIGHTS' THEN true
    WHEN 'SYSTEM_CAF_CHECK' THEN false
    ELSE (EXISTS (SELECT 1
       FROM family f
      WHERE (f.id = taf_meeting.family_id)))
END;
CREATE POLICY taf_meeting_shut_to_machines ON taf_meeting FOR ALL AS RESTRICTIVE
  USING ((SELECT viewer_role()) IS DISTINCT FROM 'MACHINE');
GRANT INSERT, SELECT ON taf_meeting TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON taf_meeting TO wtwf_loader;
GRANT UPDATE (notes) ON taf_meeting TO wtwf_app;

-- table taf_seat, owned by wtwf_owner
CREATE TABLE taf_seat (
  id uuid NOT NULL,
  family_id uuid NOT NULL,
  team_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  recorded_at timestamptz NOT NULL,
  end_reason text,
  CONSTRAINT taf_seat_pkey PRIMARY KEY (id),
  CONSTRAINT taf_seat_family_id_team_id_valid_from_key UNIQUE (family_id, team_id, valid_from),
  CONSTRAINT taf_seat_end_reason_check CHECK ((end_reason IN ('AGREEMENT_WITHDRAWN', 'LAWFUL_BASIS_ENDED'))),
  CONSTRAINT taf_seat_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id),
  CONSTRAINT taf_seat_family_id_fkey FOREIGN KEY (family_id) REFERENCES family(id),
  CONSTRAINT taf_seat_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id)
);
CREATE INDEX taf_seat_team ON taf_seat USING btree (team_id);
ALTER TABLE taf_seat ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY taf_seat_changed ON taf_seat FOR UPDATE
  USING (((SELECT viewer_role()) IN ('PRACTITIONER', 'COORDINATOR')) AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = taf_seat.family_id))));
CREATE POLICY taf_seat_handed_over ON taf_seat FOR UPDATE
  USING (((SELECT viewer_role()) = 'SYSTEM_HAND_OVER') AND (team_id = ANY ((SELECT viewer_teams())::uuid[])) AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = taf_seat.family_id))))
  WITH CHECK ((team_id = ANY ((SELECT viewer_teams())::uuid[])) AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = taf_seat.family_id))));
CREATE POLICY taf_seat_made ON taf_seat FOR INSERT
  WITH CHECK (((SELECT viewer_role()) IN ('PRACTITIONER', 'COORDINATOR')) AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = taf_seat.family_id))));
CREATE POLICY taf_seat_read_only_changed ON taf_seat FOR UPDATE AS RESTRICTIVE
  USING ((family_id IS NULL) OR (family_id <> ALL ((SELECT viewer_emergency_families())::uuid[])));
CREATE POLICY taf_seat_read_only_made ON taf_seat FOR INSERT AS RESTRICTIVE
  WITH CHECK ((family_id IS NULL) OR (family_id <> ALL ((SELECT viewer_emergency_families())::uuid[])));
CREATE POLICY taf_seat_seen ON taf_seat FOR SELECT
  USING 
CASE (SELECT viewer_role())
    WHEN 'SYSTEM_STANDINGS' THEN true
    WHEN 'SYSTEM_REPORTS' THEN true
    WHEN 'SYSTEM_RIGHTS' THEN true
    WHEN 'SYSTEM_CAF_CHECK' THEN false
    ELSE (EXISTS (SELECT 1
       FROM family f
      WHERE (f.id = taf_seat.family_id)))
END;
CREATE POLICY taf_seat_shut_to_machines ON taf_seat FOR ALL AS RESTRICTIVE
  USING ((SELECT viewer_role()) IS DISTINCT FROM 'MACHINE');
CREATE POLICY taf_seat_stopped ON taf_seat FOR UPDATE
  USING (((SELECT viewer_role()) = 'SYSTEM_AGREEMENTS') AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = taf_seat.family_id))))
  WITH CHECK ((valid_to IS NOT NULL) AND (end_reason IS NOT NULL));
CREATE POLICY taf_seat_taken_over ON taf_seat FOR INSERT
  WITH CHECK (((SELECT viewer_role()) = 'SYSTEM_HAND_OVER') AND (team_id = ANY ((SELECT viewer_teams())::uuid[])) AND (EXISTS (SELECT 1
   FROM family f
  WHERE (f.id = taf_seat.family_id))));
GRANT INSERT, SELECT, UPDATE ON taf_seat TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON taf_seat TO wtwf_loader;

-- table team, owned by wtwf_owner
CREATE TABLE team (
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  parent_id uuid,
  name text NOT NULL,
  district_code text,
  phone text,
  CONSTRAINT team_pkey PRIMARY KEY (id),
  CONSTRAINT team_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  CONSTRAINT team_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency(id),
  CONSTRAINT team_district_code_fkey FOREIGN KEY (district_code) REFERENCES district(code),
  CONSTRAINT team_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES team(id)
);
CREATE INDEX team_agency ON team USING btree (agency_id);
ALTER TABLE team ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY team_made ON team FOR INSERT
  WITH CHECK ((SELECT viewer_role()) = 'ADMINISTRATOR');
CREATE POLICY team_seen ON team FOR SELECT
  USING ((SELECT viewer_role()) IS NOT NULL);
GRANT INSERT, SELECT ON team TO wtwf_app;
GRANT INSERT, SELECT, UPDATE ON team TO wtwf_loader;
