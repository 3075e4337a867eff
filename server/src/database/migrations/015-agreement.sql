-- Agreement as a record of its own: who withdrew it and who wrote that down, a lawful basis where there is none, and
-- an end at a moment for what rested on it.

-- A ground that ended at once opens the family to nobody from that moment, whatever the day's last hour.
ALTER TABLE involvement ADD COLUMN ended_at timestamptz;
COMMENT ON COLUMN involvement.ended_at IS 'Since when it opens nothing any more, where that did not wait for the end of its last day.';

CREATE OR REPLACE FUNCTION renew_view() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF viewer_teams() <> '{}' THEN
    PERFORM set_config('wtwf.families', COALESCE((SELECT array_agg(DISTINCT i.family_id)::text FROM involvement i
      WHERE i.team_id = ANY ((SELECT viewer_teams())::uuid[]) AND i.valid_from <= (SELECT viewer_today())
        AND (i.valid_to IS NULL OR i.valid_to >= (SELECT viewer_today())) AND i.ended_at IS NULL), ''), true);
  ELSIF viewer_role() = 'AUDITOR' THEN
    PERFORM set_config('wtwf.families', COALESCE((SELECT array_agg(DISTINCT c.family_id)::text FROM claim c), ''), true);
  END IF;
  PERFORM set_config('wtwf.named_families', COALESCE((SELECT array_agg(n.family_id)::text FROM family_named_viewer n
    WHERE n.user_id = (SELECT viewer_user())), ''), true);
END $$;

-- Who wrote it down, and who of the family took it back. What was loaded or recorded before has no writer.
ALTER TABLE agreement
  ADD COLUMN recorded_by uuid REFERENCES app_user,
  ADD COLUMN withdrawn_person_id uuid REFERENCES person,
  ADD COLUMN withdrawn_capacity text CHECK (withdrawn_capacity IN ('PARENTAL_RESPONSIBILITY','COMPETENT_CHILD','AGED_16_OR_17','ADULT')),
  ADD COLUMN withdrawn_recorded_by uuid REFERENCES app_user;
COMMENT ON COLUMN agreement.withdrawn_person_id IS 'Nobody where another agreement of the same CAF took its place.';

-- What was agreed never changes, and what was withdrawn stays so: a new yes is a new agreement.
REVOKE UPDATE ON agreement FROM wtwf_app;
GRANT UPDATE (withdrawn_on, withdrawn_recorded_at, withdrawn_person_id, withdrawn_capacity, withdrawn_recorded_by) ON agreement TO wtwf_app;
DROP POLICY agreement_changed ON agreement;
CREATE POLICY agreement_withdrawn ON agreement FOR UPDATE
  USING (
    (SELECT viewer_role()) IN ('PRACTITIONER', 'COORDINATOR') AND withdrawn_on IS NULL
    AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id))
  WITH CHECK (withdrawn_on IS NOT NULL AND withdrawn_recorded_by = (SELECT viewer_user()));
DROP POLICY agreement_made ON agreement;
CREATE POLICY agreement_made ON agreement FOR INSERT WITH CHECK (
  (SELECT viewer_role()) IN ('PRACTITIONER', 'COORDINATOR') AND recorded_by = (SELECT viewer_user())
  AND withdrawn_on IS NULL AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id));

-- What lets an agency work with a family that has not agreed to it.
CREATE TABLE lawful_basis (
  id uuid PRIMARY KEY,
  family_id uuid NOT NULL REFERENCES family,
  agency_id uuid NOT NULL REFERENCES agency,
  basis text NOT NULL CHECK (basis IN ('SAFEGUARDING')),
  reason text CHECK (length(reason) <= 4000),
  manager text CHECK (length(manager) <= 200),
  decided_on date NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by uuid NOT NULL REFERENCES app_user,
  ended_on date,
  ended_recorded_at timestamptz,
  ended_by uuid REFERENCES app_user
);
COMMENT ON TABLE lawful_basis IS 'Why an agency may work with a family without its agreement, and which manager decided it. One may be in force for an agency.';
COMMENT ON COLUMN lawful_basis.reason IS 'Free text, which disposal alone may blank.';
CREATE UNIQUE INDEX lawful_basis_in_force ON lawful_basis (family_id, agency_id) WHERE ended_on IS NULL;
CREATE INDEX lawful_basis_family ON lawful_basis (family_id);
ALTER TABLE lawful_basis ENABLE ROW LEVEL SECURITY;
ALTER TABLE lawful_basis FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON lawful_basis TO wtwf_app;
GRANT UPDATE (ended_on, ended_recorded_at, ended_by) ON lawful_basis TO wtwf_app;
GRANT SELECT, INSERT, UPDATE ON lawful_basis TO wtwf_loader;
CREATE POLICY lawful_basis_seen ON lawful_basis FOR SELECT USING (
  (SELECT viewer_role()) <> 'SYSTEM_CAF_CHECK' AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id));
