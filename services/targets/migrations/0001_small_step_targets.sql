CREATE TABLE small_step_targets (
  authority text NOT NULL,
  target_id uuid NOT NULL,
  learner_id uuid NOT NULL,
  school_id uuid,
  group_id uuid,
  follows uuid,
  area text NOT NULL,
  status text NOT NULL,
  wording jsonb NOT NULL,
  strategies jsonb NOT NULL,
  adult text NOT NULL,
  set_on date NOT NULL,
  starts_on date NOT NULL,
  review_on date NOT NULL,
  shared_on date,
  shares jsonb NOT NULL,
  reviews jsonb NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (authority, target_id)
);
CREATE INDEX small_step_targets_of_learner
  ON small_step_targets (authority, learner_id, review_on, target_id);
CREATE INDEX small_step_targets_of_group
  ON small_step_targets (authority, group_id, review_on, target_id);
CREATE INDEX small_step_targets_of_school
  ON small_step_targets (authority, school_id, status, review_on, target_id);
CREATE INDEX small_step_targets_due
  ON small_step_targets (authority, status, review_on, target_id);
CREATE INDEX small_step_targets_by_review
  ON small_step_targets (authority, review_on, target_id);
