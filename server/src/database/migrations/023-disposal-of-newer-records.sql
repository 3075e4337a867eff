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

-- A grant of a column is everybody's who may update the row at all, and row-level security cannot tell which column was
-- written: what disposal blanks, nobody else rewrites.
CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'wtwf_app' AND viewer_role() IS DISTINCT FROM 'SYSTEM_RIGHTS' THEN
    RAISE EXCEPTION 'only disposal writes this' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER person_disposed BEFORE UPDATE OF disposed_at ON person FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER lawful_basis_blanked BEFORE UPDATE OF reason, manager ON lawful_basis FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER emergency_access_blanked BEFORE UPDATE OF reason ON emergency_access FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER family_restriction_blanked BEFORE UPDATE OF reason ON family_restriction FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER legal_hold_blanked BEFORE UPDATE OF reason ON legal_hold FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();

GRANT UPDATE (reason, manager) ON lawful_basis TO wtwf_app;
GRANT UPDATE (reason) ON emergency_access, family_restriction TO wtwf_app;
