-- What a team may put right in a CAF of its own: a typing mistake in a name or a date of birth, an agreement that was
-- given anew, and a draft that came to nothing.

-- Who brought a person on record decides who may correct them: the CAF that first named them, where it was one.
ALTER TABLE person ADD COLUMN recorded_by_caf_id uuid REFERENCES caf;
CREATE INDEX person_recorded_by_caf ON person (recorded_by_caf_id) WHERE recorded_by_caf_id IS NOT NULL;

GRANT UPDATE (given_name, family_name, date_of_birth) ON person TO wtwf_app;
CREATE POLICY person_corrected ON person FOR UPDATE
  USING (
    (SELECT viewer_role()) IN ('PRACTITIONER', 'COORDINATOR') AND disposed_at IS NULL
    AND EXISTS (SELECT 1 FROM family_member m WHERE m.person_id = person.id));

-- Which CAF an agreement came with, so that a new one of the same CAF ends it.
ALTER TABLE agreement ADD COLUMN caf_id uuid REFERENCES caf;
CREATE INDEX agreement_caf ON agreement (caf_id) WHERE caf_id IS NOT NULL;

-- A draft that was never submitted is its team's to discard; what refers to a CAF (versions, referrals, people) keeps
-- it, since no foreign key cascades.
GRANT DELETE ON caf TO wtwf_app;
CREATE POLICY caf_discarded ON caf FOR DELETE USING (
  status = 'DRAFT' AND (SELECT viewer_role()) = 'PRACTITIONER' AND team_id = ANY ((SELECT viewer_teams())::uuid[]));
