-- The first floor: people and agencies, families, assessments, plans, attachment, figures and the audit log.
--
-- Three roles use what the owner (who runs this) makes: wtwf_app, which every request uses and which row-level
-- security binds; wtwf_loader, which bulk-loads demonstration data; and the owner, bound too (FORCE).
-- Who is looking is set per transaction by database.as; see the viewer functions below.

-- Who is looking --------------------------------------------------------------------------------------------
-- Each is called as (SELECT viewer_...()) in policies: once per statement, never per row. After a commit a
-- setting reads '' and not null, hence NULLIF.

CREATE FUNCTION viewer_role() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN NULLIF(current_setting('wtwf.role', true), '');
CREATE FUNCTION viewer_user() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN NULLIF(current_setting('wtwf.user', true), '')::uuid;
CREATE FUNCTION viewer_agency() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN NULLIF(current_setting('wtwf.agency', true), '')::uuid;
CREATE FUNCTION viewer_teams() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
  RETURN COALESCE(NULLIF(current_setting('wtwf.teams', true), ''), '{}')::uuid[];
CREATE FUNCTION viewer_districts() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
  RETURN COALESCE(NULLIF(current_setting('wtwf.districts', true), ''), '{}')::text[];
CREATE FUNCTION viewer_families() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
  RETURN COALESCE(NULLIF(current_setting('wtwf.families', true), ''), '{}')::uuid[];
CREATE FUNCTION viewer_named_families() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
  RETURN COALESCE(NULLIF(current_setting('wtwf.named_families', true), ''), '{}')::uuid[];
CREATE FUNCTION viewer_today() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE
  RETURN NULLIF(current_setting('wtwf.today', true), '')::date;

-- Places and agencies ---------------------------------------------------------------------------------------

CREATE TABLE district (
  code text PRIMARY KEY CHECK (code ~ '^[a-z-]+$'),
  name text NOT NULL UNIQUE,
  area text NOT NULL,
  position smallint NOT NULL UNIQUE
);
COMMENT ON TABLE district IS 'The districts of the authority, in the order in which its papers list them.';

CREATE TABLE agency (
  id uuid PRIMARY KEY,
  name text NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 200),
  kind text NOT NULL CHECK (kind IN ('SCHOOL','POLICE','HOUSING','DISTRICT_COUNCIL','HEALTH','CSC','WPEHS','DWP','PROBATION','YOS','VOLUNTARY')),
  phone text
);

CREATE TABLE team (
  id uuid PRIMARY KEY,
  agency_id uuid NOT NULL REFERENCES agency,
  parent_id uuid REFERENCES team,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  district_code text REFERENCES district,
  phone text
);
CREATE INDEX team_agency ON team (agency_id);

-- People who work here --------------------------------------------------------------------------------------

CREATE TABLE app_user (
  id uuid PRIMARY KEY,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  role text NOT NULL CHECK (role IN ('PRACTITIONER','AGENCY_LEAD','COORDINATOR','AUDITOR','BOARD_MEMBER','INFORMATION_OFFICER','ADMINISTRATOR')),
  agency_id uuid NOT NULL REFERENCES agency,
  team_id uuid REFERENCES team,
  district_codes text[] NOT NULL DEFAULT '{}',
  disabled_at timestamptz,
  version integer NOT NULL DEFAULT 1
);
COMMENT ON COLUMN app_user.team_id IS 'A practitioner''s team; an agency lead''s branch (that team and all below it; the whole agency where null).';
COMMENT ON COLUMN app_user.district_codes IS 'The districts that a coordinator covers.';
CREATE INDEX app_user_team ON app_user (team_id);

