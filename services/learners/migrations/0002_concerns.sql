CREATE TABLE concerns (
  authority text NOT NULL,
  concern_id uuid NOT NULL,
  learner_id uuid NOT NULL,
  area text NOT NULL,
  observation text NOT NULL,
  noticed_on date NOT NULL,
  parent_informed_on date,
  parent_informed_by text,
  raised_at timestamptz NOT NULL,
  raised_by text NOT NULL,
  PRIMARY KEY (authority, concern_id)
);
CREATE INDEX concerns_of_learner ON concerns (authority, learner_id, raised_at, concern_id);
