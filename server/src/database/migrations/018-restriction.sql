-- Restricting a family: why, by whom, since when; and the named people who may see it. It takes effect at once, since
-- row-level security asks for both. Being named opens nothing by itself: a district or an involvement does, and the
-- name lets it through (server/decisions/a-restricted-family-is-seen-by-those-named.md).

CREATE TABLE family_restriction (
  id uuid PRIMARY KEY,
  family_id uuid NOT NULL REFERENCES family,
  reason text CHECK (length(reason) BETWEEN 1 AND 1000),
  restricted_on date NOT NULL,
  restricted_by uuid NOT NULL REFERENCES app_user,
  recorded_at timestamptz NOT NULL,
  lifted_on date CHECK (lifted_on >= restricted_on),
  lifted_by uuid REFERENCES app_user,
  lift_reason text CHECK (length(lift_reason) BETWEEN 1 AND 1000),
  lifted_recorded_at timestamptz,
  CHECK ((lifted_on IS NULL) = (lifted_by IS NULL))
);
COMMENT ON TABLE family_restriction IS 'From when to when a family was restricted, and why. The reasons are for disposal alone to blank.';
CREATE UNIQUE INDEX family_restriction_one ON family_restriction (family_id) WHERE lifted_on IS NULL;
GRANT SELECT, INSERT ON family_restriction TO wtwf_app;
GRANT UPDATE (lifted_on, lifted_by, lift_reason, lifted_recorded_at) ON family_restriction TO wtwf_app;
GRANT SELECT, INSERT, UPDATE ON family_restriction TO wtwf_loader;
ALTER TABLE family_restriction ENABLE ROW LEVEL SECURITY;
ALTER TABLE family_restriction FORCE ROW LEVEL SECURITY;
CREATE POLICY family_restriction_seen ON family_restriction FOR SELECT USING (
  (SELECT viewer_role()) = 'COORDINATOR' AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id));
CREATE POLICY family_restriction_made ON family_restriction FOR INSERT WITH CHECK (
  (SELECT viewer_role()) = 'COORDINATOR' AND restricted_by = (SELECT viewer_user()) AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id));
CREATE POLICY family_restriction_lifted ON family_restriction FOR UPDATE
  USING ((SELECT viewer_role()) = 'COORDINATOR' AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id))
  WITH CHECK (lifted_by = (SELECT viewer_user()));
CREATE POLICY family_restriction_read_only_made ON family_restriction AS RESTRICTIVE FOR INSERT
  WITH CHECK (family_id <> ALL ((SELECT viewer_emergency_families())::uuid[]));
CREATE POLICY family_restriction_read_only_changed ON family_restriction AS RESTRICTIVE FOR UPDATE
  USING (family_id <> ALL ((SELECT viewer_emergency_families())::uuid[]));

-- Names have their dates: who may see it now, and who might before.
ALTER TABLE family_named_viewer
  DROP CONSTRAINT family_named_viewer_pkey,
  ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  ADD COLUMN named_on date,
  ADD COLUMN named_by uuid REFERENCES app_user,
  ADD COLUMN recorded_at timestamptz,
  ADD COLUMN ended_at timestamptz,
  ADD COLUMN ended_by uuid REFERENCES app_user;
CREATE UNIQUE INDEX family_named_viewer_one ON family_named_viewer (user_id, family_id) WHERE ended_at IS NULL;
CREATE INDEX family_named_viewer_family ON family_named_viewer (family_id);
GRANT UPDATE (ended_at, ended_by) ON family_named_viewer TO wtwf_app;
ALTER POLICY family_named_viewer_seen ON family_named_viewer USING (
  user_id = (SELECT viewer_user()) OR EXISTS (SELECT 1 FROM family f WHERE f.id = family_id));
CREATE POLICY family_named_viewer_made ON family_named_viewer FOR INSERT WITH CHECK (
  (SELECT viewer_role()) = 'COORDINATOR' AND named_by = (SELECT viewer_user()) AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id));
CREATE POLICY family_named_viewer_ended ON family_named_viewer FOR UPDATE
  USING ((SELECT viewer_role()) = 'COORDINATOR' AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id))
  WITH CHECK (ended_by = (SELECT viewer_user()));

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
      WHERE n.user_id = (SELECT viewer_user()) AND n.ended_at IS NULL), ''), true);
END $$;

-- Whatever a bug may write, only a coordinator restricts a family or lifts it. Row-level security sees one row at a
-- time, the old or the new, and so cannot say this.
CREATE FUNCTION refuse_restriction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'wtwf_app' AND viewer_role() IS DISTINCT FROM 'COORDINATOR' THEN
    RAISE EXCEPTION 'only a coordinator restricts a family' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER family_restricted BEFORE UPDATE OF restricted ON family FOR EACH ROW
  WHEN (OLD.restricted IS DISTINCT FROM NEW.restricted) EXECUTE FUNCTION refuse_restriction();

-- A draft about a family that its team no longer sees is shut with it.
ALTER POLICY caf_seen ON caf USING (
  (SELECT viewer_role()) = 'SYSTEM_REPORTS'
  OR status = 'DRAFT' AND (SELECT viewer_role()) = 'PRACTITIONER' AND team_id = ANY ((SELECT viewer_teams())::uuid[])
    AND (family_id IS NULL OR EXISTS (SELECT 1 FROM family f WHERE f.id = family_id))
  OR status <> 'DRAFT' AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id));

-- Hand-over: an agency lead moves a team's case to another team of their branch. Only the deed itself takes on this
-- role; whatever it writes is a team's of the lead's branch before and after, and of a family that the lead sees.

-- A team may take a case back: one row holds at a time.
ALTER TABLE involvement DROP CONSTRAINT involvement_ground_ground_id_team_id_key;
CREATE UNIQUE INDEX involvement_ground ON involvement (ground, ground_id, team_id) WHERE ended_at IS NULL;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['caf', 'lead_professional', 'plan_action', 'taf_seat', 'involvement'] LOOP
    EXECUTE format($p$CREATE POLICY %1$I ON %2$I FOR UPDATE
      USING ((SELECT viewer_role()) = 'SYSTEM_HAND_OVER' AND team_id = ANY ((SELECT viewer_teams())::uuid[])
        AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id))
      WITH CHECK (team_id = ANY ((SELECT viewer_teams())::uuid[]) AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id))$p$,
      t || '_handed_over', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['lead_professional', 'taf_seat', 'involvement'] LOOP
    EXECUTE format($p$CREATE POLICY %1$I ON %2$I FOR INSERT WITH CHECK (
      (SELECT viewer_role()) = 'SYSTEM_HAND_OVER' AND team_id = ANY ((SELECT viewer_teams())::uuid[])
      AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id))$p$, t || '_taken_over', t);
  END LOOP;
END $$;
-- Drafts of the case go with it.
CREATE POLICY caf_draft_handed_over ON caf FOR SELECT USING (
  (SELECT viewer_role()) = 'SYSTEM_HAND_OVER' AND team_id = ANY ((SELECT viewer_teams())::uuid[])
  AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id));
-- What lets others change a CAF looks at its family alone, so this asks besides that it stays in the branch.
CREATE POLICY caf_stays_in_branch ON caf AS RESTRICTIVE FOR UPDATE USING (true) WITH CHECK (
  (SELECT viewer_role()) IS DISTINCT FROM 'SYSTEM_HAND_OVER' OR team_id = ANY ((SELECT viewer_teams())::uuid[]));
