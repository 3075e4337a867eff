-- Handing a case over holds its family, as everyone does who acts on it, so that of two leads who hand it over at once, or
-- of a hand-over and a withdrawn agreement, the second sees what the first did. There is nothing of the family's own row
-- that a hand-over may change (020 says the same of machines).
CREATE POLICY family_held_by_hand_over ON family FOR UPDATE
  USING ((SELECT viewer_role()) = 'SYSTEM_HAND_OVER') WITH CHECK (false);
