-- The loose ends of keeping and disposal (021): a disposed family takes nothing new, the schedule is a record that is
-- changed from a day on, and drafts that were never submitted have a line of their own.

-- Whoever works with families is not shown certificates, so the family says itself that its record was disposed of.
ALTER TABLE family ADD COLUMN disposed_at timestamptz;
COMMENT ON COLUMN family.disposed_at IS 'When its record was disposed of; nothing is added to it since.';
UPDATE family f SET disposed_at = d.disposed_at FROM disposal d WHERE d.family_id = f.id;
GRANT UPDATE (disposed_at) ON family TO wtwf_app;
CREATE TRIGGER family_disposed BEFORE UPDATE OF disposed_at ON family FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
-- Whoever disposes holds the family's row, as whoever writes to it does; without a certificate no row becomes another.
CREATE POLICY family_held ON family FOR UPDATE USING ((SELECT viewer_role()) = 'SYSTEM_RIGHTS') WITH CHECK (false);