CREATE TABLE credential (
  user_id uuid PRIMARY KEY REFERENCES app_user,
  email text NOT NULL CHECK (email = lower(email) AND length(email) BETWEEN 3 AND 254),
  password_hash text NOT NULL,
  demonstration boolean NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX credential_email ON credential (email);

CREATE TABLE session (
  token_hash bytea PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES app_user,
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX session_user_id ON session (user_id);

-- What applies to the whole authority -----------------------------------------------------------------------

CREATE TABLE setting (
  name text PRIMARY KEY,
  value jsonb NOT NULL
);
COMMENT ON TABLE setting IS 'business-clock: the business time at one system time; outcomes-plan: the plan in force; school-terms.';

-- Families ----------------------------------------------------------------------------------------------------
-- Personal values and free text stand in columns of their own: lawful disposal blanks those and touches nothing else.

CREATE TABLE family (
  id uuid PRIMARY KEY,
  reference text NOT NULL UNIQUE CHECK (reference ~ '^F-[0-9]{6,}$'),
  district_code text NOT NULL REFERENCES district,
  source text NOT NULL CHECK (source IN ('MATCHING','CAF','REFERRAL')),
  restricted boolean NOT NULL DEFAULT false,
  name text CHECK (length(name) <= 200),
  postcode text CHECK (length(postcode) <= 10),
  address text CHECK (length(address) <= 500),
  recorded_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1
);
CREATE SEQUENCE family_reference START 100001;
CREATE INDEX family_district ON family (district_code, id);
CREATE INDEX family_postcode ON family (postcode);

CREATE TABLE family_named_viewer (
  family_id uuid NOT NULL REFERENCES family,
  user_id uuid NOT NULL REFERENCES app_user,
  PRIMARY KEY (family_id, user_id)
);
COMMENT ON TABLE family_named_viewer IS 'Who may see a restricted family.';

CREATE TABLE person (
  id uuid PRIMARY KEY,
  given_name text CHECK (length(given_name) <= 100),
  family_name text CHECK (length(family_name) <= 100),
  date_of_birth date,
  disposed_at timestamptz,
  recorded_at timestamptz NOT NULL
);
CREATE INDEX person_name_birth ON person (lower(family_name), date_of_birth);

CREATE TABLE family_member (
  id uuid PRIMARY KEY,
  family_id uuid NOT NULL REFERENCES family,
  person_id uuid NOT NULL REFERENCES person,
  relationship text NOT NULL CHECK (relationship IN ('PARENT','STEP_PARENT','CARER','CHILD','STEP_CHILD','GRANDPARENT','OTHER_ADULT','EXPECTED_CHILD')),
  valid_from date NOT NULL,
  valid_to date CHECK (valid_to >= valid_from),
  recorded_at timestamptz NOT NULL,
  ended_recorded_at timestamptz,
  UNIQUE (family_id, person_id, valid_from)
);
CREATE INDEX family_member_person ON family_member (person_id);

CREATE TABLE involvement (
  id uuid PRIMARY KEY,
  family_id uuid NOT NULL REFERENCES family,
  team_id uuid NOT NULL REFERENCES team,
  ground text NOT NULL CHECK (ground IN ('CAF','LEAD_PROFESSIONAL','TAF_SEAT','ACTION')),
  ground_id uuid NOT NULL,
  valid_from date NOT NULL,
  valid_to date CHECK (valid_to >= valid_from),
  recorded_at timestamptz NOT NULL,
  UNIQUE (ground, ground_id, team_id)
);
COMMENT ON COLUMN involvement.valid_to IS 'Last day of the ground''s afterlife: 28 days (a setting) after it ended.';
CREATE INDEX involvement_team ON involvement (team_id, family_id);
CREATE INDEX involvement_family ON involvement (family_id);

CREATE TABLE agreement (
  id uuid PRIMARY KEY,
  family_id uuid NOT NULL REFERENCES family,
  agreed boolean NOT NULL,
  person_id uuid REFERENCES person,
  capacity text NOT NULL CHECK (capacity IN ('PARENTAL_RESPONSIBILITY','COMPETENT_CHILD','AGED_16_OR_17','ADULT')),
  agency_ids uuid[] NOT NULL,
  purposes text[] NOT NULL,
  agreed_on date NOT NULL,
  withdrawn_on date,
  recorded_at timestamptz NOT NULL,
  withdrawn_recorded_at timestamptz
);
CREATE INDEX agreement_family ON agreement (family_id);

-- Evidence -------------------------------------------------------------------------------------------------------

CREATE TABLE evidence (
  id uuid PRIMARY KEY,
  family_id uuid NOT NULL REFERENCES family,
  person_id uuid REFERENCES person,
  kind text NOT NULL CHECK (kind IN ('ATTENDANCE','EXCLUSION','OFFENCE','ASB_INCIDENT','DOMESTIC_CALL_OUT','RISK_SCORE','INTERVENTION','SAFEGUARDING','EARLY_HELP','BENEFIT','EMPLOYMENT','UC_EARNINGS','HEALTH_CONCERN','JUDGEMENT','INTERVENTION_START')),
  source text NOT NULL,
  agency_id uuid REFERENCES agency,
  valid_from date NOT NULL,
  valid_to date CHECK (valid_to >= valid_from),
  facts jsonb NOT NULL,
  statement text CHECK (length(statement) <= 4000),
  supersedes_id uuid UNIQUE REFERENCES evidence,
  recorded_at timestamptz NOT NULL,
  recorded_by uuid REFERENCES app_user
);
COMMENT ON COLUMN evidence.facts IS 'The typed fields of the kind (criteria/facts.rules.ts): numbers, dates and closed words, never names or prose.';
CREATE INDEX evidence_family ON evidence (family_id);

-- Assessments -----------------------------------------------------------------------------------------------------

CREATE TABLE caf (
  id uuid PRIMARY KEY,
  reference text NOT NULL UNIQUE CHECK (reference ~ '^CAF-[0-9]{6,}$'),
  family_id uuid REFERENCES family,
  agency_id uuid NOT NULL REFERENCES agency,
  team_id uuid NOT NULL REFERENCES team,
  author_id uuid NOT NULL REFERENCES app_user,
  status text NOT NULL CHECK (status IN ('DRAFT','SUBMITTED','RETURNED','OPEN','CLOSED')),
  draft jsonb,
  draft_saved_at timestamptz,
  opened_on date,
  closed_on date,
  close_reason text CHECK (close_reason IN ('NEEDS_MET','STEPPED_UP','FAMILY_WITHDREW','MOVED_AWAY','OTHER')),
  close_outcome text CHECK (length(close_outcome) <= 4000),
  closed_recorded_at timestamptz,
  recorded_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  CHECK (status = 'DRAFT' OR family_id IS NOT NULL),
  CHECK ((status = 'CLOSED') = (closed_on IS NOT NULL))
);
CREATE SEQUENCE caf_reference START 100001;
CREATE INDEX caf_family ON caf (family_id);
CREATE INDEX caf_team ON caf (team_id, status);
CREATE INDEX caf_waiting ON caf (status) WHERE status = 'SUBMITTED';
COMMENT ON COLUMN caf.draft IS 'What is being written: names and prose included, emptied on submission and by disposal.';

CREATE TABLE caf_version (
  caf_id uuid NOT NULL REFERENCES caf,
  number integer NOT NULL CHECK (number >= 1),
  content jsonb NOT NULL,
  words jsonb,
  submitted_at timestamptz NOT NULL,
  submitted_by uuid NOT NULL REFERENCES app_user,
  PRIMARY KEY (caf_id, number)
);
COMMENT ON TABLE caf_version IS 'A submitted version never changes. content: ids, closed words and dates. words: free text by key, which disposal alone may blank.';

CREATE TABLE caf_review (
  caf_id uuid NOT NULL,
  version_number integer NOT NULL,
  result text NOT NULL CHECK (result IN ('COMPLIANT','RETURNED')),
  reasons text[] NOT NULL,
  note text CHECK (length(note) <= 4000),
  reviewed_at timestamptz NOT NULL,
  reviewed_by uuid NOT NULL REFERENCES app_user,
  PRIMARY KEY (caf_id, version_number),
  FOREIGN KEY (caf_id, version_number) REFERENCES caf_version
);

CREATE TABLE social_care_assessment (
  id uuid PRIMARY KEY,
  family_id uuid NOT NULL REFERENCES family,
  reference text NOT NULL,
  assessed_on date NOT NULL,
  considered uuid[] NOT NULL,
  recorded_at timestamptz NOT NULL
);
CREATE INDEX social_care_assessment_family ON social_care_assessment (family_id);

CREATE TABLE danger_referral (
  id uuid PRIMARY KEY,
  caf_id uuid NOT NULL REFERENCES caf,
  question text NOT NULL,
  reference text NOT NULL CHECK (length(reference) BETWEEN 1 AND 100),
  referred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by uuid NOT NULL REFERENCES app_user
);
CREATE INDEX danger_referral_caf ON danger_referral (caf_id);

-- Plans -----------------------------------------------------------------------------------------------------------

CREATE TABLE lead_professional (
  id uuid PRIMARY KEY,
  family_id uuid NOT NULL REFERENCES family,
  user_id uuid NOT NULL REFERENCES app_user,
  agency_id uuid NOT NULL REFERENCES agency,
  team_id uuid NOT NULL REFERENCES team,
  asked_on date NOT NULL,
  asked_by uuid REFERENCES app_user,
  accepted_on date,
  declined_on date,
  decline_reason text CHECK (length(decline_reason) <= 1000),
  ended_on date,
  recorded_at timestamptz NOT NULL,
  accepted_recorded_at timestamptz,
  ended_recorded_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  CHECK (accepted_on IS NULL OR declined_on IS NULL)
);
CREATE INDEX lead_professional_family ON lead_professional (family_id);
CREATE INDEX lead_professional_user ON lead_professional (user_id);
CREATE UNIQUE INDEX lead_professional_one ON lead_professional (family_id) WHERE declined_on IS NULL AND ended_on IS NULL;

CREATE TABLE plan_action (
  id uuid PRIMARY KEY,
  family_id uuid NOT NULL REFERENCES family,
  criterion text NOT NULL,
  person_id uuid REFERENCES person,
  owner text NOT NULL CHECK (owner IN ('AGENCY','FAMILY')),
  agency_id uuid REFERENCES agency,
  team_id uuid REFERENCES team,
  title text CHECK (length(title) <= 500),
  outcome text CHECK (length(outcome) <= 500),
  has_outcome boolean NOT NULL,
  due_on date NOT NULL,
  status text NOT NULL CHECK (status IN ('OPEN','DONE','CANCELLED')),
  ended_on date,
  note text CHECK (length(note) <= 4000),
  recorded_at timestamptz NOT NULL,
  recorded_by uuid REFERENCES app_user,
  ended_recorded_at timestamptz,
  ended_by uuid REFERENCES app_user,
  version integer NOT NULL DEFAULT 1,
  CHECK ((owner = 'AGENCY') = (team_id IS NOT NULL)),
  CHECK ((status = 'OPEN') = (ended_on IS NULL))
);
CREATE INDEX plan_action_family ON plan_action (family_id);
CREATE INDEX plan_action_team ON plan_action (team_id, status, due_on);

CREATE TABLE taf_seat (
  id uuid PRIMARY KEY,
  family_id uuid NOT NULL REFERENCES family,
  team_id uuid NOT NULL REFERENCES team,
  agency_id uuid NOT NULL REFERENCES agency,
  valid_from date NOT NULL,
  valid_to date,
  recorded_at timestamptz NOT NULL,
  UNIQUE (family_id, team_id, valid_from)
);
CREATE INDEX taf_seat_team ON taf_seat (team_id);

CREATE TABLE taf_meeting (
  id uuid PRIMARY KEY,
  family_id uuid NOT NULL REFERENCES family,
  held_on date NOT NULL,
  next_on date,
  team_id uuid NOT NULL REFERENCES team,
  agency_id uuid NOT NULL REFERENCES agency,
  notes text CHECK (length(notes) <= 4000),
  recorded_at timestamptz NOT NULL,
  recorded_by uuid NOT NULL REFERENCES app_user
);
CREATE INDEX taf_meeting_family ON taf_meeting (family_id, held_on);

CREATE TABLE taf_attendance (
  meeting_id uuid NOT NULL REFERENCES taf_meeting ON DELETE CASCADE,
  position smallint NOT NULL,
  agency_id uuid REFERENCES agency,
  team_id uuid REFERENCES team,
  guest_name text CHECK (length(guest_name) <= 200),
  attended boolean NOT NULL,
  PRIMARY KEY (meeting_id, position)
);

-- Attachment, claims, standings -----------------------------------------------------------------------------------

CREATE TABLE attachment (
  id uuid PRIMARY KEY,
  family_id uuid NOT NULL REFERENCES family,
  attached_on date NOT NULL,
  district_code text NOT NULL REFERENCES district,
  lead_agency_kind text NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by uuid REFERENCES app_user,
  voided_on date,
  void_reason text CHECK (length(void_reason) <= 1000),
  voided_recorded_at timestamptz
);
CREATE UNIQUE INDEX attachment_one ON attachment (family_id) WHERE voided_on IS NULL;

CREATE TABLE claim (
  id uuid PRIMARY KEY,
  family_id uuid NOT NULL REFERENCES family,
  route text NOT NULL CHECK (route IN ('SSP','CE')),
  submitted_on date NOT NULL,
  recorded_at timestamptz NOT NULL,
  UNIQUE (family_id)
);

CREATE TABLE standing (
  family_id uuid NOT NULL REFERENCES family,
  valid_from date NOT NULL,
  valid_to date,
  district_code text NOT NULL REFERENCES district,
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
  PRIMARY KEY (family_id, valid_from)
);
COMMENT ON TABLE standing IS 'Where a family stood on each day, by what was known at the end of that day: rows of past days never change.';
CREATE UNIQUE INDEX standing_current ON standing (family_id) WHERE valid_to IS NULL;
CREATE INDEX standing_due ON standing (next_change_on) WHERE valid_to IS NULL AND next_change_on IS NOT NULL;

CREATE TABLE standing_detail (
  family_id uuid PRIMARY KEY REFERENCES family,
  as_of date NOT NULL,
  criteria jsonb NOT NULL,
  blockers jsonb NOT NULL
);
COMMENT ON TABLE standing_detail IS 'The reasons behind the current standing, by rule and evidence id: identifiers and sentences of the rules, never names.';

-- Publications -----------------------------------------------------------------------------------------------------

CREATE TABLE publication (
  as_of date PRIMARY KEY,
  figures jsonb NOT NULL,
  published_at timestamptz NOT NULL,
  published_by uuid REFERENCES app_user
);
COMMENT ON TABLE publication IS 'Month-end figures as they were published: frozen, unsuppressed (suppression depends on all that is published).';

-- What happened ----------------------------------------------------------------------------------------------------

CREATE TABLE audit_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  business_at timestamptz NOT NULL,
  user_id uuid,
  role text NOT NULL,
  action text NOT NULL CHECK (action ~ '^[a-z-]+\.[a-z-]+$'),
  family_ids uuid[] NOT NULL,
  subject_id uuid,
  reason text,
  correlation_id text NOT NULL
);
COMMENT ON TABLE audit_event IS 'Identifiers only, never content, so that a person can be erased while the log stays whole. reason is a closed code.';
CREATE INDEX audit_event_families ON audit_event USING gin (family_ids);

CREATE TABLE submission_key (
  user_id uuid NOT NULL REFERENCES app_user,
  key uuid NOT NULL,
  operation text NOT NULL,
  payload_hash bytea NOT NULL,
  subject_id uuid NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, key)
);
COMMENT ON TABLE submission_key IS 'The same key again answers with what the first submission made; with another payload it is a conflict.';

-- Grants -----------------------------------------------------------------------------------------------------------

GRANT USAGE ON SCHEMA public TO wtwf_app, wtwf_loader;
GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO wtwf_app;
GRANT UPDATE ON app_user, credential, session, family, family_member, involvement, agreement, caf, lead_professional,
  plan_action, taf_seat, attachment, standing, standing_detail, setting TO wtwf_app;
GRANT DELETE ON session, standing TO wtwf_app;
REVOKE SELECT ON schema_migration FROM wtwf_app;
REVOKE INSERT ON schema_migration, district, publication FROM wtwf_app;
GRANT INSERT ON publication TO wtwf_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO wtwf_app, wtwf_loader;
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO wtwf_loader;
