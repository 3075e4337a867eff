-- Outcomes plans as records, which of them is in force since when, and the work of bringing the whole county under
-- one. The queue that this work goes through is pg-boss's own schema, made beside the migrations (job-store.ts).

CREATE TABLE outcomes_plan (
  id uuid PRIMARY KEY,
  document jsonb NOT NULL,
  added_at timestamptz NOT NULL,
  added_by uuid REFERENCES app_user
);
COMMENT ON TABLE outcomes_plan IS 'A plan as it was added: another text is another plan. added_by is null for those that came with the service.';
CREATE UNIQUE INDEX outcomes_plan_document ON outcomes_plan (md5(document::text));

CREATE TABLE plan_in_force (
  number integer PRIMARY KEY CHECK (number >= 1),
  plan_id uuid NOT NULL REFERENCES outcomes_plan,
  from_at timestamptz NOT NULL,
  changed_by uuid REFERENCES app_user
);
COMMENT ON TABLE plan_in_force IS 'The last one is in force. A day goes by the plan that was in force at its end; days before the first go by the first.';

CREATE TABLE reevaluation (
  id uuid PRIMARY KEY,
  number integer GENERATED ALWAYS AS IDENTITY UNIQUE,
  plan_number integer NOT NULL REFERENCES plan_in_force,
  cause text NOT NULL CHECK (cause IN ('PLAN_CHANGED','ASKED_FOR')),
  since date NOT NULL,
  state text NOT NULL CHECK (state IN ('RUNNING','PAUSED','FAILED','FINISHED','REPLACED')),
  started_at timestamptz NOT NULL,
  started_by uuid NOT NULL REFERENCES app_user,
  ended_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  CHECK ((state IN ('FINISHED','REPLACED')) = (ended_at IS NOT NULL))
);
COMMENT ON COLUMN reevaluation.since IS 'The first day whose answers may be others: until the run has ended no family is settled from this day on.';
CREATE UNIQUE INDEX reevaluation_one ON reevaluation ((true)) WHERE ended_at IS NULL;

CREATE TABLE reevaluation_batch (
  reevaluation_id uuid NOT NULL REFERENCES reevaluation,
  number integer NOT NULL CHECK (number >= 1),
  first_family uuid NOT NULL,
  last_family uuid NOT NULL,
  families integer NOT NULL CHECK (families >= 1),
  done_at timestamptz,
  changed integer CHECK (changed BETWEEN 0 AND families),
  failures smallint NOT NULL DEFAULT 0,
  fault text CHECK (length(fault) <= 100),
  PRIMARY KEY (reevaluation_id, number),
  CHECK ((done_at IS NULL) = (changed IS NULL))
);
COMMENT ON TABLE reevaluation_batch IS 'A stretch of families by id. done_at is written in the transaction that writes their standings, so no batch counts twice.';
COMMENT ON COLUMN reevaluation_batch.fault IS 'The closed code of the last failure, never its words.';
CREATE INDEX reevaluation_batch_open ON reevaluation_batch (reevaluation_id, number) WHERE done_at IS NULL;

-- What says whether the reasons on record are still those just worked out, without reading them.
ALTER TABLE standing_detail ADD COLUMN digest uuid;
COMMENT ON COLUMN standing_detail.digest IS 'MD5 of the text of the reasons; null where they were written without one.';

-- The plan in force was a setting until now. The owner is bound by row-level security too.
ALTER TABLE setting NO FORCE ROW LEVEL SECURITY;
INSERT INTO outcomes_plan (id, document, added_at)
  SELECT gen_random_uuid(), value, (value ->> 'from')::timestamp AT TIME ZONE 'Europe/London' FROM setting WHERE name = 'outcomes-plan';
INSERT INTO plan_in_force (number, plan_id, from_at) SELECT 1, id, added_at FROM outcomes_plan;
DELETE FROM setting WHERE name = 'outcomes-plan';
ALTER TABLE setting FORCE ROW LEVEL SECURITY;
COMMENT ON TABLE setting IS 'business-clock: the business time at one system time; school-terms.';

-- Who may see and write which row -------------------------------------------------------------------------------------

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['outcomes_plan', 'plan_in_force', 'reevaluation', 'reevaluation_batch'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
  END LOOP;
END $$;

-- Rules are no secret, but they are for those who work with families, and for whoever looks after the rules.
CREATE POLICY outcomes_plan_seen ON outcomes_plan FOR SELECT USING (
  (SELECT viewer_role()) IN ('PRACTITIONER', 'AGENCY_LEAD', 'COORDINATOR', 'AUDITOR', 'ADMINISTRATOR', 'SYSTEM_STANDINGS', 'SYSTEM_REPORTS'));
CREATE POLICY outcomes_plan_made ON outcomes_plan FOR INSERT WITH CHECK (
  (SELECT viewer_role()) = 'ADMINISTRATOR' AND added_by = (SELECT viewer_user())
  OR (SELECT viewer_role()) = 'SYSTEM_STANDINGS' AND added_by IS NULL);
CREATE POLICY plan_in_force_seen ON plan_in_force FOR SELECT USING ((SELECT viewer_role()) IS NOT NULL);
-- The system puts the first plan in force; every other is an administrator's doing.
CREATE POLICY plan_in_force_made ON plan_in_force FOR INSERT WITH CHECK (
  (SELECT viewer_role()) = 'ADMINISTRATOR' AND changed_by = (SELECT viewer_user())
  OR (SELECT viewer_role()) = 'SYSTEM_STANDINGS' AND changed_by IS NULL AND number = 1);

CREATE POLICY reevaluation_seen ON reevaluation FOR SELECT USING ((SELECT viewer_role()) IN ('ADMINISTRATOR', 'SYSTEM_STANDINGS'));
CREATE POLICY reevaluation_made ON reevaluation FOR INSERT WITH CHECK (
  (SELECT viewer_role()) = 'ADMINISTRATOR' AND started_by = (SELECT viewer_user()));
CREATE POLICY reevaluation_changed ON reevaluation FOR UPDATE USING ((SELECT viewer_role()) IN ('ADMINISTRATOR', 'SYSTEM_STANDINGS'));
CREATE POLICY reevaluation_batch_seen ON reevaluation_batch FOR SELECT USING (
  (SELECT viewer_role()) IN ('ADMINISTRATOR', 'SYSTEM_STANDINGS'));
CREATE POLICY reevaluation_batch_made ON reevaluation_batch FOR INSERT WITH CHECK ((SELECT viewer_role()) = 'SYSTEM_STANDINGS');
CREATE POLICY reevaluation_batch_changed ON reevaluation_batch FOR UPDATE USING ((SELECT viewer_role()) = 'SYSTEM_STANDINGS');

-- A plan and its time in force never change; of a run only how far it has come.
GRANT SELECT, INSERT ON outcomes_plan, plan_in_force, reevaluation, reevaluation_batch TO wtwf_app;
GRANT UPDATE (state, ended_at, version) ON reevaluation TO wtwf_app;
GRANT UPDATE (done_at, changed, failures, fault) ON reevaluation_batch TO wtwf_app;
GRANT SELECT, INSERT ON outcomes_plan, plan_in_force TO wtwf_loader;
GRANT SELECT, INSERT, UPDATE ON reevaluation, reevaluation_batch TO wtwf_loader;
