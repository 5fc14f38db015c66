ALTER TABLE learners ADD COLUMN own_tier text;

CREATE TABLE school_tiers (
  authority text NOT NULL,
  school_id uuid NOT NULL,
  namings jsonb NOT NULL,
  PRIMARY KEY (authority, school_id)
);

CREATE TABLE tier_changes (
  authority text NOT NULL,
  learner_id uuid NOT NULL,
  change_id uuid NOT NULL,
  previous_tier text NOT NULL,
  effective_on date NOT NULL,
  reading jsonb NOT NULL,
  withdrawn boolean NOT NULL,
  as_made jsonb NOT NULL,
  decided_by uuid NOT NULL,
  recorded_at timestamptz NOT NULL,
  corrections jsonb NOT NULL,
  PRIMARY KEY (authority, learner_id, change_id)
);
CREATE INDEX tier_changes_by_day
  ON tier_changes (authority, learner_id, effective_on, recorded_at, change_id);

-- Who was ever at a school? An overview asks for all of them.
CREATE INDEX roll_histories_by_school ON roll_histories USING gin (stays jsonb_path_ops);
