-- The evidence ledger takes what practitioners add and correct. Nothing in it is changed or deleted: a correction is a
-- row that supersedes another, and one that says "it never was" is a correction too.

ALTER TABLE evidence
  ADD COLUMN withdrawn boolean NOT NULL DEFAULT false CHECK (NOT withdrawn OR supersedes_id IS NOT NULL),
  ADD COLUMN flags text[] NOT NULL DEFAULT '{}' CHECK (flags <@ ARRAY['SAME_FROM_ANOTHER_AGENCY', 'OVERLAPS',
    'OVERLAPS_ANOTHER_AGENCY', 'TWICE_IN_A_DAY', 'TERM_NOT_ENDED', 'MORE_THAN_A_TERM', 'BEFORE_JOINING', 'BEFORE_BIRTH',
    'UNUSUAL_AGE']),
  -- Police, health, domestic abuse and safeguarding (design: domain, roles); what a judgement or an intervention is about
  -- tells as much as a record of it would, and so does having looked for one.
  ADD COLUMN sensitive boolean NOT NULL GENERATED ALWAYS AS (
    kind IN ('OFFENCE', 'ASB_INCIDENT', 'SERIOUSNESS', 'DOMESTIC_CALL_OUT', 'RISK_SCORE', 'SAFEGUARDING', 'HEALTH_CONCERN')
    OR kind IN ('INTERVENTION', 'JUDGEMENT') AND COALESCE(facts ->> 'criterion', '') IN
      ('CRIME_ASB', 'CHILDREN_WHO_NEED_HELP', 'DOMESTIC_ABUSE', 'HEALTH', 'SUBSTANCE_USE')
    OR kind = 'COVERAGE' AND COALESCE(facts ->> 'of', '') IN
      ('OFFENCE', 'ASB_INCIDENT', 'SERIOUSNESS', 'DOMESTIC_CALL_OUT', 'RISK_SCORE', 'SAFEGUARDING', 'HEALTH_CONCERN')) STORED;
COMMENT ON COLUMN evidence.withdrawn IS 'A correction which says that the fact it supersedes never was; it asserts nothing itself.';
COMMENT ON COLUMN evidence.flags IS 'What was unusual about the fact when it was recorded (criteria/evidence-words.rules.ts): stored and shown, not refused.';
COMMENT ON COLUMN evidence.sensitive IS 'Withheld from involved teams other than its supplier and the lead professional.';

-- Who may supply which kind: the rules' table (criteria/evidence-suppliers.rules.ts) once more, so that row-level security
-- holds without them. A test compares the two.
CREATE TABLE evidence_supplier (
  supplier text NOT NULL,
  kind text NOT NULL,
  PRIMARY KEY (supplier, kind)
);
COMMENT ON TABLE evidence_supplier IS 'Which kinds of evidence each kind of agency supplies, and which a lead professional of any agency does.';
INSERT INTO evidence_supplier (supplier, kind)
SELECT s.supplier, unnest(s.kinds) FROM (VALUES
  ('SCHOOL', ARRAY['ATTENDANCE', 'EXCLUSION', 'SCHOOL_ROLL', 'COVERAGE']),
  ('POLICE', ARRAY['OFFENCE', 'SERIOUSNESS', 'ASB_INCIDENT', 'DOMESTIC_CALL_OUT', 'RISK_SCORE', 'COVERAGE']),
  ('HOUSING', ARRAY['ASB_INCIDENT', 'FINANCE', 'HOUSING', 'COVERAGE']),
  ('DISTRICT_COUNCIL', ARRAY['ASB_INCIDENT', 'FINANCE', 'HOUSING', 'COVERAGE']),
  ('HEALTH', ARRAY['HEALTH_CONCERN', 'RISK_SCORE', 'INTERVENTION', 'COVERAGE']),
  ('CSC', ARRAY['SAFEGUARDING', 'RISK_SCORE', 'INTERVENTION', 'COVERAGE']),
  ('WPEHS', ARRAY['EARLY_HELP', 'ATTENDANCE', 'EXCLUSION', 'SCHOOL_ROLL', 'RISK_SCORE', 'INTERVENTION', 'COVERAGE']),
  ('DWP', ARRAY['BENEFIT', 'EMPLOYMENT', 'UC_EARNINGS', 'PROGRAMME', 'PLACEMENT', 'DWP_STAGE', 'COVERAGE']),
  ('PROBATION', ARRAY['OFFENCE', 'RISK_SCORE', 'INTERVENTION', 'COVERAGE']),
  ('YOS', ARRAY['OFFENCE', 'SERIOUSNESS', 'INTERVENTION', 'COVERAGE']),
  ('VOLUNTARY', ARRAY['RISK_SCORE', 'INTERVENTION', 'PROGRAMME', 'PLACEMENT', 'COVERAGE']),
  ('LEAD_PROFESSIONAL', ARRAY['JUDGEMENT', 'INTERVENTION_START', 'INTERVENTION', 'RISK_SCORE', 'HEALTH_CONCERN', 'EMPLOYMENT',
    'PLACEMENT', 'FINANCE', 'HOUSING'])) AS s (supplier, kinds);
