-- A coordinator's first page asks which families nothing stands in the way of: few of many, who were looked for among all.
CREATE INDEX standing_ready ON standing (family_id)
  WHERE valid_to IS NULL AND eligible AND attached_on IS NULL AND blocked_by = '{}';
