-- Who may see and write which row: the layer that still holds when a resolver or a policy has a bug.
--
-- The one place where the visibility of a family is decided is the policy family_seen; whatever hangs on a family
-- asks "is the family visible to me?" by EXISTS, which Postgres answers by one index probe for few rows and by one
-- hashed scan for many.

-- A row of its own transaction is visible to whoever is just making it: submitting a first CAF makes a family
-- before the involvement exists that will show it.
ALTER TABLE family ADD COLUMN recorded_xact xid8 NOT NULL DEFAULT pg_current_xact_id();

DO $$
DECLARE t text;
BEGIN
  FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_migration' LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
  END LOOP;
END $$;

-- Reference data: everyone who is signed in, and the system's own viewers ------------------------------------------

CREATE POLICY district_seen ON district FOR SELECT USING ((SELECT viewer_role()) IS NOT NULL);
CREATE POLICY agency_seen ON agency FOR SELECT USING ((SELECT viewer_role()) IS NOT NULL);
CREATE POLICY agency_made ON agency FOR INSERT WITH CHECK ((SELECT viewer_role()) = 'ADMINISTRATOR');
CREATE POLICY team_seen ON team FOR SELECT USING ((SELECT viewer_role()) IS NOT NULL);
CREATE POLICY team_made ON team FOR INSERT WITH CHECK ((SELECT viewer_role()) = 'ADMINISTRATOR');
CREATE POLICY setting_seen ON setting FOR SELECT USING ((SELECT viewer_role()) IS NOT NULL);
CREATE POLICY setting_changed ON setting FOR UPDATE USING ((SELECT viewer_role()) = 'ADMINISTRATOR');
CREATE POLICY setting_made ON setting FOR INSERT WITH CHECK ((SELECT viewer_role()) = 'ADMINISTRATOR');

CREATE POLICY app_user_seen ON app_user FOR SELECT USING ((SELECT viewer_role()) IS NOT NULL);
CREATE POLICY app_user_made ON app_user FOR INSERT WITH CHECK ((SELECT viewer_role()) = 'ADMINISTRATOR');
CREATE POLICY app_user_changed ON app_user FOR UPDATE USING ((SELECT viewer_role()) = 'ADMINISTRATOR');

CREATE POLICY credential_seen ON credential FOR SELECT USING ((SELECT viewer_role()) IN ('SYSTEM_SIGN_IN', 'ADMINISTRATOR'));
CREATE POLICY credential_made ON credential FOR INSERT WITH CHECK ((SELECT viewer_role()) = 'ADMINISTRATOR');
CREATE POLICY credential_changed ON credential FOR UPDATE USING ((SELECT viewer_role()) IN ('SYSTEM_SIGN_IN', 'ADMINISTRATOR'));
CREATE POLICY session_signed_in ON session FOR ALL USING ((SELECT viewer_role()) = 'SYSTEM_SIGN_IN');

-- Families ------------------------------------------------------------------------------------------------------------

-- The families of a practitioner, an agency lead or an auditor, and the restricted ones that name the viewer, are
-- looked up once when the transaction opens (database.as: OPEN_VIEW) and kept as settings. Looked up inside this
-- policy they would be planned and started again under every table that hangs on a family, which was most of a
-- page's time.
CREATE POLICY family_seen ON family FOR SELECT USING (
  (SELECT viewer_role()) IN ('SYSTEM_STANDINGS', 'SYSTEM_REPORTS', 'SYSTEM_CAF_CHECK')
  OR (district_code = ANY ((SELECT viewer_districts())::text[])
      OR id = ANY ((SELECT viewer_families())::uuid[])
      OR recorded_xact = (SELECT pg_current_xact_id_if_assigned()))
    AND (NOT restricted OR id = ANY ((SELECT viewer_named_families())::uuid[])));
CREATE POLICY family_made ON family FOR INSERT WITH CHECK (
  (SELECT viewer_role()) IN ('PRACTITIONER', 'COORDINATOR') AND NOT restricted);
-- What a viewer does not see it cannot update either: Postgres asks family_seen too.
CREATE POLICY family_changed ON family FOR UPDATE
  USING ((SELECT viewer_role()) IN ('PRACTITIONER', 'COORDINATOR'));

-- Its own rows a team always sees, since what it may see is looked up in them.
CREATE POLICY involvement_seen ON involvement FOR SELECT USING (
  team_id = ANY ((SELECT viewer_teams())::uuid[])
  OR (SELECT viewer_role()) = 'INFORMATION_OFFICER'
  OR EXISTS (SELECT 1 FROM family f WHERE f.id = family_id));
