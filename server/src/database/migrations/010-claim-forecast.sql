-- By which route a claim could be made, from when, and what it waits for; and where each person stands. Reasons from
-- before say neither whom nor what they are about: they are left out, and their families are due to be worked out anew.
ALTER TABLE standing_detail ADD COLUMN claim jsonb NOT NULL DEFAULT '{"route": null, "readyOn": null, "owed": []}';

-- The owner is bound by row-level security too.
ALTER TABLE standing NO FORCE ROW LEVEL SECURITY;
ALTER TABLE standing_detail NO FORCE ROW LEVEL SECURITY;
UPDATE standing_detail SET criteria =
  (SELECT COALESCE(jsonb_agg(c || '{"people": [], "reasons": []}' ORDER BY position), '[]')
   FROM jsonb_array_elements(criteria) WITH ORDINALITY AS x (c, position));
UPDATE standing s SET next_change_on = LEAST(s.next_change_on, d.as_of)
  FROM standing_detail d WHERE d.family_id = s.family_id AND s.valid_to IS NULL;
ALTER TABLE standing FORCE ROW LEVEL SECURITY;
ALTER TABLE standing_detail FORCE ROW LEVEL SECURITY;
