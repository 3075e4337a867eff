-- What is not for a named member of a family to be shown: an answer of a CAF, an action of the plan, an entry of evidence.
-- A submitted version never changes, so this stands beside it. It is kept by person and question, so that it holds for
-- every version and every later CAF of the family until somebody opens it again
-- (server/decisions/a-copy-for-the-family-is-made-without-what-is-closed.md).

CREATE TABLE closed_answer (
  id uuid PRIMARY KEY,
  family_id uuid NOT NULL REFERENCES family,
  caf_id uuid REFERENCES caf,
  action_id uuid REFERENCES plan_action,
  evidence_id uuid REFERENCES evidence,
  place text NOT NULL CHECK (place ~ '^[A-Za-z0-9._-]{1,120}$'),
  person_id uuid NOT NULL REFERENCES person,
  reason text CHECK (length(reason) BETWEEN 1 AND 1000),
  closed_on date NOT NULL,
  closed_by uuid NOT NULL REFERENCES app_user,
  recorded_at timestamptz NOT NULL,
  lifted_on date CHECK (lifted_on >= closed_on),
  lifted_by uuid REFERENCES app_user,
  lift_reason text CHECK (length(lift_reason) BETWEEN 1 AND 1000),
  lifted_recorded_at timestamptz,
  CHECK ((lifted_on IS NULL) = (lifted_by IS NULL)),
  CHECK ((action_id IS NOT NULL) = (place LIKE 'actions.%') AND (action_id IS NULL OR place = 'actions.' || action_id)),
  CHECK ((evidence_id IS NOT NULL) = (place LIKE 'evidence.%') AND (evidence_id IS NULL OR place = 'evidence.' || evidence_id))
);
COMMENT ON TABLE closed_answer IS 'What is not to be shown to which member of a family, since when and why. The reasons are for disposal alone to blank.';
CREATE UNIQUE INDEX closed_answer_one ON closed_answer (family_id, place, person_id) WHERE lifted_on IS NULL;

GRANT SELECT, INSERT ON closed_answer TO wtwf_app;
GRANT UPDATE (lifted_on, lifted_by, lift_reason, lifted_recorded_at, reason) ON closed_answer TO wtwf_app;
GRANT SELECT, INSERT, UPDATE ON closed_answer TO wtwf_loader;
ALTER TABLE closed_answer ENABLE ROW LEVEL SECURITY;
ALTER TABLE closed_answer FORCE ROW LEVEL SECURITY;

-- Whoever sees the record sees that it is closed: an entry of evidence that is not theirs to see says nothing of itself here either.
CREATE POLICY closed_answer_seen ON closed_answer FOR SELECT USING (
  (SELECT viewer_role()) IN ('PRACTITIONER', 'AGENCY_LEAD', 'COORDINATOR', 'AUDITOR')
  AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id)
  AND (evidence_id IS NULL OR EXISTS (SELECT 1 FROM evidence e WHERE e.id = evidence_id)));
CREATE POLICY closed_answer_made ON closed_answer FOR INSERT WITH CHECK (
  (SELECT viewer_role()) IN ('PRACTITIONER', 'COORDINATOR') AND closed_by = (SELECT viewer_user())
  AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id)
  AND (evidence_id IS NULL OR EXISTS (SELECT 1 FROM evidence e WHERE e.id = evidence_id))
  AND (action_id IS NULL OR EXISTS (SELECT 1 FROM plan_action a WHERE a.id = action_id)));
CREATE POLICY closed_answer_lifted ON closed_answer FOR UPDATE
  USING ((SELECT viewer_role()) IN ('PRACTITIONER', 'COORDINATOR') AND lifted_on IS NULL
    AND EXISTS (SELECT 1 FROM family f WHERE f.id = family_id)
    AND (evidence_id IS NULL OR EXISTS (SELECT 1 FROM evidence e WHERE e.id = evidence_id)))
  WITH CHECK (lifted_by = (SELECT viewer_user()));
CREATE POLICY closed_answer_read_only_made ON closed_answer AS RESTRICTIVE FOR INSERT
  WITH CHECK (family_id <> ALL ((SELECT viewer_emergency_families())::uuid[]));
CREATE POLICY closed_answer_read_only_changed ON closed_answer AS RESTRICTIVE FOR UPDATE
  USING (family_id <> ALL ((SELECT viewer_emergency_families())::uuid[]));

CREATE POLICY closed_answer_known ON closed_answer FOR SELECT USING ((SELECT viewer_role()) = 'SYSTEM_RIGHTS');
CREATE POLICY closed_answer_disposed ON closed_answer FOR UPDATE USING ((SELECT viewer_role()) = 'SYSTEM_RIGHTS'
  AND family_id = ANY (ARRAY(SELECT d.family_id FROM disposal d WHERE d.recorded_xact = (SELECT pg_current_xact_id_if_assigned()))));
CREATE TRIGGER closed_answer_blanked BEFORE UPDATE OF reason ON closed_answer FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