-- An involvement opens a family to a team, so only someone who sees the family may make one.
CREATE POLICY involvement_made ON involvement FOR INSERT WITH CHECK (
  (SELECT viewer_role()) IN ('PRACTITIONER', 'COORDINATOR', 'SYSTEM_STANDINGS')
  AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id));
CREATE POLICY involvement_changed ON involvement FOR UPDATE USING (
  (SELECT viewer_role()) IN ('PRACTITIONER', 'COORDINATOR', 'SYSTEM_STANDINGS')
  AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id));
CREATE POLICY claim_seen ON claim FOR SELECT USING (
  (SELECT viewer_role()) IN ('AUDITOR', 'SYSTEM_STANDINGS', 'SYSTEM_REPORTS')
  OR (SELECT viewer_role()) = 'COORDINATOR' AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id));
CREATE POLICY family_named_viewer_seen ON family_named_viewer FOR SELECT USING (user_id = (SELECT viewer_user()));

-- Whatever hangs on a family ---------------------------------------------------------------------------------------

CREATE POLICY family_member_seen ON family_member FOR SELECT USING (
  EXISTS (SELECT 1 FROM family f WHERE f.id = family_id));
CREATE POLICY person_seen ON person FOR SELECT USING (
  EXISTS (SELECT 1 FROM family_member m WHERE m.person_id = person.id));
CREATE POLICY person_made ON person FOR INSERT WITH CHECK ((SELECT viewer_role()) IN ('PRACTITIONER', 'COORDINATOR'));

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['agreement', 'social_care_assessment', 'lead_professional', 'plan_action', 'taf_seat',
                           'taf_meeting', 'attachment', 'standing', 'standing_detail'] LOOP
    EXECUTE format($p$CREATE POLICY %1$I ON %2$I FOR SELECT USING (
      (SELECT viewer_role()) IN ('SYSTEM_STANDINGS', 'SYSTEM_REPORTS')
      OR (SELECT viewer_role()) <> 'SYSTEM_CAF_CHECK' AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id))$p$,
      t || '_seen', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['family_member', 'agreement', 'lead_professional', 'plan_action', 'taf_seat', 'taf_meeting'] LOOP
    EXECUTE format($p$CREATE POLICY %1$I ON %2$I FOR INSERT WITH CHECK (
      (SELECT viewer_role()) IN ('PRACTITIONER', 'COORDINATOR') AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id))$p$,
      t || '_made', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['family_member', 'agreement', 'lead_professional', 'plan_action', 'taf_seat'] LOOP
    EXECUTE format($p$CREATE POLICY %1$I ON %2$I FOR UPDATE USING (
      (SELECT viewer_role()) IN ('PRACTITIONER', 'COORDINATOR') AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id))$p$,
      t || '_changed', t);
  END LOOP;
END $$;

CREATE POLICY taf_attendance_seen ON taf_attendance FOR SELECT USING (
  EXISTS (SELECT 1 FROM taf_meeting m WHERE m.id = meeting_id));
CREATE POLICY taf_attendance_made ON taf_attendance FOR INSERT WITH CHECK (
  EXISTS (SELECT 1 FROM taf_meeting m WHERE m.id = meeting_id));

-- Sensitive kinds in full: the agency that supplied them, coordinators, auditors and the lead professional.
CREATE POLICY evidence_seen ON evidence FOR SELECT USING (
  (SELECT viewer_role()) = 'SYSTEM_STANDINGS'
  OR (SELECT viewer_role()) IN ('PRACTITIONER', 'AGENCY_LEAD', 'COORDINATOR', 'AUDITOR')
    AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id)
    AND (
      kind NOT IN ('OFFENCE', 'ASB_INCIDENT', 'DOMESTIC_CALL_OUT', 'RISK_SCORE', 'SAFEGUARDING', 'HEALTH_CONCERN')
      OR (SELECT viewer_role()) IN ('COORDINATOR', 'AUDITOR')
      OR agency_id = (SELECT viewer_agency())
      OR family_id = ANY (ARRAY(
        SELECT l.family_id FROM lead_professional l
        WHERE l.user_id = (SELECT viewer_user()) AND l.accepted_on IS NOT NULL AND l.ended_on IS NULL))));
CREATE POLICY evidence_made ON evidence FOR INSERT WITH CHECK (
  ((SELECT viewer_role()) = 'COORDINATOR' OR (SELECT viewer_role()) = 'PRACTITIONER' AND agency_id = (SELECT viewer_agency()))
  AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id));

