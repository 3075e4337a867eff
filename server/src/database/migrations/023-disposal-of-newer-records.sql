-- What people wrote in records that came beside the retention schedule is blanked by disposal as well (021).
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['lawful_basis', 'emergency_access', 'family_restriction'] LOOP
    EXECUTE format($p$CREATE POLICY %1$I ON %2$I FOR SELECT USING ((SELECT viewer_role()) = 'SYSTEM_RIGHTS')$p$, t || '_known', t);
    EXECUTE format($p$CREATE POLICY %1$I ON %2$I FOR UPDATE USING ((SELECT viewer_role()) = 'SYSTEM_RIGHTS' AND family_id = ANY (ARRAY(
      SELECT d.family_id FROM disposal d WHERE d.recorded_xact = (SELECT pg_current_xact_id_if_assigned()))))$p$, t || '_disposed', t);
  END LOOP;
END $$;

GRANT UPDATE (reason, manager) ON lawful_basis TO wtwf_app;
GRANT UPDATE (reason) ON emergency_access, family_restriction TO wtwf_app;
