-- Emergency access: somebody who does not see a family opens it, says why, and reads it for one hour by the system's
-- clock. Row-level security, not a job, shuts it again: the row that opened it holds until its time and no longer.
-- A restricted family is never opened in this way (server/decisions/emergency-access-reads-for-an-hour.md).

CREATE TABLE emergency_access (
  id uuid PRIMARY KEY,
  family_id uuid NOT NULL REFERENCES family,
  family_reference text NOT NULL,
  user_id uuid NOT NULL REFERENCES app_user,
  reason text CHECK (length(reason) BETWEEN 1 AND 1000),
  opened_at timestamptz NOT NULL DEFAULT now(),
  ends_at timestamptz NOT NULL DEFAULT now() + interval '1 hour' CHECK (ends_at > opened_at),
  recorded_at timestamptz NOT NULL,
  looked_into_at timestamptz,
  looked_into_by uuid REFERENCES app_user,
  finding text CHECK (length(finding) <= 1000),
  CHECK ((looked_into_at IS NULL) = (looked_into_by IS NULL))
);
COMMENT ON TABLE emergency_access IS 'Who opened which family in an emergency, until when, and what the information officer found of it.';
COMMENT ON COLUMN emergency_access.reason IS 'In their words; disposal alone may blank it, and the finding.';
CREATE INDEX emergency_access_user ON emergency_access (user_id, ends_at);
CREATE INDEX emergency_access_family ON emergency_access (family_id);
CREATE INDEX emergency_access_waiting ON emergency_access (opened_at) WHERE looked_into_at IS NULL;

-- When it began and ends is the database's to say, never the writer's.
GRANT SELECT, INSERT (id, family_id, family_reference, user_id, reason, recorded_at) ON emergency_access TO wtwf_app;
GRANT UPDATE (looked_into_at, looked_into_by, finding) ON emergency_access TO wtwf_app;
GRANT SELECT, INSERT, UPDATE ON emergency_access TO wtwf_loader;

ALTER TABLE emergency_access ENABLE ROW LEVEL SECURITY;
ALTER TABLE emergency_access FORCE ROW LEVEL SECURITY;
CREATE POLICY emergency_access_seen ON emergency_access FOR SELECT USING (
  user_id = (SELECT viewer_user())
  OR (SELECT viewer_role()) = 'INFORMATION_OFFICER'
  OR EXISTS (SELECT 1 FROM family f WHERE f.id = family_id));
-- Only the deed itself takes on this role, for the two statements that find the family and open it.
CREATE POLICY emergency_access_made ON emergency_access FOR INSERT WITH CHECK (
  (SELECT viewer_role()) = 'SYSTEM_EMERGENCY' AND user_id = (SELECT viewer_user()) AND looked_into_at IS NULL
  AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id));
CREATE POLICY emergency_access_looked_into ON emergency_access FOR UPDATE
  USING ((SELECT viewer_role()) = 'INFORMATION_OFFICER' AND looked_into_at IS NULL AND user_id <> (SELECT viewer_user()))
  WITH CHECK ((SELECT viewer_role()) = 'INFORMATION_OFFICER' AND looked_into_by = (SELECT viewer_user()));

-- Who sees it -----------------------------------------------------------------------------------------------------------

CREATE FUNCTION viewer_emergency_families() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
  RETURN COALESCE(NULLIF(current_setting('wtwf.emergency_families', true), ''), '{}')::uuid[];

-- Whoever opens one finds it by what is known of it, among those that are not restricted.
ALTER POLICY family_seen ON family USING (
  (SELECT viewer_role()) IN ('SYSTEM_STANDINGS', 'SYSTEM_REPORTS', 'SYSTEM_CAF_CHECK')
  OR (SELECT viewer_role()) = 'SYSTEM_EMERGENCY' AND NOT restricted
  OR (district_code = ANY ((SELECT viewer_districts())::text[])
      OR id = ANY ((SELECT viewer_families())::uuid[])
      OR recorded_xact = (SELECT pg_current_xact_id_if_assigned()))
    AND (NOT restricted OR id = ANY ((SELECT viewer_named_families())::uuid[])));