CREATE POLICY lawful_basis_made ON lawful_basis FOR INSERT WITH CHECK (
  (SELECT viewer_role()) = 'COORDINATOR' AND recorded_by = (SELECT viewer_user()) AND ended_on IS NULL
  AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id));
CREATE POLICY lawful_basis_ended ON lawful_basis FOR UPDATE
  USING ((SELECT viewer_role()) = 'COORDINATOR' AND ended_on IS NULL AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id))
  WITH CHECK (ended_on IS NOT NULL AND ended_by = (SELECT viewer_user()));

-- No team is let in without a ground in law, even if the service forgot to ask. The agency that holds a CAF has the
-- agreement that is submitted with it.
DROP POLICY involvement_made ON involvement;
CREATE POLICY involvement_made ON involvement FOR INSERT WITH CHECK (
  (SELECT viewer_role()) IN ('PRACTITIONER', 'COORDINATOR', 'SYSTEM_STANDINGS')
  AND ended_at IS NULL
  AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id)
  AND (ground = 'CAF' OR EXISTS (
    SELECT 1 FROM team t WHERE t.id = team_id AND (
      EXISTS (SELECT 1 FROM agreement a WHERE a.family_id = involvement.family_id AND a.agreed AND a.withdrawn_on IS NULL
        AND t.agency_id = ANY (a.agency_ids))
      OR EXISTS (SELECT 1 FROM lawful_basis b WHERE b.family_id = involvement.family_id AND b.agency_id = t.agency_id
        AND b.ended_on IS NULL)))));

-- What ended because no ground in law was left says so.
ALTER TABLE lead_professional ADD COLUMN end_reason text CHECK (end_reason IN ('AGREEMENT_WITHDRAWN', 'LAWFUL_BASIS_ENDED'));
ALTER TABLE taf_seat ADD COLUMN end_reason text CHECK (end_reason IN ('AGREEMENT_WITHDRAWN', 'LAWFUL_BASIS_ENDED'));
ALTER TABLE plan_action ADD COLUMN end_reason text CHECK (end_reason IN ('AGREEMENT_WITHDRAWN', 'LAWFUL_BASIS_ENDED'));

-- Ending what rested on an agreement reaches other agencies' rows, which are not the writer's: the system does it, and
-- of a family that the writer sees.
CREATE POLICY involvement_stopped ON involvement FOR UPDATE
  USING ((SELECT viewer_role()) = 'SYSTEM_AGREEMENTS' AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id))
  WITH CHECK (ended_at IS NOT NULL);
CREATE POLICY lead_professional_stopped ON lead_professional FOR UPDATE
  USING ((SELECT viewer_role()) = 'SYSTEM_AGREEMENTS' AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id))
  WITH CHECK (ended_on IS NOT NULL AND end_reason IS NOT NULL);
CREATE POLICY taf_seat_stopped ON taf_seat FOR UPDATE
  USING ((SELECT viewer_role()) = 'SYSTEM_AGREEMENTS' AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id))
  WITH CHECK (valid_to IS NOT NULL AND end_reason IS NOT NULL);
CREATE POLICY plan_action_stopped ON plan_action FOR UPDATE
  USING ((SELECT viewer_role()) = 'SYSTEM_AGREEMENTS' AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id))
  WITH CHECK (status = 'CANCELLED' AND end_reason IS NOT NULL);
CREATE POLICY caf_stopped ON caf FOR UPDATE
  USING ((SELECT viewer_role()) = 'SYSTEM_AGREEMENTS' AND status <> 'DRAFT' AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id))
  WITH CHECK (status = 'CLOSED');

-- What ended at a moment is not opened again; a new ground is a new row.
CREATE POLICY involvement_stays_ended ON involvement AS RESTRICTIVE FOR UPDATE USING (ended_at IS NULL) WITH CHECK (true);