ALTER TABLE evidence_supplier ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence_supplier FORCE ROW LEVEL SECURITY;
CREATE POLICY evidence_supplier_seen ON evidence_supplier FOR SELECT USING ((SELECT viewer_role()) IS NOT NULL);
GRANT SELECT ON evidence_supplier TO wtwf_app, wtwf_loader;

DROP POLICY evidence_seen ON evidence;
CREATE POLICY evidence_seen ON evidence FOR SELECT USING (
  (SELECT viewer_role()) = 'SYSTEM_STANDINGS'
  OR (SELECT viewer_role()) IN ('PRACTITIONER', 'AGENCY_LEAD', 'COORDINATOR', 'AUDITOR')
    AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id)
    AND (
      NOT sensitive
      OR (SELECT viewer_role()) IN ('COORDINATOR', 'AUDITOR')
      OR agency_id = (SELECT viewer_agency())
      OR family_id = ANY (ARRAY(
        SELECT l.family_id FROM lead_professional l
        WHERE l.user_id = (SELECT viewer_user()) AND l.accepted_on IS NOT NULL AND l.ended_on IS NULL))));

-- A practitioner writes in the name of their own agency, as its kind, what that kind supplies or they do as lead
-- professional, about a family they see and somebody of it, and nothing that is still to come.
DROP POLICY evidence_made ON evidence;
CREATE POLICY evidence_made ON evidence FOR INSERT WITH CHECK (
  (SELECT viewer_role()) = 'PRACTITIONER'
  AND recorded_by = (SELECT viewer_user())
  AND agency_id = (SELECT viewer_agency())
  AND source = (SELECT a.kind FROM agency a WHERE a.id = (SELECT viewer_agency()))
  AND valid_from <= (SELECT viewer_today())
  AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id)
  AND (person_id IS NULL
    OR EXISTS (SELECT 1 FROM family_member m WHERE m.family_id = evidence.family_id AND m.person_id = evidence.person_id))
  AND (
    kind = ANY (ARRAY(
      SELECT s.kind FROM evidence_supplier s JOIN agency a ON a.kind = s.supplier WHERE a.id = (SELECT viewer_agency())))
    OR kind = ANY (ARRAY(SELECT s.kind FROM evidence_supplier s WHERE s.supplier = 'LEAD_PROFESSIONAL'))
      AND family_id = ANY (ARRAY(
        SELECT l.family_id FROM lead_professional l
        WHERE l.user_id = (SELECT viewer_user()) AND l.accepted_on IS NOT NULL AND l.ended_on IS NULL)))
  AND (kind <> 'COVERAGE' OR facts ->> 'of' = ANY (ARRAY(
      SELECT s.kind FROM evidence_supplier s JOIN agency a ON a.kind = s.supplier WHERE a.id = (SELECT viewer_agency())))));

-- A correction is its own supplier's, about the same family, and the same kind of fact with the same readers. A policy
-- cannot say so, because it would ask its own table. Once for each correction, after its statement: bulk loading may
-- bring both rows in either order.
CREATE FUNCTION evidence_corrects_its_own() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM evidence o
    WHERE o.id = NEW.supersedes_id AND NOT o.withdrawn AND o.family_id = NEW.family_id AND o.kind = NEW.kind
      AND o.source = NEW.source AND o.agency_id IS NOT DISTINCT FROM NEW.agency_id AND o.sensitive = NEW.sensitive)
  THEN
    RAISE EXCEPTION 'evidence is corrected by its supplier, as the same kind of fact about the same family' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER evidence_correction AFTER INSERT ON evidence
  FOR EACH ROW WHEN (NEW.supersedes_id IS NOT NULL) EXECUTE FUNCTION evidence_corrects_its_own();