-- Ended at once, as by a hand-over or an agreement withdrawn: no afterlife.
ALTER TABLE involvement ADD COLUMN IF NOT EXISTS ended_at timestamptz;

-- Families opened in an emergency join those that the viewer sees, and are listed apart besides, so that nothing of
-- them can be written.
CREATE OR REPLACE FUNCTION renew_view() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  seen uuid[] := '{}';
  emergency uuid[];
BEGIN
  IF viewer_teams() <> '{}' THEN
    SELECT COALESCE(array_agg(DISTINCT i.family_id), '{}') INTO seen FROM involvement i
      WHERE i.team_id = ANY ((SELECT viewer_teams())::uuid[]) AND i.ended_at IS NULL AND i.valid_from <= (SELECT viewer_today())
        AND (i.valid_to IS NULL OR i.valid_to >= (SELECT viewer_today()));
  ELSIF viewer_role() = 'AUDITOR' THEN
    SELECT COALESCE(array_agg(DISTINCT c.family_id), '{}') INTO seen FROM claim c;
  END IF;
  SELECT COALESCE(array_agg(DISTINCT e.family_id) FILTER (WHERE e.family_id <> ALL (seen)), '{}') INTO emergency
    FROM emergency_access e WHERE e.user_id = (SELECT viewer_user()) AND e.ends_at > now();
  PERFORM set_config('wtwf.families', (seen || emergency)::text, true),
    set_config('wtwf.emergency_families', emergency::text, true),
    set_config('wtwf.named_families', COALESCE((SELECT array_agg(n.family_id)::text FROM family_named_viewer n
      WHERE n.user_id = (SELECT viewer_user())), ''), true);
END $$;

-- Read only -------------------------------------------------------------------------------------------------------------
-- Restrictive: they hold beside every policy that lets somebody write, those of later days included.

DO $$
DECLARE t record;
BEGIN
  FOR t IN
    SELECT c.relname AS name, CASE c.relname WHEN 'family' THEN 'id' ELSE 'family_id' END AS family
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
      AND c.relname NOT IN ('emergency_access', 'audit_family', 'standing', 'standing_detail')
      AND (c.relname = 'family' OR EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'family_id' AND NOT a.attisdropped))
  LOOP
    EXECUTE format('CREATE POLICY %I ON %I AS RESTRICTIVE FOR INSERT WITH CHECK (%I IS NULL OR %I <> ALL ((SELECT viewer_emergency_families())::uuid[]))',
      t.name || '_read_only_made', t.name, t.family, t.family);
    EXECUTE format('CREATE POLICY %I ON %I AS RESTRICTIVE FOR UPDATE USING (%I IS NULL OR %I <> ALL ((SELECT viewer_emergency_families())::uuid[]))',
      t.name || '_read_only_changed', t.name, t.family, t.family);
  END LOOP;
  FOR t IN SELECT * FROM (VALUES ('caf_version'), ('caf_review'), ('danger_referral')) AS v (name) LOOP
    EXECUTE format('CREATE POLICY %I ON %I AS RESTRICTIVE FOR INSERT WITH CHECK (NOT EXISTS (SELECT 1 FROM caf c
      WHERE c.id = caf_id AND c.family_id = ANY ((SELECT viewer_emergency_families())::uuid[])))', t.name || '_read_only_made', t.name);
  END LOOP;
  CREATE POLICY taf_attendance_read_only_made ON taf_attendance AS RESTRICTIVE FOR INSERT WITH CHECK (NOT EXISTS (
    SELECT 1 FROM taf_meeting m WHERE m.id = meeting_id AND m.family_id = ANY ((SELECT viewer_emergency_families())::uuid[])));
END $$;