-- A draft belongs to the team that writes it; from submission on the CAF goes with its family.
CREATE POLICY caf_seen ON caf FOR SELECT USING (
  (SELECT viewer_role()) = 'SYSTEM_REPORTS'
  OR status = 'DRAFT' AND (SELECT viewer_role()) = 'PRACTITIONER' AND team_id = ANY ((SELECT viewer_teams())::uuid[])
  OR status <> 'DRAFT' AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id));
CREATE POLICY caf_made ON caf FOR INSERT WITH CHECK (
  status = 'DRAFT' AND (SELECT viewer_role()) = 'PRACTITIONER' AND team_id = ANY ((SELECT viewer_teams())::uuid[]));
CREATE POLICY caf_changed ON caf FOR UPDATE
  USING (
    (SELECT viewer_role()) = 'PRACTITIONER' AND team_id = ANY ((SELECT viewer_teams())::uuid[])
    OR (SELECT viewer_role()) = 'COORDINATOR' AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id))
  WITH CHECK (family_id IS NULL OR EXISTS (SELECT 1 FROM family f WHERE f.id = family_id));

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['caf_version', 'caf_review', 'danger_referral'] LOOP
    EXECUTE format($p$CREATE POLICY %1$I ON %2$I FOR SELECT USING (
      (SELECT viewer_role()) <> 'SYSTEM_CAF_CHECK' AND EXISTS (SELECT 1 FROM caf c WHERE c.id = caf_id))$p$, t || '_seen', t);
  END LOOP;
END $$;
CREATE POLICY caf_version_made ON caf_version FOR INSERT WITH CHECK (
  (SELECT viewer_role()) = 'PRACTITIONER' AND submitted_by = (SELECT viewer_user())
  AND EXISTS (SELECT 1 FROM caf c WHERE c.id = caf_id));
CREATE POLICY caf_review_made ON caf_review FOR INSERT WITH CHECK (
  (SELECT viewer_role()) = 'COORDINATOR' AND reviewed_by = (SELECT viewer_user())
  AND EXISTS (SELECT 1 FROM caf c WHERE c.id = caf_id));
CREATE POLICY danger_referral_made ON danger_referral FOR INSERT WITH CHECK (
  (SELECT viewer_role()) = 'PRACTITIONER' AND recorded_by = (SELECT viewer_user())
  AND EXISTS (SELECT 1 FROM caf c WHERE c.id = caf_id));

-- Attachment and standings -----------------------------------------------------------------------------------------

CREATE POLICY attachment_made ON attachment FOR INSERT WITH CHECK (
  (SELECT viewer_role()) = 'COORDINATOR' AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id));
CREATE POLICY attachment_changed ON attachment FOR UPDATE USING (
  (SELECT viewer_role()) = 'COORDINATOR' AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id));

-- Standings are worked out, never typed: only the evaluation writes them.
CREATE POLICY standing_made ON standing FOR INSERT WITH CHECK ((SELECT viewer_role()) = 'SYSTEM_STANDINGS');
CREATE POLICY standing_changed ON standing FOR UPDATE USING ((SELECT viewer_role()) = 'SYSTEM_STANDINGS');
CREATE POLICY standing_replaced ON standing FOR DELETE USING ((SELECT viewer_role()) = 'SYSTEM_STANDINGS');
CREATE POLICY standing_detail_made ON standing_detail FOR INSERT WITH CHECK ((SELECT viewer_role()) = 'SYSTEM_STANDINGS');
CREATE POLICY standing_detail_changed ON standing_detail FOR UPDATE USING ((SELECT viewer_role()) = 'SYSTEM_STANDINGS');

CREATE POLICY publication_seen ON publication FOR SELECT USING (
  (SELECT viewer_role()) IN ('BOARD_MEMBER', 'COORDINATOR', 'AUDITOR', 'SYSTEM_REPORTS'));
CREATE POLICY publication_made ON publication FOR INSERT WITH CHECK (
  (SELECT viewer_role()) = 'COORDINATOR' AND published_by = (SELECT viewer_user()));

-- What happened ------------------------------------------------------------------------------------------------------

CREATE POLICY audit_event_made ON audit_event FOR INSERT WITH CHECK (
  (SELECT viewer_role()) IS NOT NULL AND user_id IS NOT DISTINCT FROM (SELECT viewer_user()));
CREATE POLICY audit_event_seen ON audit_event FOR SELECT USING (
  (SELECT viewer_role()) IN ('ADMINISTRATOR', 'INFORMATION_OFFICER'));
CREATE POLICY submission_key_own ON submission_key FOR ALL USING (user_id = (SELECT viewer_user()));
