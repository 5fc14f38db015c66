-- Of concerns raised before this, what the defaults do not tell is filled in by a rebuild.
ALTER TABLE concerns
  ADD COLUMN school_id uuid,
  ADD COLUMN is_parent_informed boolean NOT NULL DEFAULT false,
  ADD COLUMN informings jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN has_outcome boolean NOT NULL DEFAULT false,
  ADD COLUMN outcome text,
  ADD COLUMN outcomes jsonb NOT NULL DEFAULT '[]';
ALTER TABLE concerns
  ALTER COLUMN is_parent_informed DROP DEFAULT,
  ALTER COLUMN informings DROP DEFAULT,
  ALTER COLUMN has_outcome DROP DEFAULT,
  ALTER COLUMN outcomes DROP DEFAULT;
CREATE INDEX concerns_by_time ON concerns (authority, raised_at, concern_id);
CREATE INDEX concerns_of_school
  ON concerns (authority, school_id, raised_at, concern_id);
CREATE INDEX concerns_of_area ON concerns (authority, area, raised_at, concern_id);
CREATE INDEX concerns_in_hand ON concerns (authority, has_outcome, raised_at, concern_id);
