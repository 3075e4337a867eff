-- What rate limits count, shared by all API processes. Keys are hashes: no address or email stands here.
CREATE TABLE rate_limit (
  key varchar(255) PRIMARY KEY,
  points integer NOT NULL DEFAULT 0,
  expire bigint
);
GRANT SELECT, INSERT, UPDATE, DELETE ON rate_limit TO wtwf_app;
ALTER TABLE rate_limit ENABLE ROW LEVEL SECURITY;
ALTER TABLE rate_limit FORCE ROW LEVEL SECURITY;
CREATE POLICY rate_limit_counted ON rate_limit FOR ALL USING (true);

CREATE INDEX family_name ON family ((COALESCE(name, '') COLLATE "en-x-icu"), id);
-- A district's families by name: the list that a coordinator turns the pages of.
CREATE INDEX family_district_name ON family (district_code, (COALESCE(name, '') COLLATE "en-x-icu"), id);
-- A voided attachment is still part of a family's history.
CREATE INDEX attachment_family ON attachment (family_id);
