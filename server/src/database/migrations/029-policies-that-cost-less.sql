-- Row-level security was the larger half of a family page's time: each "(SELECT viewer_role())" is a plan of its own,
-- started in every statement under every table, and family's policy stands once more inside each of its tables'. The same
-- rules, said so that each asks once who is looking. A CASE compares in order and stops at the first that holds.

-- The people's arm stands first, since it holds for most rows that are asked of. Named families are asked for a restricted
-- family alone, the transaction's number for one that nothing else shows: plans made ready for both would cost more.
ALTER POLICY family_seen ON family USING (
  (district_code = ANY ((SELECT viewer_districts())::text[])
      OR id = ANY ((SELECT viewer_families())::uuid[])
      OR recorded_xact = pg_current_xact_id_if_assigned())
    AND (NOT restricted OR id = ANY (viewer_named_families()))
  OR CASE (SELECT viewer_role())
    WHEN 'SYSTEM_STANDINGS' THEN true
    WHEN 'SYSTEM_REPORTS' THEN true
    WHEN 'SYSTEM_CAF_CHECK' THEN true
    WHEN 'SYSTEM_RIGHTS' THEN true
    WHEN 'SYSTEM_EMERGENCY' THEN NOT restricted
    ELSE false
  END);
DROP POLICY family_known ON family;

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['agreement', 'attachment', 'lead_professional', 'plan_action', 'social_care_assessment', 'standing',
    'standing_detail', 'taf_meeting', 'taf_seat']
  LOOP
    EXECUTE format($p$ALTER POLICY %1$I ON %2$I USING (
      CASE (SELECT viewer_role())
        WHEN 'SYSTEM_STANDINGS' THEN true
        WHEN 'SYSTEM_REPORTS' THEN true
        WHEN 'SYSTEM_RIGHTS' THEN true
        WHEN 'SYSTEM_CAF_CHECK' THEN false
        ELSE EXISTS (SELECT 1 FROM family f WHERE f.id = family_id)
      END)$p$, t || '_seen', t);
    EXECUTE format('DROP POLICY %I ON %I', t || '_known', t);
  END LOOP;
END $$;

ALTER POLICY family_member_seen ON family_member USING (
  CASE (SELECT viewer_role())
    WHEN 'SYSTEM_STANDINGS' THEN true
    WHEN 'SYSTEM_RIGHTS' THEN true
    ELSE EXISTS (SELECT 1 FROM family f WHERE f.id = family_id)
  END);
DROP POLICY family_member_known ON family_member;
ALTER POLICY person_seen ON person USING (
  CASE (SELECT viewer_role())
    WHEN 'SYSTEM_STANDINGS' THEN true
    WHEN 'SYSTEM_RIGHTS' THEN true
    ELSE EXISTS (SELECT 1 FROM family_member m WHERE m.person_id = person.id)
  END);
DROP POLICY person_known ON person;

-- These two tables are read at the start of every transaction, for the viewer's own few rows. A function is entered only
-- for a row that is not the viewer's own; a sub-select would be made ready each time.
CREATE FUNCTION sees_family(family uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM family f WHERE f.id = family);
END $$;
ALTER POLICY emergency_access_seen ON emergency_access USING (
  user_id = viewer_user() OR viewer_role() = 'INFORMATION_OFFICER' OR viewer_role() = 'SYSTEM_RIGHTS' OR sees_family(family_id));
DROP POLICY emergency_access_known ON emergency_access;
ALTER POLICY emergency_access_shut_to_machines ON emergency_access USING (viewer_role() IS DISTINCT FROM 'MACHINE');
ALTER POLICY family_named_viewer_seen ON family_named_viewer USING (
  user_id = viewer_user() OR viewer_role() = 'SYSTEM_RIGHTS' OR sees_family(family_id));
DROP POLICY family_named_viewer_known ON family_named_viewer;
ALTER POLICY family_named_viewer_shut_to_machines ON family_named_viewer USING (viewer_role() IS DISTINCT FROM 'MACHINE');

-- As before (005), and what is read in an emergency too: nothing of whoever looked before in the same transaction stays.
CREATE OR REPLACE FUNCTION open_view(role text, person text, agency text, teams text, districts text, today text, sees_families boolean)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('wtwf.role', role, true), set_config('wtwf.user', person, true), set_config('wtwf.agency', agency, true),
    set_config('wtwf.teams', teams, true), set_config('wtwf.districts', districts, true), set_config('wtwf.today', today, true),
    set_config('wtwf.families', '', true), set_config('wtwf.emergency_families', '', true), set_config('wtwf.named_families', '', true);
  IF sees_families THEN
    PERFORM renew_view();
  END IF;
END $$;

-- What it looks up is as before (018). Most viewers have neither emergencies nor families that name them, and open_view has
-- just emptied the settings: then there is nothing to write.
CREATE OR REPLACE FUNCTION renew_view() RETURNS void LANGUAGE plpgsql AS $$
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
END $$;
