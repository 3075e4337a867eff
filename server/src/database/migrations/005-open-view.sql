-- Opens a viewer's transaction in one statement: who is looking, and which families they see apart from districts.
-- The look-ups run as the caller, under the policies of their tables, after the settings that those policies read.
CREATE FUNCTION open_view(role text, person text, agency text, teams text, districts text, today text, sees_families boolean)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('wtwf.role', role, true), set_config('wtwf.user', person, true), set_config('wtwf.agency', agency, true),
    set_config('wtwf.teams', teams, true), set_config('wtwf.districts', districts, true), set_config('wtwf.today', today, true),
    set_config('wtwf.families', '', true), set_config('wtwf.named_families', '', true);
  IF sees_families THEN
    PERFORM renew_view();
  END IF;
END $$;

-- The same look-ups again, after an involvement began in the transaction.
CREATE FUNCTION renew_view() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF viewer_teams() <> '{}' THEN
    PERFORM set_config('wtwf.families', COALESCE((SELECT array_agg(DISTINCT i.family_id)::text FROM involvement i
      WHERE i.team_id = ANY ((SELECT viewer_teams())::uuid[]) AND i.valid_from <= (SELECT viewer_today())
        AND (i.valid_to IS NULL OR i.valid_to >= (SELECT viewer_today()))), ''), true);
  ELSIF viewer_role() = 'AUDITOR' THEN
    PERFORM set_config('wtwf.families', COALESCE((SELECT array_agg(DISTINCT c.family_id)::text FROM claim c), ''), true);
  END IF;
  PERFORM set_config('wtwf.named_families', COALESCE((SELECT array_agg(n.family_id)::text FROM family_named_viewer n
    WHERE n.user_id = (SELECT viewer_user())), ''), true);
END $$;
