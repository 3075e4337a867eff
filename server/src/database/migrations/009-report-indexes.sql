-- What reports and re-evaluations of a whole county need to stay as cheap as their answers.

-- A report as of a day counts the rows in force on it, one per family, however long their histories have grown.
CREATE INDEX standing_in_force ON standing (valid_to, valid_from);

-- An agency's own contribution is looked up by the agency, however much the others have put in.
CREATE INDEX caf_agency ON caf (agency_id);
CREATE INDEX taf_meeting_agency ON taf_meeting (agency_id);
CREATE INDEX taf_attendance_agency ON taf_attendance (agency_id) WHERE attended;
CREATE INDEX plan_action_agency ON plan_action (agency_id, due_on);
CREATE INDEX lead_professional_agency ON lead_professional (agency_id);
CREATE INDEX evidence_agency ON evidence (agency_id, recorded_at);

-- The system's own viewers see these rows of every family as it is. Saying so first saves them the look-up of the
-- family, the person or the CAF behind every row, which was most of the time of reading a county.
ALTER POLICY family_member_seen ON family_member USING (
  (SELECT viewer_role()) = 'SYSTEM_STANDINGS' OR EXISTS (SELECT 1 FROM family f WHERE f.id = family_id));
ALTER POLICY person_seen ON person USING (
  (SELECT viewer_role()) = 'SYSTEM_STANDINGS' OR EXISTS (SELECT 1 FROM family_member m WHERE m.person_id = person.id));
ALTER POLICY taf_attendance_seen ON taf_attendance USING (
  (SELECT viewer_role()) IN ('SYSTEM_STANDINGS', 'SYSTEM_REPORTS') OR EXISTS (SELECT 1 FROM taf_meeting m WHERE m.id = meeting_id));
ALTER POLICY caf_seen ON caf USING (
  (SELECT viewer_role()) = 'SYSTEM_REPORTS'
  OR status = 'DRAFT' AND (SELECT viewer_role()) = 'PRACTITIONER' AND team_id = ANY ((SELECT viewer_teams())::uuid[])
  OR status <> 'DRAFT' AND ((SELECT viewer_role()) = 'SYSTEM_STANDINGS' OR EXISTS (SELECT 1 FROM family f WHERE f.id = family_id)));
ALTER POLICY caf_version_seen ON caf_version USING (
  (SELECT viewer_role()) IN ('SYSTEM_STANDINGS', 'SYSTEM_REPORTS')
  OR (SELECT viewer_role()) <> 'SYSTEM_CAF_CHECK' AND EXISTS (SELECT 1 FROM caf c WHERE c.id = caf_id));
ALTER POLICY caf_review_seen ON caf_review USING (
  (SELECT viewer_role()) IN ('SYSTEM_STANDINGS', 'SYSTEM_REPORTS')
  OR (SELECT viewer_role()) <> 'SYSTEM_CAF_CHECK' AND EXISTS (SELECT 1 FROM caf c WHERE c.id = caf_id));
